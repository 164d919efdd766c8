"""The quick reader of JSON and the careful one agree, whatever the text."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from credentials.limits import Limits
from credentials.parsing import MalformedDocument, parse_json
from credentials.plain_json import NotPlain, parse_plain_json
from tests.verification_for_tests import badge

LIMITS = Limits(max_depth=6, max_nodes=60)

# A byte order mark is nothing that orjson reads, so behind it stands what the careful reader makes of it.
CAREFULLY = b"\xef\xbb\xbf"

white_space = st.text(alphabet=" \t\r\n", max_size=2)
names = st.sampled_from(["a", "b", ":", ' :"', "é", "\\", "\\u0061", '\\"', "a:", " :"])
numbers = st.sampled_from(
    ["0", "-0", "-0.0", "1", "1.0", "1e3", "1E400", "12345678901234567890", "-9223372036854775809", "01"]
)


@st.composite
def members(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """Draw an object, sometimes with a key twice, with white space in every place."""
    drawn = draw(st.lists(st.tuples(names, white_space, white_space, values), max_size=4))
    return "{" + ",".join(f'{before}"{key}"{after}:{value}' for key, before, after, value in drawn) + "}"


@st.composite
def items(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """Draw an array."""
    return "[" + draw(white_space) + ",".join(draw(st.lists(values, max_size=4))) + "]"


def larger(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return members(values) | items(values)


texts = st.recursive(
    numbers
    | names.map(lambda name: f'"{name}"')
    | st.sampled_from(["true", "null", "NaN", '"\\ud800"', '"\\u003a"', "]"]),
    larger,
    max_leaves=12,
)


def typed(value: object) -> object:
    """Return the value with the type of everything in it, since 1 equals 1.0 and true."""
    if isinstance(value, dict):
        return {key: typed(member) for key, member in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value), str(value)


def outcome(data: bytes) -> object:
    try:
        return typed(parse_json(data, limits=LIMITS))
    except MalformedDocument as error:
        return error.code


@given(texts)
@example('{"a":1,"a" :":"}')
@example('{"a":1,"a":"\\u003ab"}')
@example("[" * 7 + "]" * 7)
@example("[" + "1," * 59 + "1]")
@example("[" + "1," * 60 + "1]")
@example('["\\n            "]')
@example("[[[[[[[]]]]]]]")
@example("[[[[[[1]]]]]]")
@example("[12345678901234567890]")
@example("[-0]")
def test_what_the_quick_reader_takes_the_careful_one_reads_alike(text: str) -> None:
    data = text.encode()
    careful = outcome(CAREFULLY + data)
    assert outcome(data) == careful
    try:
        quick = parse_plain_json(data, LIMITS)
    except NotPlain:
        return
    assert typed(quick) == careful


@pytest.mark.parametrize("indent", [None, 2])
def test_an_ordinary_credential_does_not_need_the_careful_reader(indent: int | None) -> None:
    credential = badge(name='Koffie "zetten", één kop', description="Eerst dit: dan dat.\n\tEn: dan.")
    data = json.dumps(credential, ensure_ascii=False, indent=indent).encode()
    assert parse_plain_json(data, Limits()) == credential
