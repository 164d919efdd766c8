"""A startkwalificatie as an award file speaks of it.

Spec: requirements C09, F01, F02, F03.
"""

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.keys import Keys
from issuer.domain.start_qualification import Held, StartQualification, held_of


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
