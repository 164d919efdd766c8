"""The places of a document where another string stands each time.

A template is a document with such places. Two items of an array may be the same for some strings and
not for others, which the strict rules refuse, so this is where that can be asked.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from credentials.parsing import JsonObject, JsonValue

Path: TypeAlias = tuple[str | int, ...]
_Branches: TypeAlias = "dict[str | int, int | _Branches]"
_MAX_SIMILAR = 200  # pairs of items
_Text: TypeAlias = "int | str"
"""A string, or the number of a place where one varies."""


class VaryingPlaces:
    """Some places of a document, in the order of their numbers.

    Attributes:
        paths: The keys and indices that lead to each.
    """

    def __init__(self, document: JsonObject, pointers: Sequence[str]) -> None:
        """Look the places up.

        Raises:
            ValueError: There is no string at one of them, or one is named twice.

        Spec: RFC 6901 section 4 (evaluation).
        """
        self._document = document
        self.paths = [_path(document, pointer) for pointer in pointers]
        if len(set(self.paths)) != len(self.paths):
            raise ValueError("a place that varies is named twice")
        self._branches: _Branches = {}
        for number, path in enumerate(self.paths):
            branches = self._branches
            for step in path[:-1]:
                inner = branches.setdefault(step, {})
                assert isinstance(inner, dict)  # noqa: S101 - a string has no members
                branches = inner
            branches[path[-1]] = number
        # The steps that lead to all of them, each from the document, 0, or from where another one led.
        self._steps: list[tuple[int, str | int]] = []
        numbers: dict[Path, int] = {(): 0}
        for path in self.paths:
            for length, step in enumerate(path, start=1):
                if path[:length] not in numbers:
                    numbers[path[:length]] = len(numbers)
                    self._steps.append((numbers[path[: length - 1]], step))
        self._ends = [numbers[path] for path in self.paths]
        self._arrays = {start for start, step in self._steps if isinstance(step, int)}
        similar = list(islice(_similar_items(document, self._branches), _MAX_SIMILAR + 1))
        # None when there are too many to look at for each set of strings.
        self._similar = similar if len(similar) <= _MAX_SIMILAR else None

    def filled(self, values: Sequence[str]) -> JsonObject:
        """Return a copy of the document with these values; what does not vary is shared."""
        filled = _filled(self._document, self._branches, values)
        assert isinstance(filled, dict)  # noqa: S101 - it is the document
        return filled

    def values_in(self, document: JsonObject) -> tuple[str, ...] | None:
        """Return the strings of another document at these places, or None if it has others there."""
        found: list[Any] = [document]  # anything may be there; to try is the fastest way to find out
        try:
            for start, step in self._steps:
                found.append(found[start][step])
            values = tuple([found[place] for place in self._ends])
            "".join(values)
        except (KeyError, IndexError, TypeError):
            return None
        return values if all(type(found[place]) is list for place in self._arrays) else None

    def has_equal_items(self, values: Sequence[str]) -> bool:
        """Tell whether, with these values, two items of one array may be the same."""
        if self._similar is None:
            return True
        return any(
            all(_text(one, values) == _text(other, values) for one, other in pairs) for pairs in self._similar
        )


def _path(document: JsonObject, pointer: str) -> Path:
    first, *tokens = pointer.split("/")
    value: JsonValue = document
    path: list[str | int] = []
    for token in tokens:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            path.append(key)
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            path.append(int(key))
            value = value[int(key)]
        else:
            raise ValueError(f"the document has nothing at {pointer!r}")
    if first or not isinstance(value, str):
        raise ValueError(f"the document has no string at {pointer!r}")
    return tuple(path)


def _filled(value: JsonValue, branches: "int | _Branches", values: Sequence[str]) -> JsonValue:
    if isinstance(branches, int):
        return values[branches]
    if isinstance(value, dict):
        return {
            key: _filled(member, branches[key], values) if key in branches else member
            for key, member in value.items()
        }
    if isinstance(value, list):
        return [
            _filled(item, branches[index], values) if index in branches else item
            for index, item in enumerate(value)
        ]
    return value  # pragma: no cover - the branches were made for this document


def _text(text: _Text, values: Sequence[str]) -> str:
    return values[text] if isinstance(text, int) else text


def _similar_items(value: JsonValue, branches: "int | _Branches") -> Iterator[list[tuple[_Text, _Text]]]:
    """Yield for each two items that could be the same: which texts make them so when they are."""
    if isinstance(branches, int):
        return
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, member in members:
        if step in branches:
            yield from _similar_items(member, branches[step])
    if not isinstance(value, list):
        return
    shapes = [_shape(item, branches.get(index, {})) for index, item in enumerate(value)]
    for one in (step for step in branches if isinstance(step, int)):
        shape, texts = shapes[one]
        for other, (other_shape, other_texts) in enumerate(shapes):
            # Each two once, and at least one of them with a text that varies.
            if shape == other_shape and (other > one or other not in branches):
                pairs = [pair for pair in zip(texts, other_texts, strict=True) if pair[0] != pair[1]]
                if all(not (isinstance(first, str) and isinstance(second, str)) for first, second in pairs):
                    yield pairs


def _shape(value: JsonValue, branches: "int | _Branches") -> tuple[object, list[_Text]]:
    """Return what a value is apart from its texts, and the texts."""
    if isinstance(branches, int):
        return str, [branches]
    if isinstance(value, str):
        return str, [value]
    if isinstance(value, list):
        parts = [_shape(item, branches.get(index, {})) for index, item in enumerate(value)]
        return ("array", *(shape for shape, _ in parts)), [text for _, texts in parts for text in texts]
    if isinstance(value, dict):
        members = [(key, *_shape(value[key], branches.get(key, {}))) for key in sorted(value)]
        shape = ("object", *((key, inner) for key, inner, _ in members))
        return shape, [text for _, _, texts in members for text in texts]
    return (type(value) is bool, value), []
