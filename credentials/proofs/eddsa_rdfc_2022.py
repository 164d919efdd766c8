"""The cryptosuite eddsa-rdfc-2022: canonical RDF, SHA-256, Ed25519.

Spec: Data Integrity EdDSA Cryptosuites 1.0 §3.2.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from contexts import ContextLoader
from credentials.errors import CredentialError
from credentials.identifiers.multiformats import EncodingMalformed, multibase_decode, multibase_encode
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.engine import canonicalize
from credentials.limits import Limits
from credentials.parsing import JsonObject
from credentials.proofs.signing import SignatureAlgorithm

_SIGNATURE_BYTES: Final = 64


def proof_configuration(document: JsonObject, proof_options: JsonObject) -> JsonObject:
    """Return the proof as it is hashed: every member but ``proofValue``, in the document's context.

    A ``@context`` of the proof itself is replaced, so it is not signed.

    Spec: vc-di-eddsa §3.2.5, steps 1 and 4.
    """
    configuration = {name: value for name, value in proof_options.items() if name != "proofValue"}
    if "@context" in document:
        configuration["@context"] = document["@context"]
    return configuration


def hash_data(
    document: JsonObject,
    proof_options: JsonObject,
    *,
    proof_pointer: str = "/proof",
    contexts: ContextLoader,
    limits: Limits,
) -> bytes:
    """Return the 64 bytes that are signed: hash of the proof configuration, hash of the document.

    Raises:
        NotCanonicalizable: Something in the document or in the proof would not be signed. A
            pointer into the proof starts with ``proof_pointer``.

    Spec: vc-di-eddsa §3.2.3 (transformation), §3.2.4 (hashing), §3.2.5 (proof configuration).
    """
    try:
        configuration = canonicalize(
            proof_configuration(document, proof_options), contexts=contexts, limits=limits
        )
    except CredentialError as error:
        error.pointer = f"{proof_pointer}{error.pointer or ''}"
        raise
    canonical_document = canonicalize(document, contexts=contexts, limits=limits)
    return _sha256(configuration) + _sha256(canonical_document)


@dataclass(frozen=True, slots=True)
class EddsaRdfc2022:
    """The suite, for :mod:`credentials.proofs.data_integrity`."""

    name: str = "eddsa-rdfc-2022"
    signature_algorithms: frozenset[SignatureAlgorithm] = frozenset({SignatureAlgorithm.ED25519})
    key_types: frozenset[KeyType] = frozenset({KeyType.ED25519})

    def hash_data(
        self,
        document: JsonObject,
        proof_options: JsonObject,
        *,
        proof_pointer: str,
        contexts: ContextLoader,
        limits: Limits,
    ) -> bytes:
        """See :func:`hash_data`."""
        return hash_data(
            document, proof_options, proof_pointer=proof_pointer, contexts=contexts, limits=limits
        )

    def encode_proof_value(self, signature: bytes) -> str:
        """Write the signature in multibase base58btc."""
        return multibase_encode(signature)

    def decode_proof_value(self, proof_value: str) -> bytes:
        """Read the signature.

        Raises:
            EncodingMalformed: It is not multibase base58btc of exactly 64 bytes.

        Spec: vc-di-eddsa §3.2.2 step 2, §2.2.1 (proofValue).
        """
        signature = multibase_decode(proof_value, "z")
        if len(signature) != _SIGNATURE_BYTES:
            raise EncodingMalformed(f"a signature of {len(signature)} bytes; {_SIGNATURE_BYTES} are needed")
        return signature


def _sha256(canonical: str) -> bytes:
    return hashlib.sha256(canonical.encode("utf-8")).digest()
