"""Bytes to JSON values: what is refused, under which code, and where."""

import json
import sys
import time
from dataclasses import replace

import pytest

from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import (
    DuplicateKey,
    LoneSurrogate,
    MalformedDocument,
    NotAnObject,
    NotFiniteNumber,
    NotJSON,
    NotUTF8,
    TooDeep,
    TooLarge,
    TooManyNodes,
    parse,
    parse_json,
    pointer,
)


def refusal(data: bytes, **limits: int) -> MalformedDocument:
    with pytest.raises(MalformedDocument) as caught:
        parse_json(data, limits=replace(DEFAULT_LIMITS, **limits))  # type: ignore[arg-type]  # only int limits are given here
    return caught.value


def test_a_document_keeps_its_exact_bytes() -> None:
    data = b' {"b": 1.0,\t"a":[true,null,"\xc3\xa9"]}\r\n'
    document = parse(data)
    assert document.unverified == {"b": 1.0, "a": [True, None, "é"]}
    assert document.source is data


def test_any_json_value_can_be_parsed() -> None:
    values: list[object] = [None, True, 1, -1.5, "text", [], {}, [[1], {"a": {}}]]
    assert [parse_json(json.dumps(value).encode()) for value in values] == values


@pytest.mark.parametrize("data", [b"[]", b'"text"', b"1", b"null"])
def test_a_document_must_be_an_object(data: bytes) -> None:
    with pytest.raises(NotAnObject) as caught:
        parse(data)
    assert (caught.value.code, caught.value.pointer) == ("not_an_object", "")


def test_one_byte_order_mark_is_ignored() -> None:
    data = b'\xef\xbb\xbf{"a":1}'
    document = parse(data)
    assert document.unverified == {"a": 1}
    assert document.source is data


def test_a_second_byte_order_mark_is_not_json() -> None:
    assert refusal(b"\xef\xbb\xbf\xef\xbb\xbf{}").code == "not_json"


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":"\xff"}',
        '{"a":1}'.encode("utf-16"),
        '{"a":1}'.encode("utf-32-be") + b"\xff",
        b'"\xed\xa0\x80"',  # a surrogate, encoded as if it were a character
        b'"\xc0\xaf"',  # not the shortest form
        b'"\xf4\x90\x80\x80"',  # beyond U+10FFFF
    ],
)
def test_only_utf_8(data: bytes) -> None:
    error = refusal(data)
    assert (type(error), error.code, error.pointer) == (NotUTF8, "not_utf8", None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"{",
        b"[1,]",
        b'{"a":1,}',
        b"{'a':1}",
        b"{} {}",
        b"01",
        b"+1",
        b"1.",
        b".5",
        b'"tab\there"',
        b'"\\x41"',
        b'"\\u12"',
        b'"open',
        b'"open\\',
        b"// comment\n{}",
        b"True",
        b"\x00",
        b"nulL",
        b"]",
        b"\xc2\xa0{}",
    ],
)
def test_only_json(data: bytes) -> None:
    error = refusal(data)
    assert (type(error), error.code) == (NotJSON, "not_json")


def test_size_is_counted_in_bytes() -> None:
    data = '"ééé"'.encode()
    assert parse_json(data, limits=replace(DEFAULT_LIMITS, max_bytes=8)) == "ééé"
    error = refusal(data, max_bytes=7)
    assert (type(error), error.code, error.pointer) == (TooLarge, "too_large", "")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'{"a":1,"a":1}', "/a"),
        (b'{"x":[{"id":1},{"id":1,"id":2}]}', "/x/1/id"),
        (b'{"a":1,"\\u0061":2}', "/a"),
        (b'{"":1,"":2}', "/"),
        (b'[{"a/b~":{"~1":0,"~1":0}}]', "/0/a~1b~0/~01"),
        (b'{"outer":{"a":1,"a":1},"outer":0}', "/outer"),
    ],
)
def test_a_repeated_key_is_refused_where_it_stands(data: bytes, place: str) -> None:
    error = refusal(data)
    assert (type(error), error.code, error.pointer) == (DuplicateKey, "duplicate_key", place)


def test_keys_that_only_look_alike_are_different() -> None:
    assert parse_json('{"é":1,"e\u0301":2,"E":3}'.encode()) == {"é": 1, "e\u0301": 2, "E": 3}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"NaN", ""),
        (b'{"a":Infinity}', "/a"),
        (b'{"a":[0,-Infinity]}', "/a/1"),
        (b"[1e999]", "/0"),
        (b"[-1E+400]", "/0"),
        (b'{"n":' + b"9" * 310 + b"}", "/n"),
        (b'{"n":-' + b"9" * 5000 + b"}", "/n"),
        (b'{"n":' + b"9" * 400_000 + b"}", "/n"),
    ],
)
def test_a_number_must_be_finite(data: bytes, place: str) -> None:
    error = refusal(data)
    assert (type(error), error.code, error.pointer) == (NotFiniteNumber, "not_finite_number", place)


