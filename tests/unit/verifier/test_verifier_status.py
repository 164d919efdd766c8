"""Is it still in force?"""

import gzip
from datetime import timedelta

import pytest

from credentials.identifiers.multiformats import base64url_encode
from credentials.limits import DEFAULT_LIMITS
from tests.keys_for_tests import STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    AWARDED,
    INDEX,
    LIST_URL,
    SUSPENSION_URL,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    fetching,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
    trust_list,
    unsigned_status_list,
)
from verifier import CheckId, CheckStatus, Code, Conclusion, Needed, Retrieved, Unavailable, UnavailableReason

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE
ONE_ENTRY = signed(badge(credentialStatus=status_entry()))
TWO_ENTRIES = signed(
    badge(
        credentialStatus=[status_entry(), status_entry(7, purpose="suspension", url=SUSPENSION_URL)],
    )
)
NOT_SUSPENDED = status_list(url=SUSPENSION_URL, purpose="suspension")


def test_a_credential_without_status_has_nothing_to_look_at() -> None:
    report = report_on(signed(badge()))
    assert result_of(report, CheckId.STATUS).status is CheckStatus.NOT_APPLICABLE
    assert report.conclusion is Conclusion.PASSED


def test_in_force_as_of_the_list() -> None:
    result = result_of(report_on(ONE_ENTRY, lists=[status_list(INDEX + 1, INDEX - 1)]), CheckId.STATUS)
    assert result.status is PASSED
    assert result.evidence == {"revocation_list": LIST_URL, "revocation_as_of": "2026-11-20T09:00:00Z"}


def test_a_list_may_be_a_jwt() -> None:
    for indexes, expected in (((), PASSED), ((INDEX,), FAILED)):
        report = report_on(ONE_ENTRY, lists=[as_jwt(unsigned_status_list(*indexes))])
        assert result_of(report, CheckId.STATUS).status is expected


class TestSeveralEntries:
    def test_are_all_looked_at(self) -> None:
        report = report_on(TWO_ENTRIES, lists=[status_list(), NOT_SUSPENDED])
        assert result_of(report, CheckId.STATUS).status is PASSED
        suspended = status_list(7, url=SUSPENSION_URL, purpose="suspension")
        report = report_on(TWO_ENTRIES, lists=[status_list(), suspended])
        assert found(report, CheckId.STATUS) == [(Code.SUSPENDED, "/credentialStatus/1")]
        assert report.conclusion is Conclusion.FAILED

    def test_fail_when_one_is_set_and_another_cannot_be_had(self) -> None:
        report = report_on(TWO_ENTRIES, lists=[status_list(INDEX)])
        assert found(report, CheckId.STATUS) == [
            (Code.REVOKED, "/credentialStatus/0"),
            (Code.STATUS_LIST_UNAVAILABLE, "/credentialStatus/1"),
        ]
        assert result_of(report, CheckId.STATUS).status is FAILED

    def test_are_open_when_one_is_of_a_kind_that_we_do_not_know(self) -> None:
        unknown = {"id": "urn:a:b", "type": ["BitstringStatusList"]}
        report = report_on(signed(badge(credentialStatus=[status_entry(), unknown])), lists=[status_list()])
        assert found(report, CheckId.STATUS) == [(Code.STATUS_TYPE_UNKNOWN, "/credentialStatus/1")]
        assert report.conclusion is Conclusion.INDETERMINATE


class TestAListThatIsNotGenuine:
    def test_is_not_used_when_it_was_tampered_with(self) -> None:
        revoked, clean = unsigned_status_list(INDEX), unsigned_status_list()
        forged = signed(revoked) | {"credentialSubject": clean["credentialSubject"]}
        report = report_on(ONE_ENTRY, lists=[as_bytes(forged)])
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_NOT_VERIFIED, "/credentialStatus")]
        evidence = result_of(report, CheckId.STATUS).evidence
        assert evidence["revocation_list_proof"] == Code.SIGNATURE_MISMATCH

    def test_is_not_used_without_a_signature(self) -> None:
        report = report_on(ONE_ENTRY, lists=[as_bytes(unsigned_status_list())])
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_NOT_VERIFIED, "/credentialStatus")]

    def test_is_not_used_when_a_stranger_signed_it_in_the_name_of_the_school(self) -> None:
        by_stranger = signed(unsigned_status_list(), STRANGER_ED25519, controller="did:key")
        report = report_on(ONE_ENTRY, lists=[as_bytes(by_stranger)])
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_NOT_VERIFIED, "/credentialStatus")]

    def test_cannot_revoke_the_credential_of_another_either(self) -> None:
        issuer = STRANGER_ED25519.did_key
        theirs = signed(unsigned_status_list(INDEX, issuer=issuer), STRANGER_ED25519, controller="did:key")
        report = report_on(ONE_ENTRY, lists=[as_bytes(theirs)])
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_OTHER_ISSUER, "/credentialStatus")]

    def test_of_another_is_used_when_the_trust_list_names_it(self) -> None:
        issuer = STRANGER_ED25519.did_key
        theirs = signed(unsigned_status_list(INDEX, issuer=issuer), STRANGER_ED25519, controller="did:key")
        listed = trust_list(status_lists=(LIST_URL,))
        report = report_on(ONE_ENTRY, lists=[as_bytes(theirs)], trusted=listed)
        assert found(report, CheckId.STATUS) == [(Code.REVOKED, "/credentialStatus")]


