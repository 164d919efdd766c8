"""A real browser, and a server for it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.served_for_tests import Served, serving
from tests.components import missing

CHROMIUM = "/usr/bin/chromium"
# In a container there is no sandbox to be had, and nothing is to leave this machine.
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder talk to the browser and the server, both on this machine."""
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, one for a module; each test has contexts of its own.

    As long as it is there, an event loop runs in this thread, and tests elsewhere want one of their own.
    """
    if shutil.which(CHROMIUM) is None:
        missing("Chromium", remedy="apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def served() -> Iterator[Served]:
    """A verifier with the school, its card key and its status lists."""
    with serving() as one:
        yield one
