"""Every kind of file in every state, chosen or dropped, on a desk and on a telephone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.answers_for_tests import ANSWERS, EXPLAINED
from tests.browser.axe_for_tests import violations
from tests.browser.conftest import OpenPage
from tests.browser.files_for_tests import KINDS, NAME, STATES
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import as_chosen, choose, drop, paste, verdict
from tests.cards_for_tests import card_address

LINK = "https://school.example/bewijs.json"
PROVEN = {"genuine", "revoked", "suspended", "expired", "issuer_unknown", "status_open"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("device", "language", "is_dropped"),
    [
        pytest.param("desktop", "nl", True, id="dropped-desktop-nl"),
        pytest.param("phone", "en", False, id="chosen-phone-en"),
    ],
)
def test_a_file_gets_its_answer(
    counter: Served,
    page_on: OpenPage,
    tmp_path: Path,
    kind: str,
    state: str,
    device: str,
    language: str,
    is_dropped: bool,
) -> None:
    expected = STATES[state]
    counter.given = expected.given
    content = KINDS[kind](expected)
    page = page_on(device)
    page.goto(f"{counter.url}/{language}/")
    if is_dropped:
        file = tmp_path / f"bewijs.{kind}"
        file.write_bytes(content)
        drop(page, file)
    else:
        choose(page, as_chosen(f"bewijs.{kind}", content))
    headline = expected.nl if language == "nl" else expected.en
    if kind == "zip":
        row = page.locator("#files tbody tr")
        expect(row).to_have_count(1)
        expect(row.locator(".cell-verdict strong")).to_have_text(headline)
        expect(row).to_contain_text("klas/bewijs.json")
        expect(page.locator("#files")).to_contain_text(
            NAME if expected.verdict in PROVEN else {"nl": "niet bewezen", "en": "not proven"}[language]
        )
    else:
        assert verdict(page) == expected.verdict
        expect(page.locator("h1")).to_have_text(headline)
        expect(page.locator("#next li").first).to_be_visible()
        assert page.locator("#credential").count() == (expected.verdict in PROVEN)
    if expected.verdict not in PROVEN:
        expect(page.locator("main")).not_to_contain_text("Sanne")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("device", "language", "since"),
    [("phone", "nl", "Sinds 18 november 2026"), ("desktop", "en", "Since 18 November 2026")],
)
def test_of_what_was_revoked_it_says_since_when_and_why(
    counter: Served, page_on: OpenPage, device: str, language: str, since: str
) -> None:
    counter.given = EXPLAINED.served["given"]
    page = page_on(device)
    page.goto(f"{counter.url}/{language}/")
    choose(page, as_chosen("bewijs.json", EXPLAINED.content))
    assert verdict(page) == "revoked"
    expect(page.locator("#status-line")).to_contain_text(since)
    assert violations(page) == []


def test_what_calls_for_a_note_is_told_right_after_it(counter: Served, page_on: OpenPage) -> None:
    page = page_on("phone")
    page.goto(f"{counter.url}/nl/")
    choose(page, as_chosen("bewijs.json", ANSWERS["genuine_note"].content))
    expect(page.locator("#verdict + #matters, #source + #matters")).to_contain_text("Cijfer")


def test_a_file_may_be_dropped_beside_the_place_for_it(
    counter: Served, page_on: OpenPage, tmp_path: Path
) -> None:
    """A browser would leave the page and show the file itself."""
    file = tmp_path / "bewijs.json"
    file.write_bytes(KINDS["json"](STATES["good"]))
    page = page_on("desktop")
    page.goto(f"{counter.url}/nl/")
    drop(page, file, onto="h1")
    assert verdict(page) == "genuine"


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("kind", ["json", "jwt"])
@pytest.mark.parametrize(("state", "language"), [("good", "nl"), ("tampered", "en"), ("expired", "nl")])
def test_a_pasted_text_gets_its_answer(
    counter: Served, page_on: OpenPage, device: str, kind: str, state: str, language: str
) -> None:
    page = page_on(device)
    page.goto(f"{counter.url}/{language}/")
    paste(page, KINDS[kind](STATES[state]).decode())
    assert verdict(page) == STATES[state].verdict


@pytest.mark.parametrize("kind", ["json", "jwt", "pdf"])
def test_a_pasted_link_is_followed_and_told(counter: Served, page_on: OpenPage, kind: str) -> None:
    counter.links[LINK] = KINDS[kind](STATES["good"])
    page = page_on("phone")
    page.goto(f"{counter.url}/nl/")
    paste(page, LINK)
    assert verdict(page) == "genuine"
    expect(page.locator("#source")).to_contain_text("school.example")


def test_the_address_of_a_card_may_be_pasted_as_well(counter: Served, page_on: OpenPage) -> None:
    page = page_on("phone")
    page.goto(f"{counter.url}/en/")
    paste(page, card_address())
    assert verdict(page) == "genuine"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("written", ["", "hallo", "http://school.example/x", LINK], ids=str)
def test_what_cannot_be_checked_is_explained_where_one_can_try_again(
    counter: Served, page_on: OpenPage, written: str, language: str
) -> None:
    page = page_on("phone")
    page.goto(f"{counter.url}/{language}/")
    paste(page, written)
    expect(page.locator("#error")).to_be_focused()
    expect(page.locator("#error p")).not_to_be_empty()
    expect(page.locator("#submit")).to_be_enabled()
