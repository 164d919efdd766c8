"""Which column of a table of the registers is which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from credentials.parsing import pointer
from issuer.domain.findings import Finding, Severity
from issuer.domain.registers.written import Field
from issuer.spreadsheets.headers import CITIZEN_NUMBER, normalise
from issuer.spreadsheets.table import Table, as_text

KIND: Final = "soort"

_SYNONYMS: Final[Mapping[Field | None, str]] = {
    None: "soort type kind",  # what the row is
    Field.CODE: "code crebo crebonummer crebocode keuzedeelcode certificaatcode",
    Field.NAME: "naam titel name title label",
    Field.BELONGS_TO: (
        "hoortbij dossier crebodossier dossiercrebo kwalificatiecrebo onderdeelvan belongsto partof"
    ),
    Field.LEVEL: "niveau mboniveau level mbolevel",
    Field.SBU: "sbu studielast omvang studyload",
    Field.CERTIFICATE: "certificaat certificaatverbonden certificaatjn certificate certificateattached",
    Field.VALID_FROM: "geldigvan geldigvanaf ingangsdatum begindatum validfrom",
    Field.VALID_UNTIL: "geldigtot geldigtotenmet geldigtm einddatum validuntil",
    Field.REGULATION: "regeling staatscourant stcrt regulation",
    Field.PARTS: "werkprocessen werkprocescodes onderdelen workprocesses",
    Field.IS_PARTIAL: "onvolledig partial",
    Field.IS_ILLUSTRATIVE: "illustratief illustrative voorbeeld",
    Field.URI: "uri skilluri",
    Field.SOURCE: "bron taxonomie source taxonomy",
}
_BY_NAME: Final = {name: field for field, names in _SYNONYMS.items() for name in names.split()}
_REMARKS: Final = frozenset({"opmerking", "opmerkingen", "remark", "remarks"})
_KNOWN_NAMES_OF_A_HEADER: Final = 2
_MAX_TITLE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumns:
    """Where everything is.

    Attributes:
        row_index: Index of the row that names the columns.
        kind: Index of the column that says what a row is.
        kind_name: What the file calls that column.
        fields: Index of each other known column.
        names: What the file calls each of them.
        width: Number of columns that have a name.
    """

    row_index: int
    kind: int
    kind_name: str
    fields: Mapping[Field, int]
    names: Mapping[Field, str]
    width: int


def find_register_columns(table: Table, *, file: str, findings: list[Finding]) -> RegisterColumns | None:
    """Find the row that names the columns; titles above it are skipped.

    Args:
        table: The table.
        file: Its name, for messages.
        findings: What is wrong is added here.

    Returns:
        Where everything is, or None when the rows cannot be read because of what is wrong.
    """
    best, row_index = 0, 0
    for index, row in enumerate(table.head):
        known = len({_BY_NAME[name] for cell in row if (name := normalise(as_text(cell))) in _BY_NAME})
        if known > best:
            best, row_index = known, index
    if best < _KNOWN_NAMES_OF_A_HEADER:
        findings.append(Finding(code="register_no_header", file=file, line=1))
        return None
    return _columns(table, row_index, file, findings)


def _columns(table: Table, row_index: int, file: str, findings: list[Finding]) -> RegisterColumns | None:
    line = row_index + 1
    indices: dict[Field | None, int] = {}
    names: dict[Field | None, str] = {}
    before = len(findings)
    unknown: list[Finding] = []
    for index, cell in enumerate(table.head[row_index]):
        title = as_text(cell)[:_MAX_TITLE]
        name = normalise(title)
        if name in CITIZEN_NUMBER:
            findings.append(
                Finding(
                    code="register_bsn_column",
                    requirement="F08",
                    pointer=pointer("", title),
                    file=file,
                    line=line,
                )
            )
        elif name in _BY_NAME:
            field = _BY_NAME[name]
            if field in indices:
                findings.append(_about("register_column_twice", title, file, line))
            indices.setdefault(field, index)
            names.setdefault(field, title)
        elif name and name not in _REMARKS:
            unknown.append(_about("register_column_unknown", title, file, line, Severity.WARNING))
    findings += [
        _about("register_column_missing", field or KIND, file, line)
        for field in (None, Field.CODE, Field.NAME)
        if field not in indices
    ]
    if len(findings) > before:
        return None
    findings += unknown
    return RegisterColumns(
        row_index=row_index,
        kind=indices[None],
        kind_name=names[None],
        fields={field: index for field, index in indices.items() if field is not None},
        names={field: name for field, name in names.items() if field is not None},
        width=len(table.head[row_index]),
    )


def _about(code: str, title: str, file: str, line: int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        pointer=pointer("", title),
        params={"column": title},
        file=file,
        line=line,
    )
