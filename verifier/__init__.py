"""The employer's product: is this credential genuine, in force, and from a recognised school?

A pure library: gather what is needed, then judge. The command line is :mod:`verifier.cli`; the
fetcher, which needs the extra ``http``, is :mod:`verifier.http`.
"""

from collections.abc import Iterable
from datetime import datetime

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.recognized_entity import TrustList
from verifier.checks.recipient import KnownRecipient
from verifier.codes import CheckId, Code
from verifier.errors import VerifierError
from verifier.gathering import gather, given_status_lists, wants
from verifier.judge import judge
from verifier.policy import DEFAULT, INTEGRITY, POLICIES, STRICT, Policy, Severity
from verifier.report import (
    CheckResult,
    CheckStatus,
    Conclusion,
    CredentialRejected,
    Finding,
    VerificationReport,
    VerifiedCredential,
)
from verifier.resources import (
    Fetch,
    Needed,
    ResourceKind,
    Resources,
    Retrieved,
    Unavailable,
    UnavailableReason,
    offline,
)
from verifier.unpack import FileKind, NotUnpacked, Unpacked, unpack
from verifier.verifying import verify_unpacked

__all__ = [
    "DEFAULT",
    "INTEGRITY",
    "POLICIES",
    "STRICT",
    "CheckId",
    "CheckResult",
    "CheckStatus",
    "Code",
    "Conclusion",
    "CredentialRejected",
    "Fetch",
    "FileKind",
    "Finding",
    "KnownRecipient",
    "Needed",
    "NotUnpacked",
    "Policy",
    "ResourceKind",
    "Resources",
    "Retrieved",
    "Severity",
    "Unavailable",
    "UnavailableReason",
    "Unpacked",
    "VerificationReport",
    "VerifiedCredential",
    "VerifierError",
    "gather",
    "given_status_lists",
    "judge",
    "offline",
    "unpack",
    "verify",
    "wants",
]


def verify(
    data: bytes,
    *,
    at: datetime,
    trust_list: TrustList | None = None,
    status_lists: Iterable[bytes] = (),
    policy: Policy = DEFAULT,
    recipient: KnownRecipient | None = None,
    fetch: Fetch = offline,
    limits: Limits = DEFAULT_LIMITS,
) -> VerificationReport:
    """Verify the credential in a file: unpack, gather, judge.

    Args:
        data: The bytes of a JSON, JWT, PNG, SVG or PDF file.
        at: The moment to take as "now"; timezone-aware.
        trust_list: Whom you recognise, or None.
        status_lists: Status lists that are at hand, and what they name, as bytes; known by what is in them.
        policy: What must hold.
        recipient: Who the credential should be about, or None.
        fetch: Gets what else is needed. By default nothing is fetched, and what could not be had
            leaves its check open.
        limits: Bounds on what the file can make us do.
    """
    try:
        unpacked = unpack(data, limits=limits)
    except NotUnpacked as problem:
        return judge(problem, Resources(), policy=policy, at=at)
    return verify_unpacked(
        unpacked,
        fetch,
        trust_list=trust_list,
        given=given_status_lists(status_lists, limits=limits),
        policy=policy,
        at=at,
        recipient=recipient,
        limits=limits,
    )
