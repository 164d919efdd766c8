"""The card page in Chromium: online, without a network, and for every answer that it gives."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.answers_for_tests import EXPLAINED_CARD
from tests.browser.served_for_tests import SIGNED, Served, signed_list
from tests.browser.visitor_for_tests import wait_until
from tests.card_vectors import vectors
from tests.cards_for_tests import (
    CARD,
    FULL_CARD,
    IN_FORCE,
    REVOKED,
    SUSPENDED,
    card_address,
    trusted,
)
from tests.keys_for_tests import STRANGER_ED25519
from tests.trust_for_tests import LIST_URL, PUBLISHED_AT, ROOT_KEY, VALID_UNTIL
from tests.verification_for_tests import AT
from verifier import given_status_lists

DIGITS = card_address().partition("#")[2]
VECTORS = {vector.name: vector for vector in vectors()}


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(locale="nl-NL", viewport={"width": 390, "height": 844}) as context:
        set_clock(context, AT)
        context.set_default_timeout(20_000)
        yield context


def set_clock(context: BrowserContext, moment: datetime) -> None:
    context.clock.set_fixed_time(moment)


def opened(context: BrowserContext, served: Served, digits: str = DIGITS, language: str = "nl") -> Page:
    """Open the page with a card, and wait for the answer."""
    page = context.new_page()
    page.goto(f"{served.url}/{language}/#{digits}")
    page.wait_for_selector("#verdict")
    return page


def verdict(page: Page) -> str:
    return page.get_attribute("#verdict", "data-verdict") or ""


def wait_until_it_is_kept(page: Page) -> None:
    """Wait for the service worker to have everything and to have taken over."""
    page.evaluate("navigator.serviceWorker.ready")
    wait_until(page, "navigator.serviceWorker.controller !== null")


def test_a_good_card_is_genuine_and_says_all_that_is_on_it(context: BrowserContext, served: Served) -> None:
    page = opened(context, served)
    assert verdict(page) == "genuine"
    expect(page.locator("#card-answer")).to_have_text("Echt en geldig")
    expect(page.locator("#card-answer")).to_be_focused()
    expect(page.locator("#credential h2")).to_have_text(CARD.title)
    expect(page.locator("#credential .recipient")).to_contain_text(CARD.name or "")
    expect(page.locator("#who .issuer")).to_have_text("ROC Voorbeeld")
    expect(page.locator("#status-line")).to_contain_text("volgens de lijst van 20 november 2026")
    expect(page.locator("#size")).to_contain_text("240 SBU")
    expect(page.locator("#size")).to_contain_text("indicatief")
    expect(page.locator("#is-not")).to_contain_text("geen diploma")
    expect(page.locator("#not-on-card")).to_be_visible()
    expect(page.locator("#next li").first).to_contain_text("identiteitsbewijs")


def test_the_same_card_without_a_network(context: BrowserContext, served: Served) -> None:
    page = opened(context, served)
    wait_until_it_is_kept(page)
    page.close()
    context.set_offline(True)
    page = opened(context, served)
    assert verdict(page) == "genuine"
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#status-line")).to_contain_text("20 november 2026")


def test_another_card_of_that_school_without_a_network(context: BrowserContext, served: Served) -> None:
    """All lists of a school are kept, so a card with a place in another one is checked as well."""
    wait_until_it_is_kept(opened(context, served))
    context.set_offline(True)
    page = opened(context, served, card_address(FULL_CARD).partition("#")[2])
    assert verdict(page) == "genuine"


def test_without_a_network_an_old_trust_list_leaves_it_open(context: BrowserContext, served: Served) -> None:
    wait_until_it_is_kept(opened(context, served))
    context.set_offline(True)
    set_clock(context, VALID_UNTIL + timedelta(days=1))
    page = opened(context, served)
    assert verdict(page) == "issuer_unknown"
    expect(page.locator("#card-answer")).to_contain_text("Niet zeker")


def case(name: str, digits: str = DIGITS, **changes: Any) -> Any:  # noqa: ANN401 - a parameter set
    return pytest.param(digits, changes, name, id=name)


@pytest.mark.parametrize(
    ("digits", "changes", "expected"),
    [
        case("revoked", given=given_status_lists(REVOKED)),
        case("suspended", card_address(FULL_CARD).partition("#")[2], given=given_status_lists(SUSPENDED)),
        case("status_open", given={}),
        case("not_genuine", VECTORS["another name"].address.partition("#")[2]),
        case("signature_open", card_address(key=STRANGER_ED25519).partition("#")[2]),
        case("malformed", VECTORS["envelope: a byte too many"].address.partition("#")[2]),
        case("unreadable", VECTORS["no card of version 1"].address.partition("#")[2]),
        case(
            "not_recognised_then",
            edition=signed_list(
                replace(
                    trusted(recognized_from=AT - timedelta(hours=1)),
                    id=LIST_URL,
                    publisher_id=ROOT_KEY.did_key,
                    published_at=PUBLISHED_AT,
                    valid_until=VALID_UNTIL,
                )
            ),
        ),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_other_answer(
    context: BrowserContext,
    served: Served,
    digits: str,
    changes: dict[str, Any],
    expected: str,
    language: str,
) -> None:
    for name, value in changes.items():
        setattr(served, name, value)
    page = opened(context, served, digits, language)
    assert verdict(page) == expected
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#next li").first).to_be_visible()
    if expected in ("not_genuine", "signature_open", "malformed", "unreadable"):
        expect(page.locator("main")).not_to_contain_text("Sanne")


@pytest.mark.parametrize(
    ("language", "since"), [("nl", "Sinds 18 november 2026"), ("en", "Since 18 November 2026")]
)
def test_of_a_revoked_card_it_says_since_when_and_why_without_a_network_too(
    context: BrowserContext, served: Served, language: str, since: str
) -> None:
    served.given = EXPLAINED_CARD.served["given"]
    page = opened(context, served, language=language)
    assert verdict(page) == "revoked"
    expect(page.locator("#status-line")).to_contain_text(since)
    wait_until_it_is_kept(page)
    context.set_offline(True)
    page = opened(context, served, language=language)
    expect(page.locator("#status-line")).to_contain_text(since)
    expect(page.locator("#offline")).to_be_visible()


def test_a_list_of_another_publisher_is_not_used(context: BrowserContext, served: Served) -> None:
    served.edition = signed_list(SIGNED).replace(b"ROC Voorbeeld", b"ROC Voorbeelt")
    page = opened(context, served)
    assert verdict(page) == "signature_open"
    expect(page.locator("#matters")).to_contain_text("lijst van erkende scholen")


def test_an_older_edition_does_not_take_the_place_of_a_newer(context: BrowserContext, served: Served) -> None:
    """The key was revoked in edition 8; whoever gives edition 7 again does not bring it back."""
    school = SIGNED.entities[0]
    (key,) = school.card_keys
    stolen = replace(key, revoked=AT - timedelta(days=1))
    served.edition = signed_list(
        replace(SIGNED, sequence=8, entities=(replace(school, card_keys=(stolen,)),))
    )
    assert verdict(opened(context, served)) == "not_genuine"
    served.edition = signed_list(SIGNED)
    assert verdict(opened(context, served)) == "not_genuine"


def test_nothing_of_the_card_is_sent_and_the_address_forgets_it(
    context: BrowserContext, served: Served
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(unquote(request.url) + (request.post_data or "") + json.dumps(request.headers))

    context.on("request", note)
    page = opened(context, served)
    wait_until_it_is_kept(page)
    assert page.url == f"{served.url}/nl/"
    sent = [one.replace(f"{served.url}/nl/#{DIGITS}", "") for one in asked]  # what a browser cuts off itself
    for secret in (DIGITS, DIGITS[:40], CARD.name or "", CARD.title, CARD.credential_id, "48213"):
        assert not [one for one in sent if secret in one]
    assert all(one.startswith(served.url) for one in asked)


def test_nothing_of_the_card_is_kept_with_the_lists(context: BrowserContext, served: Served) -> None:
    page = opened(context, served)
    wait_until_it_is_kept(page)
    kept = page.evaluate(
        """async () => {
          const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              texts.push(request.url, await (await cache.match(request)).text());
            }
          }
          return texts.join(" ");
        }"""
    )
    assert "revocation-1.json" in kept
    assert "Sanne" not in kept
    assert DIGITS not in kept


def test_a_reload_and_the_other_language_show_the_card_again(context: BrowserContext, served: Served) -> None:
    page = opened(context, served)
    page.reload()
    page.wait_for_selector("#verdict")
    page.click("#language-switch")
    page.wait_for_url("**/en/")
    page.wait_for_selector("#verdict")
    expect(page.locator("#card-answer")).to_have_text("Genuine and valid")
    page.click("#again")
    expect(page.locator("#start-place")).to_be_visible()
    expect(page.locator("#card-place")).to_be_hidden()
    page.go_back()
    expect(page.locator("#card-answer")).to_be_visible()


def test_the_start_works_without_a_network_too(context: BrowserContext, served: Served) -> None:
    page = context.new_page()
    page.goto(f"{served.url}/")
    wait_until_it_is_kept(page)
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Is dit bewijs echt?")


def test_the_status_is_asked_for_by_whole_lists_of_the_school(
    context: BrowserContext, served: Served
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(unquote(request.url)))
    opened(context, served)
    lists = sorted(one.partition("?of=")[2] for one in asked if "status-list" in one)
    assert lists == sorted(json.loads(one)["id"] for one in IN_FORCE)


def test_no_page_of_the_app_is_wider_than_a_phone(context: BrowserContext, served: Served) -> None:
    page = opened(context, served, card_address(FULL_CARD).partition("#")[2])
    page.click("#technical summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_webcrypto_for_this_key_it_says_so(context: BrowserContext, served: Served) -> None:
    context.add_init_script(
        "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
    )
    page = opened(context, served)
    assert verdict(page) == "signature_open"
    expect(page.locator("#matters")).to_contain_text("browser")
    expect(page.locator("main")).not_to_contain_text("Sanne")
