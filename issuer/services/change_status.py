"""Revoke, suspend and reinstate, and ask for the status on a past date."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from issuer.domain.decisions import decision_number
from issuer.domain.issued import IssuedCredential
from issuer.domain.people import person, two_different_people
from issuer.domain.status import (
    CredentialStatus,
    ReasonCode,
    StatusAction,
    StatusEvent,
    changes_anything,
    explanation,
    status_after,
)
from issuer.errors import DecisionRefused, UnknownCredential
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRequest:
    """What the board decided about one credential.

    Attributes:
        credential_id: ``urn:uuid:…``.
        action: What to do.
        reason: Why, as a code.
        explanation: Why, in a sentence; never published.
        decision_number: The board's number.
        decided_by: Two different people; for a suspension, which can be undone, one is enough.
    """

    credential_id: str
    action: StatusAction
    reason: ReasonCode
    explanation: str
    decision_number: str
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """The status now, and whether this call changed it."""

    status: CredentialStatus
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStatus:
    """Change the status of issued credentials.

    The published lists do not change by this: see :mod:`issuer.services.publish_status_lists`.
    """

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, request: StatusRequest) -> StatusChange:
        """Add the event, unless the credential has that status already.

        Raises:
            UnknownCredential: The institution issued no such credential.
            StatusChangeRefused: The change is not allowed, or the explanation cannot be kept.
            DecisionRefused: The number or the people are not as they should be.
            UnknownInstitution: There is no such institution.
        """
        number = decision_number(request.decision_number)
        deciders = _deciders(request)
        words = explanation(request.explanation)
        at = self.clock()
        with self.uow.begin(institution_id) as ledger:
            credential = _credential(ledger, request.credential_id)
            module = ledger.modules.get(credential.module_version_id).module
            events = list(ledger.statuses.events(credential.id))
            status = status_after(events, at=at)
            if not changes_anything(status, request.action, may_be_suspended=module.may_be_suspended):
                return StatusChange(status, changed=False)
            event = StatusEvent(
                credential_id=credential.id,
                action=request.action,
                reason=request.reason,
                explanation=words,
                decision_number=number,
                decided_by=deciders,
                at=at,
            )
            ledger.statuses.record(event)
            ledger.audit.record(
                AuditEntry(
                    at=at,
                    actor=" + ".join(deciders),
                    action=request.action.value,
                    subject=credential.id,
                    details={"reason": request.reason.value, "decision": number},
                )
            )
            return StatusChange(status_after([*events, event], at=at), changed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStatus:
    """Ask whether a credential was in force at some moment."""

    uow: UnitOfWork

    def __call__(self, institution_id: UUID, credential_id: str, *, at: datetime) -> CredentialStatus:
        """Return the status at ``at``, which may lie in the past.

        Raises:
            UnknownCredential: The institution issued no such credential.
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            credential = _credential(ledger, credential_id)
            return status_after(ledger.statuses.events(credential.id), at=at)


def _deciders(request: StatusRequest) -> tuple[str, ...]:
    if request.action is StatusAction.SUSPENDED and len(request.decided_by) == 1:
        return (person(request.decided_by[0]),)
    if not request.decided_by:
        raise DecisionRefused(reason="no_person")
    return two_different_people(request.decided_by)


def _credential(ledger: Ledger, credential_id: str) -> IssuedCredential:
    credential = ledger.credentials.get(credential_id)
    if credential is None:
        raise UnknownCredential(credential=credential_id[:80])
    return credential
