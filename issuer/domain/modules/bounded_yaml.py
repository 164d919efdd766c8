"""YAML as a tree of plain texts that know their line.

Nothing is guessed from the look of a text: ``0042`` stays ``0042``, ``1.0`` stays ``1.0`` and ``no``
stays ``no``. Whoever reads the tree knows what a place should hold. Aliases, tags, several documents
and duplicate keys are refused, so a small file cannot grow, build objects or say two things.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 5_000

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


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text. ``text`` is None for an empty or ``null`` value that is not in quotes."""

    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Tree", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values, in the order of the file."""

    members: Mapping[str, "Tree"] = field(default_factory=dict)
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
        _refuse_constructs(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise YamlRefused("not_yaml", line=line, detail=error.problem or "") from error
    except yaml.YAMLError as error:  # a character that YAML does not allow has no mark
        raise YamlRefused("not_yaml") from error
    if node is None:
        raise YamlRefused("empty")
    return _tree(node)


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
    return key.replace("~", "~0").replace("/", "~1")


def _refuse_constructs(text: str) -> None:
    """Walk the events, which costs no more than the text is long, before any tree is built."""
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = _line(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlRefused("several_documents", line=line)
        elif isinstance(event, yaml.AliasEvent):
            raise YamlRefused("alias", line=line, detail=event.anchor or "")
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MAX_NODES:
                raise YamlRefused("too_many_nodes", line=line)
            tag = getattr(event, "tag", None)
            if tag is not None:
                raise YamlRefused("tag", line=line, detail=tag)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlRefused("too_deep", line=line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _tree(node: yaml.Node) -> Tree:
    line = _line(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        members: dict[str, Tree] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlRefused("key_not_text", line=_line(key.start_mark))
            if key.value in members:
                raise YamlRefused("duplicate_key", line=_line(key.start_mark), detail=key.value)
            members[key.value] = _tree(value)
        return Table(members, line)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_tree(item) for item in node.value), line)
    plain = getattr(node, "style", None) is None
    return Scalar(None if plain and node.value in _NULLS else node.value, line)


def _line(mark: object) -> int:
    """Line of a mark from 1; PyYAML counts from 0."""
    line = getattr(mark, "line", 0)
    return int(line) + 1
