"""The key that an organisation signs with, out of its keys directory or out of a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.multikey import KeyType, PublicKey, UnsupportedKeyType
from credentials.parsing import JsonObject
from credentials.proofs.signing import SignatureAlgorithm, Signer
from keys.backends.jwk_file import read_jwk_file
from keys.custody import KeyStore
from keys.keyring_file import load_keyring
from keys.passphrase import read_passphrase
from keys.private_files import read_private_file
from keys.public_documents import did_document

_MAX_KEY_BYTES: Final = 16_384


class NoKey(Exception):
    """There is nothing to sign with.

    Attributes:
        word: Name of the sentence that says why.
        values: For that sentence.
    """

    def __init__(self, word: str, **values: str) -> None:
        super().__init__(word)
        self.word = word
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKey:
    """A key, and under which name it is known.

    Attributes:
        controller: The did:web or did:key that signs.
        signer: Signs as a key of that.
        document: What the controller publishes about its keys; None for a did:key, which is its key.
    """

    controller: str
    signer: Signer
    document: JsonObject | None = None

    @property
    def document_url(self) -> str | None:
        """Where the document is published."""
        return document_url(self.controller)


class _AsDidKey:
    """A signer under the did:key of its own key, which needs no website."""

    def __init__(self, signer: Signer, public_key: PublicKey) -> None:
        self._signer = signer
        text = public_key.to_multikey()
        self.controller = f"did:key:{text}"
        self.verification_method = f"{self.controller}#{text}"

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """As the protocol says."""
        return self._signer.algorithm

    def sign(self, data: bytes) -> bytes:
        """As the protocol says."""
        return self._signer.sign(data)


def key_from_file(path: Path) -> OwnKey:
    """Read a key that stands unprotected in a file, and sign under its did:key.

    Raises:
        NoKey: It is no Ed25519 key with its private half.
        KeyCustodyError: Others can read the file, or there is no key in it.
    """
    file = path.name
    try:
        key = read_jwk_file(read_private_file(path, max_bytes=_MAX_KEY_BYTES), name=file)
    except UnsupportedKeyType as error:
        raise NoKey("no_private_key", file=file) from error
    if key.signer is None or key.public_key.key_type is not KeyType.ED25519:
        raise NoKey("no_private_key", file=file)
    signer = _AsDidKey(key.signer, key.public_key)
    return OwnKey(controller=signer.controller, signer=signer)


def key_from_directory(
    directory: Path, *, controller: str | None, passphrase_file: Path | None, as_did_key: bool
) -> OwnKey:
    """Open the active Ed25519 key of a keys directory.

    Args:
        directory: The keys, as ``waarmerk keys`` keeps them.
        controller: Whose, when there are several.
        passphrase_file: Where the passphrase is.
        as_did_key: Sign under the did:key of the key, because nothing is published about the controller.

    Raises:
        NoKey: There are no keys, or of several controllers.
        KeyCustodyError: The key cannot be opened.
    """
    keyring = load_keyring(directory)
    controllers = sorted({entry.controller for entry in keyring.entries})
    if controller is None:
        if not controllers:
            raise NoKey("no_keys", directory=str(directory))
        if len(controllers) > 1:
            raise NoKey("several_controllers", controllers=", ".join(controllers))
        controller = controllers[0]
    entry = keyring.active(controller, KeyType.ED25519)
    signer = KeyStore.open(directory, read_passphrase(passphrase_file)).signer(entry.id)
    if as_did_key:
        own = _AsDidKey(signer, entry.public_key)
        return OwnKey(controller=own.controller, signer=own)
    return OwnKey(controller=controller, signer=signer, document=did_document(controller, keyring))
