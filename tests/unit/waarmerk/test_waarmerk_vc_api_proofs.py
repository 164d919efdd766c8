"""Data Integrity, as its test suites ask for it: what is signed, and what is found wrong in a proof.

Every case is tried with each suite, and with documents of both data models.
"""

from collections.abc import Callable
from typing import Any

import pytest

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.identifiers.multiformats import multibase_decode, multibase_encode
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.parsing import JsonObject
from tests.generic_documents_for_tests import ISSUER, changed, credential, credential_1_1
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, ISSUER_P384, STRANGER_ED25519, KeyForTests
from tests.vc_api_for_tests import door, signed, signed_with
from waarmerk.vc_api.suites import SUITES

SECURITY = "https://w3id.org/security#"
KEY_OF = {KeyType.ED25519: ISSUER_ED25519, KeyType.P256: ISSUER_P256, KeyType.P384: ISSUER_P384}
SIGNATURE_BYTES = {KeyType.ED25519: 64, KeyType.P256: 64, KeyType.P384: 96}
EVERY_SUITE = pytest.mark.parametrize("suite", [name for name in SUITES if name != "status"])
BOTH_MODELS = pytest.mark.parametrize("make", [credential, credential_1_1])
Make = Callable[..., JsonObject]


def longer(value: str) -> str:
    """Return a proof value with 32 bytes more."""
    return multibase_encode(multibase_decode(value, "z") + bytes(32))


def proofs(document: JsonObject) -> list[Any]:
    """Return the proofs of a document in a list."""
    found = document["proof"]
    return found if isinstance(found, list) else [found]


@EVERY_SUITE
@BOTH_MODELS
class TestWhatIsSigned:
    def test_the_proof_has_what_is_required(self, suite: str, make: Make) -> None:
        asked = SUITES[suite]
        issued = door().issued(make(), suite)
        proof: Any = issued["proof"]
        assert (proof["type"], proof["cryptosuite"]) == ("DataIntegrityProof", asked.cryptosuite)
        assert proof["proofPurpose"] == "assertionMethod"
        assert parse_date_time_stamp(proof["created"]).tzinfo is not None
        assert proof["proofValue"].startswith("z")
        assert len(multibase_decode(proof["proofValue"], "z")) == SIGNATURE_BYTES[asked.key_type]

    def test_the_key_is_the_one_in_the_did(self, suite: str, make: Make) -> None:
        proof: Any = door().issued(make(), suite)["proof"]
        did, _, fragment = proof["verificationMethod"].partition("#")
        assert did == f"did:key:{fragment}" == door().did(suite)
        assert PublicKey.from_multikey(fragment).key_type is SUITES[suite].key_type

    def test_a_proof_over_json_has_the_contexts_and_another_has_not(self, suite: str, make: Make) -> None:
        issued = door().issued(make(), suite)
        proof: Any = issued["proof"]
        assert proof.get("@context") == (issued["@context"] if SUITES[suite].signs_json else None)

    def test_it_holds(self, suite: str, make: Make) -> None:
        issued = door().issued(make(issuer=door().did(suite)), suite)
        answer = door().verify(issued, {})
        assert (answer.status, answer.json["verified"], answer.json["warnings"]) == (200, True, [])
        assert answer.json["checks"] == ["proof", "issuer", "validityPeriod", "credentialStatus"]

    def test_what_somebody_else_signed_holds_too(self, suite: str, make: Make) -> None:
        asked = SUITES[suite]
        contexts = [*door().issued(make(), suite)["@context"]]  # type: ignore[misc]  # JSON
        document = signed(make(at_context=contexts), KEY_OF[asked.key_type], suite=asked.cryptosuite)
        assert door().verify(document).status == 200


