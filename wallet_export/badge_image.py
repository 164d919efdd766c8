"""Draw a badge: an engraved plate with the title, and a row of silver marks, as a hallmark has.

Both forms come from one template, so they look the same. The SVG has its texts as outlines, since a
font that is not there would spoil it; its title and description say the words.
"""

import functools
import io
import re
from html import escape

from PIL import Image

from typesetting.documents import typeset_png, typeset_svg
from typesetting.typefaces import printable
from wallet_export.badge_face import BadgeFace
from wallet_export.template_files import TEMPLATES

PIXELS = 800
_TEMPLATE = TEMPLATES / "badge.typ"
_TEMPLATE_INCHES = 600 / 72
_LONGEST = 400  # more letters than ever fit; the template shortens what is left to what fits
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_SIZE = re.compile(r' width="[^"]*" height="[^"]*"')


@functools.lru_cache(maxsize=64)
def draw_badge_png(face: BadgeFace, *, pixels: int = PIXELS) -> bytes:
    """Return the badge as a square PNG on a transparent ground, ``pixels`` wide.

    The drawing has few colours, so a palette of 256 shows it as well as full colour does, at a
    quarter of the size.

    Raises:
        NotTypesettable: The template and its data do not fit together; an error of ours.
    """
    drawn = typeset_png(_TEMPLATE, _values(face), pixels_per_inch=pixels / _TEMPLATE_INCHES)
    with Image.open(io.BytesIO(drawn)) as image:
        reduced = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    output = io.BytesIO()
    reduced.save(output, "PNG", compress_level=7)  # 9 takes nine times as long to save a tenth
    return output.getvalue()


@functools.lru_cache(maxsize=64)
def draw_badge_svg(face: BadgeFace) -> bytes:
    """Return the badge as an SVG of itself alone: no fonts, scripts, styles or addresses to load.

    Raises:
        NotTypesettable: The template and its data do not fit together; an error of ours.
    """
    drawn = typeset_svg(_TEMPLATE, _values(face)).decode()
    start, tag_end, rest = drawn.partition(">")
    # A hundredth of a point is finer than any screen; more digits double the file.
    rest = _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), rest)
    words = f"<title>{_xml(face.title)}</title><desc>{_xml(face.description)}</desc>"
    start = _SIZE.sub(' width="600" height="600" role="img"', start, count=1)
    return f"{start}{tag_end}{words}{rest}".encode()


def _values(face: BadgeFace) -> dict[str, object]:
    marks: list[dict[str, str | None]] = []
    if face.level:
        framework, value = face.level
        marks.append({"shape": "hexagon", "small": framework, "large": value[:4], "note": face.level_note})
    if face.study_load:
        value, unit = face.study_load
        marks.append({"shape": "plaque", "small": None, "large": value[:5], "note": unit})
    if face.year:
        marks.append({"shape": "shield", "small": None, "large": str(face.year), "note": None})
    return {
        "language": face.language,
        "label": printable(face.label).upper(),
        "title": _line(face.title),
        "issuer": _line(face.issuer),
        "colours": list(face.colours),
        "marks": marks,
    }


def _line(text: str) -> str:
    """One line of at most :data:`_LONGEST` characters, never empty.

    A short last word, such as the 3 of "niveau 3", stays with the word before it.
    """
    words = printable(text)[:_LONGEST].split()
    if len(words) > 1 and len(words[-1]) <= 3:
        words[-2:] = ["\u00a0".join(words[-2:])]
    return " ".join(words) or "–"


def _xml(text: str) -> str:
    """Escape for an element, without the characters that XML does not know."""
    return escape(printable(text))
