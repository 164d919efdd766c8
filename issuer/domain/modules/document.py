"""A module as a JSON document, in the keys of the module file, so that whoever reads one reads the other.

The document names the edition of its schema, which is in ``data/``. What other systems and single
awards say in a file is not in it, and neither are notes.

Spec: requirements D16, D17.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from credentials.achievement.model import Module, ResultDescription
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.modules.description import Hours, ModuleDescription
from issuer.domain.modules.description.labour_market import Partner
from issuer.domain.modules.description.self_assessment import SelfAssessment
from issuer.domain.modules.document_parts import law_of, parts_of, relations_of
from issuer.domain.modules.json_values import day_text, filled
from issuer.domain.modules.reading.identity import CODE_KEYS

SCHEMA_VERSION: Final = "1.0"
SCHEMA_FILE: Final = Path(__file__).resolve().parent / "data" / f"module-{SCHEMA_VERSION}.schema.json"

_RESULT_KINDS: Final = {"RawScore": "cijfer", "Percent": "percentage", "Result": "oordeel"}
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Allowed in JSON as it is, and not in YAML."""


def to_document(description: ModuleDescription, hallmarks: Sequence[str] = ()) -> JsonObject:
    """Return ``description`` as JSON; what is not known is left out.

    Args:
        description: The module.
        hallmarks: What goes along for whoever takes the module over: the owner's hallmarks, each with what
            it is about. They are of this version, and not of the description.
    """
    module = description.module
    return filled(
        {
            "schema_versie": SCHEMA_VERSION,
            "instrument": "fim" if description.is_fim else module.instrument,
            "waarderingsroute": description.deployment.route,
            "waarderingsroutes": list(description.deployment.routes[1:]),
            "waarderingsroutes_geblokkeerd": list(description.deployment.blocked_routes),
            "id": module.id,
            "versie": module.version,
            **{CODE_KEYS[kind]: code for kind, code in module.qualification_codes},
            "titel": dict(module.title),
            "omschrijving": dict(module.description),
            "arbeidsmarktwaarde": _labour_market(description),
            "ontwikkeld_met": [_partner(one) for one in description.labour_market.developed_with],
            "consortium": [_partner(one) for one in description.labour_market.consortium],
            **parts_of(description),
            "leeruitkomsten": _outcomes(module),
            "beoordelingscriteria": dict(module.criteria),
            "resultaten": [_result(module, one) for one in module.result_descriptions],
            "studielast": _study_load(module, description.hours),
            "kleine_omvang_toegestaan": description.says_small_size_allowed,
            "onderbouwing_kleine_omvang": description.small_size_reason,
            "niveau": _level(description),
            "leerervaring": _experience(module),
            "deelnamevorm": module.participation,
            "toetsvormen": list(module.assessment_types),
            "toezicht_en_identiteit": filled({"eu_code": module.supervision}),
            "toelatingsvoorwaarden": _entry(description),
            "stapelbaar": _stackability(module),
            "kwaliteitsborging": _quality(description),
            "skills": [{"bron": one.framework, "uri": one.uri, "label": one.label} for one in module.skills],
            "bereik": description.deployment.reach,
            "inzetvorm": description.deployment.form,
            "herbruikbaar": description.deployment.says_reusable,
            "registratie": filled({"rio": filled({"export": description.deployment.wants_rio})}),
            "eigenaar": _owner(description),
            "waarmerken": list(hallmarks),
            **law_of(description),
            "bekostiging": description.funding,
            **relations_of(description),
            "meer_informatie": module.more_information,
            "vakgebied": module.field_of_study,
            "sector": description.sector,
            "taal_onderwijs": description.language_of_instruction,
            "geldig_maanden": module.valid_for_months,
            "mag_geschorst_worden": module.may_be_suspended or None,
        }
    )


