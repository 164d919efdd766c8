"""What stands around the modules: the explanation, the groups, the lists and the search."""

import dataclasses
import json
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import issuer.catalogue_pages
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Level, Module, StudyLoad
from issuer.catalogue_pages.cards import MAX_DESCRIPTION, shortened
from issuer.catalogue_pages.explanation_page import explanation_page, explanation_text
from issuer.catalogue_pages.list_page import PER_PAGE, list_pages
from issuer.catalogue_pages.module_page import module_page
from issuer.catalogue_pages.search_index import MAX_WORDS, search_index
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import LANGUAGES, words_of
from issuer.domain.exports.catalogue import CataloguedModule, catalogued, module_json
from issuer.domain.exports.catalogue_csv import COLUMNS, catalogue_csv
from issuer.domain.exports.groups import FACETS, grouped, slug
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.description.labour_market import (
    GOAL_HINTS,
    GOAL_NAMES,
    TRAINING_GOALS,
    LabourMarket,
)
from issuer.publication import PublicDirectory
from issuer.services.catalogue_files import CATALOGUE_JSON, catalogue_files
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE, SCHOOL
from tests.exports_for_tests import PRACTICE, PUBLISHED, published
from tests.html_for_tests import Page
from tests.issuer_for_tests import working_desk
from tests.modules_for_tests import described

SITE = Site(school=ISSUER, base_url=SCHOOL)
FOLDER = Path(issuer.catalogue_pages.__file__).parent
FOR_CHANGE = published(
    dataclasses.replace(
        BARE_MODULE,
        id=f"{SCHOOL}/modules/zorg",
        title={"nl": "Zorg voor beginners"},
        field_of_study="Zorg & Welzijn",
    ),
    labour_market=LabourMarket(
        reaches=("regionaal",), region="Twente", training_goals=("omscholen", "opscholen")
    ),
)
SHOWN = catalogued([PUBLISHED, FOR_CHANGE])


def many(count: int, **changes: object) -> tuple[CataloguedModule, ...]:
    modules = (
        dataclasses.replace(MODULE, id=f"{SCHOOL}/modules/m{number}", **changes)  # type: ignore[arg-type]  # any field
        for number in range(count)
    )
    return catalogued([published(module) for module in modules])


class TestExplanation:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_instrument_is_there_with_what_it_is_and_is_not(self, language: str) -> None:
        made = Page(explanation_page(grouped(SHOWN), SITE, language))
        for instrument in INSTRUMENTS.values():
            assert instrument.in_brief is not None
            assert instrument.in_brief[language] in made.words
            assert instrument.legal_sentence(language) in made.words
            assert instrument.key in made.values("id")
        assert explanation_text(language)["lead"] in made.words
        assert made.tags[0] == ("html", {"lang": language})
        assert made.headings[0] == 1
        assert made.headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(made.headings))

    def test_it_says_how_each_stands_in_law(self) -> None:
        made = Page(explanation_page((), SITE, "nl"))
        words = " ".join(made.words.split())
        assert "Mbo-certificaat Een wettelijk bewijs" in words
        assert "In het diplomaregister van DUO Ja Hoort bij een papier Ja, in de vorm" in words
        assert "Staat in de wet Als deel van een mbo-verklaring" in words
        assert "Wie tekent De school, het leerbedrijf en de brancheorganisatie" in words

    def test_it_leads_to_what_the_school_has_of_a_kind(self) -> None:
        made = Page(explanation_page(grouped(SHOWN), SITE, "en"))
        assert f"{SCHOOL}/catalogus/en/soort/microcredential" in made.links
        assert f"{SCHOOL}/catalogus/en/soort/mbo-certificaat" not in made.links

    def test_every_page_leads_to_it(self) -> None:
        for language, address in (("nl", "catalogus/uitleg"), ("en", "catalogus/en/uitleg")):
            shown = published(PRACTICE)
            module = module_page(CataloguedModule((shown,)), shown, SITE, language)
            lists = [page.html for page in list_pages(SHOWN, grouped(SHOWN), SITE, language)]
            for page in (module, *lists, explanation_page((), SITE, language)):
                assert f"{SCHOOL}/{address}" in Page(page).links

    def test_both_languages_say_the_same(self) -> None:
        nl, en = explanation_text("nl"), explanation_text("en")
        assert nl.keys() == en.keys()
        assert [len(one["points"]) for one in nl["parts"]] == [len(one["points"]) for one in en["parts"]]
        assert (
            [one["number"] for one in nl["levels"]] == [one["number"] for one in en["levels"]] == [1, 2, 3, 4]
        )
        assert len(nl["terms"]) == len(en["terms"])

    def test_sentences_are_short_enough_for_everybody(self) -> None:
        """B1: no sentence of more than twenty-five words."""
        text = (FOLDER / "texts" / "explanation.nl.toml").read_text("utf-8")
        for line in json.dumps(tomllib.loads(text), ensure_ascii=False).split('"'):
            for sentence in line.replace("?", ".").split(". "):
                assert len(sentence.split()) <= 25, sentence


