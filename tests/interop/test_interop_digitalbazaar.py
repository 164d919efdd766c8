"""Digital Bazaar's @digitalbazaar/vc with eddsa-rdfc-2022, both ways."""

import pytest

from credentials.achievement.model import Award
from credentials.identifiers.did import did_key_public_key
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from tests.awards_for_tests import AWARD, BARE_AWARD
from tests.interop.alterations import TAMPERED, UNSIGNABLE, Alteration, altered
from tests.interop.node_peer import NodePeer
from tests.interop.our_verdict import NOW, codes_of, our_report, status_of
from tests.interop.school import (
    SIGNED_AT,
    School,
    school_that_rotated,
    school_with_stolen_key,
    school_without_website,
)
from tests.keys_for_tests import SECOND_ED25519
from tests.status_changes_for_tests import changes_document, listed
from verifier.codes import CheckId, Code
from verifier.report import Conclusion
from verifier.result import CheckStatus

pytestmark = pytest.mark.interop

DATE = SIGNED_AT.strftime("%Y-%m-%dT%H:%M:%SZ")
STRANGER_SEED = "5e" * 32

SAFE_MODE_EVENT = {
    "an undefined term": "invalid property",
    "an undefined term within": "invalid property",
    "an undefined type": "relative @type reference",
    "a relative id": "relative @id reference",
    "an ill-formed language tag": "invalid @language value",
    "a blank node as predicate": "blank node predicate",
    "a keyword that is none": "invalid property",
}
"""What the peer's JSON-LD processor says in safe mode when it would have to drop something."""

ALIGNMENT: JsonObject = {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://school.example/x"}

SIGNED_ALIKE: dict[str, JsonObject] = {
    "as it is": {},
    "letters beyond ASCII": {"description": "Zoë’s café: ÿ Ω 漢字 🎓 \u200d e\u0301"},
    "characters that N-Quads escapes": {"description": 'tab\t, line\n, return\r, "quotes", \\'},
    "a fraction": {"credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": 2.5}},
    "a whole number where a fraction may stand": {
        "credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": 240}
    },
    "a text in a language": {"name": {"@value": "Bediening", "@language": "nl-NL"}},
    "unnamed things that only their parts tell apart": {
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "result": [
                {"type": ["Result"], "alignment": [ALIGNMENT | {"targetCode": code}]} for code in "BAC"
            ],
        }
    },
    "an endorsement inside": {
        "endorsement": [
            {
                "@context": [
                    "https://www.w3.org/ns/credentials/v2",
                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                ],
                "id": "urn:uuid:6a3cbf38-0000-4000-8000-000000000001",
                "type": ["VerifiableCredential", "EndorsementCredential"],
                "name": "Aanbeveling",
                "issuer": {"id": "https://sector.example/issuer", "type": ["Profile"]},
                "validFrom": "2025-01-01T00:00:00Z",
                "credentialSubject": {
                    "id": "https://school.example/modules/1",
                    "type": ["EndorsementSubject"],
                    "endorsementComment": "Goed.",
                },
            }
        ]
    },
}
"""Members laid over a credential, each with something that canonical forms trip over."""


def verdict_there(peer: NodePeer, credential: JsonObject, documents: JsonObject | None = None) -> JsonValue:
    """Return True, or the peer's reason to refuse, which it words as the first nested error."""
    answer = peer.ask("db.verify", credential=credential, documents=documents)
    errors = answer["errors"]
    assert isinstance(errors, list)
    if answer["verified"] is True:
        assert errors == []
        return True
    reasons = [error for error in errors if isinstance(error, dict) and error["name"] != "VerificationError"]
    return reasons[0].get("event", reasons[0]["message"])


def issued_there(peer: NodePeer, credential: JsonObject) -> JsonObject:
    """Have the peer sign a credential, with a did:key of its own as the issuer."""
    answer = peer.ask("db.issue", credential=credential, seed=STRANGER_SEED, date=DATE)
    assert answer["errors"] == []
    signed = answer["signed"]
    assert isinstance(signed, dict)
    return signed


def issuer_of(credential: JsonObject) -> str:
    """Return the id of the issuer."""
    issuer = credential["issuer"]
    assert isinstance(issuer, dict)
    return str(issuer["id"])


