"""Since when is it out of force, and why?"""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from credentials.parsing import JsonObject, parse
from credentials.status.named_changes import name_changes
from credentials.status.status_changes import ChangeReason
from tests.status_changes_for_tests import (
    SINCE,
    changes_document,
    list_naming,
    listed,
    unsigned_list_naming,
)
from tests.verification_for_tests import (
    AT,
    AWARDED,
    INDEX,
    LIST_URL,
    SUSPENSION_URL,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    fetching,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
)
from verifier import (
    CheckId,
    CheckStatus,
    Code,
    Conclusion,
    Needed,
    ResourceKind,
    Retrieved,
    Unavailable,
    UnavailableReason,
    VerificationReport,
)
from verifier.cache import ResourceCache, from_cache, into_cache
from verifier.gathering import MAX_DOCUMENTS, gather, given_status_lists
from verifier.report_json import report_json
from verifier.resources import Fetch
from verifier.texts import texts

REVOCABLE = signed(badge(credentialStatus=status_entry()))
DOCUMENT = changes_document()
DOCUMENT_URL = str(name_changes(LIST_URL, DOCUMENT)["id"])
LIST = list_naming(DOCUMENT)
UNEXPLAINED = [
    (Code.REVOKED, "/credentialStatus"),
    (Code.WITHDRAWAL_UNEXPLAINED, "/credentialStatus"),
]


def of_revoked(*documents: bytes) -> VerificationReport:
    return report_on(REVOCABLE, lists=documents)


def problem_of(report: VerificationReport) -> str | None:
    """Return why it is not known, after making sure that nothing else changed by that."""
    assert found(report, CheckId.STATUS) == UNEXPLAINED
    assert report.conclusion is Conclusion.FAILED
    evidence = result_of(report, CheckId.STATUS).evidence
    assert "revocation_since" not in evidence
    assert "revocation_reason" not in evidence
    return evidence.get("revocation_changes_problem")


class TestSinceWhenAndWhy:
    @pytest.mark.parametrize(
        ("reason", "code"),
        [
            (ChangeReason.ERROR, Code.WITHDRAWN_FOR_ERROR),
            (ChangeReason.DECISION_WITHDRAWN, Code.WITHDRAWN_BY_DECISION),
            (ChangeReason.LEARNER_REQUEST, Code.WITHDRAWN_ON_REQUEST),
            (ChangeReason.DUPLICATE, Code.WITHDRAWN_AS_DUPLICATE),
        ],
    )
    def test_is_told_of_a_revoked_credential(self, reason: ChangeReason, code: Code) -> None:
        document = changes_document(listed(INDEX - 1), listed(reason=reason), listed(INDEX + 1))
        report = of_revoked(list_naming(document, indexes=(INDEX - 1, INDEX, INDEX + 1)), document)
        assert found(report, CheckId.STATUS) == [
            (Code.REVOKED, "/credentialStatus"),
            (code, "/credentialStatus"),
        ]
        finding = result_of(report, CheckId.STATUS).findings[1]
        assert "18 november 2026" in texts("nl").finding(finding).title
        assert "18 November 2026" in texts("en").finding(finding).title
        evidence = result_of(report, CheckId.STATUS).evidence
        assert (evidence["revocation_since"], evidence["revocation_reason"]) == ("2026-11-18", reason.value)

    def test_is_told_of_a_suspended_one(self) -> None:
        document = changes_document(url=SUSPENSION_URL, purpose="suspension")
        listing = list_naming(document, url=SUSPENSION_URL, purpose="suspension")
        source = signed(
            badge(
                credentialStatus=[status_entry(), status_entry(purpose="suspension", url=SUSPENSION_URL)],
            )
        )
        report = report_on(source, lists=[status_list(), listing, document])
        assert found(report, CheckId.STATUS) == [
            (Code.SUSPENDED, "/credentialStatus/1"),
            (Code.WITHDRAWN_FOR_ERROR, "/credentialStatus/1"),
        ]
        assert result_of(report, CheckId.STATUS).evidence["suspension_since"] == "2026-11-18"

    def test_is_in_the_report_for_a_program(self) -> None:
        results = report_json(of_revoked(LIST, DOCUMENT), texts("nl"))["results"]
        assert isinstance(results, list)
        (status,) = [one for one in results if isinstance(one, dict) and one["check"] == "status"]
        evidence = status["evidence"]
        assert isinstance(evidence, dict)
        assert evidence["revocationSince"] == "2026-11-18"
        assert evidence["revocationReason"] == "error"
        assert evidence["revocationChanges"] == DOCUMENT_URL
        findings = status["findings"]
        assert isinstance(findings, list)
        assert [one["code"] for one in findings if isinstance(one, dict)] == [
            Code.REVOKED,
            Code.WITHDRAWN_FOR_ERROR,
        ]

    def test_may_be_of_a_list_in_a_jwt(self) -> None:
        report = of_revoked(as_jwt(unsigned_list_naming(DOCUMENT)), DOCUMENT)
        assert found(report, CheckId.STATUS)[1][0] is Code.WITHDRAWN_FOR_ERROR

    def test_is_not_asked_of_a_list_that_names_nothing(self) -> None:
        report = of_revoked(status_list(INDEX), DOCUMENT)
        assert found(report, CheckId.STATUS) == UNEXPLAINED[:1]
        assert result_of(report, CheckId.STATUS).evidence == {
            "revocation_list": LIST_URL,
            "revocation_as_of": "2026-11-20T09:00:00Z",
        }

    def test_is_nothing_of_one_that_is_in_force(self) -> None:
        document = changes_document(listed(INDEX + 1))
        report = of_revoked(list_naming(document, indexes=(INDEX + 1,)), document)
        assert result_of(report, CheckId.STATUS).status is CheckStatus.PASSED
        assert found(report, CheckId.STATUS) == []

    def test_is_nothing_when_only_the_document_says_so(self) -> None:
        """The bits decide; a document cannot revoke."""
        report = of_revoked(list_naming(DOCUMENT, indexes=(INDEX + 1,)), DOCUMENT)
        assert result_of(report, CheckId.STATUS).status is CheckStatus.PASSED


