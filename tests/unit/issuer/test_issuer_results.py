"""Is this result enough?"""

from dataclasses import replace

import pytest

from credentials.achievement.model import Module, Result, ResultDescription
from issuer.domain.results import judge_results
from tests.awards_for_tests import BARE_MODULE

GRADE = ResultDescription(
    id="urn:x:grade",
    name="Cijfer",
    result_type="RawScore",
    value_min="1",
    value_max="10",
    required_value="5.5",
)
VERDICT = ResultDescription(
    id="urn:x:verdict",
    name="Oordeel",
    result_type="Result",
    allowed_values=("onvoldoende", "voldoende", "goed"),
    required_value="voldoende",
)
REMARK = ResultDescription(id="urn:x:remark", name="Typering", result_type="Result")


def module(*descriptions: ResultDescription) -> Module:
    return replace(BARE_MODULE, result_descriptions=descriptions)


@pytest.mark.parametrize(
    ("text", "value"),
    [("7,5", "7.5"), ("7.5", "7.5"), ("8", "8"), ("8,0", "8"), ("5,50", "5.5"), ("10", "10"), ("+6", "6")],
)
def test_a_grade_that_is_enough(text: str, value: str) -> None:
    judgement = judge_results(module(GRADE), overall=text, by_description={})
    assert judgement.achieved is True
    assert judgement.results == (Result(result_description="urn:x:grade", value=value),)


@pytest.mark.parametrize("text", ["5,4", "1", "onvoldoende", "NB", "Niet  behaald", "fail"])
def test_a_grade_that_is_not_enough_is_no_mistake(text: str) -> None:
    judgement = judge_results(module(GRADE), overall=text, by_description={})
    assert (judgement.achieved, judgement.problems) == (False, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "result_missing"),
        ("zeven", "result_not_a_number"),
        ("voldoende", "result_not_a_number"),
        ("1.234,5", "result_not_a_number"),
        ("0,9", "result_out_of_range"),
        ("11", "result_out_of_range"),
        ("75", "result_out_of_range"),
        ("-6", "result_out_of_range"),
    ],
)
def test_a_grade_that_cannot_be(text: str, code: str) -> None:
    judgement = judge_results(module(GRADE), overall=text, by_description={})
    assert [problem.code for problem in judgement.problems] == [code]


@pytest.mark.parametrize(
    ("text", "value"),
    [("Goed", "goed"), ("VOLDOENDE", "voldoende"), ("pass", "voldoende"), ("behaald", "voldoende")],
)
def test_a_verdict_that_is_enough(text: str, value: str) -> None:
    judgement = judge_results(module(VERDICT), overall=text, by_description={})
    assert judgement.results == (Result(result_description="urn:x:verdict", value=value),)


@pytest.mark.parametrize("text", ["onvoldoende", "fail", "niet behaald"])
def test_a_verdict_that_is_not_enough(text: str) -> None:
    judgement = judge_results(module(VERDICT), overall=text, by_description={})
    assert (judgement.achieved, judgement.problems) == (False, ())


def test_a_verdict_that_is_not_on_the_list() -> None:
    judgement = judge_results(module(VERDICT), overall="uitmuntend", by_description={})
    assert [(problem.code, problem.params["allowed"]) for problem in judgement.problems] == [
        ("result_not_allowed", "onvoldoende, voldoende, goed")
    ]


def test_each_description_has_its_own_result() -> None:
    judgement = judge_results(
        module(GRADE, VERDICT), overall="", by_description={"urn:x:grade": "7", "urn:x:verdict": "goed"}
    )
    assert judgement.achieved is True
    assert [result.value for result in judgement.results] == ["7", "goed"]


def test_one_result_that_is_too_low_is_enough_to_fail() -> None:
    judgement = judge_results(
        module(GRADE, VERDICT), overall="", by_description={"urn:x:grade": "3", "urn:x:verdict": "goed"}
    )
    assert (judgement.achieved, judgement.problems) == (False, ())


def test_a_missing_result_is_named() -> None:
    judgement = judge_results(module(GRADE, VERDICT), overall="", by_description={"urn:x:grade": "7"})
    assert [(problem.code, problem.description) for problem in judgement.problems] == [
        ("result_missing", "Oordeel")
    ]


def test_a_negative_overall_verdict_settles_it() -> None:
    judgement = judge_results(module(GRADE, VERDICT), overall="niet behaald", by_description={})
    assert (judgement.achieved, judgement.problems) == (False, ())


def test_a_module_without_descriptions_takes_a_verdict_only() -> None:
    assert judge_results(module(), overall="behaald", by_description={}).achieved is True
    assert judge_results(module(), overall="onvoldoende", by_description={}).achieved is False
    assert [p.code for p in judge_results(module(), overall="7", by_description={}).problems] == [
        "result_not_allowed"
    ]
    assert [p.code for p in judge_results(module(), overall="", by_description={}).problems] == [
        "result_missing"
    ]


def test_free_words_stand_as_they_are_but_not_endlessly() -> None:
    good = judge_results(module(REMARK), overall="zelfstandig", by_description={})
    assert good.results == (Result(result_description="urn:x:remark", value="zelfstandig"),)
    too_long = judge_results(module(REMARK), overall="x" * 101, by_description={})
    assert [problem.code for problem in too_long.problems] == ["result_too_long"]
