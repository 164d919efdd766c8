"""A draft of a module file from a badge class of edubadges, for a school to complete.

Spec: edubadges BadgeClassSerializer and extensions; requirements D22, H08.
"""

from collections.abc import Iterator
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    PARTICIPATION,
)
from credentials.achievement.legal_wording import split_legal_sentence
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.edubadges import OUTCOME_MARK
from issuer.domain.exports.exported import Exported, Remarks
from issuer.domain.exports.surf_lists import LANGUAGE_TO_EDUBADGES, MICRO, supervision_from_flags
from issuer.domain.findings import Severity
from issuer.domain.modules.json_values import filled

_LANGUAGES: Final = {theirs: ours for ours, theirs in LANGUAGE_TO_EDUBADGES.items()}
_MAX_OUTCOMES: Final = 50


def import_edubadges(badge_class: JsonObject) -> Exported:
    """Return the draft in the keys of module files. It takes any object and never raises."""
    remarks = Remarks()
    language = _LANGUAGES.get(str(_extension(badge_class, "Language")), "nl")
    if foreign.text(badge_class.get("badge_class_type")) != MICRO:
        remarks.add("edubadges_not_micro", Severity.WARNING, "D22", "/badge_class_type")
    description, _, _ = split_legal_sentence(foreign.text(badge_class.get("description")) or "")
    supervision = supervision_from_flags(
        supervised=_flag(badge_class, "assessment_supervised"),
        id_verified=_flag(badge_class, "assessment_id_verified"),
    )
    if supervision.is_wider or supervision.key is None:
        remarks.add("edubadges_supervision_open", Severity.INFO, "D22", "/assessment_supervised")
    draft: JsonObject = filled(
        {
            "instrument": "microcredential",
            "versie": "1.0.0",
            "titel": _words(foreign.text(badge_class.get("name")), language),
            "omschrijving": _words(description, language),
            "beoordelingscriteria": _words(foreign.text(badge_class.get("criteria_text")), language),
            "meer_informatie": foreign.address(badge_class.get("criteria_url")),
            "kwalificatie_crebo": _crebo(badge_class, remarks),
            "leeruitkomsten": _outcomes(badge_class, language),
            "studielast": _study_load(badge_class, remarks),
            "niveau": _level(badge_class),
            "toetsvormen": list(_assessments(badge_class, remarks)),
            "deelnamevorm": _participation(badge_class, remarks),
            "toezicht_en_identiteit": filled({"eu_code": supervision.key}),
            "kwaliteitsborging": filled(
                {
                    "naam": foreign.text(badge_class.get("quality_assurance_name")),
                    "url": foreign.address(badge_class.get("quality_assurance_url")),
                    "versie": foreign.text(badge_class.get("quality_assurance_description")),
                }
            ),
            "stapelbaar": {"waarde": "stapelbaar" if _flag(badge_class, "stackable") else "zelfstandig"},
        }
    )
    for key, code in _MISSING.items():
        if key not in draft:
            remarks.add(code, Severity.WARNING, "C12", "")
    return remarks.exported(draft)


_MISSING: Final = {
    "titel": "badge_lacks_title",
    "leeruitkomsten": "badge_lacks_learning_outcomes",
    "studielast": "badge_lacks_study_load",
    "niveau": "badge_lacks_level",
    "toetsvormen": "badge_lacks_assessment",
    "deelnamevorm": "badge_lacks_participation",
    "kwaliteitsborging": "badge_lacks_quality_assurance",
}


def _extension(badge_class: JsonObject, name: str) -> JsonValue:
    return foreign.member(badge_class, "extensions", f"extensions:{name}Extension", name)


def _flag(badge_class: JsonObject, name: str) -> bool | None:
    value = badge_class.get(name)
    return value if isinstance(value, bool) else None


def _words(text: str | None, language: str) -> JsonObject:
    return {language: text} if text else {}


def _number(value: JsonValue, maximum: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= maximum:
        return None
    return int(value) if value == int(value) else None


def _study_load(badge_class: JsonObject, remarks: Remarks) -> JsonObject:
    for name, unit in (("StudyLoad", "SBU"), ("ECTS", "ECTS"), ("TimeInvestment", "SBU")):
        value = _extension(badge_class, name)
        if value is None:
            continue
        if (number := _number(value, 99999)) is not None:
            return {"waarde": number, "eenheid": unit}
        remarks.add(
            "surf_number_expected", Severity.WARNING, "D22", f"/extensions/{name}Extension", member=name
        )
    return {}


def _level(badge_class: JsonObject) -> JsonObject:
    eqf = _number(_extension(badge_class, "EQF"), 8)
    if eqf is None:
        return {}
    return filled(
        {
            "mbo_niveau": eqf if eqf <= 4 else None,
            "nlqf": str(eqf),
            "eqf": eqf,
            "vastgesteld": bool(_flag(badge_class, "eqf_nlqf_level_verified")),
        }
    )


def _outcomes(badge_class: JsonObject, language: str) -> list[JsonValue]:
    """One text there; a line with a dash in front is an outcome by itself, as we write them."""
    text = foreign.text(_extension(badge_class, "LearningOutcome")) or ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(line.startswith(OUTCOME_MARK) for line in lines):
        lines = [text] if text else []
    return [
        {"id": f"LO{place}", language: line.removeprefix(OUTCOME_MARK)}
        for place, line in enumerate(lines[:_MAX_OUTCOMES], 1)
    ]


def _values(badge_class: JsonObject, name: str) -> list[str]:
    text = foreign.text(badge_class.get(name)) or ""
    return [one.strip() for one in text.split(",") if one.strip()]


def _assessments(badge_class: JsonObject, remarks: Remarks) -> Iterator[str]:
    for value in _values(badge_class, "assessment_type"):
        key = ASSESSMENT_ALIASES.get(value, value)
        if key in ASSESSMENT_TYPES:
            yield key
        else:
            remarks.add("surf_value_unknown", Severity.WARNING, "D22", "/assessment_type", value=value[:60])


def _participation(badge_class: JsonObject, remarks: Remarks) -> str | None:
    """One form of participation. Several at once is what we call blended, where they are these two."""
    values = _values(badge_class, "participation")
    known = [one for one in values if one in PARTICIPATION]
    for value in values:
        if value not in PARTICIPATION:
            remarks.add("surf_value_unknown", Severity.WARNING, "D22", "/participation", value=value[:60])
    if len(known) > 1:
        remarks.add("edubadges_more_participation", Severity.WARNING, "D22", "/participation")
        return "blended"
    return known[0] if known else None


def _crebo(badge_class: JsonObject, remarks: Remarks) -> str | None:
    """Five digits are a crebo; a module for an mbo-certificaat names exactly one."""
    for value in foreign.items(_extension(badge_class, "EducationProgramIdentifier")):
        number = _number(value, 10**9)
        if number is not None and 10_000 <= number <= 99_999:
            return str(number)
        remarks.add(
            "surf_program_identifier_odd",
            Severity.WARNING,
            "H03",
            "/extensions/EducationProgramIdentifierExtension",
            value=str(foreign.text(value))[:40],
        )
    return None
