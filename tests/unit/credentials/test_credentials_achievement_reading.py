"""What a person is shown: the values that went in, and something sensible of anybody's badge."""

import dataclasses
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.achievement import foreign_json
from credentials.achievement.building import build_open_badge
from credentials.achievement.content import OpenBadgeContent, ReadResult
from credentials.achievement.eu_elements import find_eu_elements
from credentials.achievement.foreign_json import MAX_ADDRESS, MAX_TEXT
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.model import StudyLoad
from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject, JsonValue
from tests.awards_for_tests import AWARD, BARE_AWARD, ISSUER, MODULE, REPLACED_ID, SCHOOL, award_with

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


class TestRoundTrip:
    def test_everything_of_a_full_award_comes_back(self) -> None:
        content = read_open_badge(build_open_badge(AWARD))
        assert content.credential_id == AWARD.credential_id
        assert content.title == MODULE.title["nl"]
        assert content.language == "nl"
        assert content.description == MODULE.description["nl"]
        assert content.legal_sentence == INSTRUMENTS["microcredential"].legal_sentence("nl")
        assert content.instrument is INSTRUMENTS["microcredential"]
        assert content.achievement_type == "MicroCredential"
        assert content.achievement_id == MODULE.version_id
        assert content.version == MODULE.version
        assert content.image == AWARD.image
        assert content.criteria == MODULE.criteria["nl"]
        assert content.more_information == MODULE.more_information
        assert content.awarded_on == AWARD.awarded_on
        assert content.valid_from == datetime(2026, 7, 2, 9, 30, 15, tzinfo=UTC)
        assert content.valid_until == AWARD.valid_until
        assert content.activity_start == AWARD.activity_start
        assert content.activity_end == AWARD.activity_end
        assert content.learning_experience == "Training Bediening"
        assert content.provider == "Bistro De Proef"
        assert content.decision_number == AWARD.decision_number
        assert content.replaces == REPLACED_ID
        assert content.qualification_codes == MODULE.qualification_codes
        assert content.field_of_study == MODULE.field_of_study
        assert content.tags == ("microcredential", "mbo")

    def test_people_and_organisations_come_back(self) -> None:
        content = read_open_badge(build_open_badge(AWARD))
        assert content.recipient_name == AWARD.recipient.name
        assert content.recipient_id == AWARD.recipient.subject_id
        assert content.issuer_id == ISSUER.id
        assert content.issuer_name == ISSUER.name
        assert content.issuer_url == ISSUER.url
        assert content.issuer_country == ISSUER.country_code
        assert content.issuer_region == ISSUER.region
        assert content.issuer_locality == ISSUER.locality
        assert content.issuer_brin == ISSUER.brin
        assert content.issuer_kvk == ISSUER.kvk
        assert content.issuer_rio == ISSUER.rio
        assert content.parent_organisation == ISSUER.parent_organisation

    def test_what_alignments_carry_comes_back(self) -> None:
        content = read_open_badge(build_open_badge(AWARD))
        assert [(one.code, one.name) for one in content.learning_outcomes] == [
            (one.code, one.text["nl"]) for one in MODULE.learning_outcomes
        ]
        assert [(one.code, one.title, one.outcomes) for one in content.work_processes] == [
            ("23425/P1-K1-W1", "Neemt bestellingen op en informeert", ("LO1", "LO2")),
            ("23426/B1-K1-W1", "Maakt mise en place", ("LO2",)),
        ]
        assert content.study_load is not None
        assert (content.study_load.value, content.study_load.unit) == (240.0, "SBU")
        assert dataclasses.astuple(content.level) == ("2", "2", "2", True)
        assert tuple(one.code for one in content.assessment_types) == MODULE.assessment_types
        for found, key in (
            (content.participation, MODULE.participation),
            (content.supervision, MODULE.supervision),
            (content.stackability, MODULE.stackability),
        ):
            assert found is not None
            assert found.code == key
        assert content.quality_assurance is not None
        assert content.quality_assurance.url == MODULE.quality_assurance.url
        assert content.entry_requirement is not None
        assert content.entry_requirement.name == "Geen."
        assert content.labour_market_value is not None
        assert content.labour_market_value.name == "Kleine horeca zoekt brede krachten."
        assert [(one.name, one.url) for one in content.part_of] == list(MODULE.part_of)
        assert [(one.name, one.url) for one in content.skills] == [
            (skill.label, skill.uri) for skill in MODULE.skills
        ]
        assert content.other_alignments == ()

    def test_results_come_back_with_their_names(self) -> None:
        assert read_open_badge(build_open_badge(AWARD)).results == (
            ReadResult(name="Eindoordeel", value="7.5", required_value="5.5", value_max="10"),
            ReadResult(name="Dienst", value="goed", required_value="voldoende", value_max=None),
        )

    def test_bare_award_has_nothing_where_nothing_was_said(self) -> None:
        content = read_open_badge(build_open_badge(BARE_AWARD))
        assert content.study_load is None
        assert (content.results, content.skills, content.part_of, content.work_processes) == ((), (), (), ())
        assert content.recipient_id is None
        assert content.valid_until is None
        assert content.replaces is None
        assert dataclasses.astuple(content.level) == ("4", "4+", None, False)

    def test_ects(self) -> None:
        credential = build_open_badge(award_with(module__study_load=StudyLoad(value=5, unit="ECTS")))
        load = read_open_badge(credential).study_load
        assert load is not None
        assert dataclasses.astuple(load) == ("5 ECTS", 5.0, "ECTS")

    @pytest.mark.parametrize("instrument", list(INSTRUMENTS.values()))
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_instrument_in_both_languages(self, instrument: Instrument, language: str) -> None:
        credential = build_open_badge(award_with(module__instrument=instrument.key, language=language))
        content = read_open_badge(credential)
        assert content.instrument is instrument
        assert content.legal_sentence == instrument.legal_sentence(language)
        assert content.description == MODULE.description[language]
        assert content.criteria == MODULE.criteria[language]
        assert content.replaces == REPLACED_ID
        assert content.level.mbo == "2"
        assert content.level.indicative is True
        assert content.work_processes[0].outcomes == ("LO1", "LO2")

    @settings(max_examples=40)
    @given(
        day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
        sbu=st.integers(1, 99_999),
        eqf=st.integers(1, 8),
        nlqf=st.sampled_from(["1", "2", "3", "4", "4+", "5", "6", "7", "8"]),
        name=st.text(st.characters(categories=["L"]), min_size=1, max_size=60),
    )
    def test_values_come_back_whatever_they_are(
        self, day: date, sbu: int, eqf: int, nlqf: str, name: str
    ) -> None:
        award = award_with(
            awarded_on=day,
            activity_start=day,
            module__study_load=StudyLoad(value=sbu),
            module__level=dataclasses.replace(MODULE.level, eqf=eqf, nlqf=nlqf),
            recipient=dataclasses.replace(AWARD.recipient, name=name),
        )
        content = read_open_badge(build_open_badge(award))
        assert (content.awarded_on, content.activity_start) == (day, day)
        assert content.study_load is not None
        assert content.study_load.value == sbu
        assert (content.level.eqf, content.level.nlqf) == (str(eqf), nlqf)
        assert content.recipient_name == name


