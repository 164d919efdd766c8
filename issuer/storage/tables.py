"""The tables, as SQLAlchemy sees them. The migrations make them; a test compares the two.

Every table but the first belongs to an institution through ``institution_id``. Rows that are
evidence (module_version, decision, status_event, audit) are protected by triggers as well: see
the first migration.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: timezone-aware in Python, UTC without zone in a database that knows none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a moment without zone is a mistake of ours."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of all tables, with predictable names for constraints so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class InstitutionRow(Base):
    """An institution that issues with this installation."""

    __tablename__ = "institution"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    controller: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    public_base_url: Mapped[str]
    created_at: Mapped[datetime]
    url: Mapped[str | None]
    country_code: Mapped[str]
    region: Mapped[str | None]
    locality: Mapped[str | None]
    brin: Mapped[str | None]
    kvk: Mapped[str | None]
    rio: Mapped[str | None]
    parent_organisation: Mapped[str | None]


class EditionColumns:
    """Columns for the edition of the registers that something was judged with; both empty of what is old."""

    register_import_id: Mapped[UUID | None] = mapped_column(ForeignKey("register_import.id"))
    register_extract_sha256: Mapped[str | None] = mapped_column(String(64))


class ModuleVersionRow(EditionColumns, Base):
    """A published version of a module."""

    __tablename__ = "module_version"
    __table_args__ = (
        UniqueConstraint("institution_id", "module_id", "version"),
        CheckConstraint("register_import_id IS NULL OR register_extract_sha256 IS NULL", "one_edition"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    module_id: Mapped[str]
    version: Mapped[str]
    content: Mapped[str]
    content_sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]


class LearnerRow(Base):
    """A learner of an institution; without name and numbers once erased."""

    __tablename__ = "learner"
    __table_args__ = (
        UniqueConstraint("institution_id", "student_number"),
        UniqueConstraint("institution_id", "email"),
        CheckConstraint("erased OR student_number IS NOT NULL OR email IS NOT NULL", "recognisable"),
        CheckConstraint(
            "NOT erased OR (name = '' AND student_number IS NULL AND email IS NULL)", "erased_is_empty"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    student_number: Mapped[str | None]
    email: Mapped[str | None]
    erased: Mapped[bool] = mapped_column(default=False)


class ResultImportRow(Base):
    """A file of results that was taken in."""

    __tablename__ = "result_import"
    __table_args__ = (UniqueConstraint("institution_id", "file_sha256"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    file_sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]
    skipped_rows: Mapped[int]


class DecisionRow(EditionColumns, Base):
    """A decision of the exam board."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("institution_id", "number"),
        CheckConstraint("first_decider <> second_decider", "two_different_people"),
        CheckConstraint("register_import_id IS NULL OR register_extract_sha256 IS NULL", "one_edition"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    number: Mapped[str]
    decided_on: Mapped[date]
    outcome: Mapped[str]
    proposed_by: Mapped[list[Any]]
    first_decider: Mapped[str]
    second_decider: Mapped[str]
    recorded_at: Mapped[datetime]


class ProposedAwardRow(Base):
    """A proposed award, open as long as it has no decision."""

    __tablename__ = "proposed_award"
    __table_args__ = (
        Index(None, "institution_id", "decision_id"),
        Index(None, "institution_id", "learner_id"),
        # The same module for the same learner lies before the board once at a time.
        Index(
            "uq_proposed_award_open",
            "institution_id",
            "module_version_id",
            "learner_id",
            unique=True,
            sqlite_where=text("decision_id IS NULL"),
        ),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    module_version_id: Mapped[UUID] = mapped_column(ForeignKey("module_version.id"))
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"))
    recipient_name: Mapped[str]
    recipient_email: Mapped[str | None]
    language: Mapped[str]
    activity_start: Mapped[date | None]
    activity_end: Mapped[date | None]
    results: Mapped[list[Any]]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    import_id: Mapped[UUID] = mapped_column(ForeignKey("result_import.id"))
    replaces: Mapped[str | None]
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id"))
    provider: Mapped[str | None]
    evidence: Mapped[list[Any] | None]


class CredentialRow(Base):
    """An issued credential: the exact signed bytes, or only their digests once erased."""

    __tablename__ = "credential"
    __table_args__ = (
        # Idempotency: one award is issued once, whatever happens to the process that issues it.
        UniqueConstraint("institution_id", "module_version_id", "learner_id", "decision_id"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    award_id: Mapped[UUID] = mapped_column(ForeignKey("proposed_award.id"), unique=True)
    module_version_id: Mapped[UUID] = mapped_column(ForeignKey("module_version.id"))
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    data_integrity: Mapped[bytes | None] = mapped_column(LargeBinary)
    data_integrity_sha256: Mapped[str | None] = mapped_column(String(64))
    jwt: Mapped[bytes | None] = mapped_column(LargeBinary)
    jwt_sha256: Mapped[str | None] = mapped_column(String(64))
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]


class StatusListRow(Base):
    """A status list."""

    __tablename__ = "status_list"
    __table_args__ = (UniqueConstraint("institution_id", "name"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    url: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    size: Mapped[int]


class StatusIndexRow(Base):
    """A place in a status list that belongs to a credential."""

    __tablename__ = "status_index"

    status_list: Mapped[int] = mapped_column(ForeignKey("status_list.sequence"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[str] = mapped_column(
        ForeignKey("credential.id", deferrable=True, initially="DEFERRED"), index=True
    )


class StatusEventRow(Base):
    """A change of status of a credential."""

    __tablename__ = "status_event"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    credential_id: Mapped[str] = mapped_column(ForeignKey("credential.id"), index=True)
    action: Mapped[str]
    reason: Mapped[str]
    explanation: Mapped[str]
    decision_number: Mapped[str]
    decided_by: Mapped[list[Any]]
    at: Mapped[datetime]


class AuditRow(Base):
    """A line of the audit trail."""

    __tablename__ = "audit"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]


def table_of(row: type[Base]) -> Table:
    """Return the bare table.

    What goes in and out by the thousands is written and read as rows of it, which costs a third of
    what objects cost that the session keeps an eye on.
    """
    table = row.__table__
    if not isinstance(table, Table):  # pragma: no cover - every row here has a table
        raise TypeError(f"{row.__name__} is no table")
    return table
