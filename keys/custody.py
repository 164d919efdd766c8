"""The keys directory, opened: it makes keys and hands out signers, and never a private key."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.proofs.signing import Signer
from keys.backends.encrypted_file import EncryptedFileBackend
from keys.errors import KeyCustodyError, KeyNotActive
from keys.keyring import KeyPurpose, Keyring, KeyState
from keys.keyring_file import check_keys_directory, load_keyring
from keys.passphrase import Passphrase
from keys.private_files import make_private_directory, refuse_work_tree
from keys.secrecy import Uncopyable

__all__ = ["KeyCustodyError", "KeyStore", "load_keyring"]


class KeyStore(Uncopyable):
    """A keys directory with the passphrase that opens it.

    Make one with :meth:`open` or :meth:`create`. Both refuse a directory that others can look
    into or that is inside a git work tree. A weak passphrase never gets this far: see
    :class:`keys.passphrase.Passphrase`.
    """

    __slots__ = ("_backend", "_directory", "_signers")

    def __init__(self, directory: Path, passphrase: Passphrase) -> None:
        check_keys_directory(directory)
        self._directory = directory
        self._backend = EncryptedFileBackend(directory, passphrase)
        self._signers: dict[str, Signer] = {}

    @classmethod
    def open(cls, directory: Path, passphrase: Passphrase) -> Self:
        """Open a keys directory that exists.

        Raises:
            KeysDirectoryMissing: There is no such directory.
            InsideWorkTree: It is inside a git work tree.
            InsecurePermissions: Others can look into it.
        """
        return cls(directory, passphrase)

    @classmethod
    def create(cls, directory: Path, passphrase: Passphrase) -> Self:
        """Open a keys directory, after making it with mode 0700 when there is none.

        Raises:
            InsideWorkTree: It is, or would be, inside a git work tree.
            InsecurePermissions: It exists and others can look into it.
        """
        refuse_work_tree(directory)
        make_private_directory(directory)
        return cls(directory, passphrase)

    def __repr__(self) -> str:
        return f"<KeyStore {self._directory}>"

    @property
    def directory(self) -> Path:
        """Where the keys are."""
        return self._directory

    def keyring(self) -> Keyring:
        """Return the keyring as it is on disk now.

        Raises:
            KeyringMalformed: The keyring is damaged.
            InsecurePermissions: Others can read or change it.
        """
        return load_keyring(self._directory)

    def signer(self, verification_method: str) -> Signer:
        """Return something that signs with an active key.

        Opening a key takes a quarter of a second on purpose, so it is done once per store.

        Raises:
            KeyNotFound: The keyring has no such key.
            KeyNotActive: The key was retired or revoked.
            KeyFileMissing: Its private half is not here.
            KeyFileMalformed: The file has another key, or none.
            PassphraseWrong: The passphrase does not open it.
            InsecurePermissions: Others can read the file.
        """
        entry = self.keyring().find(verification_method)
        if entry.state is not KeyState.ACTIVE:
            raise KeyNotActive(
                f"{verification_method} is {entry.state}: it signs no more", key=verification_method
            )
        if verification_method not in self._signers:
            self._signers[verification_method] = self._backend.signer(verification_method, entry.public_key)
        return self._signers[verification_method]

    def open_together(self, verification_methods: Collection[str]) -> None:
        """Open several keys, which takes hardly longer than to open one; :meth:`signer` then has them.

        Raises:
            KeyCustodyError: As :meth:`signer` says, of the first that cannot be opened.
        """
        with ThreadPoolExecutor(max_workers=max(1, len(verification_methods))) as threads:
            list(threads.map(self.signer, verification_methods))

    def active_signer(self, controller: str, key_type: KeyType = KeyType.ED25519) -> Signer:
        """Return something that signs for ``controller`` with its active key of ``key_type``.

        Raises:
            NoActiveKey: There is none.
            KeyCustodyError: As :meth:`signer` says.
        """
        return self.signer(self.keyring().active(controller, key_type).id)

    def active_card_signer(self, controller: str) -> Signer:
        """Return something that signs cards for ``controller``, and must be given nothing else to sign.

        Raises:
            NoActiveKey: There is no active key for cards.
            KeyCustodyError: As :meth:`signer` says.
        """
        return self.signer(self.keyring().active(controller, KeyType.ED25519, KeyPurpose.CARD).id)

    def refuse_other_passphrase(self) -> None:
        """Refuse a passphrase that does not open the keys that are here already.

        One directory has one passphrase; with two, some keys would turn out to be locked on the
        day that they are needed.

        Raises:
            PassphraseWrong: It does not open the newest active key.
            KeyCustodyError: That key cannot be opened for another reason.
        """
        active = [entry for entry in self.keyring().entries if entry.state is KeyState.ACTIVE]
        if active:
            self.signer(active[-1].id)

    def create_private_key(self, key_type: KeyType) -> PublicKey:
        """Make a private key and return its public half.

        :mod:`keys.generate` puts it in the keyring; until then it signs nothing.
        """
        return self._backend.create(key_type)

    def discard_private_key(self, public_key: PublicKey) -> None:
        """Delete a private key that did not get into the keyring."""
        self._backend.discard(public_key)
