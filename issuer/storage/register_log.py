"""Repository of the issuer's own register."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from issuer.domain.exports.register_feed import FeedEntry, FeedEvent, RegisterStanding, RegisterStatus
from issuer.storage.register_log_tables import RegisterEventRow, RegisterStandingRow
from issuer.storage.tables import CredentialRow, StatusEventRow, table_of

_EVENTS = table_of(RegisterEventRow)
_STANDINGS = table_of(RegisterStandingRow)
_CREDENTIALS = table_of(CredentialRow)
_CHANGES = table_of(StatusEventRow)
_ROWS_IN_MEMORY = 1000


class SqlRegisterLog:
    """What happened to the credentials of one institution, in an order that never changes."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def take_in(self) -> int:
        """Add what was issued and changed since the last time, and return how much that was.

        Credentials come first, so that no change stands before the issuing of what it changes.
        """
        start = number = self.count()
        for found in (self._new_credentials(), self._new_changes()):
            rows = []
            for credential_id, event, at, module_version_id in found:
                number += 1
                rows.append(
                    {
                        "institution_id": self._institution_id,
                        "number": number,
                        "credential_id": credential_id,
                        "event": event,
                        "at": at,
                        "module_version_id": module_version_id,
                    }
                )
            if rows:
                self._session.execute(insert(_EVENTS), rows)
        return number - start

    def _new_credentials(self) -> Sequence[tuple[object, ...]]:
        known = select(_EVENTS.c.credential_id).where(
            _EVENTS.c.institution_id == self._institution_id, _EVENTS.c.event == FeedEvent.ISSUED.value
        )
        rows = self._session.execute(
            select(_CREDENTIALS.c.id, _CREDENTIALS.c.valid_from, _CREDENTIALS.c.module_version_id)
            .where(_CREDENTIALS.c.institution_id == self._institution_id, _CREDENTIALS.c.id.not_in(known))
            .order_by(_CREDENTIALS.c.sequence)
        )
        return [(row.id, FeedEvent.ISSUED.value, row.valid_from, row.module_version_id) for row in rows]

    def _new_changes(self) -> Sequence[tuple[object, ...]]:
        rows = self._session.execute(
            select(
                _CHANGES.c.credential_id, _CHANGES.c.action, _CHANGES.c.at, _CREDENTIALS.c.module_version_id
            )
            .join(_CREDENTIALS, _CREDENTIALS.c.id == _CHANGES.c.credential_id)
            .outerjoin(
                _EVENTS,
                (_EVENTS.c.credential_id == _CHANGES.c.credential_id)
                & (_EVENTS.c.event == _CHANGES.c.action)
                & (_EVENTS.c.at == _CHANGES.c.at),
            )
            .where(_CHANGES.c.institution_id == self._institution_id, _EVENTS.c.number.is_(None))
            .order_by(_CHANGES.c.sequence)
        )
        return [(row.credential_id, row.action, row.at, row.module_version_id) for row in rows]

    def count(self) -> int:
        """Return how many entries there are."""
        return (
            self._session.scalar(
                select(func.max(_EVENTS.c.number)).where(_EVENTS.c.institution_id == self._institution_id)
            )
            or 0
        )

    def entries(self, *, after: int = 0, limit: int | None = None) -> Iterator[FeedEntry]:
        """Yield the entries with a higher number than ``after``, in order, a few in memory at a time."""
        statement = (
            select(_EVENTS)
            .where(_EVENTS.c.institution_id == self._institution_id, _EVENTS.c.number > after)
            .order_by(_EVENTS.c.number)
            .limit(limit)
            .execution_options(yield_per=_ROWS_IN_MEMORY)
        )
        for row in self._session.execute(statement):
            yield FeedEntry(
                number=row.number,
                credential_id=row.credential_id,
                event=FeedEvent(row.event),
                at=row.at,
                module_version_id=str(row.module_version_id),
            )

    def standings(self, register: str) -> Mapping[str, RegisterStanding]:
        """Return how credentials stand with a register, by credential; one never offered is left out."""
        rows = self._session.scalars(
            select(RegisterStandingRow)
            .where(
                RegisterStandingRow.institution_id == self._institution_id,
                RegisterStandingRow.register == register,
            )
            .order_by(RegisterStandingRow.sequence)
        )
        return {row.credential_id: _standing(row) for row in rows}

    def standings_of(self, credential_id: str) -> Sequence[RegisterStanding]:
        """Return everything that was recorded about a credential, oldest first."""
        rows = self._session.scalars(
            select(RegisterStandingRow)
            .where(
                RegisterStandingRow.institution_id == self._institution_id,
                RegisterStandingRow.credential_id == credential_id,
            )
            .order_by(RegisterStandingRow.sequence)
        )
        return [_standing(row) for row in rows]

    def record_standings(self, standings: Sequence[RegisterStanding]) -> None:
        """Add how credentials stand from now on."""
        rows = [
            {
                "institution_id": self._institution_id,
                "credential_id": one.credential_id,
                "register": one.register,
                "status": one.status.value,
                "register_id": one.register_id,
                "recorded_at": one.at,
                "recorded_by": one.by,
            }
            for one in standings
        ]
        if rows:
            self._session.execute(insert(_STANDINGS), rows)


def _standing(row: RegisterStandingRow) -> RegisterStanding:
    return RegisterStanding(
        credential_id=row.credential_id,
        register=row.register,
        status=RegisterStatus(row.status),
        register_id=row.register_id,
        at=row.recorded_at,
        by=row.recorded_by,
    )
