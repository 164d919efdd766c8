"""Key pairs for peers to sign with, made anew in each run, in the forms that peers take."""

import functools
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from credentials.identifiers.multikey import PublicKey
from credentials.parsing import JsonObject, parse

_Ed25519 = ed25519.Ed25519PrivateKey | ed25519.Ed25519PublicKey
_EllipticCurve = ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey
_RSA = rsa.RSAPrivateKey | rsa.RSAPublicKey


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A key pair that exists for one run.

    Attributes:
        algorithm: What JOSE calls signing with it: EdDSA, ES256, ES384 or RS256.
        private_key: The key pair.
    """

    algorithm: str
    private_key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def private_jwk(self) -> JsonObject:
        """The pair as a JWK."""
        return _jwk_of(self.private_key)

    @property
    def public_key(self) -> PublicKey:
        """The public half, read by our own code."""
        return PublicKey.from_jwk(_jwk_of(self.private_key.public_key()))

    @property
    def private_pem(self) -> bytes:
        """The pair as PKCS #8, unencrypted."""
        return self.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def public_pem(self) -> bytes:
        """The public half as SubjectPublicKeyInfo."""
        return self.private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@functools.cache
def fresh_keys() -> tuple[FreshKey, ...]:
    """Return one key of each kind that every peer knows."""
    return (
        FreshKey("EdDSA", ed25519.Ed25519PrivateKey.generate()),
        FreshKey("ES256", ec.generate_private_key(ec.SECP256R1())),
        FreshKey("RS256", rsa.generate_private_key(public_exponent=65537, key_size=2048)),
    )


@functools.cache
def fresh_p384_key() -> FreshKey:
    """Return a key of a kind that not every peer knows."""
    return FreshKey("ES384", ec.generate_private_key(ec.SECP384R1()))


def _jwk_of(key: _Ed25519 | _EllipticCurve | _RSA) -> JsonObject:
    if isinstance(key, _RSA):
        text = RSAAlgorithm.to_jwk(key)
    elif isinstance(key, _Ed25519):
        text = OKPAlgorithm.to_jwk(key)
    else:
        text = ECAlgorithm.to_jwk(key)
    return parse(text.encode()).unverified
