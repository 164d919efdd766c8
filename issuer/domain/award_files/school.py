"""The school of an award, the qualification it is about, and whether the school may offer it that way.

Spec: requirements D20, F12, F17, J08.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.description.deployment import Owner
from issuer.domain.modules.keys import Keys
from issuer.domain.register_codes import CREBO

LEARNING_PATHS: Final = ("bol", "bbl", "derde_leerweg", "geen")
REGISTER_PATHS: Final = ("BOL", "BBL", "OVO", "EX", "ODT")
"""Leertrajecten of the register of education (ROD)."""
THIRD_PATH: Final = "derde_leerweg"


@dataclass(frozen=True, slots=True, kw_only=True)
class AimedAt:
    """The kwalificatie that an award is a part of.

    Attributes:
        crebo: Of the kwalificatie, or None.
        name: Its name, or None.
        level: Its mbo level, 1–4, or None.
        dossier: Crebo of its dossier, or None.
        pointer: Where it stands.
    """

    crebo: str | None = None
    name: str | None = None
    level: int | None = None
    dossier: str | None = None
    pointer: str = field(default="", compare=False)

    @property
    def code(self) -> str | None:
        """What its work processes are registered under: the dossier, or else the kwalificatie."""
        return self.dossier or self.crebo


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPathRecognition:
    """The school may offer this qualification as derde leerweg.

    Attributes:
        crebo: Of the kwalificatie.
        on: Since when, or None while it was only asked for.
        pointer: Where it stands.
    """

    crebo: str
    on: date | None = None
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """How the learner is enrolled at the school.

    Attributes:
        student_number: In the school's system, or None.
        begin: First day, or None.
        register_path: Leertraject of the ROD, or None.
        pointer: Where it stands.
    """

    student_number: str | None = None
    begin: date | None = None
    register_path: str | None = None
    pointer: str = field(default="", compare=False)


def read_aimed_at(award: Keys) -> AimedAt | None:
    """Read ``kwalificatie``."""
    if "kwalificatie" not in award:
        award.ignore(("kwalificatie",))
        return None
    keys = award.table("kwalificatie")
    level = keys.one_of("niveau", ("1", "2", "3", "4"))
    found = AimedAt(
        crebo=_crebo(keys, "crebo"),
        name=keys.text("naam"),
        level=int(level) if level else None,
        dossier=_crebo(keys, "crebo_dossier"),
        pointer=keys.pointer,
    )
    keys.finish()
    return found


def read_school(award: Keys) -> Owner | None:
    """Return the school that ``onderwijsinstelling`` names, or None when it names none.

    What else stands there is read by :func:`read_third_path_recognitions`.
    """
    if not award.holds_table("onderwijsinstelling"):
        return None
    school = award.table("onderwijsinstelling")
    name, brin = school.text("naam"), school.text("brin")
    return Owner(name=name, brin=brin) if name or brin else None


def read_third_path_recognitions(award: Keys) -> tuple[ThirdPathRecognition, ...]:
    """Read ``onderwijsinstelling.erkenning_derde_leerweg``."""
    school = award.table("onderwijsinstelling")
    school.ignore(("naam", "brin", "bekostigd", "type"))
    found = []
    for keys in school.tables("erkenning_derde_leerweg"):
        keys.require("crebo", "de crebo van de kwalificatie", "the crebo of the qualification")
        crebo, on = _crebo(keys, "crebo"), read_day(keys, "datum")
        keys.ignore(("aangevraagd_op", "status"))
        keys.finish()
        if crebo is not None:
            found.append(ThirdPathRecognition(crebo=crebo, on=on, pointer=keys.pointer))
    school.finish()
    return tuple(found)


def read_enrolment(award: Keys) -> Enrolment | None:
    """Read ``inschrijving`` and ``leertraject_rod``."""
    path = award.one_of("leertraject_rod", REGISTER_PATHS)
    if "inschrijving" not in award:
        award.ignore(("inschrijving",))
        return Enrolment(register_path=path, pointer=award.at("leertraject_rod")) if path else None
    keys = award.table("inschrijving")
    found = Enrolment(
        student_number=keys.text("sis_id"),
        begin=read_day(keys, "begindatum"),
        register_path=keys.one_of("leertraject", REGISTER_PATHS) or path,
        pointer=keys.pointer,
    )
    keys.finish()
    return found


def _crebo(keys: Keys, key: str) -> str | None:
    raw = keys.text(key)
    if raw is not None and not CREBO.fullmatch(raw):
        keys.add("number_of_register_malformed", key, requirement="H03", value=raw[:40], example="25998")
        return None
    return raw
