"""What a proof says about itself, and what the verifier expects of it.

Spec: VC Data Integrity 1.0 §2.1 (Proofs), §4.4 steps 4–7.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from credentials.parsing import JsonObject
from credentials.proofs.errors import (
    ChallengeMismatch,
    DomainMismatch,
    ProofContextMismatch,
    ProofExpired,
    ProofMalformed,
    WrongProofPurpose,
)
from credentials.proofs.proof_members import as_list, moment, optional_text, text, texts


class ProofClaims(NamedTuple):
    """What a proof says about itself, well typed. The signature is no claim.

    Attributes:
        proof_purpose: For what it was made.
        expires: From then on it is not to be relied on.
        domain: Where it is meant to be used.
        challenge: What it answers.
        previous_proof: The ids of the proofs that it builds on.
    """

    proof_purpose: str
    expires: datetime | None
    domain: frozenset[str] | None
    challenge: str | None
    previous_proof: tuple[str, ...]


def read_claims(proof: JsonObject, pointer: str) -> ProofClaims:
    """Read what a proof says about itself.

    Raises:
        ProofMalformed: A member is absent that must be there, or is not well formed.
    """
    text(proof, "verificationMethod", pointer)
    optional_text(proof, "id", pointer)
    optional_text(proof, "nonce", pointer)
    moment(proof, "created", pointer)
    domain = texts(proof, "domain", pointer)
    return ProofClaims(
        proof_purpose=text(proof, "proofPurpose", pointer),
        expires=moment(proof, "expires", pointer),
        domain=None if domain is None else frozenset(domain),
        challenge=optional_text(proof, "challenge", pointer),
        previous_proof=previous_ids(proof, pointer),
    )


def previous_ids(proof: JsonObject, pointer: str) -> tuple[str, ...]:
    """Return the ids of the proofs that a proof builds on.

    Raises:
        ProofMalformed: ``previousProof`` is no text or list of texts, or names one proof twice.
    """
    previous = texts(proof, "previousProof", pointer)
    if previous is not None and (not previous or len(set(previous)) != len(previous)):
        raise ProofMalformed("an empty list, or one proof twice", pointer=f"{pointer}/previousProof")
    return previous or ()


def compare_claims(
    claims: ProofClaims,
    pointer: str,
    *,
    expected_purpose: str,
    at: datetime,
    domain: str | Iterable[str] | None,
    challenge: str | None,
) -> None:
    """Return if a proof is meant for this use.

    Raises:
        WrongProofPurpose: ``proofPurpose`` is not ``expected_purpose``.
        ProofExpired: ``expires`` is not after ``at``.
        DomainMismatch: ``domain`` is given, and the proof has no or other domains.
        ChallengeMismatch: ``challenge`` is given, and the proof has no or another one.
    """
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


def check_proof_context(document: JsonObject, proof: JsonObject, pointer: str) -> None:
    """Refuse a ``@context`` in the proof that says something else than the document's.

    The rdfc suites hash the proof in the document's context (vc-di-eddsa §3.2.5), so that a
    context of the proof's own is signed by nobody, while JSON-LD software would read the proof
    with it. The jcs suites' rule (§3.3.2 step 4) is harmless for all: it repeats the first ones.

    Raises:
        ProofContextMismatch: The document's contexts do not start with the proof's.
    """
    if "@context" not in proof:
        return
    own, whole = as_list(proof["@context"]), as_list(document.get("@context"))
    if not own or whole[: len(own)] != own:
        raise ProofContextMismatch("not the document's context", pointer=f"{pointer}/@context")
