"""SURF's types: what goes out fits their schemas, and what comes in becomes our values."""

import copy
import dataclasses
import json
from typing import Any

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from credentials.achievement.building import build_open_badge
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import StudyLoad
from credentials.parsing import JsonObject, parse
from issuer.domain.exports.draft_module import draft_module
from issuer.domain.exports.surf import export_surf
from issuer.domain.exports.surf_import import read_surf_badge
from issuer.domain.findings import Severity
from issuer.domain.modules.module_file import read_module_file
from tests.awards_for_tests import AWARD, ISSUER, MODULE, SCHOOL
from tests.exports_for_tests import published
from tests.paths import domain_examples, vectors

IMAGE = f"{SCHOOL}/badge.png"
ASSESSMENTS = {"testing", "application of a skill", "portfolio", "recognition of prior learning"}
PARTICIPATIONS = {
    "online",
    "onsite or blended",
    "volunteering",
    "work experience",
    "personalized learning activities",
}
SUPERVISIONS = {
    "unsupervised with no identity verification",
    "supervised with no identity verification",
    "supervised online",
    "onsite with identity verification",
}


def achievement_of(document: JsonObject) -> dict[str, Any]:
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    achievement = subject["achievement"]
    assert isinstance(achievement, dict)
    return dict(achievement)


def example() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((domain_examples() / "01-microcredential-240sbu.ob3.json").read_bytes())
    return read


