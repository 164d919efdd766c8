"""How results make a conclusion, whatever the policy and whatever the results."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from verifier import CheckId, CheckStatus, Code, Conclusion
from verifier.policy import Policy, Severity
from verifier.report import CheckResult, Finding, VerificationReport

AT = datetime(2026, 11, 21, tzinfo=UTC)
UNHAPPY = (CheckStatus.FAILED, CheckStatus.INDETERMINATE)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    required = draw(st.sets(st.sampled_from(CheckId))) | {CheckId.PROOF}
    absent = draw(st.sets(st.sampled_from(sorted(required)))) - {CheckId.PROOF}
    return Policy(name="any", required=frozenset(required), may_be_absent=frozenset(absent))


@st.composite
def results(draw: st.DrawFn) -> tuple[CheckResult, ...]:
    statuses = draw(st.dictionaries(st.sampled_from(CheckId), st.sampled_from(CheckStatus)))
    made = []
    for check, status in statuses.items():
        has_finding = status in UNHAPPY or draw(st.booleans())
        findings = (Finding(code=Code.NOT_CHECKED),) if has_finding else ()
        made.append(CheckResult(check=check, status=status, findings=findings))
    return tuple(made)


def conclude(policy: Policy, of: tuple[CheckResult, ...]) -> Conclusion:
    return VerificationReport(policy=policy, verified_at=AT, results=of).conclusion


@given(policies(), results())
def test_passed_if_and_only_if_all_required_are_there_and_nothing_blocks(
    policy: Policy, of: tuple[CheckResult, ...]
) -> None:
    there = policy.required <= {result.check for result in of}
    blocks = any(policy.severity(result) is Severity.BLOCKING for result in of)
    assert (conclude(policy, of) is Conclusion.PASSED) == (there and not blocks)


@given(policies(), results())
def test_failed_if_and_only_if_something_required_failed(policy: Policy, of: tuple[CheckResult, ...]) -> None:
    failed = any(result.check in policy.required and result.status is CheckStatus.FAILED for result in of)
    assert (conclude(policy, of) is Conclusion.FAILED) == failed


@given(policies(), results(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(policy: Policy, of: tuple[CheckResult, ...], random: object) -> None:
    shuffled = list(of)
    getattr(random, "shuffle")(shuffled)  # noqa: B009 - hypothesis gives a Random of its own class
    assert conclude(policy, tuple(shuffled)) is conclude(policy, of)


@given(policies())
def test_no_results_is_no_pass(policy: Policy) -> None:
    assert conclude(policy, ()) is Conclusion.INDETERMINATE


@given(policies(), results())
def test_leaving_a_result_out_never_makes_a_pass(policy: Policy, of: tuple[CheckResult, ...]) -> None:
    """Nobody gains by keeping a check from being done."""
    if conclude(policy, of) is not Conclusion.PASSED:
        for left_out in of:
            rest = tuple(result for result in of if result is not left_out)
            if left_out.check in policy.required:
                assert conclude(policy, rest) is not Conclusion.PASSED


@given(policies(), results())
def test_what_is_not_required_never_decides(policy: Policy, of: tuple[CheckResult, ...]) -> None:
    required = tuple(result for result in of if result.check in policy.required)
    assert conclude(policy, required) is conclude(policy, of)
