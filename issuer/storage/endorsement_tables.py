"""The tables of the signatures of others; see :mod:`issuer.storage.tables` for the rest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class SigningOrganisationRow(Base):
    """An organisation that signs, as the school knows it."""

    __tablename__ = "signing_organisation"
    __table_args__ = (
        UniqueConstraint("institution_id", "name"),
        # A key speaks for one organisation.
        UniqueConstraint("institution_id", "controller"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str]
    kvk: Mapped[str | None]
    controller: Mapped[str | None]
    did_document: Mapped[bytes | None] = mapped_column(LargeBinary)
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]


class FormerSigningKeyRow(Base):
    """A key that an organisation signed with once, and how that ended."""

    __tablename__ = "former_signing_key"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("signing_organisation.id"), index=True)
    controller: Mapped[str]
    did_document: Mapped[bytes | None] = mapped_column(LargeBinary)
    ended_as: Mapped[str]
    since: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class SigningRequestRow(Base):
    """An award that others were asked to sign, and the credential id that was reserved for it."""

    __tablename__ = "signing_request"

    credential_id: Mapped[str] = mapped_column(primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    award_id: Mapped[UUID] = mapped_column(ForeignKey("proposed_award.id"), unique=True)
    requested_at: Mapped[datetime]


class AwardEndorsementRow(Base):
    """A signature that an award waits for, or has; without content again once the learner is erased."""

    __tablename__ = "award_endorsement"
    __table_args__ = (CheckConstraint("content IS NULL OR content_sha256 IS NOT NULL", "has_digest"),)

    credential_id: Mapped[str] = mapped_column(ForeignKey("signing_request.credential_id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("signing_organisation.id"))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_sha256: Mapped[str | None] = mapped_column(String(64), unique=True)
    received_at: Mapped[datetime | None]


class SupersededEndorsementRow(Base):
    """A signature on an award that made way for another; without content once the learner is erased."""

    __tablename__ = "superseded_endorsement"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    credential_id: Mapped[str] = mapped_column(ForeignKey("signing_request.credential_id"), index=True)
    role: Mapped[str]
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("signing_organisation.id"))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime]
    superseded_by: Mapped[str]
    because: Mapped[str]


class ModuleEndorsementRow(Base):
    """What somebody signed about a module version, in one language."""

    __tablename__ = "module_endorsement"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    module_version_id: Mapped[UUID] = mapped_column(ForeignKey("module_version.id"), index=True)
    achievement_id: Mapped[str]
    endorser: Mapped[str]
    role: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    content_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    received_at: Mapped[datetime]
