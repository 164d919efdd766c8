"""The rules for credentials and presentations of any kind: which code, and where it points."""

from typing import Any

import pytest

from contexts import CREDENTIALS_V2, bundled_contexts
from credentials.parsing import JsonObject
from tests.generic_documents_for_tests import credential, credential_1_1, presentation
from verifier.checks.generic_model import generic_credential_findings
from verifier.checks.presentation_model import (
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    envelope_findings,
    enveloped_jwt,
    holder_id,
    presentation_findings,
)
from verifier.checks.related_resources import related_resource_findings
from verifier.codes import Code

URL_TYPE = "https://example.org/#ExampleType"
ELSEWHERE = "https://example.org/resource.json"
BITSTRING_ENTRY = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "5",
    "statusListCredential": "https://example.org/lists/1",
}
# The same 32 bytes in each notation.
SHA256_BASE64 = "sha256-IwhzJyufmsjiGS1qP0waCmFb0gKa5ZGBI0ZZtfQo9Ls="
SHA256_BASE64URL = "sha256-IwhzJyufmsjiGS1qP0waCmFb0gKa5ZGBI0ZZtfQo9Ls"
MULTIHASH = "uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw"
BARE = "uIwhzJyufmsjiGS1qP0waCmFb0gKa5ZGBI0ZZtfQo9Ls"


def of_credential(document: JsonObject) -> list[tuple[Code, str | None]]:
    """Return what is found in a credential, the remarks left out."""
    findings = generic_credential_findings(document, bundled_contexts())
    return [(one.code, one.pointer) for one in findings if one.code is not Code.PART_NOT_CHECKED]


class TestCredential:
    @pytest.mark.parametrize(
        "document",
        [
            credential(),
            credential_1_1(),
            credential(credentialSubject=[{"id": "did:example:1"}, {"name": "Alice"}]),
            credential(credentialStatus=BITSTRING_ENTRY),
            credential(name={"@value": "x", "@language": "en", "@direction": "rtl"}),
            credential(confidenceMethod={"type": URL_TYPE}, renderMethod=[{"type": URL_TYPE}]),
            credential_1_1(
                refreshService={"id": "https://example.org/1", "type": URL_TYPE, "url": "https://example.org"}
            ),
        ],
    )
    def test_nothing_is_wrong(self, document: JsonObject) -> None:
        assert of_credential(document) == []

    @pytest.mark.parametrize(
        ("document", "code", "pointer"),
        [
            (credential(type=...), Code.TYPE_MISSING, ""),
            (credential(type=["VerifiableThing"]), Code.TYPE_WRONG, "/type"),
            (credential(type=5), Code.TYPE_WRONG, "/type"),
            (credential(credentialSubject={}), Code.MALFORMED_VALUE, "/credentialSubject"),
            (
                credential(credentialSubject=[{"id": "did:example:1"}, {}]),
                Code.MALFORMED_VALUE,
                "/credentialSubject/1",
            ),
            (credential_1_1(issuanceDate=...), Code.PROPERTY_MISSING, ""),
            (
                credential(description={"@value": "x", "@direction": "up"}),
                Code.TEXT_MALFORMED,
                "/description",
            ),
            (
                credential(issuer={"id": "did:example:1", "name": [{"@value": "x", "@direction": None}]}),
                Code.TEXT_MALFORMED,
                "/issuer/name/0",
            ),
            (credential(confidenceMethod="x"), Code.MALFORMED_VALUE, "/confidenceMethod"),
            (credential(renderMethod=[{"type": URL_TYPE}, {}]), Code.TYPE_MISSING, "/renderMethod/1"),
            (
                credential(refreshService={"type": URL_TYPE, "url": "nowhere"}),
                Code.ID_NOT_A_URL,
                "/refreshService/url",
            ),
            (
                credential(credentialStatus=[BITSTRING_ENTRY, {**BITSTRING_ENTRY, "statusListIndex": -1}]),
                Code.STATUS_ENTRY_MALFORMED,
                "/credentialStatus/1/statusListIndex",
            ),
        ],
    )
    def test_what_is_wrong(self, document: JsonObject, code: Code, pointer: str) -> None:
        assert (code, pointer) in of_credential(document)

    def test_a_badge_has_to_say_more_of_its_subject_than_a_credential(self) -> None:
        assert of_credential(credential(credentialSubject=[{"id": "did:example:1"}, 5])) != []


