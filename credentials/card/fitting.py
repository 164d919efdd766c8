"""Cut a name and a title so that a card fits.

Spec: docs/card.md, "A name or title that does not fit".
"""

from typing import Final

from credentials.card.errors import CardNotMakeable
from credentials.card.graphemes import longest_start
from credentials.card.values import ELLIPSIS

_LEAST_ROOM: Final = 32
_LEAST_FOR_TITLE: Final = 40
# A cut at a word that would leave less than this part of the room is made within the word.
_LEAST_PART: Final = 3
_NO_END: Final = " ,;:-–—/(&+"


def fitted(name: str | None, title: str, *, room: int) -> tuple[str | None, str]:
    """Return a name and title that have at most ``room`` bytes together.

    The title is cut first, but not below 40 bytes: the name is what is compared with a proof of identity.

    Raises:
        CardNotMakeable: There is so little room that nothing would be left of them.
    """
    if room < _LEAST_ROOM:
        raise CardNotMakeable(f"{room} bytes are left for a name and a title", pointer="/title")
    if name is None:
        return None, cut(title, room)
    for_name = len(name.encode())
    title = cut(title, max(room - for_name, min(_LEAST_FOR_TITLE, room // 2)))
    return cut(name, room - len(title.encode())), title


def cut(text: str, max_bytes: int) -> str:
    """Return a text of at most so many bytes, cut at the end of a word if that leaves enough.

    What was cut ends in an ellipsis.
    """
    if len(text.encode()) <= max_bytes:
        return text
    room = max_bytes - len(ELLIPSIS.encode())
    start = longest_start(text, room)
    if not text[len(start) :].startswith(" "):
        words = start.rpartition(" ")[0].rstrip(_NO_END)
        if len(words.encode()) * _LEAST_PART >= room:
            start = words
    return start.rstrip(_NO_END) + ELLIPSIS
