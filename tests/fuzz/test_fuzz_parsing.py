"""Whatever bytes come in, only our own errors come out, and what passes can be trusted."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import MalformedDocument, parse_json

SMALL = replace(DEFAULT_LIMITS, max_bytes=2_000, max_depth=6, max_nodes=40)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=15,
)
pieces = st.sampled_from(
    [
        *("{", "}", "[", "]", ",", ":", '"', "\\", " "),
        *('"a"', '"a":', '"b":', '"\\ud800"', "1", "1e999", "-", "NaN", "null", "\ufeff", "\x00"),
    ]
)


def refusal(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> MalformedDocument | None:
    try:
        parse_json(data, limits=limits)
    except MalformedDocument as error:
        return error
    return None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.lists(pieces, max_size=30).map(lambda parts: "".join(parts).encode()))
@example(b'{"a":"\\')
@example(b"[" * 1_999)
@example(b'{"\\ud800":NaN,"\\ud800":1e999}')
def test_only_our_own_errors_come_out(data: bytes) -> None:
    error = refusal(data, limits=SMALL)
    if error is not None:
        assert error.code != MalformedDocument.code
        assert error.pointer is None or error.pointer == "" or error.pointer.startswith("/")
        (error.pointer or "").encode()


@settings(max_examples=200, deadline=None)
@given(values, st.booleans())
def test_what_json_writes_is_read_back(value: Any, ascii_only: bool) -> None:  # noqa: ANN401 - any JSON value
    data = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert parse_json(data) == value


@settings(max_examples=200, deadline=None)
@given(values)
def test_the_limits_hold_for_whatever_passes(value: Any) -> None:  # noqa: ANN401
    data = json.dumps(value).encode()
    error = refusal(data, limits=SMALL)
    if error is not None:
        assert error.code in {"too_large", "too_deep", "too_many_nodes"}
        return
    assert len(data) <= SMALL.max_bytes
    assert depth(value) <= SMALL.max_depth
    assert nodes(value) <= SMALL.max_nodes


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def nodes(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(nodes, value.values()))
    return len(value) + sum(map(nodes, value)) if isinstance(value, list) else 0


@settings(max_examples=150, deadline=None)
@given(values, values, texts)
def test_a_repeated_key_is_found_wherever_it_stands(one: Any, other: Any, key: str) -> None:  # noqa: ANN401
    twice = f"{{{json.dumps(key)}:{json.dumps(one)},{json.dumps(key)}:{json.dumps(other)}}}"
    token = key.replace("~", "~0").replace("/", "~1")
    for data, place in ((twice, f"/{token}"), (f'[0,{{"x":{twice}}}]', f"/1/x/{token}")):
        error = refusal(data.encode())
        assert error is not None
        assert (error.code, error.pointer) == ("duplicate_key", place)
