"""Do the results fit what the achievement says can be achieved?"""

import pytest

from credentials.parsing import JsonObject
from tests.findings_for_tests import with_result
from tests.verification_for_tests import badge, badge_with
from verifier import CheckStatus, Code
from verifier.checks.achievement import check_achievement


def codes(document: JsonObject) -> list[Code]:
    return [finding.code for finding in check_achievement(document).findings]


def test_a_badge_without_results_has_nothing_to_compare() -> None:
    assert check_achievement(badge()).status is CheckStatus.NOT_APPLICABLE


@pytest.mark.parametrize("value", ["1", "10", "5.5", "7,5", " 8 "])
def test_a_score_on_the_scale_fits(value: str) -> None:
    assert check_achievement(with_result(value)).status is CheckStatus.PASSED


@pytest.mark.parametrize("value", ["0.9", "10.01", "-3", "goed", "NaN", "Infinity", "1e400", "9" * 60])
def test_a_score_off_the_scale_does_not(value: str) -> None:
    assert codes(with_result(value)) == [Code.RESULT_OUT_OF_RANGE]


def test_one_bound_alone_is_compared() -> None:
    assert codes(with_result("11", valueMin=None)) == [Code.RESULT_OUT_OF_RANGE]
    assert codes(with_result("11", valueMax=None)) == []


def test_letters_have_no_order_that_we_know() -> None:
    assert codes(with_result("B", valueMin="F", valueMax="A")) == []


def test_a_word_is_one_of_those_allowed_to_the_letter() -> None:
    allowed = ["Niet behaald", "Behaald"]
    assert codes(with_result("Behaald", allowedValue=allowed, valueMin=None, valueMax=None)) == []
    assert codes(with_result("behaald", allowedValue=allowed)) == [Code.RESULT_NOT_ALLOWED]


def test_a_level_is_one_of_the_rubric() -> None:
    document = with_result("7", rubricCriterionLevel=[{"id": "urn:x:1", "type": ["RubricCriterionLevel"]}])
    document = badge_with("/credentialSubject/result/0/achievedLevel", "urn:x:1", document)
    assert codes(document) == []


def test_a_result_without_a_description_says_what_it_says() -> None:
    document = badge_with("/credentialSubject/result", [{"type": ["Result"], "value": "Goed"}])
    assert check_achievement(document).status is CheckStatus.PASSED


def test_every_result_is_compared() -> None:
    document = with_result("7")
    result = {"type": ["Result"], "resultDescription": "urn:x:y", "value": "1"}
    document = badge_with("/credentialSubject/result/1", result, document)
    findings = check_achievement(document).findings
    assert [finding.pointer for finding in findings] == ["/credentialSubject/result/1/resultDescription"]
    assert check_achievement(document).evidence == {"results": "2"}
