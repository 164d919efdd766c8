"""Make a stranger's text safe to show as plain text."""

import re
import unicodedata
from typing import Final

# C0 and C1 controls drive a terminal; the bidirectional controls make a text read as another;
# the line and paragraph separators and the byte order mark hide what is around them. What nobody sees
# makes two names look the same: fillers, joiners, selectors of variants, tags.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MARKS: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED_UP: Final = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def plain(value: str, *, max_characters: int = 400) -> str:
    """Return ``value`` on one line, without characters that do something, cut off where it is long.

    Markup of the place where it is shown (HTML, Rich) is for that place to escape.
    """
    spaced = re.sub(r"[\t\r\n\f\v\x85\u2028\u2029]+", " ", value)
    clean = _SURROGATES.sub("\ufffd", _UNSAFE.sub("", spaced)).strip()
    # Marks that pile up on one letter cover the lines above and below it.
    clean = _PILED_UP.sub(r"\1", unicodedata.normalize("NFC", clean))
    return clean if len(clean) <= max_characters else clean[: max_characters - 1] + "…"
