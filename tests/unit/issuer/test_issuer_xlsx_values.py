"""What the cells of .xlsx files hold: every way to write a value, against another reader."""

import io
import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from issuer.errors import FileRefused
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.table import Cell, Row
from issuer.spreadsheets.xlsx_workbook import Styles, read_styles
from tests.cpu_time_for_tests import least_cpu_time
from tests.issuer_for_tests import xlsx_file
from tests.unit.issuer.test_issuer_xlsx import SHEET, sheet, with_part

MOMENT = datetime(2026, 7, 1, 9, 30, 15)  # noqa: DTZ001 - Excel knows no time zones


def row(cells: str, *, with_dates: bool = False) -> Row:
    """Return the first row of a sheet with these cells; style 1 is a date, style 2 a moment."""
    styled = xlsx_file((date(2026, 7, 1), MOMENT)) if with_dates else xlsx_file(("x",))
    return read_table(with_part(styled, SHEET, sheet(f'<row r="1">{cells}</row>'))).head[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>7.5</v></c>', 7.5),
        ('<c r="A1" t="n"><v>1e3</v></c>', 1000.0),
        ('<c r="A1"><v>abc</v></c>', "abc"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="str"><f>X()</f><v> tekst </v></c>', "tekst"),
        ('<c r="A1" t="d"><v>2026-07-01</v></c>', "2026-07-01"),
        ('<c r="A1" t="inlineStr"><is><t>a</t></is></c>', "a"),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>', "a b"),
        ('<c r="A1" t="inlineStr"><is><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></is></c>', "漢字"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000A_b</t></is></c>', "a\nb"),
        ('<c r="A1" t="inlineStr"><is><t>a_xD800_b</t></is></c>', "a_xD800_b"),
        ("<c><v>3</v></c>", 3.0),
    ],
)
def test_a_cell(cell: str, value: Cell) -> None:
    found = row(cell)
    assert found == (value,)
    assert type(found[0]) is type(value)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"/>',
        '<c r="A1" s="1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="s"/>',
        '<c r="A1" t="e"><v>#N/A</v></c>',
    ],
)
def test_a_cell_without_a_value(cell: str) -> None:
    assert row(cell) == ()


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="unheard-of"><v>1</v></c>',
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="A2"><v>1</v></c>',
        '<row r="2"><c r="A2"/></row>',
        "<!DOCTYPE a []>",
        "<a>" * 70 + "</a>" * 70,
    ],
)
def test_what_is_no_sheet_is_refused(cells: str) -> None:
    with pytest.raises(FileRefused) as caught:
        row(cells)
    assert caught.value.params["reason"] == "damaged_excel"


def test_rows_that_go_back_are_refused() -> None:
    content = sheet('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>')
    with pytest.raises(FileRefused) as caught:
        read_table(with_part(xlsx_file(("x",)), SHEET, content))
    assert caught.value.params["reason"] == "damaged_excel"


def test_what_is_not_in_the_file_is_empty() -> None:
    content = sheet(
        '<row r="2"><c r="C2"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c><c r="E4"/></row>'
    )
    assert tuple(read_table(with_part(xlsx_file(("x",)), SHEET, content))) == ((), ("", "", 1.0), (), (2.0,))


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        ("46204", date(2026, 7, 1)),
        ("46204.5", datetime(2026, 7, 1, 12)),  # noqa: DTZ001
        ("46204.395833333", datetime(2026, 7, 1, 9, 30)),  # noqa: DTZ001
        ("0.5", time(12)),
        ("59", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("-1", -1.0),
        ("9999999", 9_999_999.0),
        ("inf", float("inf")),
    ],
)
def test_a_number_with_the_format_of_a_date(serial: str, value: Cell) -> None:
    assert row(f'<c r="A1" s="1"><v>{serial}</v></c>', with_dates=True) == (value,)


def test_a_number_that_is_none() -> None:
    (found,) = row('<c r="A1" s="1"><v>nan</v></c>', with_dates=True)
    assert found != found


