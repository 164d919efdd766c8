"""Whether a credential is still in force: events that are only ever added, and what follows from them."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from issuer.domain.bsn import contains_bsn
from issuer.errors import StatusChangeRefused

MAX_REASON_CHARACTERS = 1000


class StatusPurpose(enum.StrEnum):
    """``statusPurpose`` of a status list: one list has one."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


class StatusAction(enum.StrEnum):
    """What the board can do to an issued credential."""

    REVOKED = "revoked"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"


class ReasonCode(enum.StrEnum):
    """Why. The words are those of Dutch exam boards, as they stand in the annual report."""

    FOUT_IN_GEGEVENS = "fout_in_gegevens"
    FRAUDE = "fraude"
    INGETROKKEN_BESLUIT = "ingetrokken_besluit"
    VERZOEK_LERENDE = "verzoek_lerende"
    DUBBEL = "dubbel"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """One change of status; never altered, never removed.

    Attributes:
        credential_id: The credential.
        action: What was done.
        reason: Why, as a code.
        explanation: Why, in words; not public, deleted when the learner is erased.
        decision_number: The board's decision.
        decided_by: Who decided it: two people, or one for a suspension.
        at: When it took effect.
    """

    credential_id: str
    action: StatusAction
    reason: ReasonCode
    explanation: str
    decision_number: str
    decided_by: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class CredentialStatus:
    """Whether a credential is in force at some moment."""

    revoked: bool = False
    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A published list of status bits.

    Attributes:
        name: Last part of its URL, such as ``revocation-1``; also the name of its file.
        url: ``statusListCredential`` of the entries.
        purpose: Its one purpose.
        size: Number of entries.
    """

    name: str
    url: str
    purpose: StatusPurpose
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPlace:
    """The place of one credential in one list.

    Attributes:
        status_list: The list.
        index: Chosen at random, so that neighbours have nothing to do with each other.
    """

    status_list: StatusList
    index: int


def set_by(events: Iterable[StatusEvent], purpose: StatusPurpose, *, at: datetime) -> StatusEvent | None:
    """Return the event by which a status came to be set, or None when it is not set at ``at``.

    Args:
        events: Of one credential, in the order in which they were recorded.
        purpose: Which of its statuses.
        at: The moment that is asked about; it may lie in the past.
    """
    found: StatusEvent | None = None
    is_revocation = purpose is StatusPurpose.REVOCATION
    for event in events:
        if event.at > at:
            continue
        match event.action:
            case StatusAction.REVOKED if is_revocation:
                found = found or event
            case StatusAction.SUSPENDED if not is_revocation:
                found = found or event
            case StatusAction.REINSTATED if not is_revocation:
                found = None
    return found


def status_after(events: Iterable[StatusEvent], *, at: datetime) -> CredentialStatus:
    """Return the status that follows from the events up to and including ``at``.

    Args:
        events: Of one credential, in the order in which they were recorded.
        at: The moment that is asked about; it may lie in the past.
    """
    revoked = suspended = False
    for event in events:
        if event.at > at:
            continue
        match event.action:
            case StatusAction.REVOKED:
                revoked = True
            case StatusAction.SUSPENDED:
                suspended = True
            case StatusAction.REINSTATED:
                suspended = False
    return CredentialStatus(revoked=revoked, suspended=suspended)


def changes_anything(status: CredentialStatus, action: StatusAction, *, may_be_suspended: bool) -> bool:
    """Tell whether ``action`` would change ``status``, if it is allowed at all.

    Raises:
        StatusChangeRefused: The module did not ask for suspension, so its credentials have no place
            for it (``not_suspendable``); or the credential is revoked, which is final
            (``already_revoked``).
    """
    if action is StatusAction.REVOKED:
        return not status.revoked
    if not may_be_suspended:
        raise StatusChangeRefused(reason="not_suspendable")
    if status.revoked:
        raise StatusChangeRefused(reason="already_revoked")
    return status.suspended is (action is StatusAction.REINSTATED)


def explanation(text: str) -> str:
    """Return the explanation of a change, tidied.

    Raises:
        StatusChangeRefused: It is empty (``no_explanation``), too long (``explanation_too_long``)
            or holds what looks like a BSN (``bsn``).
    """
    tidied = " ".join(text.split())
    if not tidied:
        raise StatusChangeRefused(reason="no_explanation")
    if len(tidied) > MAX_REASON_CHARACTERS:
        raise StatusChangeRefused(reason="explanation_too_long")
    if contains_bsn(tidied):
        raise StatusChangeRefused(reason="bsn")
    return tidied
