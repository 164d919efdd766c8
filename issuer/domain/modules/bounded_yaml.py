"""YAML as a tree of plain texts that know their line.

Nothing is guessed from the look of a text: ``0042`` stays ``0042``, ``1.0`` stays ``1.0`` and ``no``
stays ``no``. Whoever reads the tree knows what a place should hold. Aliases, tags, several documents
and duplicate keys are refused, so a small file cannot grow, build objects or say two things.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where there is one: it reads twenty times as fast, and gives the same events."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 5_000

_SCALAR, _TABLE = yaml.ScalarEvent, yaml.MappingStartEvent
_END_OF_TABLE, _END_OF_LIST, _END = yaml.MappingEndEvent, yaml.SequenceEndEvent, yaml.StreamEndEvent
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class YamlRefused(ValueError):
    """The file cannot be read as the plain YAML that we take.

    Attributes:
        reason: "too_large", "not_utf8", "not_yaml", "empty", "alias", "tag", "several_documents",
            "too_deep", "too_many_nodes", "key_not_text", "duplicate_key".
        line: From 1, or None when it is about the whole file.
        detail: A word from the file that helps to find it, or "".
    """

    def __init__(self, reason: str, *, line: int | None = None, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.detail = detail


class Scalar(NamedTuple):
    """One text. ``text`` is None for an empty or ``null`` value that is not in quotes."""

    text: str | None
    line: int


class Sequence(NamedTuple):
    """A list."""

    items: tuple["Tree", ...]
    line: int


class Table(NamedTuple):
    """Keys and values, in the order of the file."""

    members: Mapping[str, "Tree"]
    line: int = 1


Tree = Scalar | Sequence | Table


def parse_yaml(data: bytes) -> Tree:
    """Return the tree of one YAML document.

    Raises:
        YamlRefused: The bytes are not one document of plain YAML within the bounds.
    """
    if len(data) > MAX_BYTES:
        raise YamlRefused("too_large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlRefused("not_utf8") from error
    try:
        return _tree(text)
    except yaml.MarkedYAMLError as error:
        # One of the two parsers finds the end of the text on a line behind the last one.
        line = min(error.problem_mark.line, text.count("\n")) + 1 if error.problem_mark else None
        raise YamlRefused("not_yaml", line=line, detail=error.problem or "") from error
    except yaml.YAMLError as error:  # a character that YAML does not allow has no mark
        raise YamlRefused("not_yaml") from error


def escape_pointer(key: str) -> str:
    """Write a key as one step of an RFC 6901 JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def _tree(text: str) -> Tree:
    parser = _LOADER(text)
    try:
        return _Building(parser.get_event).document()
    finally:
        parser.dispose()


class _Building:
    """Builds the tree from the events of a parser, and refuses on the way: what is long is never built.

    This is most of what reading a module costs, and all of it is asked of every text in the file.
    """

    __slots__ = ("_next_event", "_nodes")

    def __init__(self, next_event: Callable[[], Any]) -> None:
        self._next_event = next_event
        self._nodes = 0

    def document(self) -> Tree:
        """Return the tree of the one document."""
        self._next_event()  # the stream starts
        if self._next_event().__class__ is _END:
            raise YamlRefused("empty")
        root = self._node(self._next_event(), 0)
        self._next_event()  # the document ends
        if (after := self._next_event()).__class__ is not _END:
            raise YamlRefused("several_documents", line=_line(after))
        return root

    def _node(self, event: Any, depth: int) -> Tree:  # noqa: ANN401 - events of PyYAML have no type
        kind = event.__class__
        line = _line(event)
        if kind is yaml.AliasEvent:
            raise YamlRefused("alias", line=line, detail=event.anchor or "")
        self._nodes += 1
        if self._nodes > MAX_NODES or event.tag is not None:
            raise self._refused(event)
        if kind is _SCALAR:
            value = event.value
            # A text that is not in quotes has no style in the one parser, and "" in the other.
            return Scalar(None if value in _NULLS and not event.style else value, line)
        if depth >= MAX_DEPTH:
            raise YamlRefused("too_deep", line=line)
        return self._table(line, depth + 1) if kind is _TABLE else self._sequence(line, depth + 1)

    def _sequence(self, line: int, depth: int) -> Sequence:
        items = []
        while (event := self._next_event()).__class__ is not _END_OF_LIST:
            items.append(self._node(event, depth))
        return Sequence(tuple(items), line)

    def _table(self, line: int, depth: int) -> Table:
        members: dict[str, Tree] = {}
        while (event := self._next_event()).__class__ is not _END_OF_TABLE:
            if event.__class__ is not _SCALAR:
                raise YamlRefused("key_not_text", line=self._node(event, depth).line)
            self._nodes += 1
            if self._nodes > MAX_NODES or event.tag is not None:
                raise self._refused(event)
            key = event.value
            if key in members:
                raise YamlRefused("duplicate_key", line=_line(event), detail=key)
            members[key] = self._node(self._next_event(), depth)
        return Table(members, line)

    def _refused(self, event: Any) -> YamlRefused:  # noqa: ANN401 - events of PyYAML have no type
        if self._nodes > MAX_NODES:
            return YamlRefused("too_many_nodes", line=_line(event))
        return YamlRefused("tag", line=_line(event), detail=event.tag)


def _line(event: Any) -> int:  # noqa: ANN401 - events of PyYAML have no type
    line: int = event.start_mark.line
    return line + 1  # PyYAML counts from 0
