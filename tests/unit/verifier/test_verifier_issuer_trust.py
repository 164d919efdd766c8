"""Is the issuer a recognised school, then and now, and who says so?"""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.data_integrity import add_proof
from credentials.recognized_entity import RecognizedAction, TrustList
from tests.findings_for_tests import claims, jwt_of
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    AWARDED,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    as_bytes,
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
from verifier import CheckId, CheckStatus, Code, Conclusion
from verifier.checks.issuer_trust import check_issuer_trust

HOUR = timedelta(hours=1)
YEAR_BEFORE = AWARDED - timedelta(days=365)


def test_says_who_says_so() -> None:
    result = check_issuer_trust(badge(), trust_list=trust_list(), at=AT)
    assert result.status is CheckStatus.PASSED
    assert result.evidence["trust_list"] == "Testlijst"
    assert result.evidence["trust_list_publisher"] == "Testraad"
    assert result.evidence["trust_list_published_at"] == "2026-10-21T09:00:00Z"
    assert result.evidence["issuer_name"] == "ROC Voorbeeld"
    assert result.evidence["brin"] == "99ZZ"


def test_both_ends_of_recognition_are_inclusive() -> None:
    listed = trust_list(recognized_from=AWARDED, recognized_until=AT)
    assert check_issuer_trust(badge(), trust_list=listed, at=AT).findings == ()


def test_recognition_that_began_after_signing_does_not_count() -> None:
    listed = trust_list(recognized_from=AWARDED + HOUR)
    result = check_issuer_trust(badge(), trust_list=listed, at=AT)
    assert result.status is CheckStatus.FAILED
    assert [finding.code for finding in result.findings] == [Code.ISSUER_NOT_RECOGNISED_THEN]


def test_recognition_that_ended_before_signing_does_not_count() -> None:
    listed = trust_list(recognized_until=AWARDED - HOUR)
    result = check_issuer_trust(badge(), trust_list=listed, at=AT)
    assert result.status is CheckStatus.FAILED
    assert [finding.code for finding in result.findings] == [
        Code.ISSUER_NOT_RECOGNISED_THEN,
        Code.ISSUER_NOT_RECOGNISED_NOW,
    ]


def test_a_school_that_closed_since_is_told_and_leaves_the_credential_good() -> None:
    listed = trust_list(recognized_until=AWARDED + HOUR)
    result = check_issuer_trust(badge(), trust_list=listed, at=AT)
    assert result.status is CheckStatus.PASSED
    assert [finding.code for finding in result.findings] == [Code.ISSUER_NOT_RECOGNISED_NOW]


def test_the_end_of_the_list_is_inclusive() -> None:
    listed = trust_list(valid_until=AT)
    assert check_issuer_trust(badge(), trust_list=listed, at=AT).status is CheckStatus.PASSED
    later = check_issuer_trust(badge(), trust_list=listed, at=AT + timedelta(seconds=1))
    assert later.status is CheckStatus.INDETERMINATE


@pytest.mark.parametrize(
    "issuer",
    [
        "did:web:ROC-voorbeeld.example",
        "did:web:roc-voorbeeld.example:",
        "did:web:roc-voorbeeld.example#a",
        "https://roc-voorbeeld.example",
    ],
)
def test_an_issuer_that_looks_like_the_school_is_unknown(issuer: str) -> None:
    result = check_issuer_trust(badge_with("/issuer/id", issuer), trust_list=trust_list(), at=AT)
    assert [finding.code for finding in result.findings] == [Code.ISSUER_UNKNOWN]


def test_a_name_is_not_an_identity() -> None:
    """A stranger who calls himself ROC Voorbeeld, and signs for himself, is unknown."""
    document = badge_with("/issuer/id", STRANGER_ED25519.did_key)
    report = report_on(signed(document, STRANGER_ED25519, controller="did:key"))
    assert result_of(report, CheckId.PROOF).status is CheckStatus.PASSED
    assert found(report, CheckId.ISSUER_TRUST) == [(Code.ISSUER_UNKNOWN, "/issuer")]


