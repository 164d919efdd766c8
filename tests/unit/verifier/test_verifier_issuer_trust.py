"""Is the issuer a recognised school, then and now, and who says so?"""

from datetime import timedelta

import pytest

from tests.keys_for_tests import STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    AWARDED,
    badge,
    badge_with,
    found,
    report_on,
    result_of,
    signed,
    trust_list,
)
from verifier import CheckId, CheckStatus, Code
from verifier.checks.issuer_trust import check_issuer_trust

HOUR = timedelta(hours=1)


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
