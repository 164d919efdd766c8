"""The tables of the national registers; see :mod:`issuer.storage.tables` for the rest."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class RegisterImportRow(Base):
    """Files of the registers that were taken in together."""

    __tablename__ = "register_import"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), index=True)
    files_sha256: Mapped[str] = mapped_column(String(64))
    origin: Mapped[str]
    dated: Mapped[date]
    is_complete: Mapped[bool]
    counts: Mapped[dict[str, Any]]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]


class RegisterEntryRow(Base):
    """An entry of an import."""

    __tablename__ = "register_entry"
    __table_args__ = (Index(None, "code"),)

    import_sequence: Mapped[int] = mapped_column(
        ForeignKey("register_import.sequence"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
