"""Proofs inside the document: Data Integrity, one proof, a set of them or a chain.

Verifying goes in two halves. What the proof says about itself is read into :class:`_Claims`
and compared with what the caller expects; then the cryptosuite says whether the signature is
over this document and this proof. Nothing is returned when both hold: there is no half success.

Spec: VC Data Integrity 1.0 §2.1 (Proofs), §4.2–4.5 (Add and Verify Proof, Sets and Chains).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contexts import ContextLoader, bundled_contexts, issuing_contexts
from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.identifiers.multiformats import EncodingMalformed
from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.cryptosuite import Cryptosuite
from credentials.proofs.eddsa_rdfc_2022 import EddsaRdfc2022
from credentials.proofs.errors import (
    ChallengeMismatch,
    DomainMismatch,
    PreviousProofMissing,
    ProofContextMismatch,
    ProofExpired,
    ProofInvalid,
    ProofMalformed,
    SignatureMismatch,
    TooManyProofs,
    UnsupportedCryptosuite,
    WrongKeyType,
    WrongProofPurpose,
)
from credentials.proofs.signing import Signer

# A new suite is one file and one entry here.
CRYPTOSUITES: Final[dict[str, Cryptosuite]] = {suite.name: suite for suite in (EddsaRdfc2022(),)}
DEFAULT_CRYPTOSUITE: Final = "eddsa-rdfc-2022"


def add_proof(
    document: JsonObject,
    signer: Signer,
    *,
    created: datetime,
    proof_purpose: str = "assertionMethod",
    previous_proof: str | Sequence[str] | None = None,
    proof_id: str | None = None,
    cryptosuite: str = DEFAULT_CRYPTOSUITE,
    contexts: ContextLoader | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> JsonObject:
    """Return a copy of the document with one proof more.

    ``proof`` is always an array, as the JSON Schema of Open Badges 3.0 wants it, and keeps the
    proofs that were there. Without ``previous_proof`` the new proof stands beside them (a proof
    set); with it, it signs the proofs that it names as well (a proof chain).

    Args:
        document: The document, with or without proofs. It is not changed.
        signer: Signs with the key that ``signer.verification_method`` names.
        created: When the proof is made; written in UTC, to the second.
        proof_purpose: For what.
        previous_proof: The ``id`` of one or more proofs in the document.
        proof_id: A URL, needed if a later proof is to build on this one.
        cryptosuite: How; the signer must sign with an algorithm of the suite.
        contexts: The contexts to sign with; by default the editions that most verifiers hold.
        limits: Bounds on the document.

    Raises:
        ProofMalformed: The document's own ``proof`` is neither an object nor a list of them.
        TooManyProofs: The document would have more than ``limits.max_proofs``.
        PreviousProofMissing: There is no proof with an id of ``previous_proof``.
        UnsupportedCryptosuite: The suite is not implemented.
        NotCanonicalizable: Something in the document would not be signed.
        ValueError: ``created`` has no time zone, or the signer's algorithm is not the suite's.

    Spec: VC Data Integrity 1.0 §4.3.
    """
    suite = CRYPTOSUITES.get(cryptosuite)
    if suite is None:
        raise UnsupportedCryptosuite(cryptosuite)
    if signer.algorithm not in suite.signature_algorithms:
        raise ValueError(f"{suite.name} does not sign with {signer.algorithm}")
    proofs = embedded_proofs(document, limits=limits)
    if len(proofs) >= limits.max_proofs:
        raise TooManyProofs(f"the document has {len(proofs)} proofs already", pointer="/proof")
    proof: JsonObject = {"type": "DataIntegrityProof"}
    if proof_id is not None:
        proof["id"] = proof_id
    proof |= {
        "cryptosuite": suite.name,
        "created": format_date_time_stamp(created),
        "verificationMethod": signer.verification_method,
        "proofPurpose": proof_purpose,
    }
    if previous_proof is not None:
        proof["previousProof"] = previous_proof if isinstance(previous_proof, str) else [*previous_proof]
    previous = _previous_ids(proof, "/proof")
    data = suite.hash_data(
        _input_document(document, _matching_proofs(proofs, previous, "/proof")),
        proof,
        proof_pointer=f"/proof/{len(proofs)}",
        contexts=contexts or issuing_contexts(),
        limits=limits,
    )
    proof["proofValue"] = suite.encode_proof_value(signer.sign(data))
    return {**_without_proof(document), "proof": [*proofs, proof]}


def embedded_proofs(document: JsonObject, *, limits: Limits = DEFAULT_LIMITS) -> tuple[JsonObject, ...]:
    """Return the proofs of a document, none when it has no ``proof``.

    Raises:
        ProofMalformed: ``proof`` is neither an object nor a list of objects.
        TooManyProofs: There are more than ``limits.max_proofs``.
    """
    if "proof" not in document:
        return ()
    value = document["proof"]
    items = value if isinstance(value, list) else [value]
    if len(items) > limits.max_proofs:
        raise TooManyProofs(f"{len(items)} proofs; at most {limits.max_proofs} are read", pointer="/proof")
    proofs: list[JsonObject] = []
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            pointer = f"/proof/{index}" if isinstance(value, list) else "/proof"
            raise ProofMalformed("a proof is an object", pointer=pointer)
        proofs.append(item)
    return tuple(proofs)


def verify_proof(
    document: JsonObject,
    proof: JsonObject,
    public_key: PublicKey,
    *,
    expected_purpose: str = "assertionMethod",
    at: datetime,
    domain: str | Iterable[str] | None = None,
    challenge: str | None = None,
    contexts: ContextLoader | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Return if, and only if, this proof holds for this document and this key.

    What it does not look at: whether the key is the issuer's, and whether it was revoked or had
    expired; and whether the *other* proofs hold. A proof with ``previousProof`` counts only if
    the proofs that it names hold too, so verify all of :func:`embedded_proofs`.

    Args:
        document: The document, with all of its proofs.
        proof: One of its proofs.
        public_key: The key that the proof's ``verificationMethod`` names.
        expected_purpose: What the document is used for.
        at: The moment to compare ``expires`` with. ``created`` is only a claim and is not
            compared with anything.
        domain: The domains that the proof must name, these and no others. Not compared if None.
        challenge: The challenge that the proof must answer. Not compared if None.
        contexts: Where the documents of ``@context`` come from; by default the bundled ones.
        limits: Bounds on the document.

    Raises:
        ProofMalformed: The proof lacks a member or has one that is not well formed.
        UnsupportedCryptosuite: Its ``type`` or ``cryptosuite`` is not implemented.
        WrongProofPurpose: ``proofPurpose`` is not ``expected_purpose``.
        ProofExpired: ``expires`` is not after ``at``.
        DomainMismatch: ``domain`` is given, and the proof has no or other domains.
        ChallengeMismatch: ``challenge`` is given, and the proof has no or another one.
        PreviousProofMissing: The document has no proof that ``previousProof`` names.
        ProofContextMismatch: The proof has a ``@context`` that the document's does not start with.
        TooManyProofs: The document has more proofs than ``limits.max_proofs``.
        WrongKeyType: The suite does not verify with this kind of key.
        NotCanonicalizable: Something in the document or the proof is not covered by any signature.
        SignatureMismatch: The signature is not over this document with this proof by this key.

    Spec: VC Data Integrity 1.0 §4.4 steps 4–8, §4.5 step 3.
    """
    proofs = embedded_proofs(document, limits=limits)
    pointer = _pointer_to(document, proof)
    suite = _suite_of(proof, pointer)
    claims = _read_claims(proof, pointer)
    _compare(claims, pointer, expected_purpose=expected_purpose, at=at, domain=domain, challenge=challenge)
    _check_proof_context(document, proof, pointer)
    matching = _matching_proofs(proofs, claims.previous_proof, pointer)
    try:
        signature = suite.decode_proof_value(claims.proof_value)
    except EncodingMalformed as error:
        raise ProofMalformed(f"proofValue: {error}", pointer=f"{pointer}/proofValue") from error
    if public_key.key_type not in suite.key_types:
        raise WrongKeyType(f"{suite.name} does not verify with {public_key.key_type}", pointer=pointer)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    data = suite.hash_data(
        _input_document(document, matching),
        options,
        proof_pointer=pointer,
        contexts=contexts or bundled_contexts(),
        limits=limits,
    )
    if not public_key.verify(signature, data):
        raise SignatureMismatch("the signature does not fit the document", pointer=f"{pointer}/proofValue")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claims:
    """What a proof says about itself, well typed."""

    proof_purpose: str
    proof_value: str
    expires: datetime | None
    domain: frozenset[str] | None
    challenge: str | None
    previous_proof: tuple[str, ...]


