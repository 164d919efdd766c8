"""One row of a file of results, understood, and what can be said about it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from credentials.achievement.model import Result
from issuer.domain.awards import ModuleVersion
from issuer.domain.start_qualification import StartQualification

NO_PARAMS: Mapping[str, str] = MappingProxyType({})
"""The params of a remark that has none: one for all, since a file may earn a hundred thousand remarks."""


class Weight(enum.StrEnum):
    """Whether a remark stands in the way of an award by mistake, or merely tells something."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemark:
    """Something about one row that the person with the file must know.

    Attributes:
        row: Number of the row, as the spreadsheet program shows it.
        column: Name of the column, as the file calls it.
        column_index: Its index, or None when the file has no such column.
        code: See :mod:`issuer.texts`.
        weight: Error or note.
        params: Values for the text. They may quote the file, so they stay out of logs.
    """

    row: int
    column: str
    column_index: int | None
    code: str
    weight: Weight = Weight.ERROR
    params: Mapping[str, str] = field(default_factory=lambda: NO_PARAMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A row without mistakes of its own, of a learner who achieved the module.

    Attributes:
        row: Number of the row.
        name: Of the learner, tidied.
        student_number: Or None; one of this and ``email`` is there.
        email: In lower case, or None.
        module_version: The version that it is for.
        language: "nl" or "en".
        activity_start: Or None.
        activity_end: Or None.
        results: As they will stand in the credential.
        established: The startkwalificatie that the row speaks of, when the module asks for one; or None.
    """

    row: int
    name: str
    student_number: str | None
    email: str | None
    module_version: ModuleVersion
    language: str
    activity_start: date | None
    activity_end: date | None
    results: tuple[Result, ...]
    established: StartQualification | None = None
