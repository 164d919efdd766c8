"""The public catalogue: what it shows, where, and what it never shows."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest

from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module
from credentials.parsing import JsonObject
from issuer.catalogue_pages.addresses import page_file
from issuer.catalogue_pages.list_page import list_pages
from issuer.catalogue_pages.module_page import module_page
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import LANGUAGES, words_of
from issuer.domain.awards import ModuleVersion
from issuer.domain.exports.catalogue import catalogue_json, catalogued, module_json, with_pages
from issuer.domain.exports.feeds import atom, rss
from issuer.domain.exports.groups import grouped
from issuer.domain.exports.published import PublishedModule
from issuer.domain.exports.schema_org import schema_org
from issuer.domain.modules.description.deployment import Deployment
from issuer.domain.modules.description.relations import Proposal, Relations
from issuer.domain.modules.description.self_assessment import SelfAssessment
from issuer.publication import PublicDirectory
from issuer.stored_content import content_sha256, module_to_text
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE, SCHOOL
from tests.exports_for_tests import LOCAL, PRACTICE, PUBLISHED, members, published
from tests.html_for_tests import Page
from tests.issuer_for_tests import Desk, working_desk
from tests.modules_for_tests import SELF_ASSESSMENT, described

AT = datetime(2026, 7, 2, 9, 30, 15, tzinfo=UTC)
SITE = Site(school=ISSUER, base_url=SCHOOL)


def page_text(of: PublishedModule = PUBLISHED, language: str = "nl", *others: PublishedModule) -> str:
    (whole,) = with_pages([of, *others])
    return module_page(whole, of, SITE, language)


def page(of: PublishedModule = PUBLISHED, language: str = "nl", *others: PublishedModule) -> Page:
    return Page(page_text(of, language, *others))


def list_page(*modules: PublishedModule, language: str = "nl") -> Page:
    shown = catalogued(modules or [PUBLISHED])
    (only,) = list_pages(shown, grouped(shown), SITE, language)
    return Page(only.html)


def version(number: str, **facts: object) -> PublishedModule:
    return published(dataclasses.replace(MODULE, version=number), **facts)


class TestWhatIsShown:
    def test_only_what_is_of_use_beyond_one_place(self) -> None:
        """D11; and a proposal for the national structure is not on offer."""
        modules = [
            published(),
            published(dataclasses.replace(BARE_MODULE, id=f"{SCHOOL}/modules/lokaal"), deployment=LOCAL),
            published(
                dataclasses.replace(BARE_MODULE, id=f"{SCHOOL}/modules/bedrijf"),
                deployment=Deployment(reach="lokaal"),
            ),
            published(
                dataclasses.replace(BARE_MODULE, id=f"{SCHOOL}/modules/voorstel"),
                relations=Relations(proposal=Proposal()),
            ),
        ]
        assert [one.newest.slug for one in catalogued(modules)] == ["bediening"]

    def test_what_is_put_together_for_one_award_has_a_page_and_is_not_listed(self) -> None:
        one = published(PRACTICE)
        assert catalogued([one]) == ()
        (paged,) = with_pages([one])
        assert 'content="noindex"' in module_page(paged, one, SITE, "nl")
        assert "noindex" not in page_text()
        assert with_pages([published(PRACTICE, deployment=LOCAL)]) == ()

    def test_the_newest_version_settles_it(self) -> None:
        (shown,) = catalogued([version("1.0.0"), version("1.10.0"), version("1.2.0")])
        assert [one.module.version for one in shown.versions] == ["1.10.0", "1.2.0", "1.0.0"]
        assert catalogued([version("1.0.0"), version("2.0.0", deployment=LOCAL)]) == ()

    def test_the_json_says_what_a_module_is_and_is_not(self) -> None:
        made = module_json(PUBLISHED)
        assert made["studyLoad"] == {"value": 240, "unit": "SBU", "isIndicative": True}
        assert made["level"] == {
            "mbo": 2,
            "nlqf": "2",
            "nlqfAddress": "http://data.europa.eu/snb/qdr/c_c749fa23",
            "eqf": 2,
            "eqfAddress": "http://data.europa.eu/snb/eqf/2",
            "isIndicative": True,
        }
        assert made["inDiplomaRegister"] is False
        assert made["isNot"] == ["diploma", "mbo-certificaat", "mbo certificate"]
        assert made["endorsedBy"] == [{"name": "Bistro De Proef", "role": "werkgever", "on": "2026-03-20"}]

    def test_nobody_is_in_it(self) -> None:
        """Of the self-assessment the outcome is public, and not who did it."""
        assessment = dataclasses.replace(SELF_ASSESSMENT, by="u-042 Jansen")
        one = PublishedModule(
            description=described(self_assessment=assessment), published_on=PUBLISHED.published_on
        )
        whole = catalogue_json(catalogued([one]), ISSUER, AT)
        written = json.dumps(whole) + page_text(one)
        assert "Jansen" not in written
        assert "u-042" not in written
        assert not {"learner", "recipient", "email", "studentNumber", "by"} & set(members(whole))

    def test_schema_org(self) -> None:
        made = schema_org(PUBLISHED, ISSUER, "en")
        assert made["@type"] == "EducationalOccupationalCredential"
        assert made["@id"] == MODULE.version_id
        assert made["credentialCategory"] == "Microcredential (mbo)"
        assert made["recognizedBy"] == {
            "@type": "EducationalOrganization",
            "@id": ISSUER.id,
            "name": "ROC Test",
            "url": ISSUER.url,
        }


class TestPage:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("key", INSTRUMENTS)
    def test_every_instrument_says_what_it_is_not(self, key: str, language: str) -> None:
        one = published(dataclasses.replace(MODULE, instrument=key))
        made = page(one, language)
        assert INSTRUMENTS[key].legal_sentence(language) in made.words
        assert made.tags[0] == ("html", {"lang": language})

    def test_size_and_level_are_indications(self) -> None:
        assert "240 SBU (indicatie studielast)" in page().words
        assert "mbo-niveau 2 · NLQF 2 · EQF 2 (indicatief)" in page().words
        official = dataclasses.replace(MODULE, level=dataclasses.replace(MODULE.level, officially_set=True))
        assert "(indicatief)" not in page(published(official)).words
        assert "240 hours of study (SBU) (indicative study load)" in page(language="en").words

    def test_every_address_in_a_credential_leads_to_a_place_on_it(self) -> None:
        """What alignments, criteria and results point at within the module is there (with its fragment)."""
        for language in LANGUAGES:
            made = page(language=language)
            achievement = build_achievement(MODULE, language)
            own = str(achievement["id"])
            wanted = {
                address.removeprefix(f"{own}#")
                for address in addresses(achievement)
                if address.startswith(f"{own}#")
            }
            assert {"LO1", "LO2", "stackability", "labour-market-value", "entry-requirement"} <= wanted
            assert wanted <= made.values("id")

    def test_no_script_and_nothing_from_elsewhere(self) -> None:
        text = page_text()
        made = Page(text)
        assert not {"script", "img", "iframe", "object", "form"} & {tag for tag, _ in made.tags}
        assert {attributes.get("rel") for tag, attributes in made.tags if tag == "link"} == {
            "canonical",
            "alternate",
        }
        assert "url(" not in text
        assert "@import" not in text
        (policy,) = [a["content"] for _, a in made.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")

    def test_one_heading_at_the_top_and_none_is_skipped(self) -> None:
        for made in (page(), list_page()):
            levels = made.headings
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in made.tags}
            assert ("a", {"href": "#main", "class": "skip"}) in made.tags

    def test_what_the_school_writes_is_never_markup(self) -> None:
        evil = {"nl": "<script>alert(1)</script>", "en": "\"><img src=x onerror='x'>"}
        module = dataclasses.replace(
            MODULE,
            title=evil,
            description=evil,
            criteria=evil,
            more_information="javascript:alert(1)",
            part_of=(("<b>", "javascript:alert(1)"),),
        )
        for language in LANGUAGES:
            made = page(published(module), language)
            assert not {"script", "img", "b"} & {tag for tag, _ in made.tags}
            assert not [one for one in made.values("href") if one.startswith("javascript")]

    def test_markup_for_machines(self) -> None:
        made = page()
        (article,) = [attributes for tag, attributes in made.tags if tag == "article"]
        assert article["itemtype"] == "https://schema.org/EducationalOccupationalCredential"
        assert article["itemid"] == MODULE.version_id
        assert {
            "name",
            "description",
            "credentialCategory",
            "competencyRequired",
            "educationalLevel",
        } <= made.values("itemprop")

    def test_an_older_version_points_at_the_newest(self) -> None:
        old = version("1.0.0")
        assert "Naar versie 2.0.0" in page(old, "nl", version("2.0.0")).words
        assert "nieuwere versie" not in page(version("2.0.0"), "nl", old).words

    def test_who_stands_behind_it(self) -> None:
        assert "Bistro De Proef – werkgever, sinds 20 maart 2026" in page().words
        unanswered = PublishedModule(
            description=described(self_assessment=SelfAssessment()), published_on=PUBLISHED.published_on
        )
        assert words_of("nl").say("quality_self") in page().words
        assert words_of("nl").say("quality_self") not in page(unanswered).words

    def test_dutch_on_an_english_page_says_so(self) -> None:
        """LO2 has no English text."""
        made = page(language="en")
        assert ("span", {"lang": "nl"}) in [(tag, attributes) for tag, attributes in made.tags]


def addresses(value: object) -> Iterator[str]:
    """Yield every text in a document that is an address."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif isinstance(value, str) and value.startswith("https://"):
        yield value