class TestWhatASchoolMayIssue:
    """The badge of these tests is of the type MicroCredential."""

    def limit(
        self, *instruments: str, types: tuple[str, ...] = (), begin: datetime = YEAR_BEFORE
    ) -> RecognizedAction:
        return RecognizedAction(
            valid_from=begin, instruments=frozenset(instruments), achievement_types=frozenset(types)
        )

    def codes(self, credential: JsonObject, *limits: RecognizedAction) -> list[Code]:
        result = check_issuer_trust(credential, trust_list=trust_list(limited_to=limits), at=AT)
        failed = Code.ISSUER_NOT_RECOGNISED_FOR in [finding.code for finding in result.findings]
        assert (result.status is CheckStatus.FAILED) is failed
        return [finding.code for finding in result.findings]

    def test_is_that_instrument(self) -> None:
        assert self.codes(badge(), self.limit("microcredential")) == []
        assert self.codes(badge(), self.limit("mbo_certificaat"), self.limit("microcredential")) == []

    def test_is_that_type(self) -> None:
        assert self.codes(badge(), self.limit(types=("MicroCredential",))) == []

    def test_is_nothing_else(self) -> None:
        wrong = [Code.ISSUER_NOT_RECOGNISED_FOR, Code.ISSUER_NOT_RECOGNISED_FOR_NOW]
        assert self.codes(badge(), self.limit("mbo_certificaat")) == wrong
        assert self.codes(badge(), self.limit(types=("Diploma",))) == wrong

    @pytest.mark.parametrize("kind", [["MicroCredential", "Diploma"], "Diploma", ...])
    def test_is_not_got_round_with_another_type_beside_it(self, kind: JsonValue) -> None:
        credential = badge_with("/credentialSubject/achievement/achievementType", kind)
        assert Code.ISSUER_NOT_RECOGNISED_FOR in self.codes(credential, self.limit("microcredential"))

    def test_is_not_got_round_with_the_tags_of_another_instrument(self) -> None:
        credential = badge_with("/credentialSubject/achievement/tag", ["mbo", "mbo_certificaat"])
        assert Code.ISSUER_NOT_RECOGNISED_FOR in self.codes(credential, self.limit("microcredential"))

    def test_is_judged_when_it_was_signed_and_today_apart(self) -> None:
        before = replace(self.limit("microcredential"), valid_until=AWARDED + HOUR)
        since = self.limit("mbo_certificaat", begin=AWARDED + HOUR)
        assert self.codes(badge(), before, since) == [Code.ISSUER_NOT_RECOGNISED_FOR_NOW]
        assert self.codes(badge(), before) == [Code.ISSUER_NOT_RECOGNISED_NOW]
        late = self.limit("microcredential", begin=AWARDED + HOUR)
        assert self.codes(badge(), late, self.limit("mbo_certificaat")) == [Code.ISSUER_NOT_RECOGNISED_FOR]

    def test_is_everything_in_a_period_without_limits(self) -> None:
        everything = replace(self.limit(), valid_until=AWARDED + HOUR)
        since = self.limit("mbo_certificaat", begin=AWARDED + HOUR)
        assert self.codes(badge(), everything, since) == [Code.ISSUER_NOT_RECOGNISED_FOR_NOW]

    def test_does_not_limit_an_endorsement(self) -> None:
        endorsement: JsonObject = {
            **badge(),
            "credentialSubject": {"id": "urn:x:y", "type": "EndorsementSubject"},
        }
        assert self.codes(endorsement, self.limit("mbo_certificaat")) == []


class TestKeysForCards:
    """A key that is on the list for cards signs no credential, whatever its school publishes."""

    def trusted(self) -> TrustList:
        return trust_list(recognised_key(ISSUER_P256), card_keys=(recognised_key(ISSUER_ED25519),))

    def test_sign_no_credential(self) -> None:
        report = report_on(signed(badge()), trusted=self.trusted())
        assert found(report, CheckId.PROOF) == [(Code.KEY_PURPOSE_WRONG, "/proof/0/verificationMethod")]
        assert report.conclusion is Conclusion.FAILED

    @pytest.mark.parametrize("fragment", [None, "another-name"])
    def test_sign_no_credential_as_a_key_of_the_did_document(self, fragment: str | None) -> None:
        """Under another name it is the same key."""
        method = ISSUER_ED25519.method_of(SCHOOL, fragment)
        published = json.loads(document_of(SCHOOL, ISSUER_ED25519))
        published["verificationMethod"][0]["id"] = method
        published["assertionMethod"] = [method]
        report = report_on(
            add_proof(badge(), ISSUER_ED25519.signer(method), created=AWARDED),
            trusted=self.trusted(),
            fetch=fetching({SCHOOL_DOCUMENT_URL: as_bytes(published)}),
        )
        assert [code for code, _ in found(report, CheckId.PROOF)] == [Code.KEY_PURPOSE_WRONG]

    @pytest.mark.parametrize("by_name", [True, False])
    def test_sign_no_jwt(self, *, by_name: bool) -> None:
        header: JsonObject = {"alg": "EdDSA"}
        if not by_name:
            header |= {"kid": None, "jwk": ISSUER_ED25519.public_key.to_jwk()}
        report = report_on(
            jwt_of(claims(), header=header, key=ISSUER_ED25519),
            trusted=self.trusted(),
            fetch=fetching({SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_ED25519)}),
        )
        assert [code for code, _ in found(report, CheckId.PROOF)] == [Code.KEY_PURPOSE_WRONG]
