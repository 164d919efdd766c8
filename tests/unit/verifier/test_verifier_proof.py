"""Is it intact, and did its issuer sign it?"""

from datetime import timedelta

import pytest

from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.data_integrity import add_proof
from tests.findings_for_tests import HTTPS_SCHOOL, JWKS_URL, claims, jwt_of
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    ISSUER_P384,
    SECOND_ED25519,
    STRANGER_ED25519,
    STRANGER_P256,
    KeyForTests,
    controlled_identifier_document,
)
from tests.verification_for_tests import (
    AT,
    AWARDED,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    document_of,
    fetching,
    found,
    recognised_key,
    report_on,
    result_of,
    signed,
    trust_list,
)
from verifier import CheckId, CheckStatus, Code, Conclusion, VerificationReport

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE
PROOF_ID = "urn:uuid:5b0f0000-0000-4000-8000-000000000001"


def proof_of(report: VerificationReport) -> CheckStatus:
    return result_of(report, CheckId.PROOF).status


def codes(report: VerificationReport) -> list[Code]:
    return [code for code, _ in found(report, CheckId.PROOF)]


class TestEmbeddedProof:
    def test_holds_with_the_key_on_the_trust_list(self) -> None:
        result = result_of(report_on(signed(badge())), CheckId.PROOF)
        assert result.status is PASSED
        assert result.evidence == {
            "verification_method": ISSUER_ED25519.method_of(SCHOOL),
            "key_source": "trust_list",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-11-20T09:00:00Z",
        }

    def test_holds_with_the_key_in_the_document_of_the_controller(self) -> None:
        fetch = fetching({SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_ED25519)})
        report = report_on(signed(badge()), trusted=None, fetch=fetch)
        assert proof_of(report) is PASSED
        assert result_of(report, CheckId.PROOF).evidence["key_source"] == "controller_document"

    def test_holds_with_a_key_that_is_newer_than_the_trust_list(self) -> None:
        fetch = fetching({SCHOOL_DOCUMENT_URL: document_of(SCHOOL, SECOND_ED25519)})
        assert proof_of(report_on(signed(badge(), SECOND_ED25519), fetch=fetch)) is PASSED

    def test_what_the_trust_list_says_of_a_key_is_final(self) -> None:
        """A document that still lists a revoked key does not bring it back."""
        listed = trust_list(recognised_key(ISSUER_ED25519, revoked=AT))
        fetch = fetching({SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_ED25519)})
        assert codes(report_on(signed(badge()), trusted=listed, fetch=fetch)) == [Code.KEY_REVOKED]

    def test_holds_with_a_did_key(self) -> None:
        document = badge_with("/issuer/id", STRANGER_ED25519.did_key)
        report = report_on(signed(document, STRANGER_ED25519, controller="did:key"))
        assert result_of(report, CheckId.PROOF).evidence["key_source"] == "did_key"

    @pytest.mark.parametrize(
        ("pointer", "value"),
        [
            ("/name", "Iets anders"),
            ("/validFrom", "2026-11-20T09:00:01Z"),
            ("/credentialSubject/identifier/1/identityHash", "Piet Jansen"),
            ("/credentialSubject/identifier/1", ...),
            ("/issuer/name", "ROC Vals"),
            ("/proof/0/created", "2026-11-20T09:00:01Z"),
            ("/type/2", "EndorsementCredential"),
        ],
    )
    def test_does_not_hold_for_anything_else(self, pointer: str, value: object) -> None:
        report = report_on(badge_with(pointer, value, signed(badge())))
        assert Code.SIGNATURE_MISMATCH in codes(report)
        assert report.conclusion is Conclusion.FAILED

    def test_does_not_hold_for_another_credential(self) -> None:
        other = signed(badge(name="Iets anders"))
        assert codes(report_on(badge() | {"proof": other["proof"]})) == [Code.SIGNATURE_MISMATCH]


