"""A module in the Open Education API: the field names and lists of versions 5 and 6, and no others."""

import dataclasses
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Level, Module, StudyLoad
from issuer.domain.exports.ooapi_v5 import export_v5
from issuer.domain.exports.ooapi_v6 import export_v6
from issuer.domain.exports.ooapi_values import Offering, identifier
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE
from tests.exports_for_tests import CERTIFICATE, LOCAL, published

OFFERING = Offering(
    start=date(2026, 9, 1), end=date(2027, 7, 31), location="999X999", enrol_from=date(2026, 6, 1)
)
MODULES = {
    "full": MODULE,
    "bare": BARE_MODULE,
    **{key: dataclasses.replace(MODULE, instrument=key) for key in INSTRUMENTS},
}


def names(*lines: str) -> set[str]:
    """Return the words of these lines."""
    return set(" ".join(lines).split())


# The names are those of the published specifications; an object may have more fields than we use.
COURSE_V5 = names(
    "courseId primaryCode otherCodes name abbreviation studyLoad modeOfDelivery description teachingLanguage",
    "learningOutcomes admissionRequirements level assessment link educationSpecification programs",
    "organization validFrom consumers ext",
)
SPECIFICATION_V5 = names(
    "educationSpecificationId primaryCode otherCodes educationSpecificationType name description",
    "formalDocument",
    "level sector levelOfQualification studyLoad learningOutcomes link organization validFrom consumers",
    "ext",
)
PROGRAM_V5 = (COURSE_V5 - {"courseId", "programs"}) | names(
    "programId programType qualificationAwarded levelOfQualification sector"
)
OFFERING_V5 = names(
    "offeringId primaryCode offeringType name abbreviation description teachingLanguage modeOfDelivery",
    "resultExpected link startDate endDate enrollStartDate enrollEndDate course program organization",
    "consumers",
)
REQUIRED_V5 = {
    "courses": names("courseId name abbreviation description teachingLanguage level primaryCode"),
    "educationSpecifications": names("educationSpecificationId primaryCode educationSpecificationType name"),
    "programs": names("programId programType name abbreviation description primaryCode teachingLanguage"),
    "offerings": names(
        "offeringId primaryCode offeringType name description teachingLanguage resultExpected startDate",
        "endDate",
    ),
}
LEVELS_V5 = {"secondary vocational education"} | {f"secondary vocational education {n}" for n in range(1, 5)}
COURSE_V6 = names(
    "courseId primaryCode otherCodes name abbreviation studyLoad modesOfDelivery description",
    "teachingLanguages learningOutcomeIds admissionRequirements level assessment link programmeIds",
    "organisationId validFrom consumer ext",
)
PROGRAMME_V6 = (COURSE_V6 - {"courseId", "programmeIds"}) | names(
    "programmeId programmeType qualificationAwarded levelOfQualification formalDocument"
)
OUTCOME_V6 = names("learningOutcomeId primaryCode name otherCodes")
OFFERING_V6 = names(
    "primaryCode name abbreviation description teachingLanguages modesOfDelivery state resultExpected",
    "link",
    "startDateTime endDateTime enrolmentPeriods organisationId",
)
LEVELS_V6 = {level.replace(" ", "_") for level in LEVELS_V5}


