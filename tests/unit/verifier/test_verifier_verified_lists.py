"""A status list is verified once, and never for longer than its outcome holds."""

from datetime import timedelta

from tests.keys_for_tests import ISSUER_ED25519, STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    INDEX,
    SCHOOL,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    found,
    recognised_key,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
    trust_list,
    unsigned_status_list,
)
from verifier import CheckId, CheckStatus, Code

BADGE = signed(badge(credentialStatus=status_entry()))
LIST = status_list()


def status() -> CheckStatus:
    return result_of(report_on(BADGE, lists=[LIST]), CheckId.STATUS).status


def test_the_same_list_is_judged_anew_with_another_trust_list() -> None:
    signed_with_p256 = as_jwt(unsigned_status_list())
    with_one_key = trust_list(recognised_key(ISSUER_ED25519))
    for trusted, expected in ((TRUST_LIST, []), (with_one_key, [Code.STATUS_LIST_NOT_VERIFIED])) * 2:
        report = report_on(BADGE, trusted=trusted, lists=[signed_with_p256])
        assert [code for code, _ in found(report, CheckId.STATUS)] == expected


def test_the_same_list_is_judged_anew_at_another_moment() -> None:
    document = unsigned_status_list()
    expiring = as_bytes(signed({**document, "validUntil": "2026-11-22T00:00:00Z"}))
    for at, expected in ((AT, []), (AT + timedelta(days=2), [Code.STATUS_LIST_EXPIRED]), (AT, [])):
        report = report_on(BADGE, lists=[expiring], at=at)
        assert [code for code, _ in found(report, CheckId.STATUS)] == expected


def test_another_list_at_the_same_address_is_another_list() -> None:
    assert status() is CheckStatus.PASSED
    revoked = report_on(BADGE, lists=[status_list(INDEX)])
    assert [code for code, _ in found(revoked, CheckId.STATUS)] == [Code.REVOKED]
    forged = as_bytes(signed(unsigned_status_list(), STRANGER_ED25519, controller=SCHOOL))
    assert [code for code, _ in found(report_on(BADGE, lists=[forged]), CheckId.STATUS)] == [
        Code.STATUS_LIST_NOT_VERIFIED
    ]
    assert status() is CheckStatus.PASSED
