"""The test vectors of 1EdTech's implementation guides: reproduced byte for byte."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contexts import bundled_contexts, issuing_contexts
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.jsonld.engine import canonicalize
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from credentials.proofs.rdfc_suite import proof_configuration
from credentials.proofs.signing import SignatureAlgorithm
from tests.paths import vectors

AT = datetime(2026, 9, 1, tzinfo=UTC)
GUIDES = ["obv3p0", "clrv2p0"]


@dataclass(frozen=True)
class PublishedKey:
    """The key of the guide, as a signer."""

    private: Ed25519PrivateKey
    verification_method: str

    @property
    def algorithm(self) -> SignatureAlgorithm:
        return SignatureAlgorithm.ED25519

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)

    @property
    def public_key(self) -> PublicKey:
        return PublicKey(KeyType.ED25519, self.private.public_key().public_bytes_raw())


def load(guide: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((vectors("1edtech-guide") / guide / "vector.json").read_bytes())
    return content


def text(guide: str, name: str) -> str:
    return (vectors("1edtech-guide") / guide / name).read_text("utf-8")


def key_of(vector: dict[str, Any]) -> PublishedKey:
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vector["privateKeyHex"]))
    return PublishedKey(private, vector["verificationMethod"])


@pytest.mark.parametrize("guide", GUIDES)
def test_canonical_forms(guide: str) -> None:
    vector = load(guide)
    options: JsonObject = {
        "type": "DataIntegrityProof",
        "created": vector["created"],
        "verificationMethod": vector["verificationMethod"],
        "cryptosuite": vector["cryptosuite"],
        "proofPurpose": vector["proofPurpose"],
    }
    assert canonicalize(vector["credential"]) == text(guide, "document-canon.txt")
    configuration = proof_configuration(vector["credential"], options)
    assert canonicalize(configuration) == text(guide, "proof-canon.txt")


@pytest.mark.parametrize("guide", GUIDES)
def test_proof_value_is_reproduced_and_verifies(guide: str) -> None:
    vector = load(guide)
    key = key_of(vector)
    for contexts in (issuing_contexts(), bundled_contexts()):
        signed = add_proof(
            vector["credential"], key, created=parse_date_time_stamp(vector["created"]), contexts=contexts
        )
        (proof,) = embedded_proofs(signed)
        assert proof["proofValue"] == vector["proofValue"]
        assert proof["cryptosuite"] == vector["cryptosuite"]
        assert proof["proofPurpose"] == vector["proofPurpose"]
        verify_proof(signed, proof, key.public_key, at=AT, contexts=contexts)


@pytest.mark.parametrize("guide", GUIDES)
def test_fragment_of_the_verification_method_is_the_key(guide: str) -> None:
    vector = load(guide)
    assert vector["verificationMethod"].partition("#")[2] == key_of(vector).public_key.to_multikey()