def v5(module: Module = MODULE, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    content: dict[str, Any] = export_v5(published(module, **facts), ISSUER, [OFFERING]).content
    return content


def v6(module: Module = MODULE, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    content: dict[str, Any] = export_v6(published(module, **facts), ISSUER, [OFFERING]).content
    return content


def assert_texts(value: list[dict[str, str]]) -> None:
    assert value
    assert all(set(one) == {"language", "value"} and one["value"] for one in value)
    assert {one["language"] for one in value} <= {"nl-NL", "en-GB"}


class TestVersion5:
    @pytest.mark.parametrize("module", MODULES.values(), ids=MODULES.keys())
    def test_every_object_has_the_fields_of_the_specification(self, module: Module) -> None:
        content = v5(module)
        names = {
            "courses": COURSE_V5,
            "educationSpecifications": SPECIFICATION_V5,
            "programs": PROGRAM_V5,
            "offerings": OFFERING_V5,
        }
        assert content.keys() == names.keys()
        for collection, objects in content.items():
            for one in objects:
                assert one.keys() <= names[collection]
                assert REQUIRED_V5[collection] <= one.keys()
        for one in content["courses"]:
            assert one["level"] in LEVELS_V5
            assert one["teachingLanguage"] == "nld"
            assert_texts(one["name"])
            UUID(one["courseId"])

    def test_a_microcredential_is_a_private_programme_without_official_document(self) -> None:
        (specification,) = v5()["educationSpecifications"]
        assert specification["educationSpecificationType"] == "privateProgram"
        assert specification["formalDocument"] == "no official document"
        assert specification["studyLoad"] == {"studyLoadUnit": "sbu", "value": 240}
        assert specification["level"] == "secondary vocational education 2"
        assert specification["levelOfQualification"] == "2"
        assert specification["validFrom"] == "2026-03-12"
        assert specification["ext"]["levelIsIndicative"] is True

    def test_what_the_register_holds_itself_has_no_specification_of_the_school(self) -> None:
        made = export_v5(published(CERTIFICATE), ISSUER)
        assert made.content["educationSpecifications"] == []
        assert made.content["programs"] == []
        assert [one.code for one in made.findings] == ["export_no_specification"]
        (course,) = v5(CERTIFICATE)["courses"]
        assert course["otherCodes"] == [{"codeType": "x-keuzedeel", "code": "K0262"}]

    def test_offerings_are_of_the_course_and_of_the_programme_that_rio_takes(self) -> None:
        course, program = v5()["offerings"]
        assert (course["offeringType"], program["offeringType"]) == ("course", "program")
        assert course["course"] == v5()["courses"][0]["courseId"]
        assert program["program"] == v5()["programs"][0]["programId"]
        assert (course["startDate"], course["endDate"]) == ("2026-09-01", "2027-07-31")
        assert course["consumers"] == [
            {"consumerKey": "rio", "registrationStatus": "open", "requiredPermissionRegistration": "no"}
        ]
        assert course["offeringId"] != program["offeringId"]

    def test_rio_gets_the_provider_and_never_stap(self) -> None:
        (course,) = v5()["courses"]
        assert course["consumers"] == [
            {
                "consumerKey": "rio",
                "educationOffererCode": "999A999",
                "consentParticipationSTAP": "permission_not_granted",
            }
        ]


class TestVersion6:
    @pytest.mark.parametrize("module", MODULES.values(), ids=MODULES.keys())
    def test_every_object_has_the_fields_of_the_specification(self, module: Module) -> None:
        content = v6(module)
        for course in content["courses"]:
            assert course.keys() <= COURSE_V6
            assert course["level"] in LEVELS_V6
            assert_texts(course["name"])
        for programme in content["programmes"]:
            assert programme.keys() <= PROGRAMME_V6
            assert programme["programmeType"] == "specification"
            assert programme["formalDocument"] in {
                "certificate",
                "micro_credential_certificate",
                "no_official_document",
            }
        for outcome in content["learningOutcomes"]:
            assert outcome.keys() <= OUTCOME_V6
        for kind in ("course", "programme"):
            for offering in content[f"{kind}Offerings"]:
                assert offering.keys() <= OFFERING_V6 | {f"{kind}OfferingId", f"{kind}Id"}

    def test_a_microcredential(self) -> None:
        content = v6()
        (course,), (programme,) = content["courses"], content["programmes"]
        assert programme["formalDocument"] == "micro_credential_certificate"
        assert course["ext"]["formalDocument"] == "micro_credential_certificate"
        assert course["studyLoad"] == [{"studyLoadUnit": "sbu", "value": 240}]
        assert course["level"] == "secondary_vocational_education_2"
        assert programme["levelOfQualification"] == "eqf_2"
        assert course["programmeIds"] == [programme["programmeId"]]
        assert course["learningOutcomeIds"] == [
            one["learningOutcomeId"] for one in content["learningOutcomes"]
        ]
        assert programme["consumer"]["type"] == "private"
        assert course["consumer"]["educationOffererCode"] == "999A999"

    def test_level_4_plus_has_a_value_of_its_own(self) -> None:
        module = dataclasses.replace(MODULE, level=Level(eqf=4, nlqf="4+"))
        assert v6(module)["programmes"][0]["levelOfQualification"] == "nlqf_4plus"
        assert v6(module)["courses"][0]["level"] == "secondary_vocational_education"

    def test_ects_stays_ects(self) -> None:
        module = dataclasses.replace(MODULE, study_load=StudyLoad(value=5, unit="ECTS"))
        assert v6(module)["courses"][0]["studyLoad"] == [{"studyLoadUnit": "ects", "value": 5}]


@pytest.mark.parametrize("export", [export_v5, export_v6])
def test_a_local_module_has_no_part_for_rio(export: Any) -> None:  # noqa: ANN401 - either export
    made = export(published(deployment=LOCAL), ISSUER, [OFFERING])
    assert "rio" not in str(made.content["courses"])
    assert [(one.code, one.requirement) for one in made.findings] == [("export_not_for_rio", "D11")]


@pytest.mark.parametrize("export", [export_v5, export_v6])
def test_without_a_rio_code_the_school_is_told(export: Any) -> None:  # noqa: ANN401 - either export
    made = export(published(), dataclasses.replace(ISSUER, rio=None))
    assert "export_rio_code_missing" in [one.code for one in made.findings]
    assert "educationOffererCode" not in str(made.content)


def test_the_same_address_has_the_same_identifier_and_another_has_another() -> None:
    assert identifier(MODULE.id) == identifier(MODULE.id)
    assert identifier(MODULE.id) != identifier(BARE_MODULE.id)
