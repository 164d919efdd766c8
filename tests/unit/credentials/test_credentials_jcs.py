"""RFC 8785 beyond its published vectors."""

import enum
import json
import random
import struct
import subprocess
import uuid
from shutil import which
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.jsonld.writing import jcs
from credentials.jsonld.writing.jcs import NotCanonicalJSON, canonicalize_json, ecmascript_number
from credentials.parsing import JsonValue


class Colour(enum.Enum):
    """A kind of value that orjson writes, and that is none of JSON's."""

    RED = "red"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-12, "-12"),
        ("", '""'),
        ([], "[]"),
        ({}, "{}"),
        ([1, [2, {}]], "[1,[2,{}]]"),
        ({"b": 1, "a": 2, "": 3}, '{"":3,"a":2,"b":1}'),
        ({"\ufb33": 1, "🎓": 2, "z": 3}, '{"z":3,"🎓":2,"\ufb33":1}'),
        ('\x00\x08\x0b\x1f\x7f"\\/é🎓\u2028', '"\\u0000\\b\\u000b\\u001f\x7f\\"\\\\/é🎓\u2028"'),
    ],
)
def test_values(value: Any, written: str) -> None:  # noqa: ANN401 - any JSON value
    assert canonicalize_json(value).decode() == written


# RFC 8785 appendix B: IEEE 754 bits, and what ECMAScript writes.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]


@pytest.mark.parametrize(("bits", "written"), NUMBERS)
def test_numbers(bits: str, written: str) -> None:
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    assert ecmascript_number(value) == written
    assert canonicalize_json(value).decode() == written


def test_numbers_are_written_as_node_writes_them() -> None:
    node = which("node")
    if node is None:
        pytest.skip("Node is not installed")
    generator = random.Random(8785)  # noqa: S311 - makes test data
    numbers = [struct.unpack(">d", generator.randbytes(8))[0] for _ in range(3_000)]
    numbers = [number for number in numbers if number - number == 0]
    numbers += [10.0**exponent * generator.random() for exponent in range(-12, 25) for _ in range(20)]
    script = "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0))))"
    given = json.dumps(numbers).encode()
    answer = subprocess.run([node, "-e", script], input=given, capture_output=True, check=True)
    assert f"[{','.join(map(ecmascript_number, numbers))}]".encode() == answer.stdout


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        2**53,
        -(2**53),
        "\ud800",
        {"\udfff": 1},
        {1: 2},
        (1, 2),
        b"x",
        [object()],
        [uuid.UUID(int=1)],
        [Colour.RED],
        {"a": {Colour.RED: 1}},
    ],
)
def test_what_is_not_i_json_is_refused(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(NotCanonicalJSON) as caught:
        canonicalize_json(value)
    assert caught.value.code == "not_canonical_json"


def test_the_largest_exact_integers_pass() -> None:
    assert canonicalize_json([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"


# What both ways of writing are compared on: everything that JSON has, and what borders on it.
TEXTS = st.text(max_size=8) | st.text(
    st.sampled_from('aZ"\\/\x00\x1f\x7f\u2028\ud7ff\ue000\ufb33\uffff\U00010000\U0010ffff\ud800\udfff'),
    max_size=6,
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**54), 2**54)
    | st.sampled_from([2**53 - 1, 2**53, -(2**53), 2**63, 2**64, 0.0, -0.0, 1.0, 1e21, float("nan"), (1,)])
    | st.floats()
    | TEXTS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def outcome(write: Any, value: Any) -> bytes | str:  # noqa: ANN401 - any value
    try:
        return bytes(write(value))
    except NotCanonicalJSON as error:
        return str(error)


def by_ourselves(value: Any) -> bytes:  # noqa: ANN401
    return jcs._serialize(value).encode()


class TestTheFastWay:
    """orjson writes most values. Nobody may see which ones."""

    @given(VALUES)
    def test_it_makes_no_difference(self, value: Any) -> None:  # noqa: ANN401
        assert outcome(canonicalize_json, value) == outcome(by_ourselves, value)

    @given(VALUES)
    def test_it_is_taken_only_where_it_writes_the_same_or_nothing(self, value: Any) -> None:  # noqa: ANN401
        if jcs.is_plain_json(value):
            try:
                written = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)
            except orjson.JSONEncodeError:
                return
            assert written == by_ourselves(value)

    def test_every_character_is_written_alike(self) -> None:
        characters = [chr(point) for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF]
        assert orjson.dumps(characters) == by_ourselves(characters)

    def test_every_key_of_the_basic_plane_is_sorted_alike(self) -> None:
        keys = [chr(point) for point in range(0x10000) if not 0xD800 <= point <= 0xDFFF]
        random.Random(8785).shuffle(keys)  # noqa: S311 - makes test data
        value: JsonValue = {f"{key}{position % 3}": position for position, key in enumerate(keys)}
        assert jcs.is_plain_json(value)
        assert canonicalize_json(value) == by_ourselves(value)

    @pytest.mark.parametrize(
        ("value", "plain"),
        [
            ({"a": ["x", 1, None, True, {"\uffff": []}]}, True),
            ("x", True),
            ({"\U00010000": 1}, False),
            ([{"a": {"\U00010000": 1}}], False),
            ("\U00010000", True),
            (1.0, False),
            ([[{"a": [1.5]}]], False),
            ((), False),
            ({1: 1}, False),
        ],
    )
    def test_where_it_ends(self, value: Any, plain: bool) -> None:  # noqa: ANN401
        assert jcs.is_plain_json(value) is plain

    def test_what_contains_itself_is_not_followed_for_ever(self) -> None:
        endless: list[Any] = []
        endless += [endless, endless]
        assert jcs.is_plain_json(endless) is False

    def test_deep_nesting_is_written_alike(self) -> None:
        value: list[Any] = []
        for _ in range(300):
            value = [value]
        assert canonicalize_json(value) == b"[" * 301 + b"]" * 301
