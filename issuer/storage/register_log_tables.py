"""The tables of the issuer's own register; see :mod:`issuer.storage.tables` for the rest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class RegisterEventRow(Base):
    """Something that happened to a credential, in the order in which the register took it in."""

    __tablename__ = "register_event"
    __table_args__ = (UniqueConstraint("credential_id", "event", "at"),)

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    credential_id: Mapped[str] = mapped_column(ForeignKey("credential.id"))
    event: Mapped[str]
    at: Mapped[datetime]
    module_version_id: Mapped[UUID] = mapped_column(ForeignKey("module_version.id"))


class RegisterStandingRow(Base):
    """How a credential stands with a register of somebody else; the last row counts."""

    __tablename__ = "register_standing"
    __table_args__ = (Index(None, "institution_id", "register", "credential_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    credential_id: Mapped[str] = mapped_column(ForeignKey("credential.id"))
    register: Mapped[str]
    status: Mapped[str]
    register_id: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
