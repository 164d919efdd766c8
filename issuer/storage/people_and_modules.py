"""Repositories of modules, learners and imports."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, insert, select, update
from sqlalchemy.orm import Session

from issuer.domain.awards import ModuleVersion, ResultImport
from issuer.domain.learners import Learner
from issuer.errors import UnknownLearner, UnknownModule
from issuer.storage.module_tables import ModuleDescriptionRow
from issuer.storage.parts import in_parts
from issuer.storage.register_editions import edition_in, write_edition
from issuer.storage.tables import LearnerRow, ModuleVersionRow, ResultImportRow, table_of
from issuer.stored_content import content_sha256, module_from_text, module_to_text

if TYPE_CHECKING:
    from issuer.domain.modules.description import ModuleDescription

_LEARNERS = table_of(LearnerRow)


class SqlModules:
    """The published modules of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, version: ModuleVersion, description: "ModuleDescription | None" = None) -> None:
        """Store a new version, with how the school described it."""
        row = ModuleVersionRow(
            id=version.id,
            institution_id=self._institution_id,
            module_id=version.module.id,
            version=version.module.version,
            content=module_to_text(version.module),
            content_sha256=version.content_sha256,
            published_at=version.published_at,
        )
        write_edition(row, version.registers)
        self._session.add(row)
        self._session.flush()
        if description is not None:
            from issuer.stored_descriptions import description_to_text

            self._session.add(
                ModuleDescriptionRow(
                    module_version_id=version.id,
                    institution_id=self._institution_id,
                    content=description_to_text(description),
                )
            )
            self._session.flush()

    def descriptions(self) -> Mapping[UUID, "ModuleDescription"]:
        """Return how the school described its versions, by their internal id.

        A version of which nothing but the module was stored is left out.
        """
        from issuer.stored_descriptions import description_from_text

        rows = self._session.execute(
            select(ModuleDescriptionRow.content, ModuleVersionRow)
            .join(ModuleVersionRow, ModuleVersionRow.id == ModuleDescriptionRow.module_version_id)
            .where(ModuleDescriptionRow.institution_id == self._institution_id)
        )
        return {
            row.id: description_from_text(content, module_from_text(row.content)) for content, row in rows
        }

    def all(self) -> Sequence[ModuleVersion]:
        """Return every version, by module and then by age of publication."""
        rows = self._session.scalars(
            select(ModuleVersionRow)
            .where(ModuleVersionRow.institution_id == self._institution_id)
            .order_by(ModuleVersionRow.module_id, ModuleVersionRow.published_at)
        )
        return [_module_version(row) for row in rows]

    def get(self, version_id: UUID) -> ModuleVersion:
        """Return one version by its internal id.

        Raises:
            UnknownModule: The institution has no such version.
        """
        row = self._session.scalar(
            select(ModuleVersionRow).where(
                ModuleVersionRow.institution_id == self._institution_id, ModuleVersionRow.id == version_id
            )
        )
        if row is None:
            raise UnknownModule(module=str(version_id))
        return _module_version(row)


class SqlLearners:
    """The learners of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add_all(self, learners: Sequence[Learner]) -> None:
        """Store new learners."""
        if learners:
            mine = {"institution_id": self._institution_id}
            self._session.execute(insert(_LEARNERS), [mine | _values(one) for one in learners])

    def update_all(self, learners: Sequence[Learner]) -> None:
        """Replace what is known of learners, one after the other."""
        if not learners:
            return
        theirs = and_(
            _LEARNERS.c.id == bindparam("learner"), _LEARNERS.c.institution_id == self._institution_id
        )
        statement = update(_LEARNERS).where(theirs)
        rows = [{"learner": one.id} | _values(one) for one in learners]
        for row in rows:
            del row["id"]
        self._session.connection().execute(statement, rows)

    def get(self, learner_id: UUID) -> Learner:
        """Return one learner.

        Raises:
            UnknownLearner: The institution knows no such learner.
        """
        row = self._session.execute(
            select(_LEARNERS).where(
                _LEARNERS.c.institution_id == self._institution_id, _LEARNERS.c.id == learner_id
            )
        ).one_or_none()
        if row is None:
            raise UnknownLearner(learner=str(learner_id))
        return _learner(row)

    def by_ids(self, learner_ids: Sequence[UUID]) -> Mapping[UUID, Learner]:
        """Return the learners with these ids; one that the institution does not know is left out."""
        mine = select(_LEARNERS).where(_LEARNERS.c.institution_id == self._institution_id)
        return {
            row.id: _learner(row)
            for some in in_parts(learner_ids)
            for row in self._session.execute(mine.where(_LEARNERS.c.id.in_(some)))
        }

    def find(self, student_numbers: Sequence[str], emails: Sequence[str]) -> Sequence[Learner]:
        """Return every learner with one of these numbers, or one of these addresses in lower case."""
        found: dict[UUID, Learner] = {}
        mine = select(_LEARNERS).where(_LEARNERS.c.institution_id == self._institution_id)
        for column, values in ((_LEARNERS.c.student_number, student_numbers), (_LEARNERS.c.email, emails)):
            for some in in_parts(values):
                for row in self._session.execute(mine.where(column.in_(some))):
                    found[row.id] = _learner(row)
        return list(found.values())


class SqlImports:
    """The files of results that one institution took in."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def by_sha256(self, file_sha256: str) -> ResultImport | None:
        """Return the import of a file with these bytes."""
        row = self._row(file_sha256)
        if row is None:
            return None
        return ResultImport(
            id=row.id,
            file_sha256=row.file_sha256,
            imported_at=row.imported_at,
            imported_by=row.imported_by,
            skipped_rows=row.skipped_rows,
        )

    def save(self, result_import: ResultImport) -> None:
        """Store an import, or the new state of one."""
        row = self._row(result_import.file_sha256)
        if row is None:
            row = ResultImportRow(
                id=result_import.id,
                institution_id=self._institution_id,
                file_sha256=result_import.file_sha256,
            )
            self._session.add(row)
        row.imported_at = result_import.imported_at
        row.imported_by = result_import.imported_by
        row.skipped_rows = result_import.skipped_rows
        self._session.flush()

    def _row(self, file_sha256: str) -> ResultImportRow | None:
        return self._session.scalar(
            select(ResultImportRow).where(
                ResultImportRow.institution_id == self._institution_id,
                ResultImportRow.file_sha256 == file_sha256,
            )
        )


def _module_version(row: ModuleVersionRow) -> ModuleVersion:
    if content_sha256(row.content) != row.content_sha256:
        raise RuntimeError(f"module version {row.id} was changed outside the software")
    return ModuleVersion(
        id=row.id,
        module=module_from_text(row.content),
        content_sha256=row.content_sha256,
        published_at=row.published_at,
        registers=edition_in(row),
    )


def _values(learner: Learner) -> dict[str, object]:
    return {
        "id": learner.id,
        "name": learner.name,
        "student_number": learner.student_number,
        "email": learner.email,
        "erased": learner.erased,
    }


def _learner(row: Row[Any]) -> Learner:
    return Learner(
        id=row.id, name=row.name, student_number=row.student_number, email=row.email, erased=row.erased
    )
