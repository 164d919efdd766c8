"""The life of keys: generate, rotate, retire, revoke. Each is one step that happens or does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.multikey import KeyType, PublicKey
from keys.custody import KeyStore
from keys.errors import ControllerMalformed
from keys.keyring import SIGNING_KEY_TYPES, KeyEntry, KeyPurpose, Keyring
from keys.keyring_file import changing_keyring, save_keyring

_EXAMPLE: Final = "Example: did:web:example.org"
_CARD_KEY_TYPE: Final = (KeyType.ED25519,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """What a rotation did.

    Attributes:
        new: The key that signs from now on.
        old: The key that signed until now, retired; what it signed stays good.
    """

    new: KeyEntry
    old: KeyEntry


def generate_keys(
    store: KeyStore, controller: str, *, at: datetime, key_types: Sequence[KeyType] = SIGNING_KEY_TYPES
) -> tuple[KeyEntry, ...]:
    """Make the first keys of a controller for credentials, all of them or none.

    Raises:
        ControllerMalformed: ``controller`` is neither did:web nor an https URL.
        ActiveKeyExists: The controller has an active key of one of the types. None is made.
        PassphraseWrong: The directory has keys under another passphrase.
        KeyCustodyError: The directory cannot be used; see :class:`keys.custody.KeyStore`.
        OSError: A file cannot be written. Nothing has changed.
    """
    refuse_bad_controller(controller)
    with changing_keyring(store.directory) as keyring:
        return _add(store, keyring, controller, key_types, at)


def generate_card_key(store: KeyStore, controller: str, *, at: datetime) -> KeyEntry:
    """Make the first key of a controller for the cards in QR codes.

    Raises:
        ControllerMalformed: ``controller`` is neither did:web nor an https URL.
        ActiveKeyExists: The controller has an active key for cards.
        PassphraseWrong: The directory has keys under another passphrase.
        KeyCustodyError: The directory cannot be used; see :class:`keys.custody.KeyStore`.
        OSError: A file cannot be written. Nothing has changed.
    """
    refuse_bad_controller(controller)
    with changing_keyring(store.directory) as keyring:
        (made,) = _add(store, keyring, controller, _CARD_KEY_TYPE, at, purpose=KeyPurpose.CARD)
        return made


def rotate_keys(
    store: KeyStore,
    controller: str,
    *,
    at: datetime,
    key_types: Sequence[KeyType] = SIGNING_KEY_TYPES,
    reason: str | None = None,
) -> tuple[Rotation, ...]:
    """Replace the active keys of a controller for credentials by new ones, all of them or none.

    The old public keys stay published, without an end that verifiers act on, so everything that
    they signed goes on verifying in everybody's software.

    Raises:
        NoActiveKey: There is nothing to replace.
        PassphraseWrong: The directory has keys under another passphrase.
        KeyCustodyError: The directory cannot be used; see :class:`keys.custody.KeyStore`.
        OSError: A file cannot be written. Nothing has changed.
    """
    return _rotate(store, controller, key_types, KeyPurpose.ASSERTION_METHOD, at, reason)


def rotate_card_key(store: KeyStore, controller: str, *, at: datetime, reason: str | None = None) -> Rotation:
    """Replace the active key of a controller for cards. Cards that the old one signed stay good.

    Raises:
        NoActiveKey: There is nothing to replace.
        PassphraseWrong: The directory has keys under another passphrase.
        KeyCustodyError: The directory cannot be used; see :class:`keys.custody.KeyStore`.
        OSError: A file cannot be written. Nothing has changed.
    """
    (rotation,) = _rotate(store, controller, _CARD_KEY_TYPE, KeyPurpose.CARD, at, reason)
    return rotation


def retire_key(directory: Path, key_id: str, *, at: datetime, reason: str | None = None) -> KeyEntry:
    """Stop using a key without a successor; what it signed stays good.

    No passphrase is needed: nothing is signed and no private key is read.

    Raises:
        KeyNotFound: The keyring has no such key.
        KeyNotActive: It was retired or revoked before.
        OSError: The keyring cannot be written. Nothing has changed.
    """
    with changing_keyring(directory) as keyring:
        keyring = keyring.with_retired(key_id, at=at, reason=reason)
        save_keyring(directory, keyring)
        return keyring.find(key_id)


def revoke_key(directory: Path, key_id: str, *, since: datetime, at: datetime, reason: str) -> KeyEntry:
    """Declare that others may have a key: nothing that it signed is to be believed any more.

    Whoever has the key can write any date into what he signs, so there is no saying which
    signatures are older than the theft. Everything that it signed has to be issued again.

    Raises:
        KeyNotFound: The keyring has no such key.
        KeyNotActive: It was revoked before.
        OSError: The keyring cannot be written. Nothing has changed.
    """
    with changing_keyring(directory) as keyring:
        keyring = keyring.with_revoked(key_id, since=since, at=at, reason=reason)
        save_keyring(directory, keyring)
        return keyring.find(key_id)


def refuse_bad_controller(controller: str) -> None:
    """Refuse a controller whose keys nobody could look up.

    Raises:
        ControllerMalformed: It is neither a did:web DID nor an https URL without fragment.
    """
    try:
        url = document_url(controller)
    except CredentialError as error:
        raise ControllerMalformed(
            f"{controller!r} has no place for its keys: {error}. {_EXAMPLE}", controller=controller
        ) from error
    if url is None or "#" in controller:
        raise ControllerMalformed(
            f"{controller!r} is neither a did:web DID nor an https URL without fragment. {_EXAMPLE}",
            controller=controller,
        )


def _rotate(
    store: KeyStore,
    controller: str,
    key_types: Sequence[KeyType],
    purpose: KeyPurpose,
    at: datetime,
    reason: str | None,
) -> tuple[Rotation, ...]:
    with changing_keyring(store.directory) as keyring:
        old = [keyring.active(controller, key_type, purpose).id for key_type in key_types]
        for key_id in old:
            keyring = keyring.with_retired(key_id, at=at, reason=reason or "rotated")
        new = _add(store, keyring, controller, key_types, at, purpose=purpose)
        return tuple(
            Rotation(new=entry, old=keyring.find(key_id)) for entry, key_id in zip(new, old, strict=True)
        )


def _add(
    store: KeyStore,
    keyring: Keyring,
    controller: str,
    key_types: Sequence[KeyType],
    at: datetime,
    *,
    purpose: KeyPurpose = KeyPurpose.ASSERTION_METHOD,
) -> tuple[KeyEntry, ...]:
    store.refuse_other_passphrase()
    made: list[PublicKey] = []
    entries: list[KeyEntry] = []
    try:
        for key_type in key_types:
            keyring.refuse_second_active(controller, key_type, purpose)
            made.append(store.create_private_key(key_type))
            entry = _new_entry(controller, made[-1], at, purpose)
            entries.append(entry)
            keyring = keyring.with_new(entry)
        save_keyring(store.directory, keyring)
    except BaseException:
        # Also on Ctrl-C: a private key that no keyring knows should not lie around. The keyring is
        # asked again, because saving can fail after the new one is in place.
        known = {entry.public_key for entry in store.keyring().entries}
        for public_key in made:
            if public_key not in known:
                store.discard_private_key(public_key)
        raise
    return tuple(entries)


def _new_entry(controller: str, public_key: PublicKey, at: datetime, purpose: KeyPurpose) -> KeyEntry:
    # The key itself is the fragment: unique without a register, and verifiers that know did:key
    # only, or that take the fragment for the key, find the right one.
    return KeyEntry(
        id=f"{controller}#{public_key.to_multikey()}",
        controller=controller,
        public_key=public_key,
        created=at,
        valid_from=at,
        purposes=(purpose.value,),
    )
