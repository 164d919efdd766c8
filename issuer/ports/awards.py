"""What the services need of a store for awards: from the file of results to the decision."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from issuer.domain.awards import ProposedAward, ResultImport
from issuer.domain.decisions import Decision, DecisionOutcome


class Imports(Protocol):
    """The files of results that one institution took in."""

    def by_sha256(self, file_sha256: str) -> ResultImport | None:
        """Return the import of a file with these bytes."""
        ...

    def save(self, result_import: ResultImport) -> None:
        """Store an import, or the new state of one."""
        ...


@dataclass(frozen=True, slots=True)
class EarlierAward:
    """An award from before, and what became of it.

    Attributes:
        award: What was proposed.
        outcome: What was decided, or None while it is open.
        credential_id: The credential that came of it, or None.
    """

    award: ProposedAward
    outcome: DecisionOutcome | None
    credential_id: str | None


@dataclass(frozen=True, slots=True)
class OpenAwards:
    """Proposals that no decision was taken on yet.

    Attributes:
        count: How many.
        proposed_by: Everyone who proposed one of them.
    """

    count: int
    proposed_by: tuple[str, ...]


class Awards(Protocol):
    """The proposed awards of one institution."""

    def add_all(self, awards: Sequence[ProposedAward]) -> None:
        """Store new proposals."""
        ...

    def get(self, award_id: UUID) -> ProposedAward | None:
        """Return one award."""
        ...

    def open(self) -> Iterator[ProposedAward]:
        """Yield what no decision was taken on yet, in the order of proposing, a few in memory at a time."""
        ...

    def open_among(self, award_ids: Sequence[UUID] | None) -> OpenAwards:
        """Count what is open among these, or among all of the institution when None."""
        ...

    def of_learners(self, learner_ids: Sequence[UUID]) -> Sequence[EarlierAward]:
        """Return everything that was ever proposed for these learners, in the order of proposing."""
        ...

    def awarded(self) -> Iterator[EarlierAward]:
        """Yield every award that the board granted and that was not erased, in the order of proposing."""
        ...

    def to_issue(self, *, limit: int, after: UUID | None = None) -> Sequence[ProposedAward]:
        """Return what was awarded and has no credential yet, in the order of proposing.

        Args:
            limit: At most so many.
            after: Only what was proposed after this award.
        """
        ...

    def still_to_issue(self, award_ids: Sequence[UUID]) -> Set[UUID]:
        """Return which of these are awarded, not erased, and have no credential yet."""
        ...

    def count_to_issue(self) -> int:
        """Return how many there are to issue."""
        ...

    def mark_decided(self, award_ids: Sequence[UUID] | None, decision_id: UUID) -> None:
        """Record that a decision was taken on these open proposals, or on all that are open when None."""
        ...

    def forget_recipient(self, learner_id: UUID) -> None:
        """Delete name, address and results of a learner from all their awards."""
        ...


class Decisions(Protocol):
    """The decisions of one exam board."""

    def add(self, decision: Decision) -> None:
        """Store a new decision."""
        ...

    def get(self, decision_id: UUID) -> Decision | None:
        """Return one decision."""
        ...

    def by_number(self, number: str) -> Decision | None:
        """Return the decision with this number."""
        ...
