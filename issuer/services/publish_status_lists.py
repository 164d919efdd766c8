"""Publish the status lists as they are now, each with the document that says since when and why."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from issuer.audit import SignatureLog
from issuer.domain.status import StatusList
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.status_changes import CHANGES_FOLDER, status_changes
from issuer.services.status_lists import sign_status_list
from issuer.signing_keys import SigningKeys

WriteFile = Callable[[str, bytes], None]
"""Puts a file in its place, whole or not at all. The name is relative, such as ``status/x.json``."""


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A status list as it was published.

    Attributes:
        status_list: Which.
        content: The signed credential.
        changes: The document that it names, which says since when and why; or None.
    """

    status_list: StatusList
    content: bytes
    changes: bytes | None = None

    @property
    def file_name(self) -> str:
        """Where it belongs below the public base URL."""
        return f"status/{self.status_list.name}.json"

    @property
    def changes_name(self) -> str | None:
        """Where the document belongs, or None when there is none."""
        if self.changes is None:
            return None
        return f"{CHANGES_FOLDER}/{self.status_list.name}-{hashlib.sha256(self.changes).hexdigest()}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishStatusLists:
    """Rebuild every list from the events, sign it, and put it in its place."""

    uow: UnitOfWork
    clock: Clock

    def __call__(
        self, institution_id: UUID, keys: SigningKeys, *, by: str, write: WriteFile
    ) -> tuple[PublishedList, ...]:
        """Publish all lists of the institution.

        The files are written while the transaction is open. So two of these cannot overtake each
        other, and an older list never takes the place of a newer one.

        Raises:
            UnknownInstitution: There is no such institution.
            OSError: ``write`` could not write; nothing is recorded.
        """
        with self.uow.begin(institution_id) as ledger:
            at = self.clock()
            log = SignatureLog(clock=self.clock, actor=by)
            lists = ledger.statuses.lists()
            published = tuple(_signed(ledger, one, keys, log, at=at) for one in lists)
            log.write_to(ledger.audit)
            for one in published:
                # First: whoever has the list finds what it names.
                if one.changes is not None and one.changes_name is not None:
                    write(one.changes_name, one.changes)
                write(one.file_name, one.content)
            return published


def _signed(
    ledger: Ledger, status_list: StatusList, keys: SigningKeys, log: SignatureLog, *, at: datetime
) -> PublishedList:
    events = ledger.statuses.events_by_index(status_list)
    changes = status_changes(status_list, events, at=at)
    content = sign_status_list(
        ledger.institution, status_list, events, keys.data_integrity, log, at=at, changes=changes
    )
    return PublishedList(status_list, content, changes)
