"""A program of its own: a photo comes in, what its QR codes say goes out.

Decoders of pictures are written in C, and a few kilobytes can keep them busy for hours, take all the memory
or go through a hole that nobody knows of yet. So this runs in a process that has nothing but the photo, and
that ends when it takes too much. :mod:`verifier.web.qr_photo` starts it; it imports nothing of ours, so that
it starts fast.
"""

import io
import json
import sys
import warnings
from typing import Final

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS: Final = 40_000_000
"""Of the picture as it was taken: what the best telephones make."""
MAX_PROCESSOR_SECONDS: Final = 8
_MAX_MEMORY: Final = 768 * 1024 * 1024  # bytes; what forty million pixels take in the worst of these formats
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_LONGEST_SIDE: Final = 2_400
"""Pixels that are looked at. A code of 13 modules' version on a full page then has three to a module."""
_MAX_TEXT: Final = 8_000  # the largest QR code holds 7,089 digits
_MAX_TEXTS: Final = 20
_TRANSPARENT: Final = ("RGBA", "LA", "PA")


class TooManyPixels(Exception):
    """It has more than :data:`MAX_PIXELS`."""


def texts_on(data: bytes) -> list[str]:
    """Return what the QR codes on a photo say; nothing when there are none, or it is no photo.

    Raises:
        TooManyPixels: It has more than :data:`MAX_PIXELS`.
    """
    image = _grey(data)
    if image is None:
        return []
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [one.text for one in found if one.text and len(one.text) <= _MAX_TEXT][:_MAX_TEXTS]


def _grey(data: bytes) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            # The library warns of many pixels. We have counted them.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:  # reads the header alone
                if image.width * image.height > MAX_PIXELS:
                    raise TooManyPixels
                image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))  # JPEG is then decoded at a fraction
                grey = ImageOps.exif_transpose(_on_white(image))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    grey.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return grey


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in shades of grey; what is transparent is white, as paper is."""
    if image.mode not in _TRANSPARENT and "transparency" not in image.info:
        return image.convert("L")
    seen: Image.Image = image if image.mode == "RGBA" else image.convert("RGBA")
    # Made small first: each further copy of the whole picture would take as much memory again.
    step = max(seen.width, seen.height) // _LONGEST_SIDE
    if step > 1:
        seen = seen.reduce(step)
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("L")


def _bound() -> None:
    """Have the system end this process when it takes too much."""
    try:
        import resource
    except ModuleNotFoundError:  # only Unix has it; elsewhere whoever started this ends it by the clock
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_PROCESSOR_SECONDS, MAX_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold somebody's photo
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read a photo from standard input, and write a JSON array, or null when it has too many pixels."""
    _bound()
    try:
        found: list[str] | None = texts_on(sys.stdin.buffer.read())
    except TooManyPixels:
        found = None
    except MemoryError:
        found = []
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
