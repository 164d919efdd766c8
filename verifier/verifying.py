"""Gather and judge what came out of a file, in one go."""

from collections.abc import Mapping
from datetime import datetime

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import UnverifiedDocument
from credentials.proofs.vc_jwt import UnverifiedJWT
from credentials.recognized_entity import TrustList
from verifier.checks.recipient import KnownRecipient
from verifier.gathering import gather_for
from verifier.judge import judge_signed
from verifier.policy import Policy
from verifier.report import VerificationReport
from verifier.resources import Fetch, Needed
from verifier.signed import Signed
from verifier.unpack import Unpacked


def verify_unpacked(
    unpacked: Unpacked,
    fetch: Fetch,
    *,
    trust_list: TrustList | None,
    given: Mapping[Needed, bytes],
    policy: Policy,
    at: datetime,
    recipient: KnownRecipient | None,
    limits: Limits = DEFAULT_LIMITS,
) -> VerificationReport:
    """Return what :func:`~verifier.judge.judge` says with what :func:`~verifier.gathering.gather` gets.

    What both read in the credential is read once.

    Args:
        unpacked: What came out of the file.
        fetch: Gets what is needed.
        trust_list: Whom the verifier recognises, or None.
        given: Documents that are at hand.
        policy: What must hold.
        at: The moment to take as "now"; timezone-aware.
        recipient: Who the credential should be about, or None.
        limits: Bounds on what the credential can make us do.
    """
    if not isinstance(unpacked.credential, UnverifiedDocument | UnverifiedJWT):
        from verifier.cards import verify_unpacked_card  # most of what is verified is no card

        return verify_unpacked_card(
            unpacked.credential,
            fetch,
            trust_list=trust_list,
            given=given,
            policy=policy,
            at=at,
            recipient=recipient,
            limits=limits,
        )
    signed = Signed.of(unpacked.credential)
    resources = gather_for(signed, fetch, trust_list=trust_list, given=given, limits=limits)
    return judge_signed(
        signed,
        resources,
        policy=policy,
        at=at,
        recipient=recipient,
        remarks=unpacked.remarks,
        limits=limits,
    )
