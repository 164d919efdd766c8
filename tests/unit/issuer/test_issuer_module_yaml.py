"""YAML becomes a tree of texts, within bounds, and nothing else."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuer.domain.modules.bounded_yaml import (
    MAX_BYTES,
    MAX_NODES,
    Scalar,
    Sequence,
    Table,
    YamlRefused,
    parse_yaml,
)
from issuer.domain.modules.file_places import texts_with_numbers


def test_tree_with_lines() -> None:
    assert parse_yaml(b"a: 1\nb:\n  - x\n  - y: z\n") == Table(
        {
            "a": Scalar("1", 1),
            "b": Sequence((Scalar("x", 3), Table({"y": Scalar("z", 4)}, 4)), 3),
        },
        1,
    )


@pytest.mark.parametrize("written", ["0042", "1.0", "no", "2026-07-01", "1e3", "0x1F", "12:30:45"])
def test_nothing_is_guessed_from_the_look_of_a_text(written: str) -> None:
    assert parse_yaml(f"a: {written}".encode()) == Table({"a": Scalar(written, 1)}, 1)


@pytest.mark.parametrize(
    ("written", "text"), [("", None), ("null", None), ("~", None), ('"null"', "null"), ("''", "")]
)
def test_null_only_when_not_in_quotes(written: str, text: str | None) -> None:
    assert parse_yaml(f"a: {written}".encode()) == Table({"a": Scalar(text, 1)}, 1)


def test_byte_order_mark_is_no_part_of_the_key() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1") == Table({"a": Scalar("1", 1)}, 1)


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"a" * (MAX_BYTES + 1), "too_large", None),
        (b"a: \xff", "not_utf8", None),
        (b"a: [1", "not_yaml", 1),
        (b"a: 1\n b: 2\n", "not_yaml", 2),
        (b"a: \x00", "not_yaml", None),
        (b"", "empty", None),
        (b"# niets\n", "empty", None),
        (b"a: &x [1]\nb: *x\n", "alias", 2),
        (b"a: !!python/object/apply:os.system [ls]\n", "tag", 1),
        (b"a: 1\nb: !geheim x\n", "tag", 2),
        (b"a: 1\n---\nb: 1\n", "several_documents", 2),
        (b"a: " + b"[" * 100, "too_deep", 1),
        (b"a: [" + b"1," * MAX_NODES + b"1]", "too_many_nodes", 1),
        (b"? [a]\n: 1\n", "key_not_text", 1),
        (b"? [a, !geheim b]\n: 1\n", "tag", 1),
        (b"a: 1\n? *x\n: 2\n", "alias", 2),
        (b"a: 1\nb: 2\na: 3\n", "duplicate_key", 3),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(data: bytes, reason: str, line: int | None) -> None:
    with pytest.raises(YamlRefused) as error:
        parse_yaml(data)
    assert (error.value.reason, error.value.line) == (reason, line)


def test_texts_with_numbers_have_pointers() -> None:
    tree = parse_yaml(b"a:\n- 1 111222333\n- b/c: 2 111222333\n  d: e\n- 111222333: f\nrsin: 111222333\n")
    assert texts_with_numbers(tree) == [
        ("/a/0", "1 111222333"),
        ("/a/1/b~1c", "2 111222333"),
        ("/a/2/111222333", "111222333"),
    ]


@settings(max_examples=150)
@given(st.binary(max_size=60) | st.text("ab:-[]{}&*!?|>'\"#\n ,%@~", max_size=60).map(str.encode))
def test_any_bytes_give_a_tree_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(YamlRefused):
        assert isinstance(parse_yaml(data), Scalar | Sequence | Table)
