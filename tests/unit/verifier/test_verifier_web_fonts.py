"""The typeface of the pages is what its index says, and the style sheet asks for exactly that."""

import hashlib
import tomllib
from pathlib import Path

import verifier.web.static_files as served

STATIC = Path(served.__file__).parent / "static"
FONTS = STATIC / "fonts"
INDEX = tomllib.loads((FONTS / "index.toml").read_text("utf-8"))


def test_every_file_is_listed_with_its_digest() -> None:
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FONTS.glob("*.woff2")}
    assert found == {name: font["sha256"] for name, font in INDEX.items()}
    assert all((FONTS / font["licence_file"]).is_file() for font in INDEX.values())


def test_the_style_sheet_asks_for_each_by_its_digest() -> None:
    """Browsers keep what they got by such an address for a year."""
    sheet = (STATIC / "waarmerk.css").read_text("utf-8")
    for name in INDEX:
        assert f'url("{served.STATIC_FILES.url(f"fonts/{name}").removeprefix("/static/")}")' in sheet
