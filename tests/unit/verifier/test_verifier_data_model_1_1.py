"""Badges of the previous data model, VCDM 1.1: by its own rules, with its own dates, in every proof."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contexts import CREDENTIALS_V1
from credentials.identifiers.multiformats import multibase_encode
from credentials.jsonld.engine import canonicalize
from credentials.parsing import JsonObject
from tests.findings_for_tests import endorsement, jwt_of
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, STRANGER_ED25519, KeyForTests
from tests.verification_for_tests import (
    AT,
    AWARDED,
    DATA_INTEGRITY_V2,
    INDEX,
    LIST_URL,
    OB_3_0_1,
    SCHOOL,
    badge,
    badge_1_1,
    found,
    recognised_key,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
    trust_list,
)
from verifier import CheckId, CheckStatus, Code, Conclusion
from verifier.checks.structure import check_structure
from verifier.report_json import report_json
from verifier.texts import texts

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
STATUS_LIST_2021 = "https://w3id.org/vc/status-list/2021/v1"
STATUS_V1 = "https://www.w3.org/ns/credentials/status/v1"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
REMARK = (Code.DATA_MODEL_OLDER, "/@context/0")


def signed_2020(
    document: JsonObject, key: KeyForTests = ISSUER_ED25519, *, created: str | None = "2026-11-20T09:00:00Z"
) -> JsonObject:
    """Return the document with a proof of the type that 1.1 badges mostly have.

    Made here step by step, so that it does not share the product's idea of the suite.
    """
    proof: JsonObject = {
        "type": "Ed25519Signature2020",
        **({"created": created} if created is not None else {}),
        "verificationMethod": key.method_of(SCHOOL),
        "proofPurpose": "assertionMethod",
    }
    canonical = [canonicalize({**proof, "@context": document["@context"]}), canonicalize(document)]
    data = b"".join(hashlib.sha256(form.encode()).digest() for form in canonical)
    return {**document, "proof": {**proof, "proofValue": multibase_encode(key.sign(data))}}


def jwt_1_1(document: JsonObject, **changes: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return the document under ``vc``, with the claims of VCDM 1.1. A change to None takes one out."""
    claims: JsonObject = {"iss": SCHOOL, "jti": document["id"], "nbf": int(AWARDED.timestamp())}
    return jwt_of(
        {name: value for name, value in (claims | changes).items() if value is not None} | {"vc": document}
    )


def findings(document: JsonObject) -> set[tuple[Code, str | None]]:
    return {(one.code, one.pointer) for one in check_structure(document).findings}


class TestAGoodBadge:
    @pytest.mark.parametrize(
        "source",
        [
            signed(badge_1_1()),
            signed(badge_1_1(expirationDate="2030-01-01T00:00:00Z")),
            signed_2020(badge_1_1(ED25519_2020)),
            jwt_1_1(badge_1_1()),
            jwt_1_1(badge_1_1(issuanceDate=None, id=None) | {"id": "urn:uuid:1"}),
        ],
        ids=["eddsa-rdfc-2022", "with an end", "Ed25519Signature2020", "JWT", "JWT with nbf only"],
    )
    def test_passes_and_is_said_to_be_of_the_previous_edition(self, source: JsonObject | bytes) -> None:
        report = report_on(source)
        assert report.conclusion is Conclusion.PASSED
        assert found(report, CheckId.STRUCTURE) == [REMARK]

    @pytest.mark.parametrize(
        "edition", ["context.json", "context-3.0.1.json", "context-3.0.2.json", "context-3.0.3.json"]
    )
    def test_may_name_any_edition_of_open_badges(self, edition: str) -> None:
        contexts: list[Any] = [CREDENTIALS_V1, OB + edition, DATA_INTEGRITY_V2]
        report = report_on(signed(badge_1_1(**{"@context": contexts})))
        assert report.conclusion is Conclusion.PASSED
        assert found(report, CheckId.STRUCTURE) == [REMARK]

    def test_tells_the_edition_in_its_report(self) -> None:
        assert report_json(report_on(signed(badge_1_1())), texts("nl"))["dataModel"] == "1.1"

    def test_shows_its_dates(self) -> None:
        report = report_on(signed(badge_1_1(expirationDate="2030-01-01T00:00:00Z")))
        content = report.require_passed().content
        assert content.valid_from == AWARDED
        assert content.valid_until == datetime(2030, 1, 1, tzinfo=UTC)

    def test_may_have_been_put_together_by_its_claims(self) -> None:
        bare = badge_1_1(id=None, issuanceDate=None) | {
            "issuer": {"type": ["Profile"], "name": "ROC Voorbeeld"}
        }
        exp = int((AT + timedelta(days=30)).timestamp())
        report = report_on(jwt_1_1({**bare, "id": "urn:uuid:1"}, exp=exp))
        assert report.conclusion is Conclusion.PASSED
        document = report.require_passed().document
        assert document["issuanceDate"] == "2026-11-20T09:00:00Z"
        assert document["expirationDate"] == "2026-12-21T12:00:00Z"
        assert document["issuer"] == {"id": SCHOOL, "type": ["Profile"], "name": "ROC Voorbeeld"}


