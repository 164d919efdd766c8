"""What everyone outside ``keys/`` may hold of a private key: something that signs."""

import enum
from typing import Protocol

from credentials.identifiers.multikey import KeyType


class SignatureAlgorithm(enum.StrEnum):
    """The algorithms that we sign with.

    ``ED25519`` gives 64 bytes (RFC 8032). ``ES256`` hashes the data with SHA-256 and gives the
    64 bytes R ‖ S (RFC 7518 §3.4), not DER; ``ES384`` hashes with SHA-384 and gives 96 bytes,
    ``ES512`` with SHA-512 and 132.
    """

    ED25519 = "Ed25519"
    ES256 = "ES256"
    ES384 = "ES384"
    ES512 = "ES512"

    @property
    def key_type(self) -> KeyType:
        """The one type of key that it is for."""
        return _KEY_TYPES[self]


_KEY_TYPES = {
    SignatureAlgorithm.ED25519: KeyType.ED25519,
    SignatureAlgorithm.ES256: KeyType.P256,
    SignatureAlgorithm.ES384: KeyType.P384,
    SignatureAlgorithm.ES512: KeyType.P521,
}


class Signer(Protocol):
    """Signs bytes with a key that the caller never sees."""

    @property
    def verification_method(self) -> str:
        """DID URL (or https URL with fragment) of the public half."""
        ...

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """How :meth:`sign` signs."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the signature over ``data``, as :class:`SignatureAlgorithm` describes it."""
        ...
