"""The results of the example school as the spreadsheet that a school would have.

The learners stand in ``data/results.csv``, where a person can read what changed. The spreadsheet holds
the same, with dates and numbers as a spreadsheet program keeps them, and is the same to the byte
every time.
"""

import csv
import io
import re
import zipfile
from datetime import date
from importlib.resources import files

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

_DAY = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]+)?")
_ROW_HEADERS = frozenset({"studentnummer", "versie"})
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def example_file(name: str) -> bytes:
    """Return a file of the example school, such as ``school.yaml``."""
    return files("waarmerk.demo").joinpath("data", name).read_bytes()


def results_csv() -> bytes:
    """Return the results as CSV, as a Dutch spreadsheet program writes it."""
    return example_file("results.csv")


def results_xlsx() -> bytes:
    """Return the results as an Excel file."""
    rows = list(csv.reader(results_csv().decode().splitlines(), delimiter=";"))
    header, learners = rows[0], rows[1:]
    workbook = Workbook()
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):  # a new workbook has one
        raise TypeError(sheet)
    sheet.title = "Resultaten"
    sheet.append(header)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for learner in learners:
        sheet.append(
            [
                text if name in _ROW_HEADERS else _value(text)
                for name, text in zip(header, learner, strict=True)
            ]
        )
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, date):
                cell.number_format = "DD-MM-YYYY"
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    workbook.save(content)
    return _without_times(content.getvalue())


def _value(text: str) -> str | date | float | None:
    """What a cell holds; a date that does not exist stays the text that somebody typed."""
    if match := _DAY.fullmatch(text):
        try:
            return date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            return text
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    return text or None


def _without_times(xlsx: bytes) -> bytes:
    """Take the moments of writing out of the file, and compression, which differs per zlib."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>2026-07-01T12:00:00Z\g<3>", part)
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return result.getvalue()