def _suite_of(proof: JsonObject, pointer: str) -> Cryptosuite:
    proof_type = _text(proof, "type", pointer)
    if proof_type != "DataIntegrityProof":
        raise UnsupportedCryptosuite(proof_type, pointer=f"{pointer}/type")
    name = _text(proof, "cryptosuite", pointer)
    suite = CRYPTOSUITES.get(name)
    if suite is None:
        raise UnsupportedCryptosuite(name, pointer=f"{pointer}/cryptosuite")
    return suite


def _read_claims(proof: JsonObject, pointer: str) -> _Claims:
    _text(proof, "verificationMethod", pointer)
    for member in ("id", "nonce"):
        _optional_text(proof, member, pointer)
    _moment(proof, "created", pointer)
    domain = _texts(proof, "domain", pointer)
    return _Claims(
        proof_purpose=_text(proof, "proofPurpose", pointer),
        proof_value=_text(proof, "proofValue", pointer),
        expires=_moment(proof, "expires", pointer),
        domain=None if domain is None else frozenset(domain),
        challenge=_optional_text(proof, "challenge", pointer),
        previous_proof=_previous_ids(proof, pointer),
    )


def _compare(
    claims: _Claims,
    pointer: str,
    *,
    expected_purpose: str,
    at: datetime,
    domain: str | Iterable[str] | None,
    challenge: str | None,
) -> None:
    if claims.proof_purpose != expected_purpose:
        raise WrongProofPurpose(f"not made for {expected_purpose}", pointer=f"{pointer}/proofPurpose")
    if claims.expires is not None and claims.expires <= at:
        raise ProofExpired("the proof has expired", pointer=f"{pointer}/expires")
    if domain is not None:
        expected = frozenset({domain} if isinstance(domain, str) else domain)
        if claims.domain != expected:
            raise DomainMismatch("not made for this domain", pointer=f"{pointer}/domain")
    if challenge is not None and claims.challenge != challenge:
        raise ChallengeMismatch("not an answer to this challenge", pointer=f"{pointer}/challenge")


