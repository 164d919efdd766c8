"""Badges of VCDM 1.1 with Digital Bazaar's libraries: theirs pass here as badges, and ours pass there."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from jwt.algorithms import OKPAlgorithm

from contexts import CREDENTIALS_V1
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.proofs.data_integrity import embedded_proofs
from tests.interop.node_peer import NodePeer
from tests.interop.our_verdict import codes_of, our_report, status_of
from tests.keys_for_tests import ISSUER_ED25519
from tests.verification_for_tests import DATA_INTEGRITY_V2, badge_1_1, signed
from verifier.codes import CheckId, Code
from verifier.report import Conclusion
from verifier.result import CheckStatus

pytestmark = pytest.mark.interop

ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
ISSUED = "2025-01-01T00:00:00Z"
DATE = "2025-01-02T09:30:00Z"
EDITIONS = pytest.mark.parametrize("edition", ["context.json", "context-3.0.3.json"])


def badge_of(edition: str, suite_context: str, **changes: JsonValue) -> JsonObject:
    """Return an unsigned badge of VCDM 1.1, issued long enough ago for the clock of any machine."""
    contexts: list[JsonValue] = [CREDENTIALS_V1, OB + edition, suite_context]
    return badge_1_1(**{"@context": contexts, "issuanceDate": ISSUED, **changes})


def issued_there(peer: NodePeer, credential: JsonObject, cryptosuite: str) -> JsonObject:
    """Have the peer sign with a fresh key, whose did:key becomes the issuer."""
    jwk = parse(OKPAlgorithm.to_jwk(ed25519.Ed25519PrivateKey.generate()).encode()).unverified
    answer = peer.ask("db.suites.issue", credential=credential, cryptosuite=cryptosuite, jwk=jwk, date=DATE)
    assert answer["errors"] == []
    document = answer["signed"]
    assert isinstance(document, dict)
    return document


def is_verified_there(peer: NodePeer, document: JsonObject) -> JsonValue:
    return peer.ask("db.suites.verify", credential=document, documents=None)["verified"]


@EDITIONS
@pytest.mark.parametrize(
    ("cryptosuite", "suite_context"),
    [("Ed25519Signature2020", ED25519_2020), ("eddsa-rdfc-2022", DATA_INTEGRITY_V2)],
)
class TestTheirsHere:
    def test_a_badge_passes(
        self, node_peer: NodePeer, edition: str, cryptosuite: str, suite_context: str
    ) -> None:
        document = issued_there(node_peer, badge_of(edition, suite_context), cryptosuite)
        report = our_report(document)
        assert report.conclusion is Conclusion.PASSED
        assert codes_of(report, CheckId.STRUCTURE) == {Code.DATA_MODEL_OLDER}
        proof = report.result(CheckId.PROOF)
        assert proof is not None
        assert proof.evidence["cryptosuite"] == cryptosuite

    @pytest.mark.parametrize("name", ["issuanceDate", "name"])
    def test_an_altered_badge_fails(
        self, node_peer: NodePeer, edition: str, cryptosuite: str, suite_context: str, name: str
    ) -> None:
        document = issued_there(node_peer, badge_of(edition, suite_context), cryptosuite)
        changed: JsonObject = {**document, name: "2024-12-31T00:00:00Z"}
        assert is_verified_there(node_peer, changed) is False
        assert codes_of(our_report(changed), CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}

    def test_an_expired_badge_is_expired(
        self, node_peer: NodePeer, edition: str, cryptosuite: str, suite_context: str
    ) -> None:
        ended = badge_of(edition, suite_context, expirationDate="2025-06-01T00:00:00Z")
        report = our_report(issued_there(node_peer, ended, cryptosuite))
        assert codes_of(report, CheckId.VALIDITY_PERIOD) == {Code.EXPIRED}
        assert status_of(report, CheckId.PROOF) is CheckStatus.PASSED


@EDITIONS
def test_ours_there(node_peer: NodePeer, edition: str) -> None:
    issuer: JsonObject = {"id": ISSUER_ED25519.did_key, "type": ["Profile"], "name": "ROC Voorbeeld"}
    document = signed(badge_of(edition, DATA_INTEGRITY_V2, issuer=issuer), controller="did:key")
    assert is_verified_there(node_peer, document) is True
    assert len(embedded_proofs(document)) == 1
    assert is_verified_there(node_peer, {**document, "name": "Iets anders"}) is False
