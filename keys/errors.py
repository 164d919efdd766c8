"""What can go wrong with keys, and what to do about it.

Every message says what is wrong, where, and what to do. None holds a passphrase or a private key.
"""

from typing import ClassVar


class KeyCustodyError(Exception):
    """Keys cannot be made, read or used as asked.

    The message is English. ``code`` and ``params`` are for whoever says it in another language.

    Attributes:
        code: Stable, public name of the kind of error; never renamed.
        params: What it is about: a path, a key, a controller. No secrets.
    """

    code: ClassVar[str] = "key_custody_error"

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.params = params


class PassphraseMissing(KeyCustodyError):
    """No passphrase file and no systemd credential was given."""

    code = "passphrase_missing"


class PassphraseRefused(KeyCustodyError):
    """The passphrase is empty, too short, or one that everybody tries first."""

    code = "passphrase_refused"


class PassphraseWrong(KeyCustodyError):
    """The passphrase does not open the private keys."""

    code = "passphrase_wrong"


class InsecurePermissions(KeyCustodyError):
    """A file or directory can be read or changed by others than its owner."""

    code = "insecure_permissions"


class InsideWorkTree(KeyCustodyError):
    """Keys or a passphrase would be inside a git work tree, one command from being published."""

    code = "inside_work_tree"


class KeysDirectoryMissing(KeyCustodyError):
    """There is no keys directory."""

    code = "keys_directory_missing"


class KeyFileMissing(KeyCustodyError):
    """The keyring has a key whose private half is not in the directory."""

    code = "key_file_missing"


class KeyFileMalformed(KeyCustodyError):
    """A private key file is not encrypted PKCS #8, or holds another key than its name says."""

    code = "key_file_malformed"


class KeyringMalformed(KeyCustodyError):
    """``keyring.json`` is damaged or was changed by hand into something impossible."""

    code = "keyring_malformed"


class ControllerMalformed(KeyCustodyError):
    """The controller is neither a did:web DID nor an https URL without fragment."""

    code = "controller_malformed"


class KeyNotFound(KeyCustodyError):
    """The keyring has no such key."""

    code = "key_not_found"


class KeyNotActive(KeyCustodyError):
    """A retired or revoked key is asked to sign, or to be retired again."""

    code = "key_not_active"


class ActiveKeyExists(KeyCustodyError):
    """The controller has an active key of this type already."""

    code = "active_key_exists"


class NoActiveKey(KeyCustodyError):
    """The controller has no active key of this type."""

    code = "no_active_key"


class NotCopyable(KeyCustodyError, TypeError):
    """A secret was asked to be copied or pickled. It is a TypeError too, as pickle expects."""

    code = "not_copyable"
