"""The elements of the EU recommendation in badges of others: what is certain, and nothing more."""

import json

import pytest

from credentials.achievement.eu_elements import EUElement, find_eu_elements
from credentials.parsing import JsonObject, JsonValue
from tests.paths import domain_examples, vectors

ACHIEVEMENT = "/credentialSubject/achievement"


def elements(credential: JsonObject) -> dict[str, EUElement]:
    return {one.key: one for one in find_eu_elements(credential)}


def shown(credential: JsonObject) -> dict[str, tuple[str | None, str | None]]:
    """Return what is there, by key: value and pointer."""
    return {key: (one.value, one.pointer) for key, one in elements(credential).items() if one.value}


def with_achievement(**members: JsonValue) -> JsonObject:
    return {"credentialSubject": {"achievement": members}}


def aligned(*alignments: JsonObject) -> JsonObject:
    return with_achievement(alignment=list(alignments))


class TestSurf:
    """Badges with members that SURF's own type switches on."""

    def test_the_worked_example(self) -> None:
        path = domain_examples() / "01-microcredential-240sbu.ob3.json"
        found = shown(json.loads(path.read_text("utf-8")))
        at = ACHIEVEMENT
        assert found == {
            "learner": ("emailAddress", "/credentialSubject/identifier/0"),
            "title": ("Baliegesprekken en cliëntcommunicatie", f"{at}/name"),
            "country": ("NL", "/issuer/address/addressCountryCode"),
            "awarding_body": ("ROC Voorbeeld", "/issuer/name"),
            "date": ("2026-07-01", "/awardedDate"),
            "workload": ("240 SBU", f"{at}/SBU"),
            "level": ("EQF level 4 (indicatief)", f"{at}/alignment/0"),
            "assessment": ("portfolio", f"{at}/assessmentType"),
            "participation": ("onsite or blended", f"{at}/participationType"),
            "quality_assurance": (
                "Kwaliteitskader voor pilot microcredentials mbo 2024 - 2025",
                f"{at}/alignment/2",
            ),
            "supervision": ("onsite with identity verification", f"{at}/supervisionType"),
            "grade": ("7.5", "/credentialSubject/result/0"),
        }

    def test_a_result_is_no_learning_outcome_unless_it_says_so(self) -> None:
        grade: JsonObject = {"name": "Eindcijfer", "resultType": "ext:ECTSGradeScore"}
        outcome: JsonObject = {"name": "Voert een gesprek.", "resultType": "ext:LearningOutcome"}
        surf: list[JsonValue] = ["Achievement", "EducredentialAchievement"]
        assert "learning_outcomes" not in shown(with_achievement(type=surf, resultDescription=[grade]))
        found = shown(with_achievement(type=surf, resultDescription=[grade, outcome]))
        assert found["learning_outcomes"] == ("Voert een gesprek.", f"{ACHIEVEMENT}/resultDescription/1/name")

    @pytest.mark.parametrize(
        ("members", "expected"),
        [
            ({"ECTS": 2.5}, "2.5 ECTS"),
            ({"SBU": 240}, "240 SBU"),
            ({"timeInvestment": 12}, "12 h"),
            ({"creditsAvailable": 3}, "3 ECTS"),
        ],
    )
    def test_amounts(self, members: JsonObject, expected: str) -> None:
        achievement: JsonObject = {"type": ["Achievement", "EdubadgesAchievement"], **members}
        found = shown(with_achievement(**achievement))
        assert found["workload"] == (expected, f"{ACHIEVEMENT}/{next(iter(members))}")

    @pytest.mark.parametrize("amount", [0, -240, True, "240", 1e300, None, [240]])
    def test_what_is_no_amount(self, amount: JsonValue) -> None:
        assert "workload" not in shown(with_achievement(type="EducredentialAchievement", SBU=amount))

    def test_several_values_of_one_member(self) -> None:
        found = elements(
            with_achievement(type="EducredentialAchievement", assessmentType=["testing", "portfolio"])
        )["assessment"]
        assert (found.value, found.pointer, found.count) == ("testing", f"{ACHIEVEMENT}/assessmentType/0", 2)

    def test_without_their_type_the_members_may_mean_anything(self) -> None:
        found = shown(with_achievement(SBU=240, assessmentType="testing", participationType="online"))
        assert found == {}

    def test_country_and_name_of_the_institution_above_the_issuer(self) -> None:
        parent: JsonObject = {"name": "ROC Voorbeeld", "address": {"addressCountryCode": "NL"}}
        found = shown({"issuer": {"id": "did:web:x.example", "parentOrg": parent}})
        assert found["country"] == ("NL", "/issuer/parentOrg/address/addressCountryCode")
        assert found["awarding_body"] == ("ROC Voorbeeld", "/issuer/parentOrg/name")


