"""Our own reader for our own TOML files gives what the parser of the standard library gives."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contexts.plain_toml import _plain, read_toml
from tests.paths import ROOT

OURS = ("contexts/index.toml", "verifier/texts/nl.toml", "verifier/texts/en.toml")
PIECES = (
    *(
        "a",
        "b",
        "1",
        "-",
        '"',
        "'",
        "\\",
        "\\n",
        "=",
        " = ",
        "[",
        "]",
        "[[",
        "]]",
        ".",
        ",",
        "#",
        " ",
        "\t",
        "\n",
        "\r",
    ),
    *(
        "\x00",
        "\x7f",
        "é",
        "2026-11-21",
        "2026-02-30",
        "[a]\n",
        '["a"]\n',
        "[[a]]\n",
        "[[b]]\n",
        '"""',
        "true",
    ),
    *('a = "b"\n', 'b = "c # d"\n', "a = 2026-11-21\n", "a = 2026-02-30\n", "# b\n", "{", "}", "T12:00:00Z"),
)


@pytest.mark.parametrize("file", OURS)
def test_our_files_are_plain_and_read_as_what_they_are(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert _plain(text) == tomllib.loads(text)


def test_tables_texts_and_dates() -> None:
    text = '# a\n[x]\na = "1"\n\n["y z"]\n[[n]]\nd = 2026-11-21\n[[n]]\nd = "# no comment"'
    expected = {"x": {"a": "1"}, "y z": {}, "n": [{"d": date(2026, 11, 21)}, {"d": "# no comment"}]}
    assert _plain(text) == expected == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1",
        'a = "top level"',
        '[x]\na = "\\u00e9"',
        "[x]\na = 'b'",
        '[x]\na = """b\nc"""',
        '[x]\na.b = "c"',
        "[x.y]\n",
        '[x]\na = ["b", "c"]',
        '[x]\na = "b" # c',
        '[x]\r\na = "b"\r\n',
    ],
)
def test_what_else_toml_can_say_is_left_to_the_parser(text: str) -> None:
    assert _plain(text) is None
    assert read_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "[x]\n[x]",
        '[x]\n["x"]',
        "[[x]]\n[x]",
        "[x]\n[[x]]",
        '[x]\na = "b"\na = "c"',
        "[x]\na = 2026-02-30",
        "[x]\na = ",
        '[x]\na = "\x00"',
        "# \x00",
    ],
)
def test_what_is_no_toml_is_refused_by_the_parser(text: str) -> None:
    assert _plain(text) is None
    with pytest.raises(tomllib.TOMLDecodeError):
        read_toml(text)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_it_never_reads_anything_else_than_the_parser(text: str) -> None:
    plain = _plain(text)
    assert plain is None or plain == tomllib.loads(text)
