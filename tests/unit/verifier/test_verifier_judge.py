"""Judge a credential by values alone."""

import copy

from credentials.card.reading import UnverifiedCard
from credentials.parsing import JsonObject, JsonValue, parse
from tests.keys_for_tests import STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    INDEX,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
)
from verifier import (
    DEFAULT,
    CheckId,
    CheckStatus,
    Code,
    Conclusion,
    KnownRecipient,
    Resources,
    given_status_lists,
    judge,
    unpack,
)

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE
NOT_APPLICABLE = CheckStatus.NOT_APPLICABLE
REVOCABLE = signed(badge(credentialStatus=status_entry()))
RESOURCES = Resources(found=dict(given_status_lists([status_list()])), trust_list=TRUST_LIST)


def statuses(document: JsonObject | bytes, **options: object) -> dict[CheckId, CheckStatus]:
    report = report_on(document, lists=[status_list()], **options)  # type: ignore[arg-type]  # passed on
    return {result.check: result.status for result in report.results}


class TestTheSameArguments:
    def test_give_the_same_report(self) -> None:
        source = unpack(as_bytes(REVOCABLE))
        first, second = (judge(source, RESOURCES, policy=DEFAULT, at=AT) for _ in range(2))
        assert first == second
        assert first.conclusion is Conclusion.PASSED

    def test_are_not_changed(self) -> None:
        document = parse(as_bytes(REVOCABLE))
        before = copy.deepcopy(document.unverified)
        judge(document, RESOURCES, policy=DEFAULT, at=AT)
        assert document.unverified == before

    def test_may_be_a_parsed_document_or_jwt_or_what_came_out_of_a_file(self) -> None:
        for data in (as_bytes(REVOCABLE), as_jwt(badge(credentialStatus=status_entry()))):
            unpacked = unpack(data)
            assert not isinstance(unpacked.credential, UnverifiedCard)
            for source in (unpacked, unpacked.credential):
                assert judge(source, RESOURCES, policy=DEFAULT, at=AT).conclusion is Conclusion.PASSED


class TestEveryCheck:
    def test_is_in_every_report(self) -> None:
        sources: list[JsonObject | bytes] = [REVOCABLE, badge(), {}, b"", b"a note", b"[1]"]
        for source in sources:
            assert set(statuses(source)) == set(CheckId)

    def test_of_a_good_credential(self) -> None:
        assert statuses(REVOCABLE) == {
            CheckId.STRUCTURE: PASSED,
            CheckId.PROOF: PASSED,
            CheckId.VALIDITY_PERIOD: PASSED,
            CheckId.STATUS: PASSED,
            CheckId.ISSUER_TRUST: PASSED,
            CheckId.RECIPIENT: NOT_APPLICABLE,
            CheckId.ACHIEVEMENT: NOT_APPLICABLE,
            CheckId.ENDORSEMENTS: NOT_APPLICABLE,
        }


class TestAForgery:
    """Anyone can write any date, any issuer and any name."""

    forged = signed(badge(credentialStatus=status_entry())) | {"name": "Iets anders"}

    def test_gets_no_other_answer(self) -> None:
        assert statuses(self.forged, recipient=KnownRecipient(name="Sanne de Vries")) == {
            CheckId.STRUCTURE: PASSED,
            CheckId.PROOF: FAILED,
            CheckId.VALIDITY_PERIOD: INDETERMINATE,
            CheckId.STATUS: INDETERMINATE,
            CheckId.ISSUER_TRUST: INDETERMINATE,
            CheckId.RECIPIENT: INDETERMINATE,
            CheckId.ACHIEVEMENT: INDETERMINATE,
            CheckId.ENDORSEMENTS: INDETERMINATE,
        }

    def test_is_not_called_expired_or_revoked(self) -> None:
        expired = signed(badge(credentialStatus=status_entry(), validUntil="2026-11-21T00:00:00Z"))
        report = report_on(expired | {"name": "Iets anders"}, lists=[status_list(INDEX)])
        assert found(report, CheckId.VALIDITY_PERIOD) == [(Code.NOT_CHECKED, None)]
        assert found(report, CheckId.STATUS) == [(Code.NOT_CHECKED, None)]
        assert result_of(report, CheckId.STATUS).evidence == {}


class TestAnOpenProof:
    """The key cannot be had: it may be genuine."""

    @staticmethod
    def of(**changes: JsonValue) -> JsonObject:
        document = badge_with("/issuer/id", "did:web:elders.example") | changes
        return signed(document, STRANGER_ED25519, controller="did:web:elders.example")

    def test_leaves_good_answers_open(self) -> None:
        report = report_on(self.of(), recipient=KnownRecipient(name="Sanne de Vries"))
        assert result_of(report, CheckId.PROOF).status is INDETERMINATE
        for check in (CheckId.VALIDITY_PERIOD, CheckId.RECIPIENT):
            assert found(report, check) == [(Code.NOT_CHECKED, None)]
        assert report.conclusion is Conclusion.INDETERMINATE

    def test_does_not_hide_bad_ones(self) -> None:
        """Genuine or not, an expired credential is no good."""
        report = report_on(self.of(validUntil="2026-11-21T00:00:00Z"))
        assert found(report, CheckId.VALIDITY_PERIOD) == [(Code.EXPIRED, "/validUntil")]
        assert found(report, CheckId.ISSUER_TRUST) == [(Code.ISSUER_UNKNOWN, "/issuer")]
        assert report.conclusion is Conclusion.FAILED


def test_a_document_that_has_no_canonical_form_is_not_tried_for_every_proof() -> None:
    """Eight proofs under a poisoned document would be eight times the work."""
    document = signed(badge())
    assert isinstance(document["proof"], list)
    (proof,) = document["proof"]
    assert isinstance(proof, dict)
    many = document | {
        "loon": "hoog",
        "proof": [{**proof, "created": f"2026-11-20T09:00:0{n}Z"} for n in range(8)],
    }
    assert found(report_on(many), CheckId.PROOF) == [(Code.UNDEFINED_TERM, "/loon")]
