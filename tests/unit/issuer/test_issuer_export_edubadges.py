"""Badge classes of edubadges: all extensions out, and back in."""

import dataclasses
import json
from typing import Any

import pytest

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Skill, StudyLoad
from credentials.parsing import JsonObject
from issuer.domain.exports.edubadges import export_edubadges
from issuer.domain.exports.edubadges_import import import_edubadges
from issuer.domain.findings import Severity
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE
from tests.exports_for_tests import CERTIFICATE, published

ALLOWED_ASSESSMENTS = {
    "written_exam",
    "report_paper",
    "behavioural_assessment",
    "professional_product",
    "development_report",
    "portfolio_assessment",
    "oram_exam",
    "personalized_assessment",
}


def made(language: str = "nl", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of Module
    content: dict[str, Any] = export_edubadges(
        published(dataclasses.replace(MODULE, **changes)), ISSUER, language
    ).content
    return content


def extension(badge: JsonObject, name: str) -> Any:  # noqa: ANN401 - any JSON value
    extensions: Any = badge["extensions"]
    whole = extensions[f"extensions:{name}Extension"]
    assert whole["type"] == ["Extension", f"extensions:{name}Extension"]
    assert whole["@context"] == f"https://api.edubadges.nl/static/extensions/{name}Extension/context.json"
    return whole[name]


class TestExport:
    def test_the_extensions(self) -> None:
        badge = made()
        assert extension(badge, "Language") == "nl_NL"
        assert extension(made("en"), "Language") == "en_EN"
        assert (
            extension(badge, "LearningOutcome") == "- Neemt een bestelling op.\n- Zet de mise en place klaar."
        )
        assert extension(badge, "EQF") == 2
        assert extension(badge, "StudyLoad") == 240
        assert extension(badge, "EducationProgramIdentifier") == [27052, 27060]
        assert extension(badge, "InstitutionName") == "ROC Test"
        assert extension(badge, "InstitutionIdentifier") == "99ZZ"
        assert extension(badge, "InstitutionCountry") == "NL"

    def test_it_is_a_draft_for_somebody_to_look_at(self) -> None:
        badge = made()
        assert badge["is_private"] is True
        assert "image" not in badge

    def test_kinds_of_badge(self) -> None:
        kinds = {key: made(instrument=key)["badge_class_type"] for key in INSTRUMENTS}
        assert kinds == {
            "microcredential": "micro_credential",
            "mbo_certificaat": "regular",
            "keuzedeel_resultaat": "regular",
            "praktijkverklaring": "extra_curricular",
            "mbo_verklaring": "extra_curricular",
            "branchecertificaat": "extra_curricular",
        }
        assert made(instrument="mbo_certificaat")["formal"] is True
        assert made()["formal"] is False

    def test_the_oral_examination_is_spelt_as_they_spell_it(self) -> None:
        badge = made(assessment_types=("oral_exam", "portfolio_assessment"))
        assert badge["assessment_type"] == "oram_exam,portfolio_assessment"
        assert set(badge["assessment_type"].split(",")) <= ALLOWED_ASSESSMENTS

    @pytest.mark.parametrize(
        ("supervision", "supervised", "verified"),
        [
            ("unsupervised_without_identity_verification", False, False),
            ("supervised_without_identity_verification", True, False),
            ("online_with_identity_verification", True, True),
            ("onsite_with_identity_verification", True, True),
        ],
    )
    def test_supervision_as_two_flags(self, supervision: str, supervised: bool, verified: bool) -> None:
        badge = made(supervision=supervision)
        assert (badge["assessment_supervised"], badge["assessment_id_verified"]) == (supervised, verified)

    def test_the_legal_sentence_goes_along(self) -> None:
        assert "geen diploma en geen mbo-certificaat" in made()["description"]

    def test_codes_with_a_letter_are_alignments(self) -> None:
        badge: Any = export_edubadges(published(CERTIFICATE), ISSUER, "nl").content
        assert badge["alignments"][0]["target_code"] == "K0262"
        assert "extensions:EducationProgramIdentifierExtension" not in badge["extensions"]

    def test_eight_alignments_and_a_word_on_the_rest(self) -> None:
        skills = tuple(
            Skill(framework="ESCO", uri=f"http://esco.example/{n}", label=str(n)) for n in range(9)
        )
        whole = export_edubadges(published(dataclasses.replace(MODULE, skills=skills)), ISSUER, "nl")
        assert len(whole.content["alignments"]) == 8  # type: ignore[arg-type]  # it is a list
        (left_out,) = [one for one in whole.findings if one.code == "edubadges_alignments_left_out"]
        assert left_out.params["count"] == "3"

    def test_a_size_that_the_site_does_not_take(self) -> None:
        module = dataclasses.replace(BARE_MODULE, study_load=StudyLoad(value=100))
        found = export_edubadges(published(module), ISSUER, "nl").findings
        assert [one.code for one in found if one.severity is Severity.WARNING] == [
            "surf_supervision_missing",
            "edubadges_study_load_odd",
        ]

    def test_a_lifetime_in_days(self) -> None:
        assert made(valid_for_months=12)["expiration_period"] == 365
        assert "expiration_period" not in made()


class TestImport:
    def test_what_went_out_comes_back(self) -> None:
        back = import_edubadges(made()).content
        assert back["titel"] == {"nl": MODULE.title["nl"]}
        assert back["omschrijving"] == {"nl": MODULE.description["nl"]}
        assert back["beoordelingscriteria"] == {"nl": MODULE.criteria["nl"]}
        assert back["leeruitkomsten"] == [
            {"id": "LO1", "nl": "Neemt een bestelling op."},
            {"id": "LO2", "nl": "Zet de mise en place klaar."},
        ]
        assert back["studielast"] == {"waarde": 240, "eenheid": "SBU"}
        assert back["niveau"] == {"mbo_niveau": 2, "nlqf": "2", "eqf": 2, "vastgesteld": False}
        assert back["toetsvormen"] == list(MODULE.assessment_types)
        assert back["deelnamevorm"] == MODULE.participation
        assert back["toezicht_en_identiteit"] == {"eu_code": MODULE.supervision}
        assert back["kwaliteitsborging"] == {
            "naam": MODULE.quality_assurance.name,
            "url": MODULE.quality_assurance.url,
            "versie": MODULE.quality_assurance.version,
        }

    def test_a_text_that_is_no_list_is_one_outcome(self) -> None:
        badge = made()
        badge["extensions"]["extensions:LearningOutcomeExtension"]["LearningOutcome"] = "Kan dit.\nEn dat."
        assert import_edubadges(badge).content["leeruitkomsten"] == [{"id": "LO1", "nl": "Kan dit.\nEn dat."}]

    def test_what_is_unknown_or_doubtful_is_said(self) -> None:
        badge = made() | {
            "badge_class_type": "regular",
            "participation": "online,onsite,zweven",
            "assessment_type": "oram_exam,raden",
            "assessment_supervised": False,
            "assessment_id_verified": True,
        }
        badge["extensions"]["extensions:StudyLoadExtension"]["StudyLoad"] = "veel"
        badge["extensions"]["extensions:EducationProgramIdentifierExtension"][
            "EducationProgramIdentifier"
        ] = 7
        done = import_edubadges(badge)
        assert done.content["toetsvormen"] == ["oral_exam"]
        assert done.content["deelnamevorm"] == "blended"
        assert [one.code for one in done.findings] == [
            "edubadges_not_micro",
            "edubadges_supervision_open",
            "surf_program_identifier_odd",
            "surf_number_expected",
            "surf_value_unknown",
            "surf_value_unknown",
            "edubadges_more_participation",
            "badge_lacks_study_load",
        ]

    def test_an_empty_badge_class(self) -> None:
        done = import_edubadges({})
        assert done.content["instrument"] == "microcredential"
        assert len([one for one in done.findings if one.code.startswith("badge_lacks")]) == 7

    def test_it_is_json(self) -> None:
        assert json.loads(json.dumps(import_edubadges(made()).content))
