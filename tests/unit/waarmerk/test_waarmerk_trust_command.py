"""``waarmerk trust``: keep a list of recognised schools, sign it, and publish it."""

import html.parser
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from credentials.signed_trust_list import open_signed_trust_list
from credentials.trust_list import write_trust_list
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, controlled_identifier_document
from tests.trust_for_tests import (
    CARD_KEY,
    LIST_URL,
    NOW,
    OTHER_SCHOOL,
    RECOGNIZED_FROM,
    SCHOOL,
    edition,
    key_of,
    school,
    signed_edition,
)
from waarmerk.trusting.command import trust
from waarmerk.trusting.site import known_did_registry

PASSPHRASE = "kruidkoek-treinrails-ochtendmist"
NEXT_YEAR = datetime.now(UTC).year + 1


class Desk:
    """A folder with a list, and a command line to keep it with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / "list"
        self.web = folder / "web"

    def run(self, command: str, *arguments: object, lang: str = "en") -> Result:
        words = [command, str(self.list), *(str(one) for one in arguments), "--lang", lang]
        return CliRunner().invoke(
            trust, words, env={"WAARMERK_PASSPHRASE_FILE": str(self.folder / "passphrase")}
        )

    def do(self, command: str, *arguments: object) -> str:
        result = self.run(command, *arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def refused(self, command: str, *arguments: object) -> str:
        result = self.run(command, *arguments)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        return result.stderr

    def statement(self, **changes: Any) -> Path:  # noqa: ANN401 - whatever a school has
        """Write what a school's ``waarmerk trust-list`` writes, and return where."""
        path = self.folder / "school.json"
        path.write_bytes(write_trust_list(edition(1, replace(school(), **changes))))
        return path

    def did_document(self, **members: object) -> Path:
        path = self.folder / "did.json"
        document = controlled_identifier_document(SCHOOL, ISSUER_ED25519, ISSUER_P256) | members
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def entry(self, name: str = "99ZZ") -> dict[str, Any]:
        found = json.loads((self.list / "schools" / f"{name}.json").read_bytes())
        assert isinstance(found, dict)
        return found

    def published(self) -> dict[str, Any]:
        found = json.loads((self.web / "trust-list.json").read_bytes())
        assert isinstance(found, dict)
        return found


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("publisher")
    (folder / "passphrase").touch(mode=0o600)
    (folder / "passphrase").write_text(PASSPHRASE, encoding="ascii")
    desk = Desk(folder)
    output = desk.do("init", "--name", "Erkende scholen", "--publisher", "Testraad", "--url", LIST_URL)
    assert "did:key:z6Mk" in output
    return desk