def test_large_and_small_numbers_that_are_finite_pass() -> None:
    assert parse_json(b"[1.7976931348623157e308, 5e-324, 0e999, " + b"9" * 308 + b"]") == [
        sys.float_info.max,
        5e-324,
        0.0,
        int("9" * 308),
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'"\\ud800"', ""),
        (b'{"a":["x","\\udfff"]}', "/a/1"),
        (b'{"a":"\\uD83C\\uD83C\\uDF93"}', "/a"),
        (b'{"a":"\\udf93\\ud83c"}', "/a"),
        (b'{"a":{"\\ud800":1}}', "/a"),
    ],
)
def test_half_a_surrogate_pair_is_refused(data: bytes, place: str) -> None:
    error = refusal(data)
    assert (type(error), error.code, error.pointer) == (LoneSurrogate, "lone_surrogate", place)


def test_a_whole_surrogate_pair_is_a_character() -> None:
    assert parse_json(b'{"\\ud83c\\udf93":"\\uD83C\\uDF93"}') == {"🎓": "🎓"}


def test_a_repeated_key_with_half_a_surrogate_pair_has_a_pointer_that_can_be_written() -> None:
    place = refusal(b'{"a":{"\\ud800":1,"\\ud800":2}}').pointer
    assert place == "/a/\ufffd"


def test_depth_counts_objects_and_arrays() -> None:
    assert parse_json(b'{"a":[{}]}', limits=replace(DEFAULT_LIMITS, max_depth=3)) == {"a": [{}]}
    error = refusal(b'{"x":0,"a/b":[1,{"c":2}, [ "[{" , {"k":"v"}]]}', max_depth=3)
    assert (type(error), error.code, error.pointer) == (TooDeep, "too_deep", "/a~1b/2/1")


def test_brackets_in_strings_are_not_depth() -> None:
    data = json.dumps({"a": "[" * 100 + '"' + "\\" + "{" * 100}).encode()
    assert parse_json(data, limits=replace(DEFAULT_LIMITS, max_depth=1)) == json.loads(data)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":', b"[[1,"])
def test_deep_nesting_never_recurses(opening: bytes) -> None:
    assert refusal(opening * 40_000).code == "too_deep"


def test_a_limit_beyond_what_the_interpreter_can_do_is_still_our_error() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    assert refusal(deep, max_depth=200_000, max_nodes=200_000).code == "too_deep"


def test_objects_and_array_items_are_counted() -> None:
    data = b'{"a":[1,2,{"b":{}}],"c":1,"d":2}'  # three objects, three items
    assert parse_json(data, limits=replace(DEFAULT_LIMITS, max_nodes=6)) == json.loads(data)
    error = refusal(data, max_nodes=5)
    assert (type(error), error.code, error.pointer) == (TooManyNodes, "too_many_nodes", "/a/2/b")


def test_members_are_not_nodes() -> None:
    data = json.dumps({f"k{number}": number for number in range(100)}).encode()
    assert parse_json(data, limits=replace(DEFAULT_LIMITS, max_nodes=1)) == json.loads(data)


@pytest.mark.parametrize(
    "data",
    [
        b'"' + b'\\"' * 250_000,  # an open string of escaped quotation marks
        b'"' + b"\\" * 499_999,
        b'"",' * 170_000,
        b"[" + b'{"a":1,"a":2},' * 30_000 + b"0]",
        b"[" + b"1," * 240_000 + b"1]",
        b"-" * 500_000,
    ],
)
def test_hostile_bytes_take_linear_time(data: bytes) -> None:
    started = time.process_time()
    assert refusal(data).code in {"not_json", "too_many_nodes", "duplicate_key"}
    assert time.process_time() - started < 1.5


def test_a_pointer_escapes_its_tokens() -> None:
    assert pointer(pointer("", "a/b~c"), 3) == "/a~1b~0c/3"


@pytest.mark.parametrize("levels", [65, 254, 255, 300, 1_024, 1_025, 5_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_of_any_depth_is_refused_in_a_small_file(levels: int, opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    text = opening * levels + "1" + closing * levels
    for data in (text, f" {text}", f'{{"b":{text}}}'):
        assert refusal(data.encode()).code == "too_deep"