def _check_proof_context(document: JsonObject, proof: JsonObject, pointer: str) -> None:
    """Refuse a ``@context`` in the proof that says something else than the document's.

    rdfc suites hash the proof in the document's context (vc-di-eddsa §3.2.5), so that a context
    of the proof's own is signed by nobody, while JSON-LD software would read the proof with it.
    The jcs suites' rule (§3.3.2 step 4) is harmless for all: it repeats the document's first ones.
    """
    if "@context" not in proof:
        return
    own, whole = _as_list(proof["@context"]), _as_list(document.get("@context"))
    if not own or whole[: len(own)] != own:
        raise ProofContextMismatch("not the document's context", pointer=f"{pointer}/@context")


def _previous_ids(proof: JsonObject, pointer: str) -> tuple[str, ...]:
    previous = _texts(proof, "previousProof", pointer)
    if previous is not None and (not previous or len(set(previous)) != len(previous)):
        raise ProofMalformed("an empty list, or one proof twice", pointer=f"{pointer}/previousProof")
    return previous or ()


def _matching_proofs(
    proofs: tuple[JsonObject, ...], previous: tuple[str, ...], pointer: str
) -> tuple[JsonObject, ...]:
    """Return the proofs that a proof builds on, in the order of the document.

    Spec: VC Data Integrity 1.0 §4.5 steps 3.1–3.2.
    """
    ids = [proof.get("id") for proof in proofs]
    for previous_id in previous:
        if ids.count(previous_id) == 0:
            raise PreviousProofMissing(
                f"no proof {previous_id[:80]!r} is there", pointer=f"{pointer}/previousProof"
            )
        if ids.count(previous_id) > 1:
            raise ProofMalformed("two proofs have the id it names", pointer=f"{pointer}/previousProof")
    return tuple(proof for proof in proofs if proof.get("id") in previous)


def _input_document(document: JsonObject, matching: tuple[JsonObject, ...]) -> JsonObject:
    """Return what the suite transforms: the document with only the proofs that are signed too."""
    if not matching:
        return _without_proof(document)
    return {**_without_proof(document), "proof": [*matching]}


def _without_proof(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name != "proof"}


def _pointer_to(document: JsonObject, proof: JsonObject) -> str:
    value = document.get("proof")
    if isinstance(value, list) and proof in value:
        return f"/proof/{value.index(proof)}"
    return "/proof"


def _text(proof: JsonObject, member: str, pointer: str) -> str:
    value = proof.get(member)
    if not isinstance(value, str) or not value:
        raise ProofMalformed(f"the proof has no text {member!r}", pointer=f"{pointer}/{member}")
    return value


def _optional_text(proof: JsonObject, member: str, pointer: str) -> str | None:
    return _text(proof, member, pointer) if member in proof else None


def _texts(proof: JsonObject, member: str, pointer: str) -> tuple[str, ...] | None:
    """Read a member that is a text or a list of texts."""
    if member not in proof:
        return None
    texts = [item for item in _as_list(proof[member]) if isinstance(item, str) and item]
    if len(texts) != len(_as_list(proof[member])):
        raise ProofMalformed(f"{member!r} holds something else than texts", pointer=f"{pointer}/{member}")
    return tuple(texts)


def _moment(proof: JsonObject, member: str, pointer: str) -> datetime | None:
    text = _optional_text(proof, member, pointer)
    if text is None:
        return None
    try:
        return parse_date_time_stamp(text)
    except ValueError as error:
        raise ProofMalformed(str(error), pointer=f"{pointer}/{member}") from error


def _as_list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


__all__ = [
    "CRYPTOSUITES",
    "DEFAULT_CRYPTOSUITE",
    "ChallengeMismatch",
    "DomainMismatch",
    "PreviousProofMissing",
    "ProofContextMismatch",
    "ProofExpired",
    "ProofInvalid",
    "ProofMalformed",
    "SignatureMismatch",
    "TooManyProofs",
    "UnsupportedCryptosuite",
    "WrongKeyType",
    "WrongProofPurpose",
    "add_proof",
    "embedded_proofs",
    "verify_proof",
]
