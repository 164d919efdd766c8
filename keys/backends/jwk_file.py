"""A private key that stands in a file for everybody to read, as conformance suites hand them out.

Such a file is a JSON Web Key, or a verification method of type ``JsonWebKey`` with the key in
``secretKeyJwk``. Nothing protects the key, so it is for trials: schools keep theirs in a keys
directory (:mod:`keys.custody`).

Spec: RFC 7517; RFC 7518 §6.2.2, RFC 8037 §2 (private members); Controlled Identifiers 1.0 §2.2.3
(JsonWebKey, ``secretKeyJwk``); VC-JOSE-COSE §4.2 (Using Controlled Identifier Documents).
"""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    SECP521R1,
    EllipticCurve,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import EncodingMalformed, base64url_decode
from credentials.identifiers.multikey import (
    PRIVATE_JWK_MEMBERS,
    KeyMalformed,
    KeyType,
    PublicKey,
    UnsupportedKeyType,
)
from credentials.parsing import JsonObject, parse_json
from keys.backends.local_signer import LocalSigner
from keys.backends.signing_key import SigningKey, public_half
from keys.errors import KeyFileMalformed

_CURVES: Final[dict[KeyType, EllipticCurve]] = {
    KeyType.P256: SECP256R1(),
    KeyType.P384: SECP384R1(),
    KeyType.P521: SECP521R1(),
}


@dataclass(frozen=True, slots=True)
class JWKFile:
    """A key out of a file, with its private half where the file has one.

    It prints without the private half.

    Attributes:
        public_key: The public half.
        key_id: The id of the verification method; else ``kid``, or the thumbprint of the key.
        signer: Signs as ``key_id``, or None without private half.
    """

    public_key: PublicKey
    key_id: str
    signer: LocalSigner | None


def read_jwk_file(data: bytes, *, name: str) -> JWKFile:
    """Read a key out of the bytes of a file.

    Args:
        data: The file.
        name: What to call it in an error.

    Raises:
        KeyFileMalformed: It is no JSON Web Key and no ``JsonWebKey``, the key is not well formed, or its
            two halves do not belong together.
        UnsupportedKeyType: It is a key of a kind that we do not verify with.
    """
    try:
        content = parse_json(data)
    except CredentialError as error:
        raise _malformed(name, "it is not JSON") from error
    if not isinstance(content, dict):
        raise _malformed(name, "it is not a JSON object")
    if "kty" in content:
        return _key(content, content, _text(content, "kid"), name)
    if content.get("type") != "JsonWebKey":
        raise _malformed(name, "it is neither a JSON Web Key nor a verification method of type JsonWebKey")
    secret, public = content.get("secretKeyJwk"), content.get("publicKeyJwk")
    if public is None:
        public = secret
    if not isinstance(public, dict) or not isinstance(secret, dict | None):
        raise _malformed(name, "publicKeyJwk or secretKeyJwk is not an object")
    return _key(public, secret or {}, _text(content, "id"), name)


def _key(public: JsonObject, private: JsonObject, key_id: str | None, name: str) -> JWKFile:
    try:
        public_key = PublicKey.from_jwk(_public_members(public))
    except UnsupportedKeyType:
        raise
    except KeyMalformed as error:
        raise _malformed(name, "the public half is not well formed") from error
    key_id = key_id or _text(public, "kid") or public_key.jwk_thumbprint()
    private_key = _private_key(private, public_key.key_type, name)
    if private_key is None:
        return JWKFile(public_key, key_id, None)
    if public_half(private_key) != public_key:
        raise _malformed(name, "the private half and the public half are not of one key")
    return JWKFile(public_key, key_id, LocalSigner(key_id, private_key))


def _public_members(jwk: JsonObject) -> JsonObject:
    """Return a key without its private half, and without what only that half may be used for."""
    without = PRIVATE_JWK_MEMBERS | {"key_ops"}
    return {name: value for name, value in jwk.items() if name not in without}


def _private_key(jwk: JsonObject, key_type: KeyType, name: str) -> SigningKey | None:
    secret = _text(jwk, "d")
    if secret is None or key_type is KeyType.RSA:  # we verify with RSA, and do not sign with it
        return None
    try:
        number = base64url_decode(secret)
        if key_type is KeyType.ED25519:
            return Ed25519PrivateKey.from_private_bytes(number)
        return derive_private_key(int.from_bytes(number), _CURVES[key_type])
    except (EncodingMalformed, ValueError) as error:
        raise _malformed(name, "the private half is not well formed") from error


def _text(members: JsonObject, name: str) -> str | None:
    value = members.get(name)
    return value if isinstance(value, str) and value else None


def _malformed(name: str, why: str) -> KeyFileMalformed:
    return KeyFileMalformed(f"{name} holds no key that we can use: {why}", reason="unusable", path=name)
