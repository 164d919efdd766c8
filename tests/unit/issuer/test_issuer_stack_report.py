"""The report on a stack: all of it said, in both languages, readable by everybody, and nothing as markup."""

import dataclasses
import io
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from issuer.domain.stacking.stack import Stack
from issuer.domain.stacking.standing import Standing
from issuer.language import Language
from issuer.stack_report.html_page import stack_html
from issuer.stack_report.json_form import stack_json
from issuer.stack_report.pdf_file import stack_pdf
from issuer.stack_report.view import StackView
from issuer.stack_report.viewing import stack_view
from issuer.stack_report.words import words_in
from tests.stacking_for_tests import (
    AT,
    HERE,
    KEUZEDEEL,
    MISE_EN_PLACE,
    ORDERING,
    PLEASING,
    RECEIVING,
    credential,
    module,
    stack_of,
    status_list,
)

LANGUAGES: tuple[Language, ...] = ("nl", "en")
MARKUP = """"><b onclick='x'>&amp;</b>"""
DISCLAIMER = {"nl": "Een stapel modules is geen diploma.", "en": "A stack of modules is not a diploma."}


def a_stack(*more: bytes) -> Stack:
    return stack_of(
        credential(module(RECEIVING, PLEASING, name="onthaal"), status_index=4),
        credential(KEUZEDEEL, status_index=5),
        credential(module(MISE_EN_PLACE, name="keuken"), issuer=HERE),
        credential(module(ORDERING, name="ingetrokken"), status_index=9),
        *more,
        standing=Standing(name="ROC <Test>", brin="99ZZ"),
        lists=[status_list(9)],
    )


def refused() -> Stack:
    return stack_of(
        credential(module(RECEIVING), person="Sanne de Vries"),
        credential(module(ORDERING), person="Piet Bakker"),
    )


def disguised(view: StackView) -> StackView:
    """Return a view that says markup wherever it says something: in every text, however deep."""

    def in_it(value: object) -> object:
        if isinstance(value, str):
            return value + MARKUP if value else value
        if isinstance(value, tuple):
            return tuple(map(in_it, value))
        if isinstance(value, dict):
            return {key: in_it(one) for key, one in value.items()}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = [one.name for one in dataclasses.fields(value)]
            return dataclasses.replace(value, **{name: in_it(getattr(value, name)) for name in names})
        return value

    made = in_it(view)
    assert isinstance(made, StackView)
    return made