@pytest.mark.parametrize(
    ("number_format", "kind"),
    [
        ("DD-MM-YYYY", date),
        ("d mmmm yyyy", date),
        ('"Datum: "d-m-yyyy', date),
        ("[$-413]d mmm yyyy;@", date),
        ("[h]:mm", timedelta),
        ("0.00", float),
        ('0 "dagen"', float),
        ("[Red]0.0;[Blue]-0.0", float),
        (r"0\d", float),
        ("General", float),
        ("0.00%", float),
    ],
)
def test_the_format_tells_dates_from_numbers(number_format: str, kind: type) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    cell = workbook.active.cell(1, 1, 46204)
    cell.number_format = number_format
    assert type(cells_of(workbook)[0][0]) is kind


def styles_with(formats: Iterable[str]) -> bytes:
    """Return the styles of a workbook with these number formats, each with a style of its own."""
    numbered = dict(enumerate(formats, 200))
    written = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in numbered.items())
    used = "".join(f'<xf numFmtId="{number}"/>' for number in numbered)
    return f"<styleSheet><numFmts>{written}</numFmts><cellXfs>{used}</cellXfs></styleSheet>".encode()


def test_more_formats_than_a_spreadsheet_has_are_refused() -> None:
    assert read_styles([styles_with(["yyyy"] * 10_000)]).dates == {str(number) for number in range(10_000)}
    with pytest.raises(FileRefused) as caught:
        read_styles([styles_with(["0"] * 10_001)])
    assert caught.value.params["reason"] == "damaged_excel"


def test_formats_that_almost_match_take_no_long_time() -> None:
    def read(number: int) -> Styles:
        return read_styles([styles_with(f"{number} {code} " + "[" * 1000 for code in range(2000))])

    assert least_cpu_time(0.7, read) < 0.7


def cells_of(workbook: Workbook) -> tuple[Row, ...]:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return tuple(read_table(buffer.getvalue()))


def test_days_since_1904() -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    assert workbook.active is not None
    workbook.active.append([date(2026, 7, 1), MOMENT])
    assert cells_of(workbook) == ((date(2026, 7, 1), MOMENT),)


def values(seed: int) -> Iterator[list[object]]:
    """Yield rows of anything."""
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    texts = ["", "Zoë", "  twee ", "=1+1", "a\nb", "<&>\"'", "😀", "x" * 50, "_x0041_", "7,5"]
    for _ in range(40):
        yield [
            chance.choice(
                [
                    chance.choice(texts),
                    chance.randrange(-(10**9), 10**9),
                    chance.uniform(-1000, 1000),
                    chance.random() < 0.5,
                    date(2026, 1, 1) + timedelta(days=chance.randrange(-30_000, 30_000)),
                    MOMENT + timedelta(seconds=chance.randrange(10**8)),
                    None,
                ]
            )
            for _ in range(chance.randrange(8))
        ]


@pytest.mark.parametrize("write_only", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_another_reader_reads_the_same(seed: int, write_only: bool) -> None:
    workbook = Workbook(write_only=write_only)
    target = workbook.create_sheet() if write_only else workbook.active
    assert target is not None
    for line in values(seed):
        target.append(line)
    buffer = io.BytesIO()
    workbook.save(buffer)
    theirs = load_workbook(io.BytesIO(buffer.getvalue()), data_only=True).worksheets[0].values
    ours = tuple(read_table(buffer.getvalue()))
    for expected, found in zip(theirs, ours, strict=False):
        padded = [*found, *[""] * (len(expected) - len(found))]
        assert [as_read(cell) for cell in expected] == [as_read(cell) for cell in padded]


def as_read(cell: object) -> object:
    """Bring what two readers say in one form: formulas have no value here, and a day is a moment."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return "" if cell.startswith("=") else cell.replace("_x0041_", "A").strip()
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    return cell