class TestOursThere:
    """What we signed, verified by Digital Bazaar."""

    def test_a_school_with_a_website(self, node_peer: NodePeer, school: School) -> None:
        assert verdict_there(node_peer, school.signed_credential(), school.publishes()) is True

    def test_a_school_with_an_https_identifier(self, node_peer: NodePeer) -> None:
        school = School("https://school.example/issuers/1")
        assert verdict_there(node_peer, school.signed_credential(), school.publishes()) is True

    @pytest.mark.parametrize("award", [AWARD, BARE_AWARD], ids=["full", "bare"])
    def test_a_did_key_that_publishes_nothing(self, node_peer: NodePeer, award: Award) -> None:
        school = school_without_website()
        assert verdict_there(node_peer, school.sign(school.credential(award=award))) is True

    def test_a_key_that_was_retired_since(self, node_peer: NodePeer, school: School) -> None:
        rotated = school_that_rotated(school.controller)
        assert verdict_there(node_peer, rotated.signed_credential(), rotated.publishes()) is True

    def test_a_key_that_was_revoked(self, node_peer: NodePeer, school: School) -> None:
        """It does not look at ``revoked``; that the key is no assertionMethod any more, it sees."""
        robbed = school_with_stolen_key(school.controller)
        assert verdict_there(node_peer, robbed.signed_credential(), robbed.publishes()) == (
            f'Verification method "{robbed.method}" not authorized by controller '
            'for proof purpose "assertionMethod".'
        )

    def test_two_proofs(self, node_peer: NodePeer, school: School) -> None:
        rotated = school_that_rotated(school.controller)
        new_key = SECOND_ED25519.signer(SECOND_ED25519.method_of(school.controller))
        signed = add_proof(rotated.signed_credential(), new_key, created=SIGNED_AT)
        assert len(embedded_proofs(signed)) == 2
        assert verdict_there(node_peer, signed, rotated.publishes()) is True

    @pytest.mark.parametrize("alteration", TAMPERED.values(), ids=TAMPERED)
    def test_tampered(self, node_peer: NodePeer, school: School, alteration: Alteration) -> None:
        entry = school.status_entry()
        tampered = altered(school.signed_credential(entry), alteration)
        documents = school.publishes(school.status_list(entry))
        assert verdict_there(node_peer, tampered, documents) == "Invalid signature."
        report = our_report(tampered, documents)
        assert report.conclusion is Conclusion.FAILED
        assert codes_of(report, CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}

    @pytest.mark.parametrize("name", UNSIGNABLE)
    def test_what_a_signature_would_not_cover(self, node_peer: NodePeer, school: School, name: str) -> None:
        smuggled = altered(school.signed_credential(), UNSIGNABLE[name])
        assert verdict_there(node_peer, smuggled, school.publishes()) == SAFE_MODE_EVENT[name]
        report = our_report(smuggled, school.publishes())
        assert report.conclusion is Conclusion.FAILED
        assert status_of(report, CheckId.STRUCTURE) is CheckStatus.FAILED

    def test_a_proof_from_another_credential(self, node_peer: NodePeer, school: School) -> None:
        other = school.sign(school.credential(award=BARE_AWARD))
        swapped: JsonObject = {**school.signed_credential(), "proof": other["proof"]}
        assert verdict_there(node_peer, swapped, school.publishes()) == "Invalid signature."
        assert codes_of(our_report(swapped, school.publishes()), CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}

    def test_the_did_document_of_another_school(self, node_peer: NodePeer, school: School) -> None:
        impostor = School(school.controller, keys=(SECOND_ED25519,))
        assert verdict_there(node_peer, impostor.signed_credential(), school.publishes()) == (
            f'DID document entity with id "{impostor.method}" not found.'
        )
        report = our_report(impostor.signed_credential(), school.publishes())
        assert codes_of(report, CheckId.PROOF) == {Code.KEY_NOT_FOUND}

    def test_a_did_document_in_other_terms(self, node_peer: NodePeer, school: School) -> None:
        """Why our DID documents begin with the context of DID Core: this peer takes no other."""
        ((url, document),) = school.publishes().items()
        assert isinstance(document, dict)
        assert document["@context"] == [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
        ]
        in_other_terms: JsonObject = {url: {**document, "@context": ["https://www.w3.org/ns/cid/v1"]}}
        reason = verdict_there(node_peer, school.signed_credential(), in_other_terms)
        assert str(reason).startswith("Dereferencing a URL did not result in a valid JSON-LD object.")


