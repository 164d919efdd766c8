"""A public key, in the two forms in which it is published: Multikey and JSON Web Key.

A :class:`PublicKey` that exists is a usable key: its size, its place on the curve and its
strength were checked when it was made.

Spec: Controlled Identifiers 1.0 §2.2.2 (Multikey), §2.2.3 (JsonWebKey); RFC 7517, RFC 7518 §6,
RFC 8037 §2; RFC 7638 (thumbprint).
"""

import enum
import functools
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import (
    EncodingMalformed,
    base64url_decode,
    base64url_encode,
    multibase_decode,
    multibase_encode,
)
from credentials.parsing import JsonObject

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

# Where a function imports from credentials.identifiers.openssl_keys, that is to load it only for a key
# that needs it: it takes longer than to verify a hundred signatures, and most issuers have Ed25519.

try:
    # libsodium verifies Ed25519 half as fast again as OpenSSL does.
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import BadSignatureError
except ImportError:  # a distribution may leave PyNaCl out; everything works without it
    _HAVE_NACL = False
else:
    _HAVE_NACL = True


class KeyType(enum.StrEnum):
    """The keys that we can verify with, by their ``crv`` (RSA has none)."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"
    P521 = "P-521"
    RSA = "RSA"


class KeyMalformed(CredentialError):
    """A public key is not well formed, or not on its curve."""

    code = "key_malformed"


class UnsupportedKeyType(KeyMalformed):
    """A key of a kind that we cannot verify with, or that is not meant for signatures."""

    code = "unsupported_key_type"


class WeakKey(KeyMalformed):
    """A key that anyone can sign for: a short RSA modulus, a curve point of small order."""

    code = "weak_key"


class PrivateKeyExposed(KeyMalformed):
    """A document for everybody's eyes holds the private half of a key."""

    code = "private_key_exposed"


# The two bytes of the multicodec code as varint, and the bytes of the key that follow it.
_MULTICODEC: Final = {
    KeyType.ED25519: (b"\xed\x01", 32),
    KeyType.P256: (b"\x80\x24", 33),
    KeyType.P384: (b"\x81\x24", 49),
    KeyType.P521: (b"\x82\x24", 67),
}
# The bytes of a coordinate, and of each half of a signature.
_SIZES: Final = {KeyType.P256: 32, KeyType.P384: 48, KeyType.P521: 66}
_JWK_ALGORITHMS: Final = {
    KeyType.ED25519: frozenset({"EdDSA", "Ed25519"}),
    KeyType.P256: frozenset({"ES256"}),
    KeyType.P384: frozenset({"ES384"}),
    KeyType.P521: frozenset({"ES512"}),
    KeyType.RSA: frozenset({"RS256"}),
}
# RFC 7518 §6.2.2, §6.3.2, §6.4.1
PRIVATE_JWK_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

# A verifier meets a few keys again and again; strangers can only push them out.
_KEYS_KEPT: Final = 512

MIN_RSA_BITS: Final = 2048  # RFC 7518 §3.3
MAX_RSA_BITS: Final = 8192  # ours: verification time grows with the cube of the size