class TestFeeds:
    def test_atom(self) -> None:
        shown = catalogued([PUBLISHED])
        root = ElementTree.fromstring(atom(shown, ISSUER, "nl", address=f"{SCHOOL}/a.xml", page=SCHOOL))  # noqa: S314 - our own output
        space = {"a": "http://www.w3.org/2005/Atom"}
        (entry,) = root.findall("a:entry", space)
        assert entry.findtext("a:id", None, space) == MODULE.version_id
        assert entry.findtext("a:updated", None, space) == "2026-03-12T12:00:00Z"
        assert root.findtext("a:updated", None, space) == "2026-03-12T12:00:00Z"

    def test_rss(self) -> None:
        shown = catalogued([version("1.0.0"), dataclasses.replace(version("2.0.0"), published_on=AT.date())])
        root = ElementTree.fromstring(rss(shown, ISSUER, "en", address=f"{SCHOOL}/r.xml", page=SCHOOL))  # noqa: S314 - our own output
        items = root.findall("channel/item")
        assert [one.findtext("title") for one in items] == [
            "Table service with kitchen basics (2.0.0)",
            "Table service with kitchen basics (1.0.0)",
        ]
        assert items[1].findtext("pubDate") == "Thu, 12 Mar 2026 12:00:00 GMT"

    def test_an_empty_catalogue_has_feeds_as_well(self) -> None:
        for feed in (atom, rss):
            assert ElementTree.fromstring(feed((), ISSUER, "nl", address="x", page="y")) is not None  # noqa: S314 - our own output


