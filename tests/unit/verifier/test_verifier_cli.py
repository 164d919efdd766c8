"""``waarmerk verify``: what it prints, and how it ends."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from credentials.trust_list import write_trust_list
from tests.cards_for_tests import CARD, IN_FORCE, TRUSTED, card_address
from tests.findings_for_tests import png_image, with_result, zip_file
from tests.keys_for_tests import STRANGER_ED25519
from tests.verification_for_tests import (
    AWARDED,
    INDEX,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    signed,
    status_entry,
    status_list,
)
from verifier import CheckId, Code, Needed, ResourceKind
from verifier.cache import ResourceCache, default_folder
from verifier.cli import verify
from verifier.texts import texts

AT = ("--at", "2026-11-21T12:00:00Z")
GOOD = as_bytes(signed(badge(credentialStatus=status_entry())))
EXPIRED = as_bytes(signed(badge(validUntil="2026-11-20T22:59:59Z")))
UNKNOWN = as_bytes(
    signed(badge_with("/issuer/id", STRANGER_ED25519.did_key), STRANGER_ED25519, controller="did:key")
)
NOT_ALLOWED = as_bytes(signed(with_result("Geweldig", allowedValue=["Behaald"])))
TAMPERED = as_bytes(signed(badge()) | {"name": "Bankdirecteur"})

app = typer.Typer()
app.command()(verify)


class Folder:
    """A folder with files, and a command line in it."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        monkeypatch.chdir(path)
        monkeypatch.setenv("XDG_CACHE_HOME", str(path / ".cache"))
        monkeypatch.setenv("COLUMNS", "200")
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        (path / "trust.json").write_bytes(write_trust_list(TRUST_LIST))
        self.write("lists/x.json", status_list())

    def write(self, name: str, content: bytes) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def verify(self, *arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["--offline", *AT, *arguments], input=stdin)

    def with_lists(self, *arguments: str, stdin: bytes | None = None) -> Result:
        return self.verify(
            "--unsigned-trust", "trust.json", "--status-list", "lists", *arguments, stdin=stdin
        )

    def as_json(self, *arguments: str) -> list[dict[str, Any]]:
        result = self.with_lists("--json", *arguments)
        return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(tmp_path, monkeypatch)


class TestManyFiles:
    """More files than one looks at, and more than one process."""

    @pytest.fixture
    def many(self, folder: Folder) -> Folder:
        for number in range(230):
            folder.write(f"in/{number:03}.json", GOOD)
        folder.write("in/100.json", EXPIRED)
        folder.write("in/150.json", b"a note")
        return folder

    def test_more_processes_say_the_same_in_the_same_order(self, many: Folder) -> None:
        for options in (["--json"], ["--lang", "en"]):
            one, two = (many.with_lists("in", *options, "--processes", number) for number in ("1", "2"))
            assert one.stdout == two.stdout
            assert (one.exit_code, two.exit_code) == (1, 1)
        names = [line["file"] for line in many.as_json("in", "--processes", "2")]
        assert names == [f"in/{number:03}.json" for number in range(230) if number != 150]

    def test_only_those_are_listed_that_are_not_in_order(self, many: Folder) -> None:
        result = many.with_lists("in", "--processes", "2", "--lang", "en")
        assert "100.json" in result.stdout
        assert "101.json" not in result.stdout
        assert "228 more files are not in this list" in result.stdout
        assert "228 in order, 1 not in order, 0 not certain" in result.stdout

    def test_a_file_that_cannot_be_read_is_named_by_any_process(self, many: Folder) -> None:
        names = [f"in/{number:03}.json" for number in range(70)]
        result = many.with_lists(*names, "in/nowhere.json", "--processes", "2")
        assert result.exit_code == 2
        assert "in/nowhere.json" in result.stderr

    def test_large_numbers_are_written_as_the_language_does(self) -> None:
        assert (texts("nl").count(12_345), texts("en").count(12_345)) == ("12.345", "12,345")


