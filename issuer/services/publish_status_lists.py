"""Publish the status lists as they are now."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from issuer.audit import SignatureLog
from issuer.domain.status import StatusList
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import UnitOfWork
from issuer.services.status_lists import sign_status_lists
from issuer.signing_keys import SigningKeys

WriteFile = Callable[[str, bytes], None]
"""Puts a file in its place, whole or not at all. The name is relative, such as ``status/x.json``."""


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A status list as it was published.

    Attributes:
        status_list: Which.
        content: The signed credential.
    """

    status_list: StatusList
    content: bytes

    @property
    def file_name(self) -> str:
        """Where it belongs below the public base URL."""
        return f"status/{self.status_list.name}.json"


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
            signed = sign_status_lists(ledger, lists, keys.data_integrity, log, at=at)
            published = tuple(PublishedList(one, signed[one.url]) for one in lists)
            log.write_to(ledger.audit)
            for one in published:
                write(one.file_name, one.content)
            return published
