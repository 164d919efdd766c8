"""Registers as a table: one row for each entry and each part, told apart by the column "soort"."""

from collections.abc import Callable
from typing import Final

from credentials.parsing import pointer
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding
from issuer.domain.registers.json_file import read_register_json, register_refusal
from issuer.domain.registers.written import Field, What, Written
from issuer.errors import FileRefused
from issuer.spreadsheets.cells import NotUnderstood, read_date
from issuer.spreadsheets.headers import normalise
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.register_columns import RegisterColumns, find_register_columns
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS, Cell, FileKind, Row, SheetLimits, Table, as_text

_KINDS: Final = {
    "dossier": What.DOSSIER,
    "kwalificatiedossier": What.DOSSIER,
    "kwalificatie": What.QUALIFICATION,
    "qualification": What.QUALIFICATION,
    "keuzedeel": What.KEUZEDEEL,
    "certificaat": What.CERTIFICATE,
    "certificate": What.CERTIFICATE,
    "skill": What.SKILL,
    "kerntaak": What.CORE_TASK,
    "coretask": What.CORE_TASK,
    "werkproces": What.WORK_PROCESS,
    "workprocess": What.WORK_PROCESS,
}
_CHOICES: Final = ", ".join(What)
_JSON_STARTS: Final = (b"{", b"[")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_DAYS: Final = frozenset({Field.VALID_FROM, Field.VALID_UNTIL})

Take = Callable[[Written], None]


def read_register_file(
    data: bytes,
    *,
    file: str,
    take: Take,
    findings: list[Finding],
    limits: SheetLimits = DEFAULT_SHEET_LIMITS,
) -> None:
    """Read a file of the registers, JSON or a table, by its content and not by its name.

    Args:
        data: The bytes of the file. They may be anything; what is wrong becomes a finding.
        file: Its name, for messages.
        take: Called with each entry and part, in the order of the file.
        findings: What is wrong with the form of the file is added here.
        limits: Upper bounds on a table.
    """
    if data.removeprefix(_BYTE_ORDER_MARK).lstrip()[:1] in _JSON_STARTS:
        read_register_json(data, file=file, take=take, findings=findings)
        return
    try:
        table = read_table(data, limits=limits)
        columns = find_register_columns(table, file=file, findings=findings)
        if columns is not None:
            _read_rows(table, _RowReader(file, table.kind, columns, findings), take)
    except FileRefused as error:
        reason, row = str(error.params["reason"]), error.params.get("row")
        findings.append(register_refusal(reason, file, line=row))


def _read_rows(table: Table, reader: "_RowReader", take: Take) -> None:
    for index, row in enumerate(table):
        if index > reader.columns.row_index and any(cell != "" for cell in row):
            written = reader.read(index + 1, row)
            if written is not None:
                take(written)


class _RowReader:
    """Reads the rows of one file."""

    def __init__(self, file: str, kind: FileKind, columns: RegisterColumns, findings: list[Finding]) -> None:
        self.columns = columns
        self._file = file
        self._is_csv = kind is FileKind.CSV
        self._findings = findings
        self._known = {columns.kind, *columns.fields.values()}

    def read(self, line: int, row: Row) -> Written | None:
        """Return what a row says, or None when it does not say what it is."""
        columns = self.columns
        # In a CSV file this is a delimiter too many. In Excel it is a note beside the table.
        if self._is_csv and any(cell != "" for cell in row[columns.width :]):
            self._add("register_too_many_cells", "", line)
        for index, cell in enumerate(row):
            if index not in self._known and contains_bsn(as_text(cell)):
                self._add("register_bsn", "", line, requirement="F08")
        what = self._kind(row, line)
        if what is None:
            return None
        texts = {
            field: text
            for field, index in columns.fields.items()
            if index < len(row) and (text := _text(row[index], field))
        }
        return Written(what=what, texts=texts, names=columns.names, file=self._file, line=line)

    def _kind(self, row: Row, line: int) -> What | None:
        index, name = self.columns.kind, self.columns.kind_name
        text = as_text(row[index]) if index < len(row) else ""
        found = _KINDS.get(normalise(text))
        if not text:
            self._add("register_kind_missing", name, line, name=name, choices=_CHOICES)
        elif found is None and contains_bsn(text):
            self._add("register_bsn", name, line, requirement="F08")
        elif found is None:
            self._add("register_kind_unknown", name, line, value=text[:60], choices=_CHOICES)
        return found

    def _add(
        self, code: str, column: str, line: int, *, requirement: str | None = None, **params: str
    ) -> None:
        self._findings.append(
            Finding(
                code=code,
                requirement=requirement,
                pointer=pointer("", column) if column else "",
                params=params,
                file=self._file,
                line=line,
            )
        )


def _text(cell: Cell, field: Field) -> str:
    """Return a cell as text; a day, however people write it, as 2026-07-01."""
    if field in _DAYS:
        try:
            found = read_date(cell)
        except NotUnderstood:
            found = None
        if found is not None:
            return found.isoformat()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    return " ".join(as_text(cell).split())