def document_text(description: ModuleDescription, hallmarks: Sequence[str] = ()) -> str:
    """Return the document as text that the reader of module files takes as well."""
    text = json.dumps(to_document(description, hallmarks), ensure_ascii=False, indent=2)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def _labour_market(description: ModuleDescription) -> JsonObject:
    market = description.labour_market
    return filled(
        {
            "bereik": list(market.reaches),
            "regio": market.region,
            "scholingsdoel": list(market.training_goals),
            "onderbouwing": dict(description.module.labour_market_value or {}),
        }
    )


def _partner(partner: Partner) -> JsonObject:
    return filled({"naam": partner.name, "rol": partner.role, "kvk": partner.kvk, "brin": partner.brin})


def _outcomes(module: Module) -> list[JsonValue]:
    return [
        filled(
            {
                "id": outcome.code,
                **outcome.text,
                "werkprocessen": [
                    filled({"crebo": one.crebo, "code": one.code, "titel": one.title})
                    for one in outcome.work_processes
                ],
            }
        )
        for outcome in module.learning_outcomes
    ]


def _result(module: Module, result: ResultDescription) -> JsonObject:
    is_verdict = result.result_type == "Result"
    return filled(
        {
            "id": result.id.removeprefix(f"{module.version_id}#resultaat-"),
            "naam": result.name,
            "soort": _RESULT_KINDS.get(result.result_type, result.result_type),
            "van": None if is_verdict else result.value_min,
            "tot": None if is_verdict else result.value_max,
            "waarden": list(result.allowed_values),
            "voldoende_vanaf": result.required_value,
        }
    )


def _study_load(module: Module, hours: Hours) -> JsonObject:
    load = module.study_load
    return filled(
        {
            "waarde": load.value if load else None,
            "eenheid": load.unit if load else None,
            "ects": hours.ects,
            "begeleide_uren": hours.guided,
            "bpv_uren": hours.placement,
            "toelichting": hours.note,
        }
    )


def _level(description: ModuleDescription) -> JsonObject:
    level = description.module.level
    return filled(
        {
            "mbo_niveau": level.mbo,
            "nlqf": level.nlqf,
            "eqf": level.eqf,
            "vastgesteld": level.officially_set,
            "besluit_url": description.nlqf_decision_url,
        }
    )


def _experience(module: Module) -> JsonObject:
    experience = module.learning_experience
    if experience is None:
        return {}
    provider = filled({"naam": experience.provider, "url": experience.provider_url})
    return filled({"titel": dict(experience.title), "aanbieder": provider})


def _entry(description: ModuleDescription) -> JsonObject:
    words = description.module.entry_requirement
    mandatory = description.entry_requirement_is_mandatory or None
    return filled({"verplicht": mandatory, "aanbevolen": dict(words or {})})


def _stackability(module: Module) -> JsonObject:
    part_of: list[JsonValue] = [{"naam": name, "url": url} for name, url in module.part_of]
    return filled({"waarde": module.stackability, "onderdeel_van": part_of})


def _quality(description: ModuleDescription) -> JsonObject:
    quality, assessment = description.module.quality_assurance, description.self_assessment
    return filled(
        {
            "naam": quality.name,
            "url": quality.url,
            "versie": quality.version,
            "zelfcheck": _self_assessment(assessment) if assessment else None,
        }
    )


def _self_assessment(assessment: SelfAssessment) -> JsonObject:
    answers: list[JsonValue] = [
        filled({"nr": one.number, "voldoet": one.is_met, "bewijs": one.evidence})
        for one in assessment.answers
    ]
    return filled(
        {
            "kader_versie": assessment.framework_version,
            "door": assessment.by,
            "datum": day_text(assessment.on),
            "criteria": answers,
        }
    )


def _owner(description: ModuleDescription) -> JsonObject:
    owner, mark = description.owner, description.hallmark
    if owner is None:
        return {}
    return filled(
        {
            "naam": owner.name,
            "type": owner.kind,
            "brin": owner.brin,
            "rio_onderwijsaanbieder": owner.rio,
            "bekostigd": owner.is_funded,
            "did": owner.controller,
            "land": owner.country_code,
            "waarmerk": filled({"kid": mark.key, "datum": mark.on}) if mark else None,
        }
    )
