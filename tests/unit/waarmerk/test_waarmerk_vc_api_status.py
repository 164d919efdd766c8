"""Bitstring Status List 1.0, as its test suite asks for it: entries, lists, and what a set bit does."""

import gzip
from typing import Any

import pytest

from contexts import CREDENTIALS_V1
from credentials.identifiers.multiformats import multibase_decode
from credentials.parsing import JsonObject
from tests.generic_documents_for_tests import changed, credential, credential_1_1
from tests.vc_api_for_tests import BASE, Answer, Door, signed

STATUS = "status"
REVOCATION = f"{BASE}/status-lists/revocation"
ID = "urn:uuid:00000000-0000-4000-8000-000000000001"


@pytest.fixture
def own() -> Door:
    """Return a door that this test may leave traces in."""
    return Door()


def with_status(own: Door, options: JsonObject | None = None, **members: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a credential with an entry, signed."""
    return own.issued(credential(id=ID, issuer=own.did(STATUS), **members), STATUS, options)


def change_status(own: Door, *, status: bool = True, purpose: str = "revocation", of: str = ID) -> Answer:
    """Set or clear a status."""
    return own.post(
        "/credentials/status",
        {"credentialId": of, "credentialStatus": {"statusPurpose": purpose}, "status": status},
    )


class TestEntry:
    def test_it_has_what_is_required_and_no_more(self, own: Door) -> None:
        entry = with_status(own)["credentialStatus"]
        assert entry.keys() == {"id", "type", "statusPurpose", "statusListIndex", "statusListCredential"}
        assert entry["type"] == "BitstringStatusListEntry"
        assert entry["statusPurpose"] == "revocation"
        assert isinstance(entry["statusListIndex"], str)
        assert int(entry["statusListIndex"]) >= 0
        assert entry["statusListCredential"] == REVOCATION
        assert entry["id"] != entry["statusListCredential"]

    def test_no_two_credentials_have_the_same(self, own: Door) -> None:
        indexes = [with_status(own)["credentialStatus"]["statusListIndex"] for _ in range(3)]
        assert len(set(indexes)) == 3

    def test_for_another_purpose(self, own: Door) -> None:
        options: JsonObject = {"credentialStatus": {"statusPurpose": "suspension"}}
        entry = with_status(own, options)["credentialStatus"]
        assert entry["statusPurpose"] == "suspension"
        assert entry["statusListCredential"] == f"{BASE}/status-lists/suspension"

    @pytest.mark.parametrize("entry", [{"statusPurpose": "message"}, {}, "revocation"])
    def test_for_a_purpose_that_has_no_list(self, own: Door, entry: Any) -> None:  # noqa: ANN401 - any JSON
        answer = own.issue(credential(), STATUS, {"credentialStatus": entry})
        assert (answer.status, answer.json["pointer"]) == (400, "/options/credentialStatus")

    def test_beside_one_that_is_there(self, own: Door) -> None:
        there = {"id": "did:example:status", "type": "https://example.org/#Status"}
        assert with_status(own, credentialStatus=there)["credentialStatus"][0] == there
        assert len(with_status(own, credentialStatus=[there])["credentialStatus"]) == 2

    def test_a_credential_of_the_older_data_model_gets_the_context_that_defines_it(self, own: Door) -> None:
        issued = own.issued(credential_1_1(issuer=own.did(STATUS)), STATUS)
        assert issued["@context"] == [
            CREDENTIALS_V1,
            "https://w3id.org/security/data-integrity/v2",
            "https://www.w3.org/ns/credentials/status/v1",
        ]
        assert own.verify(issued, {}).status == 200

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("statusPurpose", ...),
            ("statusListIndex", ...),
            ("statusListIndex", "-1"),
            ("statusListIndex", "one"),
            ("statusListCredential", ...),
            ("statusListCredential", "not-a-url"),
            ("statusSize", 0),
        ],
    )
    def test_one_that_is_malformed_is_not_signed(self, own: Door, name: str, value: object) -> None:
        entry = with_status(own)["credentialStatus"]
        document = changed(credential(credentialStatus=entry), f"/credentialStatus/{name}", value)
        assert own.issue(document).status == 400

    def test_an_entry_under_another_name_is_not_signed(self, own: Door) -> None:
        entry = {"type": "BitstringStatusListEntry", "statusListIndex": True, "statusListCredential": BASE}
        answer = own.issue(credential(statusEntry=entry), STATUS)
        assert (answer.status, answer.json["pointer"]) == (400, "/statusEntry")


class TestList:
    def test_it_is_a_signed_credential_with_what_is_required(self, own: Door) -> None:
        answer = own.request("GET", "/status-lists/revocation")
        assert (answer.status, answer.media_type) == (200, "application/ld+json")
        assert answer.json["id"] == REVOCATION
        assert set(answer.json["type"]) == {"VerifiableCredential", "BitstringStatusListCredential"}
        assert answer.json["issuer"] == own.did(STATUS)
        assert isinstance(answer.json["proof"], dict)
        assert own.verify(answer.json, {}).status == 200

    def test_its_subject(self, own: Door) -> None:
        subject = own.request("GET", "/status-lists/suspension").json["credentialSubject"]
        assert subject.keys() == {"id", "type", "statusPurpose", "encodedList"}
        assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", "suspension")

    def test_its_bits(self, own: Door) -> None:
        encoded = own.request("GET", "/status-lists/revocation").json["credentialSubject"]["encodedList"]
        assert encoded.startswith("u")
        assert gzip.decompress(multibase_decode(encoded, "u")) == bytes(16 * 1024)

    def test_there_is_no_other(self, own: Door) -> None:
        assert own.request("GET", "/status-lists/message").status == 404

    def test_it_is_published_at_once(self, own: Door) -> None:
        answer = own.request("POST", "/status-lists/revocation/publish")
        assert (answer.status, answer.json) == (204, None)

    def test_a_list_that_is_malformed_is_not_signed(self, own: Door) -> None:
        document = own.request("GET", "/status-lists/revocation").json
        del document["proof"]
        assert own.issue(document).status == 201
        assert own.issue(changed(document, "/credentialSubject/encodedList", 5)).status == 400


class TestStatus:
    def test_a_credential_that_is_revoked(self, own: Door) -> None:
        issued, other = with_status(own), own.issued(credential(issuer=own.did(STATUS)), STATUS)
        assert own.verify(issued, {}).status == 200
        assert change_status(own).status == 200
        answer = own.verify(issued, {})
        assert (answer.status, answer.json["verified"]) == (400, False)
        assert answer.json["pointer"] == "/credentialStatus"
        assert own.verify(issued).status == 200, "its proof is as good as ever"
        assert own.verify(other, {}).status == 200

    def test_and_is_not_any_more(self, own: Door) -> None:
        issued = with_status(own, {"credentialStatus": {"statusPurpose": "suspension"}})
        assert change_status(own, purpose="suspension").status == 200
        assert own.verify(issued, {"checks": ["credentialStatus"]}).status == 400
        assert change_status(own, purpose="suspension", status=False).status == 200
        assert own.verify(issued, {"checks": ["credentialStatus"]}).status == 200

    def test_the_list_says_so(self, own: Door) -> None:
        with_status(own)
        change_status(own)
        encoded = own.request("GET", "/status-lists/revocation").json["credentialSubject"]["encodedList"]
        assert gzip.decompress(multibase_decode(encoded, "u"))[0] == 0b1000_0000

    def test_nobody_knows_the_list_of_somebody_else(self, own: Door) -> None:
        entry: JsonObject = {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "5",
            "statusListCredential": "https://example.org/lists/1",
        }
        answer = own.verify(signed(credential(credentialStatus=entry)), {})
        assert answer.status == 200
        assert [warning["pointer"] for warning in answer.json["warnings"]] == ["/credentialStatus"]

    @pytest.mark.parametrize("name", ["statusListIndex", "statusPurpose"])
    def test_an_entry_that_does_not_fit_the_list(self, own: Door, name: str) -> None:
        entry = {**with_status(own)["credentialStatus"]}
        entry[name] = "99999999" if name == "statusListIndex" else "suspension"
        answer = own.verify(signed(credential(credentialStatus=entry)), {})
        assert answer.status == 400

    @pytest.mark.parametrize(
        "words", [{"of": "urn:uuid:2"}, {"purpose": "suspension"}, {"purpose": "message"}]
    )
    def test_the_status_of_what_was_not_issued_here(self, own: Door, words: dict[str, Any]) -> None:
        with_status(own)
        assert change_status(own, **words).status == 400

    def test_a_request_that_names_nothing(self, own: Door) -> None:
        assert own.post("/credentials/status", {"credentialStatus": {}}).status == 400
        assert own.post("/credentials/status", {}).json["pointer"] == "/credentialStatus"
