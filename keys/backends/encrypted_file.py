"""Private keys as encrypted files in the keys directory, one file per key.

A file is named after the public half of its key, ``<publicKeyMultibase>.pem``, so it never has
to be renamed and two keys never want the same name.
"""

from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credentials.identifiers.multikey import KeyType, PublicKey
from keys.backends.encrypted_pkcs8 import SigningKey, decrypt_private_key, encrypt_private_key
from keys.backends.local_signer import LocalSigner
from keys.errors import KeyCustodyError, KeyFileMalformed, KeyFileMissing
from keys.passphrase import Passphrase
from keys.private_files import create_private_file, read_private_file

_MAX_BYTES: Final = 16_384


class EncryptedFileBackend:
    """Makes and opens the private key files of one directory.

    Whoever makes the backend has checked that the directory is private.
    """

    def __init__(self, directory: Path, passphrase: Passphrase) -> None:
        self._directory = directory
        self._passphrase = passphrase

    def create(self, key_type: KeyType) -> PublicKey:
        """Make a private key, store it, and return its public half.

        Raises:
            KeyCustodyError: Keys of ``key_type`` are not made here.
            OSError: The file cannot be written.
        """
        private_key: SigningKey
        if key_type is KeyType.ED25519:
            private_key = Ed25519PrivateKey.generate()
        elif key_type is KeyType.P256:
            private_key = generate_private_key(SECP256R1())
        else:
            raise KeyCustodyError(f"we sign with Ed25519 and P-256 keys, not with {key_type}")
        public_key = _public_half(private_key)
        create_private_file(self.path(public_key), encrypt_private_key(private_key, self._passphrase))
        return public_key

    def discard(self, public_key: PublicKey) -> None:
        """Delete the file of a key that never came into use."""
        self.path(public_key).unlink(missing_ok=True)

    def signer(self, verification_method: str, public_key: PublicKey) -> LocalSigner:
        """Open the private half of ``public_key``.

        Raises:
            KeyFileMissing: There is no file for it.
            KeyFileMalformed: The file is no encrypted private key, or holds another one.
            PassphraseWrong: The passphrase does not open it.
            InsecurePermissions: Others can read the file.
        """
        path = self.path(public_key)
        try:
            pem = read_private_file(path, max_bytes=_MAX_BYTES)
        except FileNotFoundError as error:
            raise KeyFileMissing(
                f"there is no {path}, which has the private half of {verification_method}. Restore it from "
                "a backup, or rotate to a new key",
                path=str(path),
            ) from error
        private_key = decrypt_private_key(pem, self._passphrase, name=str(path))
        # The encryption has no checksum over the key, and files can be swapped: what counts is
        # that signatures will verify under the key that is published.
        if _public_half(private_key) != public_key:
            raise KeyFileMalformed(
                f"{path} holds another key than its name says. Restore it from a backup",
                reason="other_key",
                path=str(path),
            )
        return LocalSigner(verification_method, private_key)

    def path(self, public_key: PublicKey) -> Path:
        """Return where the private half of ``public_key`` is."""
        return self._directory / f"{public_key.to_multikey()}.pem"


def _public_half(private_key: SigningKey) -> PublicKey:
    if isinstance(private_key, EllipticCurvePrivateKey):
        point = private_key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        return PublicKey(KeyType.P256, point)
    return PublicKey(KeyType.ED25519, private_key.public_key().public_bytes_raw())
