"""A module in the Open Education API, version 6: programme, course, learning outcomes and offerings.

Version 6 has no EducationSpecification. The formal document stands at the programme, for which it knows
``micro_credential_certificate``; the course names it under ``ext``, since the format has no such field
for a course. Learning outcomes are objects of their own.

Spec: Open Education API 6.0; requirements D10, D12, H01, H07.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from credentials.achievement.model import Issuer, Level
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.exported import Exported, Remarks
from issuer.domain.exports.ooapi_values import (
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
from issuer.domain.modules.json_values import filled

_PRIVATE: Final = "PARTICULIEREOPLEIDING"
_DELIVERY: Final[Mapping[str, str]] = {
    "online": "online",
    "onsite": "presential",
    "blended": "blended",
    "work_experience": "work_based",
}
_CODE_TYPES: Final[Mapping[str, str]] = {
    "Crebo": "programme_code",
    "RIOOpleidingseenheid": "programme_code",
    "Keuzedeel": "x-keuzedeel",
    "Certificaat": "x-certificaat",
}


def export_v6(published: PublishedModule, school: Issuer, offerings: Sequence[Offering] = ()) -> Exported:
    """Return the objects of version 6, each in the list of its collection."""
    remarks = Remarks()
    rio = rio_consumer(published, school, remarks, location_of(offerings))
    content: JsonObject = {
        "organisations": [organisation_v6(school)],
        "programmes": [_programme(published, school, rio)],
        "courses": [_course(published, school, rio)],
        "learningOutcomes": _learning_outcomes(published),
        "courseOfferings": [_offering(published, school, one, "course") for one in offerings],
        "programmeOfferings": [_offering(published, school, one, "programme") for one in offerings],
    }
    return remarks.exported(content)


def organisation_v6(school: Issuer) -> JsonObject:
    """Return the school as an organisation of version 6."""
    codes = (("institution_code", school.rio or school.brin), ("kvk_organisation_id", school.kvk))
    return filled(
        {
            "organisationId": identifier(school.id),
            "primaryCode": {"codeType": "identifier", "code": school.id},
            "organisationType": "root",
            "name": texts({"nl": school.name}),
            "link": school.url,
            "otherCodes": [{"codeType": kind, "code": code} for kind, code in codes if code],
        }
    )


def _programme(published: PublishedModule, school: Issuer, rio: JsonObject | None) -> JsonObject:
    module = published.module
    consumer: JsonObject | None = None
    if rio is not None:
        kind = "private" if published.instrument.rio_unit == _PRIVATE else "course"
        consumer = {**rio, "type": kind, "sector": "secondary_vocational_education"}
    return filled(
        {
            "programmeId": identifier(f"{module.id}#program"),
            "programmeType": "specification",
            **_described(published),
            "qualificationAwarded": "certificate"
            if published.instrument.formal_document == "certificate"
            else "none",
            "levelOfQualification": _eqf(module.level),
            "formalDocument": published.instrument.formal_document,
            "organisationId": identifier(school.id),
            "validFrom": _moment(published.published_on),
            "consumer": consumer,
            "ext": extra(published),
        }
    )


def _course(published: PublishedModule, school: Issuer, rio: JsonObject | None) -> JsonObject:
    module = published.module
    return filled(
        {
            "courseId": identifier(f"{module.id}#course"),
            **_described(published),
            "programmeIds": [identifier(f"{module.id}#program")],
            "organisationId": identifier(school.id),
            "validFrom": _moment(published.published_on),
            "consumer": rio,
            "ext": {
                **extra(published),
                "formalDocument": published.instrument.formal_document,
                "levelOfQualification": _eqf(module.level),
            },
        }
    )


def _described(published: PublishedModule) -> JsonObject:
    """What a programme and a course say alike."""
    module = published.module
    load = study_load(module)
    return {
        "primaryCode": {"codeType": "identifier", "code": published.slug},
        "otherCodes": [
            {"codeType": _CODE_TYPES.get(kind, f"x-{kind.lower()}"), "code": code}
            for kind, code in module.qualification_codes
        ],
        "name": texts(module.title),
        "abbreviation": published.slug[:256],
        "description": texts(module.description),
        "teachingLanguages": [teaching_language(published)],
        "studyLoad": [load] if load else [],
        "modesOfDelivery": [_DELIVERY[module.participation]] if module.participation in _DELIVERY else [],
        "level": _level(module.level),
        "learningOutcomeIds": [
            identifier(f"{module.version_id}#{outcome.code}") for outcome in module.learning_outcomes
        ],
        "admissionRequirements": texts(module.entry_requirement),
        "assessment": texts(assessment_words(module)),
        "link": module.version_id,
    }


def _learning_outcomes(published: PublishedModule) -> list[JsonValue]:
    module = published.module
    return [
        filled(
            {
                "learningOutcomeId": identifier(f"{module.version_id}#{outcome.code}"),
                "primaryCode": {"codeType": "identifier", "code": outcome.code},
                "name": texts(outcome.text),
                "otherCodes": [
                    {"codeType": "x-werkproces", "code": one.qualified_code} for one in outcome.work_processes
                ],
            }
        )
        for outcome in module.learning_outcomes
    ]


def _offering(published: PublishedModule, school: Issuer, offering: Offering, kind: str) -> JsonObject:
    module = published.module
    described = _described(published)
    days = f"{offering.start.isoformat()}/{offering.end.isoformat()}"
    enrolment = filled(
        {
            "startDateTime": _moment(offering.enrol_from) if offering.enrol_from else None,
            "endDateTime": _moment(offering.enrol_until) if offering.enrol_until else None,
        }
    )
    return filled(
        {
            f"{kind}OfferingId": identifier(f"{module.version_id}#{kind}-{days}"),
            "primaryCode": {"codeType": "offering_code", "code": f"{published.slug}-{offering.start:%Y%m%d}"},
            **{key: described[key] for key in ("name", "abbreviation", "description", "teachingLanguages")},
            "modesOfDelivery": described["modesOfDelivery"],
            "state": "active" if offering.is_open else "inactive",
            "resultExpected": bool(module.result_descriptions),
            "link": module.version_id,
            "startDateTime": _moment(offering.start),
            "endDateTime": _moment(offering.end),
            "enrolmentPeriods": [enrolment] if offering.enrol_from else [],
            f"{kind}Id": identifier(f"{module.id}#{'program' if kind == 'programme' else kind}"),
            "organisationId": identifier(school.id),
        }
    )


def _moment(day: date) -> str:
    """Write a day as the date-time of the format: at noon UTC, the same day wherever it is read."""
    return f"{day.isoformat()}T12:00:00Z"


def _level(level: Level) -> str:
    return f"secondary_vocational_education_{level.mbo}" if level.mbo else "secondary_vocational_education"


def _eqf(level: Level) -> str:
    return "nlqf_4plus" if level.nlqf == "4+" else f"eqf_{level.eqf}"
