"""One award as its rules see it: what is written down, what is awarded, and what is known around it."""

from dataclasses import dataclass
from typing import Literal

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings

Weight = Literal["block", "warn", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardPolicy:
    """What an institution settled for all its awards.

    Attributes:
        start_qualification: What it means for a microcredential when no startkwalificatie was seen (C09).
        support_scheme: Every praktijkverklaring runs under the scheme "derde steunpakket" (F15, F16).
        days_to_issue: How many days after the final talk it should be issued (F21).
    """

    start_qualification: Weight = "warn"
    support_scheme: bool = False
    days_to_issue: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCase:
    """What the rules look at."""

    facts: AwardFacts
    description: ModuleDescription
    surroundings: Surroundings
    policy: AwardPolicy

    @property
    def instrument(self) -> Instrument:
        """What is awarded."""
        return INSTRUMENTS[self.description.module.instrument]
