"""Presentations (VCDM 2.0 §4.13), as the test suite of W3C asks for them."""

from typing import Any

import pytest

from contexts import CREDENTIALS_V2
from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from tests.generic_documents_for_tests import ISSUER, changed, credential, credential_1_1, presentation
from tests.keys_for_tests import ISSUER_P256, STRANGER_ED25519, KeyForTests
from tests.vc_api_for_tests import EXAMPLES_V2, door, signed, signed_with
from waarmerk.vc_api.documents import as_signed

SECURITY = "https://w3id.org/security#"
URL_TYPE = "https://example.org/#ExamplePresentation"
SIGNED = signed(credential())
OTHERS = signed(credential(issuer=STRANGER_ED25519.did_key), STRANGER_ED25519)


def presented(document: JsonObject, key: KeyForTests | None = None) -> JsonObject:
    """Return a presentation that its holder signed."""
    options: Any = {"proof_purpose": "authentication"}
    proof = signed(as_signed(document), *([key] if key is not None else []), **options)["proof"]
    return {**document, "proof": proof}


ACCEPTED = [
    pytest.param(presentation(), id="nothing-in-it"),
    pytest.param(presentation(verifiableCredential=[]), id="an-empty-list"),
    pytest.param(presentation(id="urn:uuid:00000000-0000-4000-8000-000000000001"), id="an-id"),
    pytest.param(
        presentation(
            at_context=[CREDENTIALS_V2, {"CredentialManagerPresentation": URL_TYPE}],
            type=["VerifiablePresentation", "CredentialManagerPresentation"],
        ),
        id="another-type",
    ),
    pytest.param(presentation(at_context=[CREDENTIALS_V2, EXAMPLES_V2]), id="another-context"),
    pytest.param(presentation(holder="did:example:holder"), id="a-holder-that-is-a-url"),
    pytest.param(presentation(holder={"id": "did:example:holder"}), id="a-holder-that-is-an-object"),
    pytest.param(presentation(verifiableCredential=[OTHERS]), id="somebody-elses-credential"),
    pytest.param(presentation(verifiableCredential=OTHERS), id="a-credential-outside-a-list"),
    pytest.param(
        presentation(holder=ISSUER, verifiableCredential=[SIGNED, OTHERS]), id="ones-own-and-somebody-elses"
    ),
    pytest.param(
        presentation(holder={"id": ISSUER}, verifiableCredential=[SIGNED]), id="ones-own-and-a-holder-object"
    ),
    pytest.param(presentation(termsOfUse={"type": URL_TYPE}), id="terms-of-use"),
]

REFUSED = [
    pytest.param(presentation(at_context=...), "", id="no-context"),
    pytest.param(presentation(at_context=CREDENTIALS_V2), "/@context", id="a-context-that-is-no-list"),
    pytest.param(
        presentation(at_context=[EXAMPLES_V2, CREDENTIALS_V2]), "/@context/0", id="the-base-context-second"
    ),
    *(
        pytest.param(presentation(at_context=[CREDENTIALS_V2, value]), "/@context/1", id=f"context-{value}")
        for value in ("https://example.com", "https ://not-a-url/contexts/example/v1", 123192875)
    ),
    pytest.param(presentation(type=...), "", id="no-type"),
    pytest.param(presentation(type=[URL_TYPE]), "/type", id="no-presentation"),
    pytest.param(presentation(id="not-a-url"), "/id", id="an-id-that-is-no-url"),
    pytest.param(presentation(holder="not-a-url"), "/holder", id="a-holder-that-is-no-url"),
    pytest.param(presentation(holder={"name": "Alice"}), "/holder", id="a-holder-without-id"),
    pytest.param(presentation(holder=5), "/holder", id="a-holder-that-is-a-number"),
    pytest.param(
        presentation(verifiableCredential=["https://example.org/1"]),
        "/verifiableCredential/0",
        id="a-credential-that-is-a-url",
    ),
    pytest.param(
        presentation(verifiableCredential=[SIGNED]), "/verifiableCredential/0/issuer", id="no-holder"
    ),
    pytest.param(
        presentation(holder="did:example:acme", verifiableCredential=[SIGNED]),
        "/verifiableCredential/0/issuer",
        id="ones-own-and-another-holder",
    ),
    pytest.param(
        presentation(
            holder=ISSUER, verifiableCredential=[signed(credential(issuer=STRANGER_ED25519.did_key))]
        ),
        "/verifiableCredential/0/issuer",
        id="ones-own-in-another-name",
    ),
    pytest.param(
        presentation(verifiableCredential=[changed(OTHERS, "/credentialSubject/id", "did:example:x")]),
        "/verifiableCredential/0/proof/0/proofValue",
        id="a-changed-credential",
    ),
    pytest.param(
        presentation(verifiableCredential=[OTHERS, credential()]),
        "/verifiableCredential/1",
        id="a-credential-without-proof",
    ),
    pytest.param(presentation(termsOfUse={"id": "did:example:x"}), "/termsOfUse", id="terms-without-type"),
]


@pytest.mark.parametrize("document", ACCEPTED)
def test_what_conforms_is_verified(document: JsonObject) -> None:
    answer = door().verify_presentation(presented(document))
    assert answer.status == 200, answer.json
    assert answer.json["verified"] is True


