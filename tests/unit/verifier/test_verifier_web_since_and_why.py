"""Since when and why it is out of force: on the page, in the statement, in the table, in the API."""

import csv
import io
import json
import re

import pytest
from pypdf import PdfReader

from credentials.status.named_changes import name_changes
from credentials.status.status_changes import ChangeReason
from tests.status_changes_for_tests import changes_document, list_naming, listed
from tests.verification_for_tests import LIST_URL, fetching
from tests.web_for_tests import GOOD, Browser, kept_in, verdict_on, words_of
from verifier import Unavailable, UnavailableReason, given_status_lists
from verifier.texts import LANGUAGES

DOCUMENT = changes_document(listed(reason=ChangeReason.LEARNER_REQUEST))
LIST = list_naming(DOCUMENT)
GIVEN = given_status_lists([LIST, DOCUMENT])
DOCUMENT_URL = str(name_changes(LIST_URL, DOCUMENT)["id"])
TITLE = {
    "nl": "Sinds 18 november 2026: de houder heeft erom gevraagd",
    "en": "Since 18 November 2026: the holder asked for it",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_it_under_the_headline_and_what_to_do(language: str) -> None:
    answer = Browser(given=GIVEN).hand_in(GOOD, language=language)
    assert verdict_on(answer) == "revoked"
    assert f"{TITLE[language]}. " in words_of(answer)
    step = {
        "nl": "Vraag de houder of er een ander bewijs is.",
        "en": "Ask the holder whether there is another",
    }
    assert step[language] in words_of(answer)


def test_the_document_is_fetched_like_the_list() -> None:
    answer = Browser(given={}, fetch=fetching({LIST_URL: LIST, DOCUMENT_URL: DOCUMENT})).hand_in(GOOD)
    assert verdict_on(answer) == "revoked"
    assert TITLE["nl"] in words_of(answer)


def test_what_cannot_be_fetched_leaves_the_verdict() -> None:
    away = Unavailable(UnavailableReason.TIMEOUT)
    answer = Browser(given={}, fetch=fetching({LIST_URL: LIST, DOCUMENT_URL: away})).hand_in(GOOD)
    assert verdict_on(answer) == "revoked"
    assert "Wij konden niet nagaan sinds wanneer, en waarom" in words_of(answer)
    assert "erom gevraagd" not in words_of(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_says_it(language: str) -> None:
    browser = Browser(given=GIVEN)
    kept = kept_in(browser.hand_in(GOOD, language=language))
    pdf = browser.post(f"/{language}/statement.pdf", data={"kept": kept}).content
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    assert TITLE[language] in said
    statement = json.loads(browser.post(f"/{language}/statement.json", data={"kept": kept}).content)
    (status,) = [one for one in statement["report"]["results"] if one["check"] == "status"]
    assert status["evidence"]["revocationSince"] == "2026-11-18"
    assert status["evidence"]["revocationReason"] == "learner_request"
    assert TITLE[language] in [finding["title"] for finding in status["findings"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_many_files_says_it(language: str) -> None:
    browser = Browser(given=GIVEN)
    answer = browser.hand_in(("a.json", GOOD), ("b.json", GOOD), language=language)
    assert TITLE[language] in words_of(answer)
    table = re.search(r'name="table" value="([^"]+)"', answer.text)
    assert table is not None
    text = browser.post(f"/{language}/table.csv", data={"table": table[1]}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if language == "nl" else ","))
    assert [TITLE[language] in row[2] for row in rows[1:]] == [True, True]


def test_a_program_reads_it() -> None:
    report = Browser(given=GIVEN).post("/verify", content=GOOD, headers={"Accept-Language": "en"}).json()
    (status,) = [one for one in report["results"] if one["check"] == "status"]
    assert (status["status"], report["conclusion"]) == ("failed", "failed")
    assert status["evidence"]["revocationReason"] == "learner_request"
    assert [finding["code"].rpartition(":")[2] for finding in status["findings"]] == [
        "revoked",
        "withdrawn_on_request",
    ]
