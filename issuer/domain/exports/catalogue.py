"""The public catalogue of an institution as JSON: what it awards, and what each module is.

Only what is published and of use beyond one place or company is in it (D11). Nothing in it is about a
person: of the self-assessment the outcome is told and not who did it.

Spec: requirements D11, D12, D23, H05, H06, H07.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    EQF_LEVELS,
    NLQF_LEVELS,
    PARTICIPATION,
    STACKABILITY,
    SUPERVISION,
    Concept,
)
from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.description.labour_market import GOAL_NAMES
from issuer.domain.modules.json_values import filled
from issuer.domain.modules.versions import version_key


@dataclass(frozen=True, slots=True)
class CataloguedModule:
    """A module with its versions, newest first."""

    versions: tuple[PublishedModule, ...]

    @property
    def newest(self) -> PublishedModule:
        """The version that is offered now."""
        return self.versions[0]


def catalogued(modules: Sequence[PublishedModule]) -> tuple[CataloguedModule, ...]:
    """Return the modules that the catalogue lists, by their Dutch title."""
    return tuple(one for one in with_pages(modules) if one.newest.is_listed)


def with_pages(modules: Sequence[PublishedModule]) -> tuple[CataloguedModule, ...]:
    """Return the modules that have pages, listed or not, by their Dutch title.

    The newest version settles it: what has become of use in one place only is taken off, and so are its
    older versions.
    """
    by_id: dict[str, list[PublishedModule]] = {}
    for one in modules:
        by_id.setdefault(one.module.id, []).append(one)
    found = []
    for versions in by_id.values():
        versions.sort(key=lambda one: version_key(one.module.version), reverse=True)
        if versions[0].has_page:
            found.append(CataloguedModule(tuple(versions)))
    return tuple(
        sorted(found, key=lambda one: (one.newest.module.title.get("nl", "").casefold(), one.newest.slug))
    )


def catalogue_json(modules: Sequence[CataloguedModule], school: Issuer, at: datetime) -> JsonObject:
    """Return the catalogue."""
    items: list[JsonValue] = [
        {
            **module_json(one.newest),
            "versions": [
                filled(
                    {
                        "version": version.module.version,
                        "address": version.module.version_id,
                        "publishedOn": version.published_on.isoformat(),
                    }
                )
                for version in one.versions
            ],
        }
        for one in modules
    ]
    return {
        "title": {"nl": f"Modules van {school.name}", "en": f"Modules of {school.name}"},
        "issuer": school_json(school),
        "updatedAt": at.replace(microsecond=0).isoformat().replace("+00:00", "Z"),
        "modules": items,
    }


def school_json(school: Issuer) -> JsonObject:
    """Return the institution, by its public identifiers."""
    return filled(
        {
            "id": school.id,
            "name": school.name,
            "url": school.url,
            "brin": school.brin,
            "rio": school.rio,
            "country": school.country_code,
            "region": school.region,
        }
    )


def module_json(published: PublishedModule) -> JsonObject:
    """Return one module version as the public may know it."""
    module, description = published.module, published.description
    instrument, load, level = published.instrument, module.study_load, module.level
    market = description.labour_market
    experience = module.learning_experience
    return filled(
        {
            "id": module.id,
            "version": module.version,
            "address": module.version_id,
            "publishedOn": published.published_on.isoformat(),
            "instrument": {"key": instrument.key, "name": dict(instrument.names)},
            "title": dict(module.title),
            "description": dict(module.description),
            "legalStatus": {one: instrument.legal_sentence(one) for one in ("nl", "en")},
            "isNot": list(instrument.may_never_claim),
            "inDiplomaRegister": instrument.in_diploma_register,
            "learningOutcomes": _outcomes(module),
            "studyLoad": filled({"value": load.value, "unit": load.unit, "isIndicative": True})
            if load
            else None,
            "level": filled(
                {
                    "mbo": level.mbo,
                    "nlqf": level.nlqf,
                    "nlqfAddress": NLQF_LEVELS.get(level.nlqf),
                    "eqf": level.eqf,
                    "eqfAddress": EQF_LEVELS.get(level.eqf),
                    "isIndicative": not level.officially_set,
                }
            ),
            "criteria": dict(module.criteria),
            "assessmentTypes": [
                _concept(ASSESSMENT_TYPES[ASSESSMENT_ALIASES.get(one, one)])
                for one in module.assessment_types
            ],
            "participation": _concept(PARTICIPATION.get(module.participation)),
            "supervision": _concept(SUPERVISION.get(module.supervision or "")),
            "qualityAssurance": filled(
                {
                    "name": module.quality_assurance.name,
                    "url": module.quality_assurance.url,
                    "version": module.quality_assurance.version,
                    "selfAssessmentSuffices": description.self_assessment.suffices
                    if description.self_assessment
                    else None,
                }
            ),
            "entryRequirement": dict(module.entry_requirement or {}),
            "stackability": filled(
                {"key": module.stackability, "name": dict(STACKABILITY.get(module.stackability or "", {}))}
            ),
            "partOf": [{"name": name, "url": url} for name, url in module.part_of],
            "skills": [
                {"framework": one.framework, "uri": one.uri, "label": one.label} for one in module.skills
            ],
            "codes": [{"kind": kind, "code": code} for kind, code in module.qualification_codes],
            "labourMarketValue": dict(module.labour_market_value or {}),
            "labourMarketReach": list(market.reaches),
            "labourMarketRegion": market.region,
            "trainingGoals": [{"key": one, "name": dict(GOAL_NAMES[one])} for one in market.training_goals],
            "developedWith": [filled({"name": one.name, "role": one.role}) for one in market.developed_with],
            "consortium": [filled({"name": one.name, "brin": one.brin}) for one in market.consortium],
            "endorsedBy": [
                {"name": one.name, "role": one.role, "on": one.on.isoformat()} for one in published.supporters
            ],
            "learningExperience": filled(
                {
                    "title": dict(experience.title),
                    "provider": experience.provider,
                    "url": experience.provider_url,
                }
            )
            if experience
            else None,
            "languageOfInstruction": description.language_of_instruction,
            "sector": published.sector,
            "moreInformation": module.more_information,
        }
    )


def _outcomes(module: Module) -> list[JsonValue]:
    return [
        filled(
            {
                "code": one.code,
                "text": dict(one.text),
                "workProcesses": [
                    filled({"crebo": process.crebo, "code": process.code, "title": process.title})
                    for process in one.work_processes
                ],
            }
        )
        for one in module.learning_outcomes
    ]


def _concept(concept: Concept | None) -> JsonObject | None:
    if concept is None:
        return None
    return {"key": concept.key, "name": dict(concept.labels), "uri": concept.uri}
