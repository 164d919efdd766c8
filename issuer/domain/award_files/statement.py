"""The three parts of an mbo-verklaring: exams that were passed, practice, and other evidence.

Spec: requirements A07, A08; Regeling modellen mbo-diploma, mbo-certificaat en mbo-verklaring, annex 9.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.company import Company, read_company
from issuer.domain.award_files.days import read_day
from issuer.domain.award_files.guidance import TickedOff, read_ticked_off
from issuer.domain.award_files.start_qualification import read_held
from issuer.domain.modules.keys import Keys

_CHECKED: Final = ("geen", "diploma", "mbo_certificaat")
MAX_EVIDENCE_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamPart:
    """A kerntaak or werkproces with the result of its exam.

    Attributes:
        code: ``B1-K2`` or ``B1-K1-W4``; "" when it is missing.
        title: As in the register; "" when it is missing.
        result: The word or the grade; "" when it is missing.
        crebo: Of the dossier or kwalificatie, or None for that of the award.
        on: When the result was settled, or None.
        pointer: Where it stands.
    """

    code: str
    title: str
    result: str
    crebo: str | None = None
    on: date | None = None
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePart:
    """What was done in practice, as the trainer in the company has it.

    Attributes:
        company: The leerbedrijf, or None.
        trainer: Name of the praktijkopleider, or None.
        work_processes: What was done.
        pointer: Where it stands.
    """

    company: Company | None = None
    trainer: str | None = None
    work_processes: tuple[TickedOff, ...] = ()
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEvidence:
    """Something else that the learner has.

    Attributes:
        name: What it is called; all that goes into the credential.
        reference: Where it is, or None.
        verified: The school checked it.
        pointer: Where it stands.
    """

    name: str
    reference: str | None = None
    verified: bool = False
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an mbo-verklaring states, and why it is given out.

    Attributes:
        exams: Part 1.
        practice: Part 2, or None.
        other: Part 3.
        occasion: Why it is given out, or None.
        of_its_own_accord: The school gives it without being asked; None when it does not say.
        nothing_higher: What was found when somebody looked for a diploma or certificate for the same
            parts: "geen", "diploma", "mbo_certificaat", or None when nobody looked.
        looked_on: When they looked, or None.
        claims_exemption: It says that it gives a right to exemption.
        pointer: Where it stands.
    """

    exams: tuple[ExamPart, ...] = ()
    practice: PracticePart | None = None
    other: tuple[OtherEvidence, ...] = ()
    occasion: str | None = None
    of_its_own_accord: bool | None = None
    nothing_higher: str | None = None
    looked_on: date | None = None
    claims_exemption: bool = False
    pointer: str = field(default="", compare=False)


def read_statement(award: Keys) -> Statement:
    """Read the three parts, ``aanleiding``, ``controle_geen_diploma`` and ``vrijstelling``."""
    occasion = award.table("aanleiding")
    read_held(occasion, "startkwalificatie")
    occasion.ignore(("onder_23",))  # an age group: of use to who decides, and to nobody after that
    kind, own_accord = occasion.text("soort"), occasion.flag("ambtshalve")
    occasion.finish()
    looked = award.table("controle_geen_diploma")
    outcome, looked_on = looked.one_of("uitkomst", _CHECKED), read_day(looked, "datum")
    looked.ignore(("door",))
    looked.finish()
    exemption = award.table("vrijstelling")
    automatic = exemption.flag("geen_automatisch_recht") is False
    exemption.ignore(("tekst_nl", "tekst_en"))
    exemption.finish()
    return Statement(
        exams=(*_exams(award, "deel_1_examenresultaten"), *_exams(award, "onderdelen")),
        practice=_practice(award),
        other=_other(award),
        occasion=kind,
        of_its_own_accord=own_accord,
        nothing_higher=outcome,
        looked_on=looked_on,
        claims_exemption=automatic,
        pointer=award.at("deel_1_examenresultaten"),
    )


def _exams(award: Keys, key: str) -> tuple[ExamPart, ...]:
    found = []
    for keys in award.tables(key):
        for required in ("code", "titel", "resultaat"):
            keys.require(required, _HINTS[required][0], _HINTS[required][1], requirement="A08")
        found.append(
            ExamPart(
                code=keys.text("code") or "",
                title=keys.text("titel") or "",
                result=keys.text("resultaat") or "",
                crebo=keys.text("crebo_dossier") or keys.text("crebo"),
                on=read_day(keys, "datum"),
                pointer=keys.pointer,
            )
        )
        keys.ignore(("crebo",))
        keys.finish()
    return tuple(found)


_HINTS: Final = {
    "code": ("de code, zoals B1-K2 of B1-K1-W4", "the code, such as B1-K2 or B1-K1-W4"),
    "titel": ("de titel uit het register", "the title in the register"),
    "resultaat": ("behaald, of een cijfer", "behaald, or a grade"),
}


def _practice(award: Keys) -> PracticePart | None:
    key = "deel_2_praktijkverklaring"
    if key not in award:
        award.ignore((key,))
        return None
    keys = award.table(key)
    part = PracticePart(
        company=read_company(keys),
        trainer=keys.text("praktijkopleider"),
        work_processes=read_ticked_off(keys),
        pointer=keys.pointer,
    )
    keys.finish()
    return part


def _other(award: Keys) -> tuple[OtherEvidence, ...]:
    found = []
    for keys in award.tables("deel_3_overige_bewijzen"):
        keys.require("omschrijving", "hoe het bewijs heet", "what the evidence is called")
        name = keys.text("omschrijving")
        reference, verified = keys.text("verwijzing"), keys.flag("geverifieerd") or False
        if name is not None and len(name) > MAX_EVIDENCE_CHARACTERS:
            keys.add("evidence_name_too_long", "omschrijving", maximum=str(MAX_EVIDENCE_CHARACTERS))
        keys.finish()
        if name:
            found.append(
                OtherEvidence(name=name, reference=reference, verified=verified, pointer=keys.pointer)
            )
    return tuple(found)
