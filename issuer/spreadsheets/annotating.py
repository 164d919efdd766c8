"""The file, given back with remarks: an extra column says what is wrong, and wrong cells are coloured.

The copy is made of values only. A formula in the file is not carried over (its value is), and text that
a spreadsheet program would take for a formula is made harmless: whoever opens the copy must not run
what a stranger typed.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from credentials.harmless_cells import harmless_cell, is_formula
from issuer.domain.result_rows import RowRemark, Weight
from issuer.language import Language
from issuer.spreadsheets.headers import Column, Header
from issuer.spreadsheets.table import Cell, FileKind, Row, Table
from issuer.texts import text_for

_TITLES = {"nl": "Opmerkingen", "en": "Remarks"}
_COLOURS = {Weight.ERROR: "FFC7CE", Weight.NOTE: "DDEBF7"}  # red and blue that black text stands out on
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def annotate(
    table: Table, header: Header, remarks: Sequence[RowRemark], *, language: Language = "nl"
) -> bytes:
    """Return a copy of the file, of the same kind, with the remarks in it.

    The file is read again for it, row by row.
    """
    column = header.columns.get(Column.REMARKS)
    if column is None:
        column = max((len(row) for row in table), default=0)
    by_row: defaultdict[int, list[RowRemark]] = defaultdict(list)
    for remark in remarks:
        by_row[remark.row].append(remark)
    if table.kind is FileKind.XLSX:
        return _annotate_xlsx(table, header, by_row, column, language)
    return _annotate_csv(table, header, by_row, column, language)


def remark_text(remark: RowRemark, language: Language) -> str:
    """Return one remark with the name of its column before it."""
    text = text_for(remark.code, language, remark.params)
    return f"{remark.column}: {text}" if remark.column else text


def _annotate_csv(
    table: Table,
    header: Header,
    by_row: dict[int, list[RowRemark]],
    column: int,
    language: Language,
) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=table.delimiter, lineterminator=table.newline)
    for index, row in enumerate(table):
        cells = [harmless_cell(str(cell)) for cell in row]
        cells += [""] * (column + 1 - len(cells))
        if index == header.row_index:
            cells[column] = _TITLES[language]
        else:
            cells[column] = harmless_cell(_all_texts(by_row.get(index + 1, []), language))
        writer.writerow(cells if any(cells) else [])
    # The remarks may hold typographic characters that the file's encoding has no place for.
    return buffer.getvalue().encode(table.encoding, errors="replace")


def _annotate_xlsx(
    table: Table,
    header: Header,
    by_row: dict[int, list[RowRemark]],
    column: int,
    language: Language,
) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for column_index in range(column):
        sheet.column_dimensions[get_column_letter(column_index + 1)].width = 18
    sheet.column_dimensions[get_column_letter(column + 1)].width = 80
    sheet.freeze_panes = f"A{header.row_index + 2}"
    for index, row in enumerate(table):
        remarks = by_row.get(index + 1, [])
        if index == header.row_index:
            cells = _cells(sheet, row, column, _TITLES[language])
            for cell in cells:
                cell.font = Font(bold=True)
        else:
            cells = _cells(sheet, row, column, _all_texts(remarks, language))
            _mark(cells, column, remarks)
        sheet.append(cells)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _cells(sheet: WriteOnlyWorksheet, row: Row, column: int, remarks: str) -> list[SheetCell]:
    """Return the cells of a row of the copy, with ``remarks`` in their column."""
    cells = [WriteOnlyCell(sheet) for _ in range(max(len(row), column + 1))]
    for cell, value in zip(cells, row, strict=False):
        if value != "":
            _write(cell, value)
    cells[column].value = None
    if remarks:
        _write(cells[column], remarks)
    return cells


def _mark(cells: list[SheetCell], column: int, remarks: Sequence[RowRemark]) -> None:
    """Colour the cells that the remarks are about, and the remarks themselves."""
    for remark in remarks:
        if remark.column_index is not None and remark.column_index < len(cells):
            _colour(cells[remark.column_index], remark.weight)
    if remarks:
        cells[column].alignment = Alignment(wrap_text=True, vertical="top")
        heaviest = Weight.ERROR if any(one.weight is Weight.ERROR for one in remarks) else Weight.NOTE
        _colour(cells[column], heaviest)


def _write(cell: SheetCell, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = _UNWRITABLE.sub("\ufffd", value)
        # Text, also when it starts with an equals sign; and it stays text when someone edits it.
        cell.data_type = "s"
        if is_formula(value):
            cell.quotePrefix = True
        return
    cell.value = value
    if isinstance(value, datetime):
        cell.number_format = "DD-MM-YYYY HH:MM"
    elif isinstance(value, date):
        cell.number_format = "DD-MM-YYYY"


def _colour(cell: SheetCell, weight: Weight) -> None:
    cell.fill = PatternFill("solid", start_color=_COLOURS[weight], end_color=_COLOURS[weight])


def _all_texts(remarks: Sequence[RowRemark], language: Language) -> str:
    return " | ".join(remark_text(remark, language) for remark in remarks)
