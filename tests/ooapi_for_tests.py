"""What the Open Education API asks of the objects that we export: fields, types and lists, as JSON Schemas.

No package carries its schemas, so these are written from the published specifications, whose definitions
have the names that stand in :data:`V5` and :data:`V6`: version 5.0.0 (``components/schemas``) and version
6.0 (the same). Unlike there, a field that the specification does not define is refused here: that would be
a mistake of ours. Fields that we never fill are listed by name only.

Lists: version 5 has closed lists but for ``codeType``; version 6 has open ones, in which other values begin
with ``x-``.
"""

from collections.abc import Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker

Schema = Mapping[str, Any]

_UUID: Final = {"type": "string", "format": "uuid"}
_URI: Final = {"type": "string", "pattern": "^https?://[^ ]+$", "maxLength": 2048}
_DAY: Final = {"type": "string", "format": "date"}
_MOMENT: Final = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$",
}
_SHORT: Final = {"type": "string", "maxLength": 256}
_LANGUAGE_V5: Final = {"type": "string", "pattern": r"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"}
_LANGUAGE_V6: Final = {"type": "string", "minLength": 2, "pattern": r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}
_ISO_639_2: Final = {"type": "string", "pattern": r"^[a-z]{3}$"}
_ANY: Final[Schema] = {}


def _object(required: str, optional: Mapping[str, Schema], **fields: Schema) -> Schema:
    """Return an object with these fields and no others; ``required`` names those that must be there."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": {**optional, **fields},
        "additionalProperties": False,
    }


def _unfilled(*names: str) -> Mapping[str, Schema]:
    """Return fields of the specification that we do not fill."""
    return {name: {"not": {}} for line in names for name in line.split()}


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def _open(*values: str) -> Schema:
    """Return an extensible enumeration: one of these, or a value of one's own that begins with ``x-``."""
    return {"anyOf": [{"enum": list(values)}, {"type": "string", "pattern": "^x-[a-z]"}]}


def _texts(language: Schema) -> Schema:
    return _list(_object("language value", {}, language=language, value={"type": "string"}), 1)


def _code(types: Schema) -> Schema:
    return _object("codeType code", {}, codeType=types, code={"type": "string"})


# Version 5: Consumer, and what RIO adds to it in consumers/RIO/V1.
_OFFERER: Final = {"type": "string", "pattern": r"^\d{3}A\d{3}$"}
_LOCATION: Final = {"type": "string", "pattern": r"^\d{3}X\d{3}$"}
_STAP: Final = _one_of("permission_granted", "permission_not_granted")
_RIO_OFFERED: Final = _object(
    "consumerKey educationOffererCode",
    {},
    consumerKey={"const": "rio"},
    educationOffererCode=_OFFERER,
    educationLocationCode=_LOCATION,
    consentParticipationSTAP=_STAP,
)
_RIO_SPECIFICATION: Final = _object("consumerKey", {}, consumerKey={"const": "rio"})
_RIO_OFFERING: Final = _object(
    "consumerKey registrationStatus requiredPermissionRegistration",
    {},
    consumerKey={"const": "rio"},
    registrationStatus=_one_of("open", "closed"),
    requiredPermissionRegistration=_one_of("yes", "no"),
)

_T5: Final = _texts(_LANGUAGE_V5)
_CODE_5: Final = _code(
    _open("brin", "crohoCreboCode", "programCode", "offeringCode", "organizationId", "identifier", "uuid")
)
_LEVEL_5: Final = _one_of(
    "secondary vocational education",
    *(f"secondary vocational education {number}" for number in range(1, 5)),
    *("associate degree", "bachelor", "master", "doctoral", "undefined", "undivided", "nt2-1", "nt2-2"),
)
_SECTOR_5: Final = _one_of(
    "secondary vocational education", "higher professional education", "university education"
)
_QUALIFICATION_5: Final = _one_of("1", "2", "3", "4", "4+", "5", "6", "7", "8")
_LOAD_5: Final = _object(
    "studyLoadUnit value",
    {},
    studyLoadUnit=_one_of("contacttime", "ects", "sbu", "sp", "hour"),
    value={"type": "number"},
)
_DELIVERY_5: Final = _list(_one_of("distance-learning", "on campus", "online", "hybrid", "situated"))
_TAUGHT_5: Final[Mapping[str, Schema]] = {
    "primaryCode": _CODE_5,
    "otherCodes": _list(_CODE_5),
    "name": _T5,
    "abbreviation": _SHORT,
    "description": _T5,
    "teachingLanguage": _ISO_639_2,
    "studyLoad": _LOAD_5,
    "modeOfDelivery": _DELIVERY_5,
    "learningOutcomes": _list(_T5),
    "admissionRequirements": _T5,
    "level": _LEVEL_5,
    "assessment": _T5,
    "link": _URI,
    "educationSpecification": _UUID,
    "organization": _UUID,
    "validFrom": _DAY,
    "consumers": _list(_RIO_OFFERED),
    "ext": {"type": "object"},
    **_unfilled(
        "duration firstStartDate fieldsOfStudy enrollment resources qualificationRequirements",
        "addresses coordinators validTo",
    ),
}

