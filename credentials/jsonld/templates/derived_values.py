"""The values that are filled in: strings, names of blank nodes, and what is made of these."""

from collections.abc import Sequence
from typing import Protocol

from credentials.jsonld.templates.layout import taker


class Derived(Protocol):
    """Makes values of those before it."""

    def values(self, before: Sequence[bytes]) -> Sequence[bytes]:
        """Return as many values each time."""
        ...


class DerivedValues:
    """Says under which number a value is found.

    First come the terms, then the names, then one that is empty, then what is made of them.

    Attributes:
        empty: The number of the empty value.
    """

    def __init__(self, terms: int, names: int) -> None:
        """Number the values.

        Args:
            terms: How many terms there are.
            names: How many names.
        """
        self._terms = terms
        self.empty = terms + names
        self._count = self.empty + 1
        self._derived: list[Derived] = []

    def number_of_name(self, place: int) -> int:
        """Return the number of the name that stands at this place among the names."""
        return self._terms + place

    def add(self, derived: Derived, count: int = 1) -> list[int]:
        """Have more values made, this many, and return their numbers."""
        self._derived.append(derived)
        self._count += count
        return [*range(self._count - count, self._count)]

    def all(self, terms: Sequence[bytes], names: Sequence[bytes] = ()) -> list[bytes]:
        """Return all values.

        Raises:
            Repetition: See :mod:`credentials.jsonld.templates.block_layouts`.
        """
        values = [*terms[: self._terms], *names, b""]
        for derived in self._derived:
            values += derived.values(values)
        return values


class SortedValues:
    """Some values, sorted.

    Args:
        numbers: Of the values.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self._take = taker(numbers)

    def values(self, before: Sequence[bytes]) -> Sequence[bytes]:
        """See the protocol."""
        return sorted(self._take(before))
