"""The intake: what was found out before somebody started, and what they agreed to.

The reason why nothing higher is within reach is sensitive. That there is one on file is all that is
kept of it.

Spec: requirements F01, F03, F04, F05, F07.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.award_files.refused_keys import refuse_personal_data
from issuer.domain.award_files.start_qualification import read_held
from issuer.domain.modules.keys import Keys
from issuer.domain.start_qualification import Held, StartQualification

ROUTES: Final = ("diploma", "mbo_certificaat", "praktijkverklaring", "mbo_verklaring")
"""From the highest route down (F04)."""

PURPOSES: Final = ("persoonsgegevens", "beeldmateriaal", "bedrijfsgegevens")
"""What people are asked to agree to (F07)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What the intake settled.

    Attributes:
        start: The startkwalificatie, or None when nobody wrote it down.
        has_reason: The reason why no higher route is feasible is on file.
        highest_route: The highest route within reach, one of :data:`ROUTES`, or None.
        pointer: Where it stands.
    """

    start: StartQualification | None = None
    has_reason: bool = False
    highest_route: str | None = None
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody agreed to, or not.

    Attributes:
        purpose: One of :data:`PURPOSES`.
        given: They agreed.
        on: When.
        version: Of the text that they agreed to.
        withdrawn_on: When they took it back, or None.
        pointer: Where it stands.
    """

    purpose: str
    given: bool
    on: date | None = None
    version: str | None = None
    withdrawn_on: date | None = None
    pointer: str = field(default="", compare=False)


def read_intake(award: Keys) -> Intake | None:
    """Read ``intake``."""
    if "intake" not in award:
        award.ignore(("intake",))
        return None
    keys = award.table("intake")
    refuse_personal_data(keys)
    held = read_held(keys, "startkwalificatie")
    check = keys.table("startkwalificatie_controle")
    found = read_held(check, "uitkomst")
    start = None
    if held is not None or found is not None:
        start = StartQualification(
            held=held or found or Held.UNKNOWN,
            on=read_day(check, "datum"),
            outdated=keys.flag("startkwalificatie_verouderd") or False,
            has_reason="motivering" in keys,
            pointer=keys.at("startkwalificatie"),
        )
    if held is not None and found is not None and held is not found:
        check.add("start_qualification_contradicts", "uitkomst", requirement="F02")
    check.ignore(("datum", "door"))
    check.finish()
    keys.ignore(("startkwalificatie_verouderd", "motivering", "reden_geen_hoger_traject", "datum"))
    intake = Intake(
        start=start,
        has_reason="reden_geen_hoger_traject" in keys,
        highest_route=keys.one_of(
            "hoogst_haalbare_route", ROUTES, aliases={"certificaat": "mbo_certificaat"}
        ),
        pointer=keys.pointer,
    )
    keys.finish()
    return intake


def read_consents(award: Keys) -> tuple[Consent, ...]:
    """Read ``toestemmingen``."""
    consents = []
    for keys in award.tables("toestemmingen"):
        keys.require("doel", ", ".join(PURPOSES), ", ".join(PURPOSES))
        purpose, on, given = keys.one_of("doel", PURPOSES), read_day(keys, "datum"), keys.flag("gegeven")
        version, withdrawn_on = keys.text("versie"), read_day(keys, "ingetrokken_op")
        keys.finish()
        if purpose is not None:
            consents.append(
                Consent(
                    purpose=purpose,
                    given=on is not None if given is None else given,
                    on=on,
                    version=version,
                    withdrawn_on=withdrawn_on,
                    pointer=keys.pointer,
                )
            )
    return tuple(consents)