def read_achievement(achievement: JsonValue, **credential: JsonValue) -> OpenBadgeContent:
    return read_open_badge({"credentialSubject": {"achievement": achievement}, **credential})


class TestForeignBadges:
    def test_issuer_as_a_string(self) -> None:
        content = read_open_badge({"issuer": "https://issuer.example/1"})
        assert content.issuer_id == "https://issuer.example/1"
        assert content.issuer_name is None

    def test_subject_and_achievement_as_arrays(self) -> None:
        content = read_open_badge({"credentialSubject": [{"achievement": [{"name": "Badge"}]}]})
        assert content.title == "Badge"

    def test_achievement_as_an_address(self) -> None:
        content = read_achievement("https://issuer.example/achievements/1")
        assert content.achievement_id == "https://issuer.example/achievements/1"
        assert content.title is None

    def test_one_alignment_without_array(self) -> None:
        content = read_achievement({"alignment": {"targetType": "ext:EQF", "targetCode": "5"}})
        assert content.level.eqf == "5"

    def test_unknown_alignments_are_shown_too(self) -> None:
        content = read_achievement(
            {"alignment": [{"targetType": "CFItem", "targetName": "X"}, {"targetName": "Y"}]}
        )
        assert [one.name for one in content.other_alignments] == ["X", "Y"]

    @pytest.mark.parametrize(
        "name",
        [
            [{"@value": "Nederlands", "@language": "nl"}, {"@value": "English", "@language": "en"}],
            {"nl": "Nederlands", "en": "English"},
            {"en-GB": "English", "nl-NL": "Nederlands"},
        ],
    )
    def test_texts_in_languages_are_read_in_the_language_of_the_badge(self, name: JsonValue) -> None:
        assert read_achievement({"name": name, "inLanguage": "en-US"}).title == "English"
        assert read_achievement({"name": name, "inLanguage": "nl"}).title == "Nederlands"
        assert read_achievement({"name": name}).title == "Nederlands"

    def test_dates_of_the_first_data_model(self) -> None:
        content = read_open_badge(
            {"issuanceDate": "2024-03-01T00:30:00+02:00", "expirationDate": "2025-03-01T00:00:00Z"}
        )
        assert content.valid_from == datetime(2024, 2, 29, 22, 30, tzinfo=UTC)
        assert content.valid_until == datetime(2025, 3, 1, tzinfo=UTC)

    def test_of_dates_by_both_names_the_narrower_period_is_shown(self) -> None:
        early, late = "2024-03-01T00:00:00Z", "2025-03-01T00:00:00Z"
        for one, other in ((early, late), (late, early)):
            content = read_open_badge(
                {"issuanceDate": one, "validFrom": other, "expirationDate": one, "validUntil": other}
            )
            assert content.valid_from == datetime(2025, 3, 1, tzinfo=UTC)
            assert content.valid_until == datetime(2024, 3, 1, tzinfo=UTC)

    @pytest.mark.parametrize(
        "written",
        ["2026-07-01", "2026-07-01T00:00:00+02:00", "2026-07-01T00:00:00Z", "2026-07-01T23:59:59-11:00"],
    )
    def test_a_day_is_the_day_as_written(self, written: str) -> None:
        assert read_open_badge({"awardedDate": written}).awarded_on == date(2026, 7, 1)

    @pytest.mark.parametrize(
        "written",
        ["2026-07-01T00:00:00", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "soon", 7, True],
    )
    def test_what_is_no_instant_is_none(self, written: JsonValue) -> None:
        assert read_open_badge({"validFrom": written}).valid_from is None

    def test_status_of_a_result_counts_as_its_value(self) -> None:
        content = read_open_badge({"credentialSubject": {"result": {"status": "Completed"}}})
        assert content.results[0].value == "Completed"

    def test_tag_of_another_country_makes_no_dutch_instrument(self) -> None:
        assert read_achievement({"tag": ["microcredential"]}).instrument is None
        assert (
            read_achievement({"tag": ["microcredential", "mbo"]}).instrument is INSTRUMENTS["microcredential"]
        )
        both: JsonObject = {"tag": ["microcredential", "mbo", "mbo_certificaat"]}
        assert read_achievement(both).instrument is None

    def test_hashed_name_is_not_shown(self) -> None:
        identity: JsonObject = {"identityType": "name", "hashed": True, "identityHash": "sha256$00"}
        assert read_open_badge({"credentialSubject": {"identifier": identity}}).recipient_name is None


