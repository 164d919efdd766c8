"""RFC 8785 beyond its published vectors."""

import json
import random
import struct
import subprocess
from shutil import which
from typing import Any

import pytest

from credentials.jsonld.jcs import NotCanonicalJSON, canonicalize_json, ecmascript_number


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
    ],
)
def test_what_is_not_i_json_is_refused(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(NotCanonicalJSON) as caught:
        canonicalize_json(value)
    assert caught.value.code == "not_canonical_json"


def test_the_largest_exact_integers_pass() -> None:
    assert canonicalize_json([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"