class TestStructure:
    @pytest.mark.parametrize("name", ["id", "issuer", "issuanceDate", "credentialSubject"])
    def test_names_what_is_missing(self, name: str) -> None:
        result = check_structure(badge_1_1(**{name: None}))
        assert result.status is FAILED
        assert {"property": name} in [one.params for one in result.findings]

    def test_does_not_take_the_newer_date_for_the_one_that_must_be_there(self) -> None:
        document = badge_1_1(issuanceDate=None) | {"validFrom": "2026-11-20T09:00:00Z"}
        assert (Code.PROPERTY_MISSING, "") in findings(document)

    @pytest.mark.parametrize("name", ["issuanceDate", "expirationDate", "validFrom", "validUntil"])
    @pytest.mark.parametrize("value", ["2026-11-20", "2026-11-20T09:00:00", 7])
    def test_wants_dates_with_a_time_and_a_zone(self, name: str, value: Any) -> None:  # noqa: ANN401
        assert (Code.DATE_MALFORMED, f"/{name}") in findings(badge_1_1(**{name: value}))

    def test_wants_dates_in_order(self) -> None:
        document = badge_1_1(expirationDate="2026-01-01T00:00:00Z")
        assert (Code.DATES_REVERSED, "/expirationDate") in findings(document)

    @pytest.mark.parametrize(
        ("name", "value", "code"),
        [
            ("credentialStatus", {"type": "StatusList2021Entry"}, Code.PROPERTY_MISSING),
            ("refreshService", {"type": "1EdTechCredentialRefresh"}, Code.PROPERTY_MISSING),
            ("credentialSchema", {"type": "1EdTechJsonSchemaValidator2019"}, Code.PROPERTY_MISSING),
            ("credentialStatus", {"id": "urn:a:b"}, Code.TYPE_MISSING),
            ("evidence", {"id": "urn:a:b"}, Code.TYPE_MISSING),
        ],
    )
    def test_wants_parts_that_say_what_and_which_they_are(
        self, name: str, value: JsonObject, code: Code
    ) -> None:
        assert (code, f"/{name}") in findings(badge_1_1(**{name: value}))

    def test_wants_a_list_of_contexts(self) -> None:
        assert (Code.CONTEXT_WRONG, "/@context") in findings(badge_1_1(**{"@context": CREDENTIALS_V1}))

    @pytest.mark.parametrize(
        "second", ["https://w3id.org/security/data-integrity/v2", {"a": "https://a.example/"}]
    )
    def test_wants_the_context_of_open_badges_second(self, second: Any) -> None:  # noqa: ANN401
        document = badge_1_1(**{"@context": [CREDENTIALS_V1, second, OB_3_0_1]})
        assert (Code.CONTEXT_WRONG, "/@context/1") in findings(document)

    def test_does_not_know_the_words_of_the_newer_edition(self) -> None:
        document = badge_1_1(relatedResource=[{"id": "urn:a:b", "digestSRI": "sha384-AAAA"}])
        assert (Code.UNDEFINED_TERM, "/relatedResource") in findings(document)

    def test_the_newer_edition_does_not_know_its_words(self) -> None:
        document = badge(issuanceDate="2026-11-20T09:00:00Z")
        assert (Code.UNDEFINED_TERM, "/issuanceDate") in findings(document)


