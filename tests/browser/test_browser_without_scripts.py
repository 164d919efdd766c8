"""Everything but the card page and the camera works where scripts are switched off."""

import io
import json
from collections.abc import Iterator

import pytest
import qrcode
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader
from qrcode.image.pil import PilImage

from tests.browser.conftest import DEVICES
from tests.browser.files_for_tests import KINDS, NAME, STATES
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import as_chosen, choose, compare, downloaded, paste, verdict
from tests.cards_for_tests import CARD, card_address

GOOD = KINDS["json"](STATES["good"])
SAMPLE = [
    ("json", "tampered"),
    ("jwt", "good"),
    ("png", "revoked"),
    ("svg", "suspended"),
    ("pdf", "unreachable_status"),
    ("pdf", "expired"),
    ("json", "unknown_issuer"),
]


@pytest.fixture(params=["phone", "desktop"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    device = DEVICES[request.param]
    with chromium.new_context(**device, java_script_enabled=False) as context:
        context.set_default_timeout(20_000)
        yield context.new_page()


@pytest.mark.parametrize(("kind", "state"), SAMPLE, ids=lambda one: one)
def test_a_file_gets_its_answer(page: Page, counter: Served, kind: str, state: str) -> None:
    expected = STATES[state]
    counter.given = expected.given
    page.goto(f"{counter.url}/nl/")
    choose(page, as_chosen(f"bewijs.{kind}", KINDS[kind](expected)))
    assert verdict(page) == expected.verdict
    expect(page.locator("h1")).to_have_text(expected.nl)


def test_an_answer_can_be_asked_on(page: Page, counter: Served) -> None:
    page.goto(f"{counter.url}/nl/")
    choose(page, as_chosen("bewijs.json", GOOD))
    compare(page, name=NAME)
    expect(page.locator(".person-answer")).to_contain_text("Ja")
    compare(page, name="Iemand Anders")
    assert verdict(page) == "other_person"
    _, statement = downloaded(page, "#statement button[formaction$='.pdf']")
    assert PdfReader(io.BytesIO(statement)).pages
    _, statement = downloaded(page, "#statement button[formaction$='.json']")
    assert json.loads(statement)
    page.click("#language-switch")
    expect(page.locator("h1")).to_have_text("Genuine and valid")
    page.click("#technical summary")
    expect(page.locator("#technical dl")).to_be_visible()
    page.click("#again")
    expect(page.locator("#submit")).to_be_visible()


def test_texts_and_links_can_be_pasted(page: Page, counter: Served) -> None:
    counter.links["https://school.example/bewijs.json"] = GOOD
    for written in (GOOD.decode(), "https://school.example/bewijs.json", card_address()):
        page.goto(f"{counter.url}/en/")
        paste(page, written)
        assert verdict(page) == "genuine"
    page.goto(f"{counter.url}/en/")
    paste(page, "")
    expect(page.locator("#error")).to_be_visible()


def test_many_files_make_a_table_and_a_download(page: Page, counter: Served) -> None:
    page.goto(f"{counter.url}/nl/")
    choose(page, as_chosen("a.zip", KINDS["zip"](STATES["good"])), as_chosen("b.json", GOOD))
    expect(page.locator("#files tbody tr")).to_have_count(2)
    _, table = downloaded(page, "#csv")
    assert table.decode("utf-8-sig").count("\n") == 3


def test_a_photo_of_a_card_is_read(page: Page, counter: Served) -> None:
    """The app for cards and the camera need scripts; whoever scanned a code is told what to do."""
    page.goto(f"{counter.url}/nl/#{card_address().partition('#')[2]}")
    expect(page.locator("noscript, .notice").filter(has_text="JavaScript")).to_be_visible()
    expect(page.locator("#scan")).to_be_hidden()
    code = qrcode.QRCode(border=4, box_size=6)
    code.add_data(card_address())
    output = io.BytesIO()
    code.make_image(PilImage).get_image().convert("RGB").save(output, "JPEG")
    page.set_input_files("#photo", [as_chosen("foto.jpg", output.getvalue())])
    with page.expect_navigation():
        page.click("#submit")
    assert verdict(page) == "genuine"
    expect(page.locator("#credential h2")).to_have_text(CARD.title)


def test_no_control_is_shown_that_does_nothing(page: Page, counter: Served) -> None:
    page.goto(f"{counter.url}/en/")
    assert page.locator("#drop-hint").is_hidden()
    assert {one.inner_text() for one in page.locator("button:visible").all()} == {"Check"}


def test_the_other_pages(page: Page, counter: Served) -> None:
    page.goto(f"{counter.url}/nl/")
    page.click(".bottom a[href$='/api']")
    expect(page.locator("h1")).to_be_visible()
    page.click("#language-switch")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{counter.url}/nl/nergens")
    expect(page.locator("main a.button")).to_be_visible()


def test_scripts_are_really_off(page: Page, counter: Served) -> None:
    page.goto(f"{counter.url}/nl/")
    assert not [one for one in counter.asked if "scan.js" in one.target]
    context: BrowserContext = page.context
    assert not context.service_workers