class TestWords:
    def test_both_languages_have_the_same_words_with_the_same_blanks(self) -> None:
        nl, en = words_of("nl").texts, words_of("en").texts
        assert nl.keys() == en.keys()
        for key, text in nl.items():
            assert text.count("{") == en[key].count("{"), key

    @pytest.mark.parametrize(
        ("address", "name"),
        [
            (f"{SCHOOL}/modules/balie/1.0.0", "modules/balie/1.0.0/index.html"),
            (f"{SCHOOL}/modules/balie/1.0.0/en", "modules/balie/1.0.0/en/index.html"),
            (f"{SCHOOL}/modules/../did.json", None),
            (f"{SCHOOL}/status/x", None),
            (f"{SCHOOL}/modules", None),
            (f"{SCHOOL}/modules/a b", None),
            (f"{SCHOOL}/modules/.hidden", None),
            ("https://elders.example/modules/balie", None),
            ("urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0001", None),
        ],
    )
    def test_where_a_page_is_written(self, address: str, name: str | None) -> None:
        assert page_file(address, SCHOOL) == name


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with working_desk(tmp_path / "home") as made:
        yield made


def publish(desk: Desk, out: Path) -> JsonObject:
    desk.office.publish_catalogue(desk.institution.id, PublicDirectory(out))
    whole: JsonObject = json.loads((out / "catalogus" / "catalogus.json").read_bytes())
    return whole


