"""A module in the Open Education API, version 5: specification, programme, course and offerings.

RIO gets an EducationSpecification with a Program that offers it; student systems and course catalogues
take the Course. A part of the national structure (keuzedeel, certificate) has no EducationSpecification
of the school: the register itself holds it.

Spec: Open Education API 5.0; requirements D10, D12, H01, H07.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from credentials.achievement.model import Issuer, Level
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.exported import Exported, Remarks
from issuer.domain.exports.ooapi_values import (
    ISO_639_2,
    Offering,
    assessment_words,
    extra,
    identifier,
    location_of,
    rio_consumer,
    study_load,
    teaching_language,
    texts,
)
from issuer.domain.exports.published import PublishedModule
from issuer.domain.findings import Severity
from issuer.domain.modules.json_values import filled

_SPECIFICATIONS: Final[Mapping[str, str]] = {"PARTICULIEREOPLEIDING": "privateProgram"}
"""By the kind of unit in RIO. The other types of the format are those of higher education."""
_DOCUMENTS: Final[Mapping[str, str]] = {"certificate": "certificate"}
_DELIVERY: Final[Mapping[str, str]] = {
    "online": "online",
    "onsite": "situated",
    "blended": "hybrid",
    "work_experience": "situated",
}
_CODE_TYPES: Final[Mapping[str, str]] = {
    "Crebo": "crohoCreboCode",
    "Keuzedeel": "x-keuzedeel",
    "Certificaat": "x-certificaat",
    "RIOOpleidingseenheid": "x-rio-opleidingseenheid",
}


def export_v5(published: PublishedModule, school: Issuer, offerings: Sequence[Offering] = ()) -> Exported:
    """Return the objects of version 5, each in the list of its collection.

    Args:
        published: The module version.
        school: Whose it is.
        offerings: When it is given; version 5 has no offering without a first and a last day.
    """
    remarks = Remarks()
    rio = rio_consumer(published, school, remarks, location_of(offerings))
    specification = _specification(published, school, rio, remarks)
    content: JsonObject = {
        "organizations": [organization_v5(school)],
        "educationSpecifications": [specification] if specification else [],
        "programs": [_program(published, school, rio)] if specification else [],
        "courses": [_course(published, school, rio, specification)],
        "offerings": [
            made
            for offering in offerings
            for made in _offerings(
                published,
                school,
                offering,
                has_program=specification is not None,
                for_rio=rio is not None,
            )
        ],
    }
    return remarks.exported(content)


def organization_v5(school: Issuer) -> JsonObject:
    """Return the school as an organization of version 5."""
    codes = (("brin", school.brin), ("x-kvk", school.kvk), ("x-rio-onderwijsaanbieder", school.rio))
    return filled(
        {
            "organizationId": identifier(school.id),
            "primaryCode": {"codeType": "identifier", "code": school.id},
            "organizationType": "root",
            "name": texts({"nl": school.name}),
            "shortName": school.name[:256],
            "link": school.url,
            "otherCodes": [{"codeType": kind, "code": code} for kind, code in codes if code],
        }
    )


def _specification(
    published: PublishedModule, school: Issuer, rio: JsonObject | None, remarks: Remarks
) -> JsonObject | None:
    kind = _SPECIFICATIONS.get(published.instrument.rio_unit or "")
    if kind is None:
        remarks.add("export_no_specification", Severity.INFO, "H01", "/educationSpecifications")
        return None
    module = published.module
    return filled(
        {
            "educationSpecificationId": identifier(module.id),
            "primaryCode": {"codeType": "identifier", "code": published.slug},
            "otherCodes": _codes(published),
            "educationSpecificationType": kind,
            "name": texts(module.title),
            "description": texts(module.description),
            "formalDocument": _DOCUMENTS.get(published.instrument.formal_document, "no official document"),
            **_size_and_level(published),
            "sector": "secondary vocational education",
            "learningOutcomes": _outcomes(published),
            "link": module.id,
            "organization": identifier(school.id),
            "validFrom": published.published_on.isoformat(),
            "consumers": [{"consumerKey": "rio"}] if rio else [],
            "ext": extra(published),
        }
    )


def _program(published: PublishedModule, school: Issuer, rio: JsonObject | None) -> JsonObject:
    module = published.module
    return filled(
        {
            "programId": identifier(f"{module.id}#program"),
            "programType": "program",
            **_described(published),
            "sector": "secondary vocational education",
            **_size_and_level(published),
            "qualificationAwarded": "None",
            "educationSpecification": identifier(module.id),
            "organization": identifier(school.id),
            "validFrom": published.published_on.isoformat(),
            "consumers": [rio] if rio else [],
            "ext": extra(published),
        }
    )


def _course(
    published: PublishedModule, school: Issuer, rio: JsonObject | None, specification: JsonObject | None
) -> JsonObject:
    module = published.module
    size = _size_and_level(published)
    return filled(
        {
            "courseId": identifier(f"{module.id}#course"),
            **_described(published),
            "level": size["level"],
            "studyLoad": size.get("studyLoad"),
            "educationSpecification": identifier(module.id) if specification else None,
            "programs": [identifier(f"{module.id}#program")] if specification else [],
            "organization": identifier(school.id),
            "validFrom": published.published_on.isoformat(),
            "consumers": [rio] if rio else [],
            "ext": extra(published),
        }
    )


def _described(published: PublishedModule) -> JsonObject:
    """What a programme and a course say alike."""
    module = published.module
    primary = teaching_language(published).partition("-")[0]
    return {
        "primaryCode": {"codeType": "identifier", "code": published.slug},
        "otherCodes": _codes(published),
        "name": texts(module.title),
        "abbreviation": published.slug[:256],
        "description": texts(module.description),
        "teachingLanguage": ISO_639_2.get(primary, "nld"),
        "modeOfDelivery": [_DELIVERY[module.participation]] if module.participation in _DELIVERY else [],
        "learningOutcomes": _outcomes(published),
        "admissionRequirements": texts(module.entry_requirement),
        "assessment": texts(assessment_words(module)),
        "link": module.version_id,
    }


def _offerings(
    published: PublishedModule, school: Issuer, offering: Offering, *, has_program: bool, for_rio: bool
) -> list[JsonValue]:
    """The offering of the course, and that of the programme, which is the one that RIO takes."""
    kinds = ("course", *(("program",) if has_program else ()))
    return [_offering(published, school, offering, kind, for_rio) for kind in kinds]


def _offering(
    published: PublishedModule, school: Issuer, offering: Offering, kind: str, for_rio: bool
) -> JsonObject:
    module = published.module
    described = _described(published)
    days = f"{offering.start.isoformat()}/{offering.end.isoformat()}"
    consumer: JsonObject = {
        "consumerKey": "rio",
        "registrationStatus": "open" if offering.is_open else "closed",
        "requiredPermissionRegistration": "no",
    }
    return filled(
        {
            "offeringId": identifier(f"{module.version_id}#{kind}-{days}"),
            "primaryCode": {"codeType": "offeringCode", "code": f"{published.slug}-{offering.start:%Y%m%d}"},
            "offeringType": kind,
            **{key: described[key] for key in ("name", "abbreviation", "description", "teachingLanguage")},
            "modeOfDelivery": described["modeOfDelivery"],
            "resultExpected": bool(module.result_descriptions),
            "link": module.version_id,
            "startDate": offering.start.isoformat(),
            "endDate": offering.end.isoformat(),
            "enrollStartDate": offering.enrol_from.isoformat() if offering.enrol_from else None,
            "enrollEndDate": offering.enrol_until.isoformat() if offering.enrol_until else None,
            kind: identifier(f"{module.id}#{kind}"),
            "organization": identifier(school.id),
            "consumers": [consumer] if for_rio else [],
        }
    )


def _size_and_level(published: PublishedModule) -> JsonObject:
    module = published.module
    return filled(
        {
            "studyLoad": study_load(module),
            "level": _level(module.level),
            "levelOfQualification": module.level.nlqf,
        }
    )


def _level(level: Level) -> str:
    return f"secondary vocational education {level.mbo}" if level.mbo else "secondary vocational education"


def _outcomes(published: PublishedModule) -> list[JsonValue]:
    return [texts(outcome.text) for outcome in published.module.learning_outcomes]


def _codes(published: PublishedModule) -> list[JsonValue]:
    return [
        {"codeType": _CODE_TYPES.get(kind, f"x-{kind.lower()}"), "code": code}
        for kind, code in published.module.qualification_codes
    ]
