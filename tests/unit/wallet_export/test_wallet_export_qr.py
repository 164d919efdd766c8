"""QR codes: they scan, they carry one plain https address, and they say how large to print them."""

import io
from dataclasses import replace

import pytest
import qrcode
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from credentials.card.errors import CardUnreadable
from tests.cards_for_tests import FULL_CARD, card_bytes
from wallet_export.errors import AddressRefused
from wallet_export.qr import QUIET_ZONE, card_host, make_card_qr, make_qr

URL = "https://verifieer.roctest.example:8443/c/0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0001?lang=nl#report"


def _read(png: bytes) -> list[str]:
    with Image.open(io.BytesIO(png)) as image:
        return [barcode.text for barcode in zxingcpp.read_barcodes(image.convert("L"))]


class TestMakeQR:
    @pytest.mark.parametrize("url", [URL, "https://v.example/", "https://v.example/" + "a" * 282])
    def test_another_reader_reads_the_address(self, url: str) -> None:
        assert _read(make_qr(url).png()) == [url]

    def test_it_still_scans_at_two_pixels_a_module(self) -> None:
        assert _read(make_qr(URL).png(module_pixels=2)) == [URL]

    @pytest.mark.parametrize(
        "url",
        [
            "http://verifieer.roctest.example/",
            "HTTPS:verifieer",
            "//verifieer.roctest.example/",
            "javascript:alert(1)",
            "https:///path",
            "https://roctest.example@evil.example/",
            "https://evil.example\\@roctest.example/",
            "https://evil.example\\.roctest.example/",
            "https://roctеst.example/",
            "https://roctest.example/a b",
            "https://roctest.example/\n",
            "https://roctest.example:99999/",
            "https://[::1/",
            "https://v.example/" + "a" * 283,
            "",
        ],
    )
    def test_anything_but_a_plain_https_address_is_refused(self, url: str) -> None:
        with pytest.raises(AddressRefused):
            make_qr(url)

    def test_it_says_where_it_leads(self) -> None:
        assert make_qr(URL).host == "verifieer.roctest.example:8443"

    def test_it_says_how_small_it_may_be_printed(self) -> None:
        code = make_qr(URL)
        assert len(code.modules) == 41
        assert code.minimum_millimetres == (41 + 2 * QUIET_ZONE) * 0.5


class TestSVG:
    def test_its_path_is_the_matrix(self) -> None:
        code = make_qr("https://v.example/")
        path = code.svg(label="").decode().partition('<path d="')[2].partition('"')[0]
        dark: set[tuple[int, int]] = set()
        for run in path.replace("z", "").split("M")[1:]:
            start, rest = run.split("h", 1)
            x, y = map(int, start.split())
            dark.update((x + i - QUIET_ZONE, y - QUIET_ZONE) for i in range(int(rest.split("v")[0])))
        assert dark == {(x, y) for y, row in enumerate(code.modules) for x, on in enumerate(row) if on}

    def test_its_label_is_escaped(self) -> None:
        assert b"<title>&lt;a&gt; &amp; b</title>" in make_qr("https://v.example/").svg(label="<a> & b")


class TestMakeCardQR:
    HOST = "https://verifieer.example/"
    LONGEST_HOST = f"https://{'a' * 50}.example/"

    @pytest.mark.parametrize(
        ("host", "name", "version"),
        [(HOST, "Bo", 10), (HOST, "Warmtepompen in bedrijf", 12), (LONGEST_HOST, "N" * 160, 13)],
    )
    def test_another_reader_reads_the_card_in_a_code_of_at_most_version_13(
        self, host: str, name: str, version: int
    ) -> None:
        card = card_bytes(replace(FULL_CARD, name=name, title=name))
        code = make_card_qr(host, card)
        assert _read(code.png(module_pixels=3)) == [code.url]
        assert code.url.startswith(f"{host.rstrip('/')}/#")
        assert len(code.modules) == 17 + 4 * version

    def test_the_digits_are_written_as_digits(self) -> None:
        """In bytes they would need a code that is too fine to print."""
        code = make_card_qr(self.HOST, card_bytes(FULL_CARD))
        assert len(code.modules) < len(_modules_of_bytes(code.url))

    def test_it_is_35_millimetres_without_the_white_around_it(self) -> None:
        code = make_card_qr(self.HOST, card_bytes(FULL_CARD))
        size = len(code.modules)
        assert code.minimum_millimetres == pytest.approx(35 * (size + 2 * QUIET_ZONE) / size)
        assert code.host == "verifieer.example"

    @pytest.mark.parametrize(
        "url",
        [
            "http://v.example/",
            "https://v.example/verify",
            "https://v.example/?a",
            "https://v.example/#",
            "https://u@v.example/",
            "https://V.example/",
            "https:///",
            "v.example",
            f"https://{'a' * 51}.example/",
        ],
    )
    def test_anything_but_a_host_is_refused(self, url: str) -> None:
        """A reader of cards takes an address without path, so one with a path would never be verified."""
        with pytest.raises(AddressRefused):
            card_host(url)
        with pytest.raises(AddressRefused):
            make_card_qr(url, card_bytes())

    def test_what_no_reader_takes_for_a_card_is_not_printed(self) -> None:
        with pytest.raises(CardUnreadable):
            make_card_qr(self.HOST, card_bytes()[:-1])


def _modules_of_bytes(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
