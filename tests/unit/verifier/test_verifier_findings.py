"""Every code appears where it should, with its pointer, and can be told in both languages."""

import pytest

from tests.findings_for_tests import CASES
from tests.verification_for_tests import found, result_of
from verifier import DEFAULT, CheckId, CheckStatus, Code, Conclusion
from verifier.texts import LANGUAGES, texts


@pytest.mark.parametrize("code", list(CASES), ids=lambda code: code.name.lower())
class TestEveryCode:
    def test_appears_at_its_place(self, code: Code) -> None:
        case = CASES[code]
        report = case.report()

        assert (code, case.pointer) in found(report, case.check)
        assert result_of(report, case.check).status is case.status

    def test_is_told_in_every_language(self, code: Code) -> None:
        """Every placeholder of the text has a value in what the check found."""
        case = CASES[code]
        findings = [one for one in result_of(case.report(), case.check).findings if one.code is code]

        for language in LANGUAGES:
            words = texts(language).finding(findings[0])
            assert not words.title.endswith(".")
            assert words.detail.endswith(".")
            assert words.advice.endswith(".")

    def test_keeps_a_credential_from_passing_if_its_check_is_required(self, code: Code) -> None:
        case = CASES[code]
        report = case.report()

        if case.check in DEFAULT.required and case.status is not CheckStatus.PASSED:
            assert report.conclusion is not Conclusion.PASSED


def test_what_one_check_refuses_the_next_does_not_answer() -> None:
    """A forged issuer is never shown as a recognised school."""
    report = CASES[Code.SIGNATURE_MISMATCH].report()

    assert found(report, CheckId.ISSUER_TRUST) == [(Code.NOT_CHECKED, None)]
    assert found(report, CheckId.VALIDITY_PERIOD) == [(Code.NOT_CHECKED, None)]