# The y coordinates of the points of order 1, 2, 4 and 8 on edwards25519, with the two that are
# written non-canonically as y + p. For a key at one of them a signature can be made without the
# private key that verifies for (nearly) any message. The first half of a signature is a point too.
_P25519: Final = 2**255 - 19
_ORDER_EIGHT: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER: Final = frozenset(
    {0, 1, _P25519 - 1, _P25519, _P25519 + 1, _ORDER_EIGHT, _P25519 - _ORDER_EIGHT}
)
_Y_BITS: Final = 2**255 - 1


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that was found well formed.

    Attributes:
        key_type: Which kind of key.
        raw: Ed25519: the 32 bytes of RFC 8032. P-256, P-384 and P-521: the compressed point.
            RSA: the modulus, big-endian without leading zeros.
        exponent: RSA only: the public exponent.

    Raises:
        KeyMalformed: ``raw`` has the wrong size or is no point of the curve.
        WeakKey: The RSA modulus has less than 2048 bits, or the Ed25519 point a small order.
    """

    key_type: KeyType
    raw: bytes
    exponent: int | None = None

    def __post_init__(self) -> None:
        if self.key_type is KeyType.RSA:
            _check_rsa(int.from_bytes(self.raw), self.exponent or 0)
            return
        size = _MULTICODEC[self.key_type][1]
        if len(self.raw) != size:
            raise KeyMalformed(f"{self.key_type} key of {len(self.raw)} bytes; {size} are needed")
        if self.key_type is KeyType.ED25519:
            if _has_small_order(self.raw):
                raise WeakKey("an Ed25519 key of small order signs for anybody")
            # RFC 8032 §5.1.3 step 1. Some libraries reduce such a number, and others refuse it.
            if int.from_bytes(self.raw, "little") & _Y_BITS >= _P25519:
                raise KeyMalformed("an Ed25519 key that is not written in the one way it should be")
        else:
            _ec_key(self.key_type, self.raw)

    @classmethod
    def from_multikey(cls, text: str) -> "PublicKey":
        """Read a ``publicKeyMultibase``.

        Raises:
            KeyMalformed: It is not multibase base58btc, or not a well-formed key.
            UnsupportedKeyType: Its multicodec header is not of Ed25519, P-256, P-384 or P-521.
        """
        return _read_multikey(text)

    @classmethod
    def from_jwk(cls, jwk: JsonObject) -> "PublicKey":
        """Read a JSON Web Key that may verify signatures.

        Raises:
            PrivateKeyExposed: It has a member of a private or symmetric key.
            UnsupportedKeyType: ``kty``, ``crv``, ``use``, ``key_ops`` or ``alg`` say that it is
                another kind of key, or for another use.
            KeyMalformed: A member is absent, is no base64url of the exact size, or the point is
                not on the curve.
        """
        if exposed := PRIVATE_JWK_MEMBERS & jwk.keys():
            raise PrivateKeyExposed(f"the JWK has the private member {min(exposed)!r}")
        key_type = _jwk_key_type(jwk)
        _refuse_other_use(jwk, key_type)
        if key_type is KeyType.ED25519:
            return cls(key_type, _jwk_bytes(jwk, "x", 32))
        if key_type is KeyType.RSA:
            modulus, exponent = _jwk_bytes(jwk, "n"), _jwk_bytes(jwk, "e")
            if modulus[:1] == b"\x00" or exponent[:1] == b"\x00":
                raise KeyMalformed("an RSA number with a leading zero byte")  # RFC 7518 §2
            return cls(key_type, modulus, int.from_bytes(exponent))
        size = _SIZES[key_type]
        return cls(key_type, _compressed(_jwk_bytes(jwk, "x", size), _jwk_bytes(jwk, "y", size), key_type))

    def to_multikey(self) -> str:
        """Write as ``publicKeyMultibase``.

        Raises:
            UnsupportedKeyType: It is an RSA key, for which Multikey has no form.
        """
        if self.key_type is KeyType.RSA:
            raise UnsupportedKeyType("Multikey has no form for RSA")
        return multibase_encode(_MULTICODEC[self.key_type][0] + self.raw)

    def to_jwk(self) -> JsonObject:
        """Write as JSON Web Key: only the members that define the key, all public."""
        if self.key_type is KeyType.ED25519:
            return {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(self.raw)}
        if self.key_type is KeyType.RSA:
            exponent = self.exponent or 0
            return {
                "kty": "RSA",
                "n": base64url_encode(self.raw),
                "e": base64url_encode(exponent.to_bytes((exponent.bit_length() + 7) // 8)),
            }
        numbers = _ec_key(self.key_type, self.raw).public_numbers()
        size = _SIZES[self.key_type]
        return {
            "kty": "EC",
            "crv": str(self.key_type),
            "x": base64url_encode(numbers.x.to_bytes(size)),
            "y": base64url_encode(numbers.y.to_bytes(size)),
        }

    def jwk_thumbprint(self) -> str:
        """Return the RFC 7638 thumbprint (SHA-256, base64url) of the key."""
        canonical = json.dumps(self.to_jwk(), sort_keys=True, separators=(",", ":"))
        return base64url_encode(hashlib.sha256(canonical.encode("ascii")).digest())

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Tell whether ``signature`` over ``data`` was made with the private half of this key.

        The algorithm follows from the key alone. Ed25519: RFC 8032, 64 bytes, without cofactor.
        P-256: ECDSA with SHA-256, P-384: with SHA-384, P-521: with SHA-512, all R ‖ S of fixed size,
        never DER. RSA: PKCS #1 v1.5 with SHA-256.
        """
        if self.key_type is KeyType.ED25519:
            if len(signature) != 64:
                return False
            if _HAVE_NACL:
                return verify_ed25519_with_nacl(self.raw, signature, data)
            return verify_ed25519_with_cryptography(self.raw, signature, data)
        if self.key_type is KeyType.RSA:
            return _verify_rsa(self, signature, data)
        return _verify_ecdsa(self, signature, data)

    def cryptography_key(self) -> "Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey":
        """Return the key as the ``cryptography`` library holds it."""
        from credentials.identifiers.openssl_keys import ed25519_key, rsa_key

        if self.key_type is KeyType.ED25519:
            return ed25519_key(self.raw)
        if self.key_type is KeyType.RSA:
            return rsa_key(self.raw, self.exponent or 0)
        return _ec_key(self.key_type, self.raw)


