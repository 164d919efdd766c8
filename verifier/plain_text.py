"""Make a stranger's text safe to show as plain text."""

import re
import unicodedata
from typing import Final

# C0 and C1 controls drive a terminal; the bidirectional controls make a text read as another;
# the line and paragraph separators and the byte order mark hide what is around them.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def plain(value: str, *, max_characters: int = 400) -> str:
    """Return ``value`` on one line, without characters that do something, cut off where it is long.

    Markup of the place where it is shown (HTML, Rich) is for that place to escape.
    """
    spaced = re.sub(r"[\t\r\n\f\v\x85\u2028\u2029]+", " ", value)
    clean = _SURROGATES.sub("\ufffd", _UNSAFE.sub("", spaced)).strip()
    # Marks that pile up on one letter cover the lines above and below it.
    clean = re.sub(r"(\w[\u0300-\u036f]{4})[\u0300-\u036f]+", r"\1", unicodedata.normalize("NFC", clean))
    return clean if len(clean) <= max_characters else clean[: max_characters - 1] + "…"
