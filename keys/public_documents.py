"""What is published about keys: the DID document, the JWK set, and the keys of a trust list entry.

Spec: DID Core 1.0 §5; Controlled Identifiers 1.0 §2.2; RFC 7517 §5; OB 3.0 implementation guide
2.0, "Key Provenance", for ``iss`` in a JWK.
"""

from typing import Final

from credentials.date_time_stamp import format_date_time_stamp
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.identifiers.multikey import KeyType
from credentials.parsing import JsonObject, JsonValue
from credentials.trust_list import RecognizedKey
from keys.keyring import KeyEntry, Keyring, KeyState

_CONTEXTS: Final = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
# RFC 9864 prefers "Ed25519" to "EdDSA", but the JWT libraries in use know the older name.
_JWK_ALGORITHM: Final = {
    KeyType.ED25519: "EdDSA",
    KeyType.P256: "ES256",
    KeyType.P384: "ES384",
    KeyType.P521: "ES512",
}


def did_document(controller: str, keyring: Keyring) -> JsonObject:
    """Return the document to publish at the controller's URL (``did.json``), keys oldest first.

    A retired key stays under ``assertionMethod`` and gets no ``expires``: verifiers are told not
    to accept any proof by a key after that moment, so an ``expires`` would end every credential
    that it signed.

    A revoked key stays visible with ``revoked`` and leaves ``assertionMethod``: much software
    does not look at ``revoked``, and would go on to accept what a thief signs.

    A key for cards is there to be seen, and in no verification relationship: whatever it signs is no
    assertion of the controller in anybody's software. The trust list says which keys are for cards.

    Spec: Controlled Identifiers 1.0 §2.2 (expires, revoked), §2.3.2 (assertionMethod).
    """
    methods: list[JsonValue] = [_verification_method(entry) for entry in keyring.of(controller)]
    believed: list[JsonValue] = [entry.id for entry in _believed(controller, keyring)]
    return {
        "@context": list(_CONTEXTS),
        "id": controller,
        "verificationMethod": methods,
        "assertionMethod": believed,
    }


def jwks(controller: str, keyring: Keyring) -> JsonObject:
    """Return the JWK set to publish (``jwks.json``): every key to believe about credentials, oldest first.

    ``kid`` is the verification method, which is what the header of a JWT names.
    """
    keys: list[JsonValue] = [
        {
            **entry.public_key.to_jwk(),
            "kid": entry.id,
            "alg": _JWK_ALGORITHM[entry.key_type],
            "use": "sig",
            "iss": controller,
        }
        for entry in _believed(controller, keyring)
    ]
    return {"keys": keys}


def recognized_keys(controller: str, keyring: Keyring) -> tuple[RecognizedKey, ...]:
    """Return the keys of a controller for credentials as its entry in a trust list has them.

    Revoked ones are included.
    """
    return tuple(_recognized(entry) for entry in keyring.of(controller) if not entry.is_for_cards)


def recognized_card_keys(controller: str, keyring: Keyring) -> tuple[RecognizedKey, ...]:
    """Return the keys of a controller for cards as its entry in a trust list has them, revoked ones too."""
    return tuple(_recognized(entry) for entry in keyring.of(controller) if entry.is_for_cards)


def _recognized(entry: KeyEntry) -> RecognizedKey:
    return RecognizedKey(
        verification_method=VerificationMethod(
            id=entry.id,
            type="Multikey",
            controller=entry.controller,
            public_key=entry.public_key,
            revoked=entry.revoked,
        ),
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        revoked=entry.revoked,
    )


def _believed(controller: str, keyring: Keyring) -> tuple[KeyEntry, ...]:
    return tuple(
        entry
        for entry in keyring.of(controller)
        if entry.state is not KeyState.REVOKED and not entry.is_for_cards
    )


def _verification_method(entry: KeyEntry) -> JsonObject:
    method: JsonObject = {
        "id": entry.id,
        "type": "Multikey",
        "controller": entry.controller,
        "publicKeyMultibase": entry.public_key.to_multikey(),
    }
    if entry.revoked is not None:
        method["revoked"] = format_date_time_stamp(entry.revoked)
    return method
