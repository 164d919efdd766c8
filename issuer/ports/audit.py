"""What the services need of a store for the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the audit trail. Ids and codes only, nothing about a person's identity.

    Attributes:
        at: When.
        actor: Who did it, or which command.
        action: What was done, such as ``signature``.
        subject: Id of what it was done to.
        details: Codes, digests and ids that belong to it.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, str]


class AuditTrail(Protocol):
    """Everything that was done for one institution; only ever added to."""

    def record(self, entry: AuditEntry) -> None:
        """Add an entry."""
        ...

    def record_all(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries."""
        ...

    def entries(self, action: str | None = None) -> Sequence[AuditEntry]:
        """Return the entries, oldest first; only those of ``action`` if it is given."""
        ...