class TestRelatedResources:
    """Digests of what we carry are compared; of anything else the form is looked at."""

    @staticmethod
    def pointers(**members: Any) -> list[str | None]:  # noqa: ANN401 - any JSON value
        """Return where something is wrong in one resource."""
        document = credential(relatedResource={"id": ELSEWHERE, **members})
        found = list(related_resource_findings(document, bundled_contexts()))
        assert {one.code for one in found} <= {Code.MALFORMED_VALUE}
        return [one.pointer for one in found]

    @pytest.mark.parametrize(
        "value",
        [SHA256_BASE64, SHA256_BASE64URL, SHA256_BASE64 + "?ct=text/plain", [SHA256_BASE64, SHA256_BASE64]],
    )
    def test_a_digest_of_subresource_integrity(self, value: object) -> None:
        assert self.pointers(digestSRI=value) == []

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "sha256-",
            "sha1-" + "A" * 28,
            "sha384-IwhzJyufmsjiGS1qP0waCmFb0gKa5ZGBI0ZZtfQo9Ls=",
            SHA256_BASE64 + " ",
            "sha256-A",
            5,
            None,
            [],
            [SHA256_BASE64, 5],
        ],
    )
    def test_what_is_no_digest_of_subresource_integrity(self, value: object) -> None:
        assert self.pointers(digestSRI=value) == ["/relatedResource/digestSRI"]

    @pytest.mark.parametrize("value", [MULTIHASH, BARE])
    def test_a_digest_in_multibase(self, value: str) -> None:
        assert self.pointers(digestMultibase=value) == []

    @pytest.mark.parametrize(
        "value", ["", "u", "uAAAA", MULTIHASH[1:], "f" + "00" * 32, MULTIHASH + "AA", 5, None]
    )
    def test_what_is_no_digest_in_multibase(self, value: object) -> None:
        assert self.pointers(digestMultibase=value) == ["/relatedResource/digestMultibase"]

    @pytest.mark.parametrize("name", ["digestSRI", "digestMultibase"])
    def test_another_digest_than_that_of_what_we_carry(self, name: str) -> None:
        value = SHA256_BASE64 if name == "digestSRI" else MULTIHASH
        assert self.pointers(**{"id": CREDENTIALS_V2, name: value}) == [f"/relatedResource/{name}"]

    def test_one_of_several_has_to_fit(self) -> None:
        ours = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
        assert self.pointers(id=CREDENTIALS_V2, digestSRI=[SHA256_BASE64, ours]) == []
        assert self.pointers(id=CREDENTIALS_V2, digestSRI=[SHA256_BASE64, SHA256_BASE64]) != []


class TestPresentation:
    @pytest.mark.parametrize(
        ("document", "code", "pointer"),
        [
            (presentation(at_context=...), Code.PROPERTY_MISSING, ""),
            (presentation(at_context=[]), Code.CONTEXT_WRONG, "/@context"),
            (presentation(at_context=CREDENTIALS_V2), Code.CONTEXT_WRONG, "/@context"),
            (presentation(at_context=["https://example.org"]), Code.CONTEXT_WRONG, "/@context/0"),
            (presentation(id="x"), Code.ID_NOT_A_URL, "/id"),
            (presentation(type=...), Code.TYPE_MISSING, ""),
            (presentation(type="VerifiableCredential"), Code.TYPE_WRONG, "/type"),
            (presentation(holder=None), Code.MALFORMED_VALUE, "/holder"),
            (presentation(holder={}), Code.ID_NOT_A_URL, "/holder"),
            (presentation(verifiableCredential=["x"]), Code.MALFORMED_VALUE, "/verifiableCredential/0"),
            (presentation(termsOfUse=[{"id": "did:example:1"}]), Code.TYPE_MISSING, "/termsOfUse/0"),
        ],
    )
    def test_what_is_wrong(self, document: JsonObject, code: Code, pointer: str) -> None:
        assert [(one.code, one.pointer) for one in presentation_findings(document)] == [(code, pointer)]

    @pytest.mark.parametrize(
        ("holder", "expected"),
        [("did:example:1", "did:example:1"), ({"id": "x"}, "x"), ({}, None), (5, None)],
    )
    def test_who_holds_it(self, holder: Any, expected: str | None) -> None:  # noqa: ANN401 - any JSON value
        assert holder_id(presentation(holder=holder)) == expected


class TestEnvelope:
    ENVELOPE: JsonObject = {  # noqa: RUF012 - read only
        "@context": CREDENTIALS_V2,
        "type": ENVELOPED_CREDENTIAL,
        "id": "data:application/vc+jwt,a.b.c",
    }

    def test_what_is_in_it(self) -> None:
        assert list(envelope_findings(self.ENVELOPE, ENVELOPED_CREDENTIAL)) == []
        assert enveloped_jwt(self.ENVELOPE, ENVELOPED_CREDENTIAL) == "a.b.c"
        assert enveloped_jwt(self.ENVELOPE, ENVELOPED_PRESENTATION) is None

    @pytest.mark.parametrize(
        ("change", "code", "pointer"),
        [
            ({"@context": []}, Code.CONTEXT_WRONG, "/@context"),
            ({"type": [ENVELOPED_CREDENTIAL, "VerifiableCredential"]}, Code.TYPE_WRONG, "/type"),
            ({"id": "data:application/vc+jwt,"}, Code.MALFORMED_VALUE, "/id"),
            ({"id": "application/vc+jwt,a.b.c"}, Code.MALFORMED_VALUE, "/id"),
            ({"id": None}, Code.MALFORMED_VALUE, "/id"),
        ],
    )
    def test_what_is_wrong(self, change: JsonObject, code: Code, pointer: str) -> None:
        found = envelope_findings({**self.ENVELOPE, **change}, ENVELOPED_CREDENTIAL)
        assert [(one.code, one.pointer) for one in found] == [(code, pointer)]
