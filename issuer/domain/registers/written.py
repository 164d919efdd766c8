"""What a file says of one entry or part, before anything was checked. Tables and JSON both come to this."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from credentials.parsing import pointer
from issuer.domain.findings import Finding
from issuer.domain.registers.entries import RegisterKind


class What(enum.StrEnum):
    """What a row of a table, or an object of a JSON file, is. The value is what files call it."""

    DOSSIER = RegisterKind.DOSSIER.value
    QUALIFICATION = RegisterKind.QUALIFICATION.value
    KEUZEDEEL = RegisterKind.KEUZEDEEL.value
    CERTIFICATE = RegisterKind.CERTIFICATE.value
    SKILL = RegisterKind.SKILL.value
    CORE_TASK = "kerntaak"
    WORK_PROCESS = "werkproces"


class Field(enum.StrEnum):
    """What may be said of it. The value is what we call it when a file has no name for it."""

    CODE = "code"
    NAME = "naam"
    BELONGS_TO = "hoort bij"
    LEVEL = "niveau"
    SBU = "sbu"
    CERTIFICATE = "certificaat"
    VALID_FROM = "geldig van"
    VALID_UNTIL = "geldig tot"
    REGULATION = "regeling"
    PARTS = "werkprocessen"
    IS_PARTIAL = "onvolledig"
    IS_ILLUSTRATIVE = "illustratief"
    URI = "uri"
    SOURCE = "bron"


_ALWAYS: Final = frozenset(
    {Field.CODE, Field.NAME, Field.VALID_FROM, Field.VALID_UNTIL, Field.IS_ILLUSTRATIVE}
)

MAY_SAY: Final[Mapping[What, frozenset[Field]]] = {
    What.DOSSIER: _ALWAYS | {Field.IS_PARTIAL},
    What.QUALIFICATION: _ALWAYS | {Field.LEVEL, Field.BELONGS_TO, Field.PARTS, Field.IS_PARTIAL},
    What.KEUZEDEEL: _ALWAYS | {Field.SBU, Field.LEVEL, Field.CERTIFICATE, Field.REGULATION, Field.IS_PARTIAL},
    What.CERTIFICATE: _ALWAYS | {Field.BELONGS_TO, Field.SBU, Field.REGULATION, Field.PARTS},
    What.SKILL: _ALWAYS | {Field.BELONGS_TO, Field.URI, Field.SOURCE},
    What.CORE_TASK: frozenset({Field.CODE, Field.NAME, Field.BELONGS_TO}),
    What.WORK_PROCESS: frozenset({Field.CODE, Field.NAME, Field.BELONGS_TO}),
}
"""What is looked at, of each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One entry or part as a file has it.

    Attributes:
        what: What it is.
        texts: What it says, without what is empty.
        names: What the file calls each field; shared by all the entries of a kind.
        file: Name of the file.
        line: Row of a table, as a spreadsheet program counts; None of JSON.
        pointer: Where it stands in a JSON file, as an RFC 6901 pointer; empty of a table.
        is_nested: It stands inside what it belongs to, as core tasks do in JSON.
        inside: Code of the core task that a nested work process stands in, or None.
        unreadable: Fields that hold something else than a text, which was told already.
    """

    what: What
    texts: Mapping[Field, str]
    names: Mapping[Field, str]
    file: str
    line: int | None = None
    pointer: str = ""
    is_nested: bool = False
    inside: str | None = None
    unreadable: frozenset[Field] = frozenset()

    def at(self, field: Field) -> str:
        """Pointer to a field."""
        return pointer(self.pointer, self.name(field))

    def name(self, field: Field) -> str:
        """What the file calls a field."""
        return self.names.get(field, field.value)

    @property
    def place(self) -> str:
        """Where it stands, for people: file and row, or file and key."""
        return Finding(code="", pointer=self.pointer, file=self.file, line=self.line).place
