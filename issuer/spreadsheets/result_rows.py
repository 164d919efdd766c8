"""From cells to a row that the exam board can decide on, or to what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Result
from issuer.domain.awards import ModuleVersion
from issuer.domain.bsn import BSN_DIGITS, contains_bsn
from issuer.domain.learners import is_email, is_name, is_student_number, tidy_name
from issuer.domain.modules.versions import find_version, newest
from issuer.domain.result_rows import ResultRow, RowRemark, Weight
from issuer.domain.start_qualification import Held, StartQualification, held_of
from issuer.spreadsheets.cells import NotUnderstood, read_language
from issuer.spreadsheets.headers import Column
from issuer.spreadsheets.result_file import ResultFile
from issuer.spreadsheets.row_cells import RowCells
from issuer.spreadsheets.row_results import read_results
from issuer.spreadsheets.table import FileKind, Row, as_text


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """The outcome for one row: a row to propose, or remarks; neither for an empty row."""

    row: ResultRow | None
    remarks: tuple[RowRemark, ...]


class RowChecker:
    """Checks the rows of one file, each by itself.

    Args:
        file: The file.
    """

    def __init__(self, file: ResultFile) -> None:
        self._file = file

    def check(self, number: int, cells: Row) -> CheckedRow:
        """Check a row; what it has to do with other rows is not looked at here.

        Args:
            number: Of the row, as the spreadsheet program shows it.
            cells: Of the row.
        """
        if all(cell == "" for cell in cells):
            return CheckedRow(None, ())
        return _checked(RowCells(self._file, number, cells))


def _checked(row: RowCells) -> CheckedRow:
    _refuse_bsn(row)
    # In a CSV file this is a delimiter too many. In Excel it is a note beside the table.
    if row.file.kind is FileKind.CSV and any(cell != "" for cell in row.cells[row.file.width :]):
        row.remark("too_many_cells", None)
    name = _name(row)
    student_number, email = _identifiers(row)
    version = _module_version(row)
    start, end = _period(row)
    language = _language(row, version)
    achieved = False
    results: tuple[Result, ...] = ()
    if version is not None:
        achieved, results = read_results(row, version)
    established = _start_qualification(row, version) if version is not None and achieved else None
    if row.has_errors or version is None:
        return CheckedRow(None, tuple(row.remarks))
    if not achieved:
        row.remark("not_achieved", Column.RESULT, weight=Weight.NOTE)
        return CheckedRow(None, tuple(row.remarks))
    checked = ResultRow(
        row=row.number,
        name=name,
        student_number=student_number,
        email=email,
        module_version=version,
        language=language,
        activity_start=start,
        activity_end=end,
        results=results,
        established=established,
    )
    return CheckedRow(checked, tuple(row.remarks))


def _refuse_bsn(row: RowCells) -> None:
    exempt = row.file.header.columns.get(Column.WORK_PLACEMENT)
    for column_index, cell in enumerate(row.cells):
        # Most cells are too short for one.
        if (
            column_index != exempt
            and not (isinstance(cell, str) and len(cell) < BSN_DIGITS)
            and contains_bsn(as_text(cell))
        ):
            row.remarks.append(
                RowRemark(
                    row=row.number,
                    column=row.file.title(column_index),
                    column_index=column_index,
                    code="bsn_found",
                )
            )


def _name(row: RowCells) -> str:
    name = tidy_name(row.text(Column.NAME))
    if not name:
        row.remark("name_missing", Column.NAME)
    elif not is_name(name):
        row.remark("name_invalid", Column.NAME)
    return name


def _identifiers(row: RowCells) -> tuple[str | None, str | None]:
    student_number = row.text(Column.STUDENT_NUMBER) or None
    email = row.text(Column.EMAIL).lower() or None
    if student_number is None and email is None:
        present = Column.STUDENT_NUMBER if Column.STUDENT_NUMBER in row.file.header.columns else Column.EMAIL
        row.remark("no_identifier", present)
    if student_number is not None and not is_student_number(student_number):
        row.remark("student_number_invalid", Column.STUDENT_NUMBER)
    if email is not None and not is_email(email):
        row.remark("email_invalid", Column.EMAIL)
    return student_number, email


def _module_version(row: RowCells) -> ModuleVersion | None:
    reference = row.text(Column.MODULE)
    if not reference:
        row.remark("module_missing", Column.MODULE)
        return None
    found = row.file.modules(reference)
    if len(found) != 1:
        code = "module_ambiguous" if found else "module_unknown"
        row.remark(code, Column.MODULE, value=reference[:80])
        return None
    candidates = next(iter(found.values()))
    wanted = row.text(Column.VERSION)
    if not wanted:
        return newest(candidates)
    version = find_version(candidates, wanted)
    if version is None:
        published = ", ".join(one.module.version for one in candidates)
        row.remark("version_unknown", Column.VERSION, value=wanted[:40], published=published)
    return version


def _period(row: RowCells) -> tuple[date | None, date | None]:
    start = row.date(Column.START)
    end = row.date(Column.END)
    if start and end and end < start:
        row.remark("end_before_start", Column.END)
    return start, end


def _language(row: RowCells, version: ModuleVersion | None) -> str:
    try:
        language = read_language(row.cell(Column.LANGUAGE))
    except NotUnderstood:
        row.remark("language_unknown", Column.LANGUAGE, value=row.text(Column.LANGUAGE)[:40])
        return "nl"
    if version is not None and language not in version.module.title:
        row.remark("no_edition_in_language", Column.LANGUAGE, value=language)
    return language


def _start_qualification(row: RowCells, version: ModuleVersion) -> StartQualification | None:
    """Read what was found out, of a module that asks for it (C09).

    A file without such a column is told so once, unless the school wants nothing without it.
    """
    if INSTRUMENTS[version.module.instrument].asks_start_qualification != "present":
        return None
    strictness, column = row.file.start_qualification, Column.START_QUALIFICATION
    is_asked = column in row.file.header.columns
    cell = row.cell(column)
    text = str(cell) if isinstance(cell, bool) else as_text(cell)
    if not text and (strictness == "off" or (strictness == "warn" and not is_asked)):
        return None
    held = held_of(text) if text else Held.UNKNOWN
    on = row.date(Column.ESTABLISHED_ON)
    if held is None:
        row.remark("start_qualification_not_understood", column, value=text[:40])
        return None
    if held is not Held.YES and strictness != "off":
        weight = Weight.ERROR if strictness == "block" else Weight.NOTE
        row.remark("start_qualification_not_seen", column, weight=weight)
    elif on is None and strictness != "off" and Column.ESTABLISHED_ON in row.file.header.columns:
        row.remark("start_qualification_without_day", Column.ESTABLISHED_ON, weight=Weight.NOTE)
    return StartQualification(held=held, on=on)
