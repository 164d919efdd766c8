"""What the services need of a store for learners."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from issuer.domain.learners import Learner


class Learners(Protocol):
    """The learners of one institution."""

    def add_all(self, learners: Sequence[Learner]) -> None:
        """Store new learners."""
        ...

    def update_all(self, learners: Sequence[Learner]) -> None:
        """Replace what is known of learners, one after the other."""
        ...

    def get(self, learner_id: UUID) -> Learner:
        """Return one learner.

        Raises:
            UnknownLearner: The institution knows no such learner.
        """
        ...

    def by_ids(self, learner_ids: Sequence[UUID]) -> Mapping[UUID, Learner]:
        """Return the learners with these ids; one that the institution does not know is left out."""
        ...

    def find(self, student_numbers: Sequence[str], emails: Sequence[str]) -> Sequence[Learner]:
        """Return every learner with one of these numbers, or one of these addresses in lower case."""
        ...