class TestProof:
    @pytest.mark.parametrize("member", ["name", "issuanceDate"])
    def test_covers_every_word(self, member: str) -> None:
        for document in (signed(badge_1_1()), signed_2020(badge_1_1(ED25519_2020))):
            place = "/proof/0/proofValue" if isinstance(document["proof"], list) else "/proof/proofValue"
            changed = {**document, member: "2026-11-19T09:00:00Z"}
            assert found(report_on(changed), CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, place)]

    def test_by_somebody_else_is_no_proof(self) -> None:
        document = signed_2020(badge_1_1(ED25519_2020), STRANGER_ED25519)
        report = report_on(document)
        assert result_of(report, CheckId.PROOF).status is not PASSED
        assert report.conclusion is not Conclusion.PASSED

    def test_without_its_context_cannot_be_told(self) -> None:
        """The suite's words are then undefined, so that its options would not be signed."""
        document = signed_2020(badge_1_1(ED25519_2020))
        ((code, place),) = found(report_on({**document, "@context": badge_1_1()["@context"]}), CheckId.PROOF)
        assert code in (Code.UNDEFINED_TERM, Code.UNDEFINED_TYPE)
        assert place is not None
        assert place.startswith("/proof/")

    @pytest.mark.parametrize(
        ("claim", "value", "code"),
        [
            ("iss", "did:web:elders.example", Code.CLAIM_MISMATCH),
            ("jti", "urn:uuid:2", Code.CLAIM_MISMATCH),
            ("nbf", int(AWARDED.timestamp()) + 1, Code.CLAIM_MISMATCH),
            ("nbf", None, Code.CLAIM_MISSING),
            ("jti", None, Code.CLAIM_MISSING),
        ],
    )
    def test_a_jwt_must_agree_with_its_credential(self, claim: str, value: Any, code: Code) -> None:  # noqa: ANN401
        report = report_on(jwt_1_1(badge_1_1(), **{claim: value}))
        assert (code, None) in found(report, CheckId.PROOF)
        assert result_of(report, CheckId.PROOF).status is FAILED

    @pytest.mark.parametrize(
        ("source", "key", "place"),
        [
            (signed_2020(badge_1_1(ED25519_2020), created=None), ISSUER_ED25519, "/proof"),
            (jwt_1_1(badge_1_1()), ISSUER_P256, None),
        ],
        ids=["proof without a date", "JWT"],
    )
    def test_the_moment_of_signing_is_the_date_of_issue(
        self, source: JsonObject | bytes, key: KeyForTests, place: str | None
    ) -> None:
        """A key that came into use later did not sign this; one that went out of use later did."""
        later = trust_list(recognised_key(key, valid_from=AWARDED + timedelta(hours=1)))
        assert found(report_on(source, trusted=later), CheckId.PROOF) == [(Code.KEY_NOT_IN_USE, place)]
        earlier = trust_list(recognised_key(key, valid_until=AWARDED + timedelta(hours=1)))
        assert report_on(source, trusted=earlier).conclusion is Conclusion.PASSED


