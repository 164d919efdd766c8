"""Forget a learner. What they hold stays verifiable."""

from dataclasses import dataclass
from uuid import UUID

from issuer.domain.learners import Learner
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseLearner:
    """Delete everything that says who a learner is.

    Kept are random ids, digests, decisions, status events without their words, and the places in the
    status lists: with those the learner's own copy of a credential can still be verified and revoked,
    and none of them leads back to a person.
    """

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, learner_id: UUID, *, by: str) -> int:
        """Erase the learner and return how many credentials lost their stored content.

        Erasing again deletes what was written about the learner since: the words of a later revocation.

        Raises:
            UnknownLearner: The institution knows no such learner.
            UnknownInstitution: There is no such institution.
        """
        with self.uow.begin(institution_id) as ledger:
            erased_before = ledger.learners.get(learner_id).erased
            ledger.statuses.forget_explanations(learner_id)
            if erased_before:
                return 0
            ledger.learners.update_all(
                [Learner(id=learner_id, name="", student_number=None, email=None, erased=True)]
            )
            ledger.awards.forget_recipient(learner_id)
            ledger.facts.forget(learner_id)
            ledger.endorsements.forget(learner_id)
            credentials = ledger.credentials.forget_content(learner_id)
            ledger.audit.record(
                AuditEntry(
                    at=self.clock(),
                    actor=by,
                    action="learner_erased",
                    subject=str(learner_id),
                    details={"credentials": str(credentials)},
                )
            )
            return credentials
