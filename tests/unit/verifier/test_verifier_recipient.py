"""Is it about this person?"""

import hashlib

import pytest

from credentials.parsing import JsonValue
from tests.verification_for_tests import EMAIL_HASH, badge, badge_with, report_on, signed
from verifier import CheckId, CheckStatus, Code, Conclusion, KnownRecipient
from verifier.checks.recipient import check_recipient

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE


def with_identity(**changes: JsonValue) -> CheckStatus:
    """Check a badge whose first identity, the hashed address, was changed."""
    document = badge()
    for name, value in changes.items():
        document = badge_with(f"/credentialSubject/identifier/0/{name}", value, document)
    return check_recipient(document, KnownRecipient(email="a@example.com")).status


class TestHashedIdentity:
    def test_the_example_of_the_specification_matches(self) -> None:
        assert check_recipient(badge(), KnownRecipient(email="a@example.com")).status is PASSED

    def test_hex_digits_may_be_capitals(self) -> None:
        assert with_identity(identityHash="sha256$" + EMAIL_HASH.partition("$")[2].upper()) is PASSED

    def test_an_address_may_be_typed_in_capitals_or_with_spaces(self) -> None:
        assert check_recipient(badge(), KnownRecipient(email=" A@Example.com ")).status is PASSED

    def test_without_salt_the_hash_is_of_the_identifier_alone(self) -> None:
        digest = hashlib.sha256(b"a@example.com").hexdigest()
        document = badge_with("/credentialSubject/identifier/0/identityHash", f"sha256${digest}")
        document = badge_with("/credentialSubject/identifier/0/salt", ..., document)
        assert check_recipient(document, KnownRecipient(email="a@example.com")).status is PASSED

    def test_md5_is_read(self) -> None:
        digest = hashlib.md5(b"a@example.comKosher", usedforsecurity=False).hexdigest()
        assert with_identity(identityHash=f"md5${digest}") is PASSED

    @pytest.mark.parametrize(
        "changes",
        [
            {"salt": "kosher"},
            {"identityHash": "sha256$" + "0" * 64},
            {"identityHash": EMAIL_HASH[:-1]},
            {"identityHash": "a@example.com"},
            {"identityHash": EMAIL_HASH.replace("sha256", "md5")},
        ],
    )
    def test_anything_else_does_not_match(self, changes: dict[str, JsonValue]) -> None:
        assert with_identity(**changes) in (FAILED, INDETERMINATE)

    def test_an_unknown_kind_of_hash_leaves_the_question_open(self) -> None:
        assert with_identity(identityHash="sha512$" + "0" * 128) is INDETERMINATE


class TestPlainIdentity:
    @pytest.mark.parametrize("name", ["Sanne de Vries", "SANNE DE VRIES", " sanne  de vries"])
    def test_a_name_matches_however_it_is_typed(self, name: str) -> None:
        assert check_recipient(badge(), KnownRecipient(name=name)).status is PASSED

    def test_an_accent_matches_however_it_is_encoded(self) -> None:
        document = badge_with("/credentialSubject/identifier/1/identityHash", "Zoe\u0308")
        assert check_recipient(document, KnownRecipient(name="Zoë")).status is PASSED

    @pytest.mark.parametrize("name", ["Sanne", "Sanne de Vries-Jansen", ""])
    def test_another_name_does_not(self, name: str) -> None:
        assert check_recipient(badge(), KnownRecipient(name=name)).status is FAILED

    def test_a_hash_is_not_taken_for_a_plain_address(self) -> None:
        assert check_recipient(badge(), KnownRecipient(email=EMAIL_HASH)).status is FAILED


class TestEverythingAsked:
    def test_must_match(self) -> None:
        both = KnownRecipient(name="Piet Jansen", email="a@example.com")
        result = check_recipient(badge(), both)
        assert result.status is FAILED
        assert [finding.params for finding in result.findings] == [{"identity_type": "name"}]

    def test_nothing_asked_is_not_applicable(self) -> None:
        assert check_recipient(badge(), None).status is CheckStatus.NOT_APPLICABLE
        assert check_recipient(badge(), KnownRecipient()).status is CheckStatus.NOT_APPLICABLE

    def test_a_credential_that_does_not_say_leaves_the_question_open(self) -> None:
        document = badge_with("/credentialSubject/identifier", ...)
        result = check_recipient(document, KnownRecipient(name="Sanne de Vries"))
        assert result.status is INDETERMINATE
        assert [finding.code for finding in result.findings] == [Code.RECIPIENT_NOT_COMPARABLE]

    def test_another_person_is_never_a_pass(self) -> None:
        report = report_on(signed(badge()), recipient=KnownRecipient(name="Piet Jansen"))
        assert report.conclusion is Conclusion.FAILED

    def test_the_report_does_not_repeat_who_was_asked_about(self) -> None:
        recipient = KnownRecipient(name="Piet Jansen", email="piet@example.com")
        report = report_on(signed(badge()), recipient=recipient)
        assert "Piet" not in repr(report) + repr(recipient)
        assert "piet@" not in repr(report) + repr(recipient)
        result = report.result(CheckId.RECIPIENT)
        assert result is not None
        assert result.evidence == {"asked": "name, emailAddress"}
