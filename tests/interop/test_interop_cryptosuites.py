"""Digital Bazaar's libraries for every cryptosuite of ours, both ways.

Where both sign with Ed25519 the proofs are equal to the last byte.
"""

from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from jwt.algorithms import ECAlgorithm, OKPAlgorithm

from credentials.identifiers.did import did_key_public_key
from credentials.identifiers.multikey import KeyType
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from tests.awards_for_tests import AWARD, BARE_AWARD
from tests.interop.alterations import TAMPERED, altered
from tests.interop.node_peer import NodePeer
from tests.interop.our_verdict import NOW, codes_of, our_report, status_of
from tests.interop.school import SIGNED_AT, School
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, ISSUER_P384, KeyForTests
from verifier.codes import CheckId, Code
from verifier.report import Conclusion
from verifier.result import CheckStatus

pytestmark = pytest.mark.interop

DATE = SIGNED_AT.strftime("%Y-%m-%dT%H:%M:%SZ")
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"

# Unnamed things that only RDFC-1.0 tells apart, so that the hash inside it shows; text of all kinds.
ALIGNMENT: JsonObject = {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://school.example/x"}
RESULTS: JsonObject = {
    "description": 'Zoë’s café: ÿ Ω 漢字 🎓 e\u0301, tab\t, line\n, "quotes", \\',
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "creditsEarned": 2.5,
        "result": [{"type": ["Result"], "alignment": [ALIGNMENT | {"targetCode": code}]} for code in "BACED"],
    },
}


class Suite(NamedTuple):
    """A suite with one of the types of key that it is for."""

    name: str
    key: KeyForTests

    def __str__(self) -> str:
        return f"{self.name} {self.key.key_type}"

    @property
    def school(self) -> School:
        """A school whose identifier is the did:key of the key."""
        return School(self.key.did_key, keys=(self.key,))

    def sign(self, document: JsonObject, method: str | None = None) -> JsonObject:
        return add_proof(document, self.key.signer(method), created=SIGNED_AT, cryptosuite=self.name)


SUITES = [
    Suite("eddsa-rdfc-2022", ISSUER_ED25519),
    Suite("eddsa-jcs-2022", ISSUER_ED25519),
    Suite("ecdsa-rdfc-2019", ISSUER_P256),
    Suite("ecdsa-rdfc-2019", ISSUER_P384),
    Suite("ecdsa-jcs-2019", ISSUER_P256),
    Suite("ecdsa-jcs-2019", ISSUER_P384),
]
EVERY_SUITE = pytest.mark.parametrize("suite", SUITES, ids=str)


def verdict_there(peer: NodePeer, credential: JsonObject, documents: JsonObject | None = None) -> JsonValue:
    """Return True, or the peer's reason to refuse, which it words as the first nested error."""
    answer = peer.ask("db.suites.verify", credential=credential, documents=documents)
    errors = answer["errors"]
    assert isinstance(errors, list)
    if answer["verified"] is True:
        assert errors == []
        return True
    reasons = [error for error in errors if isinstance(error, dict) and error["name"] != "VerificationError"]
    return reasons[0]["message"]


def issued_there(peer: NodePeer, credential: JsonObject, cryptosuite: str, jwk: JsonObject) -> JsonObject:
    """Have the peer sign a credential, with the did:key of a key as the issuer."""
    answer = peer.ask("db.suites.issue", credential=credential, cryptosuite=cryptosuite, jwk=jwk, date=DATE)
    assert answer["errors"] == []
    signed = answer["signed"]
    assert isinstance(signed, dict)
    return signed


def fresh_jwk(key_type: KeyType) -> JsonObject:
    """Return a private key that exists for one test."""
    if key_type is KeyType.ED25519:
        text = OKPAlgorithm.to_jwk(ed25519.Ed25519PrivateKey.generate())
    else:
        curve = ec.SECP384R1() if key_type is KeyType.P384 else ec.SECP256R1()
        text = ECAlgorithm.to_jwk(ec.generate_private_key(curve))
    return parse(text.encode()).unverified


def issuer_of(credential: JsonObject) -> str:
    issuer = credential["issuer"]
    return str(issuer["id"] if isinstance(issuer, dict) else issuer)


def with_list_of_proofs(signed: JsonObject) -> JsonObject:
    return {**signed, "proof": list(embedded_proofs(signed))}


@EVERY_SUITE
class TestOursThere:
    @pytest.mark.parametrize("award", [AWARD, BARE_AWARD], ids=["full", "bare"])
    def test_a_did_key(self, node_peer: NodePeer, suite: Suite, award: object) -> None:
        credential = suite.school.credential(award=AWARD if award is AWARD else BARE_AWARD)
        assert verdict_there(node_peer, suite.sign(credential)) is True

    def test_a_school_with_a_website(self, node_peer: NodePeer, school: School, suite: Suite) -> None:
        with_key = School(school.controller, keys=(suite.key,))
        signed = suite.sign(with_key.credential(), suite.key.method_of(school.controller))
        assert verdict_there(node_peer, signed, with_key.publishes()) is True

    def test_what_canonical_forms_trip_over(self, node_peer: NodePeer, suite: Suite) -> None:
        assert verdict_there(node_peer, suite.sign({**suite.school.credential(), **RESULTS})) is True

    @pytest.mark.parametrize("name", ["another name", "another moment of signing"])
    def test_tampered(self, node_peer: NodePeer, suite: Suite, name: str) -> None:
        tampered = altered(suite.sign(suite.school.credential()), TAMPERED[name])
        assert verdict_there(node_peer, tampered) == "Invalid signature."
        assert codes_of(our_report(tampered), CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}


