"""How large a module is, and at what level.

Spec: requirements B01–B11.
"""

import re
from typing import Final

from credentials.achievement.european_vocabularies import EQF_LEVELS, NLQF_LEVELS
from credentials.achievement.model import Level, StudyLoad
from issuer.domain.modules.description import Hours
from issuer.domain.modules.keys import Keys

_UNITS: Final = {"SBU": "SBU", "ECTS": "ECTS", "uur": "uur"}
_ECTS = re.compile(r"[0-9]{1,3}(?:[.,]5)?")


def read_study_load(keys: Keys) -> tuple[StudyLoad | None, Hours]:
    """Return the study load, and what is known of it besides its size."""
    if "studielast" not in keys:
        keys.ignore(("studielast",))
        return None, Hours()  # whether it may be missing depends on the instrument: the rules know
    inner = keys.table("studielast")
    unit = inner.one_of("eenheid", _UNITS) if "eenheid" in inner else "SBU"
    inner.ignore(("eenheid",))
    hours = Hours(
        guided=inner.number("begeleide_uren", example="80"),
        placement=inner.number("bpv_uren", example="120"),
        ects=_ects(inner),
        note=inner.text("toelichting"),
    )
    raw = inner.text("waarde")
    inner.finish()
    if raw is None:
        return None, hours
    if not re.fullmatch(r"-?[0-9]{1,6}", raw):
        inner.add("study_load_not_whole", "waarde", requirement="B01", value=raw)
        return None, hours
    return StudyLoad(value=int(raw), unit=unit or "SBU"), hours


def _ects(inner: Keys) -> str | None:
    raw = inner.text("ects")
    if raw is not None and not _ECTS.fullmatch(raw):
        inner.add("ects_malformed", "ects", requirement="B10", value=raw)
        return None
    return raw.replace(",", ".") if raw else None


def read_level(keys: Keys) -> tuple[Level, str | None]:
    """Return the level, and the address of the decision that set it officially."""
    stand_in = Level(eqf=1, nlqf="1"), None
    hint = "mbo_niveau, nlqf en eqf (hulp bij kiezen: docs/module-file.md)"
    hint_en = "mbo_niveau, nlqf and eqf (help with choosing: docs/module-file.md)"
    if not keys.require("niveau", hint, hint_en, requirement="C13"):
        return stand_in
    inner = keys.table("niveau")
    inner.ignore(("toelichting",))
    mbo = inner.one_of("mbo_niveau", ("1", "2", "3", "4"))
    # An mbo level n stands at NLQF n and EQF n, so a school that gives one has given all three.
    nlqf = inner.one_of("nlqf", NLQF_LEVELS) if "nlqf" in inner else mbo
    eqf = inner.one_of("eqf", map(str, EQF_LEVELS)) if "eqf" in inner else (nlqf or "").rstrip("+")
    inner.ignore(("nlqf", "eqf"))
    if nlqf is None and "nlqf" not in inner:
        inner.require("nlqf", "een niveau van 1 tot en met 8", "a level from 1 to 8", requirement="C13")
    level = Level(
        eqf=int(eqf or 1),
        nlqf=nlqf or "1",
        mbo=int(mbo) if mbo else None,
        officially_set=inner.flag("vastgesteld") or False,
    )
    decision_url = inner.url("besluit_url")
    inner.finish()
    return level, decision_url