@pytest.mark.parametrize(("document", "pointer"), REFUSED)
def test_what_does_not_conform_is_not_verified(document: JsonObject, pointer: str) -> None:
    try:
        whole = presented(document)
    except CredentialError:  # what cannot be signed is sent with the proof of something else
        whole = {**document, "proof": presented(presentation())["proof"]}
    answer = door().verify_presentation(whole)
    assert (answer.status, answer.media_type) == (400, "application/problem+json")
    assert pointer in [problem.get("pointer") for problem in answer.json["problemDetails"]]


class TestProof:
    HELD = presented(presentation(holder=ISSUER, verifiableCredential=[SIGNED]))

    def test_without_one(self) -> None:
        answer = door().verify_presentation(presentation(holder=ISSUER, verifiableCredential=[SIGNED]))
        assert (answer.status, answer.problem_type) == (400, SECURITY + "PROOF_VERIFICATION_ERROR")

    @pytest.mark.parametrize(
        ("pointer", "value"),
        [
            ("/proof/0/proofValue", "z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh"),
            ("/holder", STRANGER_ED25519.did_key),
            ("/verifiableCredential/0", OTHERS),
            ("/verifiableCredential", ...),
            ("/proof/0/proofPurpose", "assertionMethod"),
        ],
    )
    def test_a_change(self, pointer: str, value: object) -> None:
        assert door().verify_presentation(self.HELD).status == 200
        assert door().verify_presentation(changed(self.HELD, pointer, value)).status == 400

    def test_a_proof_for_a_credential_does_not_serve(self) -> None:
        whole = signed(presentation())
        assert door().verify_presentation(whole).status == 400
        options: JsonObject = {"checks": [], "expectedProofPurpose": "assertionMethod"}
        assert door().verify_presentation(whole, options).status == 200

    @pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
    def test_domain_and_challenge(self, suite: str) -> None:
        whole = signed_with(
            presentation(), suite=suite, proofPurpose="authentication", domain="example.org", challenge="1"
        )
        for domain, challenge, status in (
            ("example.org", "1", 200),
            ("x", "1", 400),
            ("example.org", "2", 400),
        ):
            options: JsonObject = {"checks": [], "domain": domain, "challenge": challenge}
            assert door().verify_presentation(whole, options).status == status

    def test_a_holder_with_another_kind_of_key(self) -> None:
        assert door().verify_presentation(presented(presentation(), ISSUER_P256)).status == 200


class TestFurtherChecks:
    @pytest.mark.parametrize(
        ("inner", "pointer"),
        [
            (signed(credential(), STRANGER_ED25519), "/verifiableCredential/0/issuer"),
            (signed(credential(validUntil="2026-09-01T00:00:00Z")), "/verifiableCredential/0/validUntil"),
        ],
    )
    def test_a_credential_that_does_not_count(self, inner: JsonObject, pointer: str) -> None:
        whole = presented(presentation(holder=ISSUER, verifiableCredential=[inner]))
        answer = door().verify_presentation(whole, {})
        assert answer.status == 400
        assert answer.json["pointer"] == pointer
        assert door().verify_presentation(whole, {"checks": ["proof"]}).status == 200

    def test_what_stays_open_is_told(self) -> None:
        inner = signed(credential(issuer="https://example.org/issuers/1"), STRANGER_ED25519)
        answer = door().verify_presentation(presented(presentation(verifiableCredential=[inner])), {})
        assert answer.status == 200
        assert len(answer.json["warnings"]) == 1

    def test_a_domain_is_not_asked_of_the_credentials(self) -> None:
        whole = signed_with(
            presentation(holder=ISSUER, verifiableCredential=[SIGNED]),
            proofPurpose="authentication",
            domain="example.org",
            challenge="1",
        )
        options: JsonObject = {"domain": "example.org", "challenge": "1"}
        assert door().verify_presentation(whole, options).status == 200


@pytest.mark.parametrize("document", [{"type": ["NonconformingDocument"]}, {}, None, "text", []])
def test_what_is_no_presentation(document: Any) -> None:  # noqa: ANN401 - any JSON value
    assert door().verify_presentation(document).status == 400


def test_a_credential_of_the_older_data_model_in_it() -> None:
    contexts = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"]
    inner = signed(credential_1_1(at_context=contexts, issuer=STRANGER_ED25519.did_key), STRANGER_ED25519)
    for document in (
        presentation(at_context=contexts, verifiableCredential=[inner]),
        presentation(verifiableCredential=[OTHERS]),
    ):
        assert door().verify_presentation(presented(document), {}).status == 200


def test_a_context_written_out_twice_around_in_a_credential_in_it() -> None:
    contexts = [CREDENTIALS_V2, {"@context": {"alumniOf": "https://example.org/alumniOf"}}]
    subject = {"id": "did:example:subject", "alumniOf": "The School of Examples"}
    inner = door().issued(credential(at_context=contexts, credentialSubject=subject))
    for inside in ([inner], inner):
        whole = presented(presentation(holder="did:example:holder", verifiableCredential=inside))
        assert door().verify_presentation(whole).status == 200
        whole = changed(whole, "/holder", "did:example:other")
        assert door().verify_presentation(whole).status == 400
