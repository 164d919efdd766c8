"""The documents that a did:key stands for, in each of the forms in which keys are published.

The verifier needs only :func:`credentials.identifiers.did.did_key_document`. This is for those who
ask for a document as the did:key method describes it, with their own wishes for its form.

Spec: did:key method 0.9 §3.1.1 (Document Creation), §3.1.2 (Signature Method Creation), §3.1.3
(Encryption Method Creation), §3.1.5 (Derive Encryption Key).
"""

import enum
from dataclasses import dataclass
from typing import Final

from credentials.identifiers.multiformats import base64url_encode, multibase_encode
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.parsing import JsonObject, JsonValue

_P25519: Final = 2**255 - 19
_X25519_HEADER: Final = b"\xec\x01"
_SIGNING_RELATIONSHIPS: Final = (
    "authentication",
    "assertionMethod",
    "capabilityInvocation",
    "capabilityDelegation",
)


class PublicKeyFormat(enum.StrEnum):
    """How a key is written in a document."""

    MULTIKEY = "Multikey"
    JSON_WEB_KEY_2020 = "JsonWebKey2020"
    ED25519_VERIFICATION_KEY_2020 = "Ed25519VerificationKey2020"
    X25519_KEY_AGREEMENT_KEY_2020 = "X25519KeyAgreementKey2020"


_CONTEXT_OF: Final = {
    PublicKeyFormat.MULTIKEY: "https://w3id.org/security/multikey/v1",
    PublicKeyFormat.JSON_WEB_KEY_2020: "https://w3id.org/security/suites/jws-2020/v1",
    PublicKeyFormat.ED25519_VERIFICATION_KEY_2020: "https://w3id.org/security/suites/ed25519-2020/v1",
    PublicKeyFormat.X25519_KEY_AGREEMENT_KEY_2020: "https://w3id.org/security/suites/x25519-2020/v1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOptions:
    """What somebody who asks for a document may wish.

    Attributes:
        public_key_format: How the key that signs is written.
        with_key_agreement: Whether an Ed25519 key comes with the X25519 key that follows from it.
    """

    public_key_format: PublicKeyFormat = PublicKeyFormat.MULTIKEY
    with_key_agreement: bool = False


def signing_formats(key_type: KeyType) -> frozenset[PublicKeyFormat]:
    """Return the formats in which a key that signs can be written."""
    formats = {PublicKeyFormat.MULTIKEY, PublicKeyFormat.JSON_WEB_KEY_2020}
    if key_type is KeyType.ED25519:
        formats.add(PublicKeyFormat.ED25519_VERIFICATION_KEY_2020)
    return frozenset(formats)


def did_key_method_document(did: str, public_key: PublicKey, options: DocumentOptions) -> JsonObject:
    """Return the DID document of a did:key.

    Args:
        did: The did:key; it becomes the ``id`` as it is.
        public_key: The key in it.
        options: Wishes for the form.

    Raises:
        ValueError: The key cannot be written in the wanted format.

    Spec: did:key method 0.9 §3.1.1.
    """
    if options.public_key_format not in signing_formats(public_key.key_type):
        raise ValueError(f"a {public_key.key_type} key is not written as {options.public_key_format}")
    method = _signing_method(did, public_key, options.public_key_format)
    contexts: list[JsonValue] = ["https://www.w3.org/ns/did/v1", _CONTEXT_OF[options.public_key_format]]
    document: JsonObject = {"@context": contexts, "id": did, "verificationMethod": [method]}
    for relationship in _SIGNING_RELATIONSHIPS:
        document[relationship] = [method["id"]]
    if options.with_key_agreement and public_key.key_type is KeyType.ED25519:
        agreement_format = _agreement_format(options.public_key_format)
        if _CONTEXT_OF[agreement_format] not in contexts:
            contexts.append(_CONTEXT_OF[agreement_format])
        document["keyAgreement"] = [_agreement_method(did, public_key, agreement_format)]
    return document


def x25519_of_ed25519(public_key: bytes) -> bytes:
    """Return the X25519 public key that belongs to an Ed25519 public key.

    The two curves are the same curve in other coordinates: u = (1 + y) / (1 - y).

    Args:
        public_key: The 32 bytes of an Ed25519 key that is no point of small order.

    Spec: RFC 7748 §4.1, the birational map.
    """
    y = int.from_bytes(public_key, "little") & ~(1 << 255)
    u = (1 + y) * pow(1 - y, -1, _P25519) % _P25519
    return u.to_bytes(32, "little")


def _signing_method(did: str, public_key: PublicKey, written_as: PublicKeyFormat) -> JsonObject:
    multikey = public_key.to_multikey()
    method: JsonObject = {"id": f"{did}#{multikey}", "type": written_as.value, "controller": did}
    if written_as is PublicKeyFormat.JSON_WEB_KEY_2020:
        return method | {"publicKeyJwk": public_key.to_jwk()}
    return method | {"publicKeyMultibase": multikey}


def _agreement_format(signing_format: PublicKeyFormat) -> PublicKeyFormat:
    """Return how the key for encryption is written beside a key for signing."""
    if signing_format is PublicKeyFormat.ED25519_VERIFICATION_KEY_2020:
        return PublicKeyFormat.X25519_KEY_AGREEMENT_KEY_2020
    return signing_format


def _agreement_method(did: str, public_key: PublicKey, written_as: PublicKeyFormat) -> JsonObject:
    raw = x25519_of_ed25519(public_key.raw)
    multikey = multibase_encode(_X25519_HEADER + raw)
    method: JsonObject = {"id": f"{did}#{multikey}", "type": written_as.value, "controller": did}
    if written_as is PublicKeyFormat.JSON_WEB_KEY_2020:
        jwk: JsonObject = {"kty": "OKP", "crv": "X25519", "x": base64url_encode(raw)}
        return method | {"publicKeyJwk": jwk}
    return method | {"publicKeyMultibase": multikey}