V5: Final[Mapping[str, Schema]] = {
    "organizations": _object(  # Organization
        "organizationId organizationType name shortName primaryCode",
        _unfilled("description addresses logo parent children consumers ext"),
        organizationId=_UUID,
        primaryCode=_CODE_5,
        organizationType=_one_of("root", "institute", "department", "faculty", "branch", "academy", "school"),
        name=_T5,
        shortName=_SHORT,
        link=_URI,
        otherCodes=_list(_CODE_5, 1),
    ),
    "educationSpecifications": _object(  # EducationSpecification
        "educationSpecificationId primaryCode educationSpecificationType name",
        _unfilled("abbreviation fieldsOfStudy parent children validTo"),
        educationSpecificationId=_UUID,
        primaryCode=_CODE_5,
        otherCodes=_list(_CODE_5),
        educationSpecificationType=_one_of("program", "privateProgram", "cluster", "course"),
        name=_T5,
        description=_T5,
        formalDocument=_one_of(
            "diploma", "certificate", "no official document", "testimonial", "school advice"
        ),
        level=_LEVEL_5,
        sector=_SECTOR_5,
        levelOfQualification=_QUALIFICATION_5,
        studyLoad=_LOAD_5,
        learningOutcomes=_list(_T5),
        link=_URI,
        organization=_UUID,
        validFrom=_DAY,
        consumers=_list(_RIO_SPECIFICATION),
        ext={"type": "object"},
    ),
    "programs": _object(  # Program
        "programId programType name abbreviation description primaryCode teachingLanguage",
        {**_TAUGHT_5, **_unfilled("modeOfStudy parent children")},
        programId=_UUID,
        programType=_one_of("program", "minor", "honours", "specialization", "track"),
        qualificationAwarded=_one_of("AD", "BA", "BSc", "LLB", "MA", "MSc", "LLM", "Phd", "None"),
        levelOfQualification=_QUALIFICATION_5,
        sector=_SECTOR_5,
    ),
    "courses": _object(  # Course
        "courseId name abbreviation description teachingLanguage level primaryCode",
        _TAUGHT_5,
        courseId=_UUID,
        programs=_list(_UUID),
    ),
    "offerings": {  # CourseOffering and ProgramOffering
        **_object(
            "offeringId primaryCode offeringType name description teachingLanguage resultExpected "
            "startDate endDate",
            _unfilled(
                "academicSession maxNumberStudents enrolledNumberStudents pendingNumberStudents",
                "minNumberStudents resultValueType otherCodes ext flexibleEntryPeriodStart",
                "flexibleEntryPeriodEnd addresses priceInformation programOffering",
            ),
            offeringId=_UUID,
            primaryCode=_CODE_5,
            offeringType=_one_of("program", "course", "component"),
            name=_T5,
            abbreviation=_SHORT,
            description=_T5,
            teachingLanguage=_ISO_639_2,
            modeOfDelivery=_DELIVERY_5,
            resultExpected={"type": "boolean"},
            link=_URI,
            startDate=_DAY,
            endDate=_DAY,
            enrollStartDate=_DAY,
            enrollEndDate=_DAY,
            course=_UUID,
            program=_UUID,
            organization=_UUID,
            consumers=_list(_RIO_OFFERING),
        ),
        "oneOf": [
            {"properties": {"offeringType": {"const": kind}}, "required": [kind]}
            for kind in ("course", "program")
        ],
    },
}

_T6: Final = _texts(_LANGUAGE_V6)
_CODE_6: Final = _code(
    _open(
        *("identifier", "institution_code", "kvk_organisation_id", "offering_code", "organisation_id"),
        *("programme_code", "component_code", "leerbedrijf_id", "system_id", "uuid"),
    )
)
_LOAD_6: Final = _object(
    "studyLoadUnit value",
    {},
    studyLoadUnit=_open("contact_time", "ects", "sbu", "sp", "hour"),
    value={"type": "number"},
)
_DELIVERY_6: Final = _list(
    _open(
        *("presential", "online", "hybrid", "blended", "research_lab_based", "work_based"),
        *("project_based", "coil"),
    )
)
_LEVEL_6: Final = _open(
    "pre_vocational",
    "secondary_vocational_education",
    *(f"secondary_vocational_education_{number}" for number in range(1, 5)),
    *("associate_degree", "bachelor", "master", "doctoral", "post_doctoral", "undefined", "undivided"),
)
_TAUGHT_6: Final[Mapping[str, Schema]] = {
    "primaryCode": _CODE_6,
    "otherCodes": _list(_CODE_6),
    "name": _T6,
    "abbreviation": _SHORT,
    "description": _T6,
    "teachingLanguages": _list(_LANGUAGE_V6, 1),
    "studyLoad": _list(_LOAD_6),
    "modesOfDelivery": _DELIVERY_6,
    "level": _LEVEL_6,
    "learningOutcomeIds": _list(_UUID),
    "admissionRequirements": _T6,
    "assessment": _T6,
    "link": _URI,
    "organisationId": _UUID,
    "validFrom": _MOMENT,
    "ext": {"type": "object"},
    **_unfilled(
        "duration fieldsOfStudy enrolment resources learningOutcomes qualificationRequirements addresses",
        "supplementaryInformation coordinatorIds coordinators instructorIds instructors organisation validTo",
    ),
}


