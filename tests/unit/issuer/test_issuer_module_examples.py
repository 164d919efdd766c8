"""The worked examples and the edge cases of the domain, with the outcome that they name themselves."""

import pytest

from issuer.domain.findings import Severity
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import example_registers
from tests.edge_cases_for_tests import BASE_URL, edge_cases, expected, new_findings, outcome, told
from tests.modules_for_tests import EXAMPLES, example_file

NUMBERS = [f"N{number:02}" for number in range(1, 28)]


def example(kind: str) -> ModuleFile:
    name = EXAMPLES[kind]
    return read_module_file(
        example_file(name),
        file=name,
        base_url=BASE_URL,
        surroundings=Surroundings(registers=example_registers()),
    )


def requirements(result: ModuleFile, severity: Severity) -> list[str | None]:
    return [finding.requirement for finding in result.findings if finding.severity is severity]


class TestExamples:
    @pytest.mark.parametrize(
        ("kind", "errors", "warnings"),
        [
            ("microcredential", [], ["B07"]),
            ("mbo_certificaat", ["A03", "E01"], []),
            ("fim", [], ["D06"]),
            ("praktijkverklaring", [], []),
            ("mbo_verklaring", [], ["A07"]),
        ],
    )
    def test_has_the_outcome_that_it_names(self, kind: str, errors: list[str], warnings: list[str]) -> None:
        result = example(kind)
        assert requirements(result, Severity.ERROR) == errors
        assert requirements(result, Severity.WARNING) == warnings

    @pytest.mark.parametrize("kind", EXAMPLES)
    def test_has_no_key_that_we_do_not_know(self, kind: str) -> None:
        assert not {"key_unknown", "key_misspelt"} & {finding.code for finding in example(kind).findings}

    @pytest.mark.parametrize(
        ("kind", "fit"),
        [
            ("microcredential", True),
            ("mbo_certificaat", False),
            ("fim", False),
            ("praktijkverklaring", True),
            ("mbo_verklaring", True),
        ],
    )
    def test_can_be_published_or_not(self, kind: str, fit: bool) -> None:
        assert (example(kind).module is not None) is fit

    def test_results_that_no_credential_shows_are_named(self) -> None:
        (finding,) = (
            one for one in example("microcredential").findings if one.code == "results_not_in_credential"
        )
        assert finding.severity is Severity.INFO
        assert finding.params == {"parts": "Observatie 1, Observatie 2, Portfolio"}

    def test_a_draft_says_what_it_still_needs_before_it_is_awarded(self) -> None:
        result = example("fim")
        assert {
            finding.params["key"] for finding in result.findings if finding.code == "key_missing_yet"
        } == {
            "beoordelingscriteria",
            "toetsvormen",
            "deelnamevorm",
            "kwaliteitsborging",
        }
        assert {finding.requirement for finding in result.to_do} == {"A10", "C03", "C05", "C11", "C13"}


class TestEdgeCases:
    @pytest.mark.parametrize("number", NUMBERS)
    def test_has_the_outcome_that_is_expected(self, number: str) -> None:
        (case,) = (one for one in edge_cases() if one["id"] == number)
        result = outcome(case)
        requirement, severity = expected(case)
        if severity is None:
            assert new_findings(case, result) == []
            assert told(result, requirement) <= {Severity.INFO}
        else:
            assert severity in told(result, requirement)
            assert requirement in {finding.requirement for finding in new_findings(case, result)}
        if severity is not Severity.ERROR:
            assert not {one.severity for one in new_findings(case, result)} & {Severity.ERROR}

    def test_none_is_left_out(self) -> None:
        assert [case["id"] for case in edge_cases()] == NUMBERS
