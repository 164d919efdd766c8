"""Read the QR code on a photo. The photo comes from a stranger, so what it can make us do is bounded.

Spec: attacks A4 and A13; the reading itself is :mod:`verifier.web.qr_reading`, in a process of its own.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

_PROGRAM: Final = Path(__file__).resolve().with_name("qr_reading.py")
_MAX_SECONDS: Final = 20.0  # by the clock: the processor may be busy with others


class PhotoTooLarge(Exception):
    """It has more pixels than we look at."""


def qr_texts(data: bytes) -> tuple[str, ...]:
    """Return what the QR codes on a photo say.

    Nothing when there are none, when it is no photo, or when it cannot be read within the bounds. Blocks: to
    be done in a thread.

    Raises:
        PhotoTooLarge: It has more pixels than we look at.
    """
    try:
        # Isolated: neither the environment nor the folder that we are in has a say in what it imports.
        done = subprocess.run(  # noqa: S603 - our own program, and nothing of the photo on the command line
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ()
    if done.returncode != 0:
        return ()
    found = json.loads(done.stdout)
    if found is None:
        raise PhotoTooLarge
    return tuple(found)


def is_photo(data: bytes) -> bool:
    """Tell whether this begins like a picture that we look at."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )
