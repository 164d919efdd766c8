"""YAML as a tree of plain texts that know their line.

Nothing is guessed from the look of a text: ``0042`` stays ``0042``, ``1.0`` stays ``1.0`` and ``no``
stays ``no``. Whoever reads the tree knows what a place should hold. Aliases, tags, several documents
and duplicate keys are refused, so a small file cannot grow, build objects or say two things.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where there is one: it reads twenty times as fast, and gives the same events."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 5_000

_SCALAR, _TABLE, _LIST = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
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


def texts(tree: Tree, pointer: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every text in ``tree`` that is not null, with its JSON pointer."""
    match tree:
        case Scalar():
            if tree.text is not None:
                yield pointer, tree
        case Sequence():
            for index, item in enumerate(tree.items):
                yield from texts(item, f"{pointer}/{index}")
        case Table():
            for key, member in tree.members.items():
                yield from texts(member, f"{pointer}/{escape_pointer(key)}")


def escape_pointer(key: str) -> str:
    """Write a key as one step of an RFC 6901 JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def _tree(text: str) -> Tree:
    """Build the tree from the events, which costs no more than the text is long, and refuse on the way.

    This is most of what reading a module costs, so it is one loop.
    """
    parser = _LOADER(text)
    try:
        return _built(parser.get_event)
    finally:
        parser.dispose()


def _built(next_event: Callable[[], Any]) -> Tree:
    root: Tree | None = None
    inside: _Open | None = None
    around: list[_Open] = []
    documents = nodes = 0
    while (kind := (event := next_event()).__class__) is not _END:
        if kind is _SCALAR or kind is _TABLE or kind is _LIST:
            line = event.start_mark.line + 1  # PyYAML counts from 0
            nodes += 1
            if nodes > MAX_NODES:
                raise YamlRefused("too_many_nodes", line=line)
            if event.tag is not None:
                raise YamlRefused("tag", line=line, detail=event.tag)
            if kind is not _SCALAR:
                if len(around) >= MAX_DEPTH:
                    raise YamlRefused("too_deep", line=line)
                inside = _Open(line, is_table=kind is _TABLE)
                around.append(inside)
                continue
            value: str = event.value
            if inside is not None and inside.is_table and inside.key is None:
                if value in inside.members:
                    raise YamlRefused("duplicate_key", line=line, detail=value)
                inside.key = value
                continue
            # A text that is not in quotes has no style in the one parser, and "" in the other.
            node: Tree = Scalar(None if value in _NULLS and not event.style else value, line)
        elif kind is _END_OF_TABLE or kind is _END_OF_LIST:
            done = around.pop()
            node, inside = done.node(), around[-1] if around else None
            if inside is not None and inside.is_table and inside.key is None:
                raise YamlRefused("key_not_text", line=done.line)
        elif kind is yaml.AliasEvent:
            raise YamlRefused("alias", line=event.start_mark.line + 1, detail=event.anchor or "")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise YamlRefused("several_documents", line=event.start_mark.line + 1)
            continue
        else:
            continue
        if inside is None:
            root = node
        elif inside.key is None:
            inside.items.append(node)
        else:
            inside.members[inside.key] = node
            inside.key = None
    if root is None:
        raise YamlRefused("empty")
    return root


class _Open:
    """A list or a table that is not complete yet. Of a table the key that waits for its value is kept."""

    __slots__ = ("is_table", "items", "key", "line", "members")

    def __init__(self, line: int, *, is_table: bool) -> None:
        self.line = line
        self.is_table = is_table
        self.items: list[Tree] = []
        self.members: dict[str, Tree] = {}
        self.key: str | None = None

    def node(self) -> Tree:
        """Return what it is once it is complete."""
        return Table(self.members, self.line) if self.is_table else Sequence(tuple(self.items), self.line)
