""".xlsx files: what is read, and what is refused before it costs anything."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from issuer.errors import FileRefused
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.table import SheetLimits
from tests.issuer_for_tests import xlsx_file

SHEET = "xl/worksheets/sheet1.xml"


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive in which one file was replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
        target.writestr(name, content)
    return buffer.getvalue()


def sheet(cells: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def refusal(data: bytes, **limits: int) -> str | int:
    with pytest.raises(FileRefused) as caught:
        tuple(read_table(data, limits=SheetLimits(**limits)))
    return caught.value.params["reason"]


def test_cells_keep_their_kind_and_place() -> None:
    data = xlsx_file((), ("naam", "module"), ("Zoë", 7.5), (12345, date(2026, 7, 1)))
    rows = tuple(read_table(data))
    assert rows[1:3] == (("naam", "module"), ("Zoë", 7.5))
    assert rows[3][0] == 12345
    assert isinstance(rows[3][1], date)
    assert rows[3][1].isoformat()[:10] == "2026-07-01"


def test_a_formula_is_its_stored_value() -> None:
    cells = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>HYPERLINK("x")</f></c></row>'
    assert read_table(with_part(xlsx_file(("x",)), SHEET, sheet(cells))).head[0][0] == 2


def test_only_the_first_sheet_is_read() -> None:
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.append(["eerste"])
    workbook.create_sheet("tweede").append(["tweede"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert tuple(read_table(buffer.getvalue())) == (("eerste",),)


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    bomb = with_part(xlsx_file(("x",)), "xl/media/x.bin", bytes(60_000_000))
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        assert refusal(bomb, max_unpacked_bytes=5_000_000) == "unpacks_too_large"
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """The size in the archive's directory says 10 bytes; what is read is what counts."""
    content = sheet('<row r="1"><c r="A1"><v>1</v></c></row>').ljust(10_000_000)
    data = bytearray(with_part(xlsx_file(("x",)), SHEET, content))
    real = (10_000_000).to_bytes(4, "little")
    while (place := data.find(real)) >= 0:
        data[place : place + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(data), max_unpacked_bytes=5_000_000) in ("damaged_excel", "unpacks_too_large")


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("XFD1048576", "too_many_columns"),
        ("A1048576", "too_many_rows"),
        ("CW1", "too_many_columns"),
        ("A99999999999", "damaged_excel"),
        ("1A", "damaged_excel"),
    ],
)
def test_a_cell_far_away_is_refused_before_room_is_made_for_it(reference: str, reason: str) -> None:
    cells = f'<row r="1"><c r="A1"><v>1</v></c><c r="{reference}"><v>1</v></c></row>'
    assert refusal(with_part(xlsx_file(("x",)), SHEET, sheet(cells))) == reason


def test_a_row_far_away_is_refused_too() -> None:
    cells = '<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
    assert refusal(with_part(xlsx_file(("x",)), SHEET, sheet(cells))) == "too_many_rows"


def test_a_sheet_in_an_unusual_place_is_not_read() -> None:
    data = xlsx_file(("x",))
    links = zipfile.ZipFile(io.BytesIO(data)).read("xl/_rels/workbook.xml.rels")
    moved = with_part(
        data, "xl/_rels/workbook.xml.rels", links.replace(b"worksheets/sheet1", b"hidden/sheet1")
    )
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(with_part(moved, "xl/hidden/sheet1.xml", sheet(cells))) == "damaged_excel"


def test_two_parts_with_one_name_are_refused() -> None:
    assert refusal(with_part(xlsx_file(("x",)), "xl/Workbook.xml", b"<x/>")) == "damaged_excel"


def test_a_reference_in_disguise_is_the_same_reference() -> None:
    cells = '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>'
    assert refusal(with_part(xlsx_file(("x",)), SHEET, sheet(cells))) == "too_many_columns"


def test_entities_are_refused() -> None:
    content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet('<row r="1"><c r="A1"><v>&a;</v></c></row>')
    assert refusal(with_part(xlsx_file(("x",)), SHEET, content)) == "damaged_excel"


def test_one_long_text_in_many_cells_is_counted_for_each_cell() -> None:
    texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 3000
    data = with_part(xlsx_file(("x",)), "xl/sharedStrings.xml", texts + b"</t></si></sst>")
    row = "".join(f'<c r="{chr(65 + i)}1" t="s"><v>0</v></c>' for i in range(26))
    assert refusal(with_part(data, SHEET, sheet(f'<row r="1">{row}</row>')), max_unpacked_bytes=50_000) == (
        "unpacks_too_large"
    )


def test_another_archive_is_no_spreadsheet() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal(buffer.getvalue()) == "not_a_table"


def test_too_many_parts_are_refused() -> None:
    assert refusal(xlsx_file(("x",)), max_parts=2) == "unpacks_too_large"


def test_a_damaged_file_is_refused() -> None:
    data = bytearray(xlsx_file(("x",)))
    data[len(data) // 2] ^= 0xFF
    assert refusal(bytes(data)) == "damaged_excel"


def test_too_long_a_cell_is_refused() -> None:
    assert refusal(xlsx_file(("x" * 11,)), max_cell_characters=10) == "cell_too_long"


def test_dates_with_a_time_are_read() -> None:
    rows = read_table(xlsx_file((datetime(2026, 7, 1, 9, 30),))).head  # noqa: DTZ001 - Excel knows no zones
    assert str(rows[0][0]) == "2026-07-01 09:30:00"
