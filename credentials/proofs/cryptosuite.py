"""What a Data Integrity cryptosuite adds to the common steps: one file per suite implements it."""

from typing import Protocol

from contexts import ContextLoader
from credentials.identifiers.multikey import KeyType
from credentials.limits import Limits
from credentials.parsing import JsonObject
from credentials.proofs.signing import SignatureAlgorithm


class Cryptosuite(Protocol):
    """Transforms and hashes a document with its proof, and writes the signature down.

    Spec: VC Data Integrity 1.0 §3 (Cryptographic Suites).
    """

    @property
    def name(self) -> str:
        """The value of ``cryptosuite`` in a proof."""
        ...

    @property
    def signature_algorithms(self) -> frozenset[SignatureAlgorithm]:
        """What a signer may sign with."""
        ...

    @property
    def key_types(self) -> frozenset[KeyType]:
        """What keys may verify."""
        ...

    def hash_data(
        self,
        document: JsonObject,
        proof_options: JsonObject,
        *,
        proof_pointer: str,
        contexts: ContextLoader,
        limits: Limits,
    ) -> bytes:
        """Return what is signed.

        Args:
            document: The document without ``proof``, or with the previous proofs of a chain.
            proof_options: The proof without ``proofValue``.
            proof_pointer: Where the proof stands in the whole document, for errors.
            contexts: Where the documents of ``@context`` come from.
            limits: Bounds on the work.

        Raises:
            NotCanonicalizable: Something in one of the two would not be signed.
        """
        ...

    def encode_proof_value(self, signature: bytes) -> str:
        """Return ``proofValue`` for a signature."""
        ...

    def decode_proof_value(self, proof_value: str) -> bytes:
        """Return the signature of a ``proofValue``.

        Raises:
            EncodingMalformed: It has another multibase header or size than the suite prescribes.
        """
        ...