class TestWhateverIsWrongWithTheDocument:
    def test_it_may_be_missing(self) -> None:
        assert problem_of(of_revoked(LIST)) == "offline"

    @pytest.mark.parametrize("reason", list(UnavailableReason))
    def test_it_may_be_out_of_reach(self, reason: UnavailableReason) -> None:
        report = report_on(REVOCABLE, lists=[LIST], fetch=fetching({DOCUMENT_URL: Unavailable(reason)}))
        assert problem_of(report) == reason.value

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"<html>",
            DOCUMENT.replace(b"error", b"duplicate"),
            DOCUMENT.replace(b"2026-11-18", b"2026-11-17"),
            DOCUMENT + b"\n",
            b"[" * 100_000,
        ],
        ids=range(6),
    )
    def test_it_may_have_been_changed(self, answer: bytes) -> None:
        report = report_on(REVOCABLE, lists=[LIST], fetch=fetching({DOCUMENT_URL: answer}))
        assert problem_of(report) == "digest"

    @pytest.mark.parametrize(
        "document",
        [
            changes_document(url="https://roc-voorbeeld.example/status/other"),
            changes_document(purpose="suspension"),
            changes_document(listed(INDEX + 1)),
            changes_document(listed(since=AWARDED.date() + timedelta(days=2))),
            DOCUMENT.replace(b'"error"', b'"fraude"'),
            DOCUMENT.replace(b'"version":1', b'"version":2'),
            b'{"changes":[]}',
            b"\xff",
        ],
        ids=range(8),
    )
    def test_it_may_say_what_cannot_be(self, document: bytes) -> None:
        """The school signed its digest, so it is the school that is mistaken."""
        listing = list_naming(document)
        url = str(name_changes(LIST_URL, document)["id"])
        assert problem_of(report_on(REVOCABLE, lists=[listing], fetch=fetching({url: document}))) == (
            "malformed"
        )

    def test_the_day_may_be_one_ahead_of_the_list(self) -> None:
        """East of Greenwich it is tomorrow sooner."""
        document = changes_document(listed(since=AWARDED.date() + timedelta(days=1)))
        report = of_revoked(list_naming(document), document)
        assert found(report, CheckId.STATUS)[1][0] is Code.WITHDRAWN_FOR_ERROR

    @pytest.mark.parametrize(
        "resources",
        [
            [name_changes(LIST_URL, DOCUMENT), name_changes(LIST_URL, b"other")],
            [name_changes(LIST_URL, DOCUMENT) | {"digestSRI": name_changes(LIST_URL, b"x")["digestSRI"]}],
        ],
        ids=["two", "other digest"],
    )
    def test_it_may_be_named_wrongly(self, resources: list[JsonObject]) -> None:
        listing = unsigned_list_naming() | {"relatedResource": [*resources]}
        assert problem_of(of_revoked(as_bytes(signed(listing)), DOCUMENT)) == "malformed"

    def test_of_a_list_that_is_not_genuine_nothing_is_told(self) -> None:
        named_later = json.loads(status_list(INDEX)) | {"relatedResource": [name_changes(LIST_URL, DOCUMENT)]}
        report = of_revoked(as_bytes(named_later), DOCUMENT)
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_NOT_VERIFIED, "/credentialStatus")]


