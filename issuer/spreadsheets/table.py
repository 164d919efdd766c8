"""A spreadsheet as rows of cells, whatever kind of file it came from."""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What a cell can hold; an empty cell is an empty text."""

Row = tuple[Cell, ...]
"""The cells of a row, from the first column to the last that holds something."""

HEAD_ROWS = 10
"""The row that names the columns is one of the first so many."""


class FileKind(enum.StrEnum):
    """The kinds of files that we read."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLimits:
    """Upper bounds on a file of results. Numbers are ours: all learners of a large school fit.

    Attributes:
        max_bytes: Size of the file.
        max_unpacked_bytes: Size of what an .xlsx file holds after decompression, and of all the text in
            its cells.
        max_parts: Number of files inside an .xlsx file.
        max_shared_texts: Number of different texts in an .xlsx file.
        max_rows: Rows, the header included.
        max_columns: Columns.
        max_cell_characters: Characters of one cell.
    """

    max_bytes: int = 20 * 1024 * 1024
    max_unpacked_bytes: int = 200 * 1024 * 1024
    max_parts: int = 1_000
    max_shared_texts: int = 1_000_000
    max_rows: int = 100_001
    max_columns: int = 100
    max_cell_characters: int = 4_000


DEFAULT_SHEET_LIMITS = SheetLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of a file, and what is needed to write a file like it.

    The rows are read when they are asked for, and are never in memory all at once. Iterating again
    reads them again; row 1 of the sheet comes first. What is wrong with a row far down is found when
    it is read: iterating raises :class:`~issuer.errors.FileRefused`.

    Attributes:
        kind: Of the file.
        read: Starts reading from the top.
        rows_expected: About how many rows there are, for who wants to show how far it is.
        encoding: Of a CSV file, as Python names it.
        delimiter: Of a CSV file.
        newline: Of a CSV file.
        head: The first rows, among which is the one that names the columns.
    """

    kind: FileKind
    read: Callable[[], Iterator[Row]]
    rows_expected: int = 0
    encoding: str = "utf-8"
    delimiter: str = ";"
    newline: str = "\r\n"
    head: tuple[Row, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "head", tuple(islice(self.read(), HEAD_ROWS)))

    def __iter__(self) -> Iterator[Row]:
        return self.read()


def as_text(cell: Cell) -> str:
    """Return a cell as a person reads it: ``123456`` for the number 123456.0."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "waar" if cell else "onwaar"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()
