"""The rows of a worksheet, one after the other.

Spec: ECMA-376 Part 1, §18.3.1 (worksheet).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from issuer.errors import FileRefused
from issuer.spreadsheets.table import Cell, Row, SheetLimits
from issuer.spreadsheets.xlsx_workbook import Styles, unescaped
from issuer.spreadsheets.xml_stream import XmlStream

_REFERENCE: Final = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_LAST_SERIAL: Final = 2_958_465  # 31 December 9999
_SECONDS_A_DAY: Final = 86_400


def read_rows(
    part: Iterable[bytes],
    *,
    texts: Sequence[str],
    styles: Styles,
    since_1904: bool,
    limits: SheetLimits,
) -> Iterator[Row]:
    """Yield the rows from row 1; a row that is not in the file is empty.

    Raises:
        FileRefused: See :func:`issuer.spreadsheets.xlsx_file.read_xlsx`.
    """
    sheet = _Sheet(texts, styles, since_1904, limits)
    for _ in XmlStream(sheet.start, sheet.end, sheet.text).feed(part):
        yield from sheet.take()


class _Sheet:
    """Puts rows together from the elements of a worksheet."""

    def __init__(self, texts: Sequence[str], styles: Styles, since_1904: bool, limits: SheetLimits) -> None:
        self._texts = texts
        self._styles = styles
        self._epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
        self._limits = limits
        self._done: list[Row] = []
        self._in_data = False
        self._row = 0
        self._row_text = ""
        self._cells: list[Cell] | None = None
        self._column = 0
        self._columns: dict[str, int] = {}
        self._attributes: dict[str, str] = {}
        self._listening = False
        self._value = ""
        self._in_hint = False  # for pronunciation
        self._characters = 0

    def take(self) -> list[Row]:
        """Return the rows that are complete, once."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        if not self._in_data:
            self._in_data = name == "sheetData"
        elif name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._listening = not self._in_hint
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._in_hint = True

    def end(self, name: str) -> None:
        """Leave an element."""
        if not self._in_data:
            return
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self._listening = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._in_hint = False
        elif name == "sheetData":
            self._in_data = False

    def text(self, piece: str) -> None:
        """Take a piece of text."""
        if self._listening:
            self._value += piece
            if len(self._value) > self._limits.max_cell_characters:
                raise FileRefused(reason="cell_too_long", row=self._row)

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._cells is not None:
            raise FileRefused(reason="damaged_excel")
        number = attributes.get("r")
        self._begin_row(self._row + 1 if number is None else self._row_number(number))

    def _begin_row(self, number: int) -> None:
        if number <= self._row:
            raise FileRefused(reason="damaged_excel")
        if number > self._limits.max_rows:
            raise FileRefused(reason="too_many_rows", limit=self._limits.max_rows)
        self._done.extend([()] * (number - self._row - 1))
        self._row, self._row_text = number, str(number)
        self._cells = []
        self._column = 0

    def _row_number(self, number: str) -> int:
        if not number.isascii() or not number.isdigit() or len(number) > 8:
            raise FileRefused(reason="damaged_excel")
        return int(number)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._cells is None:
            raise FileRefused(reason="damaged_excel")
        reference = attributes.get("r")
        if reference is not None:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None or reference[len(letters) :] != self._row_text:
                column = self._look_up(reference)
            self._column = column
        if self._column >= self._limits.max_columns:
            raise FileRefused(reason="too_many_columns", limit=self._limits.max_columns)
        self._attributes = attributes
        self._value = ""

    def _look_up(self, reference: str) -> int:
        """Return the index of the column of a reference that is new, or not where it says it is."""
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise FileRefused(reason="damaged_excel")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        if column > self._limits.max_columns:
            raise FileRefused(reason="too_many_columns", limit=self._limits.max_columns)
        if int(match[2]) > self._limits.max_rows:
            raise FileRefused(reason="too_many_rows", limit=self._limits.max_rows)
        if int(match[2]) != self._row:
            raise FileRefused(reason="damaged_excel")
        self._columns[match[1]] = column - 1
        return column - 1

    def _end_cell(self) -> None:
        cells = self._cells
        if cells is None:
            raise FileRefused(reason="damaged_excel")
        kind = self._attributes.get("t")
        value: Cell
        if kind == "s":
            value = self._shared(self._value)
        elif kind is None:
            value = self._number(self._value)
        else:
            value = self._cell(kind)
        column = self._column
        self._column = column + 1
        if isinstance(value, str):
            self._count(value)
            if value == "":
                return  # so that no row is longer than what it holds
        if len(cells) < column:
            cells.extend([""] * (column - len(cells)))
        if len(cells) > column:
            cells[column] = value
        else:
            cells.append(value)

    def _end_row(self) -> None:
        if self._cells is not None:
            self._done.append(tuple(self._cells))
            self._cells = None

    def _count(self, text: str) -> None:
        # One text may stand in every cell, so the size of the file says little.
        self._characters += len(text)
        if len(text) > self._limits.max_cell_characters:
            raise FileRefused(reason="cell_too_long", row=self._row)
        if self._characters > self._limits.max_unpacked_bytes:
            raise FileRefused(
                reason="unpacks_too_large", limit=self._limits.max_unpacked_bytes // (1024 * 1024)
            )

    def _cell(self, kind: str) -> Cell:
        raw = self._value
        match kind:
            case "s":
                return self._shared(raw)
            case "n":
                return self._number(raw)
            case "b":
                return raw.strip() not in ("", "0", "false")
            case "e":
                return ""  # such as #N/A: there is no value
            case "inlineStr" | "str" | "d":
                return unescaped(raw).strip()
            case _:
                raise FileRefused(reason="damaged_excel")

    def _shared(self, raw: str) -> str:
        if not raw:
            return ""
        if not raw.isascii() or not raw.isdigit() or len(raw) > 8:
            raise FileRefused(reason="damaged_excel")
        number = int(raw)
        if number >= len(self._texts):
            raise FileRefused(reason="damaged_excel")
        return self._texts[number]

    def _number(self, raw: str) -> Cell:
        if not raw:
            return ""
        try:
            number = float(raw)
        except ValueError:
            return raw.strip()
        style = self._attributes.get("s", "0")
        if style in self._styles.dates:
            return self._moment(number)
        if style in self._styles.durations and abs(number) <= _LAST_SERIAL:
            return timedelta(days=number)
        return number

    def _moment(self, serial: float) -> Cell:
        """Return a date, a moment to the second, or a time of day; what is none of these stays a number."""
        if not 0 <= serial < _LAST_SERIAL + 1:
            return serial
        seconds = round(serial * _SECONDS_A_DAY)
        try:
            moment: datetime | time = from_excel(seconds / _SECONDS_A_DAY, self._epoch)
        except OverflowError:
            return serial
        if isinstance(moment, datetime) and seconds % _SECONDS_A_DAY == 0:
            return moment.date()
        return moment
