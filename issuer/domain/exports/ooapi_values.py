"""What both editions of the Open Education API have in common: texts with a language, ids, the RIO part.

Spec: Open Education API 5.0 and 6.0, LanguageTypedString, Identifier, Consumer (RIO).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from credentials.achievement.european_vocabularies import ASSESSMENT_ALIASES, ASSESSMENT_TYPES
from credentials.achievement.language_map import LanguageMap
from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.exported import Remarks
from issuer.domain.exports.published import PublishedModule
from issuer.domain.findings import Severity
from issuer.domain.modules.json_values import filled

LANGUAGE_TAGS: Final[Mapping[str, str]] = {"nl": "nl-NL", "en": "en-GB"}
"""RIO takes the names in ``nl-NL`` and in any English."""
ISO_639_2: Final[Mapping[str, str]] = {"nl": "nld", "en": "eng", "de": "deu", "fr": "fra", "es": "spa"}

_UNITS: Final[Mapping[str, str]] = {"SBU": "sbu", "ECTS": "ects", "uur": "hour"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """When and where a module is given. A module says nothing of that by itself.

    Attributes:
        start: First day.
        end: Last day.
        location: RIO code of the onderwijslocatie (``999X999``), or None.
        enrol_from: First day to enrol, or None.
        enrol_until: Last day to enrol, or None.
        is_open: Whether people can enrol now.
    """

    start: date
    end: date
    location: str | None = None
    enrol_from: date | None = None
    enrol_until: date | None = None
    is_open: bool = True


def study_load(module: Module) -> JsonObject | None:
    """Return the size, in the units that both editions know."""
    load = module.study_load
    return {"studyLoadUnit": _UNITS.get(load.unit, load.unit.lower()), "value": load.value} if load else None


def identifier(address: str) -> str:
    """Return the UUID that stands for an address, the same one every time."""
    return str(uuid5(NAMESPACE_URL, address))


def texts(words: LanguageMap | None) -> list[JsonValue]:
    """Return a text per language, Dutch first."""
    return [
        {"language": LANGUAGE_TAGS.get(language, language), "value": words[language]}
        for language in sorted(words or {}, key=lambda one: one != "nl")
        if words and words[language]
    ]


def teaching_language(published: PublishedModule) -> str:
    """Return the tag of the language that it is taught in, Dutch unless the school says otherwise."""
    return published.description.language_of_instruction or "nl-NL"


def assessment_words(module: Module) -> LanguageMap:
    """Return how it is assessed, and against what, per language."""
    concepts = [ASSESSMENT_TYPES[ASSESSMENT_ALIASES.get(one, one)] for one in module.assessment_types]
    words = {}
    for language in ("nl", "en"):
        forms = ", ".join(concept.labels[language] for concept in concepts)
        criteria = module.criteria.get(language)
        if criteria or language == "nl":
            words[language] = ". ".join(one for one in (forms, criteria) if one)
    return words


def location_of(offerings: Sequence[Offering]) -> str | None:
    """Return where it is given: RIO has the place with what is offered, and not with when it is."""
    return next((one.location for one in offerings if one.location), None)


def rio_consumer(
    published: PublishedModule, school: Issuer, remarks: Remarks, location: str | None = None
) -> JsonObject | None:
    """Return the part for RIO, or None where the module does not go there (D10, D11).

    STAP has ended: the field is in the format, and always says no (H06).
    """
    if not published.description.deployment.goes_into_rio:
        remarks.add("export_not_for_rio", Severity.INFO, "D11")
        return None
    if school.rio is None:
        remarks.add("export_rio_code_missing", Severity.WARNING, "H01", "/consumers")
        return None
    return filled(
        {
            "consumerKey": "rio",
            "educationOffererCode": school.rio,
            "educationLocationCode": location,
            "consentParticipationSTAP": "permission_not_granted",
        }
    )


def extra(published: PublishedModule) -> JsonObject:
    """Return what the format has no place for, under ``ext``, where it may stand."""
    module = published.module
    return filled(
        {
            "instrument": module.instrument,
            "version": module.version,
            "levelIsIndicative": not module.level.officially_set,
            "studyLoadIsIndicative": module.study_load is not None,
            "legalStatus": texts({one: published.instrument.legal_sentence(one) for one in ("nl", "en")}),
            "qualityAssurance": filled(
                {
                    "name": module.quality_assurance.name,
                    "url": module.quality_assurance.url,
                    "version": module.quality_assurance.version,
                }
            ),
        }
    )
