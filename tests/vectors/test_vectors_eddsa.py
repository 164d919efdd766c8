"""The W3C test vectors of the EdDSA cryptosuites: reproduced byte for byte, and verified.

What cannot be reproduced is in :data:`NOT_REPRODUCED`, file by file, with the reason.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contexts import ContextLoader, bundled_contexts
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.identifiers.did import did_key_public_key
from credentials.identifiers.multiformats import multibase_decode
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import ContextRefused
from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, parse
from credentials.proofs.cryptosuites import suite_of
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from credentials.proofs.errors import SignatureMismatch, UnsupportedCryptosuite
from credentials.proofs.rdfc_suite import proof_configuration
from credentials.proofs.signing import SignatureAlgorithm
from tests.contexts_for_tests import EXAMPLES_V2, contexts_with_examples
from tests.paths import vectors

AT = datetime(2026, 9, 1, tzinfo=UTC)
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"


@dataclass(frozen=True)
class Steps:
    """The published steps to one signature, in files such as ``<folder>/canonDoc<ending>.txt``."""

    folder: str
    ending: str
    unsigned: str = "unsigned.json"

    def __str__(self) -> str:
        return self.folder

    def name(self, step: str, kind: str = "txt") -> str:
        return f"{self.folder}/{step}{self.ending}.{kind}"

    def text(self, step: str) -> str:
        return text(self.name(step))

    def line(self, step: str) -> str:
        return self.text(step).strip()

    @property
    def configuration(self) -> JsonObject:
        return load(self.name("proofConfig", "json"))

    @property
    def signed(self) -> JsonObject:
        return load(self.name("signed", "json"))

    @property
    def files(self) -> frozenset[str]:
        texts = ("canonDoc", "proofCanon", "docHash", "proofHash", "combinedHash", "sigHex", "sigBTC58")
        return frozenset(
            {*map(self.name, texts), self.name("proofConfig", "json"), self.name("signed", "json")}
        )


RDFC = Steps("eddsa-rdfc-2022", "DataInt")
EMPLOYMENT = Steps("eddsa-rdfc-2022/employ", "DataInt", unsigned="employmentAuth.json")
JCS = Steps("eddsa-jcs-2022", "JCS")
ED25519_SIGNATURE_2020 = Steps("Ed25519Signature2020", "EdSig")
ALL_STEPS = (RDFC, EMPLOYMENT, JCS, ED25519_SIGNATURE_2020)

SET_AND_CHAIN = "proof-set-chain"
# Stage → the configuration of the proof that it adds, and the same with its value.
STAGES = {
    "signedProofSet1": ("proofSetConfig1", "proofSetConfigSigned1"),
    "signedProofSet2": ("proofSetConfig2", "proofSetConfigSigned2"),
    "signedProofChain1": ("proofChainConfig1", "proofChainConfigSigned1"),
    "signedProofChain2": ("proofChainConfig2", "proofChainConfigSigned2"),
}
# What a proof in the chain signs → that proof.
CHAIN_INPUTS = {
    "proofChainTempDoc1": "proofChainConfigSigned1",
    "proofChainTempDoc2": "proofChainConfigSigned2",
}

WHOLE_DOCUMENTS = (RDFC, JCS, ED25519_SIGNATURE_2020)
MADE_HERE = {RDFC: "eddsa-rdfc-2022", JCS: "eddsa-jcs-2022"}

# Every file of which something is not reproduced → why. TestEmployment verifies what can be.
_NO_CONTEXT = f"needs {CITIZENSHIP}, a context that is in no package"
NOT_REPRODUCED = {
    "employmentAuth.json": f"cannot be canonicalized: {_NO_CONTEXT}",
    "eddsa-rdfc-2022/employ/canonDocDataInt.txt": f"{_NO_CONTEXT}; only hashed as given",
    "eddsa-rdfc-2022/employ/docHashDataInt.txt": f"{_NO_CONTEXT}; from the canonical form as given",
    "eddsa-rdfc-2022/employ/proofConfigDataInt.json": f"{_NO_CONTEXT}; made with the VC context alone",
    "eddsa-rdfc-2022/employ/proofCanonDataInt.txt": f"{_NO_CONTEXT}; made with the VC context alone",
    "eddsa-rdfc-2022/employ/proofHashDataInt.txt": f"{_NO_CONTEXT}; from the canonical form as given",
    "eddsa-rdfc-2022/employ/combinedHashDataInt.txt": f"{_NO_CONTEXT}; from the two hashes as given",
    "eddsa-rdfc-2022/employ/sigHexDataInt.txt": f"{_NO_CONTEXT}; signed over the hashes as given",
    "eddsa-rdfc-2022/employ/sigBTC58DataInt.txt": f"{_NO_CONTEXT}; signed over the hashes as given",
    "eddsa-rdfc-2022/employ/signedDataInt.json": f"{_NO_CONTEXT}; refused, its signature holds",
}

# Files that the tests reproduce, or start from.
REPRODUCED = frozenset(
    {
        "keyPair.json",
        "unsigned.json",
        *RDFC.files,
        *JCS.files,
        *ED25519_SIGNATURE_2020.files,
        f"{SET_AND_CHAIN}/unsigned.json",
        f"{SET_AND_CHAIN}/multiKeyPairs.json",
        *(f"{SET_AND_CHAIN}/{name}.json" for stage in STAGES.items() for name in (stage[0], *stage[1])),
        *(f"{SET_AND_CHAIN}/{name}.json" for name in CHAIN_INPUTS),
    }
)


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


def published_pair() -> dict[str, str]:
    pair: dict[str, str] = json.loads(text("keyPair.json"))
    return pair


def published_key() -> PublicKey:
    return PublicKey.from_multikey(published_pair()["publicKeyMultibase"])


def without(document: JsonObject, member: str) -> JsonObject:
    return {name: value for name, value in document.items() if name != member}


def sha256(canonical: str | bytes) -> str:
    content = canonical.encode() if isinstance(canonical, str) else canonical
    return hashlib.sha256(content).hexdigest()


def key_of(proof: JsonObject) -> PublicKey:
    return did_key_public_key(str(proof["verificationMethod"]))


def hash_data(document: JsonObject, proof: JsonObject, contexts: ContextLoader) -> bytes:
    """Return what the suite of a proof signs."""
    return suite_of(proof, "/proof").hash_data(
        document,
        without(proof, "proofValue"),
        key_type=KeyType.ED25519,
        proof_pointer="/proof",
        contexts=contexts,
        limits=DEFAULT_LIMITS,
    )


class TestKeysAndContexts:
    def test_key_pair(self) -> None:
        pair = published_pair()
        private = multibase_decode(pair["privateKeyMultibase"])
        public = Ed25519PrivateKey.from_private_bytes(private[2:]).public_key().public_bytes_raw()
        assert PublicKey.from_multikey(pair["publicKeyMultibase"]).raw == public
        assert PublicKey.from_multikey(pair["publicKeyMultibase"]).to_multikey() == pair["publicKeyMultibase"]

    def test_examples_vocabulary_is_not_in_production(self) -> None:
        signed = load("eddsa-rdfc-2022/signedDataInt.json")
        (proof,) = embedded_proofs(signed)
        assert EXAMPLES_V2 not in bundled_contexts().urls()
        with pytest.raises(ContextRefused) as caught:
            verify_proof(signed, proof, key_of(proof), at=AT)
        assert caught.value.code == "context_refused"


@pytest.mark.parametrize("steps", WHOLE_DOCUMENTS, ids=str)
class TestEverySuite:
    def test_signed_document_verifies(self, steps: Steps, contexts: ContextLoader) -> None:
        (proof,) = embedded_proofs(steps.signed)
        verify_proof(steps.signed, proof, key_of(proof), at=AT, contexts=contexts)

    @pytest.mark.parametrize("member", ["name", "validFrom", "id"])
    def test_another_document_does_not(self, steps: Steps, member: str, contexts: ContextLoader) -> None:
        (proof,) = embedded_proofs(steps.signed)
        other = steps.signed | {member: "2023-01-01T00:00:01Z" if member == "validFrom" else "urn:other"}
        with pytest.raises(SignatureMismatch):
            verify_proof(other, proof, key_of(proof), at=AT, contexts=contexts)

    def test_hashes_are_reproduced(self, steps: Steps, contexts: ContextLoader) -> None:
        (proof,) = embedded_proofs(steps.signed)
        data = hash_data(without(steps.signed, "proof"), proof, contexts).hex()
        assert data == steps.line("combinedHash")
        assert data[:64] == steps.line("proofHash")
        assert data[64:] == steps.line("docHash")


@pytest.mark.parametrize(("steps", "cryptosuite"), MADE_HERE.items(), ids=str)
def test_proof_value_is_reproduced(steps: Steps, cryptosuite: str, contexts: ContextLoader) -> None:
    ours = add_proof(
        load("unsigned.json"),
        PublishedKey(published_pair()),
        created=parse_date_time_stamp("2023-02-24T23:36:38Z"),
        cryptosuite=cryptosuite,
        contexts=contexts,
    )
    assert embedded_proofs(ours) == embedded_proofs(steps.signed)
    (proof,) = embedded_proofs(ours)
    assert proof["proofValue"] == steps.line("sigBTC58")
    assert multibase_decode(str(proof["proofValue"])).hex() == steps.line("sigHex")


def test_the_older_type_is_verified_and_not_made(contexts: ContextLoader) -> None:
    with pytest.raises(UnsupportedCryptosuite):
        add_proof(
            ED25519_SIGNATURE_2020.signed,
            PublishedKey(published_pair()),
            created=AT,
            cryptosuite="Ed25519Signature2020",
            contexts=contexts,
        )


@pytest.mark.parametrize("steps", [RDFC, ED25519_SIGNATURE_2020], ids=str)
class TestCanonicalRDF:
    def test_document(self, steps: Steps, contexts: ContextLoader) -> None:
        canonical = canonicalize(without(steps.signed, "proof"), contexts=contexts)
        assert canonical == steps.text("canonDoc")
        assert canonicalize(load(steps.unsigned), contexts=contexts) == canonical

    def test_proof(self, steps: Steps, contexts: ContextLoader) -> None:
        (proof,) = embedded_proofs(steps.signed)
        ours = proof_configuration(steps.signed, proof)
        assert ours == steps.configuration
        assert canonicalize(ours, contexts=contexts) == steps.text("proofCanon")


class TestCanonicalJSON:
    @pytest.mark.parametrize("document", [JCS.unsigned, JCS.name("signed", "json")])
    def test_document(self, document: str) -> None:
        assert canonicalize_json(without(load(document), "proof")) == JCS.text("canonDoc").encode()

    def test_proof(self) -> None:
        (proof,) = embedded_proofs(JCS.signed)
        for configuration in (JCS.configuration, without(proof, "proofValue")):
            assert canonicalize_json(configuration) == JCS.text("proofCanon").encode()


@pytest.mark.parametrize("steps", ALL_STEPS, ids=str)
class TestEveryStep:
    """What holds of the published texts by themselves."""

    def test_hashes(self, steps: Steps) -> None:
        # The texts of JCS end without a line break, those of RDF canonicalization with one.
        assert sha256(steps.text("canonDoc")) == steps.line("docHash")
        assert sha256(steps.text("proofCanon")) == steps.line("proofHash")
        assert steps.line("combinedHash") == steps.line("proofHash") + steps.line("docHash")

    def test_signature(self, steps: Steps) -> None:
        signature = multibase_decode(steps.line("sigBTC58"))
        assert signature.hex() == steps.line("sigHex")
        combined = bytes.fromhex(steps.line("combinedHash"))
        assert published_key().verify(signature, combined)
        assert not published_key().verify(signature, combined[:-1] + bytes([combined[-1] ^ 1]))
        assert PublishedKey(published_pair()).sign(combined) == signature

    def test_signed_document(self, steps: Steps) -> None:
        unsigned = load(steps.unsigned)
        # Ed25519Signature2020 adds the context of its proof.
        assert without(steps.signed, "proof") == unsigned | {"@context": steps.signed["@context"]}
        (proof,) = embedded_proofs(steps.signed)
        assert proof["proofValue"] == steps.line("sigBTC58")
        assert key_of(proof) == published_key()
        assert without(proof, "proofValue") | {"@context": steps.signed["@context"]} == steps.configuration


class TestSetAndChain:
    @pytest.mark.parametrize("name", STAGES)
    def test_every_proof_verifies(self, name: str, contexts: ContextLoader) -> None:
        signed = load(f"{SET_AND_CHAIN}/{name}.json")
        for proof in embedded_proofs(signed):
            verify_proof(signed, proof, key_of(proof), at=AT, contexts=contexts)

    def test_all_four_proofs_are_reproduced(self, contexts: ContextLoader) -> None:
        pairs = json.loads(text(f"{SET_AND_CHAIN}/multiKeyPairs.json"))
        document = load(f"{SET_AND_CHAIN}/unsigned.json")
        for number, (stage, (step, with_value)) in enumerate(STAGES.items(), start=1):
            options = load(f"{SET_AND_CHAIN}/{step}.json")
            previous, proof_id = options.get("previousProof"), options.get("id")
            document = add_proof(
                document,
                PublishedKey(pairs[f"keyPair{number}"]),
                created=parse_date_time_stamp(str(options["created"])),
                proof_id=None if proof_id is None else str(proof_id),
                previous_proof=[str(item) for item in previous] if isinstance(previous, list) else previous,  # type: ignore[arg-type]  # a text or absent
                contexts=contexts,
            )
            assert embedded_proofs(document) == embedded_proofs(load(f"{SET_AND_CHAIN}/{stage}.json"))
            proof = embedded_proofs(document)[-1]
            assert proof == load(f"{SET_AND_CHAIN}/{with_value}.json")
            assert without(proof, "proofValue") == options

    @pytest.mark.parametrize(("name", "proof_name"), CHAIN_INPUTS.items())
    def test_what_a_proof_in_the_chain_signs(
        self, name: str, proof_name: str, contexts: ContextLoader
    ) -> None:
        document = load(f"{SET_AND_CHAIN}/{name}.json")
        proof = load(f"{SET_AND_CHAIN}/{proof_name}.json")
        data = hash_data(document, proof, contexts)
        assert key_of(proof).verify(multibase_decode(str(proof["proofValue"])), data)


class TestEmployment:
    """What holds without the context; TestEveryStep has the hashes and the signature."""

    @pytest.mark.parametrize(
        "name",
        [EMPLOYMENT.unsigned, EMPLOYMENT.name("proofConfig", "json"), EMPLOYMENT.name("signed", "json")],
    )
    def test_the_context_is_refused(self, name: str, contexts: ContextLoader) -> None:
        """Once we carry the context, this fails, and what it stops can be reproduced."""
        document = load(name)
        assert CITIZENSHIP in str(document["@context"])
        with pytest.raises(ContextRefused):
            canonicalize(without(document, "proof"), contexts=contexts)

    def test_the_terms_of_the_proof_need_only_the_credentials_context(self, contexts: ContextLoader) -> None:
        configuration = EMPLOYMENT.configuration | {"@context": "https://www.w3.org/ns/credentials/v2"}
        assert canonicalize(configuration, contexts=contexts) == EMPLOYMENT.text("proofCanon")


class TestNotReproduced:
    def test_employment_authorization_needs_a_context_that_is_in_no_package(
        self, contexts: ContextLoader
    ) -> None:
        (proof,) = embedded_proofs(EMPLOYMENT.signed)
        with pytest.raises(ContextRefused) as caught:
            verify_proof(EMPLOYMENT.signed, proof, key_of(proof), at=AT, contexts=contexts)
        assert caught.value.code == "context_refused"

    def test_nothing_is_left_out(self) -> None:
        """Every file of the vectors is reproduced, or listed with a reason; none is listed in vain."""
        root: Path = vectors("vc-di-eddsa")
        published = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        assert not REPRODUCED & NOT_REPRODUCED.keys()
        assert published == REPRODUCED | NOT_REPRODUCED.keys()
        assert NOT_REPRODUCED.keys() == EMPLOYMENT.files | {EMPLOYMENT.unsigned}
        assert all(CITIZENSHIP in reason for reason in NOT_REPRODUCED.values())
