"""An award that the board granted, with what records for other registers are made from."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.modules.description import ModuleDescription


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedAward:
    """One award. It holds no name and no address, so that no record can.

    Attributes:
        award_id: Internal; says in remarks which award is meant.
        learner_id: Internal and random: the pseudonym in what is kept for monitoring.
        student_number: In the school's own system, or None: the key that it joins records by.
        description: The module version.
        decided_on: The day of the board's decision.
        decision_number: As the board numbers it.
        is_revoked: The credential that came of it was revoked.
        results: Names and values of what was achieved.
        start: First day of the learning experience, or None.
        end: Last day, or None.
        credential_id: The credential that came of it, or None while there is none.
        facts: What is written down about it, or None.
    """

    award_id: UUID
    learner_id: UUID
    student_number: str | None
    description: ModuleDescription
    decided_on: date
    decision_number: str
    is_revoked: bool = False
    results: tuple[tuple[str, str], ...] = ()
    start: date | None = None
    end: date | None = None
    credential_id: str | None = None
    facts: AwardFacts | None = None

    @property
    def instrument(self) -> Instrument:
        """What was awarded."""
        return INSTRUMENTS[self.description.module.instrument]

    @property
    def funding(self) -> str | None:
        """Who pays: as the award says, else as the module says."""
        return (self.facts.funding if self.facts else None) or self.description.funding
