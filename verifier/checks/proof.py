"""Is it intact, and did its issuer sign it?"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from credentials.data_model_version import begin_of_validity
from credentials.errors import CredentialError
from credentials.identifiers.multikey import PublicKey
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.proofs.cryptosuites import suite_of
from credentials.proofs.data_integrity import embedded_proofs, verify_proof
from credentials.proofs.errors import UnsupportedCryptosuite
from credentials.proofs.jwt_claims import ClaimFinding, ClaimSeverity
from credentials.proofs.rdfc_suite import RdfcSuite
from credentials.proofs.vc_jwt import UnverifiedJWT, verify_jwt
from verifier.checks.canonical_form import canonical_form_finding, canonical_form_status
from verifier.codes import CheckId, Code
from verifier.issuer_keys import FoundKey, KeyNotUsable, find_jwt_key, find_key
from verifier.members import issuer_id, moment, pointer_to, text
from verifier.resources import Resources
from verifier.result import CheckResult, CheckStatus, Finding, worst
from verifier.signed import Signed

_CODE_OF_ERROR: Final[Mapping[str, Code]] = {
    "too_many_proofs": Code.TOO_MANY_PROOFS,
    "unsupported_cryptosuite": Code.CRYPTOSUITE_UNSUPPORTED,
    "wrong_proof_purpose": Code.PROOF_PURPOSE_WRONG,
    "proof_expired": Code.PROOF_EXPIRED,
    "previous_proof_missing": Code.PREVIOUS_PROOF_MISSING,
    "wrong_key_type": Code.KEY_TYPE_WRONG,
    "signature_mismatch": Code.SIGNATURE_MISMATCH,
}
_CODE_OF_CLAIM: Final[Mapping[str, Code]] = {
    "claim_missing": Code.CLAIM_MISSING,
    "claim_without_counterpart": Code.CLAIM_WITHOUT_COUNTERPART,
    "header_not_allowed": Code.HEADER_NOT_ALLOWED,
}


class _Outcome(NamedTuple):
    """What became of one proof.

    Attributes:
        status: PASSED, FAILED or INDETERMINATE.
        by_issuer: Whether the key is one that the issuer answers for.
        was_canonicalized: False if the document itself has no canonical form.
        covers_document: Whether it shows that the document has one, in which nothing is dropped.
        key: What it was verified with, or None when it was not.
    """

    status: CheckStatus
    findings: tuple[Finding, ...] = ()
    by_issuer: bool = False
    was_canonicalized: bool = True
    covers_document: bool = False
    evidence: Mapping[str, str] | None = None
    key: PublicKey | None = None


class ProofCheck(NamedTuple):
    """What came of the proofs of a document.

    Attributes:
        result: The answer.
        has_canonical_form: Whether one of them shows that nothing in the document is dropped.
        signed_with: The keys of the issuer that signed it; none unless every proof holds.
    """

    result: CheckResult
    has_canonical_form: bool = False
    signed_with: frozenset[PublicKey] = frozenset()


def check_proof(
    signed: Signed, resources: Resources, *, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> CheckResult:
    """Return the answer of :func:`check_proofs`."""
    return check_proofs(signed, resources, at=at, limits=limits).result


def check_proofs(
    signed: Signed, resources: Resources, *, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> ProofCheck:
    """Verify every proof, and that at least one is the issuer's.

    For a document with embedded proofs: all of them, whether they stand beside each other or
    build on each other. For a JWT: its signature and its claims; proofs inside it are verified
    as well, since every proof that is there must hold.

    A proof that cannot be verified leaves the question open, also if another proof by the issuer
    holds: it may be the one that tells.

    Whether the issuer is anybody is not looked at (issuer trust), nor whether the credential is
    in date or in force.

    Spec: VC Data Integrity 1.0 §4.4–4.5; Controlled Identifiers 1.0 §3.3; OB 3.0 §8.2.4 and
    "OpenBadgeCredential Verification", step 2; VCDM 2.0 §7.1.
    """
    document = signed.unverified
    try:
        proofs = embedded_proofs(document, limits=limits)
    except CredentialError as error:
        return _result(_undone(CheckStatus.FAILED, _code_of(error), error.pointer))
    if signed.jwt is None and not proofs:
        return _result(_undone(CheckStatus.FAILED, Code.PROOF_MISSING, ""))
    issuer = issuer_id(document)
    if issuer is None:  # nobody to ask for the key
        return _result(
            _undone(CheckStatus.INDETERMINATE, Code.NOT_CHECKED, None, check=CheckId.STRUCTURE.value)
        )
    outcomes: list[_Outcome] = []
    if signed.jwt is not None:
        outcomes.append(_jwt_outcome(signed.jwt, issuer, resources, at, limits))
    for index, proof in enumerate(proofs):
        place = pointer_to("/proof", index) if isinstance(document["proof"], list) else "/proof"
        outcomes.append(_embedded_outcome(document, proof, place, issuer, resources, at, limits))
        if not outcomes[-1].was_canonicalized:
            break  # the same work would end in the same way for every proof
    if not any(outcome.by_issuer for outcome in outcomes) and all(
        outcome.status is CheckStatus.PASSED for outcome in outcomes
    ):
        params = {"issuer": issuer}
        outcomes.append(_undone(CheckStatus.FAILED, Code.NOT_SIGNED_BY_ISSUER, "/issuer", **params))
    return _result(*outcomes)


def _result(*outcomes: _Outcome) -> ProofCheck:
    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, str] | None = None
    has_canonical_form = False
    for outcome in outcomes:
        findings += outcome.findings
        has_canonical_form = has_canonical_form or outcome.covers_document
        if evidence is None and outcome.by_issuer and outcome.status is CheckStatus.PASSED:
            evidence = outcome.evidence
    status = worst(tuple([outcome.status for outcome in outcomes]))
    result = CheckResult(check=CheckId.PROOF, status=status, findings=findings, evidence=evidence or {})
    if status is not CheckStatus.PASSED:
        return ProofCheck(result, has_canonical_form)
    keys = frozenset(one.key for one in outcomes if one.by_issuer and one.key is not None)
    return ProofCheck(result, has_canonical_form, keys)


def _embedded_outcome(
    document: JsonObject,
    proof: JsonObject,
    pointer: str,
    issuer: str,
    resources: Resources,
    at: datetime,
    limits: Limits,
) -> _Outcome:
    method_id = text(proof, "verificationMethod")
    if method_id is None:
        place = pointer_to(pointer, "verificationMethod")
        return _undone(CheckStatus.FAILED, Code.PROOF_MALFORMED, place)
    try:
        suite = suite_of(proof, pointer)
    except UnsupportedCryptosuite as error:
        # Said before a key is looked for: another suite may name its keys in another way.
        return _unsupported(error.cryptosuite, error.pointer)
    except CredentialError as error:
        return _undone(CheckStatus.FAILED, _code_of(error), error.pointer)
    key = find_key(method_id, resources, limits=limits)
    if isinstance(key, KeyNotUsable):
        return _no_key(key, pointer_to(pointer, "verificationMethod"))

    def verify() -> None:
        verify_proof(document, proof, key.method.public_key, at=at, limits=limits)

    signed_at = moment(proof, "created") or _begin(document)
    details = {"cryptosuite": suite.name}
    if created := text(proof, "created"):
        details["created"] = created
    # A proof that builds on others covers them too, and is no proof of the document without them.
    covers_document = isinstance(suite, RdfcSuite) and "previousProof" not in proof
    return _outcome(key, verify, pointer, issuer, signed_at, at, details, covers_document=covers_document)


def _jwt_outcome(
    jwt: UnverifiedJWT, issuer: str, resources: Resources, at: datetime, limits: Limits
) -> _Outcome:
    key = find_jwt_key(jwt, issuer, resources, limits=limits)
    if isinstance(key, KeyNotUsable):
        return _no_key(key, None)
    claims: list[ClaimFinding] = []

    def verify() -> None:
        claims.extend(verify_jwt(jwt, key.method.public_key, at=at))

    # A JWT does not say when it was signed; the specification makes nbf the same as validFrom.
    signed_at = _begin(jwt.unverified)
    outcome = _outcome(key, verify, None, issuer, signed_at, at, {"algorithm": jwt.algorithm})
    broken = any(claim.severity is ClaimSeverity.ERROR for claim in claims)
    findings = tuple(
        Finding(code=_CODE_OF_CLAIM.get(claim.code, Code.CLAIM_MISMATCH), params={"claim": claim.claim})
        for claim in claims
    )
    return _Outcome(
        status=worst((outcome.status, CheckStatus.FAILED)) if broken else outcome.status,
        findings=outcome.findings + findings,
        by_issuer=outcome.by_issuer,
        evidence=outcome.evidence,
        key=outcome.key,
    )


def _outcome(
    key: FoundKey,
    verify: Callable[[], None],
    pointer: str | None,
    issuer: str,
    signed_at: datetime | None,
    at: datetime,
    details: Mapping[str, str],
    *,
    covers_document: bool = False,
) -> _Outcome:
    """Verify one proof with the key that was found for it."""
    try:
        verify()
    except NotCanonicalizable as error:
        finding = canonical_form_finding(error)
        return _Outcome(status=canonical_form_status(finding), findings=(finding,), was_canonicalized=False)
    except CredentialError as error:
        return _undone(CheckStatus.FAILED, _code_of(error), error.pointer or pointer)
    unused = tuple(out_of_use(key, signed_at, at, pointer))
    evidence = {
        "verification_method": key.method.id,
        "key_source": key.source.value,
        **details,
    }
    return _Outcome(
        status=CheckStatus.FAILED if unused else CheckStatus.PASSED,
        findings=unused,
        by_issuer=key.method.controller == issuer,
        covers_document=covers_document,
        evidence=evidence,
        key=key.method.public_key,
    )


def out_of_use(
    key: FoundKey, signed_at: datetime | None, at: datetime, pointer: str | None
) -> Iterator[Finding]:
    """Compare the moments of a key's life with the moment of signing.

    A revoked key is worth nothing, also for what it signed before: the moment of signing is
    written by whoever holds the key. Spec: Controlled Identifiers 1.0 §2.2, ``revoked``, ``expires``.
    """
    method = key.method
    when = signed_at or at
    params = {"key": method.id}
    if method.revoked is not None and method.revoked <= at:
        revoked = params | {"revoked": method.revoked}
        yield Finding(code=Code.KEY_REVOKED, pointer=pointer, params=revoked)
    if method.expires is not None and when > method.expires:
        expired = params | {"expires": method.expires}
        yield Finding(code=Code.KEY_EXPIRED, pointer=pointer, params=expired)
    too_early = key.valid_from is not None and when < key.valid_from
    too_late = key.valid_until is not None and when > key.valid_until
    if too_early or too_late:
        signed = params | {"signed": when}
        yield Finding(code=Code.KEY_NOT_IN_USE, pointer=pointer, params=signed)


def _begin(document: JsonObject) -> datetime | None:
    begin = begin_of_validity(document)
    return begin.moment if begin is not None else None


def _undone(status: CheckStatus, code: Code, pointer: str | None, **params: str) -> _Outcome:
    return _Outcome(status=status, findings=(Finding(code=code, pointer=pointer, params=params),))


def _unsupported(name: str, pointer: str | None) -> _Outcome:
    return _undone(CheckStatus.INDETERMINATE, Code.CRYPTOSUITE_UNSUPPORTED, pointer, cryptosuite=name)


def _no_key(key: KeyNotUsable, pointer: str | None) -> _Outcome:
    finding = Finding(code=key.code, pointer=pointer, params=key.params)
    return _Outcome(status=key.status, findings=(finding,))


def _code_of(error: CredentialError) -> Code:
    return _CODE_OF_ERROR.get(error.code, Code.PROOF_MALFORMED)