@pytest.fixture
def desk(prepared: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(prepared.folder, tmp_path / "publisher")
    return Desk(tmp_path / "publisher")


@pytest.fixture(scope="module")
def prepared_and_signed(prepared: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("signed") / "publisher"
    shutil.copytree(prepared.folder, folder)
    desk = Desk(folder)
    desk.do("add", desk.statement())
    desk.do("sign")
    return desk


@pytest.fixture
def signed(prepared_and_signed: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(prepared_and_signed.folder, tmp_path / "publisher")
    return Desk(tmp_path / "publisher")


class TestInit:
    def test_is_done_once(self, desk: Desk) -> None:
        before = sorted(desk.list.rglob("*"))
        refused = desk.refused("init", "--name", "x", "--publisher", "y", "--url", LIST_URL)
        assert "already" in refused
        assert sorted(desk.list.rglob("*")) == before

    @pytest.mark.parametrize(
        "url",
        ["http://erkend.example/list.json", "https://erkend.example", "https://a.example/l.json?x", "list"],
    )
    def test_needs_an_https_address_with_a_file_name(self, desk: Desk, tmp_path: Path, url: str) -> None:
        other = Desk(desk.folder)
        other.list = tmp_path / "other"
        assert url in other.refused("init", "--name", "x", "--publisher", "y", "--url", url)
        assert not other.list.exists()


class TestAdd:
    def test_takes_what_a_school_says_of_itself(self, desk: Desk) -> None:
        assert "ROC Voorbeeld" in desk.do("add", desk.statement())
        assert desk.entry()["brin"] == "99ZZ"
        assert [key["id"] for key in desk.entry()["verificationMethod"]] == [
            ISSUER_ED25519.method_of(SCHOOL),
            ISSUER_P256.method_of(SCHOOL),
        ]
        assert [key["id"] for key in desk.entry()["cardVerificationMethod"]] == [CARD_KEY.method_of(SCHOOL)]

    def test_takes_the_keys_of_a_did_document(self, desk: Desk) -> None:
        desk.do("add", desk.did_document(), "--name", "ROC", "--brin", "99ZZ", "--from", "2020-08-01")
        assert len(desk.entry()["verificationMethod"]) == 2
        assert desk.entry()["recognizedTo"][0]["validFrom"] == "2020-07-31T22:00:00Z"
        assert "cardVerificationMethod" not in desk.entry()

    def test_takes_no_key_that_is_listed_for_nothing(self, desk: Desk) -> None:
        """As a school's keys for cards are in its did.json."""
        document = desk.did_document(assertionMethod=[ISSUER_P256.method_of(SCHOOL)])
        desk.do("add", document, "--name", "ROC", "--brin", "99ZZ", "--from", "2020-08-01")
        assert [key["id"] for key in desk.entry()["verificationMethod"]] == [ISSUER_P256.method_of(SCHOOL)]

    def test_takes_what_is_typed(self, desk: Desk) -> None:
        output = desk.do(
            "add", "--did", SCHOOL, "--name", "ROC", "--legal-name", "Stichting ROC", "--brin", "99ZZ",
            "--kvk", "12345678", "--url", "https://roc.example", "--location", "Utrecht",
            "--from", "2020-08-01T00:00:00Z", "--until", "2026-07-31", "--instrument", "mbo_verklaring",
            "--achievement-type", "Certificate",
        )  # fmt: skip
        assert "no key of this school yet" in output
        entry = desk.entry()
        assert (entry["legalName"], entry["kvk"], entry["location"]) == (
            "Stichting ROC",
            "12345678",
            "Utrecht",
        )
        assert entry["recognizedTo"] == [
            {
                "type": "RecognizedAction",
                "action": "issue",
                "validFrom": "2020-08-01T00:00:00Z",
                "validUntil": "2026-07-31T21:59:59Z",
                "instrument": ["mbo_verklaring"],
                "achievementType": ["Certificate"],
            }
        ]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--did", SCHOOL, "--from", "2020-08-01"), "--name"),
            (("--did", SCHOOL, "--name", "x"), "--from"),
            (("--name", "x", "--from", "2020-08-01"), "--did"),
            (("--did", SCHOOL, "--name", "x", "--from", "gisteren"), "gisteren"),
            (("--did", SCHOOL, "--name", "x", "--from", "2020-08-01T00:00:00"), "2020-08-01T00:00:00"),
            (("--did", SCHOOL, "--name", "x", "--from", "2020-08-02", "--until", "2020-08-01"), "before"),
            (("--did", SCHOOL, "--name", "x", "--from", "2020-08-01", "--brin", "99zz"), "/brin"),
            (("--did", SCHOOL, "--name", "x", "--from", "2020-08-01", "--kvk", "1234"), "/kvk"),
            (("--did", SCHOOL, "--name", "x", "--from", "2020-08-01", "--instrument", "diploma"), "diploma"),
            (("--did", SCHOOL, "--update", "--until", "2026-07-31"), "--update"),
            (("nowhere.json",), "nowhere.json"),
        ],
    )
    def test_refuses_what_is_wrong(self, desk: Desk, arguments: tuple[str, ...], said: str) -> None:
        assert said in desk.refused("add", *arguments)
        assert list((desk.list / "schools").iterdir()) == []

    @pytest.mark.parametrize("content", [b"", b"{}", b"[]", signed_edition(edition(1, school(), school(1)))])
    def test_refuses_a_file_of_no_one_school(self, desk: Desk, content: bytes) -> None:
        path = desk.folder / "school.json"
        path.write_bytes(content)
        assert "school.json" in desk.refused("add", path, "--name", "x", "--from", "2020-08-01")

    def test_refuses_a_file_of_another_school(self, desk: Desk) -> None:
        assert SCHOOL in desk.refused("add", desk.statement(), "--did", OTHER_SCHOOL)

    def test_refuses_a_school_that_is_there(self, signed: Desk) -> None:
        before = signed.entry()
        assert "--update" in signed.refused("add", signed.statement(name="Another"))
        assert signed.entry() == before

    def test_refuses_a_brin_that_is_there(self, signed: Desk) -> None:
        refused = signed.refused(
            "add", "--did", OTHER_SCHOOL, "--name", "x", "--brin", "99ZZ", "--from", "2026-01-01"
        )
        assert "ROC Voorbeeld" in refused
        assert "--until" in refused

    def test_refuses_a_key_of_another_school(self, signed: Desk) -> None:
        document = controlled_identifier_document(OTHER_SCHOOL, ISSUER_ED25519)
        path = signed.folder / "other.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        assert "same key" in signed.refused("add", path, "--name", "x", "--from", "2026-01-01")

    def test_puts_a_school_under_a_new_domain_name(self, signed: Desk) -> None:
        signed.do("add", "--did", SCHOOL, "--update", "--until", "2026-10-31")
        signed.do(
            "add", "--did", OTHER_SCHOOL, "--name", "ROC Elders", "--brin", "99ZZ", "--from", "2026-11-01"
        )
        assert signed.entry("99ZZ-2")["name"] == "ROC Elders"
        signed.do("sign")


class TestUpdate:
    def test_adds_keys_and_ends_others_and_takes_none_away(self, signed: Desk) -> None:
        rotated = (key_of(ISSUER_ED25519, until=NOW), key_of(SECOND_ED25519, valid_from=NOW))
        signed.do("add", signed.statement(keys=rotated, card_keys=()), "--update")
        keys = {key["id"]: key for key in signed.entry()["verificationMethod"]}
        assert keys.keys() == {one.method_of(SCHOOL) for one in (ISSUER_ED25519, ISSUER_P256, SECOND_ED25519)}
        assert keys[ISSUER_ED25519.method_of(SCHOOL)]["validUntil"] == "2026-11-21T12:00:00Z"
        assert len(signed.entry()["cardVerificationMethod"]) == 1

    def test_a_key_that_was_revoked_stays_revoked(self, signed: Desk) -> None:
        signed.do("add", signed.statement(keys=(key_of(ISSUER_ED25519, revoked=NOW),)), "--update")
        signed.do("add", signed.statement(), "--update")
        assert signed.entry()["verificationMethod"][0]["revoked"] == "2026-11-21T12:00:00Z"

    def test_a_did_document_revokes_what_is_known_for_what_it_is(self, signed: Desk) -> None:
        """A key that is listed for nothing is a key for cards, unless it is known as another."""
        document = json.loads(signed.did_document().read_bytes())
        cards = {**document["verificationMethod"][0], "id": CARD_KEY.method_of(SCHOOL)}
        cards |= {"publicKeyMultibase": CARD_KEY.multikey, "revoked": "2026-11-20T12:00:00Z"}
        stranger = {
            **cards,
            "id": SECOND_ED25519.method_of(SCHOOL),
            "publicKeyMultibase": SECOND_ED25519.multikey,
        }
        methods = [{**document["verificationMethod"][0], "revoked": "2026-11-20T12:00:00Z"}, cards, stranger]
        path = signed.did_document(verificationMethod=methods, assertionMethod=[])
        signed.do("add", path, "--update")
        assert [key.get("revoked") for key in signed.entry()["verificationMethod"]] == [
            "2026-11-20T12:00:00Z",
            None,
        ]
        assert [key.get("revoked") for key in signed.entry()["cardVerificationMethod"]] == [
            "2026-11-20T12:00:00Z"
        ]

    def test_what_somebody_wrote_beside_it_stays(self, signed: Desk) -> None:
        path = signed.list / "schools" / "99ZZ.json"
        path.write_text(
            json.dumps(signed.entry() | {"note": "Gebeld op 3 november", "x": [1]}), encoding="utf-8"
        )
        signed.do("add", "--did", SCHOOL, "--update", "--name", "ROC Nieuw", "--location", "Zwolle")
        entry = signed.entry()
        assert (entry["note"], entry["x"], entry["location"]) == ("Gebeld op 3 november", [1], "Zwolle")
        signed.do("sign")
        signed.do("publish", "--out", signed.web)
        (published,) = signed.published()["credentialSubject"]
        assert published["name"] == "ROC Nieuw"
        assert not {"note", "x", "location"} & published.keys()

    def test_limits_what_a_school_may_issue_from_a_day_on(self, signed: Desk) -> None:
        signed.do(
            "add", "--did", SCHOOL, "--update", "--instrument", "microcredential", "--from", "2026-11-01"
        )
        everything, limit = signed.entry()["recognizedTo"]
        assert everything["validUntil"] == "2026-10-31T22:59:59Z"
        assert limit["instrument"] == ["microcredential"]
        signed.do("sign")

    def test_ends_a_school(self, signed: Desk) -> None:
        signed.do("add", "--did", SCHOOL, "--update", "--until", "2026-07-31")
        assert "recognised until 31 July 2026" in signed.do("diff")
        signed.do("sign")
        assert "Nothing changed" in signed.do("diff")


class TestSign:
    def test_needs_a_school(self, desk: Desk) -> None:
        assert "no school" in desk.refused("sign")

    def test_raises_the_number_and_sets_the_period(self, signed: Desk) -> None:
        assert "Edition 2 is signed" in signed.do("sign")
        signed.do("publish", "--out", signed.web)
        root = (signed.web / "root.txt").read_text(encoding="ascii").strip()
        data = (signed.web / "trust-list.json").read_bytes()
        found = open_signed_trust_list(data, [root], at=datetime.now(UTC))
        assert found.sequence == 2
        assert found.valid_until == found.published_at + timedelta(days=30)

    @pytest.mark.parametrize("days", [0, 31, "30", 1.5])
    def test_lasts_thirty_days_at_most(self, desk: Desk, days: object) -> None:
        settings = json.loads((desk.list / "list.json").read_bytes())
        (desk.list / "list.json").write_text(json.dumps(settings | {"days": days}), encoding="utf-8")
        assert "days" in desk.refused("sign")

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda entry: entry["verificationMethod"].pop(), "no longer has this key"),
            (lambda entry: entry.pop("brin"), "no longer has BRIN"),
            (lambda entry: entry.update({"id": OTHER_SCHOOL}), "not on it any more"),
            (lambda entry: entry.pop("statusListCredential"), "status list"),
        ],
    )
    def test_takes_nothing_back(self, signed: Desk, change: Any, said: str) -> None:  # noqa: ANN401
        entry = signed.entry()
        change(entry)
        if entry["id"] == OTHER_SCHOOL:
            entry |= {"verificationMethod": [], "cardVerificationMethod": []}
        (signed.list / "schools" / "99ZZ.json").write_text(json.dumps(entry), encoding="utf-8")
        refused = signed.refused("sign")
        assert "Nothing was signed" in refused
        assert said in refused
        assert said in signed.run("diff").stderr
        assert len(list((signed.list / "editions").iterdir())) == 1

    def test_a_school_whose_file_is_gone_is_not_gone(self, signed: Desk) -> None:
        signed.do("add", "--did", OTHER_SCHOOL, "--name", "x", "--from", "2026-01-01")
        (signed.list / "schools" / "99ZZ.json").unlink()
        assert "ROC Voorbeeld is not on it any more" in signed.refused("sign")

    @pytest.mark.parametrize("content", ["", "{", '{"id": 5}', '{"id": "did:web:x.example", "id": "y"}'])
    def test_a_file_that_is_wrong_is_named(self, signed: Desk, content: str) -> None:
        (signed.list / "schools" / "new.json").write_text(content, encoding="utf-8")
        assert "new.json" in signed.refused("sign")

    def test_an_edition_that_was_changed_is_noticed(self, signed: Desk) -> None:
        (kept,) = (signed.list / "editions").iterdir()
        kept.write_bytes(kept.read_bytes().replace(b"ROC", b"RAC"))
        assert kept.name in signed.refused("sign")

    def test_two_editions_of_one_number_are_noticed(self, signed: Desk) -> None:
        (kept,) = (signed.list / "editions").iterdir()
        number = kept.name.partition("-")[0]
        (kept.parent / f"{number}-{'0' * 64}.json").write_bytes(b"{}")
        assert "two editions" in signed.refused("sign")

    def test_what_has_no_meaning_is_not_signed(self, signed: Desk) -> None:
        signed.do("add", "--did", SCHOOL, "--update", "--url", "no address")
        assert "/credentialSubject/0/url" in signed.refused("sign")

    def test_a_wrong_passphrase_signs_nothing(self, signed: Desk) -> None:
        (signed.folder / "passphrase").write_text("een-heel-andere-zin-dan-eerst", encoding="ascii")
        assert signed.refused("sign")
        assert len(list((signed.list / "editions").iterdir())) == 1


