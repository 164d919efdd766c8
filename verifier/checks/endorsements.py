"""Do the endorsements in it hold?"""

from collections.abc import Callable
from typing import Final

from credentials.limits import DEFAULT_LIMITS, Limits
from verifier.codes import CheckId, Code
from verifier.endorsements import FoundEndorsement, find_endorsements
from verifier.members import issuer_id, objects, pointer_to, text
from verifier.result import NO_EVIDENCE, CheckResult, CheckStatus, Finding, worst
from verifier.signed import Signed

Verify = Callable[[Signed], tuple[CheckResult, ...]]
"""Does the checks that make any credential authentic and timely, on an endorsement."""

NO_ENDORSEMENTS: Final = CheckResult(
    check=CheckId.ENDORSEMENTS, status=CheckStatus.NOT_APPLICABLE, evidence=NO_EVIDENCE
)
"""What :func:`check_endorsements` answers when there are none."""

_CODE: Final = {
    CheckStatus.FAILED: Code.ENDORSEMENT_NOT_VERIFIED,
    CheckStatus.INDETERMINATE: Code.ENDORSEMENT_NOT_CHECKED,
}


def check_endorsements(credential: Signed, verify: Verify, *, limits: Limits = DEFAULT_LIMITS) -> CheckResult:
    """Verify every endorsement of the credential, of what is in it, and of each other.

    An endorsement must be about the thing that carries it. What it says, and whether the endorser
    is anybody, is the reader's judgement.

    Args:
        credential: The credential.
        verify: The checks of one endorsement, apart from its own endorsements.
        limits: Bounds on their number and depth. What is beyond is not looked at, and said.

    Spec: OB 3.0 "EndorsementCredential", "OpenBadgeCredential Verification", step 6.
    """
    endorsements = find_endorsements(credential, limits=limits)
    if not endorsements.found and endorsements.left_out is None:
        return NO_ENDORSEMENTS
    statuses: list[CheckStatus] = []
    findings: list[Finding] = []
    evidence: dict[str, str] = {}
    for endorsement in endorsements.found:
        status, found, because = _verified(endorsement, verify)
        statuses.append(status)
        findings.extend(found)
        if because:
            evidence[endorsement.pointer] = because
    if endorsements.left_out is not None:
        statuses.append(CheckStatus.INDETERMINATE)
        findings.append(Finding(code=Code.TOO_MANY_ENDORSEMENTS, pointer=endorsements.left_out))
    if endorsements.found:
        evidence["endorsements"] = str(len(endorsements.found))
        evidence["verified"] = str(statuses.count(CheckStatus.PASSED))
    return CheckResult(
        check=CheckId.ENDORSEMENTS,
        status=worst(tuple(statuses)),
        findings=tuple(findings),
        evidence=evidence,
    )


def _verified(endorsement: FoundEndorsement, verify: Verify) -> tuple[CheckStatus, list[Finding], str]:
    """Return the outcome for one endorsement, its findings, and the codes behind them."""
    if endorsement.signed is None:
        params = {"endorser": "?"}
        finding = Finding(code=Code.ENDORSEMENT_NOT_VERIFIED, pointer=endorsement.pointer, params=params)
        return CheckStatus.FAILED, [finding], Code.PARSING_ERROR
    document = endorsement.signed.unverified
    params = {"endorser": issuer_id(document) or "?"}
    results = verify(endorsement.signed)
    statuses = [result.status for result in results]
    findings: list[Finding] = []
    because = ""
    if (status := worst(tuple(statuses))) in _CODE:
        findings.append(Finding(code=_CODE[status], pointer=endorsement.pointer, params=params))
        because = " ".join(finding.code for result in results for finding in result.findings)
    subjects = {text(subject, "id") for _, subject in objects(document, "credentialSubject")}
    if subjects != {endorsement.endorsed_id}:
        place = pointer_to(endorsement.pointer, "credentialSubject")
        findings.append(Finding(code=Code.ENDORSEMENT_OF_OTHER, pointer=place, params=params))
        statuses.append(CheckStatus.FAILED)
    return worst(tuple(statuses)), findings, because