class TestSaidElsewhere:
    """In JSON-LD it makes no difference where in a document something is said of somebody."""

    ISSUER = 'https://school.example/é"x'
    FULL: ClassVar[JsonObject] = {
        "id": ISSUER,
        "name": "School",
        "url": "https://school.example/",
        "parentOrg": {"id": "urn:parent", "name": "Stichting"},
    }

    def read(self, issuer: JsonValue, elsewhere: JsonValue, **subject: JsonValue) -> OpenBadgeContent:
        achievement: JsonObject = {"name": "Lassen", "creator": elsewhere}
        return read_open_badge(
            {"issuer": issuer, "credentialSubject": {"achievement": achievement, **subject}}
        )

    @pytest.mark.parametrize(
        "issuer", [ISSUER, [ISSUER], {"id": ISSUER}, {"id": ISSUER, "type": ["Profile"]}]
    )
    def test_of_the_issuer(self, issuer: JsonValue) -> None:
        content = self.read(issuer, self.FULL)
        assert (content.issuer_name, content.issuer_url) == ("School", "https://school.example/")
        assert content.parent_organisation == "Stichting"
        assert content.issuer_id == self.ISSUER

    def test_of_the_organisation_above_it(self) -> None:
        issuer = self.FULL | {"parentOrg": "urn:parent"}
        content = self.read(issuer, {"id": "urn:parent", "name": "Stichting Boven"})
        assert content.parent_organisation == "Stichting Boven"

    def test_of_the_provider(self) -> None:
        content = self.read(self.ISSUER, {"id": "urn:x", "name": "Smederij"}, source={"id": "urn:x"})
        assert content.provider == "Smederij"

    def test_nothing_of_somebody_else(self) -> None:
        content = self.read(self.ISSUER, self.FULL | {"id": f"{self.ISSUER}2"})
        assert (content.issuer_name, content.parent_organisation) == (None, None)

    def test_what_others_of_the_class_say_stays_theirs(self) -> None:
        for name in ("Een", "Twee"):
            assert self.read(self.FULL | {"name": name}, None).issuer_name == name


