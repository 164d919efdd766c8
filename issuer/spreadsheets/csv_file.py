"""CSV as Dutch offices have it: semicolons or commas, UTF-8 or Windows-1252."""

import csv
import io

from issuer.errors import FileRefused
from issuer.spreadsheets.table import FileKind, SheetLimits, Table

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (";", ",", "\t")


def read_csv(data: bytes, *, limits: SheetLimits) -> Table:
    """Read a CSV file, finding out its encoding and delimiter.

    Raises:
        FileRefused: The text is in no encoding that we know (``unknown_encoding``), holds NUL
            characters as binary files do (``not_a_table``), quotes wrongly (``broken_csv``), or is
            larger than the limits (``too_many_rows``, ``too_many_columns``, ``cell_too_long``).
    """
    text, encoding = _decode(data)
    if "\0" in text:
        raise FileRefused(reason="not_a_table")
    newline = "\r\n" if "\r\n" in text else "\n"
    text, delimiter = _delimiter(text)
    rows: list[tuple[str, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(rows) >= limits.max_rows:
                raise FileRefused(reason="too_many_rows", limit=limits.max_rows)
            if len(row) > limits.max_columns:
                raise FileRefused(reason="too_many_columns", limit=limits.max_columns)
            if any(len(cell) > limits.max_cell_characters for cell in row):
                raise FileRefused(reason="cell_too_long", row=len(rows) + 1)
            rows.append(tuple(_without_guard(cell.strip()) for cell in row))
    except csv.Error as error:
        raise FileRefused(reason="broken_csv", row=reader.line_num) from error
    return Table(kind=FileKind.CSV, rows=tuple(rows), encoding=encoding, delimiter=delimiter, newline=newline)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        # Text in Windows-1252 with a letter beyond ASCII is hardly ever also well-formed UTF-8.
        candidates = ("utf-8", "cp1252")
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise FileRefused(reason="unknown_encoding")


def _delimiter(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    announced = first.strip().strip('"')
    if announced.lower().startswith("sep=") and announced[4:] in _DELIMITERS:
        # A line that Excel reads as an instruction. It stays as an empty row, so row numbers hold.
        return "\n" + rest, announced[4:]
    # The line with the header decides: titles above it have few delimiters, and cells below it may
    # hold decimal commas.
    lines = [line for line in text.splitlines()[:10] if line.strip()] or [""]
    header = max(lines, key=lambda line: max(line.count(delimiter) for delimiter in _DELIMITERS))
    unquoted = "".join(header.split('"')[::2])
    return text, max(_DELIMITERS, key=unquoted.count)


def _without_guard(cell: str) -> str:
    """Undo the apostrophe that the annotated copy puts before a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell
