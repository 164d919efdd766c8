"""The module of an award file that is all there is: a praktijkverklaring, an mbo-verklaring.

Nobody describes such a module beforehand: what the learner did, out of one kwalificatie, is what the
credential says. So the learning outcomes are the work processes, the level is that of the kwalificatie,
and what the law leaves no choice in comes from the instrument. The address of the module is made from
its content: the same work processes give the same module, whoever did them, and nothing of a person is
in it.

Spec: requirements A08, A18, A19, F13.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Final

from credentials.achievement.instruments.instrument import Instrument, Usual
from credentials.achievement.language_map import LanguageMap, text_in
from credentials.achievement.model import (
    LearningOutcome,
    Level,
    Module,
    ResultDescription,
    StudyLoad,
    WorkProcess,
)
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.parts import AwardedPart, awarded_parts
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.keys import Keys

PASSED: Final = "behaald"
NOT_PASSED: Final = "niet behaald"
_DIGEST_CHARACTERS: Final = 16
_MBO_STATEMENT_LAW: Final = "https://wetten.overheid.nl/BWBR0031616"
"""Regeling modellen mbo-diploma, mbo-certificaat en mbo-verklaring."""

_DESCRIPTIONS: Final[Mapping[str, LanguageMap]] = {
    "company": {
        "nl": "Je hebt deze werkprocessen van {name} in een erkend leerbedrijf uitgevoerd.",
        "en": "You carried out these work processes of {name} in a recognised work placement company.",
    },
    "parts": {
        "nl": "Je hebt deze onderdelen van {name} behaald of in de praktijk uitgevoerd.",
        "en": "You passed these parts of {name}, or carried them out in practice.",
    },
}
_CRITERIA: Final[Mapping[str, LanguageMap]] = {
    "company": {
        "nl": (
            "De praktijkopleider van het leerbedrijf heeft elk werkproces in de praktijk gezien en "
            "afgetekend. Daarna spraken lerende, leerbedrijf en school elkaar in een eindgesprek."
        ),
        "en": (
            "The trainer in the company saw each work process in practice and ticked it off. After that the "
            "learner, the company and the school met for a final talk."
        ),
    },
    "parts": {
        "nl": (
            "Deel 1, examenresultaten: {exams}. Deel 2, praktijkverklaring: {practice}. "
            "Deel 3, overige bewijzen: wat daar staat, noemt de school alleen bij naam."
        ),
        "en": (
            "Part 1, exam results: {exams}. Part 2, statement of practical skills: {practice}. "
            "Part 3, other evidence: of what is listed there the school gives the name alone."
        ),
    },
}
_NOTHING: Final = {"nl": "geen", "en": "none"}
_PART_OF: Final = {"mbo_verklaring": ("Mbo-verklaring", _MBO_STATEMENT_LAW)}
_NOT_IN_THE_MODULE: Final = ("ocw_erkend", "model_regeling")


def derives_module(template: Keys, instrument: Instrument) -> bool:
    """Tell whether the module follows from the award: nobody described outcomes, and nobody had to."""
    return instrument.usual is not None and "leeruitkomsten" not in template


def derive_description(
    top: Keys, template: Keys, facts: AwardFacts, instrument: Instrument, base_url: str
) -> ModuleDescription:
    """Return the module that ``facts`` award; what is wrong is added to the findings.

    Args:
        top: The file; ``niveau`` and ``studielast`` may stand here.
        template: Its template: the title, and whatever a school wants to say otherwise than usual.
        facts: The award.
        instrument: One with ``usual``.
        base_url: https URL of the institution, without a slash at the end.
    """
    usual = instrument.usual
    if usual is None:
        raise ValueError(f"of a {instrument.key} the module is described by a school")
    template.require("titel", "de titel", "the title", requirement="C13")
    template.ignore(_NOT_IN_THE_MODULE)
    module = _module(top, template, facts, instrument, usual)
    digest = _digest(module)
    code = facts.aimed_at.crebo if facts.aimed_at and facts.aimed_at.crebo else "onbekend"
    address = f"{base_url}/modules/{instrument.key.replace('_', '-')}-{code}-{digest}"
    module = _addressed(module, address)
    return ModuleDescription(
        module=module,
        dossiers=frozenset(
            process.crebo
            for outcome in module.learning_outcomes
            for process in outcome.work_processes
            if process.crebo
        ),
        root=template.pointer,
        places={
            "leeruitkomsten": _place_of_parts(facts),
            "niveau": top.at("niveau"),
            "studielast": top.at("studielast"),
        },
    )


def result_id(module: Module, outcome_code: str) -> str:
    """Return the id of the result description of one outcome of a derived module."""
    return f"{module.version_id}#resultaat-{outcome_code.lower()}"


def _module(top: Keys, template: Keys, facts: AwardFacts, instrument: Instrument, usual: Usual) -> Module:
    parts = tuple(awarded_parts(facts))
    kind = "parts" if instrument.lists_parts else "company"
    return Module(
        id="",
        version="1.0.0",
        instrument=instrument.key,
        title=template.texts("titel"),
        description=template.texts("omschrijving") or _worded(_DESCRIPTIONS[kind], facts, parts),
        criteria=template.texts("beoordelingscriteria") or _worded(_CRITERIA[kind], facts, parts),
        learning_outcomes=tuple(_outcomes(parts)),
        level=_level(top, facts),
        assessment_types=usual.assessment_types,
        participation=usual.participation,
        quality_assurance=usual.quality_assurance,
        study_load=_study_load(top),
        stackability="onderdeel_van" if facts.part_of and facts.part_of[0] in _PART_OF else None,
        part_of=(_PART_OF[facts.part_of[0]],) if facts.part_of and facts.part_of[0] in _PART_OF else (),
        result_descriptions=tuple(_result_descriptions(parts)) if instrument.has_grades else (),
        qualification_codes=(("Crebo", facts.aimed_at.crebo),)
        if facts.aimed_at and facts.aimed_at.crebo
        else (),
        more_information=template.url("meer_informatie"),
        field_of_study=facts.sector_of_work,
    )


def _outcomes(parts: tuple[AwardedPart, ...]) -> Iterator[LearningOutcome]:
    for number, part in enumerate(parts, 1):
        yield LearningOutcome(
            code=f"LO{number}",
            text={"nl": part.title},
            work_processes=(WorkProcess(crebo=part.crebo, code=part.code, title=part.title),),
        )


def _result_descriptions(parts: tuple[AwardedPart, ...]) -> Iterator[ResultDescription]:
    """One for every exam; what was done in practice gets no result but stands among the outcomes."""
    for number, part in enumerate(parts, 1):
        if part.is_exam:
            yield ResultDescription(
                id=f"#resultaat-lo{number}",
                name=f"{part.code} {part.title}",
                result_type="Result",
                allowed_values=(NOT_PASSED, PASSED),
                required_value=PASSED,
            )


def _level(top: Keys, facts: AwardFacts) -> Level:
    """The level of the kwalificatie; an mbo level n stands at NLQF n and EQF n."""
    keys = top.table("niveau")
    written = keys.one_of("mbo_niveau", ("1", "2", "3", "4"))
    qualification = facts.aimed_at.level if facts.aimed_at else None
    mbo = int(written) if written else qualification
    for key in ("nlqf", "eqf"):
        value = keys.text(key)
        if value is not None and mbo is not None and value != str(mbo):
            keys.add("level_not_of_qualification", key, requirement="A18", value=value[:10], level=str(mbo))
    keys.ignore(("vastgesteld", "toelichting"))
    keys.finish()
    if mbo is None:
        top.require(
            "niveau", "het niveau van de kwalificatie", "the level of the qualification", requirement="A18"
        )
    return Level(eqf=mbo or 1, nlqf=str(mbo or 1), mbo=mbo)


def _study_load(top: Keys) -> StudyLoad | None:
    """It may be left out. When it is there it is a number of SBU."""
    if "studielast" not in top:
        top.ignore(("studielast",))
        return None
    keys = top.table("studielast")
    value = keys.number("waarde", example="240")
    keys.one_of("eenheid", ("SBU",))
    keys.ignore(("toelichting",))
    keys.finish()
    return StudyLoad(value=value) if value is not None else None


def _worded(texts: LanguageMap, facts: AwardFacts, parts: tuple[AwardedPart, ...]) -> LanguageMap:
    name = (facts.aimed_at.name if facts.aimed_at else None) or "een mbo-kwalificatie"
    return {
        language: text.format(
            name=name,
            exams=_codes(parts, language, exams=True),
            practice=_codes(parts, language, exams=False),
        )
        for language, text in texts.items()
    }


def _codes(parts: tuple[AwardedPart, ...], language: str, *, exams: bool) -> str:
    codes = [part.code for part in parts if part.is_exam is exams]
    return ", ".join(codes) or text_in(_NOTHING, language)


def _digest(module: Module) -> str:
    """Digest of everything that the module says, in an order of its own."""
    content = json.dumps(dataclasses.asdict(module), ensure_ascii=False, sort_keys=True, default=dict)
    return hashlib.sha256(content.encode()).hexdigest()[:_DIGEST_CHARACTERS]


def _addressed(module: Module, address: str) -> Module:
    named = dataclasses.replace(module, id=address)
    return dataclasses.replace(
        named,
        result_descriptions=tuple(
            dataclasses.replace(one, id=named.version_id + one.id) for one in module.result_descriptions
        ),
    )


def _place_of_parts(facts: AwardFacts) -> str:
    """Where the outcomes stand, or ought to: in one list, or else spread over the award."""
    pointers = [part.pointer for part in awarded_parts(facts)]
    if not pointers:
        exams, practice = ("deel_1_examenresultaten",), ("begeleidingsdocument", "werkprocessen")
        return facts.at(*(practice if facts.statement is None else exams))
    place = pointers[0].rpartition("/")[0]
    together = pointers == [f"{place}/{index}" for index in range(len(pointers))]
    return place if together else facts.root
