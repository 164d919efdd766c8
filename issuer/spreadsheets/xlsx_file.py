""".xlsx files: the first sheet, read as it is unpacked, and counted while it is.

An .xlsx file is a zip archive of XML. A few kilobytes of it can unpack to gigabytes, and two cells at
opposite corners of a sheet make many a reader reserve room for seventeen thousand million cells. Here
nothing is unpacked that is not read, nothing is kept of a row but its cells, and every bound holds
while reading, whatever sizes the archive claims.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from issuer.errors import FileRefused
from issuer.spreadsheets.table import FileKind, Row, SheetLimits, Table
from issuer.spreadsheets.xlsx_sheet import read_rows
from issuer.spreadsheets.xlsx_workbook import (
    Styles,
    first_sheet,
    read_relations,
    read_shared_texts,
    read_styles,
)

_CHUNK_BYTES: Final = 64 * 1024
_WORKSHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_SHARED_TEXTS: Final = "xl/sharedstrings.xml"
_STYLES: Final = "xl/styles.xml"
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)


def read_xlsx(data: bytes, *, limits: SheetLimits) -> Table:
    """Read the first sheet of an .xlsx file. Formulas count as the value that Excel stored with them.

    Raises:
        FileRefused: It unpacks to too much (``unpacks_too_large``), it has too many rows, columns or too
            long cells (``too_many_rows``, ``too_many_columns``, ``cell_too_long``), it is another kind
            of archive (``not_a_table``), protected (``old_or_protected_excel``), or damaged
            (``damaged_excel``). Iterating over the rows raises it as well.
    """
    archive = _Archive.open(data, limits)
    if _WORKBOOK not in archive.members:
        raise FileRefused(reason="not_a_table")
    found = first_sheet(archive.part(_WORKBOOK))
    relations = read_relations(archive.part(_RELATIONS)) if _RELATIONS in archive.members else {}
    sheet = relations.get(found.relation, "").lower()
    if not _WORKSHEET.fullmatch(sheet) or sheet not in archive.members:
        raise FileRefused(reason="damaged_excel")
    styles = read_styles(archive.part(_STYLES)) if _STYLES in archive.members else Styles()
    texts: list[str] = []
    if _SHARED_TEXTS in archive.members:
        texts = read_shared_texts(archive.part(_SHARED_TEXTS), limits=limits)

    def rows() -> Iterator[Row]:
        return read_rows(
            archive.part(sheet), texts=texts, styles=styles, since_1904=found.since_1904, limits=limits
        )

    expected = sum(chunk.count(b"<row") for chunk in archive.part(sheet))
    return Table(kind=FileKind.XLSX, read=rows, rows_expected=expected)


@dataclass(frozen=True, slots=True)
class _Archive:
    """The zip archive, with its parts by their name in lower case: these names have no case."""

    zip_file: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    limits: SheetLimits

    @classmethod
    def open(cls, data: bytes, limits: SheetLimits) -> "_Archive":
        try:
            zip_file = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise FileRefused(reason="damaged_excel") from error
        listed = zip_file.infolist()
        claimed = sum(member.file_size for member in listed)
        if len(listed) > limits.max_parts or claimed > limits.max_unpacked_bytes:
            raise _too_large(limits)
        if any(member.flag_bits & 0x1 for member in listed):
            raise FileRefused(reason="old_or_protected_excel")
        members = {member.filename.lower(): member for member in listed}
        if len(members) < len(listed):
            raise FileRefused(reason="damaged_excel")
        return cls(zip_file, members, limits)

    def part(self, name: str) -> Iterator[bytes]:
        """Yield a part as it unpacks."""
        left = self.limits.max_unpacked_bytes
        try:
            with self.zip_file.open(self.members[name]) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    left -= len(chunk)
                    if left < 0:
                        raise _too_large(self.limits)
                    yield chunk
        except _DAMAGED as error:
            raise FileRefused(reason="damaged_excel") from error


def _too_large(limits: SheetLimits) -> FileRefused:
    return FileRefused(reason="unpacks_too_large", limit=limits.max_unpacked_bytes // (1024 * 1024))
