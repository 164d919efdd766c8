"""Where a text may be cut so that no reader sees half a character.

What looks like one character may be several: a letter with marks, a family emoji, a flag. The full
rules change with every edition of Unicode; these refuse some places where a cut would be fine, and
allow none where it would not.

Spec: Unicode Standard Annex #29 §3.1 (extended grapheme clusters).
"""

import re
import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
_VIRAMA: Final = 9  # canonical combining class
# Skin tones, tags of flags, half-width sound marks, and two vowels that Unicode calls letters.
_EXTENDS: Final = re.compile(
    "[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\uff9e\uff9f\u0e33\u0eb3\u200c\u200d]"
)
_PREPENDS: Final = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7fb]")
_CONJOINING: Final = re.compile("[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_FLAG_LETTER: Final = re.compile("[\U0001f1e6-\U0001f1ff]")


def may_cut(text: str, index: int) -> bool:
    """Tell whether a text may be cut before the character at ``index``."""
    if index <= 0 or index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if before.isascii() and after.isascii():
        return True
    if unicodedata.category(after).startswith("M") or _EXTENDS.match(after):
        return False
    if before == _JOINER or _PREPENDS.match(before) or unicodedata.combining(before) == _VIRAMA:
        return False
    if _HANGUL.match(before) and _CONJOINING.match(after):
        return False
    if _CONJOINING.match(before) and _HANGUL.match(after):
        return False
    return not (_FLAG_LETTER.match(before) and _FLAG_LETTER.match(after))


def longest_start(text: str, max_bytes: int) -> str:
    """Return the longest start of a text that has at most so many bytes and ends at a whole character."""
    start = text.encode()[:max_bytes].decode(errors="ignore")
    end = len(start)
    while not may_cut(text, end):
        end -= 1
    return text[:end]
