"""Judge an endorsement by itself, before it is in any credential."""

from datetime import datetime

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from verifier.checks.credential import check_credential
from verifier.checks.structure import CredentialKind
from verifier.resources import Resources
from verifier.result import CheckResult
from verifier.signed import Signed


def judge_endorsement(
    endorsement: JsonObject, resources: Resources, *, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> tuple[CheckResult, ...]:
    """Do the checks that make an endorsement authentic and timely, as they are done inside a credential.

    Not looked at: what it is about, endorsements of the endorsement, and whether the endorser is anybody.

    Args:
        endorsement: The EndorsementCredential, with its proofs in it.
        resources: Everything from outside.
        at: The moment to take as "now"; timezone-aware.
        limits: Bounds on what it can make us do.

    Spec: OB 3.0 "EndorsementCredential"; "OpenBadgeCredential Verification", steps 1, 2, 4 and 6.
    """
    kind = CredentialKind.ENDORSEMENT
    return check_credential(Signed(endorsement), resources, kind=kind, at=at, limits=limits).results
