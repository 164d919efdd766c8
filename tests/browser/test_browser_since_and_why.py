"""The card page says since when and why a card is out of force, without a network too."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from credentials.status.named_changes import name_changes
from credentials.status.status_changes import ChangeReason
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import wait_until
from tests.cards_for_tests import REVOCATION_URL, SUSPENSION_URL, card_address
from tests.status_changes_for_tests import changes_document, list_naming, listed
from tests.verification_for_tests import AT, INDEX, status_list
from verifier import given_status_lists
from verifier.resources import Needed

DIGITS = card_address().partition("#")[2]
DOCUMENT = changes_document(listed(reason=ChangeReason.DUPLICATE), url=REVOCATION_URL)
NOT_SUSPENDED = status_list(url=SUSPENSION_URL, purpose="suspension")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(locale="nl-NL", viewport={"width": 390, "height": 844}) as context:
        context.clock.set_fixed_time(AT)
        context.set_default_timeout(20_000)
        yield context


def published(*documents: bytes) -> dict[Needed, bytes]:
    """Return what the server has of a school that revoked the card."""
    return given_status_lists([list_naming(DOCUMENT, url=REVOCATION_URL), NOT_SUSPENDED, *documents])


def opened(context: BrowserContext, served: Served, language: str = "nl") -> Page:
    page = context.new_page()
    page.goto(f"{served.url}/{language}/#{DIGITS}")
    page.wait_for_selector("#verdict")
    return page


@pytest.mark.parametrize(
    ("language", "line", "step"),
    [
        (
            "nl",
            "Sinds 18 november 2026: er is een ander bewijs voor hetzelfde.",
            "Vraag de houder om het andere bewijs.",
        ),
        (
            "en",
            "Since 18 November 2026: there is another credential for the same.",
            "Ask the holder for the other credential.",
        ),
    ],
)
def test_it_says_since_when_why_and_what_to_do(
    context: BrowserContext, served: Served, language: str, line: str, step: str
) -> None:
    served.given = published(DOCUMENT)
    page = opened(context, served, language)
    assert page.get_attribute("#verdict", "data-verdict") == "revoked"
    expect(page.locator("#status-line")).to_contain_text(line)
    expect(page.locator("#next")).to_contain_text(step)
    expect(page.locator("#matters")).to_contain_text(line.removesuffix("."))


def test_without_a_network_it_says_the_same(context: BrowserContext, served: Served) -> None:
    served.given = published(DOCUMENT)
    page = opened(context, served)
    page.evaluate("navigator.serviceWorker.ready")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    page = opened(context, served)
    assert page.get_attribute("#verdict", "data-verdict") == "revoked"
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#status-line")).to_contain_text("Sinds 18 november 2026")


def test_a_document_that_cannot_be_had_leaves_the_verdict(context: BrowserContext, served: Served) -> None:
    served.given = published()
    page = opened(context, served)
    assert page.get_attribute("#verdict", "data-verdict") == "revoked"
    expect(page.locator("#status-line")).to_contain_text("Wij konden niet nagaan sinds wanneer, en waarom.")


def test_what_is_asked_for_does_not_tell_that_a_card_was_revoked(
    context: BrowserContext, served: Served
) -> None:
    """The document is got when another card of the list was revoked as well."""
    document = changes_document(listed(INDEX + 1), url=REVOCATION_URL)
    listing = list_naming(document, indexes=(INDEX + 1,), url=REVOCATION_URL)
    served.given = given_status_lists([listing, NOT_SUSPENDED, document])
    page = opened(context, served)
    assert page.get_attribute("#verdict", "data-verdict") == "genuine"
    asked = [unquote(one.target) for one in served.asked]
    wanted = f"/card/status-changes?of={name_changes(REVOCATION_URL, document)['id']}"
    assert asked.count(wanted) == 1
    page.reload()
    page.wait_for_selector("#verdict")
    assert [unquote(one.target) for one in served.asked].count(wanted) == 1, "it is kept"


def test_an_edition_that_is_no_longer_named_is_not_kept(context: BrowserContext, served: Served) -> None:
    served.given = published(DOCUMENT)
    opened(context, served)
    newer = changes_document(listed(since=date(2026, 11, 19)), url=REVOCATION_URL)
    listing = list_naming(newer, url=REVOCATION_URL, valid_from=AT)
    served.given = given_status_lists([listing, NOT_SUSPENDED, newer])
    page = opened(context, served)
    expect(page.locator("#status-line")).to_contain_text("Sinds 19 november 2026")
    kept = page.evaluate(
        """async () => {
          const requests = await (await caches.open("waarmerk-lists")).keys();
          const urls = requests.map(({ url }) => decodeURIComponent(url));
          return urls.filter((url) => url.includes("status-changes"));
        }"""
    )
    assert [one.partition("?of=")[2] for one in kept] == [name_changes(REVOCATION_URL, newer)["id"]]