class TestPublish:
    def files(self, desk: Desk) -> dict[str, int]:
        paths = (path for path in desk.web.rglob("*") if path.is_file())
        return {path.relative_to(desk.web).as_posix(): path.stat().st_mtime_ns for path in paths}

    def test_needs_an_edition(self, desk: Desk) -> None:
        assert "Nothing was signed yet" in desk.refused("publish", "--out", desk.web)

    def test_writes_the_list_its_editions_and_what_they_point_at(self, signed: Desk) -> None:
        signed.do(
            "add", "--did", SCHOOL, "--update", "--instrument", "microcredential", "--from", "2026-11-01"
        )
        signed.do("sign")
        signed.do("publish", "--out", signed.web)
        names = self.files(signed).keys()
        assert {"trust-list.json", "registry.json", "root.txt", "index.html", "en/index.html"} < names
        listed = json.loads((signed.web / "editions" / "index.json").read_bytes())["editions"]
        assert [f"editions/{name}" for name in listed] == sorted(
            n for n in names if n.startswith("editions/0")
        )
        action = signed.published()["credentialSubject"][0]["recognizedTo"][1]
        schema = action["outputValidation"]["id"].removeprefix("https://erkend.example/")
        assert schema in names

    def test_twice_changes_nothing(self, signed: Desk) -> None:
        signed.do("publish", "--out", signed.web)
        before = self.files(signed)
        assert "0 files are new" in signed.do("publish", "--out", signed.web)
        assert self.files(signed) == before

    def test_old_editions_are_never_written_again(self, signed: Desk) -> None:
        signed.do("publish", "--out", signed.web)
        (first,) = (signed.web / "editions").glob("0*.json")
        written = first.stat().st_mtime_ns
        signed.do("sign")
        signed.do("publish", "--out", signed.web)
        assert first.stat().st_mtime_ns == written
        assert len(list((signed.web / "editions").glob("0*.json"))) == 2

    def test_an_older_folder_does_not_take_the_place_of_a_newer(self, signed: Desk, tmp_path: Path) -> None:
        shutil.copytree(signed.folder, tmp_path / "copy")
        signed.do("sign")
        signed.do("publish", "--out", signed.web)
        old = Desk(tmp_path / "copy")
        assert "Edition 2" in old.refused("publish", "--out", signed.web)

    def test_a_file_that_is_no_list_is_left_alone(self, signed: Desk) -> None:
        signed.web.mkdir()
        (signed.web / "trust-list.json").write_text("my shopping", encoding="utf-8")
        signed.refused("publish", "--out", signed.web)
        assert (signed.web / "trust-list.json").read_text(encoding="utf-8") == "my shopping"

    def test_says_what_is_not_signed_yet(self, signed: Desk) -> None:
        signed.do("add", "--did", SCHOOL, "--update", "--name", "ROC Nieuw")
        assert "not signed yet" in signed.run("publish", "--out", signed.web).stderr

    def test_the_registry_has_the_schools_of_today(self) -> None:
        closed = replace(school(1), recognized_until=NOW - timedelta(days=1))
        listed = edition(1, school(), closed, replace(school(2), recognized_from=NOW + timedelta(days=1)))
        assert known_did_registry(listed, {SCHOOL: "Utrecht"}, at=NOW) == {
            "meta": {"created": "2026-11-01T09:00:00Z", "updated": "2026-11-01T09:00:00Z"},
            "registry": {
                SCHOOL: {
                    "name": "ROC Voorbeeld",
                    "location": "Utrecht",
                    "url": "https://roc-voorbeeld.example",
                }
            },
        }


class Page(html.parser.HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)


class TestPage:
    def pages(self, desk: Desk, **changes: Any) -> dict[str, Page]:  # noqa: ANN401 - whatever a school has
        desk.do("add", desk.statement(**changes))
        desk.do("sign")
        desk.do("publish", "--out", desk.web)
        files = {"nl": "index.html", "en": "en/index.html"}
        return {language: Page((desk.web / name).read_text("utf-8")) for language, name in files.items()}

    def test_is_in_two_languages_and_leads_from_one_to_the_other(self, desk: Desk) -> None:
        for language, page in self.pages(desk).items():
            assert [one["lang"] for one in page.all("html")] == [language]
            other = "en" if language == "nl" else "nl"
            assert other in [one.get("hreflang") for one in page.all("a")]
            assert "ROC Voorbeeld" in page.text
            assert "99ZZ" in page.text
            assert "did:key:z6Mk" in page.text
            assert [one["scope"] for one in page.all("th")][:4] == ["col"] * 4
            assert not list(page.all("script"))

    def test_shows_names_as_text(self, desk: Desk) -> None:
        pages = self.pages(desk, name='ROC <script>alert("x")</script>\u202e', url="javascript:alert(1)")
        for page in pages.values():
            assert not list(page.all("script"))
            assert 'ROC <script>alert("x")</script>' in page.text
            assert "\u202e" not in page.text
            assert not [one for one in page.all("a") if str(one["href"]).startswith("javascript")]

    def test_shows_who_was_recognised_once_apart(self, desk: Desk) -> None:
        page = self.pages(desk, recognized_from=RECOGNIZED_FROM, recognized_until=NOW - timedelta(days=90))[
            "en"
        ]
        assert "Recognised (0)" in page.text
        assert "No longer or not yet recognised (1)" in page.text
