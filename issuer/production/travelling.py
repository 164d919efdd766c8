"""Lets the many small values of an order travel between processes without much ado.

A dataclass with slots is taken apart by code of the standard library that asks each time anew which
members there are. An award has some ten of such values in it, and with that, sending it takes a
noticeable part of what signing it does. Which members a class has never changes: ask once.
"""

import copyreg
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any


def travels_light(kind: type[Any]) -> None:
    """Have the values of a dataclass pickled by their members, as they are.

    What comes out equals what went in; nothing is checked or computed again on arrival.

    Args:
        kind: A dataclass of which every member is initialised, with at least two of them.
    """
    members = tuple(field.name for field in fields(kind))
    values_of = attrgetter(*members)

    def taken_apart(value: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        return _put_together, (kind, members, *values_of(value))

    copyreg.pickle(kind, taken_apart)


def _put_together(kind: type[object], members: tuple[str, ...], *values: object) -> object:
    made = object.__new__(kind)
    for member, value in zip(members, values, strict=True):
        object.__setattr__(made, member, value)
    return made
