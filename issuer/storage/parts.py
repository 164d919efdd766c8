"""Long lists of values, in parts that fit in one statement."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

_VALUES_PER_STATEMENT: Final = 500  # SQLite allows a limited number

Value = TypeVar("Value")


def in_parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield the values in parts, each small enough for one statement."""
    for start in range(0, len(values), _VALUES_PER_STATEMENT):
        yield values[start : start + _VALUES_PER_STATEMENT]