@EVERY_SUITE
class TestTheirsHere:
    @pytest.mark.parametrize("extra", [{}, RESULTS], ids=["plain", "what canonical forms trip over"])
    def test_a_credential(self, node_peer: NodePeer, school: School, suite: Suite, extra: JsonObject) -> None:
        jwk = fresh_jwk(suite.key.key_type)
        signed = issued_there(node_peer, {**school.credential(), **extra}, suite.name, jwk)
        (proof,) = embedded_proofs(signed)
        assert proof["cryptosuite"] == suite.name
        verify_proof(signed, proof, did_key_public_key(issuer_of(signed)), at=NOW)
        report = our_report(signed)
        assert status_of(report, CheckId.PROOF) is CheckStatus.PASSED
        if not extra:
            assert report.conclusion is Conclusion.PASSED

    @pytest.mark.parametrize("name", ["another name", "another moment of signing"])
    def test_tampered(self, node_peer: NodePeer, school: School, suite: Suite, name: str) -> None:
        jwk = fresh_jwk(suite.key.key_type)
        signed = issued_there(node_peer, school.credential(), suite.name, jwk)
        report = our_report(altered(with_list_of_proofs(signed), TAMPERED[name]))
        assert codes_of(report, CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}


@pytest.mark.parametrize("name", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize("extra", [{}, RESULTS], ids=["plain", "what canonical forms trip over"])
def test_the_same_proof_to_the_last_byte(
    node_peer: NodePeer, school: School, name: str, extra: JsonObject
) -> None:
    credential: JsonObject = {**school.credential(), **extra}
    private = ed25519.Ed25519PrivateKey.from_private_bytes(ISSUER_ED25519.seed)
    jwk = parse(OKPAlgorithm.to_jwk(private).encode()).unverified
    theirs = issued_there(node_peer, credential, name, jwk)
    ours = Suite(name, ISSUER_ED25519).sign({**credential, "issuer": theirs["issuer"]})
    assert embedded_proofs(theirs) == embedded_proofs(ours)


class TestContextsBehindTheSignedOnes:
    """eddsa-jcs-2022 §3.3.2 step 4: both let them pass where they say nothing."""

    SUITE = Suite("eddsa-jcs-2022", ISSUER_ED25519)

    def test_that_say_nothing(self, node_peer: NodePeer) -> None:
        signed = self.SUITE.sign(self.SUITE.school.credential())
        contexts = signed["@context"]
        assert isinstance(contexts, list)
        more: JsonObject = {**signed, "@context": [*contexts, ED25519_2020]}
        assert verdict_there(node_peer, more) is True
        assert status_of(our_report(more), CheckId.PROOF) is CheckStatus.PASSED

    def test_that_say_something(self, node_peer: NodePeer) -> None:
        """The peer takes a meaning that nobody signed; we do not."""
        credential = self.SUITE.school.credential()
        contexts = credential["@context"]
        assert isinstance(contexts, list)
        signed = self.SUITE.sign({**credential, "@context": contexts[:1]})
        more: JsonObject = {**signed, "@context": contexts}
        assert verdict_there(node_peer, more) is True
        assert codes_of(our_report(more), CheckId.PROOF) == {Code.PROOF_MALFORMED}


class TestEd25519Signature2020:
    """The type that came before the cryptosuites; we verify it and do not make it."""

    @pytest.mark.parametrize("version", ["2.0", "1.1"])
    def test_theirs_here(self, node_peer: NodePeer, school: School, version: str) -> None:
        jwk = fresh_jwk(KeyType.ED25519)
        credential = school.credential() if version == "2.0" else self.of_vcdm_1_1(school)
        signed = issued_there(node_peer, credential, "Ed25519Signature2020", jwk)
        (proof,) = embedded_proofs(signed)
        assert proof["type"] == "Ed25519Signature2020"
        public_key = did_key_public_key(issuer_of(signed))
        verify_proof(signed, proof, public_key, at=NOW)
        assert verdict_there(node_peer, signed) is True
        tampered = altered(with_list_of_proofs(signed), TAMPERED["another moment of signing"])
        assert verdict_there(node_peer, tampered) == "Invalid signature."
        with pytest.raises(Exception, match="does not fit") as caught:
            verify_proof(tampered, embedded_proofs(tampered)[0], public_key, at=NOW)
        assert getattr(caught.value, "code", None) == "signature_mismatch"

    def test_a_badge_passes(self, node_peer: NodePeer, school: School) -> None:
        jwk = fresh_jwk(KeyType.ED25519)
        signed = issued_there(node_peer, school.credential(), "Ed25519Signature2020", jwk)
        report = our_report(signed)
        assert status_of(report, CheckId.PROOF) is CheckStatus.PASSED
        result = report.result(CheckId.PROOF)
        assert result is not None
        assert result.evidence["cryptosuite"] == "Ed25519Signature2020"

    @staticmethod
    def of_vcdm_1_1(school: School) -> JsonObject:
        return {
            "@context": ["https://www.w3.org/2018/credentials/v1"],
            "id": "urn:uuid:6a3cbf38-0000-4000-8000-000000000002",
            "type": ["VerifiableCredential"],
            "issuer": school.controller,
            "issuanceDate": "2025-01-01T00:00:00Z",
            "credentialSubject": {"id": "did:example:learner"},
        }
