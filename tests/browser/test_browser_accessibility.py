"""Every page and every kind of answer, for people who see, hear or move differently. WCAG 2.2 AA."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.answers_for_tests import ANSWERS, CARDS, Asked
from tests.browser.axe_for_tests import too_little_contrast, violations
from tests.browser.conftest import DEVICES, OpenPage
from tests.browser.files_for_tests import KINDS, STATES, zipped
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import as_chosen, choose, compare, paste, verdict

LANGUAGES: Final = ("nl", "en")
GOOD: Final = KINDS["json"](STATES["good"])
# The lists that were kept in another test would answer.
_FORGET: Final = """async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.clear();
}"""
NARROW: Final = ViewportSize(width=320, height=640)  # a desk at 400 %; WCAG 2.2, 1.4.10
EMPTY_ZIP: Final = zipped({"leesmij.txt": b"een brief"})


def nothing_chosen(page: Page) -> None:
    paste(page, "")


def many(page: Page) -> None:
    choose(page, *(as_chosen(f"{name}.json", asked.content) for name, asked in ANSWERS.items()))


def none_in_zip(page: Page) -> None:
    choose(page, as_chosen("leeg.zip", EMPTY_ZIP))


def after(*, name: str = "", email: str = "") -> Callable[[Page], None]:
    def ask(page: Page) -> None:
        choose(page, as_chosen("bewijs.json", GOOD))
        compare(page, name=name, email=email)

    return ask


PAGES: Final[dict[str, tuple[str, Callable[[Page], None] | None]]] = {
    "start": ("", None),
    "api": ("api", None),
    "no such page": ("nergens", None),
    "nothing chosen": ("", nothing_chosen),
    "many files": ("", many),
    "no files in a zip": ("", none_in_zip),
    "this person": ("", after(name="Sanne de Vries")),
    "another person": ("", after(email="b@example.com")),
    "cannot compare": ("", after(name="Sanne de Vries", email="niet-in-te-zien@voorbeeld.example")),
    "nobody to compare": ("", after()),
}


def is_fit_for_all(page: Page) -> None:
    """Look at a page as it is on each device, and in the dark."""
    for device in DEVICES.values():
        page.set_viewport_size(device["viewport"])
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(color_scheme="dark")
    assert too_little_contrast(page) == []
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page(counter: Served, page_on: OpenPage, name: str, language: str) -> None:
    path, then = PAGES[name]
    page = page_on("phone")
    page.goto(f"{counter.url}/{language}/{path}")
    if then is not None:
        then(page)
    is_fit_for_all(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expected", ANSWERS)
def test_an_answer(counter: Served, page_on: OpenPage, expected: str, language: str) -> None:
    asked = ANSWERS[expected]
    know(counter, asked)
    page = page_on("phone")
    page.goto(f"{counter.url}/{language}/")
    choose(page, as_chosen("bewijs.json", asked.content))
    assert verdict(page) == expected
    is_fit_for_all(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expected", CARDS)
def test_a_card(counter: Served, page_on: OpenPage, expected: str, language: str) -> None:
    asked = CARDS[expected]
    know(counter, asked)
    page = page_on("phone")
    page.goto(f"{counter.url}/{language}/api")
    page.evaluate(_FORGET)
    try:
        page.goto(f"{counter.url}/{language}/#{asked.content.decode()}")
        page.wait_for_selector("#verdict")
        assert verdict(page) == expected
        is_fit_for_all(page)
    finally:  # who comes back to the same address gets to see the card again
        page.goto("about:blank")


def know(served: Served, asked: Asked) -> None:
    for name, value in asked.served.items():
        setattr(served, name, value)


def test_the_keyboard_gets_everywhere_and_one_sees_where(counter: Served, page_on: OpenPage) -> None:
    page = page_on("desktop")
    page.set_viewport_size(DEVICES["desktop"]["viewport"])
    page.goto(f"{counter.url}/nl/")
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        where, outline, is_seen = page.evaluate(
            """() => {
              const { id, className } = document.activeElement;
              const { left, width } = document.activeElement.getBoundingClientRect();
              const outline = getComputedStyle(document.activeElement).outlineStyle;
              return [id || className, outline, width > 0 && left >= 0];
            }"""
        )
        reached.append(where)
        assert outline == "solid", where
        assert is_seen, where
    assert reached[:8] == [
        "skip",
        "wordmark",
        "language-switch",
        "scan-button",
        "photo",
        "file",
        "text",
        "submit",
    ]


def test_the_first_stop_leads_past_the_header(counter: Served, page_on: OpenPage) -> None:
    page = page_on("desktop")
    page.goto(f"{counter.url}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_axe_finds_what_is_wrong(page_on: OpenPage, counter: Served) -> None:
    """A tool that looks at nothing finds nothing."""
    page = page_on("phone")
    page.goto(f"{counter.url}/nl/")
    page.evaluate("document.querySelector('label[for=text]').remove()")
    page.evaluate("document.querySelector('.lead').style.color = '#ccc'")
    found = violations(page)
    assert [one for one in found if one.startswith("label")]
    assert too_little_contrast(page)
