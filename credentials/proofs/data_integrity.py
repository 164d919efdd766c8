"""Proofs inside the document: Data Integrity, one proof, a set of them or a chain.

Verifying goes in two halves. What the proof says about itself is read and compared with what the
caller expects; then the cryptosuite says whether the signature is over this document and this
proof. Nothing is returned when both hold: there is no half success.

Spec: VC Data Integrity 1.0 §2.1 (Proofs), §4.2–4.5 (Add and Verify Proof, Sets and Chains).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contexts import ContextLoader, bundled_contexts, issuing_contexts
from credentials.date_time_stamp import format_date_time_stamp
from credentials.identifiers.multiformats import EncodingMalformed
from credentials.identifiers.multikey import PublicKey
from credentials.jsonld.fragment_cache import remember_proven
from credentials.jsonld.templates.proven_templates import learn
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.proofs.cryptosuite import decode_proof_value, encode_proof_value
from credentials.proofs.cryptosuites import CRYPTOSUITES, DEFAULT_CRYPTOSUITE, suite_of
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
from credentials.proofs.known_proofs import keep_proof, key_of, known_proof
from credentials.proofs.proof_claims import check_proof_context, compare_claims, previous_ids, read_claims
from credentials.proofs.proof_members import text
from credentials.proofs.rdfc_suite import RdfcSuite
from credentials.proofs.signing import Signer


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

    The first credentials of a class take longer than those after them: what they have in common is
    remembered, and makes no difference to the outcome.

    Args:
        document: The document, with or without proofs. It is not changed.
        signer: Signs with the key that ``signer.verification_method`` names.
        created: When the proof is made; written in UTC, to the second.
        proof_purpose: For what.
        previous_proof: The ``id`` of one or more proofs in the document.
        proof_id: A URL, needed if a later proof is to build on this one.
        cryptosuite: How; the signer must have a key of a type that the suite is for.
        contexts: The contexts to sign with; by default the editions that most verifiers hold.
        limits: Bounds on the document.

    Raises:
        ProofMalformed: The document's own ``proof`` is neither an object nor a list of them.
        TooManyProofs: The document would have more than ``limits.max_proofs``.
        PreviousProofMissing: There is no proof with an id of ``previous_proof``.
        UnsupportedCryptosuite: The suite is not implemented.
        NotCanonicalizable: Something in the document would not be signed.
        ValueError: ``created`` has no time zone, or the suite is not for the signer's key.

    Spec: VC Data Integrity 1.0 §4.3.
    """
    suite = CRYPTOSUITES.get(cryptosuite)
    if suite is None:
        raise UnsupportedCryptosuite(cryptosuite)
    key_type = signer.algorithm.key_type
    if key_type not in suite.key_types:
        raise ValueError(f"{suite.name} does not sign with {signer.algorithm}")
    proofs = embedded_proofs(document, limits=limits)
    if len(proofs) >= limits.max_proofs:
        raise TooManyProofs(f"the document has {len(proofs)} proofs already", pointer="/proof")
    proof = suite.options_for(document)
    if proof_id is not None:
        proof["id"] = proof_id
    proof |= {
        "created": format_date_time_stamp(created),
        "verificationMethod": signer.verification_method,
        "proofPurpose": proof_purpose,
    }
    if previous_proof is not None:
        proof["previousProof"] = previous_proof if isinstance(previous_proof, str) else [*previous_proof]
    matching = _matching_proofs(proofs, previous_ids(proof, "/proof"), "/proof")
    contexts = contexts or issuing_contexts()
    signed = _input_document(document, matching)
    key = key_of(document, proof, contexts, limits)
    known = known_proof(key)
    data = suite.hash_data(
        signed,
        proof,
        key_type=key_type,
        proof_pointer=f"/proof/{len(proofs)}",
        contexts=contexts,
        limits=limits,
        configuration_hash=known.configuration_hash(key_type) if known is not None else None,
    )
    signature = signer.sign(data)
    if key is not None and known is None:
        keep_proof(key, document, proof, key_type=key_type, data=data)
    proof["proofValue"] = encode_proof_value(signature)
    if isinstance(suite, RdfcSuite):
        _remember(signed, matching, contexts, limits)
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
        ProofContextMismatch: The proof has a ``@context`` that the document's does not start with;
            or, with a suite that signs JSON, one that leaves out contexts with a say.
        TooManyProofs: The document has more proofs than ``limits.max_proofs``.
        WrongKeyType: The suite does not verify with this kind of key.
        NotCanonicalizable: Something in the document or the proof is not covered by any signature.
        SignatureMismatch: The signature is not over this document with this proof by this key.

    Spec: VC Data Integrity 1.0 §4.4 steps 4–8, §4.5 step 3.
    """
    proofs = embedded_proofs(document, limits=limits)
    pointer = _pointer_to(document, proof)
    contexts = contexts or bundled_contexts()
    options = proof.copy()
    options.pop("proofValue", None)
    key = key_of(document, options, contexts, limits)
    known = known_proof(key)
    suite = known.suite if known is not None else suite_of(proof, pointer)
    claims = known.claims if known is not None else read_claims(proof, pointer)
    proof_value = text(proof, "proofValue", pointer)
    compare_claims(
        claims, pointer, expected_purpose=expected_purpose, at=at, domain=domain, challenge=challenge
    )
    if known is None:
        check_proof_context(document, proof, pointer)
    matching = _matching_proofs(proofs, claims.previous_proof, pointer)
    key_type = public_key.key_type
    if key_type not in suite.key_types:
        raise WrongKeyType(f"{suite.name} does not verify with {key_type}", pointer=pointer)
    try:
        signature = decode_proof_value(proof_value, key_type)
    except EncodingMalformed as error:
        raise ProofMalformed(f"proofValue: {error}", pointer=f"{pointer}/proofValue") from error
    signed = _input_document(document, matching)
    data = suite.hash_data(
        signed,
        options,
        key_type=key_type,
        proof_pointer=pointer,
        contexts=contexts,
        limits=limits,
        configuration_hash=known.configuration_hash(key_type) if known is not None else None,
    )
    if not public_key.verify(signature, data):
        raise SignatureMismatch("the signature does not fit the document", pointer=f"{pointer}/proofValue")
    if key is not None and known is None:
        keep_proof(key, document, options, key_type=key_type, data=data)
    _remember(signed, matching, contexts, limits)


def _remember(
    signed: JsonObject, matching: tuple[JsonObject, ...], contexts: ContextLoader, limits: Limits
) -> None:
    """Keep what the next credential of the same module will need again.

    Args:
        signed: What was canonicalized: the object itself, over which there is a signature that holds.
        matching: The proofs in it.
        contexts: The contexts that it was canonicalized with.
        limits: The limits that it was canonicalized under.
    """
    remember_proven(signed, contexts)
    if not matching:
        learn(signed, contexts, limits)


def _matching_proofs(
    proofs: tuple[JsonObject, ...], previous: tuple[str, ...], pointer: str
) -> tuple[JsonObject, ...]:
    """Return the proofs that a proof builds on, in the order of the document.

    Spec: VC Data Integrity 1.0 §4.5 steps 3.1–3.2.
    """
    if not previous:
        return ()
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
    rest = document.copy()
    rest.pop("proof", None)
    return rest


def _pointer_to(document: JsonObject, proof: JsonObject) -> str:
    value = document.get("proof")
    if isinstance(value, list) and proof in value:
        return f"/proof/{value.index(proof)}"
    return "/proof"


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
