"""Judge a credential by values alone: no clock, no network, no files."""

from datetime import datetime
from functools import partial

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import UnverifiedDocument
from credentials.proofs.vc_jwt import UnverifiedJWT
from verifier.checks.achievement import check_achievement
from verifier.checks.credential import check_credential, if_proven, not_checked
from verifier.checks.endorsements import check_endorsements
from verifier.checks.issuer_trust import check_issuer_trust
from verifier.checks.recipient import KnownRecipient, check_recipient
from verifier.checks.structure import CredentialKind
from verifier.codes import CheckId
from verifier.policy import Policy
from verifier.report import VerificationReport
from verifier.resources import Resources
from verifier.result import CheckResult, Finding
from verifier.signed import Signed
from verifier.unpack import NotUnpacked, Unpacked

Judged = Unpacked | UnverifiedDocument | UnverifiedJWT | NotUnpacked
"""What can be judged: what came out of a file, or why nothing did."""


def judge(
    source: Judged,
    resources: Resources,
    *,
    policy: Policy,
    at: datetime,
    recipient: KnownRecipient | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> VerificationReport:
    """Do every check, and report. The same arguments give the same report next year.

    All checks are done whatever the policy requires, and a bad credential is a report, never an
    exception. A check whose answer would rest on something that another check found wrong says
    so instead of answering.

    Args:
        source: The credential, or why there is none.
        resources: Everything from outside; see :func:`verifier.gathering.gather`.
        policy: What must hold.
        at: The moment to take as "now"; timezone-aware.
        recipient: Who the credential should be about, or None when nobody asks.
        limits: Bounds on what the credential can make us do.
    """
    if isinstance(source, NotUnpacked):
        return _unreadable(source.result(), policy, at)
    remarks: tuple[Finding, ...] = ()
    if isinstance(source, Unpacked):
        remarks = source.remarks
        source = source.credential
    signed = Signed.of(source)
    document = signed.unverified
    checks = partial(check_credential, resources=resources, at=at, limits=limits)
    own = checks(signed, kind=CredentialKind.OPEN_BADGE, remarks=remarks)
    proof = next(result for result in own if result.check is CheckId.PROOF)
    others = (
        if_proven(
            proof,
            CheckId.ISSUER_TRUST,
            lambda: check_issuer_trust(document, trust_list=resources.trust_list, at=at),
        ),
        if_proven(
            proof,
            CheckId.RECIPIENT,
            lambda: check_recipient(document, recipient),
            has_matter=recipient is not None,
        ),
        if_proven(proof, CheckId.ACHIEVEMENT, lambda: check_achievement(document)),
        if_proven(
            proof,
            CheckId.ENDORSEMENTS,
            lambda: check_endorsements(
                signed, partial(checks, kind=CredentialKind.ENDORSEMENT), limits=limits
            ),
        ),
    )
    return VerificationReport(policy=policy, verified_at=at, results=(*own, *others), unverified=document)


def _unreadable(structure: CheckResult, policy: Policy, at: datetime) -> VerificationReport:
    others = (
        not_checked(check, because_of=CheckId.STRUCTURE)
        for check in CheckId
        if check is not CheckId.STRUCTURE
    )
    return VerificationReport(policy=policy, verified_at=at, results=(structure, *others))