class TestGroups:
    def test_what_a_training_is_for_has_words(self) -> None:
        assert set(GOAL_NAMES) == set(GOAL_HINTS) == set(TRAINING_GOALS)

    def test_modules_are_grouped_by_goal_sector_level_and_kind(self) -> None:
        found = {
            (one.group.facet, one.group.key): [shown.newest.slug for shown in one.modules]
            for one in grouped(SHOWN)
        }
        assert found == {
            ("doel", "omscholen"): ["zorg"],
            ("doel", "opscholen"): ["zorg"],
            ("sector", "horeca"): ["bediening"],
            ("sector", "zorg-welzijn"): ["zorg"],
            ("niveau", "mbo-2"): ["bediening"],
            ("niveau", "nlqf-4plus"): ["zorg"],
            ("soort", "microcredential"): ["bediening", "zorg"],
        }
        assert [facet for facet, _ in found] == sorted((facet for facet, _ in found), key=FACETS.index)

    def test_a_sector_that_is_written_otherwise_is_the_same_group(self) -> None:
        sectors = ("Zorg en welzijn", "zorg  en Welzijn", "Zörg en welzijn")
        modules = [
            published(dataclasses.replace(MODULE, id=f"{SCHOOL}/modules/s{number}", field_of_study=one))
            for number, one in enumerate(sectors)
        ]
        (sector,) = [one for one in grouped(catalogued(modules)) if one.group.facet == "sector"]
        assert (sector.group.key, len(sector.modules)) == ("zorg-en-welzijn", 3)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("ICT & Techniek", "ict-techniek"),
            ("NLQF 4plus", "nlqf-4plus"),
            ("../../etc", "etc"),
            ("a" * 99, "a" * 60),
        ],
    )
    def test_the_key_is_fit_for_an_address(self, words: str, expected: str) -> None:
        assert slug(words) == expected

    def test_a_sector_without_latin_letters_has_a_key_as_well(self) -> None:
        assert slug("Здоровье") == slug("Здоровье")
        assert slug("Здоровье") != slug("Техника")
        assert slug("Здоровье").isalnum()

    def test_the_page_of_a_module_says_what_it_is_for_and_leads_to_its_groups(self) -> None:
        (shown,) = catalogued([FOR_CHANGE])
        made = Page(module_page(shown, FOR_CHANGE, SITE, "nl"))
        assert "Omscholen, Opscholen" in made.words
        assert "Overstappen naar ander werk." in made.words
        assert "Dit telt in de regio (Twente)." in made.words
        assert {
            f"{SCHOOL}/catalogus/doel/omscholen",
            f"{SCHOOL}/catalogus/sector/zorg-welzijn",
            f"{SCHOOL}/catalogus/niveau/nlqf-4plus",
            f"{SCHOOL}/catalogus/soort/microcredential",
        } <= made.links

    def test_the_json_says_what_it_is_for(self) -> None:
        made = module_json(FOR_CHANGE)
        assert made["trainingGoals"] == [
            {"key": "omscholen", "name": {"nl": "Omscholen", "en": "Change work"}},
            {"key": "opscholen", "name": {"nl": "Opscholen", "en": "Move up"}},
        ]
        assert (made["labourMarketReach"], made["labourMarketRegion"]) == (["regionaal"], "Twente")

    def test_one_that_is_not_listed_leads_to_no_group(self) -> None:
        one = published(PRACTICE)
        made = Page(module_page(CataloguedModule((one,)), one, SITE, "nl"))
        assert not [link for link in made.links if "/niveau/" in link]