CHANGES = [
    pytest.param("/proof", lambda _: ..., None, id="no-proof"),
    pytest.param("/proof", lambda _: None, None, id="a-proof-that-is-null"),
    pytest.param("/proof", lambda _: [], None, id="no-proofs"),
    pytest.param("/proof", lambda _: "proof", None, id="a-proof-that-is-a-text"),
    pytest.param("/proof/type", lambda _: ..., None, id="no-type"),
    pytest.param("/proof/type", lambda _: "UnknownProofType", None, id="another-type"),
    pytest.param("/proof/cryptosuite", lambda _: ..., None, id="no-cryptosuite"),
    pytest.param("/proof/cryptosuite", lambda _: "unknown-suite-2099", None, id="another-cryptosuite"),
    pytest.param("/proof/verificationMethod", lambda _: ..., None, id="no-key"),
    pytest.param("/proof/verificationMethod", lambda _: "did:key:invalid", None, id="no-such-key"),
    pytest.param("/proof/verificationMethod", lambda _: "a key", None, id="a-key-that-is-no-url"),
    pytest.param(
        "/proof/verificationMethod",
        lambda _: "https://example.org/issuer#key",
        "INVALID_VERIFICATION_METHOD",
        id="a-key-to-be-fetched",
    ),
    pytest.param(
        "/proof/verificationMethod", lambda _: STRANGER_ED25519.did_key_method, None, id="somebody-elses-key"
    ),
    pytest.param("/proof/proofPurpose", lambda _: ..., None, id="no-purpose"),
    pytest.param("/proof/proofPurpose", lambda _: "invalidPurpose", None, id="no-such-purpose"),
    pytest.param("/proof/proofPurpose", lambda _: "authentication", None, id="another-purpose"),
    pytest.param("/proof/proofValue", lambda _: ..., None, id="no-signature"),
    pytest.param("/proof/proofValue", lambda _: None, None, id="a-signature-that-is-null"),
    pytest.param("/proof/proofValue", lambda value: value[1:], None, id="a-signature-without-multibase"),
    pytest.param("/proof/proofValue", lambda value: "u" + value[1:], None, id="another-multibase"),
    pytest.param("/proof/proofValue", longer, None, id="a-signature-with-more-behind-it"),
    pytest.param("/proof/created", lambda _: "yesterday", None, id="a-moment-in-words"),
    pytest.param("/proof/created", lambda _: "2024-01-01T00:00:00Z", None, id="another-moment"),
    pytest.param("/proof/expires", lambda _: "2099-01-01T00:00:00Z", None, id="an-expiry-that-was-not-there"),
    pytest.param("/credentialSubject/id", lambda _: "did:example:other", None, id="another-subject"),
    pytest.param(
        "/credentialSubject/undefinedTerm", lambda _: "x", "DATA_LOSS_DETECTION_ERROR", id="a-term-of-nowhere"
    ),
    pytest.param(
        "/type",
        lambda _: ["VerifiableCredential", "UndefinedType"],
        "DATA_LOSS_DETECTION_ERROR",
        id="a-type-of-nowhere",
    ),
]


@EVERY_SUITE
@BOTH_MODELS
@pytest.mark.parametrize(("pointer", "change", "problem"), CHANGES)
def test_a_change_is_found(
    suite: str, make: Make, pointer: str, change: Callable[[Any], Any], problem: str | None
) -> None:
    issued = door().issued(make(), suite)
    old: Any = issued
    for step in pointer.split("/")[1:]:
        old = old.get(step)
    answer = door().verify(changed(issued, pointer, change(old)))
    assert (answer.status, answer.json["verified"]) == (400, False)
    assert answer.problem_type.startswith(SECURITY)
    if problem is not None:
        assert answer.problem_type == SECURITY + problem


class TestPurposes:
    def test_the_purpose_that_was_asked_for(self) -> None:
        issued = door().issued(credential())
        options: JsonObject = {"checks": ["proof"], "expectedProofPurpose": "assertionMethod"}
        assert door().verify(issued, options).status == 200
        answer = door().verify(issued, {**options, "expectedProofPurpose": "authentication"})
        assert answer.status == 400

    def test_a_proof_for_another_purpose_is_accepted_when_that_is_asked_for(self) -> None:
        document = signed(credential(), proof_purpose="authentication")
        options: JsonObject = {"checks": ["proof"], "expectedProofPurpose": "authentication"}
        assert door().verify(document, options).status == 200
        assert door().verify(document).status == 400

    def test_a_purpose_that_no_key_has(self) -> None:
        options: JsonObject = {"checks": ["proof"], "expectedProofPurpose": "keyAgreement"}
        answer = door().verify(door().issued(credential()), options)
        assert answer.problem_type == SECURITY + "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD"


class TestDomainAndChallenge:
    DOCUMENT = signed_with(credential(), domain="domain.example", challenge="a-challenge")

    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            ({}, None),
            ({"domain": "domain.example", "challenge": "a-challenge"}, None),
            ({"domain": ["domain.example"]}, None),
            ({"domain": "other.example"}, "INVALID_DOMAIN_ERROR"),
            ({"domain": ["domain.example", "other.example"]}, "INVALID_DOMAIN_ERROR"),
            ({"domain": "domain.example", "challenge": "another"}, "INVALID_CHALLENGE_ERROR"),
        ],
    )
    def test_they_are_compared_when_they_are_given(self, options: JsonObject, problem: str | None) -> None:
        answer = door().verify(self.DOCUMENT, {"checks": ["proof"], **options})
        assert answer.status == (200 if problem is None else 400)
        if problem is not None:
            assert answer.problem_type == SECURITY + problem

    @pytest.mark.parametrize(("name", "kind"), [("domain", "DOMAIN"), ("challenge", "CHALLENGE")])
    def test_a_proof_without_what_was_asked_for(self, name: str, kind: str) -> None:
        answer = door().verify(signed(credential()), {"checks": ["proof"], name: "x"})
        assert answer.problem_type == f"{SECURITY}INVALID_{kind}_ERROR"


