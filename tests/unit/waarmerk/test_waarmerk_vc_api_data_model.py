"""The VC Data Model 2.0, as the test suite of W3C asks for it: one row for each of its statements.

A row says what is sent to be signed, and whether that has to succeed. What has to be refused is
refused when it is signed, so it never has to be refused when it is verified; a few rows go there too.
"""

import pytest

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.parsing import JsonObject
from tests.generic_documents_for_tests import ISSUER, changed, credential, credential_1_1
from tests.vc_api_for_tests import EXAMPLES_V2, door, signed

SUBJECT = "did:example:subject"
URL_TYPE = "https://example.org/#ExampleType"
ENGLISH = {"@value": "Example", "@language": "en"}
FRENCH = {"@value": "Exemple", "@language": "fr"}
V2_SHA384 = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
V2_SHA384_OF_2024 = "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"
V2_MULTIBASE = "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"
V2_MULTIBASE_OF_2024 = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"
ELSEWHERE = "https://example.org/resource.json"
SOME_SHA256 = "sha256-IwhzJyufmsjiGS1qP0waCmFb0gKa5ZGBI0ZZtfQo9Ls="
SOME_MULTIHASH = "uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw"


def related(**members: object) -> JsonObject:
    """Return a credential with one related resource: the context that we carry, if nothing else is said."""
    resource = {"id": CREDENTIALS_V2, "digestSRI": V2_SHA384} | members
    return credential(relatedResource=[{name: value for name, value in resource.items() if value is not ...}])