class TestWhoseKey:
    def test_a_good_signature_by_a_stranger_fails(self) -> None:
        report = report_on(signed(badge(), STRANGER_ED25519, controller="did:key"))
        assert found(report, CheckId.PROOF) == [(Code.NOT_SIGNED_BY_ISSUER, "/issuer")]

    def test_an_https_method_is_never_taken_as_the_key_itself(self) -> None:
        """Anyone can write a school's address with his own key behind the hash."""
        document = badge_with("/issuer/id", HTTPS_SCHOOL)
        forged = signed(document, STRANGER_ED25519, controller=HTTPS_SCHOOL)
        assert codes(report_on(forged)) == [Code.KEY_UNAVAILABLE]
        fetch = fetching({HTTPS_SCHOOL: document_of(HTTPS_SCHOOL, ISSUER_ED25519)})
        assert codes(report_on(forged, fetch=fetch)) == [Code.KEY_NOT_FOUND]

    def test_an_https_method_holds_when_its_document_says_so(self) -> None:
        document = signed(badge_with("/issuer/id", HTTPS_SCHOOL), controller=HTTPS_SCHOOL)
        fetch = fetching({HTTPS_SCHOOL: document_of(HTTPS_SCHOOL, ISSUER_ED25519)})
        assert proof_of(report_on(document, fetch=fetch)) is PASSED

    def test_a_method_with_another_controller_is_not_the_issuers(self) -> None:
        document = badge_with(
            "/verificationMethod/0/controller",
            "did:web:ander.example",
            controlled_identifier_document(SCHOOL, ISSUER_ED25519),
        )
        fetch = fetching({SCHOOL_DOCUMENT_URL: as_bytes(document)})
        assert codes(report_on(signed(badge()), trusted=None, fetch=fetch)) == [Code.KEY_NOT_FOUND]

    def test_a_proof_without_an_issuer_to_ask_is_not_checked(self) -> None:
        report = report_on(badge_with("/issuer", ..., signed(badge())))
        assert codes(report) == [Code.NOT_CHECKED]
        assert report.conclusion is Conclusion.FAILED


class TestLifeOfAKey:
    def test_a_retired_key_holds_for_what_it_signed_while_in_use(self) -> None:
        listed = trust_list(recognised_key(ISSUER_ED25519, valid_from=AWARDED, valid_until=AWARDED))
        assert proof_of(report_on(signed(badge()), trusted=listed)) is PASSED

    @pytest.mark.parametrize("off", [timedelta(seconds=-1), timedelta(seconds=1)])
    def test_it_does_not_for_what_it_signed_outside_that_time(self, off: timedelta) -> None:
        listed = trust_list(recognised_key(ISSUER_ED25519, valid_from=AWARDED, valid_until=AWARDED))
        report = report_on(signed(badge(), created=AWARDED + off), trusted=listed)
        assert codes(report) == [Code.KEY_NOT_IN_USE]

    def test_a_revoked_key_does_not_hold_for_what_it_signed_before(self) -> None:
        """Whoever has the key can write any date."""
        listed = trust_list(recognised_key(ISSUER_ED25519, revoked=AWARDED + timedelta(hours=1)))
        assert codes(report_on(signed(badge()), trusted=listed)) == [Code.KEY_REVOKED]

    def test_a_key_that_is_revoked_later_holds_as_of_an_earlier_moment(self) -> None:
        listed = trust_list(recognised_key(ISSUER_ED25519, revoked=AT + timedelta(seconds=1)))
        assert proof_of(report_on(signed(badge()), trusted=listed)) is PASSED

    def test_an_expired_key_holds_for_what_it_signed_before(self) -> None:
        listed = trust_list(recognised_key(ISSUER_ED25519, expires=AWARDED))
        assert proof_of(report_on(signed(badge()), trusted=listed)) is PASSED


class TestSeveralProofs:
    def both(self, second: KeyForTests = STRANGER_ED25519) -> JsonObject:
        signer = second.signer(second.did_key_method)
        return add_proof(signed(badge()), signer, created=AWARDED)

    def test_hold_together_when_one_is_the_issuers(self) -> None:
        assert proof_of(report_on(self.both())) is PASSED

    def test_must_all_hold(self) -> None:
        broken = badge_with("/proof/1/created", "2020-01-01T00:00:00Z", self.both())
        report = report_on(broken)
        assert found(report, CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, "/proof/1/proofValue")]

    def test_leave_the_question_open_when_one_cannot_be_verified(self) -> None:
        document = self.both()
        unknown = badge_with("/proof/1/cryptosuite", "bbs-2023", document)
        report = report_on(unknown)
        assert found(report, CheckId.PROOF) == [(Code.CRYPTOSUITE_UNSUPPORTED, "/proof/1/cryptosuite")]
        assert proof_of(report) is INDETERMINATE
        assert report.signed_document is None

    def test_fail_when_one_is_broken_and_another_unknown(self) -> None:
        document = badge_with("/proof/1/cryptosuite", "bbs-2023", self.both())
        assert proof_of(report_on(document | {"name": "Iets anders"})) is FAILED

    def test_without_the_issuers_among_them_fail(self) -> None:
        document = signed(badge(), STRANGER_ED25519, controller="did:key")
        signer = SECOND_ED25519.signer(SECOND_ED25519.did_key_method)
        report = report_on(add_proof(document, signer, created=AWARDED))
        assert codes(report) == [Code.NOT_SIGNED_BY_ISSUER]

    def test_may_be_a_chain(self) -> None:
        first = signed(badge(), proof_id=PROOF_ID)
        signer = STRANGER_ED25519.signer(STRANGER_ED25519.did_key_method)
        chain = add_proof(first, signer, created=AWARDED, previous_proof=PROOF_ID)
        assert proof_of(report_on(chain)) is PASSED
        assert isinstance(chain["proof"], list)
        without_first = chain | {"proof": chain["proof"][1:]}
        assert codes(report_on(without_first)) == [Code.PREVIOUS_PROOF_MISSING]

    def test_of_another_type_are_an_open_question(self) -> None:
        document = badge_with("/proof/0/type", "Ed25519Signature2018", signed(badge()))
        assert found(report_on(document), CheckId.PROOF) == [(Code.CRYPTOSUITE_UNSUPPORTED, "/proof/0/type")]


