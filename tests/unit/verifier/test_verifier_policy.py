"""Policies: what they refuse to be, and how they weigh."""

import pytest

from tests.verification_for_tests import badge, report_on, signed, status_entry
from verifier import DEFAULT, INTEGRITY, POLICIES, STRICT, CheckId, CheckStatus, Code, Conclusion
from verifier.policy import Policy, Severity
from verifier.result import CheckResult, Finding


def result(check: CheckId, status: CheckStatus, *codes: Code) -> CheckResult:
    return CheckResult(check=check, status=status, findings=tuple(Finding(code=code) for code in codes))


class TestPolicy:
    def test_requires_the_proof(self) -> None:
        with pytest.raises(ValueError, match="does not require the proof"):
            Policy(name="lax", required=frozenset({CheckId.STRUCTURE}))

    def test_does_not_let_the_proof_be_absent(self) -> None:
        with pytest.raises(ValueError, match="lets the proof be absent"):
            Policy(
                name="lax",
                required=frozenset({CheckId.PROOF}),
                may_be_absent=frozenset({CheckId.PROOF}),
            )

    def test_lets_nothing_be_absent_that_it_does_not_require(self) -> None:
        with pytest.raises(ValueError, match="does not require"):
            Policy(
                name="odd",
                required=frozenset({CheckId.PROOF}),
                may_be_absent=frozenset({CheckId.STATUS}),
            )

    def test_can_be_chosen_by_name(self) -> None:
        assert set(POLICIES) == {"default", "integrity", "strict"}
        assert all(name == policy.name for name, policy in POLICIES.items())


class TestSeverity:
    @pytest.mark.parametrize("status", [CheckStatus.FAILED, CheckStatus.INDETERMINATE])
    def test_a_required_check_that_did_not_pass_blocks(self, status: CheckStatus) -> None:
        failed = result(CheckId.ISSUER_TRUST, status, Code.ISSUER_UNKNOWN)
        assert DEFAULT.severity(failed) is Severity.BLOCKING
        assert INTEGRITY.severity(failed) is Severity.WARNING

    def test_a_required_check_without_matter_blocks_unless_it_may_be_absent(self) -> None:
        absent = result(CheckId.STATUS, CheckStatus.NOT_APPLICABLE)
        assert DEFAULT.severity(absent) is Severity.INFO
        assert STRICT.severity(absent) is Severity.BLOCKING

    def test_a_remark_on_a_pass_warns(self) -> None:
        remark = result(CheckId.STRUCTURE, CheckStatus.PASSED, Code.CONTEXT_OLDER)
        assert DEFAULT.severity(remark) is Severity.WARNING

    def test_a_plain_pass_is_information(self) -> None:
        assert DEFAULT.severity(result(CheckId.PROOF, CheckStatus.PASSED)) is Severity.INFO


class TestOnACredential:
    def test_integrity_does_not_ask_who_the_issuer_is(self) -> None:
        report = report_on(signed(badge(credentialStatus=status_entry())), policy=INTEGRITY)
        assert report.conclusion is Conclusion.PASSED

    def test_default_asks_whether_it_is_in_force(self) -> None:
        report = report_on(signed(badge(credentialStatus=status_entry())))
        assert report.conclusion is Conclusion.INDETERMINATE

    def test_strict_wants_a_credential_that_can_be_revoked(self) -> None:
        assert report_on(signed(badge())).conclusion is Conclusion.PASSED
        assert report_on(signed(badge()), policy=STRICT).conclusion is Conclusion.INDETERMINATE