class TestBounds:
    def test_long_texts_are_cut_visibly(self) -> None:
        title = read_achievement({"name": "x" * (MAX_TEXT + 10)}).title
        assert title == "x" * MAX_TEXT + "…"

    def test_long_addresses_are_left_out(self) -> None:
        assert read_open_badge({"id": "https://x.example/" + "y" * MAX_ADDRESS}).credential_id is None

    def test_control_characters_and_overrides_are_taken_out(self) -> None:
        assert read_achievement({"name": "a\x1b[31mb\u202ec\x00d"}).title == "a[31mbcd"

    @pytest.mark.parametrize(
        "address", ["badge.png", "javascript :x", "https://x.example/\u202e", 12, None, {}, [[]]]
    )
    def test_relative_and_odd_addresses_are_left_out(self, address: JsonValue) -> None:
        assert read_open_badge({"id": address}).credential_id is None

    def test_an_address_has_visible_characters_of_the_basic_plane(self) -> None:
        bidi = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        for number in (*range(0x3000), *range(0xD000, 0x11000), 0x10FFFF):
            is_one = (0x21 <= number <= 0x7E or 0xA1 <= number <= 0xFFEF) and chr(number) not in bidi
            assert (foreign_json.address(f"x:{chr(number)}") is not None) == is_one

    def test_huge_integer_is_no_text(self) -> None:
        assert read_achievement({"name": 10**5000}).title is None

    @pytest.mark.parametrize("ects", [True, -1, 0, 1e300, "5"])
    def test_impossible_credits_are_no_study_load(self, ects: JsonValue) -> None:
        assert read_achievement({"creditsAvailable": ects}).study_load is None

    def test_credits_of_others_are_not_called_european(self) -> None:
        load = read_achievement({"creditsAvailable": 5}).study_load
        assert load is not None
        assert dataclasses.astuple(load) == ("5 credits", None, None)


class TestNeverRaises:
    @settings(max_examples=150)
    @given(st.dictionaries(st.sampled_from(["issuer", "credentialSubject", "id", "name", "validFrom"]), JSON))
    def test_any_object(self, credential: JsonObject) -> None:
        assert isinstance(read_open_badge(credential), OpenBadgeContent)
        assert len(find_eu_elements(credential)) == 16

    @settings(max_examples=150)
    @given(st.data())
    def test_our_own_with_a_member_replaced_by_anything(self, data: st.DataObject) -> None:
        credential = build_open_badge(AWARD)
        holder: JsonValue = credential
        while True:
            if isinstance(holder, dict):
                key: str | int = data.draw(st.sampled_from(sorted(holder)))
                inner = holder[key]  # type: ignore[index]  # a key of this object, drawn above
            elif isinstance(holder, list):
                key = data.draw(st.integers(0, len(holder) - 1))
                inner = holder[key]
            else:
                raise AssertionError(holder)
            if not isinstance(inner, dict | list) or data.draw(st.booleans()):
                holder[key] = data.draw(JSON)  # type: ignore[index]  # likewise
                break
            holder = inner
        assert isinstance(read_open_badge(credential), OpenBadgeContent)
        assert len(find_eu_elements(credential)) == 16


def test_school_addresses_stay_whole() -> None:
    assert read_open_badge(build_open_badge(AWARD)).achievement_id == f"{SCHOOL}/modules/bediening/1.0.0"