class TestAListThatIsNotFit:
    def test_both_ends_of_its_period_are_inclusive(self) -> None:
        exactly = status_list(valid_from=AT, valid_until=AT)
        assert result_of(report_on(ONE_ENTRY, lists=[exactly]), CheckId.STATUS).status is PASSED

    def test_the_end_of_a_list_is_told_with_its_date(self) -> None:
        end = AT - timedelta(days=1)
        (finding,) = result_of(
            report_on(ONE_ENTRY, lists=[status_list(valid_until=end)]), CheckId.STATUS
        ).findings
        assert finding.code is Code.STATUS_LIST_EXPIRED
        assert finding.params["valid_until"] == end

    def test_a_bomb_is_not_unpacked(self) -> None:
        bomb = "u" + base64url_encode(gzip.compress(bytes(DEFAULT_LIMITS.max_list_bytes_decoded + 1)))
        document = badge_with("/credentialSubject/encodedList", bomb, unsigned_status_list())
        report = report_on(ONE_ENTRY, lists=[as_bytes(signed(document))])
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_MALFORMED, "/credentialStatus")]

    @pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"\xff\xfe", b"a.b.c"])
    def test_an_answer_that_is_no_list_leaves_the_question_open(self, answer: bytes) -> None:
        report = report_on(ONE_ENTRY, fetch=fetching({LIST_URL: answer}))
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_MALFORMED, "/credentialStatus")]
        assert report.conclusion is Conclusion.INDETERMINATE

    @pytest.mark.parametrize("reason", list(UnavailableReason))
    def test_no_answer_leaves_the_question_open_and_says_why(self, reason: UnavailableReason) -> None:
        report = report_on(ONE_ENTRY, fetch=fetching({LIST_URL: Unavailable(reason)}))
        (finding,) = result_of(report, CheckId.STATUS).findings
        assert finding.code is Code.STATUS_LIST_UNAVAILABLE
        assert finding.params == {"url": LIST_URL, "reason": reason.value}

    @pytest.mark.parametrize(
        "changes",
        [
            {"statusListIndex": 7},
            {"statusListIndex": "7.0"},
            {"statusListCredential": "status/1"},
            {"id": LIST_URL},
            {"statusPurpose": None},
        ],
    )
    def test_an_entry_that_is_not_right_leaves_the_question_open(self, changes: dict[str, object]) -> None:
        entry = {name: value for name, value in (status_entry() | changes).items() if value is not None}
        report = report_on(as_jwt(badge(credentialStatus=entry)), lists=[status_list()])
        assert [code for code, _ in found(report, CheckId.STATUS)] == [Code.STATUS_ENTRY_MALFORMED]
        assert result_of(report, CheckId.STATUS).status is INDETERMINATE


class TestPurposes:
    @pytest.mark.parametrize("purpose", ["refresh", "message"])
    def test_that_only_tell_something_leave_the_credential_in_force(self, purpose: str) -> None:
        document = signed(badge(credentialStatus=status_entry(purpose=purpose)))
        report = report_on(document, lists=[status_list(INDEX, purpose=purpose)])
        assert report.conclusion is Conclusion.PASSED
        assert found(report, CheckId.STATUS) == [(Code.STATUS_MESSAGE, "/credentialStatus")]

    def test_that_nobody_knows_matter_only_when_set(self) -> None:
        document = signed(badge(credentialStatus=status_entry(purpose="archived")))
        assert report_on(document, lists=[status_list(purpose="archived")]).conclusion is Conclusion.PASSED


def test_a_list_that_was_fetched_before_says_when() -> None:
    def fetch(_needed: Needed) -> Retrieved:
        return Retrieved(status_list(), AWARDED + timedelta(hours=3))

    report = report_on(ONE_ENTRY, fetch=fetch)
    evidence = result_of(report, CheckId.STATUS).evidence
    assert evidence["revocation_list_retrieved_at"] == "2026-11-20T12:00:00Z"
