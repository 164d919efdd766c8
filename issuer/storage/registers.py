"""Repository of the national registers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from issuer.domain.registers.edition import RegisterEdition
from issuer.domain.registers.entries import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisterEntry,
    RegisterKind,
    SkillSuggestion,
)
from issuer.domain.registers.registers import Registers
from issuer.domain.registers.sources import RegisterImport, RegisterSource, imports_that_count
from issuer.storage.parts import in_parts
from issuer.storage.register_tables import RegisterEntryRow, RegisterImportRow
from issuer.storage.tables import table_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_ENTRIES: Final = table_of(RegisterEntryRow)
_IMPORTS: Final = table_of(RegisterImportRow)


class SqlKeptRegisters:
    """The registers as one institution took them in."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, record: RegisterImport, entries: Sequence[RegisterEntry]) -> None:
        """Store an import with its entries."""
        row = RegisterImportRow(
            id=record.id,
            institution_id=self._institution_id,
            files_sha256=record.files_sha256,
            origin=record.origin,
            dated=record.dated,
            is_complete=record.is_complete,
            counts={kind.value: count for kind, count in record.counts.items()},
            imported_at=record.imported_at,
            imported_by=record.imported_by,
        )
        self._session.add(row)
        self._session.flush()
        for some in in_parts(entries):
            self._session.execute(
                insert(_ENTRIES),
                [
                    {
                        "import_sequence": row.sequence,
                        "kind": entry.kind.value,
                        "code": entry.key,
                        "content": _content_of(entry),
                    }
                    for entry in some
                ],
            )

    def imports(self) -> Sequence[RegisterImport]:
        """Return every import, in the order of taking in."""
        return [_import(row) for row in self._import_rows()]

    def current(self) -> Registers | None:
        """Return the registers as they stand, or None when nothing was taken in."""
        rows = self._import_rows()
        return self._registers(rows) if rows else None

    def newest_edition(self) -> RegisterEdition | None:
        """Return which edition :meth:`current` would return, without reading it."""
        newest = self._session.scalar(
            select(RegisterImportRow.id)
            .where(RegisterImportRow.institution_id == self._institution_id)
            .order_by(RegisterImportRow.sequence.desc())
            .limit(1)
        )
        return None if newest is None else RegisterEdition(import_id=newest)

    def as_of(self, import_id: UUID) -> Registers | None:
        """Return the registers as they stood when this import was the newest, or None of an unknown one."""
        rows = self._import_rows()
        index = next((index for index, row in enumerate(rows) if row.id == import_id), None)
        return None if index is None else self._registers(rows[: index + 1])

    def history(self, code: str) -> Sequence[tuple[RegisterEntry, RegisterImport]]:
        """Return every entry with this code that was ever taken in, in the order of taking in."""
        imports = {row.sequence: _import(row) for row in self._import_rows()}
        rows = self._session.execute(
            select(_ENTRIES)
            .where(_ENTRIES.c.code == code, _ENTRIES.c.import_sequence.in_(imports))
            .order_by(_ENTRIES.c.import_sequence, _ENTRIES.c.kind)
        )
        return [(_entry(row.kind, row.content), imports[row.import_sequence]) for row in rows]

    def _import_rows(self) -> Sequence[RegisterImportRow]:
        return self._session.scalars(
            select(RegisterImportRow)
            .where(RegisterImportRow.institution_id == self._institution_id)
            .order_by(RegisterImportRow.sequence)
        ).all()

    def _registers(self, rows: Sequence[RegisterImportRow]) -> Registers:
        imports = [_import(row) for row in rows]
        sequences = {row.id: row.sequence for row in rows}
        entries: list[tuple[RegisterEntry, RegisterSource]] = []
        complete = set()
        for kind in RegisterKind:
            counting = imports_that_count(imports, kind)
            if any(one.is_complete for one in counting):
                complete.add(kind)
            entries += self._newest(kind, {sequences[one.id]: one.source for one in counting})
        edition = RegisterEdition(import_id=rows[-1].id)
        return Registers(entries, complete_kinds=frozenset(complete), edition=edition)

    def _newest(
        self, kind: RegisterKind, sources: Mapping[int, RegisterSource]
    ) -> Iterator[tuple[RegisterEntry, RegisterSource]]:
        """Yield what is newest of each code among some imports, in the order of the codes."""
        place = func.row_number().over(
            partition_by=_ENTRIES.c.code, order_by=(_IMPORTS.c.dated.desc(), _IMPORTS.c.sequence.desc())
        )
        ranked = (
            select(_ENTRIES.c.code, _ENTRIES.c.content, _ENTRIES.c.import_sequence, place.label("place"))
            .join(_IMPORTS, _IMPORTS.c.sequence == _ENTRIES.c.import_sequence)
            .where(_ENTRIES.c.kind == kind.value, _ENTRIES.c.import_sequence.in_(sources))
            .subquery()
        )
        newest = select(ranked.c.content, ranked.c.import_sequence).where(ranked.c.place == 1)
        for content, sequence in self._session.execute(newest.order_by(ranked.c.code)):
            yield _entry(kind.value, content), sources[sequence]


def _import(row: RegisterImportRow) -> RegisterImport:
    return RegisterImport(
        id=row.id,
        files_sha256=row.files_sha256,
        origin=row.origin,
        dated=row.dated,
        is_complete=row.is_complete,
        counts={RegisterKind(kind): count for kind, count in row.counts.items()},
        imported_at=row.imported_at,
        imported_by=row.imported_by,
    )


def _content_of(entry: RegisterEntry) -> str:
    return _adapter(entry.kind.value).dump_json(entry).decode()


def _entry(kind: str, content: str) -> RegisterEntry:
    return _adapter(kind).validate_json(content)


@cache
def _adapter(kind: str) -> "TypeAdapter[RegisterEntry]":
    from pydantic import TypeAdapter  # takes long to import; most commands need no registers

    return TypeAdapter(_TYPES[RegisterKind(kind)])


_TYPES: Final[Mapping[RegisterKind, type[RegisterEntry]]] = {
    RegisterKind.DOSSIER: Dossier,
    RegisterKind.QUALIFICATION: Qualification,
    RegisterKind.KEUZEDEEL: Keuzedeel,
    RegisterKind.CERTIFICATE: CertificatePart,
    RegisterKind.SKILL: SkillSuggestion,
}
