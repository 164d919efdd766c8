"""Which column is which: the header row, in Dutch or English and in several spellings."""

import enum
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from issuer.errors import FileRefused
from issuer.spreadsheets.table import Cell, Table, as_text


class Column(enum.StrEnum):
    """A column that means something to us. The value is the name that we use for it in messages."""

    STUDENT_NUMBER = "studentnummer"
    NAME = "naam"
    EMAIL = "e-mail"
    MODULE = "module"
    VERSION = "versie"
    RESULT = "resultaat"
    START = "begin"
    END = "eind"
    LANGUAGE = "taal"
    START_QUALIFICATION = "startkwalificatie"
    ESTABLISHED_ON = "startkwalificatie vastgesteld op"
    WORK_PLACEMENT = "leerbedrijf"
    REMARKS = "opmerkingen"


_SYNONYMS = {
    Column.STUDENT_NUMBER: (
        "studentnummer studentnr studnr student deelnemernummer deelnemernr leerlingnummer leerlingnr "
        "lerendenummer studentnumber studentno studentid learnernumber learnerid"
    ),
    Column.NAME: (
        "naam volledigenaam naamlerende naamstudent naamdeelnemer studentnaam lerende deelnemer cursist "
        "name fullname learner learnername studentname participant"
    ),
    Column.EMAIL: "email mail emailadres mailadres emailaddress mailaddress",
    Column.MODULE: (
        "module modulenaam moduleid modulecode microcredential certificaat keuzedeel opleiding "
        "modulename course achievement badge"
    ),
    Column.VERSION: "versie moduleversie versienummer version moduleversion versionnumber",
    Column.RESULT: (
        "resultaat resultaten eindresultaat beoordeling eindbeoordeling oordeel eindoordeel cijfer "
        "eindcijfer result results finalresult grade finalgrade score mark"
    ),
    Column.START: (
        "begin begindatum start startdatum van datumbegin startdate begindate startedon activitystart from"
    ),
    Column.END: (
        "eind einde einddatum tot totenmet tm datumeind enddate end endedon activityend until to "
        "afgerond afgerondop completed completedon"
    ),
    Column.LANGUAGE: "taal taalcertificaat language lang",
    Column.START_QUALIFICATION: (
        "startkwalificatie startkwalificatievastgesteld heeftstartkwalificatie startqualification "
        "startqualificationestablished basicqualification basicqualificationestablished"
    ),
    Column.ESTABLISHED_ON: (
        "startkwalificatievastgesteldop startkwalificatiedatum datumstartkwalificatie "
        "startqualificationestablishedon startqualificationdate basicqualificationestablishedon "
        "basicqualificationdate"
    ),
    Column.WORK_PLACEMENT: "leerbedrijf leerbedrijfid leerbedrijfnummer workplacementid",
    Column.REMARKS: "opmerkingen remarks",
}
_BY_NAME = {name: column for column, names in _SYNONYMS.items() for name in names.split()}
CITIZEN_NUMBER = frozenset({"bsn", "burgerservicenummer", "sofinummer", "persoonsgebondennummer", "pgn"})
"""Names, as :func:`normalise` gives them, of a column that no file may have."""
_REQUIRED = (Column.NAME, Column.MODULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where everything is.

    Attributes:
        row_index: Index of the header row; data starts below it.
        columns: Index of each known column that is there.
        others: Index by normalised name of the columns that may hold results by name.
    """

    row_index: int
    columns: Mapping[Column, int]
    others: Mapping[str, int]

    def name(self, column: Column, table: Table) -> str:
        """Return what the file calls a column, or what we call it when the file has none."""
        index = self.columns.get(column)
        return column.value if index is None else self.title(index, table)

    def title(self, column_index: int, table: Table) -> str:
        """Return what stands above a column, or its number when that is nothing."""
        titles = table.head[self.row_index]
        return as_text(titles[column_index]) if column_index < len(titles) else str(column_index + 1)


def normalise(text: str) -> str:
    """Return a name without case, accents, spaces and punctuation: ``E-mail adres`` → ``emailadres``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


def find_header(table: Table) -> Header:
    """Find the row that names the columns; titles above it are skipped.

    Raises:
        FileRefused: There is no such row (``no_header``), a column that is needed is missing
            (``missing_column``), two columns mean the same (``double_column``), or there is a column
            for BSNs (``bsn_column``).
    """
    best: tuple[int, int] | None = None
    for index, row in enumerate(table.head):
        known = len({_BY_NAME[name] for cell in row if (name := _name(cell)) in _BY_NAME})
        if known >= 2 and (best is None or known > best[0]):
            best = (known, index)
    if best is None:
        raise FileRefused(reason="no_header")
    return _header(table, best[1])


def _header(table: Table, row_index: int) -> Header:
    columns: dict[Column, int] = {}
    others: dict[str, int] = {}
    for index, cell in enumerate(table.head[row_index]):
        name = _name(cell)
        if name in CITIZEN_NUMBER:
            raise FileRefused(reason="bsn_column", column=as_text(cell))
        column = _BY_NAME.get(name)
        if column is None:
            if name:
                others.setdefault(name, index)
        elif column in columns and column is not Column.REMARKS:
            raise FileRefused(reason="double_column", column=as_text(cell))
        else:
            columns[column] = index
    for column in _REQUIRED:
        if column not in columns:
            raise FileRefused(reason="missing_column", column=column.value)
    if Column.STUDENT_NUMBER not in columns and Column.EMAIL not in columns:
        raise FileRefused(reason="missing_column", column="studentnummer / e-mail")
    return Header(row_index=row_index, columns=columns, others=others)


def _name(cell: Cell) -> str:
    return normalise(as_text(cell))
