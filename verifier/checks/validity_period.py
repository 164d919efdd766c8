"""Is it in date?"""

from datetime import datetime

from credentials.date_time_stamp import format_date_time_stamp
from verifier.codes import CheckId, Code
from verifier.result import CheckResult, CheckStatus, Finding


def check_validity_period(
    *,
    valid_from: datetime | None,
    valid_until: datetime | None,
    at: datetime,
    names: tuple[str, str] = ("validFrom", "validUntil"),
) -> CheckResult:
    """Compare ``at`` with the validity period of the credential.

    Both ends are inclusive. An absent end is unbounded. Whether the two dates are in the right
    order, and whether they can be read at all, is the structure check's question.

    Args:
        valid_from: ``validFrom``, timezone-aware, or None if absent.
        valid_until: ``validUntil``, timezone-aware, or None if absent.
        at: The moment that the verifier takes as "now".
        names: The properties that the two stand in; VCDM 1.1 has others.

    Spec: VCDM 2.0 §4.9; VCDM 1.1 §4.6, §4.8; OB 3.0 "OpenBadgeCredential Verification", step 4.
    """
    if valid_from is None and valid_until is None:
        return CheckResult(check=CheckId.VALIDITY_PERIOD, status=CheckStatus.PASSED)
    findings: list[Finding] = []
    evidence: dict[str, str] = {}
    if valid_from is not None:
        evidence["valid_from"] = format_date_time_stamp(valid_from)
        if at < valid_from:
            params = {"valid_from": valid_from}
            findings.append(Finding(code=Code.NOT_YET_VALID, pointer=f"/{names[0]}", params=params))
    if valid_until is not None:
        evidence["valid_until"] = format_date_time_stamp(valid_until)
        if at > valid_until:
            params = {"valid_until": valid_until}
            findings.append(Finding(code=Code.EXPIRED, pointer=f"/{names[1]}", params=params))
    return CheckResult(
        check=CheckId.VALIDITY_PERIOD,
        status=CheckStatus.FAILED if findings else CheckStatus.PASSED,
        findings=tuple(findings),
        evidence=evidence,
    )
