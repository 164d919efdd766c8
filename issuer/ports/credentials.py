"""What the services need of a store for issued credentials, and for whether they are in force."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from issuer.domain.issued import IssuedCredential
from issuer.domain.status import StatusEvent, StatusList, StatusPlace


@dataclass(frozen=True, slots=True)
class CredentialHeading:
    """A credential without its content: enough to list it.

    Attributes:
        id: ``urn:uuid:…``.
        learner_id: Whose.
        module_version_id: For what.
    """

    id: str
    learner_id: UUID
    module_version_id: UUID


class Credentials(Protocol):
    """The credentials that one institution issued."""

    def add_all(self, credentials: Sequence[IssuedCredential]) -> None:
        """Store new credentials, with their cards."""
        ...

    def add_card(self, credential_id: str, card: bytes, *, at: datetime) -> None:
        """Store a newer card of a credential, which from now on counts."""
        ...

    def get(self, credential_id: str) -> IssuedCredential | None:
        """Return one credential."""
        ...

    def of_award(self, award_id: UUID) -> IssuedCredential | None:
        """Return the credential that an award led to."""
        ...

    def all(self) -> Iterator[IssuedCredential]:
        """Yield every credential, in the order of issuing, without holding all in memory."""
        ...

    def headings(self) -> Iterator[CredentialHeading]:
        """Yield every credential that has not lost its content, in the order of issuing."""
        ...

    def count(self) -> int:
        """Return how many there are."""
        ...

    def forget_content(self, learner_id: UUID) -> int:
        """Delete the signed bytes of a learner's credentials, keep their digests; return how many."""
        ...


class Statuses(Protocol):
    """Status lists, the places in them, and what happened to the credentials of one institution."""

    def lists(self) -> Sequence[StatusList]:
        """Return all lists, oldest first."""
        ...

    def open_list(self, status_list: StatusList) -> None:
        """Store a new list."""
        ...

    def taken(self, status_list: StatusList) -> int:
        """Return how many places of a list are taken."""
        ...

    def taken_places(self, status_list: StatusList) -> Iterator[int]:
        """Yield the places of a list that are taken, in no order."""
        ...

    def reserve_all(self, places: Sequence[tuple[StatusPlace, str]]) -> bool:
        """Take places for credentials, all or none; False when one of them is taken already."""
        ...

    def places(self, credential_id: str) -> Sequence[StatusPlace]:
        """Return the places of a credential."""
        ...

    def record(self, event: StatusEvent) -> None:
        """Add an event."""
        ...

    def events(self, credential_id: str) -> Sequence[StatusEvent]:
        """Return the events of a credential, in the order of recording."""
        ...

    def events_of(self, credential_ids: Sequence[str]) -> Mapping[str, Sequence[StatusEvent]]:
        """Return the events of these credentials, by credential; one without events may be left out."""
        ...

    def events_by_index(self, status_list: StatusList) -> Mapping[int, Sequence[StatusEvent]]:
        """Return the events of all credentials with a place in a list, by that place."""
        ...

    def forget_explanations(self, learner_id: UUID) -> None:
        """Delete the words, not the codes, of the events of a learner's credentials."""
        ...
