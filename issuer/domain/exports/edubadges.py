"""A module as a badge class of edubadges, with all its extensions.

It comes out as a draft (``is_private``), so that somebody looks at it before it is used: an image has to
be chosen there, and a badge class that was awarded can hardly be changed.

Spec: edubadges BadgeClassSerializer and extensions; requirements D22, H08.
"""

from collections.abc import Mapping
from typing import Final

from credentials.achievement.alignments import WORK_PROCESS_REGISTER
from credentials.achievement.european_vocabularies import ASSESSMENT_ALIASES
from credentials.achievement.language_map import text_in
from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.exported import Exported, Remarks
from issuer.domain.exports.published import PublishedModule
from issuer.domain.exports.surf import program_identifier
from issuer.domain.exports.surf_lists import (
    ASSESSMENT_TO_EDUBADGES,
    LANGUAGE_TO_EDUBADGES,
    MICRO,
    REGULAR,
    badge_class_type,
    identity_is_checked,
    is_supervised,
)
from issuer.domain.findings import Severity
from issuer.domain.modules.json_values import filled

DEFAULT_EXTENSIONS_ROOT: Final = "https://api.edubadges.nl/static"
MAX_NAME: Final = 255
MAX_QUALITY: Final = 254
MAX_ALIGNMENTS: Final = 8
"""The site takes eight; the server would take more."""
MIN_SBU: Final = 80
SBU_STEP: Final = 80
_DAYS_PER_MONTH: Final = 365.25 / 12
OUTCOME_MARK: Final = "- "


def export_edubadges(
    published: PublishedModule,
    school: Issuer,
    language: str,
    *,
    extensions_root: str = DEFAULT_EXTENSIONS_ROOT,
) -> Exported:
    """Return the badge class.

    Args:
        published: The module version.
        school: Whose it is.
        language: "nl" or "en"; a badge class has one language.
        extensions_root: Where the extensions of the edubadges server stand that this is for.
    """
    remarks = Remarks()
    module = published.module
    kind = badge_class_type(published.instrument)
    quality = module.quality_assurance
    title, description = text_in(module.title, language), text_in(module.description, language)
    supervision = module.supervision
    if supervision is None:
        remarks.add("surf_supervision_missing", Severity.WARNING, "D22", "/assessment_supervised")
    elif supervision == "online_with_identity_verification":
        remarks.add("edubadges_online_supervision", Severity.INFO, "D22", "/assessment_supervised")
    remarks.add("edubadges_image_missing", Severity.INFO, "D22", "/image")
    legal = published.instrument.legal_sentence(language)
    content: JsonObject = filled(
        {
            "name": remarks.cut(title, MAX_NAME, field_name="name", requirement="D22"),
            "description": f"{description}\n\n{legal}",
            "criteria_text": text_in(module.criteria, language),
            "criteria_url": module.more_information or f"{module.version_id}#criteria",
            "badge_class_type": kind,
            "is_private": True,
            "formal": kind == REGULAR,
            "is_micro_credentials": kind == MICRO,
            "narrative_required": False,
            "evidence_required": False,
            "narrative_student_required": False,
            "evidence_student_required": False,
            "award_non_validated_name_allowed": False,
            "direct_awarding_disabled": False,
            "self_enrollment_disabled": True,
            "participation": module.participation,
            "assessment_type": ",".join(_assessments(module)),
            "assessment_supervised": is_supervised(supervision) if supervision else None,
            "assessment_id_verified": identity_is_checked(supervision) if supervision else None,
            "quality_assurance_name": remarks.cut(
                quality.name, MAX_QUALITY, field_name="quality_assurance_name", requirement="D22"
            ),
            "quality_assurance_url": quality.url if len(quality.url) <= MAX_QUALITY else None,
            "quality_assurance_description": quality.version,
            "grade_achieved_required": bool(module.result_descriptions),
            "stackable": module.stackability not in (None, "zelfstandig"),
            "eqf_nlqf_level_verified": module.level.officially_set,
            "expiration_period": round(module.valid_for_months * _DAYS_PER_MONTH)
            if module.valid_for_months
            else None,
            "tags": [published.instrument.key, "mbo"],
            "alignments": _alignments(module, remarks),
            "extensions": _extensions(published, school, language, extensions_root, remarks),
        }
    )
    return remarks.exported(content)


def _assessments(module: Module) -> list[str]:
    keys = [ASSESSMENT_ALIASES.get(one, one) for one in module.assessment_types]
    return [ASSESSMENT_TO_EDUBADGES.get(one, one) for one in dict.fromkeys(keys)]


def _alignments(module: Module, remarks: Remarks) -> list[JsonValue]:
    """Codes first, then work processes, then skills; what does not fit is said."""
    found = [
        _alignment(f"{kind} {code}", code, "Kwalificatiestructuur mbo (SBB)", WORK_PROCESS_REGISTER)
        for kind, code in dict.fromkeys(module.qualification_codes)
        if kind in ("Keuzedeel", "Certificaat")
    ]
    processes = dict.fromkeys(one for outcome in module.learning_outcomes for one in outcome.work_processes)
    found += [
        _alignment(one.title, one.qualified_code, "Kwalificatiestructuur mbo (SBB)", WORK_PROCESS_REGISTER)
        for one in processes
    ]
    found += [_alignment(one.label, None, one.framework, one.uri) for one in module.skills]
    if len(found) > MAX_ALIGNMENTS:
        remarks.add(
            "edubadges_alignments_left_out",
            Severity.WARNING,
            "D22",
            "/alignments",
            maximum=str(MAX_ALIGNMENTS),
            count=str(len(found) - MAX_ALIGNMENTS),
        )
    return list(found[:MAX_ALIGNMENTS])


def _alignment(name: str, code: str | None, framework: str, url: str) -> JsonObject:
    return filled(
        {"target_name": name, "target_url": url, "target_framework": framework, "target_code": code}
    )


def _extensions(
    published: PublishedModule, school: Issuer, language: str, root: str, remarks: Remarks
) -> JsonObject:
    module, load = published.module, published.module.study_load
    sbu = load.value if load and load.unit == "SBU" else None
    micro = badge_class_type(published.instrument) == MICRO
    if sbu is not None and micro and (sbu < MIN_SBU or sbu % SBU_STEP):
        remarks.add(
            "edubadges_study_load_odd",
            Severity.WARNING,
            "B03",
            "/extensions/StudyLoadExtension",
            value=str(sbu),
            step=str(SBU_STEP),
        )
    outcomes = "\n".join(
        f"{OUTCOME_MARK}{' '.join(text_in(one.text, language).split())}" for one in module.learning_outcomes
    )
    identifier = program_identifier(module, remarks)
    if identifier is None and badge_class_type(published.instrument) == REGULAR:
        remarks.add("edubadges_program_identifier_missing", Severity.WARNING, "D22", "/extensions")
    values: Mapping[str, JsonValue] = {
        "Language": LANGUAGE_TO_EDUBADGES[language],
        "LearningOutcome": outcomes,
        "EQF": module.level.eqf,
        "StudyLoad": sbu,
        "ECTS": load.value if load and load.unit == "ECTS" else None,
        "EducationProgramIdentifier": identifier,
        "InstitutionName": school.name,
        "InstitutionIdentifier": school.brin,
        "InstitutionCountry": school.country_code,
    }
    return {
        f"extensions:{name}Extension": {
            "@context": f"{root}/extensions/{name}Extension/context.json",
            "type": ["Extension", f"extensions:{name}Extension"],
            name: value,
        }
        for name, value in values.items()
        if value not in (None, "")
    }