class TestWriting:
    def test_pages_stand_where_credentials_point(self, desk: Desk, tmp_path: Path) -> None:
        publish(desk, tmp_path / "out")
        for module in (MODULE, BARE_MODULE):
            achievement = build_achievement(module, "nl")
            name = str(achievement["id"]).removeprefix(f"{SCHOOL}/")
            assert (tmp_path / "out" / name / "index.html").is_file()
            assert (tmp_path / "out" / name / "module.json").is_file()
        assert (tmp_path / "out" / "modules" / "bediening" / "1.0.0" / "en" / "index.html").is_file()
        assert not (tmp_path / "out" / "modules" / "kaal" / "1.0.0" / "en").exists()

    def test_a_second_time_writes_nothing(self, desk: Desk, tmp_path: Path) -> None:
        directory = PublicDirectory(tmp_path / "out")
        first = desk.office.publish_catalogue(desk.institution.id, directory)
        desk.clock.forward(hours=3)
        again = desk.office.publish_catalogue(desk.institution.id, directory)
        assert first.changed == first.files
        assert (again.changed, again.files) == (0, first.files)

    def test_what_becomes_local_is_taken_off(self, desk: Desk, tmp_path: Path) -> None:
        out = tmp_path / "out"
        publish(desk, out)
        local = dataclasses.replace(
            described(dataclasses.replace(MODULE, version="1.1.0")), deployment=Deployment(reach="lokaal")
        )
        desk.office.publish_module(desk.institution.id, local, by="u-001")
        after = publish(desk, out)
        assert "bediening" not in json.dumps(after)
        assert [one for one in out.rglob("*") if one.is_file() and "bediening" in str(one)] == []
        assert "Bediening" not in "".join(one.read_text("utf-8") for one in out.rglob("*") if one.is_file())

    def test_the_open_education_api_as_files(self, desk: Desk, tmp_path: Path) -> None:
        publish(desk, tmp_path / "out")
        folder = tmp_path / "out" / "catalogus" / "ooapi"
        for name in (
            "v5/courses",
            "v5/programs",
            "v5/education-specifications",
            "v6/courses",
            "v6/programmes",
        ):
            whole = json.loads((folder / f"{name}.json").read_bytes())
            assert whole["pageNumber"] == 1
            assert whole["hasNextPage"] is False
            assert len(whole["items"]) == 4
        assert len(json.loads((folder / "v6/organisations.json").read_bytes())["items"]) == 1

    def test_what_lies_elsewhere_is_told(self, desk: Desk, tmp_path: Path) -> None:
        # By way of the store: whoever publishes with this product gets an address of the school.
        module: Module = dataclasses.replace(BARE_MODULE, id="https://elders.example/modules/x")
        digest = content_sha256(module_to_text(module))
        with desk.office.uow.begin(desk.institution.id) as ledger:
            ledger.modules.add(
                ModuleVersion(id=UUID(int=9), module=module, content_sha256=digest, published_at=AT)
            )
        done = desk.office.publish_catalogue(desk.institution.id, PublicDirectory(tmp_path / "out"))
        assert done.elsewhere == ("https://elders.example/modules/x",)
