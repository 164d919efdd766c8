"""Every claim in what is to be signed, each shown once: by its own name, or among what is left.

A reader of credentials picks what it knows and passes the rest by. Whoever signs answers for all of it. So
everything is laid out here first, one value at a place; what a part of the page shows is taken away, and
what nobody took is shown as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Self

from credentials.parsing import JsonObject, JsonValue

Place = tuple[str | int, ...]

_PLAIN_TYPES: Final = frozenset(
    {
        "Achievement",
        "AchievementSubject",
        "Address",
        "Alignment",
        "Criteria",
        "Evidence",
        "IdentifierEntry",
        "IdentityObject",
        "Image",
        "Profile",
        "Result",
        "ResultDescription",
        "RubricCriterionLevel",
    }
)
"""What Open Badges calls the parts of a credential. That a profile is a Profile claims nothing."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one part.

    Attributes:
        place: Where: ``("achievement", "alignment", 2)``.
        members: Names and values, in the order written.
    """

    place: Place
    members: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Claims:
    """The values in a document that have not been shown yet, by their place."""

    _values: dict[Place, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: JsonObject) -> Self:
        """Lay out ``content``, which was read within limits."""
        return cls(dict(_leaves(content, ())))

    def take(self, *place: str | int) -> str | None:
        """Return the value at a place, which is then shown; None when there is none, or it was shown."""
        return self._values.pop(place, None)

    def look(self, *place: str | int) -> str | None:
        """Return the value at a place, which is not shown by that."""
        return self._values.get(place)

    def numbers(self, *place: str | int) -> tuple[int, ...]:
        """Return the numbers of the items of the array at a place that have anything left."""
        depth = len(place)
        found = (
            key[depth]
            for key in self._values
            if len(key) > depth and key[:depth] == place and isinstance(key[depth], int)
        )
        return tuple(dict.fromkeys(number for number in found if isinstance(number, int)))

    def left(self) -> tuple[Left, ...]:
        """Return what was not taken, a part at a time, in the order written."""
        parts: dict[Place, list[tuple[str, str]]] = {}
        for place, value in self._values.items():
            if _is_type(place) and value in _PLAIN_TYPES:
                continue
            name, owner = place[-1], place[:-1]
            if isinstance(name, int):  # one of a list of texts
                name, owner = owner[-1], owner[:-1]
            parts.setdefault(owner, []).append((str(name), value))
        return tuple(Left(place, tuple(members)) for place, members in parts.items())


def _is_type(place: Place) -> bool:
    names = [step for step in place if isinstance(step, str)]
    return bool(names) and names[-1] == "type"


def _leaves(value: JsonValue, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict) and value:
        for name, member in value.items():
            yield from _leaves(member, (*place, name))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from _leaves(item, (*place, index))
    else:
        yield place, _written(value)


def _written(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    words = {True: "true", False: "false"}
    if isinstance(value, bool):
        return words[value]
    return "null" if value is None else "{}" if value == {} else "[]" if value == [] else str(value)
