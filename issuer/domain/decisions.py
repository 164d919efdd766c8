"""The decision of the exam board, by two people who did not propose it.

The board's independence is the root of every credential's authority: nothing is signed without one
of these.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from issuer.domain.bsn import contains_bsn
from issuer.domain.people import two_different_people
from issuer.domain.registers.edition import RegisterEdition
from issuer.errors import DecisionRefused

MAX_NUMBER_CHARACTERS = 64


class DecisionOutcome(enum.StrEnum):
    """What the board decided on the proposals."""

    AWARDED = "awarded"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision, on one or more proposals.

    Attributes:
        id: Internal.
        number: As the board numbers its decisions; unique within the institution.
        decided_on: The day of the decision; ``awardedDate`` in the credentials.
        outcome: Awarded or rejected.
        proposed_by: Everyone who proposed something that it is about.
        decided_by: The two who decided.
        recorded_at: When it was entered here.
        registers: The edition of the registers at that moment, or None when that was not kept.
    """

    id: UUID
    number: str
    decided_on: date
    outcome: DecisionOutcome
    proposed_by: tuple[str, ...]
    decided_by: tuple[str, str]
    recorded_at: datetime
    registers: RegisterEdition | None = None


def decide(
    proposed_by: Iterable[str],
    *,
    decision_id: UUID,
    number: str,
    decided_on: date,
    decided_by: tuple[str, ...],
    outcome: DecisionOutcome,
    at: datetime,
    registers: RegisterEdition | None = None,
) -> Decision:
    """Return the decision on what these people proposed, if ``decided_by`` may take it.

    Raises:
        DecisionRefused: The number is empty or too long (``invalid_number``); the deciders are not
            two different people (``two_different_people_needed``); one of them proposed one of
            these awards (``decider_proposed``); the day has yet to come (``date_in_future``).
    """
    tidy_number = decision_number(number)
    deciders = two_different_people(decided_by)
    proposers = tuple(sorted(set(proposed_by)))
    if set(deciders) & set(proposers):
        raise DecisionRefused(reason="decider_proposed")
    # In the Netherlands the day starts up to two hours before it does in UTC.
    if decided_on > (at + timedelta(hours=2)).date():
        raise DecisionRefused(reason="date_in_future")
    return Decision(
        id=decision_id,
        number=tidy_number,
        decided_on=decided_on,
        outcome=outcome,
        proposed_by=proposers,
        decided_by=deciders,
        recorded_at=at,
        registers=registers,
    )


def decision_number(text: str) -> str:
    """Return the number of a decision without needless spaces.

    Raises:
        DecisionRefused: It is empty, too long or unprintable (``invalid_number``), or holds what may be
            a BSN (``bsn``): the number is printed in the credential.
    """
    tidied = " ".join(text.split())
    if not tidied or len(tidied) > MAX_NUMBER_CHARACTERS or not tidied.isprintable():
        raise DecisionRefused(reason="invalid_number")
    if contains_bsn(tidied):
        raise DecisionRefused(reason="bsn")
    return tidied
