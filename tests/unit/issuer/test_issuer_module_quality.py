"""The self-assessment against the quality framework, who may use the name, and the labour market."""

import dataclasses
from datetime import date

import pytest

from issuer.domain.modules.description.deployment import Owner
from issuer.domain.modules.description.labour_market import LabourMarket
from issuer.domain.modules.description.self_assessment import CRITERIA, SelfAssessment
from issuer.domain.modules.rules import check_module
from issuer.domain.modules.surroundings import SchoolFacts, Surroundings
from tests.modules_for_tests import SELF_ASSESSMENT, codes, described, notes, with_


def assessed(**changes: object) -> SelfAssessment:
    return dataclasses.replace(SELF_ASSESSMENT, **changes)  # type: ignore[arg-type]  # any field


class TestSelfAssessment:
    def test_there_are_twelve_criteria_in_two_languages(self) -> None:
        assert list(CRITERIA) == list(range(1, 13))
        assert all(set(names) == {"nl", "en"} for names in CRITERIA.values())
        assert len({names["nl"] for names in CRITERIA.values()}) == 12

    def test_suffices(self) -> None:
        assert SELF_ASSESSMENT.suffices
        assert codes(described()) == {}

    @pytest.mark.parametrize(
        ("assessment", "expected"),
        [
            (None, {"self_assessment_missing": "error C11"}),
            (assessed(answers=SELF_ASSESSMENT.answers[:-1]), {"criteria_unanswered": "error C11"}),
            (
                assessed(
                    answers=(
                        dataclasses.replace(SELF_ASSESSMENT.answers[0], is_met=False),
                        *SELF_ASSESSMENT.answers[1:],
                    )
                ),
                {"criteria_not_met": "error C11"},
            ),
            (assessed(by=None), {"self_assessment_by_nobody": "error C11"}),
            (assessed(on=None), {"self_assessment_without_day": "error C11"}),
        ],
    )
    def test_does_not_suffice(self, assessment: SelfAssessment | None, expected: dict[str, str]) -> None:
        assert assessment is None or not assessment.suffices
        assert codes(described(self_assessment=assessment)) == expected

    def test_names_the_criteria(self) -> None:
        description = described(self_assessment=assessed(answers=SELF_ASSESSMENT.answers[2:]))
        (finding,) = (f for f in check_module(description) if f.code == "criteria_unanswered")
        assert finding.params == {"numbers": "1, 2"}

    def test_was_done_before_today(self) -> None:
        assert codes(described(), Surroundings(on=date(2026, 3, 10))) == {}
        assert codes(described(), Surroundings(on=date(2026, 3, 9))) == {
            "self_assessment_in_future": "warning C11"
        }

    def test_evidence_is_welcome(self) -> None:
        bare = tuple(dataclasses.replace(one, evidence=None) for one in SELF_ASSESSMENT.answers)
        assert notes(described(self_assessment=assessed(answers=bare))) == {
            "criteria_without_evidence": "C11"
        }

    def test_is_asked_of_microcredentials_alone(self) -> None:
        module = with_(instrument="keuzedeel_resultaat", qualification_codes=(("Keuzedeel", "K0262"),))
        assert codes(described(module, self_assessment=None)) == {}


class TestFundedSchool:
    @pytest.mark.parametrize(
        ("said", "known", "expected"),
        [
            (None, None, {}),
            (True, None, {}),
            (None, True, {}),
            (False, None, {"school_not_funded": "error G03"}),
            (None, False, {"school_not_funded": "error G03"}),
            (
                True,
                False,
                {"funding_of_school_differs": "warning G03", "school_not_funded": "error G03"},
            ),
            (False, True, {"funding_of_school_differs": "warning G03"}),
        ],
    )
    def test_microcredential(self, said: bool | None, known: bool | None, expected: dict[str, str]) -> None:
        school = SchoolFacts(is_funded=known)
        description = described(owner=Owner(is_funded=said))
        assert codes(description, Surroundings(institution=school)) == expected

    def test_other_instruments_are_for_every_school(self) -> None:
        module = with_(instrument="keuzedeel_resultaat", qualification_codes=(("Keuzedeel", "K0262"),))
        assert codes(described(module, owner=Owner(is_funded=False))) == {}


class TestLabourMarket:
    @pytest.mark.parametrize(
        ("market", "expected"),
        [
            (LabourMarket(reaches=("landelijk",)), {}),
            (LabourMarket(), {"labour_market_reach_missing": "error C03"}),
            (LabourMarket(reaches=("regionaal",)), {"region_missing": "error C03"}),
            (LabourMarket(reaches=("regionaal",), region="Twente"), {}),
        ],
    )
    def test_where(self, market: LabourMarket, expected: dict[str, str]) -> None:
        assert codes(described(labour_market=market)) == expected

    def test_what(self) -> None:
        assert codes(described(with_(labour_market_value=None))) == {
            "labour_market_value_missing": "error C03"
        }

    def test_partners_are_welcome(self) -> None:
        market = LabourMarket(reaches=("landelijk",))
        assert notes(described(labour_market=market)) == {"no_partners": "C08"}
