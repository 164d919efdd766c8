"""No cell that we write runs in somebody's spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.harmless_cells import as_typed, harmless_cell, is_formula
from issuer.domain.exports.duo import RegisterRecord, records_csv
from issuer.spreadsheets.csv_file import read_csv
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS
from tests.paths import ROOT

FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    "\u00a0=1+1",
    "\u2003=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u2060\u00ad=1+1",
    "\u202e=1+1",
    "\x00=1",
    "\x1b=1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "﹦1",
    "⁺1+1",
    "\u22121+1",  # the minus sign of typesetters
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    made = harmless_cell(text)
    assert made.replace("'", "", 1) == text or text.count("'") == made.count("'") - 1
    assert as_typed(made) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Noor",
        "Van ’t Hof",
        "'t Hof",
        "7,5",
        "-5",
        "+31 6 12345678",
        "a=1",
        '"=1',
        "|cmd",
        "%0A=1",
        "1-7-2026",
        "Observatie: goed\nPortfolio: 7,5",
    ],
)
def test_what_is_none_stays_as_it_is(text: str) -> None:
    assert harmless_cell(text) == text == as_typed(text)


@pytest.mark.parametrize("text", ["Noor\n=1+1;=2", "Noor\r=1+1", "Noor\u2028=1", "Noor\x0b=1"])
def test_a_later_line_may_be_one_too(text: str) -> None:
    assert harmless_cell(text).endswith(text[4] + "'" + text[5:])
    assert as_typed(harmless_cell(text)) == text


SIGNS = "=+-@＝＋－＠﹦\u2212"
CELLS = st.text(st.sampled_from(SIGNS + "'a1 \t\r\n\u200b\ufeff\u00a0") | st.characters(), max_size=12)


@given(CELLS)
def test_what_is_read_back_is_what_was_typed(text: str) -> None:
    assert as_typed(harmless_cell(text)) == text


@given(CELLS)
def test_every_line_begins_with_something_that_is_no_sign(text: str) -> None:
    for line in harmless_cell(text).splitlines():
        assert not is_formula(line) or line.startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_in_a_file_of_records_and_back(text: str) -> None:
    record = RegisterRecord("KZD", {"recordsoort": "KZD", "studentnummer_sis": text})
    written = records_csv([record])
    (_, row) = csv.reader(io.StringIO(written, newline=""), delimiter=";")
    assert row[1] == harmless_cell(text)
    if "\x00" not in text:  # a file with one is no table
        table = read_csv(written.encode(), limits=DEFAULT_SHEET_LIMITS)
        assert table.head[1][1] == text.strip()


def test_whoever_writes_cells_makes_them_harmless() -> None:
    writers = [
        path
        for package in ("issuer", "verifier", "wallet_export")
        for path in sorted((ROOT / package).rglob("*.py"))
        if "csv.writer(" in path.read_text("utf-8") or "csv.DictWriter(" in path.read_text("utf-8")
    ]
    assert len(writers) >= 3  # else it looks for the wrong thing
    assert [path.name for path in writers if "harmless_cell(" not in path.read_text("utf-8")] == []
