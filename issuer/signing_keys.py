"""The keys that an institution signs with, and how others know them."""

from dataclasses import dataclass

from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.parsing import JsonObject
from credentials.proofs.signing import Signer
from credentials.trust_list import RecognizedKey
from issuer.errors import NoSigningKey
from keys.custody import KeyStore
from keys.errors import NoActiveKey
from keys.keyring import KeyEntry, KeyPurpose, Keyring
from keys.public_documents import did_document, jwks, recognized_card_keys, recognized_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """The public side of an institution's keys.

    Attributes:
        recognized: All keys for credentials, current and past, as a trust list has them.
        did_document: What ``did.json`` says.
        jwks: What ``jwks.json`` says.
        cards: All keys for cards, current and past, as a trust list has them.
    """

    recognized: tuple[RecognizedKey, ...]
    did_document: JsonObject
    jwks: JsonObject
    cards: tuple[RecognizedKey, ...] = ()


@dataclass(frozen=True, slots=True)
class CardKey:
    """A key for cards.

    Attributes:
        signer: Signs with it.
        public_key: Its public half, after which cards name it.
    """

    signer: Signer
    public_key: PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeys:
    """What signs for an institution now.

    Attributes:
        data_integrity: Ed25519; signs credentials in JSON, and status lists.
        jwt: P-256; signs credentials as JWT. None when that form is left out.
        public: How others know these keys and their predecessors.
        card: Ed25519; signs the cards in QR codes, and nothing else. None when no cards are made.
    """

    data_integrity: Signer
    jwt: Signer | None
    public: PublicKeys
    card: CardKey | None = None


def public_keys(controller: str, keyring: Keyring) -> PublicKeys:
    """Return the public side of the keys of a controller; needs no passphrase."""
    return PublicKeys(
        recognized=recognized_keys(controller, keyring),
        did_document=did_document(controller, keyring),
        jwks=jwks(controller, keyring),
        cards=recognized_card_keys(controller, keyring),
    )


def signing_keys(
    store: KeyStore, controller: str, *, sign_jwt: bool, sign_cards: bool = False
) -> SigningKeys:
    """Open the active keys of a controller.

    The Ed25519 key is always needed, because status lists are signed with it.

    Raises:
        NoSigningKey: There is no active key of a type that is needed, or none for cards.
        KeyCustodyError: A key cannot be opened; see :meth:`keys.custody.KeyStore.signer`.
    """
    keyring = store.keyring()
    credentials = _active(keyring, controller, KeyType.ED25519)
    jwt = _active(keyring, controller, KeyType.P256) if sign_jwt else None
    cards = _active_for_cards(keyring, controller) if sign_cards else None
    store.open_together([key.id for key in (credentials, jwt, cards) if key is not None])
    return SigningKeys(
        data_integrity=store.signer(credentials.id),
        jwt=store.signer(jwt.id) if jwt is not None else None,
        public=public_keys(controller, keyring),
        card=CardKey(store.signer(cards.id), cards.public_key) if cards is not None else None,
    )


def _active(keyring: Keyring, controller: str, key_type: KeyType) -> KeyEntry:
    try:
        return keyring.active(controller, key_type)
    except NoActiveKey as error:
        raise NoSigningKey(algorithm=key_type.value, controller=controller) from error


def _active_for_cards(keyring: Keyring, controller: str) -> KeyEntry:
    try:
        return keyring.active(controller, KeyType.ED25519, KeyPurpose.CARD)
    except NoActiveKey as error:
        raise NoSigningKey(algorithm=KeyPurpose.CARD.value, controller=controller) from error