def signed_with(suite: str, key: KeyForTests, document: JsonObject) -> JsonObject:
    return add_proof(document, key.signer(key.method_of(SCHOOL)), created=AWARDED, cryptosuite=suite)


@pytest.mark.parametrize(
    ("suite", "key"),
    [
        ("eddsa-rdfc-2022", ISSUER_ED25519),
        ("eddsa-jcs-2022", ISSUER_ED25519),
        ("ecdsa-rdfc-2019", ISSUER_P256),
        ("ecdsa-rdfc-2019", ISSUER_P384),
        ("ecdsa-jcs-2019", ISSUER_P256),
        ("ecdsa-jcs-2019", ISSUER_P384),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.key_type),
)
class TestCryptosuites:
    """Every suite is judged alike."""

    def test_the_proof_of_the_issuer_holds(self, suite: str, key: KeyForTests) -> None:
        report = report_on(signed_with(suite, key, badge()), trusted=trust_list(recognised_key(key)))
        assert report.conclusion is Conclusion.PASSED
        assert result_of(report, CheckId.PROOF).evidence["cryptosuite"] == suite

    def test_a_changed_badge_does_not_pass(self, suite: str, key: KeyForTests) -> None:
        document = signed_with(suite, key, badge()) | {"name": "Iets anders"}
        report = report_on(document, trusted=trust_list(recognised_key(key)))
        assert found(report, CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, "/proof/0/proofValue")]

    def test_a_key_of_another_kind_does_not_verify(self, suite: str, key: KeyForTests) -> None:
        other = ISSUER_P256 if key is ISSUER_ED25519 else ISSUER_ED25519
        listed = trust_list(recognised_key(other))
        document = badge_with(
            "/proof/0/verificationMethod", other.method_of(SCHOOL), signed_with(suite, key, badge())
        )
        assert codes(report_on(document, trusted=listed)) == [Code.KEY_TYPE_WRONG]


def test_json_that_is_no_json_ld_has_a_proof_and_no_structure() -> None:
    """A signature over JSON covers a member that means nothing; the badge is refused all the same."""
    document = signed_with("eddsa-jcs-2022", ISSUER_ED25519, badge(honours="cum laude"))
    report = report_on(document)
    assert proof_of(report) is PASSED
    assert (Code.UNDEFINED_TERM, "/honours") in found(report, CheckId.STRUCTURE)
    assert report.conclusion is Conclusion.FAILED


class TestJWT:
    def test_holds_with_the_key_on_the_trust_list(self) -> None:
        result = result_of(report_on(as_jwt(badge())), CheckId.PROOF)
        assert result.status is PASSED
        assert result.evidence == {
            "verification_method": ISSUER_P256.method_of(SCHOOL),
            "key_source": "trust_list",
            "algorithm": "ES256",
        }

    def test_holds_with_ed25519(self) -> None:
        assert proof_of(report_on(as_jwt(badge(), ISSUER_ED25519))) is PASSED

    def test_does_not_hold_for_another_payload(self) -> None:
        header, _, signature = as_jwt(badge()).split(b".")
        _, payload, _ = as_jwt(badge(name="Iets anders")).split(b".")
        report = report_on(b".".join([header, payload, signature]))
        assert codes(report) == [Code.SIGNATURE_MISMATCH]

    def test_its_key_must_be_the_issuers(self) -> None:
        header: JsonObject = {"kid": STRANGER_P256.did_key_method}
        report = report_on(jwt_of(claims(), header=header, key=STRANGER_P256))
        assert codes(report) == [Code.NOT_SIGNED_BY_ISSUER]

    @pytest.mark.parametrize("kid", [ISSUER_P256.multikey, f"#{ISSUER_P256.multikey}"])
    def test_its_key_may_be_named_relative_to_the_issuer(self, kid: str) -> None:
        assert proof_of(report_on(jwt_of(claims(), header={"kid": kid}))) is PASSED

    def test_the_embedded_proofs_in_it_must_hold_too(self) -> None:
        broken = signed(badge()) | {"name": "Iets anders"}
        report = report_on(jwt_of(claims(broken)))
        assert codes(report) == [Code.SIGNATURE_MISMATCH]

    def test_a_claim_that_ends_before_now_fails(self) -> None:
        report = report_on(jwt_of(claims(exp=int(AT.timestamp()) - 1)))
        assert codes(report) == [Code.CLAIM_WITHOUT_COUNTERPART]
        assert proof_of(report) is FAILED

    def test_a_missing_required_claim_fails(self) -> None:
        report = report_on(jwt_of(claims(iss=None)))
        assert codes(report) == [Code.CLAIM_MISSING]
        assert proof_of(report) is FAILED

    def test_another_issuer_in_the_claims_fails(self) -> None:
        assert Code.CLAIM_MISMATCH in codes(report_on(jwt_of(claims(iss="did:web:ander.example"))))


