"""Repository of the audit trail."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from issuer.domain.bsn import contains_bsn
from issuer.errors import DecisionRefused
from issuer.ports.audit import AuditEntry
from issuer.storage.tables import (
    AuditRow,
    table_of,
)

_AUDIT = table_of(AuditRow)


class SqlAuditTrail:
    """Everything that was done for one institution; only ever added to."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def record(self, entry: AuditEntry) -> None:
        """Add an entry."""
        self.record_all([entry])

    def record_all(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries.

        Raises:
            DecisionRefused: Somebody gave what may be a BSN as who they are (``bsn``). What is written
                here stays here.
        """
        if any(map(contains_bsn, {entry.actor for entry in entries})):
            raise DecisionRefused(reason="bsn")
        rows = [
            {
                "institution_id": self._institution_id,
                "at": entry.at,
                "actor": entry.actor,
                "action": entry.action,
                "subject": entry.subject,
                "details": dict(entry.details),
            }
            for entry in entries
        ]
        if rows:
            self._session.execute(insert(_AUDIT), rows)

    def entries(self, action: str | None = None) -> Sequence[AuditEntry]:
        """Return the entries, oldest first; only those of ``action`` if it is given."""
        statement = select(AuditRow).where(AuditRow.institution_id == self._institution_id)
        if action is not None:
            statement = statement.where(AuditRow.action == action)
        return [
            AuditEntry(
                at=row.at, actor=row.actor, action=row.action, subject=row.subject, details=row.details
            )
            for row in self._session.scalars(statement.order_by(AuditRow.sequence))
        ]
