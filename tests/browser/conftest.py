"""A real browser, and a server for it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.answers_for_tests import AT_FIRST
from tests.browser.served_for_tests import Served, serving
from tests.components import missing
from tests.verification_for_tests import AT

CHROMIUM = "/usr/bin/chromium"
# In a container there is no sandbox to be had, and nothing is to leave this machine.
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
DEVICES: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}

OpenPage = Callable[[str], Page]
"""Returns a page of a device, which all tests of a module share."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder talk to the browser and the server, both on this machine."""
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers.

    As long as it is there, an event loop runs in this thread, and tests elsewhere want one of their own.
    """
    if shutil.which(CHROMIUM) is None:
        missing("Chromium", remedy="apt-get install chromium")
    with sync_playwright() as one:
        yield one


@contextmanager
def launched(playwright: Playwright, *options: str) -> Iterator[Browser]:
    """Start Chromium, with options besides those that it always needs here."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_OPTIONS, *options])
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, one for a module; each test has contexts of its own."""
    with launched(playwright) as browser:
        yield browser


@pytest.fixture
def served() -> Iterator[Served]:
    """A verifier with the school, its card key and its status lists."""
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def served_to_all() -> Iterator[Served]:
    """The same for all tests of a module: see :func:`counter`."""
    with serving() as one:
        yield one


@pytest.fixture
def counter(served_to_all: Served) -> Iterator[Served]:
    """The verifier of the module, as it is at the beginning of each test."""
    yield served_to_all
    served_to_all.at = AT
    for name, value in AT_FIRST.items():
        setattr(served_to_all, name, value)
    served_to_all.links.clear()
    served_to_all.asked.clear()


@pytest.fixture(scope="module")
def page_on(chromium: Browser) -> Iterator[OpenPage]:
    """Pages of people who were here before, one for each device, without a service worker."""
    contexts: dict[str, BrowserContext] = {}
    pages: dict[str, Page] = {}

    def opened(device: str) -> Page:
        if device not in pages:
            contexts[device] = chromium.new_context(**DEVICES[device], service_workers="block")
            contexts[device].set_default_timeout(20_000)
            contexts[device].clock.set_fixed_time(AT)
            pages[device] = contexts[device].new_page()
        return pages[device]

    yield opened
    for context in contexts.values():
        context.close()
