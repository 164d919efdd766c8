"""The W3C test vectors of the EdDSA cryptosuites: reproduced byte for byte, and verified.

What is not reproduced is in :data:`NOT_SUPPORTED`, with what becomes of it instead.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contexts import ContextLoader, bundled_contexts
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.identifiers.did import did_key_public_key
from credentials.identifiers.multiformats import multibase_decode
from credentials.identifiers.multikey import PublicKey
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import ContextRefused
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, parse
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from credentials.proofs.eddsa_rdfc_2022 import hash_data, proof_configuration
from credentials.proofs.signing import SignatureAlgorithm
from tests.contexts_for_tests import EXAMPLES_V2, contexts_with_examples
from tests.paths import vectors

AT = datetime(2026, 9, 1, tzinfo=UTC)

# Folder → code, for the folders whose signed document is refused as a whole.
NOT_SUPPORTED = {
    "Ed25519Signature2020": ("signedEdSig.json", "unsupported_cryptosuite"),
    "eddsa-jcs-2022": ("signedJCS.json", "unsupported_cryptosuite"),
}


@pytest.fixture(scope="module")
def contexts() -> ContextLoader:
    return contexts_with_examples()


@dataclass(frozen=True)
class PublishedKey:
    """A key pair of the vectors, as a signer."""

    pair: Mapping[str, str]

    @property
    def verification_method(self) -> str:
        public = self.pair["publicKeyMultibase"]
        return f"did:key:{public}#{public}"

    @property
    def algorithm(self) -> SignatureAlgorithm:
        return SignatureAlgorithm.ED25519

    def sign(self, data: bytes) -> bytes:
        private = multibase_decode(self.pair["privateKeyMultibase"])
        assert private[:2] == b"\x80\x26"  # multicodec: Ed25519 private key
        return Ed25519PrivateKey.from_private_bytes(private[2:]).sign(data)


def load(name: str) -> JsonObject:
    return parse((vectors("vc-di-eddsa") / name).read_bytes()).unverified


def text(name: str) -> str:
    return (vectors("vc-di-eddsa") / name).read_text("utf-8")


def key_of(proof: JsonObject) -> PublicKey:
    return did_key_public_key(str(proof["verificationMethod"]))


class TestOneProof:
    def test_key_pair(self) -> None:
        pair = json.loads(text("keyPair.json"))
        private = multibase_decode(pair["privateKeyMultibase"])
        public = Ed25519PrivateKey.from_private_bytes(private[2:]).public_key().public_bytes_raw()
        assert PublicKey.from_multikey(pair["publicKeyMultibase"]).raw == public
        assert PublicKey.from_multikey(pair["publicKeyMultibase"]).to_multikey() == pair["publicKeyMultibase"]

    def test_canonical_forms(self, contexts: ContextLoader) -> None:
        document = load("unsigned.json")
        options = load("eddsa-rdfc-2022/proofConfigDataInt.json")
        assert canonicalize(document, contexts=contexts) == text("eddsa-rdfc-2022/canonDocDataInt.txt")
        configuration = proof_configuration(document, options)
        assert configuration == options
        assert canonicalize(configuration, contexts=contexts) == text("eddsa-rdfc-2022/proofCanonDataInt.txt")

    def test_hashes(self, contexts: ContextLoader) -> None:
        data = hash_data(
            load("unsigned.json"),
            load("eddsa-rdfc-2022/proofConfigDataInt.json"),
            contexts=contexts,
            limits=DEFAULT_LIMITS,
        ).hex()
        assert data == text("eddsa-rdfc-2022/combinedHashDataInt.txt").strip()
        assert data[:64] == text("eddsa-rdfc-2022/proofHashDataInt.txt").strip()
        assert data[64:] == text("eddsa-rdfc-2022/docHashDataInt.txt").strip()

    def test_proof_value_is_reproduced(self, contexts: ContextLoader) -> None:
        signed = load("eddsa-rdfc-2022/signedDataInt.json")
        ours = add_proof(
            load("unsigned.json"),
            PublishedKey(json.loads(text("keyPair.json"))),
            created=parse_date_time_stamp("2023-02-24T23:36:38Z"),
            contexts=contexts,
        )
        assert embedded_proofs(ours) == embedded_proofs(signed)
        (proof,) = embedded_proofs(ours)
        assert proof["proofValue"] == text("eddsa-rdfc-2022/sigBTC58DataInt.txt").strip()
        signature = multibase_decode(str(proof["proofValue"]))
        assert signature.hex() == text("eddsa-rdfc-2022/sigHexDataInt.txt").strip()

    def test_signed_document_verifies(self, contexts: ContextLoader) -> None:
        signed = load("eddsa-rdfc-2022/signedDataInt.json")
        (proof,) = embedded_proofs(signed)
        verify_proof(signed, proof, key_of(proof), at=AT, contexts=contexts)

    def test_examples_vocabulary_is_not_in_production(self) -> None:
        signed = load("eddsa-rdfc-2022/signedDataInt.json")
        (proof,) = embedded_proofs(signed)
        assert EXAMPLES_V2 not in bundled_contexts().urls()
        with pytest.raises(ContextRefused) as caught:
            verify_proof(signed, proof, key_of(proof), at=AT)
        assert caught.value.code == "context_refused"


class TestSetAndChain:
    FOLDER = "proof-set-chain"

    @pytest.mark.parametrize(
        "name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]
    )
    def test_every_proof_verifies(self, name: str, contexts: ContextLoader) -> None:
        signed = load(f"{self.FOLDER}/{name}.json")
        for proof in embedded_proofs(signed):
            verify_proof(signed, proof, key_of(proof), at=AT, contexts=contexts)

    def test_all_four_proofs_are_reproduced(self, contexts: ContextLoader) -> None:
        pairs = json.loads(text(f"{self.FOLDER}/multiKeyPairs.json"))
        document = load(f"{self.FOLDER}/unsigned.json")
        steps = ["proofSetConfig1", "proofSetConfig2", "proofChainConfig1", "proofChainConfig2"]
        stages = ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]
        for number, (step, stage) in enumerate(zip(steps, stages, strict=True), start=1):
            options = load(f"{self.FOLDER}/{step}.json")
            previous, proof_id = options.get("previousProof"), options.get("id")
            document = add_proof(
                document,
                PublishedKey(pairs[f"keyPair{number}"]),
                created=parse_date_time_stamp(str(options["created"])),
                proof_id=None if proof_id is None else str(proof_id),
                previous_proof=[str(item) for item in previous] if isinstance(previous, list) else previous,  # type: ignore[arg-type]  # a text or absent
                contexts=contexts,
            )
            assert embedded_proofs(document) == embedded_proofs(load(f"{self.FOLDER}/{stage}.json"))
            signed = load(f"{self.FOLDER}/{step.replace('Config', 'ConfigSigned')}.json")
            assert embedded_proofs(document)[-1] == signed


class TestNotSupported:
    @pytest.mark.parametrize("folder", NOT_SUPPORTED)
    def test_other_suites(self, folder: str, contexts: ContextLoader) -> None:
        name, code = NOT_SUPPORTED[folder]
        signed = load(f"{folder}/{name}")
        (proof,) = embedded_proofs(signed)
        with pytest.raises(CredentialError) as caught:
            verify_proof(signed, proof, key_of(proof), at=AT, contexts=contexts)
        assert caught.value.code == code

    def test_employment_authorization_needs_a_context_that_is_in_no_package(
        self, contexts: ContextLoader
    ) -> None:
        signed = load("eddsa-rdfc-2022/employ/signedDataInt.json")
        (proof,) = embedded_proofs(signed)
        with pytest.raises(ContextRefused) as caught:
            verify_proof(signed, proof, key_of(proof), at=AT, contexts=contexts)
        assert caught.value.code == "context_refused"

    def test_nothing_is_left_out(self) -> None:
        """A new folder or signed document in the vectors must be looked at."""
        root: Path = vectors("vc-di-eddsa")
        signed = {str(path.relative_to(root)) for path in root.rglob("signed*.json")}
        chain = {f"proof-set-chain/signedProof{name}.json" for name in ("Set1", "Set2", "Chain1", "Chain2")}
        assert signed == {
            "eddsa-rdfc-2022/signedDataInt.json",
            "eddsa-rdfc-2022/employ/signedDataInt.json",
            *(f"{folder}/{name}" for folder, (name, _) in NOT_SUPPORTED.items()),
            *chain,
        }