class TestExitStatus:
    @pytest.mark.parametrize(
        ("files", "expected"),
        [
            ([GOOD], 0),
            ([EXPIRED], 1),
            ([UNKNOWN], 3),
            ([GOOD, GOOD], 0),
            ([GOOD, UNKNOWN], 3),
            ([UNKNOWN, EXPIRED, GOOD], 1),
            ([b"a note"], 1),
            ([png_image()], 1),
            ([zip_file()], 3),
            ([NOT_ALLOWED], 0),
        ],
    )
    def test_tells_the_worst(self, folder: Folder, files: list[bytes], expected: int) -> None:
        names = [f"{number}.dat" for number in range(len(files))]
        for name, content in zip(names, files, strict=True):
            folder.write(name, content)
        assert folder.with_lists(*names).exit_code == expected
        assert folder.with_lists("--json", *names).exit_code == expected

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["nowhere.json"],
            ["a.json", "--policy", "lax"],
            ["a.json", "--lang", "de"],
            ["a.json", "--at", "gisteren"],
            ["a.json", "--at", "2026-11-31"],
            ["a.json", "--unsigned-trust", "nowhere.json"],
            ["a.json", "--unsigned-trust", "a.json"],
            ["a.json", "--status-list", "nowhere"],
            ["a.json", "--status-list", "a.json"],
            ["n" * 300],
            ["a.json", "--unknown"],
        ],
    )
    def test_of_wrong_use_is_2_and_nothing_is_answered(self, folder: Folder, arguments: list[str]) -> None:
        folder.write("a.json", GOOD)
        result = folder.verify(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr != ""

    def test_without_a_status_list_is_3(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        assert folder.verify("--unsigned-trust", "trust.json", "a.json").exit_code == 3

    def test_without_anything_is_3(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        assert folder.verify("a.json").exit_code == 3

    def test_of_integrity_needs_no_status_list(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        assert (
            folder.verify("--unsigned-trust", "trust.json", "--policy", "integrity", "a.json").exit_code == 0
        )

    def test_of_another_person_is_1(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        assert (
            folder.with_lists("a.json", "--name", "Sanne de Vries", "--email", "a@example.com").exit_code == 0
        )
        assert folder.with_lists("a.json", "--name", "Piet Jansen").exit_code == 1


class TestInput:
    def test_may_come_from_standard_input(self, folder: Folder) -> None:
        result = folder.with_lists("-", stdin=GOOD)
        assert result.exit_code == 0
        assert "-" in result.stdout

    def test_a_folder_is_walked_and_what_is_no_credential_passed_over(self, folder: Folder) -> None:
        folder.write("in/a.json", GOOD)
        folder.write("in/deeper/b.bin", as_jwt(badge()))
        folder.write("in/.hidden/c.json", TAMPERED)
        for name, content in (
            ("README.md", b"# notes"),
            ("did.json", b'{"id": "did:web:a.example"}'),
            ("status/1", status_list()),
            ("trust.json", write_trust_list(TRUST_LIST)),
            ("photo.png", png_image()),
            ("grades.xlsx", zip_file()),
        ):
            folder.write(f"in/{name}", content)
        assert [one["file"] for one in folder.as_json("in")] == ["in/a.json", "in/deeper/b.bin"]

    def test_a_damaged_credential_in_a_folder_is_told(self, folder: Folder) -> None:
        folder.write("in/a.json", GOOD[:-10])
        assert [one["conclusion"] for one in folder.as_json("in")] == ["failed"]

    def test_what_can_be_read_is_answered_and_the_rest_is_named(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        folder.write("b.json", EXPIRED)
        result = folder.with_lists("a.json", "nope.json", "b.json")
        assert result.exit_code == 2
        assert "Het bewijs is verlopen" in result.stdout
        assert "nope.json kan niet worden gelezen. Controleer de naam" in result.stderr
        result = folder.with_lists("--json", "a.json", "nope.json", "b.json", "nor-this.json")
        assert result.exit_code == 2
        assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == ["a.json", "b.json"]
        assert [line.split()[0] for line in result.stderr.splitlines()] == ["nope.json", "nor-this.json"]

    def test_a_zip_file_is_to_be_unpacked_first(self, folder: Folder) -> None:
        folder.write("all.zip", zip_file())
        output = folder.with_lists("all.zip").stdout
        assert output.startswith("? NIET ZEKER")
        assert "Pak het zipbestand eerst uit." in output

    def test_a_folder_without_credentials_is_wrong_use(self, folder: Folder) -> None:
        folder.write("in/README.md", b"# notes")
        assert folder.with_lists("in").exit_code == 2

    def test_a_named_file_is_told_whatever_it_is(self, folder: Folder) -> None:
        folder.write("did.json", b'{"id": "did:web:a.example"}')
        assert [one["conclusion"] for one in folder.as_json("did.json")] == ["failed"]

    @pytest.mark.parametrize("content", [b"{}", b"a note", GOOD])
    def test_a_named_file_that_is_no_status_list_is_wrong_use(self, folder: Folder, content: bytes) -> None:
        folder.write("a.json", GOOD)
        folder.write("list.json", content)
        result = folder.verify("--unsigned-trust", "trust.json", "--status-list", "list.json", "a.json")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "list.json is geen leesbare intrekkingslijst" in result.stderr

    def test_what_is_no_status_list_in_a_folder_is_passed_over(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        folder.write("lists/README.md", b"# notes")
        folder.write("lists/a.json", GOOD)
        result = folder.with_lists("a.json")
        assert (result.exit_code, result.stderr) == (0, "")

    def test_a_status_list_is_known_by_its_id(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        folder.write("other-name.dat", status_list(INDEX))
        result = folder.verify("--unsigned-trust", "trust.json", "--status-list", "other-name.dat", "a.json")
        assert result.exit_code == 1

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            ("2026-11-20", 0),
            ("2026-11-19", 1),
            ("2026-11-20T09:59:59", 1),
            ("2026-11-20T10:00:00", 0),
            ("2026-11-20T09:00:00Z", 0),
            ("2026-11-20T08:59:59Z", 1),
        ],
    )
    def test_a_moment_without_zone_is_dutch_and_a_day_is_its_end(
        self, folder: Folder, at: str, expected: int
    ) -> None:
        folder.write("a.json", as_bytes(signed(badge())))
        result = CliRunner().invoke(
            app, ["--offline", "--unsigned-trust", "trust.json", "--at", at, "a.json"]
        )
        assert result.exit_code == expected


class TestJSON:
    def test_is_one_object_per_file_per_line(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        folder.write("b.json", TAMPERED)
        first, second = folder.as_json("a.json", "b.json")
        members = {"file", "conclusion", "policy", "verifiedAt", "results", "dataModel", "credential", "card"}
        assert set(first) == members | {"issuersOwnTerms", "endorsements", "signaturesRequired", "euElements"}
        assert (first["file"], first["conclusion"]) == ("a.json", "passed")
        assert (second["file"], second["conclusion"]) == ("b.json", "failed")
        assert first["credential"]["title"] == "Warmtepompen installeren"
        assert second["credential"] is None
        assert {one["check"] for one in first["results"]} == {check.value for check in CheckId}

    def test_is_ascii(self, folder: Folder) -> None:
        document = badge_with("/credentialSubject/achievement/name", "Zoë \u202e\u009b31m")
        folder.write("a.json", as_jwt(document))
        output = folder.with_lists("--json", "a.json").stdout
        assert output.isascii()
        assert "\x1b" not in output

    def test_speaks_the_language_that_was_asked(self, folder: Folder) -> None:
        folder.write("a.json", EXPIRED)
        for language, word in (("nl", "verlopen"), ("en", "expired")):
            (document,) = folder.as_json("a.json", "--lang", language)
            findings = [one for result in document["results"] for one in result["findings"]]
            assert word in next(one["title"] for one in findings if one["code"] == Code.EXPIRED)


class TestForAPerson:
    def test_the_answer_comes_first_with_a_word_and_an_icon(self, folder: Folder) -> None:
        for content, words in (
            (GOOD, "✔ GECONTROLEERD"),
            (EXPIRED, "✘ NIET IN ORDE"),
            (UNKNOWN, "? NIET ZEKER"),
        ):
            folder.write("a.json", content)
            assert folder.with_lists("a.json").stdout.startswith(words)

    def test_says_who_says_so_what_it_says_and_what_it_is_not(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        output = folder.with_lists("a.json", "--lang", "en").stdout
        places = [
            output.index(words)
            for words in (
                "Who says so",
                "ROC Voorbeeld, 99ZZ: according to the list “Testlijst”, published by Testraad",
                "What it says",
                "Sanne de Vries",
                "Revoked?",
                "No, according to the list of 20 November 2026 at 10:00",
                "What it is not",
                "This credential is not a diploma.",
                "What was checked",
            )
        ]
        assert places == sorted(places)

    def test_a_pass_with_a_failed_check_is_not_a_bare_pass(self, folder: Folder) -> None:
        folder.write("revoked.json", status_list(INDEX))
        folder.write("in/a.json", GOOD)
        folder.write("in/b.json", as_bytes(signed(badge())))
        asked = ("--unsigned-trust", "trust.json", "--policy", "integrity", "--status-list", "revoked.json")
        for language, headline, row, summary in (
            (
                "nl",
                "✔ ECHT EN ONVERANDERD, MAAR LET OP",
                "✔ in orde, maar let op  a.json",
                "2 in orde (bij 1: let",
            ),
            (
                "en",
                "✔ GENUINE AND UNCHANGED, BUT NOTE",
                "✔ in order, but note  a.json",
                "2 in order (for 1: n",
            ),
        ):
            one = folder.verify(*asked, "in/a.json", "--lang", language)
            assert one.exit_code == 0
            assert one.stdout.startswith(headline)
            many = folder.verify(*asked, "in", "--lang", language)
            assert many.exit_code == 0
            assert row in many.stdout
            assert f"{headline}  in/a.json" in many.stdout
            assert "in/b.json" not in many.stdout
            assert summary in many.stdout

    def test_numbers_are_dutch_and_an_indicative_level_is_named_so(self, folder: Folder) -> None:
        document = with_result("7.5")
        achievement = "/credentialSubject/achievement"
        level = {
            "type": ["Alignment"],
            "targetType": "ext:NLQF",
            "targetName": "NLQF 4 (indicatief)",
            "targetCode": "4",
            "targetUrl": "https://example.com/nlqf/4",
        }
        folder.write("a.json", as_bytes(signed(badge_with(f"{achievement}/alignment", [level], document))))
        output = folder.with_lists("a.json").stdout
        assert "Eindoordeel: 7,5" in output
        assert "NLQF 4 (indicatief)" in output
        english = folder.with_lists("a.json", "--lang", "en").stdout
        assert "Eindoordeel: 7.5" in english
        assert "NLQF 4 (indicative)" in english

    def test_the_person_was_not_asked_about(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        assert re.search(r"deze persoon\? +– niet gevraagd", folder.with_lists("a.json").stdout)
        asked = folder.with_lists("a.json", "--name", "Sanne de Vries").stdout
        assert re.search(r"deze persoon\? +✔ in orde", asked)

    def test_content_that_is_not_proven_is_not_shown(self, folder: Folder) -> None:
        folder.write("a.json", TAMPERED)
        output = folder.with_lists("a.json").stdout
        assert "Bankdirecteur" not in output
        assert "Sanne de Vries" not in output
        assert "ROC Voorbeeld" not in output

    def test_many_files_are_a_table_and_what_is_the_matter(self, folder: Folder) -> None:
        for name, content in (("a", GOOD), ("b", EXPIRED), ("c", UNKNOWN)):
            folder.write(f"in/{name}.json", content)
        output = folder.with_lists("in", "--lang", "en").stdout
        assert output.startswith("In in/\n")
        assert output.count("in/a.json") == 0
        assert output.count("a.json") == 1
        assert output.count("in/b.json") == 1
        assert "The credential has expired" in output
        assert "1 in order, 1 not in order, 1 not certain" in output

    @pytest.mark.parametrize("value", ["[bold red]x[/bold red]", "[link=https://a.b]x[/link]", ":skull:"])
    def test_markup_of_a_stranger_is_shown_as_text(self, folder: Folder, value: str) -> None:
        document = badge_with("/credentialSubject/achievement/name", value)
        folder.write("a.json", as_bytes(signed(document)))
        assert value in folder.with_lists("a.json").stdout

    def test_nothing_of_a_stranger_drives_the_terminal(self, folder: Folder) -> None:
        evil = "a\u009b31mb\u202ec\u2066d"
        document = badge_with("/credentialSubject/achievement/name", evil)
        document = badge_with("/credentialSubject/identifier/1/identityHash", evil, document)
        folder.write("a.json", as_jwt(document))
        folder.write("evil\u202e\u009b.json", b"{")
        for arguments in (["a.json"], ["a.json", "evil\u202e\u009b.json"]):
            output = folder.with_lists(*arguments).stdout
            assert not set(output) & set("\x1b\u009b\u202e\u2066\x07")

    @pytest.mark.parametrize(
        ("variable", "value", "word"),
        [
            ("LANG", "en_GB.UTF-8", "Who says so"),
            ("LANG", "nl_NL.UTF-8", "Wie zegt dit"),
            ("LANG", "C.UTF-8", "Wie zegt dit"),
            ("LC_ALL", "en_US", "Who says so"),
        ],
    )
    def test_the_language_is_that_of_the_system_or_dutch(
        self, folder: Folder, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, word: str
    ) -> None:
        monkeypatch.setenv(variable, value)
        folder.write("a.json", GOOD)
        assert word in folder.with_lists("a.json").stdout


class TestOnline:
    def test_nothing_is_fetched_when_nothing_is_needed(self, folder: Folder) -> None:
        """The tests have no sockets: an attempt would show as a finding."""
        folder.write("a.json", GOOD)
        arguments = ["--unsigned-trust", "trust.json", "--status-list", "lists", *AT, "a.json"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0
        assert not (folder.path / ".cache").exists()

    def test_offline_uses_what_was_fetched_before(self, folder: Folder) -> None:
        folder.write("a.json", GOOD)
        cache = ResourceCache(default_folder({"XDG_CACHE_HOME": str(folder.path / ".cache")}))
        needed = Needed(ResourceKind.STATUS_LIST, "https://roc-voorbeeld.example/status/1")
        cache.put(needed, status_list(), at=AWARDED)
        result = folder.verify("--unsigned-trust", "trust.json", "--json", "a.json")
        (document,) = [json.loads(line) for line in result.stdout.splitlines()]
        assert document["conclusion"] == "passed"
        evidence = next(one["evidence"] for one in document["results"] if one["check"] == "status")
        assert evidence["revocationListRetrievedAt"] == "2026-11-20T09:00:00Z"


class TestCards:
    """The address in a QR code, as an argument, on standard input and in a file."""

    @pytest.fixture
    def school(self, folder: Folder) -> Folder:
        folder.write("cards/trust.json", write_trust_list(TRUSTED))
        for number, content in enumerate(IN_FORCE):
            folder.write(f"cards/lists/{number}.json", content)
        return folder

    def verify(self, school: Folder, *arguments: str, stdin: bytes | None = None) -> Result:
        given = ("--unsigned-trust", "cards/trust.json", "--status-list", "cards/lists")
        return school.verify(*given, "--lang", "nl", *arguments, stdin=stdin)

    def test_each_way_in_gives_the_answer(self, school: Folder) -> None:
        school.write("kaart.txt", card_address().encode() + b"\n")
        for result in (
            self.verify(school, card_address()),
            self.verify(school, "-", stdin=card_address().encode() + b"\r\n"),
            self.verify(school, "kaart.txt"),
        ):
            assert result.exit_code == 0, result.output
            for words in ("Sanne de Vries", "Warmtepompen installeren", "ROC Voorbeeld", "NLQF 4"):
                assert words in result.stdout
            assert "U ziet de kaart, niet het hele bewijs" in result.stdout
            assert "een microcredential is geen diploma" in result.stdout
            assert "Nee, volgens de lijst van 20 november 2026" in result.stdout

    def test_the_name_of_the_person_is_compared(self, school: Folder) -> None:
        assert self.verify(school, card_address(), "--name", "Sanne de Vries").exit_code == 0
        assert self.verify(school, card_address(), "--name", "Sanne Bakker").exit_code == 1
        assert self.verify(school, card_address(), "--email", "s@example.com").exit_code == 3

    def test_the_digits_do_not_come_back_in_the_output(self, school: Folder) -> None:
        for arguments in ((), ("--json",)):
            printed = self.verify(school, card_address(), *arguments).stdout
            assert re.search("[0-9]{40}", printed.replace(CARD.digest.hex(), "")) is None
            assert "https://verifieer.example/…" in printed.replace("\\u2026", "…")

    def test_one_that_is_tampered_with_fails(self, school: Folder) -> None:
        address = card_address()
        result = self.verify(school, address[:-1] + str((int(address[-1]) + 1) % 10))
        assert result.exit_code == 1
        assert "Sanne" not in result.output

    def test_it_is_one_line_among_others(self, school: Folder) -> None:
        school.write("good.json", GOOD)
        result = self.verify(school, card_address(), "good.json")
        assert "https://verifieer.example/…" in result.stdout
        assert "Sanne de Vries" in result.stdout

    def test_another_address_is_no_card_and_is_not_fetched(self, school: Folder) -> None:
        result = self.verify(school, "https://example.org/bewijs.json")
        assert result.exit_code == 1
        assert "geen digitaal bewijs" in result.stdout
