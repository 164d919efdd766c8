"""QR codes: they scan, they carry one plain https address, and they say how large to print them."""

import io

import pytest
import zxingcpp
from PIL import Image

from wallet_export.errors import AddressRefused
from wallet_export.qr import QUIET_ZONE, make_qr

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