class Outline(HTMLParser):
    """What an assistive reader goes by: language, headings, table headers; and all that is said."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language: str | None = None
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.header_scopes: list[str | None] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.attribute_names: list[list[str]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.attribute_names.append([name for name, _ in attrs])
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "html":
            self.language = named.get("lang")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "th":
            self.header_scopes.append(named.get("scope"))
        if (identifier := named.get("id")) is not None:
            self.ids.append(identifier)
        if (link := named.get("href")) is not None:
            self.links.append(link)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", LANGUAGES)
class TestHtml:
    def test_it_is_one_well_formed_page_that_needs_nothing_else(self, language: Language) -> None:
        outline = Outline(stack_html(stack_view(a_stack(), language)))
        assert outline.open == []
        assert outline.language == language
        assert not {"script", "link", "img", "iframe", "form"} & set(outline.tags)

    def test_headings_skip_no_level(self, language: Language) -> None:
        for stack in (a_stack(), refused(), stack_of()):
            headings = Outline(stack_html(stack_view(stack, language))).headings
            assert headings[0] == 1
            assert headings.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(headings))

    def test_every_table_has_a_caption_and_scoped_headers(self, language: Language) -> None:
        outline = Outline(stack_html(stack_view(a_stack(), language)))
        assert outline.tags.count("table") == outline.tags.count("caption") > 0
        assert set(outline.header_scopes) == {"col", "row"}

    def test_links_lead_somewhere(self, language: Language) -> None:
        outline = Outline(stack_html(stack_view(a_stack(), language)))
        assert outline.links
        assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)

    def test_the_disclaimer_is_always_there(self, language: Language) -> None:
        for stack in (a_stack(), refused(), stack_of()):
            assert DISCLAIMER[language] in stack_html(stack_view(stack, language))

    def test_different_people_have_no_coverage(self, language: Language) -> None:
        page = stack_html(stack_view(refused(), language))
        assert words_in(language).say("coverage") not in page
        assert words_in(language).say("evidence_nothing") not in page
        assert "Sanne de Vries" in page


class TestView:
    def test_what_is_left_to_do(self) -> None:
        """E12: the parts that no credential covers yet."""
        assert stack_view(a_stack(), "nl").remaining == ("P1-K1-W1 Neemt bestellingen op en informeert",)

    def test_how_it_was_assessed_is_shown_where_the_board_assesses(self) -> None:
        """I04."""
        view = stack_view(a_stack(), "nl")
        shown = {one.title: dict(one.assessment) for one in view.evidence}
        assert shown["Onthaal"]["Toetsvorm"] == "Schriftelijk examen"
        assert shown["Arbo"] == {}

    def test_what_holds_for_several_parts_is_said_once(self) -> None:
        (onthaal,) = [one for one in stack_view(a_stack(), "nl").evidence if one.title == "Onthaal"]
        assert [one.headline for one in onthaal.grounds] == ["Beoordelen: B1-K1-W1, B1-K1-W2"]


class TestTexts:
    def test_both_languages_have_the_same_texts_with_the_same_blanks(self) -> None:
        nl, en = (words_in(language).texts for language in LANGUAGES)
        assert nl.keys() == en.keys()
        for key in nl:
            assert sorted(re.findall(r"{(\w+)}", nl[key])) == sorted(re.findall(r"{(\w+)}", en[key])), key

    def test_the_word_diploma_stands_in_the_disclaimer_alone(self) -> None:
        """I07; the register of that name apart."""
        for language in LANGUAGES:
            for key, text in words_in(language).texts.items():
                assert ("diploma" in text.lower()) == key.startswith("disclaimer"), key

    def test_every_text_is_used(self) -> None:
        folder = Path(__file__).parents[3] / "issuer" / "stack_report"
        source = "".join(file.read_text() for file in folder.glob("*.*"))
        source += (folder.parent / "cli" / "stack_terminal.py").read_text()
        unused = [
            key
            for key in words_in("nl").texts
            if f'"{key}"' not in source and f"t.{key}" not in source and not key.startswith("person_")
        ]
        assert unused == []


class TestStrangers:
    def test_nothing_of_a_credential_is_markup(self) -> None:
        nasty = '<script>alert("1")</script>&amp;'
        of = dataclasses.replace(module(RECEIVING, name="x"), title={"nl": nasty})
        page = stack_html(stack_view(stack_of(credential(of, person=nasty)), "nl"))
        assert "<script" not in page
        assert Outline(page).words.count(nasty) > 2

    @pytest.mark.parametrize("stack", [a_stack(), refused(), stack_of()], ids=["stack", "refused", "empty"])
    def test_every_value_is_escaped(self, stack: Stack) -> None:
        """Whatever the view says, in a text or in an attribute, the elements of the page stay the same."""
        view = stack_view(stack, "nl")
        plain, evil = Outline(stack_html(view)), Outline(stack_html(disguised(view)))
        assert evil.tags == plain.tags
        assert evil.attribute_names == plain.attribute_names
        assert evil.words.count(MARKUP) >= len(view.facts) * 2

    def test_a_pdf_is_made_of_any_name(self) -> None:
        odd = dataclasses.replace(
            module(RECEIVING, name="x"), title={"nl": "#import *_`$ \\ " + "W" * 190 + " 王芳 \u202e"}
        )
        pdf = stack_pdf(stack_view(stack_of(credential(odd, person="[王芳] *x* #y")), "nl"), at=AT)
        assert "[□□] *x* #y" in words_of(pdf)


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF, its lines joined."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", LANGUAGES)
class TestPdf:
    def test_it_says_what_the_page_says(self, language: Language) -> None:
        view = stack_view(a_stack(), language)
        text = words_of(stack_pdf(view, at=AT))
        for said in (
            view.title,
            "Zoë van ’t Hof",
            view.coverage[0],
            "B1-K1-W2",
            "K0262",
            "720 SBU",
            view.texts["left_out"],
            DISCLAIMER[language],
            view.texts["decision"],
        ):
            assert said in text, said

    def test_it_can_be_kept_and_read_aloud(self, language: Language, tmp_path: Path) -> None:
        """PDF/A-3a and PDF/UA-1, whatever it is about."""
        pdfua = pytest.importorskip("pdfua", reason="the package pdfua is not installed")
        for index, stack in enumerate((a_stack(), refused(), stack_of())):
            path = tmp_path / f"{index}.pdf"
            path.write_bytes(stack_pdf(stack_view(stack, language), at=AT))
            assert list(pdfua.validate(path).findings) == []

    def test_the_same_stack_gives_the_same_bytes(self, language: Language) -> None:
        made = {stack_pdf(stack_view(a_stack(), language), at=AT) for _ in range(2)}
        assert len(made) == 1


class TestJson:
    def test_what_other_software_reads(self) -> None:
        found = json.loads(json.dumps(stack_json(a_stack(), "nl")))
        assert found["coverage"] == {
            "workProcesses": {"covered": 2, "total": 3, "percent": 66},
            "toGrant": {"covered": 0, "total": 3, "percent": 0},
        }
        assert [one["advice"] for one in found["keuzedelen"]] == ["grant"]
        assert found["keuzedelen"][0]["grounds"][0]["reasons"][0]["code"] == "stacking_keuzedeel_passed"
        assert [one["instrument"] for one in found["evidence"]] == [
            "keuzedeel_resultaat",
            "microcredential",
            "microcredential",
        ]
        assert [one["title"] for one in found["leftOut"]] == ["Ingetrokken"]
        assert found["trustList"]["sequence"] == 7
        assert found["disclaimer"].startswith(DISCLAIMER["nl"])

    def test_the_study_load_is_no_part_of_the_coverage(self) -> None:
        """B06."""
        found = stack_json(a_stack(), "en")
        assert "sbu" not in json.dumps(found["coverage"])
        load = found["indicativeStudyLoad"]
        assert isinstance(load, dict)
        assert load["sbu"] == 720
