"""An award becomes exactly one credential, and every fact stands in its place."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.achievement.achievement_building import edition_id
from credentials.achievement.building import build_open_badge
from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import (
    Award,
    Issuer,
    LearningExperience,
    Level,
    Recipient,
    Result,
    Skill,
    StudyLoad,
)
from credentials.achievement.written_forms import format_day, format_moment, hash_identity
from credentials.parsing import JsonObject, JsonValue
from tests.awards_for_tests import (
    AWARD,
    BARE_AWARD,
    CREDENTIAL_ID,
    ISSUER,
    MODULE,
    RECIPIENT,
    REPLACED_ID,
    REVOCATION,
    SCHOOL,
    SUSPENSION,
    award_with,
)


def at(document: JsonValue, pointer: str) -> JsonValue:
    for step in pointer.split("/")[1:]:
        if isinstance(document, list):
            document = document[int(step)]
        else:
            assert isinstance(document, dict)
            document = document[step]
    return document


def members(document: JsonValue, pointer: str) -> list[str]:
    found = at(document, pointer)
    assert isinstance(found, dict)
    return sorted(found)


def nodes(value: JsonValue) -> Iterator[JsonValue]:
    yield value
    if isinstance(value, dict):
        for member in value.values():
            yield from nodes(member)
    elif isinstance(value, list):
        for member in value:
            yield from nodes(member)


def alignments(award: Award, target_type: str) -> list[JsonObject]:
    found = at(build_open_badge(award), "/credentialSubject/achievement/alignment")
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, dict) and one["targetType"] == target_type]


EVERY_AWARD = pytest.mark.parametrize(
    "award",
    [AWARD, BARE_AWARD, award_with(language="en"), award_with(status=(REVOCATION, SUSPENSION))],
    ids=["full", "bare", "english", "suspendable"],
)


class TestEnvelope:
    def test_contexts_are_the_two_and_nothing_else(self) -> None:
        assert build_open_badge(AWARD)["@context"] == [CREDENTIALS_V2, OB_3_0_3]

    def test_members(self) -> None:
        credential = build_open_badge(AWARD)
        assert credential["id"] == CREDENTIAL_ID
        assert credential["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        assert credential["name"] == "Bediening met keukenbasis"
        assert "credentialSchema" not in credential
        assert "proof" not in credential

    def test_same_award_gives_same_document(self) -> None:
        assert build_open_badge(AWARD) == build_open_badge(dataclasses.replace(AWARD))

    def test_bare_award_has_no_optional_members(self) -> None:
        credential = build_open_badge(BARE_AWARD)
        assert sorted(credential) == [
            "@context",
            "awardedDate",
            "credentialSubject",
            "id",
            "issuer",
            "name",
            "type",
            "validFrom",
        ]
        assert members(credential, "/credentialSubject") == ["achievement", "identifier", "type"]

    def test_status_is_an_object_when_there_is_one_entry(self) -> None:
        assert build_open_badge(AWARD)["credentialStatus"] == {
            "id": f"{SCHOOL}/status/revocation/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": f"{SCHOOL}/status/revocation/1",
        }

    def test_status_is_an_array_when_there_are_two(self) -> None:
        status = build_open_badge(award_with(status=(REVOCATION, SUSPENSION)))["credentialStatus"]
        assert isinstance(status, list)
        assert [at(entry, "/statusPurpose") for entry in status] == ["revocation", "suspension"]

    def test_replaced_credential_is_named_in_the_description(self) -> None:
        assert build_open_badge(AWARD)["description"] == (
            f"Deze credential vervangt {REPLACED_ID}. Die is ingetrokken."
        )


class TestSignable:
    """Nothing is written that a signature over RDF would not cover."""

    @EVERY_AWARD
    def test_no_null_no_empty_value_no_equal_items(self, award: Award) -> None:
        for node in nodes(build_open_badge(award)):
            assert node is not None
            assert node not in ("", [], {})
            if isinstance(node, list):
                assert all(item not in node[:index] for index, item in enumerate(node))
                assert not any(isinstance(item, list) for item in node)

    @EVERY_AWARD
    def test_no_two_objects_share_an_id(self, award: Award) -> None:
        ids = [
            node["id"] for node in nodes(build_open_badge(award)) if isinstance(node, dict) and "id" in node
        ]
        assert len(ids) == len({str(one) for one in ids})

    @EVERY_AWARD
    def test_no_term_that_one_of_the_two_context_editions_lacks(self, award: Award) -> None:
        keys = {key for node in nodes(build_open_badge(award)) if isinstance(node, dict) for key in node}
        assert keys.isdisjoint({"endorsementJwt", "jti"})

    def test_credits_are_whole_numbers(self) -> None:
        credential = build_open_badge(award_with(module__study_load=StudyLoad(value=5, unit="ECTS")))
        ects = at(credential, "/credentialSubject/achievement/creditsAvailable")
        assert type(ects) is int
        assert ects == 5

    def test_hours_are_no_credits(self) -> None:
        assert "creditsAvailable" not in members(build_open_badge(AWARD), "/credentialSubject/achievement")


class TestTimes:
    @pytest.mark.parametrize("hours", range(-12, 12))
    def test_a_day_is_the_same_day_around_the_world(self, hours: int) -> None:
        written = datetime.fromisoformat(format_day(date(2026, 7, 1)))
        assert written.astimezone(timezone(timedelta(hours=hours))).date() == date(2026, 7, 1)

    def test_days_are_written_at_noon(self) -> None:
        credential = build_open_badge(AWARD)
        assert credential["awardedDate"] == "2026-07-01T12:00:00Z"
        assert at(credential, "/credentialSubject/activityStartDate") == "2026-04-06T12:00:00Z"
        assert at(credential, "/credentialSubject/activityEndDate") == "2026-06-26T12:00:00Z"

    def test_moments_are_true_instants_in_utc_without_fraction(self) -> None:
        credential = build_open_badge(AWARD)
        assert credential["validFrom"] == "2026-07-02T09:30:15Z"
        assert credential["validUntil"] == "2029-07-01T22:00:00Z"

    def test_moment_in_another_zone(self) -> None:
        summer = timezone(timedelta(hours=2))
        assert format_moment(datetime(2026, 7, 1, 0, 30, tzinfo=summer)) == "2026-06-30T22:30:00Z"

    def test_moment_without_zone_is_refused(self) -> None:
        with pytest.raises(AwardNotBuildable) as error:
            format_moment(datetime(2026, 7, 1))  # noqa: DTZ001 - the mistake itself
        assert error.value.reason == "no_time_zone"


class TestIssuer:
    def test_profile(self) -> None:
        issuer = build_open_badge(AWARD)["issuer"]
        assert at(issuer, "/id") == "did:web:credentials.roctest.example"
        assert at(issuer, "/address") == {
            "type": ["Address"],
            "addressCountryCode": "NL",
            "addressRegion": "Utrecht",
            "addressLocality": "Teststad",
        }
        assert at(issuer, "/otherIdentifier") == [
            {"type": "IdentifierEntry", "identifier": "99ZZ", "identifierType": "ext:BRIN"},
            {"type": "IdentifierEntry", "identifier": "00000000", "identifierType": "ext:KVK"},
            {"type": "IdentifierEntry", "identifier": "999A999", "identifierType": "ext:RIO"},
        ]

    def test_parent_has_a_lasting_id_of_its_own(self) -> None:
        first = at(build_open_badge(AWARD), "/issuer/parentOrg/id")
        again = at(build_open_badge(award_with(credential_id="urn:uuid:other")), "/issuer/parentOrg/id")
        other = at(
            build_open_badge(award_with(issuer=dataclasses.replace(ISSUER, parent_organisation="Ander"))),
            "/issuer/parentOrg/id",
        )
        assert str(first).startswith("urn:uuid:")
        assert first == again
        assert first != other


class TestLearner:
    def test_address_is_hashed_in_lower_case_and_name_is_readable(self) -> None:
        assert at(build_open_badge(AWARD), "/credentialSubject/identifier") == [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": hash_identity("zoe.vanthof@leerling.example", "9c0f4e7d2b6a18355f4e"),
                "identityType": "emailAddress",
                "salt": "9c0f4e7d2b6a18355f4e",
            },
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": "Zoë van ’t Hof",
                "identityType": "name",
            },
        ]

    def test_hash_is_that_of_the_open_badges_specification(self) -> None:
        assert hash_identity("a@example.com", "Kosher") == (
            "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
        )

    def test_address_is_nowhere_in_clear(self) -> None:
        assert "leerling.example" not in str(build_open_badge(AWARD)).lower()

    def test_without_address_only_the_name(self) -> None:
        assert at(build_open_badge(BARE_AWARD), "/credentialSubject/identifier/0/identityType") == "name"

    def test_holder(self) -> None:
        assert at(build_open_badge(AWARD), "/credentialSubject/id") == RECIPIENT.subject_id


class TestAchievement:
    def test_id_is_the_module_version(self) -> None:
        achievement = at(build_open_badge(AWARD), "/credentialSubject/achievement")
        assert at(achievement, "/id") == f"{SCHOOL}/modules/bediening/1.0.0"
        assert at(achievement, "/version") == "1.0.0"
        assert at(achievement, "/inLanguage") == "nl"

    def test_other_language_is_another_achievement_that_points_back(self) -> None:
        english = at(build_open_badge(award_with(language="en")), "/credentialSubject/achievement")
        assert at(english, "/id") == edition_id(MODULE, "en") == f"{SCHOOL}/modules/bediening/1.0.0/en"
        assert at(english, "/name") == "Table service with kitchen basics"
        assert at(english, "/related") == [
            {
                "id": f"{SCHOOL}/modules/bediening/1.0.0",
                "type": ["Related"],
                "inLanguage": "nl",
                "version": "1.0.0",
            }
        ]

    def test_no_edition_without_description_in_that_language(self) -> None:
        award = award_with(module__description={"nl": "Alleen Nederlands."})
        assert "related" not in members(build_open_badge(award), "/credentialSubject/achievement")

    @pytest.mark.parametrize(
        ("instrument", "achievement_type"),
        [
            ("microcredential", "MicroCredential"),
            ("mbo_certificaat", "Certificate"),
            ("keuzedeel_resultaat", "CertificateOfCompletion"),
            ("praktijkverklaring", "ext:Praktijkverklaring"),
            ("mbo_verklaring", "ext:MboVerklaring"),
            ("branchecertificaat", "Certification"),
        ],
    )
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_instrument_and_fixed_legal_words(
        self, instrument: str, achievement_type: str, language: str
    ) -> None:
        award = award_with(module__instrument=instrument, language=language)
        achievement = at(build_open_badge(award), "/credentialSubject/achievement")
        assert at(achievement, "/achievementType") == achievement_type
        assert at(achievement, "/tag") == [instrument, "mbo"]
        assert str(at(achievement, "/description")).endswith(
            "\n\n" + INSTRUMENTS[instrument].legal_sentence(language)
        )

    def test_criteria_repeat_the_outcomes_for_plain_displayers(self) -> None:
        assert at(build_open_badge(AWARD), "/credentialSubject/achievement/criteria") == {
            "id": "https://www.roctest.example/bediening",
            "narrative": "Twee diensten onder toezicht.\n\nLeeruitkomsten:\n\n"
            "- Neemt een bestelling op.\n- Zet de mise en place klaar.",
        }

    def test_criteria_without_page_have_an_id_on_the_module(self) -> None:
        achievement = at(build_open_badge(BARE_AWARD), "/credentialSubject/achievement")
        assert at(achievement, "/criteria/id") == f"{SCHOOL}/modules/kaal/1.0.0#criteria"

    def test_results_and_their_descriptions(self) -> None:
        subject = at(build_open_badge(AWARD), "/credentialSubject")
        assert at(subject, "/result/0") == {
            "type": ["Result"],
            "resultDescription": f"{SCHOOL}/modules/bediening/1.0.0#eindoordeel",
            "value": "7.5",
        }
        assert at(subject, "/achievement/resultDescription/1") == {
            "id": f"{SCHOOL}/modules/bediening/1.0.0#dienst",
            "type": ["ResultDescription"],
            "name": "Dienst",
            "resultType": "Result",
            "allowedValue": ["onvoldoende", "voldoende", "goed"],
            "requiredValue": "voldoende",
        }

    def test_learning_experience_and_its_provider(self) -> None:
        subject = at(build_open_badge(AWARD), "/credentialSubject")
        assert at(subject, "/term") == "Training Bediening"
        assert at(subject, "/source") == {
            "id": "https://bistro.example/",
            "type": ["Profile"],
            "name": "Bistro De Proef",
        }

    def test_provider_is_left_out_when_it_is_the_issuer(self) -> None:
        experience = LearningExperience(title={"nl": "Training"})
        subject = at(
            build_open_badge(award_with(module__learning_experience=experience)), "/credentialSubject"
        )
        assert "source" not in members(subject, "")
        assert at(subject, "/term") == "Training"

    def test_codes_decision_number_image_and_field(self) -> None:
        subject = at(build_open_badge(AWARD), "/credentialSubject")
        assert at(subject, "/licenseNumber") == "EC-2026-0142"
        assert at(subject, "/achievement/otherIdentifier/0") == {
            "type": "IdentifierEntry",
            "identifier": "27052",
            "identifierType": "ext:Crebo",
        }
        assert at(subject, "/achievement/image/id") == f"{SCHOOL}/images/bediening.png"
        assert at(subject, "/achievement/fieldOfStudy") == "Horeca"


class TestAlignments:
    def test_learning_outcome(self) -> None:
        assert alignments(AWARD, "ext:LearningOutcome")[0] == {
            "type": ["Alignment"],
            "targetType": "ext:LearningOutcome",
            "targetName": "Neemt een bestelling op.",
            "targetCode": "LO1",
            "targetUrl": f"{SCHOOL}/modules/bediening/1.0.0#LO1",
        }

    def test_outcome_without_translation_stays_dutch(self) -> None:
        found = alignments(award_with(language="en"), "ext:LearningOutcome")
        assert [one["targetName"] for one in found] == ["Takes an order.", "Zet de mise en place klaar."]

    def test_work_process_is_keyed_on_dossier_and_named_once(self) -> None:
        found = alignments(AWARD, "ext:Werkproces")
        assert [(one["targetCode"], one["targetDescription"]) for one in found] == [
            ("23425/P1-K1-W1", "Leeruitkomst: LO1, LO2"),
            ("23426/B1-K1-W1", "Leeruitkomst: LO2"),
        ]

    def test_study_load_is_an_iso_duration_and_reads_as_an_indication(self) -> None:
        (found,) = alignments(AWARD, "ext:StudyLoad")
        assert found["targetCode"] == "PT240H"
        assert found["targetName"] == "240 SBU (indicatieve studielast)"
        assert found["targetUrl"] == "http://data.europa.eu/snb/model/elm/volumeOfLearning"

    @pytest.mark.parametrize(
        ("language", "officially_set", "eqf", "nlqf"),
        [
            ("nl", False, "EQF-niveau 4 (indicatief)", "NLQF-niveau 4+ (indicatief)"),
            ("en", False, "EQF level 4 (indicative)", "NLQF level 4+ (indicative)"),
            ("nl", True, "EQF-niveau 4", "NLQF-niveau 4+"),
            ("en", True, "EQF level 4", "NLQF level 4+"),
        ],
    )
    def test_level_is_indicative_unless_officially_set(
        self, language: str, officially_set: bool, eqf: str, nlqf: str
    ) -> None:
        level = Level(eqf=4, nlqf="4+", mbo=4, officially_set=officially_set)
        award = award_with(module__level=level, language=language)
        (in_eqf,) = alignments(award, "ext:EQF")
        (in_nlqf,) = alignments(award, "ext:NLQF")
        assert (in_eqf["targetName"], in_nlqf["targetName"]) == (eqf, nlqf)
        assert in_eqf["targetUrl"] == "http://data.europa.eu/snb/eqf/4"
        assert in_nlqf["targetUrl"] == "http://data.europa.eu/snb/qdr/c_c2700f4e"
        assert in_nlqf["targetCode"] == "4+"

    def test_lists(self) -> None:
        assert [one["targetUrl"] for one in alignments(AWARD, "ext:AssessmentType")] == [
            "http://data.europa.eu/snb/assessment/6a4db9f11d",
            "http://data.europa.eu/snb/assessment/4f03b91c0e",
        ]
        (participation,) = alignments(AWARD, "ext:Participation")
        assert participation["targetUrl"] == "http://data.europa.eu/snb/learning-assessment/e92d221e4d"
        assert participation["targetCode"] == "blended"
        (supervision,) = alignments(AWARD, "ext:Supervision")
        assert supervision["targetUrl"] == "http://data.europa.eu/snb/supervision-verification/25831c2"
        (quality,) = alignments(AWARD, "ext:QualityAssurance")
        assert quality["targetCode"] == "2024"

    def test_edubadges_spelling_of_the_oral_examination(self) -> None:
        (found,) = alignments(award_with(module__assessment_types=("oram_exam",)), "ext:AssessmentType")
        assert found["targetCode"] == "oral_exam"

    def test_what_it_counts_towards(self) -> None:
        (whole,) = alignments(AWARD, "ceterms:Credential")
        assert whole["targetUrl"] == f"{SCHOOL}/modules/allround"
        (stackability,) = alignments(AWARD, "ext:Stackability")
        assert stackability["targetCode"] == "onderdeel_van"


class TestRefusals:
    @pytest.mark.parametrize(
        ("award", "reason"),
        [
            (award_with(language="de"), "unknown_language"),
            (award_with(BARE_AWARD, language="en"), "no_text_in_language"),
            (award_with(module__instrument="diploma"), "unknown_instrument"),
            (award_with(module__participation="telepathy"), "unknown_list_value"),
            (award_with(module__assessment_types=("guess",)), "unknown_list_value"),
            (award_with(module__supervision="often"), "unknown_list_value"),
            (award_with(module__stackability="soms"), "unknown_list_value"),
            (award_with(module__level=Level(eqf=9, nlqf="4")), "unknown_list_value"),
            (award_with(module__level=Level(eqf=4, nlqf="9")), "unknown_list_value"),
            (award_with(module__study_load=StudyLoad(value=3, unit="dag")), "unknown_list_value"),
            (
                award_with(module__skills=(Skill(framework="O*NET", uri="https://x.example/", label="x"),)),
                "unknown_list_value",
            ),
            (award_with(recipient=Recipient(name="A", email="a@b.example")), "no_salt"),
            (award_with(recipient=Recipient(name="")), "no_learner_name"),
            (award_with(results=(Result(result_description="urn:x:y", value="8"),)), "unknown_result"),
            (award_with(results=(AWARD.results[0], AWARD.results[0])), "duplicate_result"),
            (award_with(valid_from=datetime(2026, 7, 1)), "no_time_zone"),  # noqa: DTZ001 - the mistake itself
            (award_with(credential_id="17"), "relative_id"),
            (award_with(issuer=Issuer(id="did:web:x.example", name="X", url="www.x.example")), "relative_id"),
            (award_with(image="badge.png"), "relative_id"),
            (award_with(recipient=Recipient(name="A", subject_id=ISSUER.id)), "shared_id"),
            (award_with(module__more_information=f"{SCHOOL}/modules/bediening/1.0.0"), "shared_id"),
            (award_with(status=(REVOCATION, REVOCATION)), "shared_id"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_refused(self, award: Award, reason: str) -> None:
        with pytest.raises(AwardNotBuildable) as error:
            build_open_badge(award)
        assert error.value.reason == reason
        assert error.value.code == "award_not_buildable"

    def test_pointer_says_where(self) -> None:
        with pytest.raises(AwardNotBuildable) as error:
            build_open_badge(award_with(results=(AWARD.results[0], AWARD.results[0])))
        assert error.value.pointer == "/credentialSubject/result/1"

    def test_valid_until_alone_may_be_absent(self) -> None:
        credential = build_open_badge(
            award_with(valid_until=None, valid_from=datetime(2026, 1, 1, tzinfo=UTC))
        )
        assert "validUntil" not in credential
        assert credential["validFrom"] == "2026-01-01T00:00:00Z"