class TestLists:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_page_per_group_with_its_modules(self, language: str) -> None:
        groups = grouped(SHOWN)
        one = groups[0]
        (only,) = list_pages(one.modules, groups, SITE, language, one.group)
        made = Page(only.html)
        assert only.address == SITE.catalogue(language, "doel", "omscholen")
        assert one.group.names[language] in made.words
        assert "Zorg voor beginners" in made.words
        assert "Bediening" not in made.words
        assert ("a", {"href": only.address, "aria-current": "page"}) in made.tags

    def test_every_group_is_linked_to_with_its_number(self) -> None:
        (only,) = list_pages(SHOWN, grouped(SHOWN), SITE, "nl")
        made = Page(only.html)
        assert {SITE.catalogue("nl", one.group.facet, one.group.key) for one in grouped(SHOWN)} <= made.links
        assert "Microcredential mbo 2" in " ".join(made.words.split())

    def test_so_many_to_a_page(self) -> None:
        shown = many(2 * PER_PAGE + 1)
        pages = list(list_pages(shown, (), SITE, "nl"))
        assert [page.address for page in pages] == [
            f"{SCHOOL}/catalogus",
            f"{SCHOOL}/catalogus/pagina/2",
            f"{SCHOOL}/catalogus/pagina/3",
        ]
        second = Page(pages[1].html)
        assert "Pagina 2 van 3" in second.words
        assert {pages[0].address, pages[2].address, f"{SCHOOL}/catalogus/en/pagina/2"} <= second.links
        listed = [Page(page.html).words.count("Bediening met keukenbasis") for page in pages]
        assert listed == [PER_PAGE, PER_PAGE, 1]

    def test_a_page_stays_below_100_kb(self) -> None:
        long = dict.fromkeys(LANGUAGES, "Wie dit & dat <kan>. " * 200)
        title = dict.fromkeys(LANGUAGES, "Een heel lange & ingewikkelde titel " * 6)
        shown = many(PER_PAGE, description=long, title=title)
        groups = grouped(many(1))
        for page in list_pages(shown, groups, SITE, "nl"):
            assert len(page.html.encode()) < 100_000
        assert len(explanation_page(groups, SITE, "nl").encode()) < 100_000
        assert len(module_page(SHOWN[0], PUBLISHED, SITE, "nl").encode()) < 100_000

    def test_numbers_are_written_as_people_do(self) -> None:
        assert (words_of("nl").number(1200), words_of("en").number(1200)) == ("1.200", "1,200")
        assert (words_of("nl").number(7.5), words_of("en").number(7.5)) == ("7,5", "7.5")
        large = published(dataclasses.replace(MODULE, study_load=StudyLoad(value=1440)))
        assert "Ongeveer 1.440 SBU · mbo-niveau 2 (indicatief)" in _list_of(large).words
        hours = published(dataclasses.replace(MODULE, study_load=StudyLoad(value=40, unit="uur")))
        assert (
            "40 uur (indicatie studielast)"
            in Page(module_page(CataloguedModule((hours,)), hours, SITE, "nl")).words
        )

    def test_that_a_level_is_an_indication_is_told_unless_it_is_not(self) -> None:
        assert "(indicatief)" in _list_of(PUBLISHED).words
        official = dataclasses.replace(MODULE, level=Level(eqf=5, nlqf="5", officially_set=True))
        words = _list_of(published(official)).words
        assert "Ongeveer 240 SBU · NLQF 5" in words
        assert "(indicatief)" not in words

    @pytest.mark.parametrize("text", ["kort", "x" * 500, "woord " * 100, "een\n regel\tmet  wit"])
    def test_a_description_is_cut_between_words(self, text: str) -> None:
        made = shortened(text)
        assert len(made) <= MAX_DESCRIPTION + 2
        assert "\n" not in made
        assert made == " ".join(text.split()) or made.endswith(" …")

    def test_an_empty_catalogue_has_a_page_without_search(self) -> None:
        (only,) = list_pages((), (), SITE, "nl")
        made = Page(only.html)
        assert words_of("nl").say("catalogue_empty") in made.words
        assert "script" not in {tag for tag, _ in made.tags}


def _list_of(*modules: PublishedModule) -> Page:
    (only,) = list_pages(catalogued(list(modules)), (), SITE, "nl")
    return Page(only.html)


