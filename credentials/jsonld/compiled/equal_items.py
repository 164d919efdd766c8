"""Refuses arrays in which an item stands twice, in whatever order its members are written.

Statements are a set, and so the second one would be lost.
"""

from collections.abc import Hashable, Sequence
from itertools import combinations

from credentials.jsonld.strictness import UnsignedData
from credentials.jsonld.writing.literals import json_literal
from credentials.parsing import JsonValue

_COMPARED_ONE_BY_ONE = 8


class EqualItems:
    """Compares items of arrays of one document, which must not change meanwhile.

    Args:
        json_terms: Terms that take JSON literals.
    """

    def __init__(self, json_terms: frozenset[str]) -> None:
        self._json_terms = json_terms
        self._numbers: dict[Hashable, int] = {}
        self._number_of: dict[int, int] = {}

    def refuse_repetition(
        self, items: Sequence[JsonValue], objects: Sequence[int | str], *, in_order: bool
    ) -> None:
        """Refuse an array in which something stands twice, in the same words or in others.

        Args:
            items: The array.
            objects: The term of each item, or the number of its blank node.
            in_order: It is a list, or each item has a graph of its own, so that only the same words are
                the same.

        Raises:
            UnsignedData: Points at the item that was there already.
        """
        self.refuse(items)
        if not in_order:
            seen: set[int | str] = set()
            for index, object_ in enumerate(objects):
                if object_ in seen:
                    raise UnsignedData("the same is stated twice", pointer=f"/{index}")
                seen.add(object_)

    def refuse(self, items: Sequence[JsonValue]) -> None:
        """Refuse an array in which something stands twice in the same words.

        Raises:
            UnsignedData: Points at the item that was there already.
        """
        second = self._second(items)
        if second is not None:
            raise UnsignedData("an item stands twice in the array", pointer=f"/{second}")

    def _second(self, items: Sequence[JsonValue]) -> int | None:
        """Return the index of the first item that equals one before it, or None."""
        if len(items) <= _COMPARED_ONE_BY_ONE and not any(
            one == other or _has_contexts(one) for one, other in combinations(items, 2)
        ):
            return None
        # Python takes True for 1. And when there are many items, each is looked at once.
        seen: set[int] = set()
        for index, item in enumerate(items):
            number = self._number(item)
            if number in seen:
                return index
            seen.add(number)
        return None

    def _number(self, value: JsonValue) -> int:
        """Return a number that two values have in common exactly if they are equal."""
        if not isinstance(value, dict | list):
            return self._numbers.setdefault(_scalar(value), len(self._numbers))
        known = self._number_of.get(id(value))
        if known is None:
            form = self._object(value) if isinstance(value, dict) else tuple(map(self._number, value))
            known = self._numbers.setdefault(form, len(self._numbers))
            self._number_of[id(value)] = known
        return known

    def _object(self, members: dict[str, JsonValue]) -> Hashable:
        if "@value" in members and members.get("@type") == "@json":
            return "json", json_literal(members["@value"], "")
        return frozenset((key, self._member(key, member)) for key, member in members.items())

    def _member(self, key: str, member: JsonValue) -> Hashable:
        if key in self._json_terms:
            return json_literal(member, "")
        if key == "@context" and not isinstance(member, list):
            member = [member]
        return self._number(member)


def _has_contexts(value: JsonValue) -> bool:
    return isinstance(value, dict) and "@context" in value


def _scalar(value: object) -> Hashable:
    return (type(value) is bool, value) if isinstance(value, bool | int | float) else (None, value)
