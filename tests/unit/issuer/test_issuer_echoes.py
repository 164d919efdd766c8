"""One mistake is told once: what only follows from it is left out."""

import pytest

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.echoes import without_echoes
from tests.edge_cases_for_tests import edge_cases, outcome

OUTCOMES = "/template/leeruitkomsten"


def finding(code: str, pointer: str = "", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, pointer=pointer, severity=severity)


class TestWhatIsLeftOut:
    def test_what_rules_say_of_a_place_that_could_not_be_read(self) -> None:
        read = [finding("text_missing", "/template/titel")]
        ruled = [finding("title_too_long", "/template/titel/nl"), finding("x", "/template/titels")]
        assert without_echoes(ruled, read) == (ruled[1],)

    def test_a_warning_of_reading_hides_nothing(self) -> None:
        ruled = [finding("title_too_long", "/template/titel")]
        assert without_echoes(ruled, [finding("x", "/template/titel", Severity.WARNING)]) == tuple(ruled)

    def test_but_a_number_of_a_person_is_always_told(self) -> None:
        ruled = [finding("bsn_in_text", "/template/titel")]
        assert without_echoes(ruled, [finding("text_missing", "/template/titel")]) == tuple(ruled)

    def test_what_can_only_be_as_long_as_something_is_wrong(self) -> None:
        ruled = [finding("not_buildable", "/template"), finding("eu_element_missing", "/template/niveau")]
        assert without_echoes(ruled, [finding("x", "/elsewhere")]) == ()
        assert without_echoes(ruled, []) == tuple(ruled)

    def test_what_another_says_better_of_the_same_place(self) -> None:
        better, worse = finding("no_learning_outcomes", OUTCOMES), finding("eu_element_missing", OUTCOMES)
        assert without_echoes([worse, better], []) == (better,)
        best = finding("statement_without_parts", OUTCOMES)
        assert without_echoes([worse, better, best], []) == (best,)
        elsewhere = finding("statement_without_parts", "/elsewhere")
        assert without_echoes([better, elsewhere], []) == (better, elsewhere)

    def test_a_hint_about_something_of_which_a_part_was_spoken_of(self) -> None:
        hint = finding("no_skills", "/template/skills", Severity.INFO)
        read = [finding("skill_without_address", "/template/skills/0/uri", Severity.INFO)]
        assert without_echoes([hint], read) == ()
        assert without_echoes([hint], [finding("x", "/template/skillset", Severity.INFO)]) == (hint,)


@pytest.mark.parametrize(
    ("number", "requirements"),
    [("N12", ["H03", "A03", "E01", "E06"]), ("N19", ["A08"]), ("N21", ["C02"])],
)
def test_an_edge_case_has_the_errors_that_it_is_about(number: str, requirements: list[str]) -> None:
    (case,) = (one for one in edge_cases() if one["id"] == number)
    assert [one.requirement for one in outcome(case).errors] == requirements


def test_a_skill_without_address_is_not_also_a_module_without_skills() -> None:
    plain = outcome({"id": "N00", "instrument": "microcredential"})
    assert [one.key_path for one in plain.findings if one.requirement == "D18"] == ["template.skills[1].uri"]
