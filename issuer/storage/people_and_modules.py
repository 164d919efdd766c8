"""Repositories of modules, learners and imports."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer.domain.awards import ModuleVersion, ResultImport
from issuer.domain.learners import Learner
from issuer.errors import UnknownLearner, UnknownModule
from issuer.storage.tables import LearnerRow, ModuleVersionRow, ResultImportRow
from issuer.stored_content import content_sha256, module_from_text, module_to_text


class SqlModules:
    """The published modules of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, version: ModuleVersion) -> None:
        """Store a new version."""
        self._session.add(
            ModuleVersionRow(
                id=version.id,
                institution_id=self._institution_id,
                module_id=version.module.id,
                version=version.module.version,
                content=module_to_text(version.module),
                content_sha256=version.content_sha256,
                published_at=version.published_at,
            )
        )
        self._session.flush()

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

    def add(self, learner: Learner) -> None:
        """Store a new learner."""
        self._session.add(
            LearnerRow(
                id=learner.id,
                institution_id=self._institution_id,
                name=learner.name,
                student_number=learner.student_number,
                email=learner.email,
                erased=learner.erased,
            )
        )

    def update(self, learner: Learner) -> None:
        """Replace what is known of a learner.

        Raises:
            UnknownLearner: The institution knows no such learner.
        """
        row = self._row(learner.id)
        row.name = learner.name
        row.student_number = learner.student_number
        row.email = learner.email
        row.erased = learner.erased
        self._session.flush()

    def get(self, learner_id: UUID) -> Learner:
        """Return one learner.

        Raises:
            UnknownLearner: The institution knows no such learner.
        """
        return _learner(self._row(learner_id))

    def by_student_number(self, student_number: str) -> Learner | None:
        """Return the learner with this number."""
        row = self._session.scalar(
            select(LearnerRow).where(
                LearnerRow.institution_id == self._institution_id, LearnerRow.student_number == student_number
            )
        )
        return _learner(row) if row else None

    def by_email(self, email: str) -> Learner | None:
        """Return the learner with this address, given in lower case."""
        row = self._session.scalar(
            select(LearnerRow).where(
                LearnerRow.institution_id == self._institution_id, LearnerRow.email == email
            )
        )
        return _learner(row) if row else None

    def _row(self, learner_id: UUID) -> LearnerRow:
        row = self._session.scalar(
            select(LearnerRow).where(
                LearnerRow.institution_id == self._institution_id, LearnerRow.id == learner_id
            )
        )
        if row is None:
            raise UnknownLearner(learner=str(learner_id))
        return row


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
    )


def _learner(row: LearnerRow) -> Learner:
    return Learner(
        id=row.id, name=row.name, student_number=row.student_number, email=row.email, erased=row.erased
    )
