"""The tables of what is known of modules and schools beside what credentials say."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from issuer.storage.tables import Base


class ModuleDescriptionRow(Base):
    """How a school described a module version, apart from what its credentials say."""

    __tablename__ = "module_description"

    module_version_id: Mapped[UUID] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    content: Mapped[str]


class SchoolProfileRow(Base):
    """What an institution says of itself now."""

    __tablename__ = "school_profile"

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    content: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
