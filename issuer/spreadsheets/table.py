"""A spreadsheet as rows of cells, whatever kind of file it came from."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What a cell can hold; an empty cell is an empty text."""


class FileKind(enum.StrEnum):
    """The kinds of files that we read."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLimits:
    """Upper bounds on a file of results. Numbers are ours: a large school examines hundreds at once.

    Attributes:
        max_bytes: Size of the file.
        max_unpacked_bytes: Size of everything in an .xlsx file after decompression.
        max_parts: Number of files inside an .xlsx file.
        max_rows: Rows, the header included.
        max_columns: Columns.
        max_cell_characters: Characters of one cell.
    """

    max_bytes: int = 10 * 1024 * 1024
    max_unpacked_bytes: int = 100 * 1024 * 1024
    max_parts: int = 1_000
    max_rows: int = 10_001
    max_columns: int = 100
    max_cell_characters: int = 4_000


DEFAULT_SHEET_LIMITS = SheetLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of a file, and what is needed to write a file like it.

    Attributes:
        kind: Of the file.
        rows: All rows from the top of the sheet; row 1 of the sheet is ``rows[0]``.
        encoding: Of a CSV file, as Python names it.
        delimiter: Of a CSV file.
        newline: Of a CSV file.
    """

    kind: FileKind
    rows: tuple[tuple[Cell, ...], ...]
    encoding: str = "utf-8"
    delimiter: str = ";"
    newline: str = "\r\n"


def as_text(cell: Cell) -> str:
    """Return a cell as a person reads it: ``123456`` for the number 123456.0."""
    if isinstance(cell, bool):
        return "waar" if cell else "onwaar"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()
