"""Private keys as encrypted files in the keys directory, one file per key.

A file is named after the public half of its key, ``<publicKeyMultibase>.pem``, so it never has
to be renamed and two keys never want the same name.
"""

from pathlib import Path
from typing import Final

from credentials.identifiers.multikey import KeyType, PublicKey
from keys.backends.encrypted_pkcs8 import decrypt_private_key, encrypt_private_key
from keys.backends.local_signer import LocalSigner
from keys.backends.signing_key import new_signing_key, public_half
from keys.errors import KeyFileMalformed, KeyFileMissing
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
        private_key = new_signing_key(key_type)
        public_key = public_half(private_key)
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
        if public_half(private_key) != public_key:
            raise KeyFileMalformed(
                f"{path} holds another key than its name says. Restore it from a backup",
                reason="other_key",
                path=str(path),
            )
        return LocalSigner(verification_method, private_key)

    def path(self, public_key: PublicKey) -> Path:
        """Return where the private half of ``public_key`` is."""
        return self._directory / f"{public_key.to_multikey()}.pem"
