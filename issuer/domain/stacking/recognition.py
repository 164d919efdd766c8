"""The two decisions of a board that receives somebody else's module. Neither follows from the other.

``module_erkend`` is about a module, whoever has it: its content is recognised here.
``waardering_gevalideerd`` is about one award: how this learner was assessed is accepted here.

Spec: requirements I01, I05.
"""

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from issuer.domain.bsn import contains_bsn
from issuer.domain.decisions import decision_number
from issuer.domain.people import two_different_people
from issuer.errors import DecisionRefused

MAX_MOTIVATION_CHARACTERS = 2_000
MAX_SUBJECT_CHARACTERS = 2_048


class RecognitionKind(enum.StrEnum):
    """What is decided on."""

    MODULE = "module_erkend"
    """A module, as its issuer describes it."""
    AWARD = "waardering_gevalideerd"
    """How one learner was valued, in one credential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionDecision:
    """One decision, on one module or one award.

    Attributes:
        id: Internal.
        kind: On what.
        subject: Address of the module or one of its versions, or id of the credential.
        subject_sha256: Of the credential that was looked at; None of a module.
        is_positive: Recognised or validated; False when the board declined.
        number: As the board numbers its decisions.
        decided_on: The day.
        motivation: Why, in the board's words, without anything about a person.
        decided_by: The two members of the board.
        recorded_at: When it was entered here.
    """

    id: UUID
    kind: RecognitionKind
    subject: str
    subject_sha256: str | None
    is_positive: bool
    number: str
    decided_on: date
    motivation: str
    decided_by: tuple[str, str]
    recorded_at: datetime

    def is_same_as(self, other: "RecognitionDecision") -> bool:
        """Tell whether the same was decided, whenever it was entered.

        Whether it is on the same credential is not looked at: a digest may be of an earlier edition. See
        :func:`issuer.domain.stacking.credential_digest.is_digest_of`.
        """
        return (
            self.kind is other.kind
            and self.subject == other.subject
            and self.is_positive == other.is_positive
            and self.number == other.number
            and self.decided_on == other.decided_on
            and self.motivation == other.motivation
            and set(self.decided_by) == set(other.decided_by)
        )


def decide_on_recognition(
    kind: RecognitionKind,
    subject: str,
    *,
    decision_id: UUID,
    number: str,
    decided_on: date,
    motivation: str,
    decided_by: tuple[str, ...],
    at: datetime,
    is_positive: bool = True,
    subject_sha256: str | None = None,
) -> RecognitionDecision:
    """Return the decision, if it may be taken like that.

    Raises:
        DecisionRefused: The number is empty or too long (``invalid_number``); the deciders are not two
            different people (``two_different_people_needed``); the day has yet to come
            (``date_in_future``); there is no motivation or a far too long one (``no_motivation``); it
            holds what may be a BSN (``bsn_in_motivation``); the subject is empty or too long
            (``no_subject``).
    """
    tidy = " ".join(motivation.split())
    if not tidy or len(tidy) > MAX_MOTIVATION_CHARACTERS:
        raise DecisionRefused(reason="no_motivation")
    if contains_bsn(tidy):
        raise DecisionRefused(reason="bsn_in_motivation")
    if not subject or len(subject) > MAX_SUBJECT_CHARACTERS or not subject.isprintable():
        raise DecisionRefused(reason="no_subject")
    # In the Netherlands the day starts up to two hours before it does in UTC.
    if decided_on > (at + timedelta(hours=2)).date():
        raise DecisionRefused(reason="date_in_future")
    return RecognitionDecision(
        id=decision_id,
        kind=kind,
        subject=subject,
        subject_sha256=subject_sha256,
        is_positive=is_positive,
        number=decision_number(number),
        decided_on=decided_on,
        motivation=tidy,
        decided_by=two_different_people(decided_by),
        recorded_at=at,
    )
