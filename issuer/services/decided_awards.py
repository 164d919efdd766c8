"""Gathers the awards that the board granted, for the records of other registers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from issuer.domain.decisions import Decision
from issuer.domain.exports.decided_award import DecidedAward
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.status import status_after
from issuer.ports.awards import EarlierAward
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDecidedAwards:
    """Read the awards that were granted, without the name or address of anybody."""

    uow: UnitOfWork
    clock: Clock

    def __call__(
        self, institution_id: UUID, *, since: date | None = None, until: date | None = None
    ) -> tuple[DecidedAward, ...]:
        """Return the awards of which the decision falls within these days, in the order of proposing.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        at = self.clock()
        with self.uow.read(institution_id) as ledger:
            gathering = _Gathering(ledger, at)
            return tuple(
                one
                for one in gathering.all()
                if (since is None or one.decided_on >= since) and (until is None or one.decided_on <= until)
            )


@dataclass(slots=True)
class _Gathering:
    ledger: Ledger
    at: datetime
    _decisions: dict[UUID, Decision] = field(default_factory=dict)

    def all(self) -> Iterator[DecidedAward]:
        """Yield every award, a few hundred looked up at a time."""
        known = self.ledger.modules.descriptions()
        descriptions = {
            version.id: known.get(version.id) or ModuleDescription(module=version.module)
            for version in self.ledger.modules.all()
        }
        coming = self.ledger.awards.awarded()
        while some := tuple(islice(coming, _AT_ONCE)):
            yield from self._some(some, descriptions)

    def _some(
        self, some: Sequence[EarlierAward], descriptions: dict[UUID, ModuleDescription]
    ) -> Iterator[DecidedAward]:
        learners = self.ledger.learners.by_ids([one.award.learner_id for one in some])
        facts = self.ledger.facts.of_awards([one.award.id for one in some])
        events = self.ledger.statuses.events_of([one.credential_id for one in some if one.credential_id])
        for one in some:
            award = one.award
            decision = self._decision(award.decision_id)
            if decision is None:
                continue
            learner = learners.get(award.learner_id)
            of_award = facts.get(award.id)
            enrolled = of_award.enrolment.student_number if of_award and of_award.enrolment else None
            description = descriptions[award.module_version_id]
            names = {each.id: each.name for each in description.module.result_descriptions}
            yield DecidedAward(
                award_id=award.id,
                learner_id=award.learner_id,
                student_number=enrolled or (learner.student_number if learner else None),
                description=description,
                decided_on=decision.decided_on,
                decision_number=decision.number,
                is_revoked=status_after(events.get(one.credential_id or "", ()), at=self.at).revoked,
                results=tuple(
                    (names.get(result.result_description, result.result_description), result.value)
                    for result in award.results
                ),
                start=award.activity_start,
                end=award.activity_end,
                credential_id=one.credential_id,
                facts=of_award,
            )

    def _decision(self, decision_id: UUID | None) -> Decision | None:
        if decision_id is None:
            return None
        if decision_id not in self._decisions:
            found = self.ledger.decisions.get(decision_id)
            if found is None:
                return None
            self._decisions[decision_id] = found
        return self._decisions[decision_id]