ACCEPTED = [
    # Contexts (§4.3)
    pytest.param(credential(), id="the-base-context-alone"),
    pytest.param(credential(at_context=[CREDENTIALS_V2, EXAMPLES_V2]), id="another-context-after-it"),
    pytest.param(
        credential(
            at_context=[CREDENTIALS_V2, {"ExampleCredential": URL_TYPE}],
            type=["VerifiableCredential", "ExampleCredential"],
        ),
        id="a-context-written-out",
    ),
    pytest.param(
        credential(
            at_context=[CREDENTIALS_V2, {"@context": {"alumniOf": "https://example.org/alumniOf"}}],
            credentialSubject={"id": SUBJECT, "alumniOf": "The School of Examples"},
        ),
        id="a-context-written-out-with-another-around-it",
    ),
    # Identifiers (§4.4)
    pytest.param(credential(id="urn:uuid:00000000-0000-4000-8000-000000000001"), id="an-id"),
    pytest.param(credential(id="https://example.org/credentials/1"), id="an-https-id"),
    # Types (§4.5)
    pytest.param(credential(type=["VerifiableCredential", URL_TYPE]), id="a-type-that-is-a-url"),
    pytest.param(
        credential(type=[URL_TYPE, URL_TYPE + "2", "VerifiableCredential"]), id="types-in-any-order"
    ),
    pytest.param(
        credential(type=[URL_TYPE, "VerifiableCredential", URL_TYPE + "2"]), id="types-in-another-order"
    ),
    pytest.param(
        credential(
            at_context=[CREDENTIALS_V2, EXAMPLES_V2], type=["VerifiableCredential", "RelationshipCredential"]
        ),
        id="a-type-of-the-examples",
    ),
    # Names and descriptions (§4.6)
    *(
        pytest.param(credential(**{name: value}), id=f"{name}-{kind}")
        for name in ("name", "description")
        for kind, value in (("text", "Example"), ("language", ENGLISH), ("languages", [ENGLISH, FRENCH]))
    ),
    *(
        pytest.param(credential(issuer={"id": ISSUER, name: value}), id=f"issuer-{name}-{kind}")
        for name in ("name", "description")
        for kind, value in (("text", "Example"), ("language", ENGLISH), ("languages", [ENGLISH, FRENCH]))
    ),
    # Issuer (§4.7)
    pytest.param(credential(issuer={"id": "did:example:issuer"}), id="an-issuer-object"),
    pytest.param(credential(issuer="https://example.org/issuers/1"), id="an-issuer-url"),
    # Credential subject (§4.8)
    pytest.param(credential(credentialSubject=[{"id": SUBJECT}, {"id": SUBJECT + "2"}]), id="two-subjects"),
    pytest.param(credential(credentialSubject={"name": "Alice"}), id="a-subject-without-id"),
    # Validity period (§4.9)
    *(
        pytest.param(credential(**{name: value}), id=f"{name}-{kind}")
        for name in ("validFrom", "validUntil")
        for kind, value in (
            ("utc", "2023-02-25T19:10:39Z"),
            ("milliseconds", "2023-02-26T01:02:58.447Z"),
            ("offset", "2023-02-25T19:10:39-06:00"),
            ("far-away", "2323-02-25T19:10:39Z"),
        )
    ),
    pytest.param(
        credential(validFrom="2025-01-01T00:00:00Z", validUntil="2025-01-01T00:00:00Z"),
        id="a-period-of-a-moment",
    ),
    # Status (§4.10)
    pytest.param(credential(credentialStatus={"id": "did:example:status", "type": URL_TYPE}), id="a-status"),
    pytest.param(credential(credentialStatus={"type": URL_TYPE}), id="a-status-without-id"),
    # Data schemas (§4.11)
    pytest.param(credential(credentialSchema={"id": "did:example:schema", "type": URL_TYPE}), id="a-schema"),
    pytest.param(
        credential(
            credentialSchema=[
                {"id": "did:example:schema:1", "type": URL_TYPE},
                {"id": "did:example:schema:2", "type": "JsonSchema"},
            ]
        ),
        id="two-schemas",
    ),
    # Integrity of related resources (§5.3)
    pytest.param(related(), id="a-digest-of-a-context-that-we-carry"),
    pytest.param(related(digestSRI=..., digestMultibase=V2_MULTIBASE), id="a-multibase-digest-of-it"),
    pytest.param(related(digestMultibase=V2_MULTIBASE), id="both-digests-of-it"),
    pytest.param(related(mediaType="application/ld+json"), id="a-media-type-beside-the-digest"),
    pytest.param(related(id=ELSEWHERE, digestSRI=SOME_SHA256), id="a-digest-of-something-else"),
    pytest.param(
        related(id=ELSEWHERE, digestSRI=..., digestMultibase=SOME_MULTIHASH),
        id="a-multihash-of-something-else",
    ),
    # Refreshing (§5.4), terms of use (§5.5), evidence (§5.6)
    *(
        pytest.param(credential(**{name: value}), id=f"{name}-{kind}")
        for name in ("refreshService", "termsOfUse", "evidence")
        for kind, value in (
            ("type", {"type": URL_TYPE}),
            ("two-of-a-type", [{"type": URL_TYPE}, {"type": URL_TYPE + "2"}]),
            ("type-and-id", {"id": "did:example:thing", "type": URL_TYPE}),
            ("two", [{"id": "did:example:1", "type": URL_TYPE}, {"id": "did:example:2", "type": URL_TYPE}]),
        )
    ),
]

