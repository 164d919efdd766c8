"""Bytes from a stranger become JSON values, or an error that says what is wrong and where."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias, cast

from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.plain_json import NotPlain, parse_plain_json

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

# An unterminated string runs to the end of the text, so that no position is scanned twice.
_TOKEN = re.compile(r'"(?:[^"\\]+|\\.|\\\Z)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_EMPTY_REST = re.compile(r"[ \t\r\n]*+\]")
_COLON = re.compile(r"[ \t\r\n]*+:")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class MalformedDocument(CredentialError):
    """The bytes are not a document that we are willing to read."""

    code: ClassVar[str] = "malformed_document"


class TooLarge(MalformedDocument):
    """More bytes than the limit."""

    code: ClassVar[str] = "too_large"


class NotUTF8(MalformedDocument):
    """The bytes are not UTF-8."""

    code: ClassVar[str] = "not_utf8"


class NotJSON(MalformedDocument):
    """The text is not JSON (RFC 8259)."""

    code: ClassVar[str] = "not_json"


class TooDeep(MalformedDocument):
    """Objects and arrays are nested more deeply than the limit."""

    code: ClassVar[str] = "too_deep"


class TooManyNodes(MalformedDocument):
    """More objects and array items than the limit."""

    code: ClassVar[str] = "too_many_nodes"


class DuplicateKey(MalformedDocument):
    """An object has a key twice; each reader would keep another one."""

    code: ClassVar[str] = "duplicate_key"


class NotFiniteNumber(MalformedDocument):
    """NaN, an infinity, or a number too large for a double."""

    code: ClassVar[str] = "not_finite_number"


class LoneSurrogate(MalformedDocument):
    """A string or key has half of a surrogate pair, which no UTF-8 text can hold."""

    code: ClassVar[str] = "lone_surrogate"


class NotAnObject(MalformedDocument):
    """The document is JSON, but not a JSON object."""

    code: ClassVar[str] = "not_an_object"


@dataclass(frozen=True, slots=True)
class UnverifiedDocument:
    """A JSON object of which nobody has checked the proof.

    Attributes:
        unverified: The parsed object.
        source: The exact bytes that it was parsed from.
    """

    unverified: JsonObject
    source: bytes


def parse(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> UnverifiedDocument:
    """Parse a JSON object under ``limits``.

    Raises:
        NotAnObject: The document is another JSON value.
        MalformedDocument: See :func:`parse_json`.
    """
    value = parse_json(data, limits=limits)
    if not isinstance(value, dict):
        raise NotAnObject("the document is not a JSON object", pointer="")
    return UnverifiedDocument(unverified=value, source=data)


def parse_json(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> JsonValue:
    """Parse any JSON value under ``limits``.

    One byte order mark at the start is ignored, as RFC 8259 allows: files that passed
    through an editor on Windows have one.

    Raises:
        TooLarge: ``data`` exceeds ``limits.max_bytes``.
        NotUTF8: ``data`` is not UTF-8; UTF-16 and UTF-32 are not guessed.
        NotJSON: ``data`` is not JSON.
        TooDeep: Nesting exceeds ``limits.max_depth``; found before anything recurses.
        TooManyNodes: Objects and array items exceed ``limits.max_nodes``; found before anything
            is built.
        DuplicateKey: An object has a key twice.
        NotFiniteNumber: NaN, Infinity, or a number that overflows a double.
        LoneSurrogate: A string or a key has half of a surrogate pair.

    Spec: RFC 8259; RFC 7493 (I-JSON) sections 2.1 to 2.3.
    """
    if len(data) > limits.max_bytes:
        raise TooLarge(f"{len(data)} bytes; the limit is {limits.max_bytes}", pointer="")
    try:
        return cast("JsonValue", parse_plain_json(data, limits))
    except NotPlain:
        return _parse_carefully(data, limits)


def _parse_carefully(data: bytes, limits: Limits) -> JsonValue:
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotUTF8(f"byte {error.start} is not UTF-8", pointer=None) from error
    _refuse_floods(text, limits)
    reader = _Reader()
    try:
        value: JsonValue = reader.decode(text)
    except json.JSONDecodeError as error:
        raise NotJSON(f"{error.msg} in line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:  # limits.max_depth was set higher than the interpreter's own
        raise TooDeep("nested too deeply", pointer="") from error
    if reader.found_fault or _ESCAPED_SURROGATE.search(text):
        _refuse_faults(value)
    return value


def pointer(parent: str, token: str | int) -> str:
    """Return the JSON pointer of a member or item of what ``parent`` points to.

    Spec: RFC 6901 section 3.
    """
    return f"{parent}/{str(token).replace('~', '~0').replace('/', '~1')}"


class _RepeatedKey(dict[str, JsonValue]):
    """An object that had a key twice; only the walk that follows knows where it stands."""

    key: str


class _OutOfRange(float):
    """Stands for a number that is no finite double."""


class _Reader:
    """The standard decoder, with the faults that it lets pass marked in the result."""

    def __init__(self) -> None:
        self.found_fault = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._float,
            parse_int=self._integer,
            parse_constant=self._out_of_range,
        )

    def decode(self, text: str) -> Any:  # noqa: ANN401 - what json gives; parse_json narrows it
        return self._decoder.decode(text)

    def _object(self, pairs: list[tuple[str, JsonValue]]) -> JsonObject:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        self.found_fault = True
        seen: set[str] = set()
        repeated = _RepeatedKey(members)
        repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add() returns None: falsy on purpose
        return repeated

    def _float(self, literal: str) -> float:
        number = float(literal)
        return number if math.isfinite(number) else self._out_of_range(literal)

    def _integer(self, literal: str) -> int | float:
        # 309 digits exceed every double, and Python's own limit on digits is far higher.
        if len(literal) > 309 and not math.isfinite(float(literal)):
            return self._out_of_range(literal)
        try:
            return int(literal)
        except ValueError:  # thousands of leading zeros are not JSON, so only digits are left
            return self._out_of_range(literal)

    def _out_of_range(self, _literal: str) -> float:
        self.found_fault = True
        return _OutOfRange("nan")


def _refuse_floods(text: str, limits: Limits) -> None:
    """Count brackets, objects and array items outside strings; the text may be no JSON at all."""
    nodes = 0
    open_brackets: list[str] = []
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if piece in ("{", "["):
            open_brackets.append(piece)
            nodes += piece == "{" or not _EMPTY_REST.match(text, match.end())
        elif piece in ("}", "]"):
            open_brackets[-1:] = []
        elif piece == ",":
            nodes += open_brackets[-1:] == ["["]
        if len(open_brackets) > limits.max_depth:
            place = _pointer_at(text, match.start())
            raise TooDeep(f"nested deeper than {limits.max_depth}", pointer=place)
        if nodes > limits.max_nodes:
            place = _pointer_at(text, match.start())
            raise TooManyNodes(f"more than {limits.max_nodes} objects and array items", pointer=place)


def _pointer_at(text: str, end: int) -> str:
    """Return the pointer of the value that starts at offset ``end``; the text may be no JSON at all."""
    path: list[str | int] = []
    for match in _TOKEN.finditer(text, 0, end):
        piece = match[0]
        if piece == "[":
            path.append(0)
        elif piece == "{":
            path.append("")
        elif piece in ("}", "]"):
            path[-1:] = []
        elif piece == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
        elif path and isinstance(path[-1], str) and _COLON.match(text, match.end()):
            path[-1] = piece
    found = ""
    for step in path:
        found = pointer(found, _key_of(step) if isinstance(step, str) else step)
    return _SURROGATE.sub("\ufffd", found)


def _key_of(literal: str) -> str:
    """Return the key that is written so, or what is written where that is not JSON."""
    try:
        return str(json.loads(literal))
    except ValueError:
        return literal[1:-1]


def _refuse_faults(document: JsonValue) -> None:
    """Find the first fault in reading order, with its place."""
    for place, value in _walk(document):
        if isinstance(value, _OutOfRange):
            raise NotFiniteNumber("not a finite number", pointer=place)
        if isinstance(value, str) and _SURROGATE.search(value):
            raise LoneSurrogate("half of a surrogate pair", pointer=place)
        if isinstance(value, _RepeatedKey):
            member = pointer(place, _SURROGATE.sub("\ufffd", value.key))
            raise DuplicateKey("this key stands twice in the object", pointer=member)
        if isinstance(value, dict):
            for key in value:
                if _SURROGATE.search(key):
                    # The key cannot be written in a pointer, so this points at its object.
                    raise LoneSurrogate("half of a surrogate pair in a key", pointer=place)


def _walk(document: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Yield every value with its pointer, parents first, in reading order, without recursion."""
    waiting: list[tuple[str, JsonValue]] = [("", document)]
    while waiting:
        place, value = waiting.pop()
        yield place, value
        if isinstance(value, dict):
            waiting.extend((pointer(place, key), member) for key, member in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((pointer(place, index), value[index]) for index in reversed(range(len(value))))
