"""The checks that every credential goes through, the badge and the endorsements in it alike."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from credentials.data_model_version import begin_of_validity, end_of_validity
from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from verifier.checks.proof import check_proofs
from verifier.checks.status import check_status
from verifier.checks.structure import CredentialKind, check_structure, check_structure_of_sound
from verifier.checks.validity_period import check_validity_period
from verifier.codes import CheckId, Code
from verifier.resources import Resources
from verifier.result import CheckResult, CheckStatus, Finding
from verifier.signed import Signed
from verifier.sound_shapes import KnownCredential, known_credential


class CheckedCredential(NamedTuple):
    """What came of the checks of one credential.

    Attributes:
        results: Their results: structure, proof, validity period and status.
        proof: The second of these.
        known: What is known of it from others of its class, or None.
        signed_with: The keys of its issuer that signed it; none unless every proof holds.
    """

    results: tuple[CheckResult, ...]
    proof: CheckResult
    known: KnownCredential | None
    signed_with: frozenset[PublicKey]


def check_credential(
    signed: Signed,
    resources: Resources,
    *,
    kind: CredentialKind,
    at: datetime,
    remarks: tuple[Finding, ...] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> CheckedCredential:
    """Do the checks of structure, proof, validity period and status.

    Spec: OB 3.0 "OpenBadgeCredential Verification", steps 1, 2 and 4.
    """
    document = signed.unverified
    proof, has_canonical_form, signed_with = check_proofs(signed, resources, at=at, limits=limits)
    is_proven = proof.status is CheckStatus.PASSED
    # Only a proof that had it canonicalized just now tells of which shape the document is.
    known = known_credential(document) if is_proven and has_canonical_form else None
    if known is not None and known.is_sound(kind.name, document):
        structure = check_structure_of_sound(remarks)
    else:
        structure = check_structure(
            document,
            kind=kind,
            remarks=remarks,
            has_canonical_form=has_canonical_form,
            limits=limits,
        )
        if known is not None and structure.findings == tuple(remarks):
            known.keep_sound(kind.name)
    results = (
        structure,
        proof,
        if_proven(proof, CheckId.VALIDITY_PERIOD, lambda: _validity_period(document, at)),
        if_proven(
            proof,
            CheckId.STATUS,
            lambda: check_status(signed, resources, at=at, limits=limits),
            has_matter="credentialStatus" in document,
        ),
    )
    return CheckedCredential(results, proof, known, signed_with)


def if_proven(
    proof: CheckResult, check: CheckId, answer: Callable[[], CheckResult], *, has_matter: bool = True
) -> CheckResult:
    """Withhold an answer that rests on words that nobody has been shown to have signed.

    A forger can write any date and any issuer, so "in date" and "a recognised school" beside a
    proof that failed would be dangerous nonsense: then the question is not even asked, and a
    forgery gets little work out of us. When only the proof is open, a negative answer stays:
    genuine or not, such a credential is no good.

    Args:
        proof: The result of the proof check.
        check: The question.
        answer: Answers it.
        has_matter: Whether the credential has anything for this check.
    """
    if proof.status is CheckStatus.PASSED:
        return answer()
    if proof.status is CheckStatus.FAILED:
        if not has_matter:
            return CheckResult(check=check, status=CheckStatus.NOT_APPLICABLE)
        return not_checked(check, because_of=CheckId.PROOF)
    result = answer()
    if result.status is CheckStatus.PASSED:
        return not_checked(check, because_of=CheckId.PROOF)
    return result


def not_checked(check: CheckId, *, because_of: CheckId) -> CheckResult:
    """Answer "we could not find out", because of what another check found."""
    finding = Finding(code=Code.NOT_CHECKED, params={"check": because_of.value})
    return CheckResult(check=check, status=CheckStatus.INDETERMINATE, findings=(finding,))


def _validity_period(document: JsonObject, at: datetime) -> CheckResult:
    begin, end = begin_of_validity(document), end_of_validity(document)
    if (begin is not None and begin.moment is None) or (end is not None and end.moment is None):
        # A date that cannot be read is not an absent one.
        return not_checked(CheckId.VALIDITY_PERIOD, because_of=CheckId.STRUCTURE)
    return check_validity_period(
        valid_from=begin.moment if begin is not None else None,
        valid_until=end.moment if end is not None else None,
        at=at,
        names=(
            # Of a date that is not there, nothing is found.
            begin.name if begin is not None else "",
            end.name if end is not None else "",
        ),
    )
