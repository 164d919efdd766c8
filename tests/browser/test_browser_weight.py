"""What a first visit costs: all bytes of pages, styles, scripts, fonts, pictures and words that were sent."""

import gzip
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.answers_for_tests import ANSWERS, CARDS
from tests.browser.conftest import DEVICES
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import as_chosen, choose
from tests.verification_for_tests import AT

MOST: Final = 100_000
GENUINE: Final = CARDS["genuine"].content.decode()


def weight(served: Served) -> tuple[int, int]:
    """Return the bytes of all that was sent, as sent and unpacked."""
    sent = unpacked = 0
    for one in served.asked:
        sent += len(one.sent)
        unpacked += len(gzip.decompress(one.sent) if one.encoding == "gzip" else one.sent)
    return sent, unpacked


def by_size(served: Served) -> list[tuple[int, str]]:
    """Return what was sent, the largest first."""
    return sorted(((len(one.sent), one.target) for one in served.asked), reverse=True)


@pytest.fixture
def first_visit(chromium: Browser) -> Iterator[BrowserContext]:
    """A telephone that was never here, and keeps nothing for offline yet."""
    with chromium.new_context(**DEVICES["phone"], service_workers="block") as context:
        context.clock.set_fixed_time(AT)
        context.set_default_timeout(20_000)
        yield context


def answer(name: str) -> Callable[[Page, Served], None]:
    def visit(page: Page, served: Served) -> None:
        page.goto(f"{served.url}/nl/")
        choose(page, as_chosen("bewijs.json", ANSWERS[name].content))

    return visit


def many(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/nl/")
    choose(page, *(as_chosen(f"{name}.json", one.content) for name, one in ANSWERS.items()))


@pytest.mark.parametrize(
    "visit",
    [
        pytest.param(lambda page, served: page.goto(f"{served.url}/nl/"), id="start-nl"),
        pytest.param(lambda page, served: page.goto(f"{served.url}/en/"), id="start-en"),
        pytest.param(lambda page, served: page.goto(f"{served.url}/nl/api"), id="api"),
        pytest.param(lambda page, served: page.goto(f"{served.url}/nl/nergens"), id="no such page"),
        pytest.param(answer("genuine"), id="genuine"),
        pytest.param(answer("not_genuine"), id="not genuine"),
        pytest.param(many, id="many files"),
    ],
)
def test_a_page_with_all_that_led_to_it_is_light(
    first_visit: BrowserContext, served: Served, visit: Callable[[Page, Served], object]
) -> None:
    """Without a card the bound holds for the unpacked bytes as well."""
    page = first_visit.new_page()
    visit(page, served)
    page.wait_for_load_state("networkidle")  # fonts come last
    sent, unpacked = weight(served)
    assert sent <= unpacked <= MOST, by_size(served)
    assert {one.target.rpartition(".")[2].partition("?")[0] for one in served.asked} >= {"css", "woff2"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_card_is_light_with_the_lists_of_its_school(
    first_visit: BrowserContext, served: Served, language: str
) -> None:
    page = first_visit.new_page()
    page.goto(f"{served.url}/{language}/#{GENUINE}")
    page.wait_for_selector("#verdict[data-verdict=genuine]")
    page.wait_for_load_state("networkidle")
    sent, unpacked = weight(served)
    assert sent <= MOST, by_size(served)
    assert unpacked <= 1.5 * MOST, by_size(served)
    assert len([one for one in served.asked if one.target.endswith(".js")]) > 10


def test_what_is_kept_for_offline_is_light_as_well(chromium: Browser, served: Served) -> None:
    """The service worker gets both languages and the icons, once, after the answer is there."""
    with chromium.new_context(**DEVICES["phone"]) as context:
        context.clock.set_fixed_time(AT)
        page = context.new_page()
        page.goto(f"{served.url}/nl/#{GENUINE}")
        page.wait_for_selector("#verdict[data-verdict=genuine]")
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_load_state("networkidle")
    sent, _ = weight(served)
    assert [one for one in served.asked if one.target == "/card/words-en.json"]
    assert sent <= MOST, by_size(served)
