"""Key files for tests, in the form in which conformance suites hand keys out.

PUBLIC TEST MATERIAL: each private key is computed from a phrase; never use one otherwise.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from credentials.identifiers.multiformats import base64url_encode
from credentials.parsing import JsonObject

_CURVES: Final[dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]]] = {
    "P-256": (ec.SECP256R1(), hashes.SHA256(), 32),
    "P-384": (ec.SECP384R1(), hashes.SHA384(), 48),
    "P-521": (ec.SECP521R1(), hashes.SHA512(), 66),
}
_ALGORITHM: Final = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


@dataclass(frozen=True, slots=True)
class JWKForTests:
    """A key pair as JSON Web Keys.

    Attributes:
        curve: ``crv``.
        phrase: What the private key is computed from.
        key_id: The id of the verification method in the file.
    """

    curve: str
    phrase: str = "jose"
    key_id: str = "https://example.issuer/vc-jose-cose#key-1"

    @property
    def algorithm(self) -> str:
        """What goes into ``alg``."""
        return _ALGORITHM[self.curve]

    @property
    def private_jwk(self) -> JsonObject:
        """Both halves."""
        secret = self._secret()
        if self.curve == "Ed25519":
            public = ed25519.Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
            members: JsonObject = {"kty": "OKP", "x": base64url_encode(public)}
        else:
            numbers = self._elliptic().public_key().public_numbers()
            size = _CURVES[self.curve][2]
            x, y = (base64url_encode(number.to_bytes(size)) for number in (numbers.x, numbers.y))
            members = {"kty": "EC", "x": x, "y": y}
        return members | {"crv": self.curve, "alg": self.algorithm, "d": base64url_encode(secret)}

    @property
    def public_jwk(self) -> JsonObject:
        """The public half."""
        return {name: value for name, value in self.private_jwk.items() if name != "d"}

    @property
    def file(self) -> bytes:
        """A verification method with both halves."""
        method: JsonObject = {
            "id": self.key_id,
            "type": "JsonWebKey",
            "controller": self.key_id.partition("#")[0],
            "publicKeyJwk": self.public_jwk,
            "secretKeyJwk": self.private_jwk,
        }
        return json.dumps(method).encode()

    def other(self) -> "JWKForTests":
        """Another key of the same kind and name."""
        return replace(self, phrase=f"other than {self.phrase}")

    def sign(self, data: bytes) -> bytes:
        """Sign as ``alg`` prescribes; ECDSA deterministically."""
        if self.curve == "Ed25519":
            return ed25519.Ed25519PrivateKey.from_private_bytes(self._secret()).sign(data)
        _, hash_algorithm, size = _CURVES[self.curve]
        algorithm = ec.ECDSA(hash_algorithm, deterministic_signing=True)
        r, s = decode_dss_signature(self._elliptic().sign(data, algorithm))
        return r.to_bytes(size) + s.to_bytes(size)

    def jws(self, header: JsonObject, payload: JsonObject | bytes) -> str:
        """Sign whatever is given; ``alg`` is there unless the header has one."""
        content = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        members = {"alg": self.algorithm} | header
        signing_input = f"{base64url_encode(json.dumps(members).encode())}.{base64url_encode(content)}"
        return f"{signing_input}.{base64url_encode(self.sign(signing_input.encode()))}"

    def _secret(self) -> bytes:
        size = 32 if self.curve == "Ed25519" else _CURVES[self.curve][2]
        # Without its first byte the number is below the order of its curve.
        digest = hashlib.shake_256(f"public test material: {self.phrase}".encode()).digest(size)
        return digest if self.curve == "Ed25519" else b"\0" + digest[1:]

    def _elliptic(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(self._secret()), _CURVES[self.curve][0])


ED25519: Final = JWKForTests("Ed25519")
P256: Final = JWKForTests("P-256")
P384: Final = JWKForTests("P-384")
P521: Final = JWKForTests("P-521")
EVERY_KEY: Final = (ED25519, P256, P384, P521)
