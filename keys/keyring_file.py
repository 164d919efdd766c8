"""``keyring.json`` in the keys directory: read it, change it one process at a time, save it whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keys.errors import KeysDirectoryMissing
from keys.keyring import KEYRING_FILE, KEYRING_LIMITS, Keyring, parse_keyring, write_keyring
from keys.private_files import (
    check_private_directory,
    locked_directory,
    read_private_file,
    refuse_work_tree,
    replace_private_file,
)


def check_keys_directory(directory: Path) -> None:
    """Refuse a directory in which keys are not safe.

    Raises:
        InsideWorkTree: It is inside a git work tree.
        KeysDirectoryMissing: There is no such directory.
        InsecurePermissions: Others can look into it.
    """
    refuse_work_tree(directory)
    if not directory.is_dir():
        raise KeysDirectoryMissing(
            f"there is no keys directory {directory}. Run `waarmerk keys generate`, which makes one, or "
            "name another with --keys-dir",
            path=str(directory),
        )
    check_private_directory(directory)


def load_keyring(directory: Path) -> Keyring:
    """Read the public half of a keys directory, for which no passphrase is needed.

    A directory without keyring has no keys yet.

    Raises:
        KeysDirectoryMissing: There is no such directory.
        InsideWorkTree: It is inside a git work tree.
        InsecurePermissions: Others can look into it, or read or change the keyring.
        KeyringMalformed: The keyring is damaged.
    """
    check_keys_directory(directory)
    try:
        data = read_private_file(directory / KEYRING_FILE, max_bytes=KEYRING_LIMITS.max_bytes)
    except FileNotFoundError:
        return Keyring()
    return parse_keyring(data)


@contextmanager
def changing_keyring(directory: Path) -> Iterator[Keyring]:
    """Keep other processes from changing the directory, and give the keyring as it is now.

    Raises:
        KeyCustodyError: As :func:`load_keyring` says.
    """
    check_keys_directory(directory)
    with locked_directory(directory):
        yield load_keyring(directory)


def save_keyring(directory: Path, keyring: Keyring) -> None:
    """Store the keyring in one step: after a power cut it is the old one or this one.

    Only within :func:`changing_keyring`.

    Raises:
        OSError: It cannot be written.
    """
    replace_private_file(directory / KEYRING_FILE, write_keyring(keyring))
