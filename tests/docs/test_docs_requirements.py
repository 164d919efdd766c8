"""The page of requirements has each of them once, with code, a test, or a reason why there is none.

That what it names exists is looked at in ``test_docs_references.py``.
"""

import csv
import re
from collections import Counter
from typing import NamedTuple

import pytest

from tests.paths import ROOT, domain_examples

PAGE = (ROOT / "docs/requirements.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| ([A-J][0-9]{2}) \|(.*)\|$", re.MULTILINE)
_MARK = re.compile(r"\*\*(In part|Later|Out of scope)\.\*\* ")
_CODE = re.compile(r"`[^`]+`")
MET = "Met"


class Row(NamedTuple):
    """One requirement as the page has it."""

    id: str
    item: str
    where: list[str]
    shown_by: list[str]
    remarks: str

    @property
    def mark(self) -> str:
        """How far it is met."""
        found = _MARK.match(self.remarks)
        return found[1] if found else MET


def rows() -> list[Row]:
    found = []
    for identifier, rest in _ROW.findall(PAGE):
        item, where, shown_by, remarks = (cell.strip() for cell in rest.split("|"))
        found.append(Row(identifier, item, _CODE.findall(where), _CODE.findall(shown_by), remarks))
    return found


ROWS = rows()


def test_every_requirement_is_there_exactly_once() -> None:
    listed = domain_examples().parent / "requirements.csv"
    with listed.open(encoding="utf-8", newline="") as file:
        wanted = [line["id"] for line in csv.DictReader(file)]
    assert [row.id for row in ROWS] == wanted


def test_the_ids_are_in_order_and_none_is_there_twice() -> None:
    ids = [row.id for row in ROWS]
    assert ids == sorted(set(ids))
    assert len(ids) == 167


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_a_row_says_where_and_shows_it_or_says_why_not(row: Row) -> None:
    assert row.item
    if row.mark in (MET, "In part"):
        assert row.where
        assert row.shown_by
    if row.mark != MET:
        assert len(_MARK.sub("", row.remarks)) > 20
    assert all(one.startswith("`tests/") for one in row.shown_by)
    assert not any(one.startswith("`tests/") for one in row.where)


def test_the_figures_at_the_top_are_those_of_the_table() -> None:
    marks = Counter(row.mark for row in ROWS)
    intro = " ".join(PAGE.partition("## A.")[0].split())
    for number, words in (
        (len(ROWS), "requirements come from"),
        (marks[MET], "rows without a mark are met"),
        (marks["In part"], "are met **in part**"),
        (marks["Later"], "come **later**"),
        (marks["Out of scope"], "are **out of scope**"),
    ):
        assert f"{number} {words}" in intro
