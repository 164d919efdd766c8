"""The badge: what stands on it, that it is legible, self-contained, and the same every time."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image

from credentials.achievement.building import build_open_badge
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.reading import read_open_badge
from tests.awards_for_tests import AWARD, BARE_AWARD, award_with
from wallet_export.badge_face import BadgeFace, badge_face
from wallet_export.badge_image import draw_badge_png, draw_badge_svg

FACE = BadgeFace(
    instrument=INSTRUMENTS["microcredential"],
    title="Bediening met keukenbasis",
    issuer="ROC Test",
    year=2026,
    level=("NLQF", "2"),
    level_indicative=True,
    study_load=("240", "SBU"),
)
LONG_TITLE = (
    "Zelfstandig uitvoeren van baliegesprekken, medicatiebewaking en cliëntcommunicatie in de openbare en "
    "de poliklinische apotheek, met aandacht voor laaggeletterdheid, meertaligheid en gezamenlijke "
    "besluitvorming in de zorgketen"
)
WITHOUT_SPACES = "Zorgverzekeringsmaatschappijmedewerkersopleidingscoördinator" * 4
PAPER = (0xFB, 0xF9, 0xF4)


def _image(face: BadgeFace, *, pixels: int = 800) -> Image.Image:
    with Image.open(io.BytesIO(draw_badge_png(face, pixels=pixels))) as image:
        return image.convert("RGBA")


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    darker, lighter = sorted((_luminance(a), _luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


class TestFace:
    def test_it_is_read_from_the_credential(self) -> None:
        assert badge_face(read_open_badge(build_open_badge(AWARD))) == FACE

    def test_a_level_that_was_officially_set_has_no_note(self) -> None:
        face = badge_face(read_open_badge(build_open_badge(BARE_AWARD)))
        assert (face.level, face.level_note, face.study_load) == (("NLQF", "4+"), None, None)

    def test_another_language_changes_our_words_alone(self) -> None:
        face = badge_face(read_open_badge(build_open_badge(AWARD)), language="en")
        assert face == replace(FACE, language="en")
        assert face.level_note == "indicative"

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_a_microcredential_has_one_fixed_label(self, language: str) -> None:
        assert replace(FACE, language=language).label == "Microcredential mbo"

    def test_every_instrument_has_its_own_label_and_colours(self) -> None:
        faces = [replace(FACE, instrument=instrument) for instrument in INSTRUMENTS.values()]
        assert len({face.label for face in faces}) == len(INSTRUMENTS)
        assert len({face.colours for face in faces}) == len(INSTRUMENTS)

    def test_a_credential_of_elsewhere_still_has_a_face(self) -> None:
        face = badge_face(read_open_badge({"name": "Swimming", "issuer": {"name": "Pool"}}))
        assert (face.label, face.title, face.issuer, face.year) == ("Open Badge", "Swimming", "Pool", None)

    @pytest.mark.parametrize("instrument", [*INSTRUMENTS.values(), None])
    def test_every_colour_has_enough_contrast(self, instrument: Instrument | None) -> None:
        plate, _lines, name = replace(FACE, instrument=instrument).colours
        assert _contrast(plate, "#ffffff") >= 7
        assert _contrast(name, "#fbf9f4") >= 7

    def test_the_description_says_everything_on_it(self) -> None:
        assert FACE.description == "Microcredential mbo, ROC Test, NLQF 2 (indicatief), 240 SBU, 2026"


class TestPNG:
    @pytest.mark.parametrize("pixels", [200, 600, 800, 1000])
    def test_it_has_the_size_asked_for_on_a_transparent_ground(self, pixels: int) -> None:
        image = _image(FACE, pixels=pixels)
        assert image.size == (pixels, pixels)
        corners = [image.getpixel(at) for at in ((0, 0), (pixels - 1, 0), (0, pixels - 1))]
        assert [corner[3] for corner in corners if isinstance(corner, tuple)] == [0, 0, 0]

    def test_it_is_small_enough_to_mail(self) -> None:
        assert len(draw_badge_png(FACE)) < 80_000

    def test_an_equal_face_gives_the_same_bytes(self) -> None:
        first = draw_badge_png(replace(FACE, title="Een"))
        draw_badge_png.cache_clear()
        assert draw_badge_png(replace(FACE, title="Een")) == first

    @pytest.mark.parametrize(
        "other",
        [
            replace(FACE, title="Iets anders"),
            replace(FACE, issuer="ROC Ander"),
            replace(FACE, year=2027),
            replace(FACE, level=("NLQF", "3")),
            replace(FACE, level_indicative=False),
            replace(FACE, study_load=("480", "SBU")),
            replace(FACE, instrument=INSTRUMENTS["mbo_certificaat"]),
        ],
    )
    def test_everything_on_the_face_is_drawn(self, other: BadgeFace) -> None:
        assert draw_badge_png(other) != draw_badge_png(FACE)

    @pytest.mark.parametrize("title", [LONG_TITLE, WITHOUT_SPACES, "W" * 400, "", "\n", "محمد"])
    @pytest.mark.parametrize("issuer", ["ROC Test", LONG_TITLE, WITHOUT_SPACES])
    def test_long_words_stay_inside_the_panel(self, title: str, issuer: str) -> None:
        image = _image(replace(FACE, title=title, issuer=issuer))
        # Between the inner line of the panel and its text: 62 to 66 of 600 points, on both sides,
        # and the strip above the title and below the school.
        margins = [(x, y) for x in (*range(84, 88), *range(712, 716)) for y in range(200, 540)]
        strips = [(x, y) for x in range(120, 680) for y in (*range(172, 180), *range(549, 553))]
        colours = {image.getpixel(at) for at in margins + strips}
        assert all(
            isinstance(colour, tuple) and max(abs(a - b) for a, b in zip(colour, PAPER, strict=False)) < 6
            for colour in colours
        )

    def test_the_longest_issuer_and_level_do_not_break_it(self) -> None:
        face = replace(FACE, level=("NLQF", "4+"), study_load=("12345", "SBU"), issuer=LONG_TITLE)
        assert _image(face).size == (800, 800)


class TestSVG:
    def test_it_loads_nothing_and_runs_nothing(self) -> None:
        root = ElementTree.fromstring(draw_badge_svg(FACE))  # noqa: S314 - our own output
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {
            "svg",
            "title",
            "desc",
            "defs",
            "g",
            "path",
            "use",
            "symbol",
            "linearGradient",
            "stop",
        }
        for element in root.iter():
            for name, value in element.attrib.items():
                if name.endswith("href"):
                    assert re.fullmatch(r"#[A-Za-z0-9]+", value)
                assert not name.rpartition("}")[2].startswith("on")
                assert "url(" not in value or re.fullmatch(r"url\(#[A-Za-z0-9]+\)", value)

    def test_who_cannot_see_it_is_told_what_it_says(self) -> None:
        root = ElementTree.fromstring(draw_badge_svg(FACE))  # noqa: S314 - our own output
        assert root.get("role") == "img"
        assert [element.text for element in root[:2]] == [FACE.title, FACE.description]
        assert [element.tag.rpartition("}")[2] for element in root[:2]] == ["title", "desc"]

    @pytest.mark.parametrize(
        "title", ["<script>alert(1)</script>", "]]>&amp;\"'", '#import "x" *b* $x$ \\', "\x00\ufffe"]
    )
    def test_a_title_is_never_markup(self, title: str) -> None:
        root = ElementTree.fromstring(draw_badge_svg(replace(FACE, title=title)))  # noqa: S314 - our own output
        shown = "□" if title == "\x00\ufffe" else title
        assert root[0].text == shown

    def test_it_is_small(self) -> None:
        assert len(draw_badge_svg(FACE)) < 120_000

    def test_credentials_of_one_module_and_year_share_one_image(self) -> None:
        other = award_with(AWARD, credential_id="urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0009")
        faces = {badge_face(read_open_badge(build_open_badge(award))) for award in (AWARD, other)}
        assert len(faces) == 1
