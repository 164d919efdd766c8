"""A report as JSON: our own form, and that of the VC Data Model."""

import json

import pytest

from credentials.parsing import JsonObject, JsonValue
from tests.findings_for_tests import CASES
from tests.verification_for_tests import (
    AT,
    INDEX,
    LIST_URL,
    badge,
    badge_with,
    report_on,
    signed,
    status_entry,
    status_list,
)
from verifier import CheckId, Code, Needed, Unavailable, UnavailableReason, VerificationReport
from verifier.report_json import report_bytes, report_json, to_vcdm
from verifier.texts import texts


def as_json(report: VerificationReport, language: str = "nl") -> JsonObject:
    document: JsonObject = json.loads(json.dumps(report_json(report, texts(language), file="badge.json")))
    return document


def result(document: JsonObject, check: CheckId) -> JsonObject:
    results = document["results"]
    assert isinstance(results, list)
    found = [one for one in results if isinstance(one, dict) and one["check"] == check.value]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("code", CASES)
def test_written_out_it_is_the_same(code: Code) -> None:
    report = CASES[code].report()
    for _ in range(2):  # the second time, what is the same for a class has been written
        assert json.loads(report_bytes(report, texts("en"))) == report_json(report, texts("en"))


def test_written_out_each_learner_has_his_own() -> None:
    for name in ("Sanne", "Youssef", "Sanne"):
        document = badge_with("/credentialSubject/identifier/1/identityHash", name)
        for title in ("Een", "Twee"):
            report = report_on(signed(badge_with("/credentialSubject/achievement/name", title, document)))
            said = json.loads(report_bytes(report, texts("en")))["credential"]
            assert (said["recipientName"], said["title"]) == (name, title)


class TestOurForm:
    def test_has_these_members(self) -> None:
        document = as_json(report_on(signed(badge())))
        assert list(document) == [
            "file",
            "conclusion",
            "policy",
            "verifiedAt",
            "results",
            "dataModel",
            "credential",
            "card",
            "issuersOwnTerms",
            "endorsements",
            "signaturesRequired",
            "euElements",
        ]
        assert document["file"] == "badge.json"
        assert document["conclusion"] == "passed"
        assert document["policy"] == "default"
        assert document["verifiedAt"] == "2026-11-21T12:00:00Z"

    def test_names_the_instrument(self) -> None:
        document = badge_with("/credentialSubject/achievement/tag", ["microcredential", "mbo"])
        credential = as_json(report_on(signed(document)))["credential"]
        assert isinstance(credential, dict)
        assert credential["instrument"] == "microcredential"

    def test_has_every_check(self) -> None:
        for source in (signed(badge()), badge(), {}):
            results = as_json(report_on(source))["results"]
            assert isinstance(results, list)
            checks: list[JsonValue] = [one["check"] for one in results if isinstance(one, dict)]
            assert sorted(map(str, checks)) == sorted(check.value for check in CheckId)

    def test_tells_a_finding_in_words(self) -> None:
        document = signed(badge(credentialStatus=status_entry()))

        def fetch(_needed: Needed) -> Unavailable:
            return Unavailable(UnavailableReason.TIMEOUT)

        report = report_on(document, fetch=fetch)
        assert result(as_json(report, "en"), CheckId.STATUS) == {
            "check": "status",
            "status": "indeterminate",
            "severity": "blocking",
            "findings": [
                {
                    "code": Code.STATUS_LIST_UNAVAILABLE.value,
                    "pointer": "/credentialStatus",
                    "title": "The status list cannot be reached",
                    "detail": f"We could not get {LIST_URL} (it took too long), "
                    "so we do not know whether the credential has been revoked.",
                    "advice": "Try again later, or ask the issuer whether it still counts.",
                }
            ],
            "evidence": {},
        }

    def test_writes_evidence_as_the_standards_write_names(self) -> None:
        report = report_on(signed(badge(credentialStatus=status_entry())), lists=[status_list()])
        assert result(as_json(report), CheckId.STATUS)["evidence"] == {
            "revocationList": LIST_URL,
            "revocationAsOf": "2026-11-20T09:00:00Z",
        }

    def test_says_what_the_credential_says(self) -> None:
        credential = as_json(report_on(signed(badge())))["credential"]
        assert isinstance(credential, dict)
        assert credential["title"] == "Warmtepompen installeren"
        assert credential["issuerName"] == "ROC Voorbeeld"
        assert credential["recipientName"] == "Sanne de Vries"
        assert credential["validFrom"] == "2026-11-20T09:00:00Z"
        assert "validUntil" not in credential

    def test_says_nothing_that_nobody_was_shown_to_have_signed(self) -> None:
        tampered = signed(badge()) | {"name": "Bankdirecteur"}
        for source in (tampered, badge(), b"a note"):
            document = as_json(report_on(source))
            assert document["credential"] is None
            assert "Bankdirecteur" not in json.dumps(document)

    def test_of_a_revoked_credential_says_what_it_said(self) -> None:
        revocable = signed(badge(credentialStatus=status_entry()))
        document = as_json(report_on(revocable, lists=[status_list(INDEX)]))
        assert document["conclusion"] == "failed"
        assert isinstance(document["credential"], dict)


class TestTheDataModelsForm:
    def test_of_a_pass(self) -> None:
        document = signed(badge())
        assert to_vcdm(report_on(document), texts("en")) == {
            "status": True,
            "document": document,
            "mediaType": "application/vc",
            "controller": "did:web:roc-voorbeeld.example",
            "warnings": [],
            "errors": [],
        }

    def test_of_a_failure_has_problem_details_that_others_know(self) -> None:
        form = to_vcdm(report_on(signed(badge(validUntil="eind 2026"))), texts("en"))
        assert form["status"] is False
        errors = form["errors"]
        assert isinstance(errors, list)
        first = errors[0]
        assert isinstance(first, dict)
        assert first["type"] == "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
        assert first["code"] == Code.DATE_MALFORMED.value
        assert first["pointer"] == "/validUntil"

    def test_of_an_unproven_document_withholds_it(self) -> None:
        form = to_vcdm(report_on(badge()), texts("en"))
        assert (form["document"], form["controller"]) == (None, None)

    def test_what_does_not_block_is_a_warning(self) -> None:
        result_that_fits_nothing = {"type": ["Result"], "resultDescription": "urn:x:y", "value": "1"}
        document = signed(badge_with("/credentialSubject/result", [result_that_fits_nothing]))
        form = to_vcdm(report_on(document), texts("en"))
        assert form["errors"] == []
        assert isinstance(form["warnings"], list)
        codes = [one["code"] for one in form["warnings"] if isinstance(one, dict)]
        assert codes == [Code.RESULT_DESCRIPTION_UNKNOWN]


def test_the_moment_is_the_one_that_was_given() -> None:
    assert report_on(signed(badge())).verified_at == AT
