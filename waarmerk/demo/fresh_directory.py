"""The directory of the demonstration: an earlier one is replaced when the new one is whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_MARKER: Final = ".waarmerk-demo"
_UNFINISHED: Final = ".waarmerk-demo-unfinished"


class DemoDirectoryInUse(Exception):
    """The directory holds something that this demonstration did not make.

    Attributes:
        path: The directory.
    """

    code = "demo_directory_in_use"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not empty, and not of an earlier demonstration")
        self.path = path


@contextmanager
def fresh_directory(directory: Path) -> Iterator[Path]:
    """Give an empty directory to write in; what is in it moves to ``directory`` if all goes well.

    It lies within ``directory``, which may be the current one, a mount point or a link, and whose
    parent may be closed to us. Whatever else somebody keeps there stays.

    Args:
        directory: Made if needed; empty, or with an earlier demonstration.

    Raises:
        DemoDirectoryInUse: The directory holds something else.
        OSError: It cannot be written, or is no directory.
    """
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()) and not (directory / _MARKER).is_file():
        raise DemoDirectoryInUse(directory)
    (directory / _MARKER).touch()
    unfinished = directory / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was killed
    unfinished.mkdir()
    try:
        yield unfinished
        for made in sorted(unfinished.iterdir()):
            place = directory / made.name
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            made.replace(place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
