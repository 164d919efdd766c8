"""Repository of what a school says of itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from issuer.domain.school_profile import SchoolProfile
from issuer.storage.module_tables import SchoolProfileRow


class SqlKeptProfile:
    """What one institution says of itself."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def current(self) -> SchoolProfile:
        """Return what it said last; nothing when it never said anything."""
        from issuer.stored_descriptions import profile_from_text

        row = self._session.get(SchoolProfileRow, self._institution_id)
        return SchoolProfile() if row is None else profile_from_text(row.content)

    def save(self, profile: SchoolProfile, *, at: datetime, by: str) -> None:
        """Store what it says from now on."""
        from issuer.stored_descriptions import profile_to_text

        self._session.merge(
            SchoolProfileRow(
                institution_id=self._institution_id,
                content=profile_to_text(profile),
                recorded_at=at,
                recorded_by=by,
            )
        )
        self._session.flush()