def verify_ed25519_with_nacl(public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Verify with libsodium, which refuses points of small order by itself."""
    try:
        crypto_sign_open(signature + data, public_key)
    except BadSignatureError:
        return False
    return True


def verify_ed25519_with_cryptography(public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Verify with OpenSSL, as strictly as libsodium does."""
    from credentials.identifiers.openssl_keys import verifies_ed25519

    return not _has_small_order(signature[:32]) and verifies_ed25519(public_key, signature, data)


def _has_small_order(point: bytes) -> bool:
    # The top bit is the sign of x: a point of small order stays one with the sign changed.
    return int.from_bytes(point, "little") & _Y_BITS in _SMALL_ORDER


def _verify_ecdsa(key: PublicKey, signature: bytes, data: bytes) -> bool:
    from credentials.identifiers.openssl_keys import verifies_ecdsa

    size = _SIZES[key.key_type]
    if len(signature) != 2 * size:
        return False
    numbers = int.from_bytes(signature[:size]), int.from_bytes(signature[size:])
    return verifies_ecdsa(key.key_type, key.raw, numbers, data)


def _verify_rsa(key: PublicKey, signature: bytes, data: bytes) -> bool:
    from credentials.identifiers.openssl_keys import verifies_rsa

    return verifies_rsa(key.raw, key.exponent or 0, signature, data)


@functools.lru_cache(maxsize=_KEYS_KEPT)
def _read_multikey(text: str) -> PublicKey:
    try:
        data = multibase_decode(text, "z")
    except EncodingMalformed as error:
        raise KeyMalformed(f"publicKeyMultibase: {error}") from error
    for key_type, (header, _) in _MULTICODEC.items():
        if data.startswith(header):
            return PublicKey(key_type, data[len(header) :])
    raise UnsupportedKeyType(f"a Multikey that starts with {data[:2].hex()}")


def _ec_key(key_type: KeyType, point: bytes) -> "EllipticCurvePublicKey":
    from credentials.identifiers.openssl_keys import ec_key

    try:
        return ec_key(key_type, point)
    except ValueError as error:
        raise KeyMalformed(f"not a point of {key_type}") from error


def _check_rsa(modulus: int, exponent: int) -> None:
    if modulus.bit_length() < MIN_RSA_BITS:
        raise WeakKey(f"RSA modulus of {modulus.bit_length()} bits; {MIN_RSA_BITS} are needed")
    if modulus.bit_length() > MAX_RSA_BITS:
        raise KeyMalformed(f"RSA modulus of {modulus.bit_length()} bits; at most {MAX_RSA_BITS} are read")
    if exponent < 3 or exponent % 2 == 0 or exponent.bit_length() > 64:
        raise KeyMalformed("the RSA exponent is not an odd number from 3 to 64 bits")
    if modulus % 2 == 0:
        raise KeyMalformed("the RSA modulus is even")


def _jwk_key_type(jwk: JsonObject) -> KeyType:
    kty, crv = jwk.get("kty"), jwk.get("crv")
    if kty == "RSA":
        return KeyType.RSA
    if (kty, crv) == ("OKP", "Ed25519"):
        return KeyType.ED25519
    if kty == "EC" and crv in ("P-256", "P-384", "P-521"):
        return KeyType(crv)
    if not isinstance(kty, str):
        raise KeyMalformed("the JWK has no kty")
    raise UnsupportedKeyType(f"a JWK with kty {kty!r} and crv {crv!r}")


def _refuse_other_use(jwk: JsonObject, key_type: KeyType) -> None:
    """Refuse a key that says it is not for verifying signatures of its own algorithm.

    Spec: RFC 7517 §4.2, §4.3, §4.4.
    """
    operations = jwk.get("key_ops", ["verify"])
    if jwk.get("use", "sig") != "sig":
        raise UnsupportedKeyType("the JWK is not for signatures (use)")
    if not isinstance(operations, list) or "verify" not in operations:
        raise UnsupportedKeyType("the JWK is not for verifying (key_ops)")
    algorithm = jwk.get("alg")
    if algorithm is None:
        return
    if not isinstance(algorithm, str) or algorithm not in _JWK_ALGORITHMS[key_type]:
        raise UnsupportedKeyType(f"the JWK is for another algorithm than ours with {key_type} (alg)")


def _jwk_bytes(jwk: JsonObject, member: str, size: int | None = None) -> bytes:
    value = jwk.get(member)
    if not isinstance(value, str) or not value:
        raise KeyMalformed(f"the JWK has no text {member!r}")
    # Twice the largest RSA key: a bound on what is decoded at all.
    if len(value) > MAX_RSA_BITS // 4:
        raise KeyMalformed(f"the JWK member {member!r} is too long")
    try:
        decoded = base64url_decode(value)
    except EncodingMalformed as error:
        raise KeyMalformed(f"the JWK member {member!r}: {error}") from error
    if size is not None and len(decoded) != size:
        raise KeyMalformed(f"the JWK member {member!r} has {len(decoded)} bytes; {size} are needed")
    return decoded


def _compressed(x: bytes, y: bytes, key_type: KeyType) -> bytes:
    """Return the compressed form of a point, after checking that it lies on the curve.

    The check cannot be left to decompression: that would find *a* y for the x and never look at
    the one that was given.
    """
    _ec_key(key_type, b"\x04" + x + y)
    return bytes([2 + (y[-1] & 1)]) + x
