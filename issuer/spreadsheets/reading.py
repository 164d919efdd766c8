"""From the bytes of a file to a table, by content and not by file name."""

from issuer.errors import FileRefused
from issuer.spreadsheets.csv_file import read_csv
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS, SheetLimits, Table

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx with a password


def read_table(data: bytes, *, limits: SheetLimits = DEFAULT_SHEET_LIMITS) -> Table:
    """Read an .xlsx or .csv file.

    Raises:
        FileRefused: It is empty, too large, an old or protected Excel file (``old_or_protected_excel``),
            or not a table at all. Also everything that :func:`~issuer.spreadsheets.xlsx_file.read_xlsx`
            and :func:`read_csv` raise.
    """
    if not data.strip():
        raise FileRefused(reason="empty")
    if len(data) > limits.max_bytes:
        raise FileRefused(reason="too_large", limit=limits.max_bytes // (1024 * 1024))
    if data.startswith(_OLE):
        raise FileRefused(reason="old_or_protected_excel")
    if data.startswith(_ZIP):
        from issuer.spreadsheets.xlsx_file import read_xlsx  # loads openpyxl, which nothing else needs here

        return read_xlsx(data, limits=limits)
    return read_csv(data, limits=limits)