REFUSED = [
    # Contexts (§4.3)
    pytest.param(credential(at_context=...), "", id="no-context"),
    pytest.param(credential(at_context=[]), "/@context", id="contexts-that-are-none"),
    pytest.param(credential(at_context=[EXAMPLES_V2]), "/@context/0", id="no-base-context"),
    pytest.param(
        credential(at_context=[EXAMPLES_V2, CREDENTIALS_V2]), "/@context/0", id="the-base-context-second"
    ),
    pytest.param(credential(at_context=CREDENTIALS_V2), "/@context", id="a-context-that-is-no-list"),
    pytest.param(
        credential(at_context=[CREDENTIALS_V2, "https ://not-a-url/contexts/example/v1"]),
        "/@context/1",
        id="a-context-that-is-no-url",
    ),
    pytest.param(
        credential(at_context=[CREDENTIALS_V2, "https://example.com"]),
        "/@context/1",
        id="a-context-nobody-knows",
    ),
    pytest.param(
        credential(at_context=[CREDENTIALS_V2, 123192875]), "/@context/1", id="a-context-that-is-a-number"
    ),
    # Identifiers (§4.4)
    pytest.param(credential(id=None), "/id", id="an-id-that-is-null"),
    pytest.param(credential(id="not-a-url"), "/id", id="an-id-that-is-no-url"),
    pytest.param(credential(id="https ://not-a-url/1"), "/id", id="an-id-with-a-space"),
    pytest.param(credential(id=["urn:example:1", "urn:example:2"]), "/id", id="two-ids"),
    pytest.param(
        credential(credentialSubject={"id": ["did:example:1", "did:example:2"]}),
        "/credentialSubject/id",
        id="a-subject-with-two-ids",
    ),
    # Types (§4.5)
    pytest.param(credential(type=...), "", id="no-type"),
    pytest.param(credential(type=[URL_TYPE]), "/type", id="not-a-verifiable-credential"),
    pytest.param(
        credential(
            at_context=[CREDENTIALS_V2, {"@vocab": None}], type=["VerifiableCredential", "ExampleCredential"]
        ),
        None,
        id="a-type-without-a-vocabulary",
    ),
    pytest.param(
        credential(type=["VerifiableCredential", "ExampleCredential"]), "/type/1", id="a-type-nobody-knows"
    ),
    *(
        pytest.param(credential(**{name: {"id": "did:example:thing"}}), f"/{name}", id=f"{name}-without-type")
        for name in (
            "credentialStatus",
            "credentialSchema",
            "termsOfUse",
            "evidence",
            "refreshService",
            "confidenceMethod",
            "renderMethod",
        )
    ),
    # Names and descriptions (§4.6)
    *(
        pytest.param(
            credential(**{name: {**ENGLISH, "url": "did:example:x"}}), f"/{name}", id=f"{name}-with-more"
        )
        for name in ("name", "description")
    ),
    *(
        pytest.param(
            credential(issuer={"id": ISSUER, name: {**ENGLISH, "url": "did:example:x"}}),
            f"/issuer/{name}",
            id=f"issuer-{name}-with-more",
        )
        for name in ("name", "description")
    ),
    pytest.param(
        credential(name={**ENGLISH, "@direction": "upwards"}), "/name", id="a-direction-that-is-none"
    ),
    # Issuer (§4.7)
    pytest.param(credential(issuer=...), "", id="no-issuer"),
    pytest.param(credential(issuer=None), "/issuer", id="an-issuer-that-is-null"),
    pytest.param(credential(issuer="not-a-url"), "/issuer", id="an-issuer-that-is-no-url"),
    pytest.param(credential(issuer={"name": "Example"}), "/issuer", id="an-issuer-without-id"),
    pytest.param(credential(issuer={"id": None}), "/issuer/id", id="an-issuer-with-a-null-id"),
    pytest.param(credential(issuer={"id": "not-a-url"}), "/issuer/id", id="an-issuer-whose-id-is-no-url"),
    # Credential subject (§4.8)
    pytest.param(credential(credentialSubject=...), "", id="no-subject"),
    pytest.param(credential(credentialSubject={}), "/credentialSubject", id="an-empty-subject"),
    pytest.param(
        credential(credentialSubject=[{"id": SUBJECT}, {}]),
        "/credentialSubject/1",
        id="an-empty-subject-among-others",
    ),
    # Validity period (§4.9)
    *(
        pytest.param(
            credential(**{name: "Sat 25 Feb 2023 07:16:31 PM CST"}), f"/{name}", id=f"{name}-in-words"
        )
        for name in ("validFrom", "validUntil")
    ),
    pytest.param(
        credential(validFrom="2027-01-01T00:00:00Z", validUntil="2025-01-01T00:00:00Z"),
        "/validUntil",
        id="an-end-before-the-begin",
    ),
    # Status (§4.10)
    pytest.param(
        credential(credentialStatus={"id": "did:example:status", "type": 2}),
        "/credentialStatus",
        id="a-status-of-a-number",
    ),
    pytest.param(
        credential(credentialStatus={"id": "https ://not-a-url/4", "type": URL_TYPE}),
        "/credentialStatus/id",
        id="a-status-whose-id-is-no-url",
    ),
    pytest.param(
        credential(credentialStatus={"id": ["did:example:1", "did:example:2"], "type": URL_TYPE}),
        "/credentialStatus/id",
        id="a-status-with-two-ids",
    ),
    # Data schemas (§4.11)
    pytest.param(
        credential(credentialSchema={"type": URL_TYPE}), "/credentialSchema", id="a-schema-without-id"
    ),
    pytest.param(
        credential(credentialSchema={"type": URL_TYPE, "id": 12345}),
        "/credentialSchema/id",
        id="a-schema-with-a-number",
    ),
    # Redefining terms (§5.2)
    pytest.param(
        credential(at_context=[CREDENTIALS_V2, {"VerifiableCredential": "https://example.org/#Bad"}]),
        "/@context/1/VerifiableCredential",
        id="a-term-of-the-base-context-redefined",
    ),
    pytest.param(
        credential(
            at_context=[
                CREDENTIALS_V2,
                {"@protected": True, "ExampleCredential": URL_TYPE},
                {"ExampleCredential": "https://example.org/#Bad"},
            ],
            type=["VerifiableCredential", "ExampleCredential"],
        ),
        "/@context/2/ExampleCredential",
        id="a-protected-term-redefined",
    ),
    pytest.param(
        credential(
            at_context=[CREDENTIALS_V2, {"ExampleCredential": "https ://not-a-url#ExampleCredential"}],
            type=["VerifiableCredential", "ExampleCredential"],
        ),
        "/@context/1/ExampleCredential",
        id="a-type-that-stands-for-no-url",
    ),
    # Integrity of related resources (§5.3)
    pytest.param(
        credential(relatedResource=[CREDENTIALS_V2]), "/relatedResource/0", id="a-resource-that-is-a-text"
    ),
    pytest.param(related(id=...), "/relatedResource/0", id="a-resource-without-id"),
    pytest.param(related(digestSRI=...), "/relatedResource/0", id="a-resource-without-digest"),
    pytest.param(
        credential(
            relatedResource=[
                {"id": CREDENTIALS_V2, "digestSRI": V2_SHA384},
                {"id": CREDENTIALS_V2, "digestMultibase": V2_MULTIBASE},
            ]
        ),
        "/relatedResource/1",
        id="a-resource-twice",
    ),
    pytest.param(
        related(digestSRI=V2_SHA384_OF_2024), "/relatedResource/0/digestSRI", id="the-digest-of-an-older-one"
    ),
    pytest.param(
        related(digestMultibase=V2_MULTIBASE_OF_2024),
        "/relatedResource/0/digestMultibase",
        id="an-older-one-multibase",
    ),
    pytest.param(
        related(id=ELSEWHERE, digestSRI="sha256-" + "ca3d163bab055381" * 4),
        "/relatedResource/0/digestSRI",
        id="a-digest-in-hexadecimal",
    ),
]