class TestSearch:
    def test_the_script_is_a_file_of_this_site_and_the_only_one(self) -> None:
        made = _list_of(PUBLISHED)
        (script,) = [attributes for tag, attributes in made.tags if tag == "script"]
        assert script == {"type": "module", "src": f"{SCHOOL}/catalogus/zoeken.js"}
        (policy,) = [a["content"] for _, a in made.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert policy.endswith("script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'")

    def test_without_scripts_nothing_of_it_shows(self) -> None:
        made = _list_of(PUBLISHED)
        (box,) = [attributes for tag, attributes in made.tags if attributes.get("id") == "search"]
        assert "hidden" in box
        assert box["data-index"] == f"{SCHOOL}/catalogus/zoeken.json"
        assert "Bediening met keukenbasis" in made.words

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_index_has_what_people_search_by(self, language: str) -> None:
        one = search_index(SHOWN, SITE, language)["modules"]
        assert isinstance(one, list)
        first = one[0]
        assert isinstance(first, dict)
        assert first["address"] == f"{SCHOOL}/modules/bediening/1.0.0" + ("" if language == "nl" else "/en")
        words = str(first["words"])
        for wanted in ("23425/P1-K1-W1", "Neemt bestellingen op", "bestellingen opnemen", "Horeca", "27052"):
            assert wanted in words
        assert len(words) <= MAX_WORDS

    def test_a_module_in_dutch_says_so_on_the_english_page(self) -> None:
        found = search_index(catalogued([FOR_CHANGE]), SITE, "en")["modules"]
        assert isinstance(found, list)
        one = found[0]
        assert isinstance(one, dict)
        assert (one["titleLanguage"], one["pageLanguage"]) == ("nl", "nl")

    def test_the_script_writes_no_markup_and_sends_nothing(self) -> None:
        source = (FOLDER / "search.js").read_text("utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "Function(",
            "http://",
            "https://",
        ):
            assert word not in source.replace('"https:"', "").replace('"http:"', "")


class TestLooking:
    def test_links_lead_from_file_to_file(self) -> None:
        site = dataclasses.replace(SITE, is_local=True)
        place = f"{SCHOOL}/modules/bediening/1.0.0"
        assert site.link(f"{SCHOOL}/catalogus", place) == "../../../catalogus/index.html"
        assert site.link(f"{place}/module.json", place) == "module.json"
        assert site.link(f"{place}#LO1", place) == "index.html#LO1"
        assert site.link("https://elders.example/x", place) == "https://elders.example/x"
        assert site.link(f"{SCHOOL}.example/x", place) == f"{SCHOOL}.example/x"
        assert SITE.link(f"{SCHOOL}/catalogus", place) == f"{SCHOOL}/catalogus"

    def test_every_link_to_a_page_of_ours_leads_to_a_file(self, tmp_path: Path) -> None:
        site = dataclasses.replace(SITE, is_local=True)
        # `part_of` names a module that is not there.
        modules = [
            published(dataclasses.replace(one.newest.module, part_of=())) for one in (*SHOWN, *many(60))
        ]
        files = dict(catalogue_files(catalogued(modules), catalogued(modules), site)) | {CATALOGUE_JSON: b""}
        for name, content in files.items():
            if not name.endswith(".html"):
                continue
            for link in Page(content.decode()).links:
                target = link.partition("#")[0]
                if target and "://" not in target:
                    assert (tmp_path / name).parent.joinpath(target).resolve().relative_to(
                        tmp_path
                    ).as_posix() in files

    def test_who_comes_from_a_credential_sees_the_real_address(self) -> None:
        page = module_page(SHOWN[0], PUBLISHED, dataclasses.replace(SITE, is_local=True), "nl")
        assert ("link", {"rel": "canonical", "href": MODULE.version_id}) in Page(page).tags


class TestTable:
    def test_a_line_per_module(self) -> None:
        header, first, second, end = catalogue_csv(SHOWN).split("\r\n")
        assert header == ";".join(COLUMNS)
        assert first.startswith(f"{SCHOOL}/modules/bediening;1.0.0;Bediening met keukenbasis;Table service")
        assert "omscholen, opscholen" in second
        assert end == ""

    def test_no_cell_is_a_formula(self) -> None:
        evil = published(dataclasses.replace(MODULE, title={"nl": '=HYPERLINK("http://x")'}))
        assert ";=HYPERLINK" not in catalogue_csv(catalogued([evil]))


def test_a_group_that_is_empty_is_taken_off(tmp_path: Path) -> None:
    out = PublicDirectory(tmp_path / "out")
    with working_desk(tmp_path / "home") as desk:
        desk.office.publish_catalogue(desk.institution.id, out)
        before = {file.name for file in (out.path / "catalogus" / "sector").iterdir()}
        assert "horeca" in before
        courses = set((out.path / "catalogus" / "ooapi" / "v5" / "courses").iterdir())
        newer: Module = dataclasses.replace(MODULE, version="1.1.0", field_of_study="Gastvrijheid")
        desk.office.publish_module(desk.institution.id, described(newer), by="u-001")
        (out.path / "catalogus" / "ooapi" / "v5" / "courses" / "gone.json").write_text("{}")
        done = desk.office.publish_catalogue(desk.institution.id, out)
        assert done.changed > 0
    assert (out.path / "catalogus" / "sector" / "gastvrijheid" / "index.html").is_file()
    assert not (out.path / "catalogus" / "sector" / "horeca" / "index.html").exists()
    assert set((out.path / "catalogus" / "ooapi" / "v5" / "courses").iterdir()) == courses


def test_days_are_written_as_people_do() -> None:
    one = dataclasses.replace(PUBLISHED, published_on=date(2026, 7, 1))
    made = Page(module_page(CataloguedModule((one,)), one, SITE, "nl"))
    assert "gepubliceerd op 1 juli 2026" in made.words
