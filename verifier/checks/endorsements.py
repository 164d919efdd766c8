"""Do the endorsements in it hold?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.endorsement.reading import fits, names, read_endorsement
from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.recognized_entity import TrustList
from verifier.checks.credential import CheckedCredential
from verifier.codes import CheckId, Code
from verifier.endorsements import FoundEndorsement, find_endorsements
from verifier.endorsers import EndorserOutcome, endorser_outcome, required_signers
from verifier.members import issuer_id, pointer_to
from verifier.result import NO_EVIDENCE, CheckResult, CheckStatus, Finding, worst
from verifier.signed import Signed
from verifier.signers_held import SignersHeld, signers_held

Verify = Callable[[Signed], CheckedCredential]
"""Does the checks that make any credential authentic and timely, on an endorsement."""

NO_ENDORSEMENTS: Final = CheckResult(
    check=CheckId.ENDORSEMENTS, status=CheckStatus.NOT_APPLICABLE, evidence=NO_EVIDENCE
)
"""What :func:`check_endorsements` answers when there are none."""

_CODE: Final = {
    CheckStatus.FAILED: Code.ENDORSEMENT_NOT_VERIFIED,
    CheckStatus.INDETERMINATE: Code.ENDORSEMENT_NOT_CHECKED,
}


@dataclass(frozen=True, slots=True)
class CheckedEndorsements:
    """What was found about the endorsements of a credential.

    Attributes:
        result: The answer of the check.
        endorsers: Who endorsed what, and whether it holds; outermost first.
    """

    result: CheckResult
    endorsers: tuple[EndorserOutcome, ...] = ()


def check_endorsements(
    credential: Signed,
    verify: Verify,
    issuer_keys: Callable[[], frozenset[PublicKey]],
    *,
    at: datetime,
    trust_list: TrustList | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> CheckedEndorsements:
    """Verify every endorsement of the credential, of what is in it, and of each other.

    An endorsement must be about the thing that carries it, and, where it says so, about what that says now.
    The instruments that others have to sign must have those signatures, each of another signer and none of
    the issuer. What an endorsement says, and
    whether the endorser is anybody, is the reader's judgement.

    Args:
        credential: The credential.
        verify: The checks of one endorsement, apart from its own endorsements.
        issuer_keys: Looks up the keys that are known to be the issuer's; asked when there is an endorsement.
        at: The moment to take as "now".
        trust_list: Whom the verifier goes by; it says who an endorser is, and decides nothing.
        limits: Bounds on their number and depth. What is beyond is not looked at, and said.

    Spec: OB 3.0 "EndorsementCredential", "OpenBadgeCredential Verification", step 6; requirement F22.
    """
    document = credential.unverified
    required = required_signers(document)
    endorsements = find_endorsements(credential, limits=limits)
    if not endorsements.found and endorsements.left_out is None and not required:
        return CheckedEndorsements(NO_ENDORSEMENTS)
    statuses: list[CheckStatus] = []
    findings: list[Finding] = []
    evidence: dict[str, str] = {}
    endorsers: list[EndorserOutcome] = []
    of_issuer = issuer_keys() if endorsements.found else frozenset()
    for endorsement in endorsements.found:
        status, found, because, signed_with = _verified(endorsement, verify)
        statuses.append(status)
        findings.extend(found)
        if because:
            evidence[endorsement.pointer] = because
        said = endorsement.signed.unverified if endorsement.signed is not None else {}
        endorsers.append(
            endorser_outcome(
                said,
                read_endorsement(said),
                pointer=endorsement.pointer,
                status=status,
                signed_with=signed_with,
                issuer=issuer_id(document),
                issuer_keys=of_issuer,
                trust_list=trust_list,
                at=at,
            )
        )
    if endorsements.left_out is not None:
        statuses.append(CheckStatus.INDETERMINATE)
        findings.append(Finding(code=Code.TOO_MANY_ENDORSEMENTS, pointer=endorsements.left_out))
    if endorsements.found:
        evidence["endorsements"] = str(len(endorsements.found))
        evidence["verified"] = str(statuses.count(CheckStatus.PASSED))
    for finding in _missing(signers_held(required, endorsers)):
        statuses.append(CheckStatus.FAILED)
        findings.append(finding)
    result = CheckResult(
        check=CheckId.ENDORSEMENTS,
        status=worst(tuple(statuses)),
        findings=tuple(findings),
        evidence=evidence,
    )
    return CheckedEndorsements(result, tuple(endorsers))


def _missing(held: SignersHeld) -> Iterator[Finding]:
    """Yield what is to be said of each role in which no signature counts."""
    for one in held.not_counted:
        params = {"signer_role": one.role}
        if one.counts_as is None:
            yield Finding(code=Code.ENDORSEMENT_BY_ISSUER, pointer=one.outcome.pointer, params=params)
        else:
            params["other_role"] = one.counts_as
            yield Finding(code=Code.ENDORSEMENT_SAME_SIGNER, pointer=one.outcome.pointer, params=params)
    told = {one.role for one in held.not_counted}
    for role in held.missing:
        if role not in told:
            params = {"signer_role": role}
            yield Finding(code=Code.ENDORSEMENT_MISSING, pointer="/endorsement", params=params)


def _verified(
    endorsement: FoundEndorsement, verify: Verify
) -> tuple[CheckStatus, list[Finding], str, frozenset[PublicKey]]:
    """Return the outcome for one endorsement, its findings, the codes behind them, and whose keys signed."""
    if endorsement.signed is None:
        params = {"endorser": "?"}
        finding = Finding(code=Code.ENDORSEMENT_NOT_VERIFIED, pointer=endorsement.pointer, params=params)
        return CheckStatus.FAILED, [finding], Code.PARSING_ERROR, frozenset()
    document = endorsement.signed.unverified
    params = {"endorser": issuer_id(document) or "?"}
    checked = verify(endorsement.signed)
    results = checked.results
    statuses = [result.status for result in results]
    findings: list[Finding] = []
    because = ""
    if (status := worst(tuple(statuses))) in _CODE:
        findings.append(Finding(code=_CODE[status], pointer=endorsement.pointer, params=params))
        because = " ".join(finding.code for result in results for finding in result.findings)
    if not names(document, endorsement.carrier):
        place = pointer_to(endorsement.pointer, "credentialSubject")
        findings.append(Finding(code=Code.ENDORSEMENT_OF_OTHER, pointer=place, params=params))
        statuses.append(CheckStatus.FAILED)
    elif not fits(document, endorsement.carrier):
        place = pointer_to(endorsement.pointer, "relatedResource")
        findings.append(Finding(code=Code.ENDORSED_CONTENT_CHANGED, pointer=place, params=params))
        statuses.append(CheckStatus.FAILED)
    return worst(tuple(statuses)), findings, because, checked.signed_with
