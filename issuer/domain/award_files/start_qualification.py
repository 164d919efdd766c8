"""Whether somebody has a startkwalificatie, as somebody found out. Only the outcome is kept, and the day.

Spec: requirements C09, F01, F02, F03.
"""

import enum
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.keys import Keys


class Held(enum.StrEnum):
    """What was found out."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "niet_bekend"


_ENOUGH: Final = frozenset(
    {"havo", "vwo", "mbo-2", "mbo-3", "mbo-4", "hbo", "wo", "hoger", "ja", "true", "yes"}
)
_NOT_ENOUGH: Final = frozenset({"mbo-1", "entree", "vmbo", "geen", "praktijkonderwijs", "nee", "false", "no"})
_UNKNOWN: Final = frozenset({"niet_bekend", "onbekend"})


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


def read_held(keys: Keys, key: str) -> Held | None:
    """Read an answer; one that nobody can understand is added to the findings."""
    raw = keys.text(key)
    if raw is None:
        return None
    held = held_of(raw)
    if held is None:
        keys.add("start_qualification_not_understood", key, requirement="F02", value=raw[:40])
    return held


def read_established(award: Keys) -> StartQualification | None:
    """Read ``startkwalificatie_vastgesteld`` of an award that follows on a startkwalificatie."""
    key = "startkwalificatie_vastgesteld"
    if key not in award:
        award.ignore((key,))
        return None
    keys = award.table(key)
    held = read_held(keys, "waarde")
    found = StartQualification(
        held=held or Held.UNKNOWN,
        on=read_day(keys, "datum"),
        has_reason="reden" in keys,
        pointer=keys.pointer,
    )
    keys.ignore(("reden", "door"))
    keys.finish()
    return found
