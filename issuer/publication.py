"""The directory that is published: files in it are replaced whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class PublicDirectory:
    """A directory that a web server gives to the public as it is."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place. Who reads meanwhile gets the old one or the new one.

        Args:
            name: Relative, such as ``status/revocation-1.json``.
            content: All of it.

        Raises:
            ValueError: The name leads out of the directory.
            OSError: It cannot be written.
        """
        target = self._target(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def write_if_changed(self, name: str, content: bytes) -> bool:
        """Put a file in its place, unless it is there already, and tell whether it was not.

        A file that stays keeps its time of change, from which web servers make the ETag.

        Raises:
            ValueError: The name leads out of the directory.
            OSError: It cannot be read or written.
        """
        if self.read(name) == content:
            return False
        self.write(name, content)
        return True

    def read(self, name: str) -> bytes | None:
        """Return a file, or None when it is not there.

        Raises:
            ValueError: The name leads out of the directory.
        """
        target = self._target(name)
        return target.read_bytes() if target.is_file() else None

    def names(self) -> Iterator[str]:
        """Yield the names of the files that are there, in order, without what is hidden or half written."""
        for folder, folders, files in os.walk(self.path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield Path(folder, name).relative_to(self.path).as_posix()

    def remove(self, name: str) -> bool:
        """Take a file away, and tell whether it was there.

        Raises:
            ValueError: The name leads out of the directory.
            OSError: It cannot be taken away.
        """
        target = self._target(name)
        if not target.is_file():
            return False
        target.unlink()
        return True

    def _target(self, name: str) -> Path:
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise ValueError(f"not a name within the published directory: {name!r}")
        return self.path.joinpath(*parts.parts)
