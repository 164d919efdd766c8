"""The card in a QR code: verified like a credential, for what a card says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cards_for_tests import (
    CARD,
    CARD_KEY,
    CREDENTIAL,
    FULL_CARD,
    IN_FORCE,
    REVOCATION_URL,
    SECOND_CARD_KEY,
    SUSPENDED,
    TRUSTED,
    address_of,
    card_address,
    card_bytes,
    card_key,
    of_payload,
    report_on_card,
    trusted,
)
from tests.keys_for_tests import ISSUER_ED25519, STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    AWARDED,
    SCHOOL,
    as_bytes,
    as_jwt,
    badge,
    document_of,
    fetching,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
    unsigned_status_list,
)
from verifier import (
    INTEGRITY,
    STRICT,
    CheckId,
    CheckStatus,
    Code,
    Conclusion,
    CredentialRejected,
    FileKind,
    KnownRecipient,
    Needed,
    ResourceKind,
    Resources,
    Unavailable,
    given_status_lists,
    judge,
    offline,
    unpack,
    verify,
)
from verifier.cards import compare_with_credential, judge_card, verify_card
from verifier.report_json import report_json, to_vcdm
from verifier.texts import texts
from verifier.unpack import NotUnpacked, unpack_card

TEXTS = texts("nl")


class TestGenuine:
    def test_it_passes_and_says_what_is_on_it(self) -> None:
        report = report_on_card()
        assert report.conclusion is Conclusion.PASSED
        assert report.signed_card == CARD
        content = report.signed_content
        assert content is not None
        assert (content.title, content.recipient_name) == ("Warmtepompen installeren", "Sanne de Vries")
        assert (content.level.nlqf, content.level.indicative) == ("4", True)
        assert content.study_load is not None
        assert (content.study_load.value, content.study_load.unit) == (240, "SBU")
        assert content.awarded_on == CARD.awarded_on
        assert content.instrument is not None
        assert content.instrument.key == "microcredential"

    def test_the_school_has_the_name_that_is_on_the_trust_list(self) -> None:
        content = report_on_card().signed_content
        assert content is not None
        assert (content.issuer_name, content.issuer_id, content.issuer_brin) == (
            "ROC Voorbeeld",
            SCHOOL,
            "99ZZ",
        )

    @pytest.mark.parametrize("policy", [INTEGRITY, STRICT])
    def test_it_passes_under_every_policy(self, policy: object) -> None:
        report = report_on_card(policy=policy)  # type: ignore[arg-type]  # a policy
        assert report.conclusion is Conclusion.PASSED

    def test_a_reader_is_told_what_is_not_on_it(self) -> None:
        report = report_on_card()
        assert found(report, CheckId.STRUCTURE) == [(Code.CARD_ONLY, None)]
        for check in (CheckId.ACHIEVEMENT, CheckId.ENDORSEMENTS):
            assert result_of(report, check).status is CheckStatus.NOT_APPLICABLE

    def test_the_status_is_that_of_the_list(self) -> None:
        evidence = result_of(report_on_card(card_address(FULL_CARD)), CheckId.STATUS).evidence
        assert evidence["revocation_as_of"] == evidence["suspension_as_of"] == "2026-11-20T09:00:00Z"

    def test_a_card_that_cannot_be_taken_back_says_so(self) -> None:
        report = report_on_card(card_address(replace(CARD, revocation=None)), lists=())
        assert result_of(report, CheckId.STATUS).status is CheckStatus.NOT_APPLICABLE
        assert report.conclusion is Conclusion.PASSED
        assert (
            report_on_card(card_address(replace(CARD, revocation=None)), policy=STRICT).conclusion
            is not Conclusion.PASSED
        )

    def test_a_suspended_one_does_not_pass_and_a_reinstated_one_does(self) -> None:
        address = card_address(FULL_CARD)
        assert report_on_card(address, lists=SUSPENDED).conclusion is Conclusion.FAILED
        assert report_on_card(address, lists=IN_FORCE).conclusion is Conclusion.PASSED

    def test_the_right_key_is_found_among_several_schools_and_keys(self) -> None:
        (school,) = trusted(card_key(SECOND_CARD_KEY), card_key()).entities
        other = replace(school, id="did:web:elders.example", card_keys=(card_key(STRANGER_ED25519),))
        listed = replace(TRUSTED, entities=(other, school))
        report = report_on_card(trusted=listed)
        assert report.conclusion is Conclusion.PASSED
        assert result_of(report, CheckId.PROOF).evidence["verification_method"] == CARD_KEY.method_of(SCHOOL)


class TestNotProven:
    @pytest.mark.parametrize("listed", [None, trusted(card_key(SECOND_CARD_KEY))])
    def test_of_an_unknown_key_nothing_is_shown(self, listed: object) -> None:
        report = report_on_card(trusted=listed)  # type: ignore[arg-type]  # a trust list or None
        assert report.conclusion is Conclusion.INDETERMINATE
        assert report.signed_content is None
        assert report.signed_card is None
        assert report_json(report, TEXTS)["credential"] is None

    def test_what_the_school_would_say_is_not_asked(self) -> None:
        report = report_on_card(card_address(key=STRANGER_ED25519))
        for check in (CheckId.STATUS, CheckId.ISSUER_TRUST, CheckId.VALIDITY_PERIOD):
            assert found(report, check) == [(Code.NOT_CHECKED, None)]

    def test_an_expired_card_of_an_unknown_key_is_no_good_anyhow(self) -> None:
        report = report_on_card(card_address(FULL_CARD, STRANGER_ED25519), at=AT + timedelta(days=365 * 6))
        assert found(report, CheckId.VALIDITY_PERIOD) == [(Code.EXPIRED, "/validUntil")]

    def test_a_stranger_does_not_make_us_fetch(self) -> None:
        asked: list[Needed] = []

        def fetch(needed: Needed) -> Unavailable:
            asked.append(needed)
            return offline(needed)

        payload = card_bytes()[19:-66]
        forged = of_payload(payload, STRANGER_ED25519)
        for address in (card_address(key=STRANGER_ED25519), _with_signature_of(forged)):
            report_on_card(address, lists=(), fetch=fetch)
        assert asked == []
        report_on_card(lists=(), fetch=fetch)
        assert asked == [Needed(ResourceKind.STATUS_LIST, REVOCATION_URL)]


def _with_signature_of(forged: bytes) -> str:
    """Return the card with the signature of another."""
    return address_of(card_bytes()[:-64] + forged[-64:])


class TestKeysApart:
    def test_a_card_key_signs_no_credential(self) -> None:
        document = signed(badge(), CARD_KEY)
        report = report_on(document, trusted=TRUSTED, lists=IN_FORCE)
        assert found(report, CheckId.PROOF) == [(Code.KEY_PURPOSE_WRONG, "/proof/0/verificationMethod")]

    def test_not_even_if_the_school_publishes_it_for_that(self) -> None:
        url = "https://roc-voorbeeld.example/.well-known/did.json"
        fetch = fetching({url: document_of(SCHOOL, CARD_KEY)})
        report = report_on(signed(badge(), CARD_KEY), trusted=TRUSTED, fetch=fetch)
        assert result_of(report, CheckId.PROOF).status is CheckStatus.FAILED

    def test_a_key_for_credentials_signs_no_card(self) -> None:
        report = report_on_card(card_address(key=ISSUER_ED25519))
        assert found(report, CheckId.PROOF) == [(Code.CARD_KEY_UNKNOWN, None)]

    def test_a_card_key_signs_no_status_list(self) -> None:
        forged = as_bytes(signed(unsigned_status_list(url=REVOCATION_URL), CARD_KEY))
        report = report_on_card(lists=(forged,))
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_NOT_VERIFIED, "/credentialStatus/0")]


class TestRecipient:
    @pytest.mark.parametrize(
        ("name", "asked", "expected"),
        [
            ("Sanne de Vries", KnownRecipient(name="sanne  de vries"), CheckStatus.PASSED),
            ("Sanne de Vries", KnownRecipient(name="Sanne Bakker"), CheckStatus.FAILED),
            ("Sanne de Vries", KnownRecipient(email="a@example.com"), CheckStatus.INDETERMINATE),
            (None, KnownRecipient(name="Sanne de Vries"), CheckStatus.INDETERMINATE),
            # What was cut off may be the rest of this name, or of another.
            ("Sanne de…", KnownRecipient(name="Sanne de Vries"), CheckStatus.INDETERMINATE),
            ("Sanne de…", KnownRecipient(name="Sanne Bakker"), CheckStatus.FAILED),
            ("Sanne de Vries", None, CheckStatus.NOT_APPLICABLE),
        ],
    )
    def test_the_name_is_compared(
        self, name: str | None, asked: KnownRecipient | None, expected: CheckStatus
    ) -> None:
        report = report_on_card(card_address(replace(CARD, name=name)), recipient=asked)
        assert result_of(report, CheckId.RECIPIENT).status is expected


class TestDoors:
    """The same card, by every way in."""

    def test_each_gives_the_same_report(self) -> None:
        expected = report_on_card()
        data = card_address().encode()
        listed = {"trust_list": TRUSTED, "status_lists": IN_FORCE}
        assert verify(data, at=AT, **listed) == expected  # type: ignore[arg-type]  # of two types
        assert verify(b"\xef\xbb\xbf" + data + b"\r\n", at=AT, **listed) == expected  # type: ignore[arg-type]
        assert verify_card(data, at=AT, **listed) == expected  # type: ignore[arg-type]
        resources = Resources(found=given_status_lists(IN_FORCE), trust_list=TRUSTED)
        assert judge(unpack(data), resources, policy=expected.policy, at=AT) == expected
        assert judge_card(unpack_card(data), resources, policy=expected.policy, at=AT) == expected

    def test_the_kind_of_file_is_told_by_its_content(self) -> None:
        assert unpack(card_address().encode()).kind is FileKind.CARD
        with pytest.raises(NotUnpacked) as caught:
            unpack(b"https://verifieer.example/#123")
        assert caught.value.kind is FileKind.CARD

    @pytest.mark.parametrize("data", [b"https://example.org/", b"zie https://example.org/#123", b"#12345"])
    def test_other_texts_are_no_cards(self, data: bytes) -> None:
        with pytest.raises(NotUnpacked) as caught:
            unpack(data)
        assert caught.value.finding.code is Code.NO_CREDENTIAL_FOUND

    def test_a_file_of_megabytes_is_not_converted_to_a_number(self) -> None:
        with pytest.raises(NotUnpacked) as caught:
            unpack(b"https://v.example/#" + b"1" * 10_000_000)
        assert caught.value.finding.code is Code.CARD_TOO_LARGE

    def test_a_text_that_is_no_unicode_is_a_report(self) -> None:
        assert verify_card("https://v.example/#1\ud800", at=AT).conclusion is Conclusion.FAILED

    def test_what_passed_as_a_card_is_not_taken_for_the_credential(self) -> None:
        report = report_on_card()
        assert report.signed_document is None
        with pytest.raises(CredentialRejected):
            report.require_passed()

    def test_the_json_has_the_digest_and_the_content(self) -> None:
        shown = report_json(report_on_card(), TEXTS)
        assert shown["card"] == {"credentialDigest": CARD.digest.hex()}
        assert isinstance(shown["credential"], dict)
        assert shown["credential"]["recipientName"] == "Sanne de Vries"
        assert shown["euElements"] == []
        assert to_vcdm(report_on_card(), TEXTS)["document"] is None


class TestCompare:
    def test_the_credential_that_it_was_made_of_takes_the_remark_away(self) -> None:
        report = compare_with_credential(
            report_on_card(), report_on(CREDENTIAL, trusted=TRUSTED, lists=IN_FORCE)
        )
        assert report.conclusion is Conclusion.PASSED
        assert found(report, CheckId.STRUCTURE) == []

    def test_the_same_in_a_jwt_is_the_same(self) -> None:
        jwt = as_jwt(badge(credentialStatus=status_entry(url=REVOCATION_URL)))
        compared = compare_with_credential(report_on_card(), report_on(jwt, trusted=TRUSTED))
        assert found(compared, CheckId.STRUCTURE) == []

    def test_another_credential_fails(self) -> None:
        other = report_on(signed(badge(name="Iets anders")), trusted=TRUSTED)
        compared = compare_with_credential(report_on_card(), other)
        assert compared.conclusion is Conclusion.FAILED
        assert compared.signed_card == CARD

    def test_what_is_not_proven_is_not_compared(self) -> None:
        proven = report_on(CREDENTIAL, trusted=TRUSTED)
        forged = report_on(CREDENTIAL | {"name": "Iets anders"}, trusted=TRUSTED)
        for card, credential in (
            (report_on_card(trusted=None), proven),
            (report_on_card(), forged),
            (proven, proven),
            (report_on_card(), report_on_card()),
        ):
            with pytest.raises(ValueError, match="compared"):
                compare_with_credential(card, credential)


def test_a_list_that_is_younger_than_the_trust_list_is_fetched_where_the_others_are() -> None:
    younger = REVOCATION_URL.replace("-1.", "-2.")
    place = replace(CARD.revocation, number=2) if CARD.revocation else None
    address = card_address(replace(CARD, revocation=place))
    content = status_list(url=younger, valid_from=AWARDED)
    report = report_on_card(address, fetch=fetching({younger: content}))
    assert report.conclusion is Conclusion.PASSED
    assert result_of(report, CheckId.STATUS).evidence["revocation_list"] == younger