class TestLevels:
    @pytest.mark.parametrize(
        "alignment",
        [
            {"targetType": "ext:EQF", "targetName": "EQF level 4"},
            {"targetType": "ext:EQFLevel", "targetName": "EQF level 4"},
            {"targetType": "ext:EQFAlignment", "targetName": "EQF level 4"},
            {"targetName": "EQF level 4", "targetUrl": "http://data.europa.eu/snb/eqf/4"},
            {"targetName": "EQF level 4", "targetFramework": "EQF"},
            {
                "targetName": "EQF level 4",
                "targetFramework": "European Qualifications Framework (EQF)",
                "targetType": "CFItem",
            },
            {"targetType": "ext:eqf", "targetCode": "4", "targetName": "EQF level 4"},
        ],
    )
    def test_in_the_shapes_that_are_seen(self, alignment: JsonObject) -> None:
        assert shown(aligned(alignment))["level"] == ("EQF level 4", f"{ACHIEVEMENT}/alignment/0")

    def test_with_a_code_alone(self) -> None:
        assert shown(aligned({"targetType": "ext:NLQF", "targetCode": "4"}))["level"][0] == "NLQF 4"

    def test_the_european_one_stands_first(self) -> None:
        national: JsonObject = {
            "targetName": "NLQF 4",
            "targetUrl": "http://data.europa.eu/snb/qdr/c_ff656b33",
        }
        european: JsonObject = {"targetName": "EQF 4", "targetType": "ext:EQF"}
        assert shown(aligned(national, european))["level"] == ("EQF 4", f"{ACHIEVEMENT}/alignment/1")
        assert shown(aligned(national))["level"][0] == "NLQF 4"

    @pytest.mark.parametrize(
        "alignment",
        [
            {"targetName": "About the frameworks", "targetFramework": "EQF"},
            {"targetName": "Level 4", "targetFramework": "Our own levels"},
            {"targetName": "Level 4", "targetUrl": "https://example.org/eqf/4"},
            {"targetName": "Level 4", "targetType": "ext:NotEQF"},
            {"targetName": "Level 4", "targetType": 4, "targetFramework": ["EQF"]},
            {"targetType": "ext:EQF"},
        ],
    )
    def test_what_is_not_certain(self, alignment: JsonObject) -> None:
        assert shown(aligned(alignment)) == {}


class TestAlignmentsOfOthers:
    @pytest.mark.parametrize(
        ("alignment", "key"),
        [
            ({"targetType": "ceasn:Competency"}, "learning_outcomes"),
            ({"targetType": "ext:Leeruitkomst"}, "learning_outcomes"),
            ({"targetType": "ext:Workload"}, "workload"),
            ({"targetUrl": "http://data.europa.eu/snb/education-credit/6fcec5c5af"}, "workload"),
            ({"targetUrl": "http://data.europa.eu/snb/assessment/6e6cb2cc78"}, "assessment"),
            ({"targetUrl": "https://data.europa.eu/snb/learning-assessment/920fbb3cbe"}, "participation"),
            ({"targetUrl": "http://data.europa.eu/snb/supervision-verification/c598449d64"}, "supervision"),
            ({"targetType": "ext:QualityAssurance"}, "quality_assurance"),
            ({"targetType": "ext:Prerequisites"}, "prerequisites"),
        ],
    )
    def test_show_an_element(self, alignment: JsonObject, key: str) -> None:
        found = shown(aligned({**alignment, "targetName": "Woorden"}))
        assert found == {key: ("Woorden", f"{ACHIEVEMENT}/alignment/0")}

    @pytest.mark.parametrize(
        "kind", ["CFItem", "CTDL", "CFRubric", "ceterms:Credential", "ext:Werkproces", ""]
    )
    def test_may_be_about_anything(self, kind: str) -> None:
        assert shown(aligned({"targetType": kind, "targetName": "Woorden"})) == {}

    def test_count(self) -> None:
        outcomes: list[JsonObject] = [
            {"targetType": "ext:LearningOutcome", "targetName": name} for name in ("A", "B", "B")
        ]
        assert elements(aligned(*outcomes))["learning_outcomes"].count == 2


class TestOpenBadges:
    def test_credits_of_no_known_kind(self) -> None:
        """The example of the specification is of an American university: those are no ECTS."""
        assert shown(with_achievement(creditsAvailable=36.0))["workload"][0] == "36 credits"

    def test_a_level_of_a_rubric_as_the_grade(self) -> None:
        level: JsonObject = {"id": "urn:x:level:2", "name": "Goed"}
        credential: JsonObject = {
            "credentialSubject": {
                "achievement": {"resultDescription": {"rubricCriterionLevel": [level]}},
                "result": {"achievedLevel": "urn:x:level:2"},
            }
        }
        assert shown(credential)["grade"] == ("Goed", "/credentialSubject/result")

    def test_a_name_that_stands_plainly_with_the_learner(self) -> None:
        found = shown({"credentialSubject": {"id": "did:key:z6Mk", "name": "Ada Lovelace"}})
        assert found["learner"] == ("Ada Lovelace", "/credentialSubject/name")

    def test_the_value_of_an_identifier_is_not_shown(self) -> None:
        identity: JsonObject = {"identityType": "nationalIdentityNumber", "identityHash": "111222333"}
        found = find_eu_elements({"credentialSubject": {"identifier": [identity]}})
        assert "111222333" not in str(found)

    def test_an_identifier_that_leads_nowhere_is_no_further_information(self) -> None:
        assert shown(with_achievement(id="urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a11")) == {}
        assert "further_information" in shown(with_achievement(id="https://school.example/badge"))

    def test_the_badge_of_the_guide(self) -> None:
        vector = json.loads((vectors("1edtech-guide") / "obv3p0" / "vector.json").read_bytes())
        assert set(shown(vector["credential"])) == {
            "learner",
            "title",
            "awarding_body",
            "date",
            "further_information",
        }


class TestSeveralAchievements:
    def test_the_learner_record_of_the_guide(self) -> None:
        """It holds two achievements and a badge: it shows what it says of itself alone."""
        vector = json.loads((vectors("1edtech-guide") / "clrv2p0" / "vector.json").read_bytes())
        assert shown(vector["credential"]) == {
            "learner": ("did:example:ebfeb1f712ebc6f1c276e12ec21", "/credentialSubject/id"),
            "title": ("Sample Transcript", "/name"),
            "awarding_body": ("Example University", "/issuer/name"),
            "date": ("2010-01-01", "/validFrom"),
        }

    def test_of_several_learners_none_is_meant(self) -> None:
        assert shown({"credentialSubject": [{"id": "did:a:1"}, {"id": "did:a:2"}]}) == {}
