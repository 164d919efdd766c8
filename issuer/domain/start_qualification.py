"""Whether somebody has a startkwalificatie, as somebody found out. Only the outcome is kept, and the day.

Spec: requirements C09, F01, F02, F03.
"""

import enum
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

Strictness = Literal["block", "warn", "off"]
"""What an institution makes of it when no startkwalificatie was seen (C09)."""


class Held(enum.StrEnum):
    """What was found out."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "niet_bekend"


_ENOUGH: Final = frozenset(
    {"havo", "vwo", "mbo-2", "mbo-3", "mbo-4", "hbo", "wo", "hoger", "ja", "true", "yes"}
)
_NOT_ENOUGH: Final = frozenset({"mbo-1", "entree", "vmbo", "geen", "praktijkonderwijs", "nee", "false", "no"})
_UNKNOWN: Final = frozenset({"niet_bekend", "onbekend", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StartQualification:
    """What is known of a learner's startkwalificatie.

    Attributes:
        held: The outcome.
        on: When somebody looked, or None.
        outdated: There is one, but too old to be of use (F03).
        has_reason: A reason is on file at the school. Its words are not kept here.
        pointer: Where it stands.
    """

    held: Held
    on: date | None = None
    outdated: bool = False
    has_reason: bool = False
    pointer: str = field(default="", compare=False)


def held_of(text: str) -> Held | None:
    """Return what an answer or the name of somebody's highest diploma comes down to; None if neither.

    Havo, vwo and mbo from level 2 up are a startkwalificatie; entree (mbo level 1) is none.

    Spec: requirement F02.
    """
    word = text.casefold().replace(" ", "-").replace("mbo2", "mbo-2").replace("mbo3", "mbo-3")
    word = word.replace("mbo4", "mbo-4").replace("mbo1", "mbo-1").replace("niet-bekend", "niet_bekend")
    if word in _ENOUGH:
        return Held.YES
    if word in _NOT_ENOUGH:
        return Held.NO
    return Held.UNKNOWN if word in _UNKNOWN else None
