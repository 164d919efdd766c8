"""Judge a credential by values alone: no clock, no network, no files."""

from datetime import datetime

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import UnverifiedDocument
from credentials.proofs.vc_jwt import UnverifiedJWT
from verifier.checks.achievement import MEMBERS_READ, check_achievement
from verifier.checks.credential import CheckedCredential, check_credential, if_proven, not_checked
from verifier.checks.endorsements import NO_ENDORSEMENTS, check_endorsements
from verifier.checks.issuer_trust import check_issuer_trust
from verifier.checks.recipient import KnownRecipient, check_recipient
from verifier.checks.structure import CredentialKind
from verifier.codes import CheckId
from verifier.endorsers import EndorserOutcome
from verifier.issuer_keys import known_keys
from verifier.members import issuer_id
from verifier.policy import Policy
from verifier.report import VerificationReport
from verifier.resources import Resources
from verifier.result import CheckResult, CheckStatus, Finding
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
        credential = source.credential
    else:
        credential = source
    if not isinstance(credential, UnverifiedDocument | UnverifiedJWT):
        from verifier.cards import judge_card  # most of what is judged is no card

        return judge_card(credential, resources, policy=policy, at=at, recipient=recipient, limits=limits)
    return judge_signed(
        Signed.of(credential),
        resources,
        policy=policy,
        at=at,
        recipient=recipient,
        remarks=remarks,
        limits=limits,
    )


def judge_signed(
    signed: Signed,
    resources: Resources,
    *,
    policy: Policy,
    at: datetime,
    recipient: KnownRecipient | None,
    remarks: tuple[Finding, ...],
    limits: Limits,
) -> VerificationReport:
    """Do what :func:`judge` does with a credential that could be read.

    Args:
        signed: The credential.
        resources: Everything from outside.
        policy: What must hold.
        at: The moment to take as "now".
        recipient: Who the credential should be about, or None.
        remarks: What a reader should know about the file.
        limits: Bounds on what the credential can make us do.
    """
    document = signed.unverified
    own, proof, known, signed_with = check_credential(
        signed, resources, kind=CredentialKind.OPEN_BADGE, at=at, remarks=remarks, limits=limits
    )

    endorsers: list[EndorserOutcome] = []

    def endorsements() -> CheckResult:
        if known is not None and known.is_without_endorsements():
            return NO_ENDORSEMENTS
        checked = check_endorsements(
            signed,
            of_endorsement,
            lambda: signed_with | known_keys(issuer_id(document), resources, limits=limits),
            at=at,
            trust_list=resources.trust_list,
            limits=limits,
        )
        if known is not None and checked.result is NO_ENDORSEMENTS:
            known.keep_without_endorsements(document)
        endorsers.extend(checked.endorsers)
        return checked.result

    def of_endorsement(endorsement: Signed) -> CheckedCredential:
        kind = CredentialKind.ENDORSEMENT
        return check_credential(endorsement, resources, kind=kind, at=at, limits=limits)

    def achievement() -> CheckResult:
        if known is None:
            return check_achievement(document)
        return known.answer(check_achievement, document, reads=MEMBERS_READ)

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
        if_proven(proof, CheckId.ACHIEVEMENT, achievement),
        if_proven(proof, CheckId.ENDORSEMENTS, endorsements),
    )
    return VerificationReport(
        policy=policy,
        verified_at=at,
        results=(*own, *others),
        unverified=document,
        # As with every answer: nothing of what nobody was shown to have signed.
        endorsers=tuple(endorsers) if proof.status is CheckStatus.PASSED else (),
        is_plain=(
            known is not None and known.is_without_endorsements() and known.is_without_own_terms(document)
        ),
    )


def _unreadable(structure: CheckResult, policy: Policy, at: datetime) -> VerificationReport:
    others = (
        not_checked(check, because_of=CheckId.STRUCTURE)
        for check in CheckId
        if check is not CheckId.STRUCTURE
    )
    return VerificationReport(policy=policy, verified_at=at, results=(structure, *others))
