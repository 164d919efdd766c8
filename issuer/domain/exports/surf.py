"""A module as SURF's credential schemas describe one: an achievement with ``EducredentialAchievement``.

This is a template to fill a badge from, and it is not signed. Our credentials are signed with the two
contexts that every verifier carries. SURF's context is not published as a package, and the copy that is
public is no JSON that parses, so a proof over a document that names it could be checked by nobody.

Spec: SURF credential schemas ``microcredential`` and ``microcredential_sbu``; requirements C12, D22.
"""

import re
from typing import Final

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.european_vocabularies import ASSESSMENT_ALIASES
from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.exported import Exported, Remarks
from issuer.domain.exports.published import PublishedModule
from issuer.domain.exports.surf_lists import (
    ASSESSMENT_TO_SURF,
    MICRO,
    MIN_SURF_SBU,
    PARTICIPATION_TO_SURF,
    SUPERVISION_TO_SURF,
    SURF_CONTEXT,
    SURF_TYPE,
    badge_class_type,
    identity_is_checked,
)
from issuer.domain.findings import Severity
from issuer.domain.modules.json_values import filled

_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-EN"}
_COUNTRIES: Final = {"NL": "Nederland"}
_CREBO: Final = re.compile(r"[1-9][0-9]{4}")


def export_surf(
    published: PublishedModule, school: Issuer, language: str, *, image: str | None = None
) -> Exported:
    """Return the template: what every credential of the module says, in SURF's types.

    Args:
        published: The module version.
        school: Whose it is.
        language: "nl" or "en".
        image: https address of the badge image, which SURF's schema asks for, or None.

    Raises:
        AwardNotBuildable: The module has no text in that language.
    """
    remarks = Remarks()
    achievement = build_achievement(published.module, language, image=image)
    achievement["type"] = ["Achievement", SURF_TYPE]
    achievement["inLanguage"] = _LANGUAGES[language]
    achievement |= surf_members(published.module, remarks)
    if image is None:
        remarks.add("surf_image_missing", Severity.WARNING, "D22", "/achievement/image")
    if not published.module.result_descriptions:
        remarks.add("surf_results_missing", Severity.WARNING, "D22", "/achievement/resultDescription")
    load = published.module.study_load
    is_micro = badge_class_type(published.instrument) == MICRO
    if is_micro and load is not None and load.unit == "SBU" and load.value < MIN_SURF_SBU:
        remarks.add(
            "surf_study_load_too_small",
            Severity.WARNING,
            "B03",
            "/achievement/SBU",
            value=str(load.value),
            minimum=str(MIN_SURF_SBU),
        )
    content: JsonObject = {
        "@context": [CREDENTIALS_V2, OB_3_0_3, SURF_CONTEXT],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": _issuer(school),
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": achievement},
        "credentialSchema": _schemas(published),
    }
    return remarks.exported(content)


def surf_members(module: Module, remarks: Remarks) -> JsonObject:
    """Return what SURF's type adds to an achievement."""
    load = module.study_load
    keys = [ASSESSMENT_ALIASES.get(one, one) for one in module.assessment_types]
    assessments = list(dict.fromkeys(ASSESSMENT_TO_SURF[key] for key in keys if key in ASSESSMENT_TO_SURF))
    for key in keys:
        if key not in ASSESSMENT_TO_SURF:
            remarks.add(
                "surf_value_missing", Severity.WARNING, "D22", "/achievement/assessmentType", value=key
            )
    if len(assessments) > 1:
        remarks.add(
            "surf_one_assessment_only",
            Severity.WARNING,
            "D22",
            "/achievement/assessmentType",
            kept=assessments[0],
            left_out=", ".join(assessments[1:]),
        )
    if module.supervision is None:
        remarks.add("surf_supervision_missing", Severity.WARNING, "D22", "/achievement/supervisionType")
    return filled(
        {
            "SBU": load.value if load and load.unit == "SBU" else None,
            "ECTS": load.value if load and load.unit == "ECTS" else None,
            "assessmentType": assessments[0] if assessments else None,
            "participationType": PARTICIPATION_TO_SURF.get(module.participation),
            "supervisionType": SUPERVISION_TO_SURF.get(module.supervision) if module.supervision else None,
            "identityChecked": identity_is_checked(module.supervision) if module.supervision else None,
            "educationProgramIdentifier": program_identifier(module, remarks),
        }
    )


def program_identifier(module: Module, remarks: Remarks) -> JsonValue:
    """Return the crebo as a number, or a list of them.

    The field takes numbers only, so codes of a keuzedeel (K0262) and a certificate (C0004) stand under
    ``otherIdentifier`` and among the alignments instead.
    """
    crebos: list[JsonValue] = []
    for kind, code in dict.fromkeys(module.qualification_codes):
        if kind == "Crebo" and _CREBO.fullmatch(code):
            crebos.append(int(code))
        elif kind in ("Keuzedeel", "Certificaat"):
            remarks.add("program_identifier_not_numeric", Severity.INFO, "D22", "/achievement", code=code)
    if not crebos:
        return None
    return crebos[0] if len(crebos) == 1 else crebos


def _issuer(school: Issuer) -> JsonObject:
    identifiers: list[JsonValue] = [
        {"type": "IdentifierEntry", "identifier": value, "identifierType": kind}
        for kind, value in (("ext:BRIN", school.brin), ("ext:KVK", school.kvk), ("ext:RIO", school.rio))
        if value
    ]
    address = filled(
        {
            "type": ["Address"],
            "addressCountry": _COUNTRIES.get(school.country_code, school.country_code),
            "addressCountryCode": school.country_code,
            "addressRegion": school.region,
            "addressLocality": school.locality,
        }
    )
    return filled(
        {
            "id": school.id,
            "type": ["Profile"],
            "name": school.name,
            "url": school.url,
            "address": address,
            "otherIdentifier": identifiers,
        }
    )


def _schemas(published: PublishedModule) -> list[JsonValue]:
    base = "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/schemas"
    kind = badge_class_type(published.instrument)
    name = {MICRO: "microcredential", "regular": "regular"}.get(kind, "extracurricular")
    load = published.module.study_load
    names = [name] if name == "extracurricular" or load is None else [name, f"{name}_{load.unit.lower()}"]
    open_badges = (
        "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
    )
    return [
        {"id": one, "type": "1EdTechJsonSchemaValidator2019"}
        for one in (open_badges, *(f"{base}/{file}.json" for file in names))
    ]