class TestDates:
    def test_an_expired_proof(self) -> None:
        document = signed_with(credential(), expires="2026-09-01T13:00:00Z")
        assert door().verify(document).problem_type == SECURITY + "PROOF_VERIFICATION_ERROR"

    @pytest.mark.parametrize(
        "members",
        [{"expires": "2027-01-01T00:00:00Z"}, {"created": None}, {"created": "2026-09-01T12:00:00+02:00"}],
    )
    def test_a_proof_that_counts(self, members: dict[str, Any]) -> None:
        assert door().verify(signed_with(credential(), **members)).status == 200

    @pytest.mark.parametrize("name", ["created", "expires"])
    @pytest.mark.parametrize("value", ["invalidDate", "2026-09-01", 1_700_000_000])
    def test_a_moment_that_is_none_under_a_signature_that_holds(self, name: str, value: object) -> None:
        if isinstance(value, int):
            document = changed(door().issued(credential()), f"/proof/{name}", value)
        else:
            members: dict[str, Any] = {name: value}
            document = signed_with(credential(), suite="eddsa-jcs-2022", **members)
        assert door().verify(document).status == 400


class TestAnotherKindOfSignature:
    """A key signs with its own suite only."""

    @pytest.mark.parametrize(
        ("key", "suite"),
        [
            (ISSUER_P256, "eddsa-rdfc-2022"),
            (ISSUER_ED25519, "ecdsa-rdfc-2019"),
            (ISSUER_P384, "eddsa-jcs-2022"),
        ],
    )
    def test_a_suite_that_is_not_for_the_key(self, key: KeyForTests, suite: str) -> None:
        own = "eddsa-rdfc-2022" if key.is_ed25519 else "ecdsa-rdfc-2019"
        document = signed(credential(), key, suite=own)
        assert door().verify(changed(document, "/proof/0/cryptosuite", suite)).status == 400


class TestProofSets:
    def test_every_proof_has_to_hold(self) -> None:
        document = signed(signed(credential()), STRANGER_ED25519)
        assert door().verify(document).status == 200
        first, second = proofs(document)
        assert door().verify(changed(document, "/proof/0/proofValue", second["proofValue"])).status == 400
        assert door().verify(changed(document, "/proof/1/proofValue", first["proofValue"])).status == 400

    def test_another_kind_of_proof_among_them(self) -> None:
        """Nobody could tell what it is worth, so the set is not said to hold."""
        document = signed(signed(credential()), ISSUER_P256)
        assert door().verify(changed(document, "/proof/0/cryptosuite", "unknown-suite-2099")).status == 400

    def test_the_door_signs_beside_a_proof_that_is_there(self) -> None:
        document = door().issued(signed(credential()), "ecdsa-jcs-2019-p256")
        assert [proof["cryptosuite"] for proof in proofs(document)] == ["eddsa-rdfc-2022", "ecdsa-jcs-2019"]
        assert door().verify(document).status == 200

    def test_it_does_not_sign_beside_one_that_does_not_hold(self) -> None:
        document = changed(signed(credential()), "/issuer", "did:example:other")
        answer = door().issue(document)
        assert (answer.status, answer.problem_type) == (400, SECURITY + "PROOF_VERIFICATION_ERROR")


