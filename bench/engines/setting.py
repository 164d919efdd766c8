"""What every engine must know before it begins: whose key it is, and where others would find it.

PUBLIC TEST MATERIAL: the key is made of a phrase in this file, so that programs in two languages have
the same one without a key lying around. Everybody can sign with it; never use it otherwise.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Final

import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.badges import SIGNED_AT, STATUS_LIST
from bench.subject_matter import CONTROLLER, ISSUER
from contexts import CREDENTIALS_V2, OB_3_0_3, bundled_contexts
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.parsing import JsonObject
from credentials.recognized_entity import RecognizedEntity, RecognizedKey, TrustList

SEED: Final = hashlib.sha256(b"public test material: the bench").digest()
PRIVATE_KEY: Final = Ed25519PrivateKey.from_private_bytes(SEED)
PUBLIC_KEY: Final = PublicKey(KeyType.ED25519, PRIVATE_KEY.public_key().public_bytes_raw())
METHOD: Final = f"{CONTROLLER}#{PUBLIC_KEY.to_multikey()}"
CREATED: Final = SIGNED_AT
NOW: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def private_pem() -> bytes:
    """Return the private key as libraries want it that load it from a file."""
    return PRIVATE_KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_pem() -> bytes:
    """Return the public key as libraries want it that load it from a file."""
    return PRIVATE_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def context_documents() -> dict[str, JsonObject]:
    """Return the two contexts of the badges, for libraries that do not carry both."""
    loader = bundled_contexts()
    return {url: orjson.loads(loader.content(url)) for url in (CREDENTIALS_V2, OB_3_0_3)}


def trust_list() -> TrustList:
    """Return a trust list on which the school stands, with its key."""
    since = SIGNED_AT - timedelta(days=365)
    method = VerificationMethod(id=METHOD, type="Multikey", controller=CONTROLLER, public_key=PUBLIC_KEY)
    school = RecognizedEntity(
        id=CONTROLLER,
        name=ISSUER.name,
        recognized_from=since,
        keys=(RecognizedKey(verification_method=method, valid_from=since),),
        status_lists=(STATUS_LIST,),
    )
    return TrustList(
        name="Lijst van de meting", publisher="De meting", published_at=since, sequence=1, entities=(school,)
    )


def for_node() -> JsonObject:
    """Return all this as the engine in Node is given it: as plain JSON."""
    multikey = PUBLIC_KEY.to_multikey()
    return {
        "seed": SEED.hex(),
        "controller": CONTROLLER,
        "method": METHOD,
        "created": CREATED.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "now": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "key": {
            "@context": "https://w3id.org/security/multikey/v1",
            "id": METHOD,
            "type": "Multikey",
            "controller": CONTROLLER,
            "publicKeyMultibase": multikey,
        },
        # With this context first, their library takes the document as it is: its shortest way.
        "controllerDocument": {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": CONTROLLER,
            "assertionMethod": [METHOD],
        },
    }