@pytest.mark.parametrize("document", ACCEPTED)
def test_what_conforms_is_signed_and_verified(document: JsonObject) -> None:
    issued = door().issued(document)
    assert {name: value for name, value in issued.items() if name != "proof"} == document
    assert door().verify(issued).status == 200


@pytest.mark.parametrize(("document", "pointer"), REFUSED)
def test_what_does_not_conform_is_not_signed(document: JsonObject, pointer: str | None) -> None:
    answer = door().issue(document)
    assert answer.status == 400
    assert answer.media_type == "application/problem+json"
    if pointer is not None:
        assert pointer in [problem.get("pointer") for problem in answer.json["problemDetails"]]


@pytest.mark.parametrize(("document", "pointer"), REFUSED)
def test_a_signature_over_json_does_not_help(document: JsonObject, pointer: str | None) -> None:
    del pointer
    assert door().issue(document, "eddsa-jcs-2022").status == 400


class TestBaseDirection:
    """The data model allows it (§11.1). RDF has no place for it, so only a signature over JSON covers it."""

    DOCUMENT = credential(name={**ENGLISH, "@direction": "ltr"})

    def test_a_signature_over_json_covers_it(self) -> None:
        issued = door().issued(self.DOCUMENT, "eddsa-jcs-2022")
        assert door().verify(issued).status == 200
        assert door().verify(changed(issued, "/name/@direction", "rtl")).status == 400

    def test_a_signature_over_rdf_would_lose_it(self) -> None:
        answer = door().issue(self.DOCUMENT)
        assert (answer.status, answer.json["pointer"]) == (400, "/name/@direction")
        assert answer.problem_type == "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR"

    def test_a_direction_without_a_language(self) -> None:
        document = credential(name={"@value": "Example", "@direction": "rtl"})
        assert door().verify(door().issued(document, "ecdsa-jcs-2019-p256")).status == 200


