"""The tables of agreements and of decisions on recognition; see :mod:`issuer.storage.tables` for the rest."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class AgreementRow(Base):
    """An agreement between institutions; never changed, since advice was based on it."""

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("institution_id", "number"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    number: Mapped[str]
    kind: Mapped[str]
    content: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class RecognitionDecisionRow(Base):
    """A decision on a module or an award of another school; never changed."""

    __tablename__ = "recognition_decision"
    __table_args__ = (
        UniqueConstraint("institution_id", "number", "kind", "subject"),
        CheckConstraint("first_decider <> second_decider", "two_different_people"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    subject_sha256: Mapped[str | None] = mapped_column(String(64))
    is_positive: Mapped[bool]
    number: Mapped[str]
    decided_on: Mapped[date]
    motivation: Mapped[str]
    first_decider: Mapped[str]
    second_decider: Mapped[str]
    recorded_at: Mapped[datetime]