class TestInForce:
    @pytest.mark.parametrize(
        ("changes", "code", "place"),
        [
            ({"issuanceDate": "2026-12-01T00:00:00Z"}, Code.NOT_YET_VALID, "/issuanceDate"),
            ({"validFrom": "2026-12-01T00:00:00Z"}, Code.NOT_YET_VALID, "/validFrom"),
            ({"expirationDate": "2026-11-21T11:59:59Z"}, Code.EXPIRED, "/expirationDate"),
            ({"validUntil": "2026-11-21T11:59:59Z"}, Code.EXPIRED, "/validUntil"),
            (
                {"expirationDate": "2030-01-01T00:00:00Z", "validUntil": "2026-11-21T11:59:59Z"},
                Code.EXPIRED,
                "/validUntil",
            ),
        ],
    )
    def test_the_period_is_looked_at(self, changes: dict[str, str], code: Code, place: str) -> None:
        report = report_on(signed(badge_1_1(**changes)))
        assert found(report, CheckId.VALIDITY_PERIOD) == [(code, place)]

    def test_the_end_may_stand_in_the_claims_alone(self) -> None:
        document = badge_1_1()
        report = report_on(jwt_1_1(document, exp=int(AT.timestamp()) - 1))
        assert found(report, CheckId.VALIDITY_PERIOD) == [(Code.EXPIRED, "/expirationDate")]

    def test_the_school_must_have_been_recognised_on_the_date_of_issue(self) -> None:
        trusted = trust_list(recognized_from=AWARDED + timedelta(hours=1))
        report = report_on(signed(badge_1_1()), trusted=trusted)
        assert (Code.ISSUER_NOT_RECOGNISED_THEN, "/issuanceDate") in found(report, CheckId.ISSUER_TRUST)

    @pytest.mark.parametrize(("indexes", "status"), [((), PASSED), ((INDEX,), FAILED)])
    def test_a_bitstring_status_list_is_looked_at(
        self, indexes: tuple[int, ...], status: CheckStatus
    ) -> None:
        document = badge_1_1(DATA_INTEGRITY_V2, STATUS_V1, credentialStatus=status_entry())
        report = report_on(signed(document), lists=[status_list(*indexes)])
        assert found(report, CheckId.STRUCTURE) == [REMARK]
        assert result_of(report, CheckId.STATUS).status is status

    def test_a_list_of_1edtech_leaves_the_question_open(self) -> None:
        entry: JsonObject = {"id": "https://roc-voorbeeld.example/revoked", "type": "1EdTechRevocationList"}
        document = badge_1_1(credentialStatus=entry)
        assert found(report_on(jwt_1_1(document)), CheckId.STATUS) == [
            (Code.STATUS_TYPE_UNKNOWN, "/credentialStatus")
        ]

    def test_a_status_list_of_2021_is_read(self) -> None:
        entry = status_entry() | {"type": "StatusList2021Entry"}
        document = badge_1_1(DATA_INTEGRITY_V2, STATUS_LIST_2021, credentialStatus=entry)
        report = report_on(signed(document))
        assert found(report, CheckId.STRUCTURE) == [REMARK]
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_UNAVAILABLE, "/credentialStatus")]
        assert result_of(report, CheckId.STATUS).findings[0].params["url"] == LIST_URL


class TestEndorsements:
    @pytest.mark.parametrize(
        ("issued", "status"), [("2026-11-20T09:00:00Z", PASSED), ("2026-12-20T09:00:00Z", FAILED)]
    )
    def test_of_the_previous_edition_are_checked_by_its_rules(self, issued: str, status: CheckStatus) -> None:
        members = {name: value for name, value in endorsement().items() if name != "validFrom"}
        older = {**members, "@context": badge_1_1()["@context"], "issuanceDate": issued}
        inner = signed(older, STRANGER_ED25519, controller="did:key")
        report = report_on(signed(badge_1_1(endorsement=[inner])))
        assert result_of(report, CheckId.ENDORSEMENTS).status is status
