"""From cells to a row that the exam board can decide on, or to what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from credentials.achievement.model import Result, ResultDescription
from issuer.domain.awards import ModuleVersion
from issuer.domain.bsn import contains_bsn
from issuer.domain.learners import is_email, is_name, is_student_number, tidy_name
from issuer.domain.modules import find_modules, find_version, newest
from issuer.domain.result_rows import ResultRow, RowRemark, Weight
from issuer.domain.results import judge_results
from issuer.spreadsheets.cells import NotUnderstood, read_date, read_language
from issuer.spreadsheets.headers import Column, Header, normalise
from issuer.spreadsheets.table import Cell, Table, as_text


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """The outcome for one row: a row to propose, or remarks; neither for an empty row."""

    row: ResultRow | None
    remarks: tuple[RowRemark, ...]


def check_row(table: Table, header: Header, index: int, versions: Sequence[ModuleVersion]) -> CheckedRow:
    """Check one row by itself; what it has to do with other rows is not looked at here.

    Args:
        table: The whole file.
        header: Where its columns are.
        index: Of the row in ``table.rows``.
        versions: The published modules of the institution.
    """
    cells = table.rows[index]
    if not any(as_text(cell) for cell in cells):
        return CheckedRow(None, ())
    return _RowReader(table, header, index).check(versions)


@dataclass(slots=True)
class _RowReader:
    """Reads one row and gathers everything that is wrong with it, not only the first thing."""

    table: Table
    header: Header
    index: int
    remarks: list[RowRemark] = field(default_factory=list)

    def check(self, versions: Sequence[ModuleVersion]) -> CheckedRow:
        self._refuse_bsn()
        width = len(self.table.rows[self.header.row_index])
        if any(as_text(cell) for cell in self.table.rows[self.index][width:]):
            self._remark("too_many_cells", None)
        name = self._name()
        student_number, email = self._identifiers()
        version = self._module_version(versions)
        start, end = self._period()
        language = self._language(version)
        achieved = False
        results: tuple[Result, ...] = ()
        if version is not None:
            achieved, results = self._results(version)
        if any(remark.weight is Weight.ERROR for remark in self.remarks) or version is None:
            return CheckedRow(None, tuple(self.remarks))
        if not achieved:
            self._remark("not_achieved", Column.RESULT, weight=Weight.NOTE)
            return CheckedRow(None, tuple(self.remarks))
        row = ResultRow(
            row=self.index + 1,
            name=name,
            student_number=student_number,
            email=email,
            module_version=version,
            language=language,
            activity_start=start,
            activity_end=end,
            results=results,
        )
        return CheckedRow(row, tuple(self.remarks))

    def _refuse_bsn(self) -> None:
        exempt = self.header.columns.get(Column.WORK_PLACEMENT)
        for column_index, cell in enumerate(self.table.rows[self.index]):
            if column_index != exempt and contains_bsn(as_text(cell)):
                self.remarks.append(
                    RowRemark(
                        row=self.index + 1,
                        column=self._header_text(column_index),
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
            present = Column.STUDENT_NUMBER if Column.STUDENT_NUMBER in self.header.columns else Column.EMAIL
            self._remark("no_identifier", present)
        if student_number is not None and not is_student_number(student_number):
            self._remark("student_number_invalid", Column.STUDENT_NUMBER)
        if email is not None and not is_email(email):
            self._remark("email_invalid", Column.EMAIL)
        return student_number, email

    def _module_version(self, versions: Sequence[ModuleVersion]) -> ModuleVersion | None:
        reference = self._text(Column.MODULE)
        if not reference:
            self._remark("module_missing", Column.MODULE)
            return None
        found = find_modules(versions, reference)
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
            return read_date(self._cell(column))
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

    def _results(self, version: ModuleVersion) -> tuple[bool, tuple[Result, ...]]:
        descriptions = version.module.result_descriptions
        overall, by_description = self._results_by_description(descriptions)
        judgement = judge_results(version.module, overall=overall, by_description=by_description)
        for problem in judgement.problems:
            self.remarks.append(
                RowRemark(
                    row=self.index + 1,
                    column=problem.description or self.header.name(Column.RESULT, self.table),
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
        own_name = normalise(self.header.name(Column.RESULT, self.table))
        named: dict[str, str] = {
            name: as_text(self._cell_at(column_index)) for name, column_index in self.header.others.items()
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
                    if candidate in self.header.others:
                        return self.header.others[candidate]
        return self.header.columns.get(Column.RESULT)

    def _cell(self, column: Column) -> Cell:
        index = self.header.columns.get(column)
        return "" if index is None else self._cell_at(index)

    def _cell_at(self, column_index: int) -> Cell:
        row = self.table.rows[self.index]
        return row[column_index] if column_index < len(row) else ""

    def _text(self, column: Column) -> str:
        return as_text(self._cell(column))

    def _header_text(self, column_index: int) -> str:
        row = self.table.rows[self.header.row_index]
        return as_text(row[column_index]) if column_index < len(row) else str(column_index + 1)

    def _remark(
        self, code: str, column: Column | None, *, weight: Weight = Weight.ERROR, **params: str
    ) -> None:
        self.remarks.append(
            RowRemark(
                row=self.index + 1,
                column="" if column is None else self.header.name(column, self.table),
                column_index=None if column is None else self.header.columns.get(column),
                code=code,
                weight=weight,
                params=params,
            )
        )


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