def changed(**members: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return the example with other members in its achievement."""
    document = copy.deepcopy(example())
    document["credentialSubject"]["achievement"] |= members
    return document


def codes(document: JsonObject) -> set[str]:
    return {one.code for one in read_surf_badge(document).findings if one.severity is not Severity.INFO}


class TestExport:
    def test_it_has_all_that_the_schema_for_a_microcredential_asks(self) -> None:
        made = export_surf(published(), ISSUER, "nl", image=IMAGE)
        achievement = achievement_of(made.content)
        required = (
            "name description image resultDescription inLanguage alignment criteria assessmentType "
            "identityChecked participationType supervisionType SBU"
        )
        assert set(required.split()) <= achievement.keys()
        assert achievement["type"] == ["Achievement", "EducredentialAchievement"]
        assert achievement["SBU"] == 240
        assert achievement["assessmentType"] in ASSESSMENTS
        assert achievement["participationType"] in PARTICIPATIONS
        assert achievement["supervisionType"] in SUPERVISIONS
        assert achievement["identityChecked"] is True
        assert len(achievement["alignment"]) >= 2
        issuer: Any = made.content["issuer"]
        assert {"identifier": "99ZZ", "identifierType": "ext:BRIN", "type": "IdentifierEntry"} in (
            issuer["otherIdentifier"]
        )

    def test_it_is_a_template_and_not_signed(self) -> None:
        made = export_surf(published(), ISSUER, "nl", image=IMAGE)
        assert not {"id", "proof", "validFrom"} & made.content.keys()
        assert len(made.content["@context"]) == 3  # type: ignore[arg-type]  # it is a list

    @pytest.mark.parametrize("kind", ["plain", "json-ld"])
    def test_filled_in_it_holds_under_the_schema_of_open_badges(self, kind: str) -> None:
        schema = json.loads((vectors("ob-schema") / f"achievementcredential.{kind}.json").read_text("utf-8"))
        badge = build_open_badge(AWARD)
        template = export_surf(published(), ISSUER, "nl", image=IMAGE).content
        subject = badge["credentialSubject"]
        assert isinstance(subject, dict)
        document = (
            badge | template | {"credentialSubject": subject | {"achievement": achievement_of(template)}}
        )
        validator = Draft201909Validator(schema, format_checker=FormatChecker())
        assert [error.json_path for error in validator.iter_errors(document)] == []

    def test_a_crebo_is_a_number_and_a_keuzedeel_never(self) -> None:
        module = dataclasses.replace(MODULE, qualification_codes=(("Crebo", "25998"), ("Keuzedeel", "K0262")))
        made = export_surf(published(module), ISSUER, "nl", image=IMAGE)
        achievement = achievement_of(made.content)
        assert achievement["educationProgramIdentifier"] == 25998
        assert {"type": "IdentifierEntry", "identifier": "K0262", "identifierType": "ext:Keuzedeel"} in (
            achievement["otherIdentifier"]
        )
        assert "program_identifier_not_numeric" in [one.code for one in made.findings]

    @pytest.mark.parametrize("code", ["2599X", "259980", "²²²²²", "02599"])
    def test_what_is_no_crebo_is_no_number(self, code: str) -> None:
        module = dataclasses.replace(MODULE, qualification_codes=(("Crebo", code),))
        achievement = achievement_of(export_surf(published(module), ISSUER, "nl").content)
        assert "educationProgramIdentifier" not in achievement

    def test_more_crebos_are_a_list(self) -> None:
        achievement = achievement_of(export_surf(published(), ISSUER, "nl", image=IMAGE).content)
        assert achievement["educationProgramIdentifier"] == [27052, 27060]

    def test_what_their_lists_lack_is_said(self) -> None:
        module = dataclasses.replace(
            MODULE,
            assessment_types=("personalized_assessment", "portfolio_assessment", "written_exam"),
            study_load=StudyLoad(value=80),
            result_descriptions=(),
            supervision=None,
        )
        made = export_surf(published(module), ISSUER, "nl")
        assert [one.code for one in made.findings if one.severity is Severity.WARNING] == [
            "surf_value_missing",
            "surf_one_assessment_only",
            "surf_supervision_missing",
            "surf_image_missing",
            "surf_results_missing",
            "surf_study_load_too_small",
        ]
        assert achievement_of(made.content)["assessmentType"] == "portfolio"

    @pytest.mark.parametrize("key", INSTRUMENTS)
    def test_every_instrument(self, key: str) -> None:
        module = dataclasses.replace(MODULE, instrument=key)
        schemas = str(export_surf(published(module), ISSUER, "en", image=IMAGE).content["credentialSchema"])
        kind = {"microcredential": "microcredential", "mbo_certificaat": "regular"}.get(key)
        assert kind is None or f"schemas/{kind}_sbu.json" in schemas


class TestImport:
    def test_the_worked_example_becomes_our_values(self) -> None:
        badge = read_surf_badge(example())
        content = badge.content
        assert content.study_load is not None
        assert (content.study_load.value, content.study_load.unit) == (240.0, "SBU")
        assert [one.code for one in content.assessment_types] == ["portfolio_assessment"]
        assert content.participation is not None
        assert (content.participation.code, content.participation.name) == ("blended", "onsite or blended")
        assert content.supervision is not None
        assert content.supervision.code == "onsite_with_identity_verification"
        assert content.instrument is INSTRUMENTS["microcredential"]
        assert content.level.eqf == "4"
        assert content.issuer_brin == "99ZZ"
        assert content.quality_assurance is not None
        assert [(one.code, one.severity.value) for one in badge.findings] == [
            ("surf_signature_not_checked", "info"),
            ("surf_value_is_wider", "info"),
            ("surf_value_is_wider", "info"),
            ("badge_lacks_learning_outcomes", "warning"),
        ]

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            (25998, [("Crebo", "25998")]),
            (25998.0, [("Crebo", "25998")]),
            ([25998, 27060], [("Crebo", "25998"), ("Crebo", "27060")]),
            (20121341, []),
            ("K0262", []),
            (True, []),
            pytest.param(10**5000, [], id="huge"),
        ],
    )
    def test_the_program_identifier_is_a_crebo_only_with_five_digits(
        self,
        value: Any,  # noqa: ANN401 - any JSON value
        found: list[tuple[str, str]],
    ) -> None:
        assert (
            list(read_surf_badge(changed(educationProgramIdentifier=value)).content.qualification_codes)
            == found
        )

    def test_an_odd_program_identifier_is_said(self) -> None:
        assert "surf_program_identifier_odd" in codes(changed(educationProgramIdentifier=20121341))

    @pytest.mark.parametrize("value", ["240", True, 0, -80, 10**6, None])
    def test_the_study_load_is_a_number(self, value: Any) -> None:  # noqa: ANN401 - any JSON value
        document = changed(SBU=value)
        assert read_surf_badge(document).content.study_load is None
        assert "badge_lacks_study_load" in codes(document)
        assert ("surf_number_expected" in codes(document)) is (value is not None)

    def test_ects_and_hours(self) -> None:
        ects = read_surf_badge(changed(SBU=None, ECTS=2.5)).content.study_load
        hours = read_surf_badge(changed(SBU=None, timeInvestment=60)).content.study_load
        assert ects is not None
        assert hours is not None
        assert (ects.value, ects.unit) == (2.5, "ECTS")
        assert (hours.value, hours.unit) == (60.0, "SBU")

    def test_values_that_we_lack_keep_their_words(self) -> None:
        document = changed(
            assessmentType="recognition of prior learning",
            participationType="volunteering",
            supervisionType="x",
        )
        content = read_surf_badge(document).content
        assert [(one.code, one.name) for one in content.assessment_types] == [
            (None, "recognition of prior learning")
        ]
        assert content.participation is not None
        assert (content.participation.code, content.participation.name) == (None, "volunteering")
        assert "surf_value_unknown" in codes(document)

    def test_identity_that_is_checked_and_not_checked(self) -> None:
        assert "surf_identity_contradicts" in codes(changed(identityChecked=False))
        assert "surf_identity_contradicts" not in codes(changed(identityChecked=True))

    def test_a_badge_with_nothing_in_it_lacks_everything(self) -> None:
        assert codes({}) == {
            "surf_type_missing",
            "badge_lacks_title",
            "badge_lacks_learning_outcomes",
            "badge_lacks_study_load",
            "badge_lacks_level",
            "badge_lacks_assessment",
            "badge_lacks_participation",
            "badge_lacks_quality_assurance",
            "badge_lacks_brin",
        }

    def test_ours_comes_back_as_it_went(self) -> None:
        template = export_surf(published(), ISSUER, "nl", image=IMAGE).content
        content = read_surf_badge(template).content
        assert [one.name for one in content.learning_outcomes] == [
            "Neemt een bestelling op.",
            "Zet de mise en place klaar.",
        ]
        assert [one.code for one in content.assessment_types] == list(MODULE.assessment_types)
        assert content.study_load is not None
        assert content.study_load.value == 240
        assert content.description == MODULE.description["nl"]


class TestDraft:
    def test_the_worked_example_becomes_a_draft_that_the_reader_takes(self) -> None:
        draft = draft_module(read_surf_badge(example()).content)
        assert "0000000000" not in json.dumps(draft)
        read = read_module_file(json.dumps(draft).encode(), file="x.json", base_url=SCHOOL)
        assert read.description is not None
        module = read.description.module
        assert module.study_load == StudyLoad(value=240)
        assert module.participation == "blended"
        assert {one.key_path for one in read.errors} == {
            "leeruitkomsten",
            "leerervaring",
            "arbeidsmarktwaarde.onderbouwing",
            "arbeidsmarktwaarde.bereik",
            "kwaliteitsborging.zelfcheck",
        }

    def test_work_processes_of_a_badge_without_outcomes_are_kept(self) -> None:
        draft = draft_module(read_surf_badge(example()).content)
        assert draft["werkprocessen"] == [{"code": "B1-K1-W1", "titel": "Baliegesprek en triage"}]

    def test_the_learner_is_not_taken_along(self) -> None:
        draft = draft_module(
            read_surf_badge(parse(json.dumps(build_open_badge(AWARD)).encode()).unverified).content
        )
        text = json.dumps(draft, ensure_ascii=False)
        assert "Zoë" not in text
        assert "7.5" not in text
        assert "did:key" not in text