class TestJWTWithTheKeyInItsHeader:
    def jwt(self, key: KeyForTests, issuer: str = SCHOOL, **header: JsonValue) -> bytes:
        payload = claims(badge_with("/issuer/id", issuer), iss=issuer)
        members: JsonObject = {"kid": None, "jwk": key.public_key.to_jwk()}
        return jwt_of(payload, header=members | header, key=key)

    def test_holds_when_the_trust_list_has_that_key(self) -> None:
        assert proof_of(report_on(self.jwt(ISSUER_P256))) is PASSED

    def test_holds_when_the_did_document_has_that_key(self) -> None:
        fetch = fetching({SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_P256)})
        assert proof_of(report_on(self.jwt(ISSUER_P256), trusted=None, fetch=fetch)) is PASSED

    def test_proves_nothing_by_itself(self) -> None:
        report = report_on(self.jwt(STRANGER_P256))
        assert codes(report) == [Code.KEY_UNAVAILABLE]
        fetch = fetching({SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_P256)})
        assert codes(report_on(self.jwt(STRANGER_P256), fetch=fetch)) == [Code.KEY_SELF_ASSERTED]

    def test_must_be_the_key_that_kid_names(self) -> None:
        jwt = self.jwt(STRANGER_P256, kid=ISSUER_P256.method_of(SCHOOL))
        assert codes(report_on(jwt)) == [Code.KEY_SELF_ASSERTED]

    def test_holds_when_the_key_set_of_an_https_issuer_has_that_key(self) -> None:
        key_set: JsonObject = {"keys": [ISSUER_P256.public_key.to_jwk() | {"kid": "1", "iss": HTTPS_SCHOOL}]}
        fetch = fetching({JWKS_URL: as_bytes(key_set)})
        report = report_on(self.jwt(ISSUER_P256, HTTPS_SCHOOL), fetch=fetch)
        assert proof_of(report) is PASSED
        assert result_of(report, CheckId.PROOF).evidence["key_source"] == "jwks"

    @pytest.mark.parametrize("members", [{"iss": "https://ander.example"}, {"kty": "oct"}])
    def test_does_not_hold_when_the_key_set_has_it_for_another(self, members: JsonObject) -> None:
        key_set: JsonObject = {"keys": [ISSUER_P256.public_key.to_jwk() | members]}
        fetch = fetching({JWKS_URL: as_bytes(key_set)})
        assert codes(report_on(self.jwt(ISSUER_P256, HTTPS_SCHOOL), fetch=fetch)) == [Code.KEY_SELF_ASSERTED]

    def test_is_an_open_question_when_the_key_set_cannot_be_had(self) -> None:
        fetch = fetching({HTTPS_SCHOOL: document_of(HTTPS_SCHOOL, SECOND_ED25519)})
        report = report_on(self.jwt(ISSUER_P256, HTTPS_SCHOOL), fetch=fetch)
        assert codes(report) == [Code.KEY_UNAVAILABLE]

    def test_may_be_named_in_the_key_set(self) -> None:
        key_set: JsonObject = {"keys": [ISSUER_P256.public_key.to_jwk() | {"kid": "sleutel-1"}]}
        payload = claims(badge_with("/issuer/id", HTTPS_SCHOOL), iss=HTTPS_SCHOOL)
        jwt = jwt_of(payload, header={"kid": "sleutel-1"})
        assert proof_of(report_on(jwt, fetch=fetching({JWKS_URL: as_bytes(key_set)}))) is PASSED
