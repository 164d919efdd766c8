"""Text of which a part is always the same, in the bytes that are hashed.

Bytes of UTF-8 have the order of the code points that they stand for, so that lines can be sorted as they
are.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

Part: TypeAlias = "bytes | int"
"""Some text, or the number of a value that comes here."""


class Layout:
    """Text with places for values.

    Args:
        parts: The text and the places, in their order.
    """

    __slots__ = ("_numbers", "_pieces", "_take")

    def __init__(self, parts: Iterable[Part]) -> None:
        parts = [*parts]
        places = [place for place, part in enumerate(parts) if isinstance(part, int)]
        runs = pairwise([-1, *places, len(parts)])
        texts = [b"".join(_texts(parts[place + 1 : following])) for place, following in runs]
        self._set(texts, [part for part in parts if isinstance(part, int)])

    def _set(self, texts: Sequence[bytes], numbers: Sequence[int]) -> None:
        # The text at even places; values come at the odd ones.
        self._pieces = [b""] * (len(texts) + len(numbers))
        self._pieces[::2] = texts
        self._numbers = numbers
        self._take = taker(numbers)

    @classmethod
    def joined(cls, layouts: Iterable["Layout"], empty: int) -> "Layout":
        """Return the layout of some texts one after the other; it shares with them what is in them.

        Args:
            layouts: Those of the texts.
            empty: The number of a value that is no text at all.
        """
        texts: list[bytes] = []
        numbers: list[int] = []
        for layout in layouts:
            numbers += [empty, *layout._numbers] if texts else layout._numbers
            texts += layout._pieces[::2]
        joined = cls.__new__(cls)
        joined._set(texts or [b""], numbers)
        return joined

    def pieces(self, values: Sequence[bytes]) -> list[bytes]:
        """Return the pieces of the text with these values."""
        pieces = self._pieces.copy()
        pieces[1::2] = self._take(values)
        return pieces

    def filled(self, values: Sequence[bytes]) -> bytes:
        """Return the text with these values."""
        return b"".join(self.pieces(values))


def taker(numbers: Sequence[int]) -> Callable[[Sequence[bytes]], Sequence[bytes]]:
    """Return what takes the values with these numbers out of others."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda values: [values[number] for number in numbers]


def _texts(parts: Iterable[Part]) -> list[bytes]:
    return [part for part in parts if isinstance(part, bytes)]