class TestProofChains:
    """A proof with ``previousProof`` covers those proofs too."""

    FIRST = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"

    def chain(self, previous: str | list[str], first_suite: str = "eddsa-rdfc-2022") -> JsonObject:
        """Return a credential with a first proof, signed on top of it by the door."""
        document = signed(credential(), suite=first_suite, proof_id=self.FIRST)
        return door().issued(document, options={"previousProof": previous})  # type: ignore[dict-item]  # JSON

    @pytest.mark.parametrize("previous", [FIRST, [FIRST]])
    def test_a_chain_holds(self, previous: str | list[str]) -> None:
        document = self.chain(previous)
        assert door().verify(document).status == 200
        assert proofs(document)[1]["previousProof"] == [self.FIRST]

    def test_a_chain_of_different_suites(self) -> None:
        assert door().verify(self.chain(self.FIRST, "eddsa-jcs-2022")).status == 200

    def test_a_proof_on_two_others(self) -> None:
        second = "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54"
        document = signed(signed(credential(), proof_id=self.FIRST), ISSUER_P256, proof_id=second)
        document = door().issued(document, options={"previousProof": [self.FIRST, second]})
        assert door().verify(document).status == 200
        del proofs(document)[1]
        assert door().verify(document).status == 400

    def test_the_first_proof_cannot_be_changed(self) -> None:
        document = self.chain(self.FIRST)
        again = proofs(signed_with(credential(), id=self.FIRST, created="2026-09-01T13:00:00Z"))[0]
        assert door().verify({**credential(), "proof": again}).status == 200
        assert door().verify(changed(document, "/proof/0", again)).status == 400

    @pytest.mark.parametrize(
        "previous", ["urn:uuid:missing", ["urn:uuid:missing"], [FIRST, "urn:uuid:missing"], 5]
    )
    def test_a_proof_that_is_not_there(self, previous: Any) -> None:  # noqa: ANN401 - any JSON value
        document = self.chain(self.FIRST)
        assert door().verify(changed(document, "/proof/1/previousProof", previous)).status == 400

    def test_the_proof_under_it_taken_away(self) -> None:
        document = self.chain(self.FIRST)
        assert door().verify({**document, "proof": proofs(document)[1]}).status == 400

    @pytest.mark.parametrize("previous", ["urn:uuid:missing", [], "", 5, [FIRST, 5]])
    def test_nothing_is_signed_on_a_proof_that_is_not_there(self, previous: Any) -> None:  # noqa: ANN401 - any
        document = signed(credential(), proof_id=self.FIRST)
        answer = door().issue(document, options={"previousProof": previous})
        assert (answer.status, answer.problem_type) == (400, SECURITY + "PROOF_GENERATION_ERROR")


class TestOptions:
    def test_the_moment_of_signing(self) -> None:
        issued: Any = door().issued(credential(), options={"created": "2026-01-02T03:04:05Z"})
        assert issued["proof"]["created"] == "2026-01-02T03:04:05Z"

    def test_the_id_of_the_proof(self) -> None:
        issued: Any = door().issued(credential(), options={"proofId": "urn:uuid:1"})
        assert issued["proof"]["id"] == "urn:uuid:1"
        assert door().verify(issued).status == 200

    @pytest.mark.parametrize(
        "options",
        [
            {"type": "UnknownProofType"},
            {"cryptosuite": "ecdsa-jcs-2019"},
            {"created": "invalidDate"},
            {"created": 5},
            {"domain": "domain.example"},
            {"challenge": "a-challenge"},
        ],
    )
    def test_what_cannot_be_met_is_not_passed_over(self, options: JsonObject) -> None:
        answer = door().issue(credential(), options=options)
        assert (answer.status, answer.problem_type) == (400, SECURITY + "PROOF_GENERATION_ERROR")

    @pytest.mark.parametrize(
        "options", ["text", 5, [], {"checks": ["colour"]}, {"checks": [5]}, {"domain": 5}]
    )
    def test_options_of_a_verification_that_are_none(self, options: Any) -> None:  # noqa: ANN401 - any JSON
        body: JsonObject = {"verifiableCredential": door().issued(credential()), "options": options}
        assert door().post("/credentials/verify", body).status == 400


class TestFurtherChecks:
    """Who signed, and whether it counts: looked at unless ``checks`` asks for the proof alone."""

    def test_somebody_else_signed(self) -> None:
        document = signed(credential(), STRANGER_ED25519)
        answer = door().verify(document, {})
        assert (answer.status, answer.json["pointer"]) == (400, "/issuer")
        assert door().verify(document, {"checks": ["proof"]}).status == 200
        assert door().verify(document, {"checks": []}).status == 200

    def test_an_issuer_whose_keys_would_have_to_be_fetched_stays_open(self) -> None:
        answer = door().verify(signed(credential(issuer="https://example.org/issuers/1")), {})
        assert answer.status == 200
        assert [warning["pointer"] for warning in answer.json["warnings"]] == ["/issuer"]

    @pytest.mark.parametrize(
        "document",
        [
            credential(validUntil="2026-09-01T00:00:00Z"),
            credential(validFrom="2026-10-01T00:00:00Z"),
            credential_1_1(
                at_context=[
                    "https://www.w3.org/2018/credentials/v1",
                    "https://w3id.org/security/data-integrity/v2",
                ],
                expirationDate="2026-09-01T00:00:00Z",
            ),
        ],
    )
    def test_out_of_date(self, document: JsonObject) -> None:
        whole = signed(document)
        assert door().verify(whole, {"checks": ["validityPeriod"]}).status == 400
        assert door().verify(whole, {"checks": ["issuer"]}).status == 200

    def test_the_issuer_in_an_object(self) -> None:
        assert door().verify(signed(credential(issuer={"id": ISSUER})), {}).status == 200
