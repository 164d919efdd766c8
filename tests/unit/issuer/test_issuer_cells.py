"""Dates and languages as people write them."""

from datetime import UTC, date, datetime

import pytest

from issuer.spreadsheets.cells import NotUnderstood, read_date, read_language
from issuer.spreadsheets.table import Cell, as_text

FIRST_OF_JULY = date(2026, 7, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "1-7-2026",
        "01-07-2026",
        "1/7/2026",
        "1.7.2026",
        "1 juli 2026",
        "1 Juli 2026",
        "1 jul. 2026",
        "01-jul-2026",
        "1 July 2026",
        "2026-07-01",
        "2026-07-01T00:00:00",
        "2026-07-01 13:45",
        "46204",
        46204,
        46204.75,
        date(2026, 7, 1),
        datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
    ],
)
def test_the_first_of_july(cell: Cell) -> None:
    assert read_date(cell) == FIRST_OF_JULY


def test_the_day_comes_first() -> None:
    assert read_date("7-1-2026") == date(2026, 1, 7)


def test_an_empty_cell_is_no_date() -> None:
    assert read_date("") is None


@pytest.mark.parametrize(
    "cell",
    [
        "1-7-26",
        "31-6-2026",
        "29-2-2026",
        "7/13/2026",
        "1-7/2026",
        "juli 2026",
        "1 brumaire 2026",
        "morgen",
        "2026-13-01",
        "0-0-0000",
        "7",
        7,
        1e300,
        float("inf"),
        float("nan"),
        -46204,
        True,
        "١-٧-٢٠٢٦",
    ],
)
def test_what_is_no_date(cell: Cell) -> None:
    with pytest.raises(NotUnderstood):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "language"), [("", "nl"), ("NL", "nl"), ("Nederlands", "nl"), ("en", "en"), ("Engels", "en")]
)
def test_languages(cell: str, language: str) -> None:
    assert read_language(cell) == language


def test_another_language_is_not_understood() -> None:
    with pytest.raises(NotUnderstood):
        read_language("fr")


@pytest.mark.parametrize(
    ("cell", "text"),
    [(123456.0, "123456"), (7.5, "7.5"), (12, "12"), (" x ", "x"), (True, "waar"), (1e20, "1e+20")],
)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text
