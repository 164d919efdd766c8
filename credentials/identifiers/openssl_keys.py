"""Public keys as OpenSSL holds them. Loaded with the first key that needs it: Ed25519 needs none of it.

Spec: RFC 8032 (Ed25519), FIPS 186-5 §6 (ECDSA), RFC 8017 §8.2 (RSA with PKCS #1 v1.5).
"""

import functools
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

# By the ``crv`` of JSON Web Keys.
_CURVES: Final[dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]]] = {
    "P-256": (ec.SECP256R1(), hashes.SHA256()),
    "P-384": (ec.SECP384R1(), hashes.SHA384()),
    "P-521": (ec.SECP521R1(), hashes.SHA512()),
}

# Reading a point of a curve takes as long as a signature or two, so keys are kept as libraries hold
# them. A verifier meets a few keys again and again; strangers can only push them out.
_KEYS_KEPT: Final = 512


@functools.lru_cache(maxsize=_KEYS_KEPT)
def ed25519_key(raw: bytes) -> ed25519.Ed25519PublicKey:
    """Return the key of these 32 bytes."""
    return ed25519.Ed25519PublicKey.from_public_bytes(raw)


@functools.lru_cache(maxsize=_KEYS_KEPT)
def ec_key(curve: str, point: bytes) -> ec.EllipticCurvePublicKey:
    """Return the key at a point, compressed or not.

    Raises:
        ValueError: It is no point of the curve.
    """
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[curve][0], point)


@functools.lru_cache(maxsize=_KEYS_KEPT)
def rsa_key(modulus: bytes, exponent: int) -> rsa.RSAPublicKey:
    """Return the key of these numbers."""
    return rsa.RSAPublicNumbers(e=exponent, n=int.from_bytes(modulus)).public_key()


def verifies_ed25519(raw: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether an Ed25519 signature holds."""
    try:
        ed25519_key(raw).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def verifies_ecdsa(curve: str, point: bytes, numbers: tuple[int, int], data: bytes) -> bool:
    """Tell whether the two numbers of an ECDSA signature hold, with the hash that goes with the curve."""
    try:
        ec_key(curve, point).verify(encode_dss_signature(*numbers), data, ec.ECDSA(_CURVES[curve][1]))
    except InvalidSignature:
        return False
    return True


def verifies_rsa(modulus: bytes, exponent: int, signature: bytes, data: bytes) -> bool:
    """Tell whether a PKCS #1 v1.5 signature with SHA-256 holds."""
    try:
        rsa_key(modulus, exponent).verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
