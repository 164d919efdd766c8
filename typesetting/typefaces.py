"""The typefaces that we carry, and which characters they have.

Badges and certificates look the same on every machine, because only these files are used: fonts of
the system are ignored.

Spec: OpenType 1.9, "cmap", formats 4 and 12.
"""

import functools
import hashlib
import struct
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from typesetting.errors import TypefacesDamaged

FONTS = Path(__file__).parent / "fonts"
REPLACEMENT = "\u25a1"  # a white square


@functools.cache
def font_directory() -> Path:
    """Return the folder with the typefaces, which was checked once.

    Raises:
        TypefacesDamaged: A font is missing or is not the one that we published.
    """
    check_fonts(FONTS)
    return FONTS


def check_fonts(directory: Path) -> None:
    """Compare the fonts in ``directory`` with the digests in its index.

    Raises:
        TypefacesDamaged: The index or a font is missing, or a font is not the published one.
    """
    try:
        index = tomllib.loads((directory / "index.toml").read_text("utf-8"))
    except FileNotFoundError as error:
        raise TypefacesDamaged("the index of the fonts is missing; install waarmerk again") from error
    for name, entry in index.items():
        path = directory / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise TypefacesDamaged(f"the font {name} is missing or damaged; install waarmerk again")


def printable(text: str) -> str:
    """Return ``text`` with a replacement sign for every character that no typeface of ours has.

    The typefaces cover every name in Latin, Greek or Cyrillic script. For the rest a sign stands in,
    so that a certificate can be made at all; the credential attached to it has the true text.
    Control and format characters are left out: they have no shape.
    """
    shown = []
    for character in unicodedata.normalize("NFC", text):
        if character in "\n\t" or ord(character) in _characters():
            shown.append(character)
        elif unicodedata.category(character) not in ("Cc", "Cf") and not 0xFE00 <= ord(character) <= 0xFE0F:
            shown.append(REPLACEMENT)
    return "".join(shown)


@functools.cache
def _characters() -> frozenset[int]:
    """Every code point that each weight of the sans can show."""
    weights = font_directory().glob("SourceSans3-*.ttf")  # the serif falls back on the sans
    shared = frozenset.intersection(*(frozenset(_code_points(path.read_bytes())) for path in weights))
    return frozenset(code for code in shared if unicodedata.category(chr(code)) not in ("Cc", "Cf"))


def _code_points(font: bytes) -> Iterator[int]:
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, table + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, table + 8 + 8 * index)
        (kind,) = struct.unpack_from(">H", font, table + offset)
        if kind == 4:
            yield from _format_4(font, table + offset)
        elif kind == 12:
            yield from _format_12(font, table + offset)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise TypefacesDamaged(f"a font has no table {tag.decode()}")


def _format_4(font: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", font, start + 14)
    starts = struct.unpack_from(f">{segments}H", font, start + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def _format_12(font: bytes, start: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, start + 12)
    for index in range(groups):
        first, last, _glyph = struct.unpack_from(">III", font, start + 16 + 12 * index)
        yield from range(first, last + 1)
