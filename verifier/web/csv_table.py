"""A table as CSV that a spreadsheet opens as what it is: text, never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from credentials.harmless_cells import harmless_cell

_BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel does not read UTF-8
# A spreadsheet in Dutch reads a comma as a decimal sign, and takes this between columns.
_DELIMITER: Final = {"nl": ";", "en": ","}


def csv_table(rows: Iterable[Sequence[str]], *, language: str) -> bytes:
    """Return rows as CSV.

    Args:
        rows: The first has the names of the columns.
        language: "nl" or "en": of the spreadsheet that it is for.
    """
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=_DELIMITER[language], lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless_cell(value) for value in row])
    return (_BYTE_ORDER_MARK + output.getvalue()).encode()
