"""Take a decision on open proposals."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from issuer.domain.decisions import Decision, DecisionOutcome, decide, decision_number
from issuer.domain.findings import Finding
from issuer.domain.people import two_different_people
from issuer.errors import AwardsBlocked, DecisionNumberTaken, DecisionRefused, NothingToDecide
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.register_editions import newest_edition

AwardsCheck = Callable[[Ledger, Sequence[UUID] | None, Decision], Iterable[Finding]]
"""Finds what stands in the way of awarding what is open among these proposals, or among all when None."""


def no_check(ledger: Ledger, award_ids: Sequence[UUID] | None, decision: Decision) -> Iterable[Finding]:
    """Find nothing."""
    del ledger, award_ids, decision
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRequest:
    """What the board decided.

    Attributes:
        number: The board's number for the decision.
        decided_on: The day.
        decided_by: Two different people, neither of whom proposed any of it.
        outcome: Awarded or rejected.
        award_ids: On which proposals; None means on all that are open.
    """

    number: str
    decided_on: date
    decided_by: tuple[str, ...]
    outcome: DecisionOutcome = DecisionOutcome.AWARDED
    award_ids: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision, on how many proposals, and whether it was taken before this call."""

    decision: Decision
    count: int
    already: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Take decisions of the exam board.

    Attributes:
        check: Finds what stands in the way of awarding what is proposed.
    """

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    check: AwardsCheck = no_check

    def __call__(self, institution_id: UUID, request: DecisionRequest) -> Decided:
        """Record the decision.

        Giving the same decision again, when nothing is left open, changes nothing and says so: a
        command that was interrupted can be repeated.

        Raises:
            DecisionRefused: See :func:`issuer.domain.decisions.decide`; or a proposal that was named
                is not open (``unknown_award``).
            DecisionNumberTaken: An earlier decision has this number.
            AwardsBlocked: Something stands in the way of awarding one of the proposals.
            NothingToDecide: There is no open proposal.
            UnknownInstitution: There is no such institution.
        """
        number = decision_number(request.number)
        with self.uow.begin(institution_id) as ledger:
            wanted = None if request.award_ids is None else tuple(dict.fromkeys(request.award_ids))
            proposals = ledger.awards.open_among(wanted)
            earlier = ledger.decisions.by_number(number)
            if earlier is not None:
                if proposals.count or not _same(earlier, request):
                    raise DecisionNumberTaken(number=number)
                return Decided(earlier, 0, already=True)
            if wanted is not None and proposals.count < len(wanted):
                raise DecisionRefused(reason="unknown_award")
            if not proposals.count:
                raise NothingToDecide()
            decision = decide(
                proposals.proposed_by,
                decision_id=self.new_id(),
                number=number,
                decided_on=request.decided_on,
                decided_by=request.decided_by,
                outcome=request.outcome,
                at=self.clock(),
                registers=newest_edition(ledger),
            )
            if decision.outcome is DecisionOutcome.AWARDED:
                self._refuse_what_is_blocked(ledger, wanted, decision)
            ledger.decisions.add(decision)
            ledger.awards.mark_decided(wanted, decision.id)
            ledger.audit.record(
                AuditEntry(
                    at=decision.recorded_at,
                    actor=" + ".join(decision.decided_by),
                    action="decided",
                    subject=str(decision.id),
                    details={
                        "number": decision.number,
                        "outcome": decision.outcome.value,
                        "awards": str(proposals.count),
                        "registers": str(decision.registers),
                    },
                )
            )
            return Decided(decision, proposals.count)

    def _refuse_what_is_blocked(
        self, ledger: Ledger, wanted: tuple[UUID, ...] | None, decision: Decision
    ) -> None:
        findings = tuple(self.check(ledger, wanted, decision))
        if findings:
            raise AwardsBlocked(findings, count=len({finding.file for finding in findings}))


def _same(decision: Decision, request: DecisionRequest) -> bool:
    return (
        decision.decided_on == request.decided_on
        and decision.outcome is request.outcome
        and set(decision.decided_by) == set(two_different_people(request.decided_by))
    )
