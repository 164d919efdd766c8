"""The camera of a telephone, held above a certificate on paper."""

import base64
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.awards_for_tests import AWARD
from tests.browser.axe_for_tests import violations
from tests.browser.conftest import DEVICES, launched
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import wait_until
from tests.cards_for_tests import CARD, card_bytes
from tests.signed_credentials_for_tests import sign_award
from tests.verification_for_tests import AT
from typesetting.documents import typeset_png
from wallet_export.certificate_pdf import CERTIFICATE, certificate_values

_WIDTH: Final = 1280
_HEIGHT: Final = 720
_FRAMES: Final = 4
# Chromium has no reader of codes on Linux. This stands in for that of a telephone, and is given true frames.
_READER: Final = """
globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(video) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    canvas.getContext("2d").drawImage(video, 0, 0);
    const said = await readCodes(canvas.toDataURL("image/png"));
    return said.map((rawValue) => ({ rawValue }));
  }
};
"""


def frame_of(page: Image.Image) -> Image.Image:
    """Return what a camera sees of a page when it is held above its QR code, a bit askew."""
    (code,) = zxingcpp.read_barcodes(page)
    place = code.position
    x, y = (place.top_left.x + place.bottom_right.x) / 2, (place.top_left.y + place.bottom_right.y) / 2
    half = 0.9 * (place.bottom_right.x - place.top_left.x)
    wide = half * _WIDTH / _HEIGHT
    seen = page.rotate(4, Image.Resampling.BICUBIC, center=(x, y), fillcolor=235)
    seen = seen.crop((round(x - wide), round(y - half), round(x + wide), round(y + half)))
    return seen.resize((_WIDTH, _HEIGHT)).filter(ImageFilter.GaussianBlur(0.8))


def video_of(frame: Image.Image) -> bytes:
    """Return a film of one picture, in YUV4MPEG2."""
    grey = frame.convert("L").tobytes()
    colours = b"\x80" * (_WIDTH * _HEIGHT // 2)
    header = f"YUV4MPEG2 W{_WIDTH} H{_HEIGHT} F15:1 Ip A1:1 C420jpeg\n".encode()
    return header + b"".join(b"FRAME\n" + grey + colours for _ in range(_FRAMES))


@pytest.fixture(scope="module")
def with_camera(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera that looks at a certificate."""
    signed = replace(sign_award(AWARD), card=card_bytes(CARD))
    values = certificate_values(signed, language="nl", verification_url="https://verifieer.example/")
    with Image.open(io.BytesIO(typeset_png(CERTIFICATE, values, pixels_per_inch=300))) as page:
        film = video_of(frame_of(page.convert("L")))
    file: Path = tmp_path_factory.mktemp("camera") / "certificate.y4m"
    file.write_bytes(film)
    with launched(
        playwright,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={file}",
    ) as browser:
        yield browser


@pytest.fixture
def telephone(with_camera: Browser) -> Iterator[BrowserContext]:
    with with_camera.new_context(**DEVICES["phone"], service_workers="block") as context:
        context.clock.set_system_time(AT)
        context.set_default_timeout(20_000)
        yield context


def start(telephone: BrowserContext, served: Served, language: str) -> Page:
    page = telephone.new_page()
    page.goto(f"{served.url}/{language}/")
    return page


def codes_on(data_url: str) -> list[str]:
    """Return what the QR codes on a picture say."""
    with Image.open(io.BytesIO(base64.b64decode(data_url.partition(",")[2]))) as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.parametrize(("language", "headline"), [("nl", "Echt en geldig"), ("en", "Genuine and valid")])
def test_a_photo_by_the_page_itself_is_read_by_the_server(
    telephone: BrowserContext, served: Served, language: str, headline: str
) -> None:
    page = start(telephone, served, language)
    page.click("#scan-button")
    expect(page.locator(".viewfinder")).to_be_visible()
    wait_until(page, "document.querySelector('#camera').videoWidth > 0")
    with page.expect_navigation():
        page.click("#scan-take")
    expect(page.locator("h1")).to_have_text(headline)
    expect(page.locator("#source")).to_contain_text("verifieer.example")
    expect(page.locator("#credential h2")).to_have_text(CARD.title)


@pytest.mark.parametrize(("language", "headline"), [("nl", "Echt en geldig"), ("en", "Genuine and valid")])
def test_a_browser_that_reads_codes_answers_by_itself(
    telephone: BrowserContext, served: Served, language: str, headline: str
) -> None:
    telephone.expose_function("readCodes", codes_on)
    telephone.add_init_script(_READER)
    page = start(telephone, served, language)
    page.click("#scan-button")
    expect(page.locator("#card-answer")).to_have_text(headline)
    expect(page.locator("#credential h2")).to_have_text(CARD.title)
    expect(page.locator(".viewfinder")).to_be_hidden()
    assert page.evaluate("document.querySelector('#camera').srcObject") is None
    assert not [one for one in served.asked if one.method == "POST"]
    assert page.url == f"{served.url}/{language}/"


def test_the_camera_goes_off_again(telephone: BrowserContext, served: Served) -> None:
    page = start(telephone, served, "nl")
    page.click("#scan-button")
    expect(page.locator("#scan-button")).to_have_text("Camera uitzetten")
    assert violations(page) == []
    page.click("#scan-button")
    expect(page.locator("#scan-button")).to_have_text("Camera aanzetten")
    expect(page.locator(".viewfinder")).to_be_hidden()


def test_without_leave_for_the_camera_it_says_what_else_one_can_do(chromium: Browser, served: Served) -> None:
    with chromium.new_context(**DEVICES["phone"], service_workers="block") as context:
        page = start(context, served, "nl")
        page.click("#scan-button")
        expect(page.locator("#scan-state")).to_contain_text("foto")
        expect(page.locator("#scan-button")).to_have_text("Camera aanzetten")
