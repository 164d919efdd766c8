"""CSV as Dutch offices have it: semicolons or commas, UTF-8 or Windows-1252."""

import csv
import io
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Final

from credentials.harmless_cells import as_typed
from issuer.errors import FileRefused
from issuer.spreadsheets.table import FileKind, Row, SheetLimits, Table

_BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = (";", ",", "\t")
_LINES_LOOKED_AT: Final = 10
_CHUNK_BYTES: Final = 1024 * 1024


def read_csv(data: bytes, *, limits: SheetLimits) -> Table:
    """Read a CSV file, finding out its encoding and delimiter.

    Raises:
        FileRefused: The text is in no encoding that we know (``unknown_encoding``), holds NUL
            characters as binary files do (``not_a_table``), quotes wrongly (``broken_csv``), or is
            larger than the limits (``too_many_rows``, ``too_many_columns``, ``cell_too_long``). The last
            two kinds may come while iterating over the rows.
    """
    encoding = _encoding(data)
    start = _start(data, encoding)
    delimiter, is_announced = _delimiter(start)

    def rows() -> Iterator[Row]:
        return _read_rows(data, encoding, delimiter, is_announced, limits)

    return Table(
        kind=FileKind.CSV,
        read=rows,
        rows_expected=data.count(b"\n"),
        encoding=encoding,
        delimiter=delimiter,
        newline="\r\n" if "\r\n" in start else "\n",
    )


def _read_rows(
    data: bytes, encoding: str, delimiter: str, is_announced: bool, limits: SheetLimits
) -> Iterator[Row]:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    number = 0
    if is_announced:
        # A line that Excel reads as an instruction. It stays as an empty row, so row numbers hold.
        stream.readline()
        number = 1
        yield ()
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            number += 1
            if number > limits.max_rows:
                raise FileRefused(reason="too_many_rows", limit=limits.max_rows)
            if len(row) > limits.max_columns:
                raise FileRefused(reason="too_many_columns", limit=limits.max_columns)
            if any(len(cell) > limits.max_cell_characters for cell in row):
                raise FileRefused(reason="cell_too_long", row=number)
            yield tuple(as_typed(cell.strip()).strip() for cell in row)
    except csv.Error as error:
        raise FileRefused(reason="broken_csv", row=reader.line_num) from error


def _encoding(data: bytes) -> str:
    """Return the first encoding that the whole file is well-formed in."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        # Text in Windows-1252 with a letter beyond ASCII is hardly ever also well-formed UTF-8.
        candidates = ("utf-8", "cp1252")
    for encoding in candidates:
        try:
            has_nul = any("\0" in piece for piece in _decoded(data, encoding))
        except UnicodeDecodeError:
            continue
        if has_nul:
            raise FileRefused(reason="not_a_table")
        return encoding
    raise FileRefused(reason="unknown_encoding")


def _decoded(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the text in pieces, so that it is never there as a whole."""
    decoder = getincrementaldecoder(encoding)()
    for start in range(0, len(data), _CHUNK_BYTES):
        chunk = data[start : start + _CHUNK_BYTES]
        yield decoder.decode(chunk, final=start + _CHUNK_BYTES >= len(data))


def _start(data: bytes, encoding: str) -> str:
    return next(_decoded(data, encoding), "")


def _delimiter(start: str) -> tuple[str, bool]:
    """Return the delimiter, and whether the first line does nothing but announce it."""
    announced = start.partition("\n")[0].strip().strip('"')
    if announced.lower().startswith("sep=") and announced[4:] in _DELIMITERS:
        return announced[4:], True
    # The line with the header decides: titles above it have few delimiters, and cells below it may
    # hold decimal commas.
    lines = [line for line in start.splitlines()[:_LINES_LOOKED_AT] if line.strip()] or [""]
    header = max(lines, key=lambda line: max(line.count(delimiter) for delimiter in _DELIMITERS))
    unquoted = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count), False
