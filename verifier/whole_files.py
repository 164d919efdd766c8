"""Write a file so that whoever reads it meanwhile gets the old one or the new one, whole."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file that only its owner may read; its folder is made if need be, for its owner alone.

    Args:
        path: Where.
        data: What.
        durable: Whether it has to be there also when the machine stops the next moment.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp makes a file that only its owner may read.
    import tempfile  # takes time to load, and most runs write nothing

    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