class TestEqualObjects:
    """Two policies, or two pieces of evidence, of which nothing but the same type is said (§5.5, §5.6)."""

    @pytest.mark.parametrize("name", ["termsOfUse", "evidence"])
    def test_a_signature_over_json_covers_both(self, name: str) -> None:
        document = credential(**{name: [{"type": URL_TYPE}, {"type": URL_TYPE}]})
        issued = door().issued(document, "eddsa-jcs-2022")
        assert door().verify(issued).status == 200
        assert door().verify(changed(issued, f"/{name}/1", ...)).status == 400


class TestConformance:
    """§1.3: what issuers produce, and what verifiers must find wrong."""

    def test_a_conforming_document_is_secured_and_has_what_is_required(self) -> None:
        issued = door().issued(credential())
        assert {"@context", "type", "issuer", "credentialSubject", "proof"} <= issued.keys()

    def test_a_document_without_proof_is_not_verified(self) -> None:
        answer = door().verify(credential())
        assert (answer.status, answer.problem_type) == (
            400,
            "https://w3id.org/security#PROOF_VERIFICATION_ERROR",
        )

    @pytest.mark.parametrize("document", [{"type": ["NonconformingDocument"]}, {}, None, "text", 5, []])
    def test_what_is_no_credential_is_not_verified(self, document: object) -> None:
        assert door().verify(document).status == 400  # type: ignore[arg-type]  # on purpose

    def test_a_request_without_a_credential(self) -> None:
        answer = door().post("/credentials/verify", {"options": {"checks": ["proof"]}})
        assert (answer.status, answer.json["pointer"]) == (400, "/verifiableCredential")

    def test_a_broken_rule_is_found_under_a_proof_that_holds(self) -> None:
        document = signed(
            credential(relatedResource=[{"id": CREDENTIALS_V2, "digestSRI": V2_SHA384_OF_2024}])
        )
        answer = door().verify(document)
        assert (answer.status, answer.json["pointer"]) == (400, "/relatedResource/0/digestSRI")

    def test_every_broken_rule_is_named(self) -> None:
        answer = door().issue(credential(issuer=..., validFrom="yesterday"))
        assert [problem["pointer"] for problem in answer.json["problemDetails"]] == ["", "/validFrom"]


class TestDataModel1Point1:
    def test_it_gets_the_context_that_defines_its_proof(self) -> None:
        issued = door().issued(credential_1_1())
        assert issued["@context"] == [CREDENTIALS_V1, "https://w3id.org/security/data-integrity/v2"]
        assert door().verify(issued).status == 200

    def test_a_context_that_is_there_is_not_added_again(self) -> None:
        contexts = [CREDENTIALS_V1, "https://w3id.org/security/data-integrity/v2"]
        assert door().issued(credential_1_1(at_context=contexts))["@context"] == contexts

    @pytest.mark.parametrize(
        ("members", "pointer"),
        [
            ({"issuanceDate": ...}, ""),
            ({"issuanceDate": "yesterday"}, "/issuanceDate"),
            ({"issuer": ...}, ""),
            ({"credentialSubject": ...}, ""),
            ({"type": ["Example"]}, "/type"),
            ({"credentialSchema": {"type": "JsonSchemaValidator2018"}}, "/credentialSchema"),
            ({"expirationDate": "2025-01-01T00:00:00Z"}, "/expirationDate"),
        ],
    )
    def test_its_own_rules_are_held(self, members: dict[str, object], pointer: str) -> None:
        answer = door().issue(credential_1_1(**members))
        assert answer.status == 400
        assert pointer in [problem.get("pointer") for problem in answer.json["problemDetails"]]
