"""After the answer: is it this person's, a statement for the file, many at once, and the way back."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import OpenPage
from tests.browser.files_for_tests import KINDS, STATES
from tests.browser.served_for_tests import Served
from tests.browser.visitor_for_tests import as_chosen, choose, compare, downloaded, drop, paste, verdict
from tests.verification_for_tests import AT

GOOD = KINDS["json"](STATES["good"])
DEVICES = ["desktop", "phone"]


def answered(page: Page, served: Served, language: str = "nl", content: bytes = GOOD) -> None:
    page.goto(f"{served.url}/{language}/")
    choose(page, as_chosen("bewijs.json", content))
    page.wait_for_selector("#verdict")


class TestPerson:
    @pytest.mark.parametrize("device", DEVICES)
    @pytest.mark.parametrize(
        ("asked", "expected", "said"),
        [
            pytest.param({"name": "Sanne de Vries"}, "genuine", "Ja", id="name"),
            pytest.param({"email": "a@example.com"}, "genuine", "Ja", id="email"),
            pytest.param({"name": "Iemand Anders"}, "other_person", "Nee", id="other"),
            pytest.param({}, "genuine", "Vul een naam", id="nothing"),
        ],
    )
    def test_is_compared(
        self,
        counter: Served,
        page_on: OpenPage,
        device: str,
        asked: dict[str, str],
        expected: str,
        said: str,
    ) -> None:
        page = page_on(device)
        answered(page, counter)
        compare(page, **asked)
        assert verdict(page) == expected
        expect(page.locator(".person-answer")).to_contain_text(said)
        assert "Sanne" not in page.url

    def test_enter_asks_as_well(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("desktop")
        answered(page, counter, "en")
        page.fill("#person-name", "Sanne de Vries")
        with page.expect_navigation():
            page.press("#person-name", "Enter")
        expect(page.locator(".person-answer")).to_contain_text("Yes")


class TestStatement:
    @pytest.mark.parametrize(("device", "language"), [("desktop", "nl"), ("phone", "en")])
    def test_as_pdf(self, counter: Served, page_on: OpenPage, device: str, language: str) -> None:
        page = page_on(device)
        answered(page, counter, language)
        name, content = downloaded(page, "#statement button[formaction$='.pdf']")
        assert name.endswith(".pdf")
        said = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages)
        assert {"nl": "Echt en geldig", "en": "Genuine and valid"}[language] in said
        assert verdict(page) == "genuine"  # still there

    def test_as_json_of_what_is_not_in_order(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("phone")
        answered(page, counter, content=KINDS["json"](STATES["expired"]))
        _, content = downloaded(page, "#statement button[formaction$='.json']")
        assert json.loads(content)["report"]["conclusion"] == "failed"


class TestMany:
    @pytest.mark.parametrize(("device", "language"), [("desktop", "nl"), ("phone", "en")])
    def test_files_make_a_table_and_a_download(
        self, counter: Served, page_on: OpenPage, device: str, language: str
    ) -> None:
        page = page_on(device)
        page.goto(f"{counter.url}/{language}/")
        choose(
            page,
            *(
                as_chosen(f"{name}.{kind}", KINDS[kind](STATES[name]))
                for name, kind in (
                    ("good", "pdf"),
                    ("tampered", "png"),
                    ("expired", "jwt"),
                    ("unknown_issuer", "svg"),
                )
            ),
        )
        rows = page.locator("#files tbody tr")
        expect(rows).to_have_count(4)
        # What is wrong stands on top.
        expect(rows.first.locator("strong")).not_to_have_text(getattr(STATES["good"], language))
        expect(rows.last.locator("strong")).to_have_text(getattr(STATES["good"], language))
        name, content = downloaded(page, "#csv")
        assert name.endswith(".csv")
        lines = list(
            csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter={"nl": ";", "en": ","}[language])
        )
        assert len(lines) == 5
        assert getattr(STATES["expired"], language) in {cell for line in lines for cell in line}

    def test_a_folder_may_be_dropped_with_folders_in_it(
        self, counter: Served, page_on: OpenPage, tmp_path: Path
    ) -> None:
        folder = tmp_path / "klas"
        (folder / "a" / "b").mkdir(parents=True)
        (folder / ".hidden.json").write_bytes(GOOD)
        (folder / "one.json").write_bytes(GOOD)
        (folder / "a" / "two.json").write_bytes(KINDS["json"](STATES["expired"]))
        # More than a browser gives at a time.
        for number in range(110):
            (folder / "a" / "b" / f"{number}.json").write_bytes(GOOD)
        page = page_on("desktop")
        page.goto(f"{counter.url}/nl/")
        drop(page, folder)
        expect(page.locator("#files tbody tr")).to_have_count(112)

    def test_a_reload_makes_the_table_again(self, counter: Served, page_on: OpenPage, tmp_path: Path) -> None:
        files = [tmp_path / "a.json", tmp_path / "b.json"]
        for file in files:
            file.write_bytes(GOOD)
        page = page_on("desktop")
        page.goto(f"{counter.url}/nl/")
        page.set_input_files("#file", files)
        page.click("#submit")
        expect(page.locator("#files tbody tr")).to_have_count(2)
        page.reload()
        expect(page.locator("#files tbody tr")).to_have_count(2)


class TestTheWayBack:
    def test_to_an_answer_shows_it_again(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("desktop")
        answered(page, counter)
        page.click(".bottom a[href$='/api']")
        page.wait_for_url("**/api")
        length = page.evaluate("history.length")
        page.go_back()
        page.wait_for_selector("#verdict")
        expect(page.locator("#credential")).to_contain_text("Sanne de Vries")
        assert page.evaluate("history.length") == length
        page.go_back()
        expect(page.locator("#start-place")).to_be_visible()
        assert page.locator("#verdict").count() == 0

    def test_from_a_comparison_leads_to_the_answer(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("phone")
        answered(page, counter)
        compare(page, name="Iemand Anders")
        assert verdict(page) == "other_person"
        page.go_back()
        page.wait_for_selector("#verdict[data-verdict=genuine]")

    def test_a_reload_sends_no_form_again(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("phone")
        answered(page, counter, "en")
        page.reload()
        page.wait_for_selector("#verdict")
        assert [one.target for one in counter.asked if one.method == "POST"] == ["/en/check", "/en/again"]

    def test_after_half_an_hour_begins_anew(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("phone")
        answered(page, counter)
        page.evaluate("history.replaceState({ ...history.state, since: Date.now() - 30 * 60_000 }, '')")
        page.reload()
        expect(page.locator("#start-place")).to_be_visible()
        assert page.url == f"{counter.url}/nl/"

    def test_another_one_begins_anew(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("phone")
        answered(page, counter)
        page.click("#again")
        page.wait_for_selector("#check")
        assert page.locator("#verdict").count() == 0

    def test_the_other_language_says_the_same(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("desktop")
        answered(page, counter)
        page.click("#language-switch")
        expect(page.locator("h1")).to_have_text("Genuine and valid")
        page.go_back()
        expect(page.locator("h1")).to_have_text("Echt en geldig")


class TestHaste:
    def test_a_double_click_gives_one_answer(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("desktop")
        page.goto(f"{counter.url}/nl/")
        page.set_input_files("#file", [as_chosen("bewijs.json", GOOD)])
        page.dblclick("#submit")
        page.wait_for_selector("#verdict")
        assert verdict(page) == "genuine"
        page.go_back()
        expect(page.locator("#submit")).not_to_have_attribute("aria-disabled", "true")

    def test_a_double_click_on_a_comparison_too(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("desktop")
        answered(page, counter)
        page.fill("#person-name", "Sanne de Vries")
        page.dblclick("#person button")
        page.wait_for_selector(".person-answer")
        assert verdict(page) == "genuine"

    def test_a_text_with_a_mistake_in_it_stays(self, counter: Served, page_on: OpenPage) -> None:
        page = page_on("phone")
        page.goto(f"{counter.url}/nl/")
        written = "school.example/bewijs <b>"
        paste(page, written)
        expect(page.locator("#text")).to_have_value(written)


def test_a_form_that_was_left_open_too_long_says_what_to_do(counter: Served, page_on: OpenPage) -> None:
    page = page_on("phone")
    answered(page, counter)
    counter.at = AT.replace(hour=AT.hour + 1)
    page.fill("#person-name", "Sanne de Vries")
    with page.expect_navigation():
        page.click("#person button")
    expect(page.locator("h1")).to_have_text("Deze pagina is verlopen")
    expect(page.locator("main a.button")).to_be_visible()