class Asked:
    """A fetcher that has these documents, and notes what it was asked for."""

    def __init__(self, **documents: bytes) -> None:
        self.documents = {LIST_URL: LIST, DOCUMENT_URL: DOCUMENT} | documents
        self.asked: list[Needed] = []

    def __call__(self, needed: Needed) -> bytes | Unavailable:
        self.asked.append(needed)
        return self.documents.get(needed.url, Unavailable(UnavailableReason.HTTP_STATUS))


def asked_for(listing: bytes, source: JsonObject = REVOCABLE) -> list[Needed]:
    fetch = Asked(**{LIST_URL: listing})
    gather(parse(as_bytes(source)), fetch, trust_list=TRUST_LIST)
    return fetch.asked


class TestGathering:
    def test_the_document_comes_after_the_list(self) -> None:
        assert asked_for(LIST) == [
            Needed(ResourceKind.STATUS_LIST, LIST_URL),
            Needed(ResourceKind.STATUS_CHANGES, DOCUMENT_URL),
        ]
        fetch: Fetch = Asked()
        report = report_on(REVOCABLE, fetch=fetch)
        assert found(report, CheckId.STATUS)[1][0] is Code.WITHDRAWN_FOR_ERROR

    @pytest.mark.parametrize(
        "listing",
        [
            list_naming(DOCUMENT, url="https://elders.example/status/1"),
            as_bytes(unsigned_list_naming() | {"relatedResource": [{"id": "https://elders.example/"}]}),
        ],
        ids=["another list", "elsewhere"],
    )
    def test_there_is_nothing_else_to_ask_for(self, listing: bytes) -> None:
        assert asked_for(listing) == [Needed(ResourceKind.STATUS_LIST, LIST_URL)]

    def test_who_publishes_it_does_not_learn_that_something_revoked_was_looked_at(self) -> None:
        assert asked_for(list_naming(DOCUMENT, indexes=(INDEX + 1,))) == asked_for(LIST)

    def test_a_purpose_that_withdraws_nothing_needs_no_reason(self) -> None:
        listing = list_naming(DOCUMENT, purpose="message")
        source = signed(badge(credentialStatus=status_entry(purpose="message")))
        assert asked_for(listing, source) == [Needed(ResourceKind.STATUS_LIST, LIST_URL)]

    def test_documents_count_like_all_others(self) -> None:
        """So revoked endorsements cannot send a verifier around more than anything else can."""
        urls = [f"https://a{number}.example/status/1" for number in range(MAX_DOCUMENTS - 2)]
        documents = {url: list_naming(changes_document(url=url), url=url) for url in urls}
        entries = [status_entry(url=url) for url in urls[:8]]
        endorsements = [
            signed(badge(id=f"urn:x:{n}", type=["VerifiableCredential", "EndorsementCredential"]))
            | {"credentialStatus": [status_entry(url=url) for url in urls[8 + 7 * n : 15 + 7 * n]]}
            for n in range(2)
        ]
        source = badge(credentialStatus=[*entries], endorsement=[*endorsements])
        fetch = Asked(**documents)
        resources = gather(parse(as_bytes(signed(source))), fetch, trust_list=TRUST_LIST)
        assert len(fetch.asked) == MAX_DOCUMENTS
        kinds = [one.kind for one in fetch.asked]
        assert kinds.count(ResourceKind.STATUS_LIST) == MAX_DOCUMENTS - 2
        reasons = [one.reason for one in resources.found.values() if isinstance(one, Unavailable)]
        assert reasons.count(UnavailableReason.TOO_MANY) == MAX_DOCUMENTS - 4

    def test_one_that_is_at_hand_is_known_by_what_is_in_it(self) -> None:
        needed = Needed(ResourceKind.STATUS_CHANGES, DOCUMENT_URL)
        assert given_status_lists([LIST, DOCUMENT])[needed] == DOCUMENT
        other = DOCUMENT.replace(b"18", b"17", 1)
        assert needed not in given_status_lists([other])

    def test_one_that_was_fetched_before_does_without_the_network(self, tmp_path: Path) -> None:
        cache = ResourceCache(tmp_path)
        report_on(REVOCABLE, fetch=into_cache(Asked(), cache, lambda: AT))
        assert isinstance(cache.get(Needed(ResourceKind.STATUS_CHANGES, DOCUMENT_URL)), Retrieved)
        report = report_on(REVOCABLE, fetch=from_cache(cache))
        assert result_of(report, CheckId.STATUS).evidence["revocation_since"] == SINCE.isoformat()
