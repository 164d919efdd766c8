"""What a file says of an award becomes facts: all that is there, and nothing that may not be."""

from typing import Any

import pytest

from issuer.domain.award_files.board_decision import BoardDecision
from issuer.domain.award_files.into_credential import for_credential
from issuer.domain.award_files.learner import AwardedLearner
from issuer.domain.award_files.parts import is_passed
from issuer.domain.award_files.refused_keys import REFUSED_KEYS
from issuer.domain.start_qualification import Held, held_of
from issuer.stored_facts import facts_from_text, facts_to_text
from tests.award_files_for_tests import (
    CERTIFICATE,
    MICROCREDENTIAL,
    STATEMENT_OF_PARTS,
    STATEMENT_OF_PRACTICE,
    changed,
    read,
    told,
)

ALL = [STATEMENT_OF_PRACTICE, STATEMENT_OF_PARTS, CERTIFICATE, MICROCREDENTIAL]


class TestFacts:
    def test_the_learner(self) -> None:
        facts = read(STATEMENT_OF_PRACTICE).award
        assert facts is not None
        assert facts.learner == AwardedLearner(
            name="Noor Proef", student_number="s-0042", email="noor@leerling.example"
        )

    def test_an_address_in_lower_case(self) -> None:
        facts = read(CERTIFICATE).award
        assert facts is not None
        assert facts.learner.email == "bo@leerling.example"

    def test_an_award_beside_a_template(self) -> None:
        facts = read(MICROCREDENTIAL).award
        assert facts is not None
        assert facts.root == "/toekenning"
        assert facts.decision == BoardDecision(
            number="EC-2026-0142", on=facts.awarded_on, prepared_by="u-017", decided_by=("u-003", "u-009")
        )

    def test_a_module_alone_has_no_award(self) -> None:
        module = {key: value for key, value in MICROCREDENTIAL.items() if key != "toekenning"}
        assert read(module).award is None

    def test_a_school_system_may_know_the_number(self) -> None:
        file = changed(
            STATEMENT_OF_PARTS, lerende={"naam": "Sam"}, inschrijving={"sis_id": "s-9", "leertraject": "BOL"}
        )
        facts = read(file).award
        assert facts is not None
        assert facts.enrolment is not None
        assert (facts.learner.student_number, facts.enrolment.student_number) == (None, "s-9")

    def test_what_is_kept_besides(self) -> None:
        file = changed(
            STATEMENT_OF_PRACTICE, praktijkleerroute="praktijkverklaring", geplande_doorlooptijd_weken="20"
        )
        facts = read(file).award
        assert facts is not None
        assert told(file) == []
        assert (facts.practical_route, facts.planned_weeks) == ("praktijkverklaring", 20)
        assert facts.follow_up_advice == "Probeer hierna een mbo-certificaat"

    @pytest.mark.parametrize("file", ALL)
    def test_they_come_back_from_the_store_as_they_were(self, file: dict[str, Any]) -> None:
        facts = read(file).award
        assert facts is not None
        assert facts_from_text(facts_to_text(facts)) == facts
        assert facts_to_text(facts_from_text(facts_to_text(facts))) == facts_to_text(facts)


class TestRefused:
    @pytest.mark.parametrize("key", REFUSED_KEYS)
    @pytest.mark.parametrize("place", ["lerende", "intake"])
    def test_a_particular_that_has_no_business_here(self, key: str, place: str) -> None:
        file = changed(STATEMENT_OF_PRACTICE, **{f"{place}__{key}": "x"})
        assert told(file) == [("personal_data_refused", REFUSED_KEYS[key], f"{place}.{key}")]

    def test_at_the_top_too(self) -> None:
        file = changed(CERTIFICATE, toekenning__geboortedatum="2000-01-01")
        assert told(file) == [("personal_data_refused", "F08", "toekenning.geboortedatum")]

    def test_a_national_number(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, lerende__identificatie={"type": "nationalIdentityNumber"})
        assert told(file) == [("national_number_refused", "F08", "lerende.identificatie.type")]

    @pytest.mark.parametrize("key", ["vervolgadvies", "intake__reden_geen_hoger_traject"])
    def test_a_bsn_in_free_text(self, key: str) -> None:
        found = told(changed(STATEMENT_OF_PRACTICE, **{key: "zie 111222333"}))
        assert [(code, requirement) for code, requirement, _ in found] == [("bsn_in_text", "F08")]

    def test_the_number_of_a_company_may_look_like_one(self) -> None:
        assert told(changed(STATEMENT_OF_PRACTICE, leerbedrijf__sbb_leerbedrijf_id="111222333")) == []

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"lerende__naam": "123"}, "learner_name_unusable"),
            ({"lerende__studentnummer": "a b"}, "learner_number_unusable"),
            ({"lerende__email": "noor"}, "learner_email_unusable"),
            ({"lerende": None}, "key_missing"),
            ({"gesprekken": "geen"}, "wrong_shape"),
            ({"handtekeningen": [["x"]]}, "wrong_shape"),
        ],
    )
    def test_what_cannot_be_read(self, changes: dict[str, object], code: str) -> None:
        assert code in {one.code for one in read(changed(STATEMENT_OF_PRACTICE, **changes)).errors}

    def test_an_unknown_key_is_told(self) -> None:
        found = told(changed(STATEMENT_OF_PRACTICE, gesprekken__0__datun="x"))
        assert found == [("key_unknown", None, "gesprekken[1].datun")]


class TestPrivacy:
    def test_a_sensitive_reason_is_not_kept(self) -> None:
        facts = read(
            changed(
                STATEMENT_OF_PRACTICE,
                intake__startkwalificatie_verouderd="ja",
                intake__motivering="Nog een privéreden",
            )
        ).award
        assert facts is not None
        assert facts.intake is not None
        assert facts.intake.has_reason
        assert "privéreden" not in facts_to_text(facts)

    def test_nor_an_age_group(self) -> None:
        facts = read(STATEMENT_OF_PARTS).award
        assert facts is not None
        assert "23" not in facts_to_text(facts)

    def test_no_names_of_those_who_guided_go_into_the_credential(self) -> None:
        found = read(STATEMENT_OF_PRACTICE)
        assert found.award is not None
        assert found.description is not None
        says = for_credential(found.award, found.description.module)
        assert says.provider == "Bistro De Proef"
        for secret in ("Proefmans", "Schoolmans", "mbo-certificaat", "100000009", "Noor"):
            assert secret not in repr(says)
            assert secret not in repr(found.description.module)


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("havo", Held.YES),
        ("Mbo 2", Held.YES),
        ("mbo3", Held.YES),
        ("ja", Held.YES),
        ("entree", Held.NO),
        ("mbo-1", Held.NO),
        ("vmbo", Held.NO),
        ("Niet bekend", Held.UNKNOWN),
        ("misschien", None),
    ],
)
def test_what_is_a_startkwalificatie(written: str, held: Held | None) -> None:
    assert held_of(written) is held


@pytest.mark.parametrize(
    ("value", "passed"),
    [
        ("behaald", True),
        ("5,5", True),
        ("10", True),
        ("5.49", False),
        ("niet behaald", False),
        ("0,5", None),
        ("10,1", None),
        ("", None),
        ("goed genoeg", None),
    ],
)
def test_what_is_enough(value: str, passed: bool | None) -> None:
    assert is_passed(value) is passed
