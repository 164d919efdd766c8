"""Record the two decisions of a board on what comes from elsewhere: on a module, and on an award.

Spec: requirements I01, I05.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from credentials.parsing import JsonObject
from issuer.domain.stacking.credential_digest import credential_digest, is_digest_of
from issuer.domain.stacking.recognition import RecognitionDecision, RecognitionKind, decide_on_recognition
from issuer.errors import DecisionNumberTaken
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import UnitOfWork
from verifier.report import VerifiedCredential


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionRequest:
    """What the board decided.

    Attributes:
        number: The board's number for the decision.
        decided_on: The day.
        motivation: Why.
        decided_by: Two different people.
        is_positive: False when the board declined.
    """

    number: str
    decided_on: date
    motivation: str
    decided_by: tuple[str, ...]
    is_positive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognise:
    """Record decisions on modules and on awards. The one never brings the other along."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId

    def module(self, institution_id: UUID, module: str, request: RecognitionRequest) -> RecognitionDecision:
        """Record ``module_erkend``: on a module, or one of its versions, by its address.

        Giving the same decision again changes nothing.

        Raises:
            DecisionNumberTaken: The same number says something else of this module.
            DecisionRefused: See :func:`issuer.domain.stacking.recognition.decide_on_recognition`.
            UnknownInstitution: There is no such institution.
        """
        return self._record(institution_id, RecognitionKind.MODULE, module.strip(), None, request)

    def award(
        self, institution_id: UUID, verified: VerifiedCredential, request: RecognitionRequest
    ) -> RecognitionDecision:
        """Record ``waardering_gevalideerd``: on one credential, which was verified.

        Args:
            institution_id: Whose board decides.
            verified: The credential. What says something else under the same number is another one.
            request: The decision.

        Raises:
            DecisionNumberTaken: The same number says something else of this credential.
            DecisionRefused: See :func:`issuer.domain.stacking.recognition.decide_on_recognition`.
            UnknownInstitution: There is no such institution.
        """
        # Every credential that passes has an id; one too long to be shown is no subject.
        subject = verified.content.credential_id or ""
        return self._record(institution_id, RecognitionKind.AWARD, subject, verified.document, request)

    def _record(
        self,
        institution_id: UUID,
        kind: RecognitionKind,
        subject: str,
        document: JsonObject | None,
        request: RecognitionRequest,
    ) -> RecognitionDecision:
        digest = credential_digest(document) if document is not None else None
        decision = decide_on_recognition(
            kind,
            subject,
            decision_id=self.new_id(),
            number=request.number,
            decided_on=request.decided_on,
            motivation=request.motivation,
            decided_by=request.decided_by,
            is_positive=request.is_positive,
            subject_sha256=digest,
            at=self.clock(),
        )
        with self.uow.begin(institution_id) as ledger:
            for earlier in ledger.recognition.decisions():
                if (earlier.kind, earlier.subject, earlier.number) == (kind, subject, decision.number):
                    if not _is_of_same(earlier, document) or not earlier.is_same_as(decision):
                        raise DecisionNumberTaken(number=decision.number)
                    return earlier
            ledger.recognition.add_decision(decision)
            ledger.audit.record(
                AuditEntry(
                    at=decision.recorded_at,
                    actor=" + ".join(decision.decided_by),
                    action=kind.value,
                    subject=subject,
                    details={
                        "number": decision.number,
                        "outcome": "positive" if decision.is_positive else "negative",
                        **({"sha256": digest} if digest else {}),
                    },
                )
            )
        return decision


def _is_of_same(earlier: RecognitionDecision, document: JsonObject | None) -> bool:
    """Tell whether an earlier decision was on this very credential; of a module there is nothing to tell."""
    return document is None or is_digest_of(earlier.subject_sha256, document)
