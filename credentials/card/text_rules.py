"""Which texts may stand on a card: what a reader sees is what was signed, and nothing besides.

Spec: docs/card.md, "The payload"; Unicode Standard Annex #15 (form C), #9 (characters of direction).
"""

import re
import unicodedata
from typing import Final

from credentials.card.errors import CardTextRefused

MAX_TEXT_BYTES: Final = 160
MAX_SCHOOL_BYTES: Final = 80

# Control characters; separators of lines and paragraphs; the byte order mark; half of a surrogate pair;
# and what changes the direction of the characters after it, so that 1-2 can be shown as 2-1.
_REFUSED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# What Unicode calls white space, and begins or ends no text. Written out, since languages differ in it.
_SPACE: Final = "\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_AT_THE_EDGE: Final = re.compile(f"^[{_SPACE}]|[{_SPACE}]$")
_RUN_OF_SPACE: Final = re.compile(f"[{_SPACE}\\s]+")
_PRINTABLE_ASCII: Final = re.compile("[!-~]+")


def check_text(text: str, *, pointer: str) -> str:
    """Return a name or title that may stand on a card.

    Raises:
        CardTextRefused: It is empty or longer than 160 bytes, not in form C, begins or ends with white
            space, or has a character that does not belong there.
    """
    if len(text) <= MAX_TEXT_BYTES and _is_plain(text):
        return text
    if not text or _REFUSED.search(text) or _AT_THE_EDGE.search(text):
        raise CardTextRefused("a text that is empty or has a character that is refused", pointer=pointer)
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise CardTextRefused(f"a text of more than {MAX_TEXT_BYTES} bytes", pointer=pointer)
    if not unicodedata.is_normalized("NFC", text):
        raise CardTextRefused("a text that is not in Normalization Form C", pointer=pointer)
    return text


def check_identifier(text: str, *, max_bytes: int, pointer: str) -> str:
    """Return an identifier that may stand on a card.

    Raises:
        CardTextRefused: It is empty, too long, or has another character than printable ASCII.
    """
    if len(text) > max_bytes or not _PRINTABLE_ASCII.fullmatch(text):
        raise CardTextRefused(f"not an identifier of at most {max_bytes} characters", pointer=pointer)
    return text


def tidied(text: str) -> str:
    """Return a text in form C, with single spaces and without what does not belong on a card."""
    if _is_plain(text) and "  " not in text:
        return text
    spaced = _RUN_OF_SPACE.sub(" ", text)
    return unicodedata.normalize("NFC", _REFUSED.sub("", spaced)).strip()


def _is_plain(text: str) -> bool:
    """Tell whether a text is in printable ASCII without a space at its ends, as most names and titles are."""
    return text.isascii() and text.isprintable() and bool(text) and text[0] != " " and text[-1] != " "
