"""Tables as CSV that a spreadsheet in Dutch opens as what it is: text, never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from credentials.harmless_cells import harmless_cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a line with the names of the columns, and one for each row.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless_cell(cell) for cell in row] for row in rows)
    return file.getvalue()
