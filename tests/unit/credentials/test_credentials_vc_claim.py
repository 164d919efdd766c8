"""The ``vc`` claim of VCDM 1.1: what only the claims say is put back, and nothing is written over."""

import json
from typing import Any

import pytest

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.identifiers.multiformats import base64url_encode
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.jwt_claims import ClaimFinding, ClaimSeverity
from credentials.proofs.vc_claim import with_claimed_members
from credentials.proofs.vc_jwt import parse_jwt, verify_jwt
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_WEB

CREDENTIAL: JsonObject = {
    "@context": [CREDENTIALS_V1],
    "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": ISSUER_WEB, "name": "ROC Voorbeeld"},
    "issuanceDate": "2026-01-01T00:00:00Z",
    "expirationDate": "2030-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"]},
}
CLAIMS: JsonObject = {
    "iss": ISSUER_WEB,
    "sub": "did:example:learner",
    "nbf": 1_767_225_600,
    "exp": 1_893_456_000,
    "jti": "urn:uuid:00000000-0000-4000-8000-000000000001",
}


def without(name: str, source: JsonObject = CREDENTIAL) -> JsonObject:
    return {key: value for key, value in source.items() if key != name}


def jwt_of(payload: JsonObject) -> str:
    header = {"alg": "EdDSA", "kid": f"{ISSUER_WEB}#key-1", "typ": "JWT"}
    parts = (base64url_encode(json.dumps(part).encode()) for part in (header, payload))
    signing_input = ".".join(parts)
    return f"{signing_input}.{base64url_encode(ISSUER_ED25519.sign(signing_input.encode()))}"


def findings_of(payload: JsonObject) -> tuple[ClaimFinding, ...]:
    return verify_jwt(parse_jwt(jwt_of(payload)), ISSUER_ED25519.public_key)


def test_a_credential_that_says_everything_is_left_as_it_is() -> None:
    assert with_claimed_members(CREDENTIAL, CLAIMS) == CREDENTIAL


@pytest.mark.parametrize("name", ["id", "issuanceDate", "expirationDate"])
def test_what_only_a_claim_says_is_put_back(name: str) -> None:
    assert with_claimed_members(without(name), CLAIMS) == CREDENTIAL


def test_the_issuer_is_put_back_as_its_id() -> None:
    assert with_claimed_members(without("issuer"), CLAIMS)["issuer"] == ISSUER_WEB


@pytest.mark.parametrize("name", ["issuer", "credentialSubject"])
def test_an_id_within_is_put_back(name: str) -> None:
    owner = CREDENTIAL[name]
    assert isinstance(owner, dict)
    assert with_claimed_members({**CREDENTIAL, name: without("id", owner)}, CLAIMS) == CREDENTIAL


def test_nothing_is_changed_in_what_was_given() -> None:
    subject: JsonObject = {"type": ["AchievementSubject"]}
    given: JsonObject = {"@context": [CREDENTIALS_V1], "credentialSubject": subject}
    with_claimed_members(given, CLAIMS)
    assert given == {"@context": [CREDENTIALS_V1], "credentialSubject": {"type": ["AchievementSubject"]}}


def test_several_subjects_get_no_id_from_one_claim() -> None:
    subjects: list[JsonValue] = [{"type": ["AchievementSubject"]}, {"type": ["AchievementSubject"]}]
    document: JsonObject = {**CREDENTIAL, "credentialSubject": subjects}
    assert with_claimed_members(document, CLAIMS) == document


@pytest.mark.parametrize("value", ["2026", True, None, 10**30, float("1e300"), [1]])
def test_a_claim_that_is_no_date_puts_nothing_back(value: Any) -> None:  # noqa: ANN401
    claims: JsonObject = {**CLAIMS, "nbf": value}
    assert "issuanceDate" not in with_claimed_members(without("issuanceDate"), claims)


def test_fractions_of_a_second_are_dropped() -> None:
    claims: JsonObject = {**CLAIMS, "nbf": 1_767_225_600.75}
    assert with_claimed_members(without("issuanceDate"), claims)["issuanceDate"] == "2026-01-01T00:00:00Z"


def test_the_newer_data_model_has_no_such_rule() -> None:
    document: JsonObject = {**without("id"), "@context": [CREDENTIALS_V2]}
    assert with_claimed_members(document, CLAIMS) == document


class TestInAJWT:
    @pytest.mark.parametrize("name", ["id", "issuer", "issuanceDate", "expirationDate"])
    def test_what_was_put_back_agrees_with_the_claims(self, name: str) -> None:
        assert findings_of({**CLAIMS, "vc": without(name)}) == ()

    @pytest.mark.parametrize(
        ("claim", "value"),
        [
            ("iss", "did:example:stranger"),
            ("sub", "did:example:stranger"),
            ("jti", "urn:uuid:2"),
            ("nbf", 1_767_225_601),
            ("exp", 1_893_456_001),
        ],
    )
    def test_a_contradiction_is_found_and_not_written_over(self, claim: str, value: str | int) -> None:
        payload: JsonObject = {**CLAIMS, "vc": CREDENTIAL, claim: value}
        assert parse_jwt(jwt_of(payload)).unverified == CREDENTIAL
        expected = ClaimFinding(code="claim_mismatch", severity=ClaimSeverity.ERROR, claim=claim)
        assert findings_of(payload) == (expected,)

    @pytest.mark.parametrize("claim", ["iss", "nbf", "jti"])
    def test_a_claim_that_must_be_there_is_missed(self, claim: str) -> None:
        payload: JsonObject = {**without(claim, CLAIMS), "vc": CREDENTIAL}
        expected = ClaimFinding(code="claim_missing", severity=ClaimSeverity.ERROR, claim=claim)
        assert findings_of(payload) == (expected,)
