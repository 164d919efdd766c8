"""What a cryptosuite adds to the common steps of Data Integrity: one file per suite describes it.

Two families do the work, :mod:`credentials.proofs.rdfc_suite` and
:mod:`credentials.proofs.jcs_suite`; a suite says which family, under which name, for which keys.
"""

import hashlib
from typing import Final, Protocol

from contexts import ContextLoader
from credentials.identifiers.multiformats import EncodingMalformed, multibase_decode, multibase_encode
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.canonical.n_degree import HashName
from credentials.limits import Limits
from credentials.parsing import JsonObject

DATA_INTEGRITY_PROOF: Final = "DataIntegrityProof"

# vc-di-eddsa §3.2.4 and §3.3.4; vc-di-ecdsa §3.2.4 and §3.3.4: a hash as strong as the curve.
HASH_OF_KEY: Final[dict[KeyType, HashName]] = {
    KeyType.ED25519: "sha256",
    KeyType.P256: "sha256",
    KeyType.P384: "sha384",
}
# vc-di-eddsa §3.2.6 and §3.3.6; vc-di-ecdsa §3.2.6 and §3.3.6.
_SIGNATURE_BYTES: Final = {KeyType.ED25519: 64, KeyType.P256: 64, KeyType.P384: 96}


def digest(data: bytes, hash_name: HashName) -> bytes:
    """Return the hash of some bytes."""
    return (hashlib.sha256 if hash_name == "sha256" else hashlib.sha384)(data).digest()


class Cryptosuite(Protocol):
    """Transforms and hashes a document with its proof.

    Spec: VC Data Integrity 1.0 §3 (Cryptographic Suites).
    """

    @property
    def name(self) -> str:
        """The value of ``cryptosuite`` in a proof; of ``type`` for a type older than those."""
        ...

    @property
    def proof_type(self) -> str:
        """The value of ``type`` in a proof."""
        ...

    @property
    def key_types(self) -> frozenset[KeyType]:
        """The keys that may sign and verify."""
        ...

    def options_for(self, document: JsonObject) -> JsonObject:
        """Return the members of a new proof that follow from the suite and from the document."""
        ...

    def hash_data(
        self,
        document: JsonObject,
        proof_options: JsonObject,
        *,
        key_type: KeyType,
        proof_pointer: str,
        contexts: ContextLoader,
        limits: Limits,
        configuration_hash: bytes | None = None,
    ) -> bytes:
        """Return what is signed: the hash of the proof configuration, and behind it another as long.

        Args:
            document: The document without ``proof``, or with the previous proofs of a chain.
            proof_options: The proof without ``proofValue``.
            key_type: What signs, or signed: one of :attr:`key_types`.
            proof_pointer: Where the proof stands in the whole document, for errors.
            contexts: Where the documents of ``@context`` come from.
            limits: Bounds on the work.
            configuration_hash: The first half of what was returned for another document with the same
                context and a proof with the same options.

        Raises:
            NotCanonicalizable: Something in one of the two would not be signed.
            ProofInvalid: The proof does not fit the document.
        """
        ...


def encode_proof_value(signature: bytes) -> str:
    """Return ``proofValue`` for a signature: multibase base58btc, in every suite of ours."""
    return multibase_encode(signature)


def decode_proof_value(proof_value: str, key_type: KeyType) -> bytes:
    """Return the signature of a ``proofValue``.

    Raises:
        EncodingMalformed: It is not multibase base58btc, or not of the size that signatures by
            such a key have.

    Spec: vc-di-eddsa §2.2.1, vc-di-ecdsa §2.2.1 (proofValue).
    """
    signature = multibase_decode(proof_value, "z")
    if len(signature) != _SIGNATURE_BYTES[key_type]:
        raise EncodingMalformed(
            f"a signature of {len(signature)} bytes; {_SIGNATURE_BYTES[key_type]} are needed"
        )
    return signature
