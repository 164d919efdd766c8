"""Values that remember where in the document they stand.

JSON-LD expansion passes on the very object when it takes a value as it is. So what comes out
can be traced to where it went in, and a string that was *not* taken as it is (a relative
reference, the name of a type) can be told from one that was.
"""

from typing import Self


class Placed(str):
    """A string of the document."""

    pointer: str

    @classmethod
    def at(cls, value: str, pointer: str) -> Self:
        """Return ``value``, standing at ``pointer``."""
        placed = cls(value)
        placed.pointer = pointer
        return placed

    def __deepcopy__(self, _memo: object) -> Self:
        return self


class JSONLiteral(Placed):
    """The canonical form of a value that a term takes as a JSON literal."""


class Derived(str):
    """What expansion made of a string that it did not take as it is.

    Attributes:
        pointer: Where that string stands.
        written: The string.
    """

    pointer: str
    written: str

    @classmethod
    def of(cls, value: str, origin: Placed) -> Self:
        """Return ``value``, made of the string ``origin``."""
        derived = cls(value)
        derived.pointer = origin.pointer
        derived.written = str(origin)
        return derived

    def __deepcopy__(self, _memo: object) -> Self:
        return self


class PlacedInteger(int):
    """An integer of the document."""

    pointer: str

    @classmethod
    def at(cls, value: float, pointer: str) -> Self:
        """Return ``value``, standing at ``pointer``."""
        placed = cls(value)
        placed.pointer = pointer
        return placed

    def __deepcopy__(self, _memo: object) -> Self:
        return self


class PlacedBoolean(PlacedInteger):
    """A boolean of the document, which Python does not allow to be derived from."""


class PlacedFloat(float):
    """Any other number of the document."""

    pointer: str

    @classmethod
    def at(cls, value: float, pointer: str) -> Self:
        """Return ``value``, standing at ``pointer``."""
        placed = cls(value)
        placed.pointer = pointer
        return placed

    def __deepcopy__(self, _memo: object) -> Self:
        return self
