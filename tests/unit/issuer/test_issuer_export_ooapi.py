"""A module in the Open Education API: the field names and lists of versions 5 and 6, and no others."""

import dataclasses
import json
import re
from datetime import date
from typing import Any

import pytest

from credentials.achievement.european_vocabularies import PARTICIPATION
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Issuer, Level, Module, StudyLoad
from issuer.domain.exports.catalogue import catalogued
from issuer.domain.exports.ooapi_collections import ooapi_files
from issuer.domain.exports.ooapi_v5 import export_v5
from issuer.domain.exports.ooapi_v6 import export_v6
from issuer.domain.exports.ooapi_values import Offering, identifier
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.module_file import read_module_file
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE, SCHOOL
from tests.exports_for_tests import CERTIFICATE, LOCAL, published
from tests.modules_for_tests import DEMO_MODULES, EXAMPLES, example_file
from tests.ooapi_for_tests import PAGINATION, V5, V6, mistakes

OFFERING = Offering(
    start=date(2026, 9, 1), end=date(2027, 7, 31), location="999X999", enrol_from=date(2026, 6, 1)
)
CLOSED = dataclasses.replace(
    OFFERING, is_open=False, location=None, enrol_from=None, enrol_until=date(2026, 8, 1)
)
MODULES = {
    "full": MODULE,
    "bare": BARE_MODULE,
    **{key: dataclasses.replace(MODULE, instrument=key) for key in INSTRUMENTS},
}


def v5(module: Module = MODULE, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    content: dict[str, Any] = export_v5(published(module, **facts), ISSUER, [OFFERING]).content
    return content


def v6(module: Module = MODULE, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    content: dict[str, Any] = export_v6(published(module, **facts), ISSUER, [OFFERING]).content
    return content


def with_texts_in(*languages: str) -> Module:
    """Return the module with the texts of these languages only."""
    return dataclasses.replace(
        MODULE,
        title={one: MODULE.title[one] for one in languages},
        description={one: MODULE.description[one] for one in languages},
    )


SHAPES = MODULES | {
    "hours": dataclasses.replace(MODULE, study_load=StudyLoad(value=40, unit="uur")),
    "ects": dataclasses.replace(MODULE, study_load=StudyLoad(value=5, unit="ECTS")),
    "level 4+": dataclasses.replace(MODULE, level=Level(eqf=4, nlqf="4+")),
    "dutch": with_texts_in("nl"),
    **{f"participation {one}": dataclasses.replace(MODULE, participation=one) for one in PARTICIPATION},
}
SCHOOLS = {
    "full": ISSUER,
    "bare": Issuer(id="did:web:bare.example", name="ROC Kaal"),
}


class TestAgainstTheSpecifications:
    """Fields, types and lists; see ``tests/ooapi_for_tests.py`` for where they come from."""

    @pytest.mark.parametrize("school", SCHOOLS.values(), ids=SCHOOLS.keys())
    @pytest.mark.parametrize("module", SHAPES.values(), ids=SHAPES.keys())
    def test_every_object_is_one_of_the_specification(self, module: Module, school: Issuer) -> None:
        for export, schemas in ((export_v5, V5), (export_v6, V6)):
            content = export(published(module), school, [OFFERING, CLOSED]).content
            assert content.keys() == schemas.keys()
            for collection, objects in content.items():
                assert isinstance(objects, list)
                for one in objects:
                    assert mistakes(one, schemas[collection]) == [], collection

    @pytest.mark.parametrize("key", [*DEMO_MODULES, *EXAMPLES])
    def test_modules_of_files(self, key: Any) -> None:  # noqa: ANN401 - a path, or a name
        data = example_file(EXAMPLES[key]) if key in EXAMPLES else key.read_bytes()
        description = read_module_file(data, file="module.yaml", base_url=SCHOOL).description
        assert description is not None
        one = PublishedModule(description=description, published_on=date(2026, 3, 12))
        for export, schemas in ((export_v5, V5), (export_v6, V6)):
            for collection, objects in export(one, ISSUER, [OFFERING]).content.items():
                assert isinstance(objects, list)
                assert [mistakes(item, schemas[collection]) for item in objects] == [[]] * len(objects)

    def test_files_are_pages_and_the_objects_on_them(self) -> None:
        shown = catalogued([published(), published(CERTIFICATE), published(BARE_MODULE)])
        files = dict(ooapi_files(shown, ISSUER))
        pages = {name: page for name, page in files.items() if name.count("/") == 1}
        assert len(pages) == 8
        for name, page in pages.items():
            assert mistakes(page, PAGINATION) == []
            version, _, collection = name.removesuffix(".json").partition("/")
            schema = (V5 if version == "v5" else V6)[
                re.sub("-([a-z])", lambda one: one[1].upper(), collection)
            ]
            items = page["items"]
            assert isinstance(items, list)
            assert page["pageSize"] == len(items) > 0
            for item in items:
                assert isinstance(item, dict)
                assert mistakes(item, schema) == []
                id_ = next(value for key, value in item.items() if key.endswith("Id"))
                assert files[f"{version}/{collection}/{id_}.json"] == item
        objects = sum(len(page["items"]) for page in pages.values())  # type: ignore[arg-type, misc]  # a list
        assert len(files) == len(pages) + objects

    def test_what_is_pointed_at_is_there(self) -> None:
        """Every identifier in a file is that of an object in another one."""
        files = dict(ooapi_files(catalogued([published(), published(BARE_MODULE)]), ISSUER))
        known = {name.rpartition("/")[2].removesuffix(".json") for name in files if name.count("/") == 2}
        named = set(
            re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", json.dumps(files))
        )
        assert named == known

    @pytest.mark.parametrize(
        ("collection", "change"),
        [
            ("courses", {"level": "mbo 2"}),
            ("courses", {"name": []}),
            ("courses", {"courseId": "1"}),
            ("courses", {"colour": "red"}),
            ("courses", {"teachingLanguage": "nl"}),
            ("courses", {"studyLoad": {"studyLoadUnit": "uur", "value": 1}}),
            ("programs", {"modeOfDelivery": ["blended"]}),
            ("programs", {"primaryCode": {"codeType": "croho", "code": "1"}}),
            ("offerings", {"startDate": "1-9-2026"}),
            ("offerings", {"offeringType": "program"}),
            ("offerings", {"consumers": [{"consumerKey": "rio"}]}),
        ],
    )
    def test_the_schemas_do_refuse(self, collection: str, change: dict[str, Any]) -> None:
        (one, *_) = v5()[collection]
        assert mistakes(one, V5[collection]) == []
        assert mistakes({**one, **change}, V5[collection]) != []
        for field in V5[collection]["required"]:
            assert mistakes({key: value for key, value in one.items() if key != field}, V5[collection]) != []


class TestVersion5:
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
                "educationLocationCode": "999X999",
                "consentParticipationSTAP": "permission_not_granted",
            }
        ]


class TestVersion6:
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
