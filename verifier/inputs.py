"""The files that a command was pointed at."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STANDARD_INPUT: Final = "-"

# What somebody copied from a scanner. No path begins so: two slashes behind a folder "https:" are one.
_ADDRESS: Final = "https://"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to look at.

    Attributes:
        name: How it is called in the output.
        path: Where it is, or None for standard input.
        was_named: Whether somebody named this very file, rather than a folder that holds it.
        content: What is in it, when it is no file but was given as it is, such as the address of a card.
    """

    name: str
    path: Path | None
    was_named: bool
    content: bytes | None = None

    def read(self, max_bytes: int) -> bytes:
        """Return the content, at most one byte more than ``max_bytes``: enough to be refused.

        Raises:
            OSError: It cannot be read.
        """
        if self.content is not None:
            return self.content[: max_bytes + 1]
        if self.path is None:
            return sys.stdin.buffer.read(max_bytes + 1)
        with self.path.open("rb") as file:
            return file.read(max_bytes + 1)


def input_files(paths: Iterable[str]) -> Iterator[InputFile]:
    """Yield the files that are named, and those in the folders that are named, at any depth.

    Hidden files and folders inside a folder are passed over, and links to folders not followed.

    A named path that leads nowhere is a file too: one that cannot be read. A web address counts as a
    file that holds it; nothing is fetched.
    """
    for name in paths:
        if name.lower().startswith(_ADDRESS):
            host = name[: len(_ADDRESS)] + name[len(_ADDRESS) :].partition("/")[0]
            yield InputFile(f"{host}/…", None, was_named=True, content=name.encode("utf-8", "replace"))
            continue
        path = Path(name)
        if name == STANDARD_INPUT:
            yield InputFile(name, None, was_named=True)
        elif _is_folder(path):
            yield from _in_folder(path)
        else:
            yield InputFile(name, path, was_named=True)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or in a folder that is closed to us
        return False


def _in_folder(folder: Path) -> Iterator[InputFile]:
    waiting = _visible_in(folder)
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += _visible_in(entry.path)
        elif entry.is_file():
            path = Path(entry.path)
            yield InputFile(str(path), path, was_named=False)


def _visible_in(folder: Path | str) -> list[os.DirEntry[str]]:
    """Return what is in a folder and not hidden, last name first; nothing if it is closed to us."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                [entry for entry in entries if not entry.name.startswith(".")],
                key=lambda entry: entry.name,
                reverse=True,
            )
    except OSError:
        return []