class TestOurStatusThere:
    """Our status lists, read by Digital Bazaar."""

    @pytest.mark.parametrize("revoked", [False, True])
    def test_revocation(self, node_peer: NodePeer, school: School, revoked: bool) -> None:
        """A revoked credential is "verified" there: who asks has to look at the status as well."""
        entry = school.status_entry(index=131_071)
        lists = school.status_list(entry, set_bits=[entry.status_list_index] if revoked else [])
        answer = node_peer.ask(
            "db.verify", credential=school.signed_credential(entry), documents=school.publishes(lists)
        )
        assert (answer["verified"], answer["statuses"], answer["errors"]) == (True, [revoked], [])

    def test_a_list_that_says_since_when_and_why(self, node_peer: NodePeer, school: School) -> None:
        """What the list names is nothing to other verifiers, and does not bother them."""
        entry = school.status_entry(index=7)
        document = changes_document(listed(7), url=entry.status_list_credential)
        lists = school.status_list(entry, set_bits=[7], changes=document)
        assert lists["relatedResource"]
        answer = node_peer.ask(
            "db.verify", credential=school.signed_credential(entry), documents=school.publishes(lists)
        )
        assert (answer["verified"], answer["statuses"], answer["errors"]) == (True, [True], [])

    def test_the_neighbours_of_a_revoked_credential(self, node_peer: NodePeer, school: School) -> None:
        """Bits are counted from the left, by both."""
        entry = school.status_entry(index=94_567)
        lists = school.status_list(entry, set_bits=[94_566, 94_568])
        answer = node_peer.ask(
            "db.verify", credential=school.signed_credential(entry), documents=school.publishes(lists)
        )
        assert (answer["verified"], answer["statuses"]) == (True, [False])

    def test_two_lists(self, node_peer: NodePeer, school: School) -> None:
        revocation, suspension = school.status_entry("revocation", 7), school.status_entry("suspension", 8)
        documents = school.publishes(
            school.status_list(revocation), school.status_list(suspension, set_bits=[8])
        )
        answer = node_peer.ask(
            "db.verify", credential=school.signed_credential(revocation, suspension), documents=documents
        )
        assert (answer["verified"], answer["statuses"]) == (True, [False, True])

    def test_a_list_that_was_tampered_with(self, node_peer: NodePeer, school: School) -> None:
        entry = school.status_entry()
        honest, other = (
            school.status_list(entry, set_bits=[entry.status_list_index]),
            school.status_list(entry),
        )
        forged = {**honest, "credentialSubject": other["credentialSubject"]}
        documents = school.publishes(forged)
        reason = verdict_there(node_peer, school.signed_credential(entry), documents)
        assert str(reason).startswith('"BitstringStatusListCredential" not verified')
        report = our_report(school.signed_credential(entry), documents)
        assert codes_of(report, CheckId.STATUS) == {Code.STATUS_LIST_NOT_VERIFIED}


class TestTheirsHere:
    """What Digital Bazaar signed, verified by us."""

    @pytest.mark.parametrize("award", [AWARD, BARE_AWARD], ids=["full", "bare"])
    def test_a_credential(self, node_peer: NodePeer, school: School, award: Award) -> None:
        signed = issued_there(node_peer, school.credential(award=award))
        (proof,) = embedded_proofs(signed)
        verify_proof(signed, proof, did_key_public_key(issuer_of(signed)), at=NOW)
        report = our_report(signed)
        assert report.conclusion is Conclusion.PASSED
        assert status_of(report, CheckId.PROOF) is CheckStatus.PASSED

    @pytest.mark.parametrize("alteration", TAMPERED.values(), ids=TAMPERED)
    def test_tampered(self, node_peer: NodePeer, school: School, alteration: Alteration) -> None:
        signed = issued_there(node_peer, school.credential(school.status_entry()))
        in_array: JsonObject = {**signed, "proof": list(embedded_proofs(signed))}
        report = our_report(altered(in_array, alteration))
        assert codes_of(report, CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}


class TestSameSignature:
    """Ed25519 is deterministic: same document, key and moment, so the same proof to the last byte."""

    @pytest.mark.parametrize("document", SIGNED_ALIKE.values(), ids=SIGNED_ALIKE)
    def test_signed_by_both(self, node_peer: NodePeer, document: JsonObject) -> None:
        school = school_without_website()
        credential = {**school.credential(), **document}
        answer = node_peer.ask(
            "db.issue",
            credential=credential,
            seed=school.keys[0].seed.hex(),
            controller=school.controller,
            verificationMethod=school.method,
            date=DATE,
        )
        assert answer["errors"] == []
        theirs = answer["signed"]
        assert isinstance(theirs, dict)
        assert embedded_proofs(theirs) == embedded_proofs(school.sign(credential))

    @pytest.mark.parametrize("alteration", UNSIGNABLE.values(), ids=UNSIGNABLE)
    def test_signed_by_neither(self, node_peer: NodePeer, alteration: Alteration) -> None:
        school = school_without_website()
        credential = altered(school.credential(), alteration)
        answer = node_peer.ask("db.issue", credential=credential, seed=STRANGER_SEED, date=DATE)
        assert answer["signed"] is None
        with pytest.raises(NotCanonicalizable):
            school.sign(credential)
