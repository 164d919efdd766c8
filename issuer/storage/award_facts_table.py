"""The table of what is written down about awards; see :mod:`issuer.storage.tables` for the rest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class AwardFactsRow(Base):
    """What is written down about an award; without content once the learner is erased."""

    __tablename__ = "award_facts"

    award_id: Mapped[UUID] = mapped_column(ForeignKey("proposed_award.id"), primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    content: Mapped[str | None]
    content_sha256: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
