"""Files for their owner's eyes, written whole or not at all."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from keys.errors import InsecurePermissions, InsideWorkTree, KeyCustodyError

_GROUP_OR_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def refuse_work_tree(path: Path) -> None:
    """Refuse a path inside a git work tree, where one ``git add`` would publish it.

    An ignore file is no protection: it can be overruled and it is not copied with the folder.

    Raises:
        InsideWorkTree: ``path`` or a directory above it has a ``.git``.
    """
    resolved = path.resolve()
    for directory in (resolved, *resolved.parents):
        if (directory / ".git").exists():
            raise InsideWorkTree(
                f"{path} is inside the git work tree {directory}. Keep keys and passphrases "
                "outside every repository.",
                path=str(path),
                directory=str(directory),
            )


def make_private_directory(path: Path) -> None:
    """Make ``path`` with mode 0700, and what is missing above it; leave an existing one as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)


def check_private_directory(path: Path) -> None:
    """Refuse a directory that others can look into, or that belongs to somebody else.

    Raises:
        InsecurePermissions: Its mode has a bit for group or others, or its owner is neither the
            current user nor root.
    """
    found = path.stat()
    if stat.S_IMODE(found.st_mode) & _GROUP_OR_OTHERS:
        raise InsecurePermissions(
            f"the directory {path} has mode {stat.S_IMODE(found.st_mode):04o}, so that others can look "
            f"into it. Run: chmod 700 {path}",
            reason="directory",
            path=str(path),
        )
    _refuse_foreign_owner(path, found)


def read_private_file(path: Path, *, max_bytes: int, forbidden: int = _GROUP_OR_OTHERS) -> bytes:
    """Return the content of a file that nobody else can read.

    The checks are made on the opened file, so the file cannot be swapped in between.

    Args:
        path: The file.
        max_bytes: Larger files are refused.
        forbidden: Mode bits that must not be set.

    Raises:
        InsecurePermissions: A forbidden bit is set, or the owner is neither the current user
            nor root.
        KeyCustodyError: It is no regular file, or too large.
        OSError: It is not there or cannot be read.
    """
    with open(path, "rb", opener=_open_without_waiting) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise KeyCustodyError(f"{path} is no regular file", reason="no_file", path=str(path))
        if stat.S_IMODE(found.st_mode) & forbidden:
            raise InsecurePermissions(
                f"the file {path} has mode {stat.S_IMODE(found.st_mode):04o}, so that others can use it. "
                f"Run: chmod 600 {path}. If it was readable for longer than a moment, replace what is in it.",
                reason="file",
                path=str(path),
            )
        _refuse_foreign_owner(path, found)
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise KeyCustodyError(
            f"{path} is larger than {max_bytes} bytes; it is not what it should be",
            reason="too_large",
            path=str(path),
        )
    return data


def create_private_file(path: Path, data: bytes) -> None:
    """Write a new file with mode 0600. When this returns it survives a power cut.

    Raises:
        FileExistsError: There is one already; it is left alone.
        OSError: It cannot be written. Then there is no file at ``path``.
    """
    temporary = _write_beside(path, data)
    try:
        os.link(temporary, path)  # unlike a rename, never replaces what is there
    finally:
        temporary.unlink(missing_ok=True)
    _sync_directory(path.parent)


def replace_private_file(path: Path, data: bytes) -> None:
    """Write a file with mode 0600 in the place of the one that may be there.

    At every moment, also after a power cut, ``path`` has either the old content or the new.

    Raises:
        OSError: It cannot be written. Then the old content is still there.
    """
    temporary = _write_beside(path, data)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync_directory(path.parent)


@contextmanager
def locked_directory(path: Path) -> Iterator[None]:
    """Let one process at a time change what is in ``path``; wait for the others."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # which releases the lock, as the end of the process does


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; if it is a named pipe, do not wait for somebody to write into it."""
    return os.open(path, flags | os.O_NONBLOCK)


def _write_beside(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_directory(path: Path) -> None:
    """Make a new name in a directory survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_foreign_owner(path: Path, found: os.stat_result) -> None:
    if found.st_uid not in (os.geteuid(), 0):
        raise InsecurePermissions(
            f"{path} belongs to user {found.st_uid}, not to you. Run this as its owner, or take it over "
            "with chown.",
            reason="owner",
            path=str(path),
        )
