"""No request goes to anybody else, and what stands behind the # stays in the browser, as the server saw."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Request

from tests.browser.answers_for_tests import ANSWERS
from tests.browser.conftest import DEVICES
from tests.browser.files_for_tests import NAME
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import as_chosen, choose, compare, downloaded
from tests.cards_for_tests import CARD, card_address
from tests.verification_for_tests import AT

DIGITS = card_address().partition("#")[2]


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(**DEVICES["phone"]) as context:
        context.clock.set_fixed_time(AT)
        context.set_default_timeout(20_000)
        yield context


def addresses(visitor: BrowserContext) -> list[str]:
    """Return a list that grows with every address that this browser asks for, its service worker's too."""
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.append(request.url)

    visitor.on("request", note)
    return seen


def test_a_whole_visit_stays_on_one_host(visitor: BrowserContext, served: Served) -> None:
    seen = addresses(visitor)
    page = visitor.new_page()
    for language in ("nl", "en"):
        for name in ("genuine", "revoked", "not_genuine"):
            page.goto(f"{served.url}/{language}/")
            choose(page, as_chosen("bewijs.json", ANSWERS[name].content))
        page.goto(f"{served.url}/{language}/")
        choose(page, as_chosen("a.json", ANSWERS["genuine"].content), as_chosen("b.json", b"x"))
        page.goto(f"{served.url}/{language}/api")
    page.goto(f"{served.url}/nl/")
    choose(page, as_chosen("bewijs.json", ANSWERS["genuine"].content))
    compare(page, name=NAME)
    downloaded(page, "#statement button[formaction$='.pdf']")
    page.goto("about:blank")
    page.goto(f"{served.url}/nl/#{DIGITS}")
    page.wait_for_selector("#verdict[data-verdict=genuine]")
    page.evaluate("navigator.serviceWorker.ready")
    assert len(seen) > 30
    assert [one for one in seen if not one.startswith((served.url + "/", "about:", "blob:", "data:"))] == []


def test_a_page_could_not_reach_anybody_else_if_it_wanted(visitor: BrowserContext, served: Served) -> None:
    page = visitor.new_page()
    page.goto(f"{served.url}/nl/")
    refused = page.evaluate(
        """async () => {
          const violations = [];
          const note = (event) => violations.push(event.violatedDirective);
          document.addEventListener("securitypolicyviolation", note);
          await fetch("https://elsewhere.example/").catch(() => {});
          const image = new Image();
          image.src = "https://elsewhere.example/a.png";
          await new Promise((resume) => { image.onerror = resume; });
          return violations.sort();
        }"""
    )
    assert refused == ["connect-src", "img-src"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_server_sees_nothing_of_a_card(visitor: BrowserContext, served: Served, language: str) -> None:
    page = visitor.new_page()
    page.goto(f"{served.url}/{language}/#{DIGITS}")
    page.wait_for_selector("#verdict[data-verdict=genuine]")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_selector("#verdict[data-verdict=genuine]")
    page.click("#language-switch")
    page.wait_for_selector("#verdict[data-verdict=genuine]")
    assert len(served.asked) > 20
    for one in served.asked:
        said = unquote(one.target) + one.headers + one.body.decode("latin-1")
        for secret in (
            DIGITS,
            DIGITS[:24],
            DIGITS[-24:],
            NAME,
            "Sanne",
            CARD.title,
            CARD.credential_id[-12:],
        ):
            assert secret not in said, one.target
        assert one.method == "GET"
        assert "#" not in said


def test_what_was_handed_in_stands_in_no_address_and_no_header(
    visitor: BrowserContext, served: Served
) -> None:
    page = visitor.new_page()
    page.goto(f"{served.url}/nl/")
    choose(page, as_chosen("Sanne de Vries.json", ANSWERS["genuine"].content))
    compare(page, name=NAME, email="a@example.com")
    page.reload()
    page.wait_for_selector("#verdict")
    for one in served.asked:
        said = unquote(one.target) + one.headers
        assert not [secret for secret in ("Sanne", "a@example.com", "referer:", "cookie:") if secret in said]