def _offering_6(kind: str) -> Schema:
    """Return CourseOffering or ProgrammeOffering."""
    own = {f"{kind}OfferingId": _UUID, f"{kind}Id": _UUID}
    return _object(
        f"{kind}OfferingId {kind}Id primaryCode name startDateTime endDateTime",
        {
            **own,
            **_unfilled(
                "groupIds academicSessionId academicSession rosteringState maxNumberStudents",
                "enrolledNumberStudents pendingNumberStudents minNumberStudents resultValueType otherCodes",
                "supplementaryInformation consumer ext flexibleEntryPeriodStartDateTime",
                "flexibleEntryPeriodEndDateTime addresses priceInformation organisation programmeOfferingIds",
            ),
        },
        primaryCode=_CODE_6,
        name=_T6,
        abbreviation=_SHORT,
        description=_T6,
        state=_open("concept", "canceled", "active", "inactive"),
        teachingLanguages=_list(_LANGUAGE_V6, 1),
        modesOfDelivery=_DELIVERY_6,
        resultExpected={"type": "boolean"},
        link=_URI,
        startDateTime=_MOMENT,
        endDateTime=_MOMENT,
        # EnrolmentPeriods
        enrolmentPeriods=_list(_object("startDateTime", {}, startDateTime=_MOMENT, endDateTime=_MOMENT)),
        organisationId=_UUID,
    )


V6: Final[Mapping[str, Schema]] = {
    "organisations": _object(  # Organisation
        "organisationId organisationType name primaryCode",
        _unfilled("shortName description addresses logo rootId parentId childIds consumer ext"),
        organisationId=_UUID,
        primaryCode=_CODE_6,
        organisationType=_open("root", "institute", "department", "faculty", "branch", "academy", "school"),
        name=_T6,
        link=_URI,
        otherCodes=_list(_CODE_6),
    ),
    "programmes": _object(  # Programme
        "programmeId programmeType name primaryCode",
        {
            **_TAUGHT_6,
            **_unfilled("qualificationDesignations modeOfStudy firstStartDateTime parentId childIds"),
        },
        programmeId=_UUID,
        programmeType=_open("programme", "minor", "honours", "specialisation", "track", "specification"),
        qualificationAwarded=_open(
            *("diploma", "vocational_diploma", "certificate", "associate_degree", "bachelor", "master"),
            *("doctoral", "none"),
        ),
        levelOfQualification=_open(*(f"eqf_{number}" for number in range(9)), "nlqf_4plus"),
        formalDocument=_open(
            *("certificate", "diploma", "micro_credential_certificate", "school_advice", "testimonial"),
            "no_official_document",
        ),
        consumer=_object(  # Consumer, and RIO's Programme
            "consumerKey educationOffererCode type sector",
            {},
            consumerKey={"const": "rio"},
            type=_one_of("programme", "variant", "cluster", "course", "private"),
            sector=_one_of(
                "secondary_vocational_education", "higher_professional_education", "university_education"
            ),
            educationOffererCode=_OFFERER,
            educationLocationCode=_LOCATION,
            consentParticipationSTAP=_STAP,
        ),
    ),
    "courses": _object(  # Course
        "courseId name primaryCode",
        {**_TAUGHT_6, **_unfilled("firstStartDate programmes")},
        courseId=_UUID,
        programmeIds=_list(_UUID),
        consumer=_RIO_OFFERED,
    ),
    "learningOutcomes": _object(  # LearningOutcome
        "learningOutcomeId primaryCode name",
        _unfilled(
            "abbreviation description parentIds childIds fieldsOfStudy complexityLevel validFrom validTo"
        ),
        learningOutcomeId=_UUID,
        primaryCode=_CODE_6,
        name=_T6,
        otherCodes=_list(_CODE_6),
    ),
    "courseOfferings": _offering_6("course"),
    "programmeOfferings": _offering_6("programme"),
}

PAGINATION: Final = _object(  # Pagination; the same in both versions
    "pageSize pageNumber hasPreviousPage hasNextPage items",
    {},
    pageSize={"type": "integer", "minimum": 0},
    pageNumber={"type": "integer", "minimum": 1},
    hasPreviousPage={"type": "boolean"},
    hasNextPage={"type": "boolean"},
    totalPages={"type": "integer"},
    items=_list(_ANY),
)


def mistakes(document: object, schema: Schema) -> list[str]:
    """Return what is wrong with a document, each with its place; nothing when all is well."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]
