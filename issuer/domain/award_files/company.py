"""The leerbedrijf where somebody learnt, and what it is recognised for.

Spec: requirements E13, E21, F09, F10, F11.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys
from issuer.domain.register_codes import CREBO, KVK

SBB_ID: Final = re.compile(r"[1-9][0-9]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A leerbedrijf.

    Attributes:
        name: As SBB's register has it; "" when it is missing.
        sbb_id: Its number in that register, or None.
        kvk: Its number at the Chamber of Commerce, or None.
        recognised_for: Crebos that it is recognised for.
        says_recognition: The file says what it is recognised for.
        checked_on: When somebody looked its recognition up, or None.
        sector: Sector of the company, which need not be that of the work (F11).
        pointer: Where it stands.
    """

    name: str
    sbb_id: str | None = None
    kvk: str | None = None
    recognised_for: tuple[str, ...] = ()
    says_recognition: bool = False
    checked_on: date | None = None
    sector: str | None = None
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The work placement (bpv) of somebody who did more than that.

    Attributes:
        company: Where, or None.
        agreed_on: Day of the praktijkovereenkomst, or None.
        begin: First day, or None.
        end: Last day, or None.
        hours: Hours, or None.
        pointer: Where it stands.
    """

    company: Company | None = None
    agreed_on: date | None = None
    begin: date | None = None
    end: date | None = None
    hours: int | None = None
    pointer: str = field(default="", compare=False)


def read_company(parent: Keys) -> Company | None:
    """Read ``leerbedrijf``."""
    if "leerbedrijf" not in parent:
        parent.ignore(("leerbedrijf",))
        return None
    keys = parent.table("leerbedrijf")
    keys.require("naam", "de naam van het leerbedrijf", "the name of the company")
    company = Company(
        name=keys.text("naam") or "",
        sbb_id=_number(keys, "sbb_leerbedrijf_id", SBB_ID, "100999999"),
        kvk=_number(keys, "kvk", KVK, "00000000"),
        recognised_for=tuple(_crebos(keys, "erkend_voor_crebo")),
        says_recognition="erkend_voor_crebo" in keys,
        checked_on=read_day(keys, "erkenning_gecontroleerd_op") or read_day(keys, "erkend_op"),
        sector=keys.text("branche"),
        pointer=keys.pointer,
    )
    keys.ignore(("erkend_op", "toelichting", "vereist"))
    keys.finish()
    return company


def read_placement(award: Keys) -> Placement | None:
    """Read ``bpv``."""
    if "bpv" not in award:
        award.ignore(("bpv",))
        return None
    keys = award.table("bpv")
    placement = Placement(
        company=read_company(keys),
        agreed_on=read_day(keys, "pok_datum"),
        begin=read_day(keys, "begin"),
        end=read_day(keys, "eind"),
        hours=keys.number("uren", example="160"),
        pointer=keys.pointer,
    )
    if placement.hours is not None and placement.hours <= 0:
        keys.add("placement_hours_not_positive", "uren", requirement="E21", value=str(placement.hours))
    keys.finish()
    return placement


def _number(keys: Keys, key: str, form: re.Pattern[str], example: str) -> str | None:
    raw = keys.text(key)
    if raw is not None and not form.fullmatch(raw):
        keys.add("number_of_register_malformed", key, requirement="E13", value=raw[:40], example=example)
        return None
    return raw


def _crebos(keys: Keys, key: str) -> Iterator[str]:
    for index, item in keys.items(key):
        raw = item.text or "" if isinstance(item, Scalar) else ""
        if CREBO.fullmatch(raw):
            yield raw
        else:
            keys.add(
                "number_of_register_malformed", key, index, requirement="H03", value=raw[:40], example="25998"
            )
