""".xlsx files: unpacked within bounds first, and only then given to the library that reads them.

An .xlsx file is a zip archive of XML. A few kilobytes of it can unpack to gigabytes, and two cells at
opposite corners of a sheet make a reader reserve memory for seventeen thousand million cells. So the
archive is unpacked here, counting, and packed again without compression: what the library gets is what
was counted, whatever sizes the archive claims.
"""

import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from python_calamine import CalamineError, CalamineWorkbook

from issuer.errors import FileRefused
from issuer.spreadsheets.table import Cell, FileKind, SheetLimits, Table

# What a list of values consists of. Nothing else is given to the library: no drawings, macros or links,
# and no sheet in a place where the checks below would not look for it.
_PARTS = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|sharedstrings|styles)\.xml|xl/worksheets/[^/]+\.xml"
)
_CELL_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_CHUNK_BYTES = 64 * 1024


def read_xlsx(data: bytes, *, limits: SheetLimits) -> Table:
    """Read the first sheet of an .xlsx file. Formulas count as the value that Excel stored with them.

    Raises:
        FileRefused: It unpacks to too much (``unpacks_too_large``), it has too many rows, columns or too
            long cells (``too_many_rows``, ``too_many_columns``, ``cell_too_long``), it is another kind
            of archive (``not_a_table``), or it is damaged (``damaged_excel``).
    """
    parts = _unpack(data, limits)
    if "xl/workbook.xml" not in parts:
        raise FileRefused(reason="not_a_table")
    shared_texts = _shared_lengths(parts["xl/sharedstrings.xml"]) if "xl/sharedstrings.xml" in parts else []
    for name, content in parts.items():
        if name.startswith("xl/worksheets/"):
            _refuse_far_cells(content, shared_texts, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(_pack(parts)))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise FileRefused(reason="damaged_excel") from error
    except BaseException as error:
        # The library is written in Rust; a panic in it comes as an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused(reason="damaged_excel") from error
    return Table(
        kind=FileKind.XLSX, rows=tuple(_row(number, row, limits) for number, row in enumerate(rows, 1))
    )


def _row(number: int, row: list[Cell], limits: SheetLimits) -> tuple[Cell, ...]:
    if any(isinstance(cell, str) and len(cell) > limits.max_cell_characters for cell in row):
        raise FileRefused(reason="cell_too_long", row=number)
    return tuple(cell.strip() if isinstance(cell, str) else cell for cell in row)


def _unpack(data: bytes, limits: SheetLimits) -> dict[str, bytes]:
    """Return the parts that hold the values, by their name in lower case (names have no case)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        if len(members) > limits.max_parts:
            raise FileRefused(reason="unpacks_too_large", limit=limits.max_unpacked_bytes // (1024 * 1024))
        parts: dict[str, bytes] = {}
        left = limits.max_unpacked_bytes
        for member in members:
            if member.flag_bits & 0x1:
                raise FileRefused(reason="old_or_protected_excel")
            content = bytearray()
            with archive.open(member) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    left -= len(chunk)
                    if left < 0:
                        raise FileRefused(
                            reason="unpacks_too_large", limit=limits.max_unpacked_bytes // (1024 * 1024)
                        )
                    content += chunk
            name = member.filename.lower()
            if name in parts:
                raise FileRefused(reason="damaged_excel")
            if _PARTS.fullmatch(name):
                parts[name] = bytes(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise FileRefused(reason="damaged_excel") from error
    return parts


def _pack(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _refuse_far_cells(sheet: bytes, shared_texts: list[int], limits: SheetLimits) -> None:
    rows = characters = 0
    try:
        for _, element in iterparse(io.BytesIO(sheet), events=("end",), forbid_dtd=True):
            kind = element.tag.rpartition("}")[2]
            if kind == "row":
                rows += 1
                # A cell without a reference of its own stands in the row that its row says.
                if rows > limits.max_rows or _row_number(element) > limits.max_rows:
                    raise FileRefused(reason="too_many_rows", limit=limits.max_rows)
                if len(element) > limits.max_columns:
                    raise FileRefused(reason="too_many_columns", limit=limits.max_columns)
                element.clear()
            elif kind == "c":
                if (reference := element.get("r")) is not None:
                    _check_reference(reference, limits)
                if element.get("t") == "s":
                    characters += _shared_length(element, shared_texts)
                if characters > limits.max_unpacked_bytes:
                    raise FileRefused(
                        reason="unpacks_too_large", limit=limits.max_unpacked_bytes // (1024 * 1024)
                    )
    except (ParseError, DefusedXmlException) as error:
        raise FileRefused(reason="damaged_excel") from error


def _shared_lengths(content: bytes) -> list[int]:
    """Return the length of each shared text. One text may stand in every cell, so size alone says little."""
    lengths: list[int] = []
    length = 0
    try:
        for _, element in iterparse(io.BytesIO(content), events=("end",), forbid_dtd=True):
            kind = element.tag.rpartition("}")[2]
            if kind == "t":
                length += len(element.text or "")
            elif kind == "si":
                lengths.append(length)
                length = 0
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise FileRefused(reason="damaged_excel") from error
    return lengths


def _shared_length(cell: Element, shared_texts: list[int]) -> int:
    index = "".join(child.text or "" for child in cell if child.tag.rpartition("}")[2] == "v")
    if not index.isascii() or not index.isdigit() or int(index) >= len(shared_texts):
        raise FileRefused(reason="damaged_excel")
    return shared_texts[int(index)]


def _row_number(row: Element) -> int:
    number = row.get("r", "0")
    if not number.isascii() or not number.isdigit() or len(number) > 8:
        raise FileRefused(reason="damaged_excel")
    return int(number)


def _check_reference(reference: str, limits: SheetLimits) -> None:
    match = _CELL_REFERENCE.fullmatch(reference)
    if match is None:
        raise FileRefused(reason="damaged_excel")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > limits.max_columns:
        raise FileRefused(reason="too_many_columns", limit=limits.max_columns)
    if int(match[2]) > limits.max_rows:
        raise FileRefused(reason="too_many_rows", limit=limits.max_rows)
