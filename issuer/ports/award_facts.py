"""What the services need of a store for what is written down about awards."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from issuer.domain.award_files.facts import AwardFacts


class KeptFacts(Protocol):
    """What is written down about the awards of one institution."""

    def add_all(self, facts: Mapping[UUID, "AwardFacts"], *, at: datetime) -> None:
        """Store the facts of new awards, by award."""
        ...

    def of_awards(self, award_ids: Sequence[UUID]) -> Mapping[UUID, "AwardFacts"]:
        """Return the facts of these awards; one without facts, or an erased one, is left out."""
        ...

    def of_open_awards(self, award_ids: Sequence[UUID] | None) -> Iterator[tuple[UUID, "AwardFacts"]]:
        """Yield the facts of what is open among these, or among all of the institution when None."""
        ...

    def forget(self, learner_id: UUID) -> None:
        """Delete the facts of a learner's awards; their digests stay."""
        ...
