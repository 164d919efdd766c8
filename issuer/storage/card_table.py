"""The table of cards; see :mod:`issuer.storage.tables` for the rest."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class CardRow(Base):
    """A card of a credential, the newest of which counts; without content once the learner is erased."""

    __tablename__ = "card"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    credential_id: Mapped[str] = mapped_column(ForeignKey("credential.id"), index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
