"""What was proposed before for some learners, and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from issuer.domain.awards import ProposedAward
from issuer.domain.decisions import DecisionOutcome
from issuer.domain.status import StatusEvent, status_after
from issuer.ports.awards import EarlierAward
from issuer.ports.store import Ledger
from issuer.services.known_learners import KnownLearners


@dataclass(frozen=True, slots=True)
class EarlierAwards:
    """Awards of some learners by learner, and the events of the credentials that came of them."""

    awards: Mapping[UUID, Sequence[EarlierAward]]
    events: Mapping[str, Sequence[StatusEvent]]

    @classmethod
    def of(cls, ledger: Ledger, learners: KnownLearners) -> "EarlierAwards":
        """Look up what was proposed for learners that were in the store before."""
        awards: dict[UUID, list[EarlierAward]] = {}
        issued: list[str] = []
        for one in ledger.awards.of_learners(learners.ids_in_store()):
            awards.setdefault(one.award.learner_id, []).append(one)
            if one.credential_id is not None:
                issued.append(one.credential_id)
        return cls(awards, ledger.statuses.events_of(issued) if issued else {})

    def compared_with(self, proposal: ProposedAward) -> tuple[ProposedAward | None, str | None]:
        """Return the award of the same module that stands in the way, or what the new one replaces.

        A rejected proposal and a revoked credential do not stand in the way.
        """
        replaces = None
        for earlier in self.awards.get(proposal.learner_id, ()):
            if earlier.award.module_version_id != proposal.module_version_id:
                continue
            if earlier.outcome is DecisionOutcome.REJECTED:
                continue
            if earlier.credential_id is None or not self._is_revoked(earlier.credential_id, proposal):
                return earlier.award, None
            replaces = earlier.credential_id
        return None, replaces

    def standing(self, proposal: ProposedAward) -> Iterator[ProposedAward]:
        """Yield every other award of the learner that was not rejected, and is not revoked."""
        for earlier in self.awards.get(proposal.learner_id, ()):
            if earlier.outcome is DecisionOutcome.REJECTED:
                continue
            if earlier.credential_id is None or not self._is_revoked(earlier.credential_id, proposal):
                yield earlier.award

    def _is_revoked(self, credential_id: str, proposal: ProposedAward) -> bool:
        return status_after(self.events.get(credential_id, ()), at=proposal.proposed_at).revoked
