"""Which findings a reader is told, and in which order."""

from collections.abc import Sequence

from verifier.codes import Code
from verifier.policy import Severity
from verifier.report import VerificationReport
from verifier.result import CheckResult, CheckStatus, Finding


def findings_to_tell(report: VerificationReport) -> tuple[list[Finding], list[Finding]]:
    """Return what a reader must know: first what is wrong and what is not certain, then the rest."""
    blocking = [result for result in report.results if report.severity(result) is Severity.BLOCKING]
    blocking.sort(key=lambda result: result.status is not CheckStatus.FAILED)  # sorting is stable
    warnings = [result for result in report.results if report.severity(result) is Severity.WARNING]
    return _telling(blocking) or _every(blocking), _telling(warnings)


def _every(results: Sequence[CheckResult]) -> list[Finding]:
    return [finding for result in results for finding in result.findings]


def _telling(results: Sequence[CheckResult]) -> list[Finding]:
    """Leave out what a reader has been told: the same thing twice, or "look at another check"."""
    telling: list[Finding] = []
    for finding in _every(results):
        if finding.code is not Code.NOT_CHECKED and finding not in telling:
            telling.append(finding)
    return telling
