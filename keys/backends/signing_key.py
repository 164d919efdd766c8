"""Private keys of the types that we sign with, and how each of them signs."""

from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    SECP384R1,
    SECP521R1,
    EllipticCurve,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.proofs.signing import SignatureAlgorithm
from keys.errors import KeyCustodyError

try:
    # libsodium signs half as fast again as OpenSSL does, and gives the same signatures.
    from nacl.bindings import crypto_sign, crypto_sign_seed_keypair
except ImportError:  # a distribution may leave PyNaCl out; everything works without it
    _HAVE_NACL = False
else:
    _HAVE_NACL = True

SigningKey = Ed25519PrivateKey | EllipticCurvePrivateKey

_ED25519_SIGNATURE_BYTES: Final = 64
_CURVES: Final[dict[KeyType, EllipticCurve]] = {
    KeyType.P256: SECP256R1(),
    KeyType.P384: SECP384R1(),
    KeyType.P521: SECP521R1(),
}
_HASHES: Final[dict[KeyType, HashAlgorithm]] = {
    KeyType.P256: SHA256(),
    KeyType.P384: SHA384(),
    KeyType.P521: SHA512(),
}
_COORDINATE_BYTES: Final = {KeyType.P256: 32, KeyType.P384: 48, KeyType.P521: 66}


def new_signing_key(key_type: KeyType) -> SigningKey:
    """Make a private key.

    Raises:
        KeyCustodyError: We do not sign with keys of ``key_type``.
    """
    if key_type is KeyType.ED25519:
        return Ed25519PrivateKey.generate()
    if key_type not in _CURVES:
        raise KeyCustodyError(f"we sign with Ed25519, P-256, P-384 and P-521 keys, not with {key_type}")
    return generate_private_key(_CURVES[key_type])


def key_type_of(private_key: SigningKey) -> KeyType | None:
    """Return the type of a private key, or None for a curve that we do not sign with."""
    if isinstance(private_key, Ed25519PrivateKey):
        return KeyType.ED25519
    return next(
        (key_type for key_type, curve in _CURVES.items() if curve.name == private_key.curve.name), None
    )


def public_half(private_key: SigningKey) -> PublicKey:
    """Return the public key of a private key.

    Raises:
        KeyCustodyError: It is on a curve that we do not sign with.
    """
    if isinstance(private_key, Ed25519PrivateKey):
        return PublicKey(KeyType.ED25519, private_key.public_key().public_bytes_raw())
    point = private_key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return PublicKey(_type_for_signing(private_key), point)


def signature_algorithm(private_key: SigningKey) -> SignatureAlgorithm:
    """Return how a private key signs.

    Raises:
        KeyCustodyError: It is on a curve that we do not sign with.
    """
    key_type = _type_for_signing(private_key)
    return next(algorithm for algorithm in SignatureAlgorithm if algorithm.key_type is key_type)


def signing_function(private_key: SigningKey) -> Callable[[bytes], bytes]:
    """Return what signs with a private key, as its :class:`SignatureAlgorithm` describes.

    Raises:
        KeyCustodyError: It is on a curve that we do not sign with.

    Spec: RFC 8032 §5.1.6; RFC 7518 §3.4.
    """
    if not isinstance(private_key, Ed25519PrivateKey):
        return _ecdsa(private_key, _type_for_signing(private_key))
    return ed25519_with_nacl(private_key) if _HAVE_NACL else private_key.sign


def ed25519_with_nacl(private_key: Ed25519PrivateKey) -> Callable[[bytes], bytes]:
    """Return what signs with libsodium."""
    _, secret = crypto_sign_seed_keypair(private_key.private_bytes_raw())

    def sign(data: bytes) -> bytes:
        return crypto_sign(data, secret)[:_ED25519_SIGNATURE_BYTES]

    return sign


def _ecdsa(private_key: EllipticCurvePrivateKey, key_type: KeyType) -> Callable[[bytes], bytes]:
    algorithm, size = ECDSA(_HASHES[key_type]), _COORDINATE_BYTES[key_type]

    def sign(data: bytes) -> bytes:
        r, s = decode_dss_signature(private_key.sign(data, algorithm))
        return r.to_bytes(size) + s.to_bytes(size)

    return sign


def _type_for_signing(private_key: SigningKey) -> KeyType:
    key_type = key_type_of(private_key)
    if key_type is None:
        raise KeyCustodyError("we do not sign with keys on this curve")
    return key_type
