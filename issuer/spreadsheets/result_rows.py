"""From cells to a row that the exam board can decide on, or to what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Result, ResultDescription
from issuer.domain.awards import ModuleVersion
from issuer.domain.bsn import BSN_DIGITS, contains_bsn
from issuer.domain.learners import is_email, is_name, is_student_number, tidy_name
from issuer.domain.modules.versions import find_modules, find_version, newest
from issuer.domain.result_rows import NO_PARAMS, ResultRow, RowRemark, Weight
from issuer.domain.results import Judgement, judge_results
from issuer.domain.start_qualification import Held, StartQualification, Strictness, held_of
from issuer.spreadsheets.cells import NotUnderstood, read_date, read_language
from issuer.spreadsheets.headers import Column, Header, normalise
from issuer.spreadsheets.table import Cell, FileKind, Row, Table, as_text

_REFERENCES_REMEMBERED = 1000
_JUDGEMENTS_REMEMBERED = 5000

# 1, 1.0 and True are equal, and only two of them are dates.
_read_date = lru_cache(maxsize=1000, typed=True)(read_date)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """The outcome for one row: a row to propose, or remarks; neither for an empty row."""

    row: ResultRow | None
    remarks: tuple[RowRemark, ...]


class RowChecker:
    """Checks the rows of one file, each by itself.

    Args:
        table: The file.
        header: Where its columns are.
        versions: The published modules of the institution.
        start_qualification: What it means for a microcredential when no startkwalificatie was seen (C09).
    """

    def __init__(
        self,
        table: Table,
        header: Header,
        versions: Sequence[ModuleVersion],
        start_qualification: Strictness = "warn",
    ) -> None:
        self.header = header
        self.start_qualification = start_qualification
        self.kind = table.kind
        self.width = len(table.head[header.row_index])
        self.titles = {column: header.name(column, table) for column in Column}
        self.own_result_name = normalise(self.titles[Column.RESULT])
        self._table = table
        self._versions = versions
        self._modules: dict[str, Mapping[str, Sequence[ModuleVersion]]] = {}
        self._judgements: dict[tuple[UUID, str, tuple[tuple[str, str], ...]], Judgement] = {}

    def check(self, number: int, cells: Row) -> CheckedRow:
        """Check a row; what it has to do with other rows is not looked at here.

        Args:
            number: Of the row, as the spreadsheet program shows it.
            cells: Of the row.
        """
        if all(cell == "" for cell in cells):
            return CheckedRow(None, ())
        return _RowReader(self, number, cells).check()

    def title(self, column_index: int) -> str:
        """Return what stands above a column."""
        return self.header.title(column_index, self._table)

    def modules(self, reference: str) -> Mapping[str, Sequence[ModuleVersion]]:
        """Return the versions per module that ``reference`` may mean."""
        found = self._modules.get(reference)
        if found is None:
            found = find_modules(self._versions, reference)
            if len(self._modules) < _REFERENCES_REMEMBERED:
                self._modules[reference] = found
        return found

    def judgement(self, version: ModuleVersion, overall: str, by_description: Mapping[str, str]) -> Judgement:
        """Return what results amount to; in a class many have the same."""
        key = (version.id, overall, tuple(by_description.items()))
        found = self._judgements.get(key)
        if found is None:
            found = judge_results(version.module, overall=overall, by_description=by_description)
            if len(self._judgements) < _JUDGEMENTS_REMEMBERED:
                self._judgements[key] = found
        return found


@dataclass(slots=True)
class _RowReader:
    """Reads one row and gathers everything that is wrong with it, not only the first thing."""

    file: RowChecker
    number: int
    cells: Row
    remarks: list[RowRemark] = field(default_factory=list)

    def check(self) -> CheckedRow:
        self._refuse_bsn()
        # In a CSV file this is a delimiter too many. In Excel it is a note beside the table.
        if self.file.kind is FileKind.CSV and any(cell != "" for cell in self.cells[self.file.width :]):
            self._remark("too_many_cells", None)
        name = self._name()
        student_number, email = self._identifiers()
        version = self._module_version()
        start, end = self._period()
        language = self._language(version)
        achieved = False
        results: tuple[Result, ...] = ()
        if version is not None:
            achieved, results = self._results(version)
        established = self._start_qualification(version) if version is not None and achieved else None
        if any(remark.weight is Weight.ERROR for remark in self.remarks) or version is None:
            return CheckedRow(None, tuple(self.remarks))
        if not achieved:
            self._remark("not_achieved", Column.RESULT, weight=Weight.NOTE)
            return CheckedRow(None, tuple(self.remarks))
        row = ResultRow(
            row=self.number,
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
        return CheckedRow(row, tuple(self.remarks))

    def _refuse_bsn(self) -> None:
        exempt = self.file.header.columns.get(Column.WORK_PLACEMENT)
        for column_index, cell in enumerate(self.cells):
            # Most cells are too short for one.
            if (
                column_index != exempt
                and not (isinstance(cell, str) and len(cell) < BSN_DIGITS)
                and contains_bsn(as_text(cell))
            ):
                self.remarks.append(
                    RowRemark(
                        row=self.number,
                        column=self.file.title(column_index),
                        column_index=column_index,
                        code="bsn_found",
                    )
                )

    def _name(self) -> str:
        name = tidy_name(self._text(Column.NAME))
        if not name:
            self._remark("name_missing", Column.NAME)
        elif not is_name(name):
            self._remark("name_invalid", Column.NAME)
        return name

    def _identifiers(self) -> tuple[str | None, str | None]:
        student_number = self._text(Column.STUDENT_NUMBER) or None
        email = self._text(Column.EMAIL).lower() or None
        if student_number is None and email is None:
            present = (
                Column.STUDENT_NUMBER if Column.STUDENT_NUMBER in self.file.header.columns else Column.EMAIL
            )
            self._remark("no_identifier", present)
        if student_number is not None and not is_student_number(student_number):
            self._remark("student_number_invalid", Column.STUDENT_NUMBER)
        if email is not None and not is_email(email):
            self._remark("email_invalid", Column.EMAIL)
        return student_number, email

    def _module_version(self) -> ModuleVersion | None:
        reference = self._text(Column.MODULE)
        if not reference:
            self._remark("module_missing", Column.MODULE)
            return None
        found = self.file.modules(reference)
        if len(found) != 1:
            code = "module_ambiguous" if found else "module_unknown"
            self._remark(code, Column.MODULE, value=reference[:80])
            return None
        candidates = next(iter(found.values()))
        wanted = self._text(Column.VERSION)
        if not wanted:
            return newest(candidates)
        version = find_version(candidates, wanted)
        if version is None:
            published = ", ".join(one.module.version for one in candidates)
            self._remark("version_unknown", Column.VERSION, value=wanted[:40], published=published)
        return version

    def _period(self) -> tuple[date | None, date | None]:
        start = self._date(Column.START)
        end = self._date(Column.END)
        if start and end and end < start:
            self._remark("end_before_start", Column.END)
        return start, end

    def _date(self, column: Column) -> date | None:
        try:
            return _read_date(self._cell(column))
        except NotUnderstood:
            self._remark("not_a_date", column, value=self._text(column)[:40])
            return None

    def _language(self, version: ModuleVersion | None) -> str:
        try:
            language = read_language(self._cell(Column.LANGUAGE))
        except NotUnderstood:
            self._remark("language_unknown", Column.LANGUAGE, value=self._text(Column.LANGUAGE)[:40])
            return "nl"
        if version is not None and language not in version.module.title:
            self._remark("no_edition_in_language", Column.LANGUAGE, value=language)
        return language

    def _start_qualification(self, version: ModuleVersion) -> StartQualification | None:
        """Read what was found out, of a module that asks for it (C09).

        A file without such a column is told so once, unless the school wants nothing without it.
        """
        if INSTRUMENTS[version.module.instrument].asks_start_qualification != "present":
            return None
        strictness, column = self.file.start_qualification, Column.START_QUALIFICATION
        is_asked = column in self.file.header.columns
        cell = self._cell(column)
        text = str(cell) if isinstance(cell, bool) else as_text(cell)
        if not text and (strictness == "off" or (strictness == "warn" and not is_asked)):
            return None
        held = held_of(text) if text else Held.UNKNOWN
        on = self._date(Column.ESTABLISHED_ON)
        if held is None:
            self._remark("start_qualification_not_understood", column, value=text[:40])
            return None
        if held is not Held.YES and strictness != "off":
            weight = Weight.ERROR if strictness == "block" else Weight.NOTE
            self._remark("start_qualification_not_seen", column, weight=weight)
        elif on is None and strictness != "off" and Column.ESTABLISHED_ON in self.file.header.columns:
            self._remark("start_qualification_without_day", Column.ESTABLISHED_ON, weight=Weight.NOTE)
        return StartQualification(held=held, on=on)

    def _results(self, version: ModuleVersion) -> tuple[bool, tuple[Result, ...]]:
        descriptions = version.module.result_descriptions
        overall, by_description = self._results_by_description(descriptions)
        judgement = self.file.judgement(version, overall, by_description)
        for problem in judgement.problems:
            self.remarks.append(
                RowRemark(
                    row=self.number,
                    column=problem.description or self.file.titles[Column.RESULT],
                    column_index=self._result_column(problem.description, descriptions),
                    code=problem.code,
                    params=problem.params,
                )
            )
        return judgement.achieved, judgement.results

    def _results_by_description(
        self, descriptions: Sequence[ResultDescription]
    ) -> tuple[str, Mapping[str, str]]:
        """Return the overall result, and the results that the file gives by name.

        A name is that of a column ("Portfolio"), or stands in the column for results
        ("Observatie 1: voldoende; Portfolio: 7,5"). That column itself may bear the name of one result.
        """
        overall = self._text(Column.RESULT)
        own_name = self.file.own_result_name
        named: dict[str, str] = {
            name: as_text(self._cell_at(column_index))
            for name, column_index in self.file.header.others.items()
        }
        labelled = _labelled(overall)
        if labelled:
            named |= labelled
        elif len(descriptions) > 1:
            named[own_name] = overall
        found: dict[str, str] = {}
        for description in descriptions:
            name = next((name for name in _names(description) if name in named), None)
            if name is not None:
                found[description.id] = named[name]
                if labelled or name == own_name:
                    overall = ""
        return overall, found

    def _result_column(self, name: str, descriptions: Sequence[ResultDescription]) -> int | None:
        for description in descriptions:
            if description.name == name:
                for candidate in _names(description):
                    if candidate in self.file.header.others:
                        return self.file.header.others[candidate]
        return self.file.header.columns.get(Column.RESULT)

    def _cell(self, column: Column) -> Cell:
        index = self.file.header.columns.get(column)
        return "" if index is None else self._cell_at(index)

    def _cell_at(self, column_index: int) -> Cell:
        return self.cells[column_index] if column_index < len(self.cells) else ""

    def _text(self, column: Column) -> str:
        return as_text(self._cell(column))

    def _remark(
        self, code: str, column: Column | None, *, weight: Weight = Weight.ERROR, **params: str
    ) -> None:
        self.remarks.append(
            RowRemark(
                row=self.number,
                column="" if column is None else self.file.titles[column],
                column_index=None if column is None else self.file.header.columns.get(column),
                code=code,
                weight=weight,
                params=params or NO_PARAMS,
            )
        )


@lru_cache(maxsize=1024)
def _names(description: ResultDescription) -> tuple[str, ...]:
    """The normalised names under which a file may give a result."""
    name = normalise(description.name)
    last_part = normalise(re.split(r"[/:#]", description.id)[-1])
    return (name, f"resultaat{name}", f"result{name}", last_part)


def _labelled(text: str) -> dict[str, str]:
    """Return the results by normalised name of "Observatie 1: voldoende; Portfolio = 7,5"."""
    found: dict[str, str] = {}
    for part in re.split(r"[;\n]", text):
        label, *value = re.split(r"[:=]", part, maxsplit=1)
        if value and (name := normalise(label)):
            found[name] = value[0].strip()
    return found
