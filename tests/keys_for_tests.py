"""Fixed keys for tests. PUBLIC TEST MATERIAL: everyone can sign with them; never use them otherwise.

Each private key is computed from a phrase in this file, so that signatures made in tests are the
same on every machine, and no key material stands in the repository.
"""

import functools
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.signing import SignatureAlgorithm, Signer

# The orders of P-256 and P-384: a private key is a number below it.
_ORDER = {
    KeyType.P256: 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    KeyType.P384: int(
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16
    ),
}
_CURVE: dict[KeyType, ec.EllipticCurve] = {KeyType.P256: ec.SECP256R1(), KeyType.P384: ec.SECP384R1()}
_HASH: dict[KeyType, hashes.HashAlgorithm] = {KeyType.P256: hashes.SHA256(), KeyType.P384: hashes.SHA384()}
_COORDINATE_BYTES = {KeyType.P256: 32, KeyType.P384: 48}
_ALGORITHM = {algorithm.key_type: algorithm for algorithm in SignatureAlgorithm}


@dataclass(frozen=True, slots=True)
class FixedSigner:
    """A signer for tests; it implements :class:`credentials.proofs.signing.Signer`."""

    verification_method: str
    key: "KeyForTests"

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """As the protocol says."""
        return _ALGORITHM[self.key.key_type]

    def sign(self, data: bytes) -> bytes:
        """As the protocol says; ECDSA is deterministic (RFC 6979)."""
        return self.key.sign(data)


@dataclass(frozen=True, slots=True)
class KeyForTests:
    """A key pair that is made from its seed."""

    key_type: KeyType
    seed: bytes

    @property
    def is_ed25519(self) -> bool:
        """Whether it is an Ed25519 key; if not, it is a P-256 or P-384 key."""
        return self.key_type is KeyType.ED25519

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        return _public_key(self)

    @property
    def multikey(self) -> str:
        """The public half as ``publicKeyMultibase``."""
        return self.public_key.to_multikey()

    @property
    def did_key(self) -> str:
        """The did:key of this key."""
        return f"did:key:{self.multikey}"

    @property
    def did_key_method(self) -> str:
        """The one verification method of :attr:`did_key`."""
        return f"{self.did_key}#{self.multikey}"

    def method_of(self, controller: str, fragment: str | None = None) -> str:
        """Return the id of this key at a did:web or https identifier; by default ``#<multikey>``."""
        return f"{controller}#{fragment or self.multikey}"

    def signer(self, verification_method: str | None = None) -> Signer:
        """Return a signer that signs as ``verification_method``, by default as the did:key."""
        return FixedSigner(verification_method or self.did_key_method, self)

    def sign(self, data: bytes) -> bytes:
        """Return 64 bytes, or 96 with P-384: Ed25519, or ECDSA as R ‖ S."""
        if self.is_ed25519:
            return ed25519.Ed25519PrivateKey.from_private_bytes(self.seed).sign(data)
        algorithm = ec.ECDSA(_HASH[self.key_type], deterministic_signing=True)
        r, s = decode_dss_signature(_elliptic(self).sign(data, algorithm))
        size = _COORDINATE_BYTES[self.key_type]
        return r.to_bytes(size) + s.to_bytes(size)


def ed25519_key(phrase: str) -> KeyForTests:
    """Return the Ed25519 key of a phrase."""
    return KeyForTests(KeyType.ED25519, _seed(phrase))


def p256_key(phrase: str) -> KeyForTests:
    """Return the P-256 key of a phrase."""
    return KeyForTests(KeyType.P256, _seed(phrase))


def p384_key(phrase: str) -> KeyForTests:
    """Return the P-384 key of a phrase."""
    return KeyForTests(KeyType.P384, _seed(phrase))


def controlled_identifier_document(
    controller: str, *keys: KeyForTests, purposes: tuple[str, ...] = ("assertionMethod",)
) -> JsonObject:
    """Return a DID document or controlled identifier document that lists the keys as Multikeys."""
    methods: list[JsonValue] = [
        {
            "id": key.method_of(controller),
            "type": "Multikey",
            "controller": controller,
            "publicKeyMultibase": key.multikey,
        }
        for key in keys
    ]
    listed: dict[str, JsonValue] = {
        purpose: [key.method_of(controller) for key in keys] for purpose in purposes
    }
    return {
        "@context": ["https://www.w3.org/ns/cid/v1"],
        "id": controller,
        "verificationMethod": methods,
        **listed,
    }


def _seed(phrase: str) -> bytes:
    return hashlib.sha256(f"public test material: {phrase}".encode()).digest()


def _elliptic(key: KeyForTests) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(key.seed) % (_ORDER[key.key_type] - 1) + 1
    return ec.derive_private_key(number, _CURVE[key.key_type])


@functools.cache
def _public_key(key: KeyForTests) -> PublicKey:
    if key.is_ed25519:
        private = ed25519.Ed25519PrivateKey.from_private_bytes(key.seed)
        return PublicKey(KeyType.ED25519, private.public_key().public_bytes_raw())
    numbers = _elliptic(key).public_key().public_numbers()
    point = bytes([2 + numbers.y % 2]) + numbers.x.to_bytes(_COORDINATE_BYTES[key.key_type])
    return PublicKey(key.key_type, point)


ISSUER_WEB = "did:web:roc-voorbeeld.example"
ISSUER_HTTPS = "https://roc-voorbeeld.example/issuers/1"

ISSUER_ED25519 = ed25519_key("issuer")
ISSUER_P256 = p256_key("issuer")
ISSUER_P384 = p384_key("issuer")
SECOND_ED25519 = ed25519_key("second key of the issuer")
STRANGER_ED25519 = ed25519_key("somebody else")
STRANGER_P256 = p256_key("somebody else")
