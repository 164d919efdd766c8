"""Which element of the EU recommendation an alignment shows, in the shapes that issuers write.

An alignment names the kind of fact in ``targetType``, in words of its issuer ("ext:EQF", "ext:EQFLevel",
"ext:EQFAlignment"), or points at a concept in a European list. Only what leaves no doubt counts: a
framework that merely may be about skills, such as a CASE item, shows nothing.

Spec: OB 3.0 "Alignment"; Council Recommendation 2022/C 243/02, Annex I.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement.european_vocabularies import NLQF_LEVELS
from credentials.parsing import JsonObject, JsonValue

_MAX_NAME: Final = 100
"""Characters of a kind or framework that are looked at; no name that we know is longer."""

_ELEMENT_OF_KIND: Final[Mapping[str, str]] = {
    "learningoutcome": "learning_outcomes",
    "learningoutcomes": "learning_outcomes",
    "leeruitkomst": "learning_outcomes",
    "leeruitkomsten": "learning_outcomes",
    "ceasncompetency": "learning_outcomes",
    "studyload": "workload",
    "studielast": "workload",
    "workload": "workload",
    "notionalworkload": "workload",
    "volumeoflearning": "workload",
    "ects": "workload",
    "eqf": "level",
    "eqflevel": "level",
    "nlqf": "level",
    "nlqflevel": "level",
    "qfehea": "level",
    "assessmenttype": "assessment",
    "typeofassessment": "assessment",
    "participation": "participation",
    "participationtype": "participation",
    "formofparticipation": "participation",
    "qualityassurance": "quality_assurance",
    "typeofqualityassurance": "quality_assurance",
    "entryrequirement": "prerequisites",
    "entryrequirements": "prerequisites",
    "prerequisite": "prerequisites",
    "prerequisites": "prerequisites",
    "supervision": "supervision",
    "supervisiontype": "supervision",
    "stackability": "stackability",
}
"""By ``targetType`` without "ext:", in small letters and without what is no letter."""

_LEVEL_FRAMEWORKS: Final = frozenset(
    {
        "eqf",
        "europeanqualificationsframework",
        "europeanqualificationsframeworkeqf",
        "nlqf",
        "nederlandskwalificatieraamwerk",
        "nederlandskwalificatieraamwerknlqf",
    }
)

_ELEMENT_OF_CONCEPT: Final[Mapping[str, str]] = {
    "eqf": "level",
    "education-credit": "workload",
    "assessment": "assessment",
    "learning-assessment": "participation",
    "supervision-verification": "supervision",
}
"""By the list under ``http://data.europa.eu/snb/`` that a concept is in."""

_CONCEPT: Final = re.compile(r"https?://data\.europa\.eu/snb/([a-z-]+)/[^/]+")
_VOLUME_OF_LEARNING: Final = re.compile(r"https?://data\.europa\.eu/snb/model/elm/volumeOfLearning")
_NLQF_CONCEPTS: Final = frozenset(NLQF_LEVELS.values())
_NO_LETTER: Final = re.compile(r"[^a-z0-9]")
_LEVEL: Final = re.compile(r"(?<![0-9])[1-8](?![0-9])")


def element_shown(alignment: JsonObject) -> str | None:
    """Return the key of the element that ``alignment`` shows, or None when that is not certain."""
    kind = _name(alignment.get("targetType"))
    return (
        _ELEMENT_OF_KIND.get(kind)
        or _ELEMENT_OF_KIND.get(kind.removesuffix("alignment"))
        or _by_concept(alignment)
        or _by_framework(alignment)
    )


def is_national_level(alignment: JsonObject) -> bool:
    """Tell whether a level is one of the Netherlands, which stands behind that of Europe."""
    return _name(alignment.get("targetType")).startswith("nlqf") or (
        foreign.address(alignment.get("targetUrl")) in _NLQF_CONCEPTS
    )


def _by_concept(alignment: JsonObject) -> str | None:
    address = foreign.address(alignment.get("targetUrl"))
    if address is None:
        return None
    if _VOLUME_OF_LEARNING.fullmatch(address):
        return "workload"
    if address in _NLQF_CONCEPTS:
        return "level"
    concept = _CONCEPT.fullmatch(address)
    return _ELEMENT_OF_CONCEPT.get(concept[1]) if concept else None


def _by_framework(alignment: JsonObject) -> str | None:
    """A level of a framework of levels: the framework alone says nothing."""
    if _name(alignment.get("targetFramework")) not in _LEVEL_FRAMEWORKS:
        return None
    said = (foreign.text(alignment.get(name)) for name in ("targetCode", "targetName"))
    return "level" if any(words and _LEVEL.search(words[:_MAX_NAME]) for words in said) else None


def _name(value: JsonValue) -> str:
    return _bare(value) if isinstance(value, str) and len(value) <= _MAX_NAME else ""


@lru_cache(maxsize=256)
def _bare(name: str) -> str:
    return _NO_LETTER.sub("", name.casefold().removeprefix("ext:"))
