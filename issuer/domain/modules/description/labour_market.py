"""What a module is worth on the labour market, and with whom it was made.

Spec: requirements A04, C03, C08, C14, G04, G17.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from credentials.achievement.language_map import LanguageMap

REACHES: Final = ("landelijk", "regionaal", "internationaal")
TRAINING_GOALS: Final = ("bijscholen", "omscholen", "opscholen")
GOAL_NAMES: Final[Mapping[str, LanguageMap]] = {
    "bijscholen": {"nl": "Bijscholen", "en": "Keep up"},
    "omscholen": {"nl": "Omscholen", "en": "Change work"},
    "opscholen": {"nl": "Opscholen", "en": "Move up"},
}
"""What a training is for, as people call it (C14)."""
GOAL_HINTS: Final[Mapping[str, LanguageMap]] = {
    "bijscholen": {"nl": "Bijblijven in het werk dat je doet.", "en": "Stay up to date in the work you do."},
    "omscholen": {"nl": "Overstappen naar ander werk.", "en": "Switch to other work."},
    "opscholen": {"nl": "Doorgroeien naar meer of moeilijker werk.", "en": "Grow into more demanding work."},
}
"""What that means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that a school works with.

    Attributes:
        name: What it is called.
        role: Such as "werkgever" or "brancheorganisatie", or None.
        kvk: Number at the Chamber of Commerce, eight digits, or None.
        brin: Of a school, or None.
    """

    name: str
    role: str | None = None
    kvk: str | None = None
    brin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourMarket:
    """The value on the labour market, apart from the words of it, which credentials carry.

    Attributes:
        reaches: Where it is worth something: of :data:`REACHES`.
        region: Which labour market region, by its name, or None; one goes with "regionaal".
        training_goals: Of :data:`TRAINING_GOALS`.
        developed_with: Employers and others who helped to make the module.
        consortium: Schools and others who give it together.
    """

    reaches: tuple[str, ...] = ()
    region: str | None = None
    training_goals: tuple[str, ...] = ()
    developed_with: tuple[Partner, ...] = ()
    consortium: tuple[Partner, ...] = ()
