"""The fonts are the published ones, and a character that they lack is replaced, not lost."""

import hashlib
import shutil
import tomllib
from pathlib import Path

import pytest

from typesetting.errors import TypefacesDamaged
from typesetting.typefaces import FONTS, REPLACEMENT, check_fonts, font_directory, printable

INDEX = tomllib.loads((FONTS / "index.toml").read_text("utf-8"))


class TestFonts:
    def test_every_font_is_in_the_index_with_its_digest(self) -> None:
        digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}
        assert {name: entry["sha256"] for name, entry in INDEX.items()} == digests

    def test_every_font_says_where_it_is_from_and_under_which_licence(self) -> None:
        for entry in INDEX.values():
            assert entry["licence"] == "OFL-1.1"
            assert entry["origin"].startswith("npm @expo-google-fonts/")
            licence = (FONTS / entry["licence_file"]).read_text("ascii")
            assert "SIL OPEN FONT LICENSE Version 1.1" in licence

    def test_they_stay_small(self) -> None:
        assert sum(path.stat().st_size for path in FONTS.iterdir()) < 1_500_000

    def test_the_installed_ones_are_sound(self) -> None:
        assert font_directory() == FONTS

    @pytest.fixture
    def copy(self, tmp_path: Path) -> Path:
        return shutil.copytree(FONTS, tmp_path / "fonts")

    def test_a_changed_font_is_a_broken_installation(self, copy: Path) -> None:
        with (copy / "SourceSans3-Regular.ttf").open("ab") as font:
            font.write(b"\0")
        with pytest.raises(TypefacesDamaged):
            check_fonts(copy)

    @pytest.mark.parametrize("name", ["SourceSans3-Regular.ttf", "index.toml"])
    def test_a_missing_file_is_a_broken_installation(self, copy: Path, name: str) -> None:
        (copy / name).unlink()
        with pytest.raises(TypefacesDamaged):
            check_fonts(copy)


class TestPrintable:
    @pytest.mark.parametrize(
        "name",
        [
            "Zoë van ’t Hof",
            "Łukasz Żółć",
            "Nguyễn Thị Ánh",
            "Ağaoğlu İ",
            "Ελένη",
            "Владимир",
            "ĳ",
            "≥ 5,5 – •",
        ],
    )
    def test_latin_greek_and_cyrillic_stay(self, name: str) -> None:
        assert printable(name) == name

    def test_letters_are_composed(self) -> None:
        assert printable("Zoe\u0308") == "Zoë"

    @pytest.mark.parametrize("name", ["محمد", "李小龙", "👍", "\ue000"])
    def test_another_script_is_replaced_sign_by_sign(self, name: str) -> None:
        assert printable(name) == REPLACEMENT * len(name)

    def test_the_replacement_can_be_printed(self) -> None:
        assert printable(REPLACEMENT) == REPLACEMENT

    def test_control_and_format_characters_are_left_out(self) -> None:
        assert printable("a\u200bb\u202ec\u0000d\ufeffe\u00adf\ufe0fg\nh\ti") == "abcdefg\nh\ti"
