"""Read the QR code on a photo. The photo comes from a stranger, so what it can make us do is bounded."""

import io
import warnings
from typing import Final

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS: Final = 40_000_000
"""Of the picture as it was taken: what the best telephones make."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_LONGEST_SIDE: Final = 2_400
"""Pixels that are looked at. A code of 13 modules' version on a full page then has three to a module."""
_MAX_TEXT: Final = 8_000  # the largest QR code holds 7,089 digits


class PhotoTooLarge(Exception):
    """It has more pixels than we look at."""


def qr_texts(data: bytes) -> tuple[str, ...]:
    """Return what the QR codes on a photo say; nothing when there are none, or it is no photo.

    Raises:
        PhotoTooLarge: It has more than :data:`MAX_PIXELS`.
    """
    image = _grey(data)
    if image is None:
        return ()
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(one.text for one in found if one.text and len(one.text) <= _MAX_TEXT)


def is_photo(data: bytes) -> bool:
    """Tell whether this begins like a picture that we look at."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )


def _grey(data: bytes) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            # The library warns of many pixels. We have counted them.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:  # reads the header alone
                if image.width * image.height > MAX_PIXELS:
                    raise PhotoTooLarge
                image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))  # JPEG is then decoded at a fraction
                grey = ImageOps.exif_transpose(_on_white(image))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    grey.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return grey


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in shades of grey; what is transparent is white, as paper is."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        return paper.convert("L")
    return image.convert("L")
