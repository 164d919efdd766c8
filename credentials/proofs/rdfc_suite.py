"""The suites that sign what a document says as RDF: canonical N-Quads, hashed.

Spec: Data Integrity EdDSA Cryptosuites 1.0 §3.2; Data Integrity ECDSA Cryptosuites 1.0 §3.2.
"""

from dataclasses import dataclass

from contexts import ContextLoader
from credentials.errors import CredentialError
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.engine import canonical_bytes
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.cryptosuite import DATA_INTEGRITY_PROOF, HASH_OF_KEY, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RdfcSuite:
    """A cryptosuite that hashes canonical RDF; implements ``cryptosuite.Cryptosuite``.

    Attributes:
        name: As in the protocol.
        key_types: As in the protocol.
        proof_type: As in the protocol.
    """

    name: str
    key_types: frozenset[KeyType]
    proof_type: str = DATA_INTEGRITY_PROOF

    def options_for(self, document: JsonObject) -> JsonObject:  # noqa: ARG002 - the protocol has it
        """See the protocol; the document plays no part."""
        return {"type": self.proof_type, "cryptosuite": self.name}

    def hash_data(
        self,
        document: JsonObject,
        proof_options: JsonObject,
        *,
        key_type: KeyType,
        proof_pointer: str = "/proof",
        contexts: ContextLoader,
        limits: Limits,
        configuration_hash: bytes | None = None,
    ) -> bytes:
        """Return the hash of the proof configuration and, behind it, that of the document.

        The key says which hash, for canonicalization as well.

        Raises:
            NotCanonicalizable: Something in the document or in the proof would not be signed. A
                pointer into the proof starts with ``proof_pointer``.

        Spec: vc-di-eddsa §3.2.3 (transformation), §3.2.4 (hashing); vc-di-ecdsa §3.2.3, §3.2.4.
        """
        hash_name = HASH_OF_KEY[key_type]
        if configuration_hash is None:
            try:
                configuration_hash = hash_of_configuration(
                    document, proof_options, hash_name, contexts=contexts, limits=limits
                )
            except CredentialError as error:
                error.pointer = f"{proof_pointer}{error.pointer or ''}"
                raise
        return configuration_hash + _hash(_without_repeated_contexts(document), hash_name, contexts, limits)


def _without_repeated_contexts(document: JsonObject) -> JsonObject:
    """Take the contexts out of previous proofs that were signed as JSON, if they are the document's.

    There they say what is said already. Any other context in a proof is left for the engine to
    refuse.
    """
    proofs = document.get("proof")
    if not isinstance(proofs, list):
        return document
    whole = document.get("@context")
    return {**document, "proof": [_without_context(proof, whole) for proof in proofs]}


def _without_context(proof: JsonValue, whole: JsonValue) -> JsonValue:
    if not isinstance(proof, dict) or proof.get("@context", 0) != whole:
        return proof
    return {name: value for name, value in proof.items() if name != "@context"}


def proof_configuration(document: JsonObject, proof_options: JsonObject) -> JsonObject:
    """Return the proof as it is hashed: every member but ``proofValue``, in the document's context.

    A ``@context`` of the proof itself is replaced, so it is not signed.

    Spec: vc-di-eddsa §3.2.5, vc-di-ecdsa §3.2.5, steps 1 and 4.
    """
    configuration = proof_options.copy()
    configuration.pop("proofValue", None)
    if "@context" in document:
        configuration["@context"] = document["@context"]
    return configuration


def hash_of_configuration(
    document: JsonObject,
    proof_options: JsonObject,
    hash_name: HashName,
    *,
    contexts: ContextLoader,
    limits: Limits,
) -> bytes:
    """Return the hash of :func:`proof_configuration`.

    Raises:
        NotCanonicalizable: Something in it would not be signed.
    """
    return _hash(proof_configuration(document, proof_options), hash_name, contexts, limits)


def _hash(document: JsonObject, hash_name: HashName, contexts: ContextLoader, limits: Limits) -> bytes:
    return digest(canonical_bytes(document, contexts=contexts, limits=limits, hash_name=hash_name), hash_name)
