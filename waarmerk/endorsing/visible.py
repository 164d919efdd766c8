"""A stranger's text for somebody who is about to sign it: nothing of it hidden, and nothing of it at work.

Where others leave out what drives a terminal or turns text around, here it is made visible: whoever signs
has to see that it is there.
"""

import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 2_000
_MARKS_ON_ONE_LETTER: Final = 4
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# Letters and spaces by their category, which show as nothing or as a plain space.
_BLANK: Final = frozenset("\u00a0\u115f\u1160\u2800\u3164\uffa0")


def visible(text: str, *, lines: bool = False) -> str:
    """Return ``text`` with everything in it that does something, or that one does not see, as ``⟨U+202E⟩``.

    Args:
        text: Anything.
        lines: Whether it may go over several lines.
    """
    cut, more = text[:MAX_CHARACTERS], len(text) - MAX_CHARACTERS
    shown: list[str] = []
    marks = 0
    for character in cut:
        category = unicodedata.category(character)
        marks = marks + 1 if category.startswith("M") else 0
        if lines and character == "\n":
            shown.append(character)
        elif (
            category in _HIDDEN
            or character in _BLANK
            or marks > _MARKS_ON_ONE_LETTER
            or _is_selector(character)
            or (category == "Zs" and character != " ")
        ):
            shown.append(f"⟨U+{ord(character):04X}⟩")
        else:
            shown.append(character)
    return "".join(shown) + (f" … (+{more})" if more > 0 else "")


def is_cut(text: str) -> bool:
    """Tell whether :func:`visible` leaves out the end of a text."""
    return len(text) > MAX_CHARACTERS


def _is_selector(character: str) -> bool:
    """Tell whether it changes how the character before it looks, and is nothing by itself."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
