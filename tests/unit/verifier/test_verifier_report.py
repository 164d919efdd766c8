"""The result model: four statuses, three conclusions, no truth value."""

from datetime import UTC, datetime

import pytest

from credentials.parsing import JsonObject
from tests.verification_for_tests import AT, badge, report_on, signed
from verifier import DEFAULT, INTEGRITY, CheckId, CheckStatus, Code, Conclusion
from verifier.report import CheckResult, CredentialRejected, Finding, VerificationReport, VerifiedCredential


def result(check: CheckId, status: CheckStatus) -> CheckResult:
    needs_reason = status in (CheckStatus.FAILED, CheckStatus.INDETERMINATE)
    findings = (Finding(code=Code.NOT_CHECKED),) if needs_reason else ()
    return CheckResult(check=check, status=status, findings=findings)


def report(*results: CheckResult, document: JsonObject | None = None) -> VerificationReport:
    return VerificationReport(policy=INTEGRITY, verified_at=AT, results=results, unverified=document)


class TestCheckResult:
    @pytest.mark.parametrize("status", [CheckStatus.FAILED, CheckStatus.INDETERMINATE])
    def test_refuses_bad_news_without_a_reason(self, status: CheckStatus) -> None:
        with pytest.raises(ValueError, match="without a finding"):
            CheckResult(check=CheckId.PROOF, status=status)


class TestVerificationReport:
    def test_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError, match="three outcomes"):
            bool(report())

    def test_refuses_two_results_of_one_check(self) -> None:
        passed = result(CheckId.PROOF, CheckStatus.PASSED)
        with pytest.raises(ValueError, match="one result per check"):
            report(passed, passed)

    def test_refuses_a_moment_without_time_zone(self) -> None:
        naive = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        with pytest.raises(ValueError, match="time zone"):
            VerificationReport(policy=DEFAULT, verified_at=naive, results=())

    def test_is_not_a_pass_when_empty(self) -> None:
        assert report().conclusion is Conclusion.INDETERMINATE

    def test_passes_when_what_is_required_passed(self) -> None:
        passed = [result(check, CheckStatus.PASSED) for check in (CheckId.STRUCTURE, CheckId.PROOF)]
        recipient = result(CheckId.RECIPIENT, CheckStatus.NOT_APPLICABLE)
        assert report(*passed, recipient).conclusion is Conclusion.PASSED

    def test_does_not_let_the_proof_be_absent(self) -> None:
        results = [
            result(CheckId.STRUCTURE, CheckStatus.PASSED),
            result(CheckId.PROOF, CheckStatus.NOT_APPLICABLE),
            result(CheckId.RECIPIENT, CheckStatus.NOT_APPLICABLE),
        ]
        assert report(*results).conclusion is Conclusion.INDETERMINATE


class TestSignedDocument:
    @pytest.mark.parametrize(
        ("status", "is_shown"),
        [
            (CheckStatus.PASSED, True),
            (CheckStatus.FAILED, False),
            (CheckStatus.INDETERMINATE, False),
            (CheckStatus.NOT_APPLICABLE, False),
        ],
    )
    def test_is_there_only_when_the_proof_holds(self, status: CheckStatus, *, is_shown: bool) -> None:
        document = badge()
        shown = report(result(CheckId.PROOF, status), document=document).signed_document
        assert shown == (document if is_shown else None)

    def test_is_not_there_without_a_proof_result(self) -> None:
        assert report(document=badge()).signed_document is None


class TestVerifiedCredential:
    def test_comes_out_of_a_report_that_passed(self) -> None:
        document = signed(badge())
        verified = report_on(document).require_passed()

        assert verified.document == document
        assert verified.content.title == "Warmtepompen installeren"
        assert verified.content.issuer_name == "ROC Voorbeeld"

    @pytest.mark.parametrize(
        "source",
        [
            signed(badge()) | {"name": "Iets anders"},
            signed(badge(validUntil="2026-11-20T23:00:00Z")),
            badge(),
        ],
        ids=["tampered", "expired", "unsigned"],
    )
    def test_does_not_come_out_of_another(self, source: JsonObject) -> None:
        rejected = report_on(source)
        with pytest.raises(CredentialRejected) as caught:
            rejected.require_passed()
        assert caught.value.report is rejected
        assert caught.value.code == "credential_rejected"

    def test_cannot_be_made_without_a_pass(self) -> None:
        with pytest.raises(CredentialRejected):
            VerifiedCredential(report_on(badge()))
