"""Text with places for values."""

import pytest

from credentials.jsonld.templates.layout import Layout, Part


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], b""),
        ([b"a", b"b"], b"ab"),
        ([0], b"zero"),
        ([b"a", 1, b"b"], b"aoneb"),
        ([1, 0, b"a", b"b", 1], b"onezeroabone"),
    ],
)
def test_text_and_values(parts: list[Part], text: bytes) -> None:
    layout = Layout(parts)
    assert layout.filled([b"zero", b"one", b""]) == text
    assert Layout.joined([layout], 2).filled([b"zero", b"one", b""]) == text
    assert (
        Layout.joined([layout, Layout([b"!"]), layout], 2).filled([b"zero", b"one", b""])
        == text + b"!" + text
    )


def test_nothing_joined() -> None:
    assert Layout.joined([], 0).filled([b"x"]) == b""


def test_filling_changes_nothing() -> None:
    layout = Layout([b"a", 0, b"b"])
    assert [layout.filled([value]) for value in (b"1", b"", b"2")] == [b"a1b", b"ab", b"a2b"]
