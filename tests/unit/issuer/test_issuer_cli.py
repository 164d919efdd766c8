"""The commands: what they say, what they leave behind, and their exit status."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from credentials.trust_list import parse_trust_list
from issuer.cli import app
from issuer.office import open_office
from issuer.settings import IssuerSettings, read_settings
from issuer.texts import TEXTS
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE
from tests.issuer_for_tests import HEADER, SUSPENDABLE, csv_file, keep_module, learner_row, xlsx_file
from tests.keyrings_for_tests import write_passphrase

DECIDERS = ("--by", "u-003", "--by", "u-009")


class School:
    """An installation that is used through its commands."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.home = directory / "home"
        self.passphrase = write_passphrase(directory / "passphrase")

    def run(self, *arguments: str | Path, lang: str = "nl") -> Result:
        """Run a command, which is its first words."""
        return CliRunner().invoke(app, [*map(str, arguments), "--home", str(self.home), "--lang", lang])

    def run_with_keys(self, *arguments: str | Path) -> Result:
        """Run a command that signs."""
        return self.run(*arguments, "--passphrase-file", self.passphrase)

    def init(self, *more: str) -> Result:
        """Set up."""
        return self.run_with_keys("init", "--controller", ISSUER.id, "--name", "ROC Test", *more)

    def ready(self) -> "School":
        """Set up, with modules published."""
        assert self.init().exit_code == 0
        with open_office(read_settings(home=self.home)) as office:
            for module in (MODULE, BARE_MODULE, SUSPENDABLE):
                keep_module(office, module)
        return self

    def issued(self, *rows: tuple[str, ...]) -> list[str]:
        """Take in rows, decide and issue; return the ids."""
        file = self.directory / "results.csv"
        file.write_bytes(csv_file(HEADER, *rows))
        assert self.run("import", file, "--by", "u-017").exit_code == 0
        assert self.run("decide", "--number", "EC-1", "--date", "1-7-2026", *DECIDERS).exit_code == 0
        assert self.run_with_keys("issue").exit_code == 0
        with open_office(read_settings(home=self.home)) as office:
            return [one.issued.id for one in office.read_credentials.all(office.institution().id)]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in IssuerSettings.model_fields:
        monkeypatch.delenv(f"WAARMERK_{name.upper()}", raising=False)


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


class TestInit:
    def test_it_makes_a_home_a_database_and_keys(self, school: School) -> None:
        done = school.init("--brin", "99ZZ")
        assert done.exit_code == 0, done.output
        assert (school.home / "waarmerk.db").is_file()
        assert (school.home / "keys" / "keyring.json").is_file()
        with open_office(read_settings(home=school.home)) as office:
            assert office.institution().brin == "99ZZ"
            assert office.institution().public_base_url == "https://credentials.roctest.example"

    def test_again_is_fine_and_makes_no_other_keys(self, school: School) -> None:
        school.init()
        keyring = (school.home / "keys" / "keyring.json").read_bytes()
        again = school.init()
        assert again.exit_code == 0
        assert "er is niets gewijzigd" in again.output
        assert (school.home / "keys" / "keyring.json").read_bytes() == keyring

    @pytest.mark.parametrize("text", ["", "changeme", "waarmerk-demo-2026", "x" * 20])
    def test_a_passphrase_that_will_not_do_leaves_no_institution(self, school: School, text: str) -> None:
        write_passphrase(school.passphrase, text)
        assert school.init().exit_code == 1
        assert not school.home.exists()
        listed = school.run("modules", "list")
        assert listed.exit_code == 1
        assert "waarmerk init" in listed.output

    def test_a_wrong_particular_is_named(self, school: School) -> None:
        refused = school.init("--brin", "9999")
        assert refused.exit_code == 1
        assert "brin" in refused.output

    def test_before_init_every_command_says_what_to_do(self, school: School) -> None:
        for command in (("modules", "list"), ("proposals",), ("credentials",), ("trust-list",)):
            done = school.run(*command)
            assert done.exit_code == 1
            assert "waarmerk init" in done.output


class TestModules:
    def test_a_file_that_is_no_module_is_refused_with_its_place(self, school: School) -> None:
        school.init()
        file = school.directory / "module.yaml"
        file.write_text("instrument: microcredential\n")
        for command in ("add", "check"):
            done = school.run("modules", command, file)
            assert done.exit_code == 1
            assert "module.yaml" in done.output
        assert "microcredential" not in school.run("modules", "list").output

    def test_published_modules_are_listed_and_shown(self, school: School) -> None:
        school.ready()
        listed = school.run("modules", "list")
        assert "Kaal" in listed.output
        shown = school.run("modules", "show", "kaal")
        assert json.loads(shown.output)["title"] == {"nl": "Kaal"}
        assert school.run("modules", "show", "koken").exit_code == 1


class TestImport:
    def test_wrong_rows_are_shown_and_explained_in_a_copy(self, school: School) -> None:
        school.ready()
        file = school.directory / "results.xlsx"
        file.write_bytes(xlsx_file(HEADER, learner_row(1), learner_row(2, naam=""), learner_row(3)))
        done = school.run("import", file, "--by", "u-017")
        assert done.exit_code == 1
        assert "Foute rijen: 1 van de 3." in done.output
        sheet = load_workbook(school.directory / "results-annotated.xlsx").worksheets[0]
        assert sheet["J3"].value == "naam: De naam ontbreekt. Vul de naam in."
        assert "Lerende" not in school.run("proposals").output

    def test_skipping_takes_in_the_rest(self, school: School) -> None:
        school.ready()
        file = school.directory / "results.csv"
        file.write_bytes(csv_file(HEADER, learner_row(1), learner_row(2, naam="")))
        copy = school.directory / "copy.csv"
        done = school.run("import", file, "--by", "u-017", "--skip-invalid", "--annotated", copy)
        assert done.exit_code == 0
        assert "1 voorgedragen" in done.output
        assert "De naam ontbreekt" in copy.read_text()
        assert "Lerende Ba" in school.run("proposals").output

    def test_in_english(self, school: School) -> None:
        school.ready()
        file = school.directory / "results.csv"
        file.write_bytes(csv_file(HEADER, learner_row(1, naam="")))
        assert "Nothing was imported" in school.run("import", file, "--by", "u-017", lang="en").output

    def test_the_same_file_again_says_so(self, school: School) -> None:
        school.ready()
        file = school.directory / "results.csv"
        file.write_bytes(csv_file(HEADER, learner_row(1)))
        school.run("import", file, "--by", "u-017")
        again = school.run("import", file, "--by", "u-017")
        assert again.exit_code == 0
        assert "al ingelezen" in again.output

    def test_a_file_that_is_not_there(self, school: School) -> None:
        school.ready()
        done = school.run("import", school.directory / "nergens.csv", "--by", "u-017")
        assert done.exit_code == 1
        assert "nergens.csv: Dit bestand of deze map is er niet." in done.output

    def test_the_copy_replaces_nothing_but_an_earlier_copy(self, school: School) -> None:
        school.ready()
        file = school.directory / "results.csv"
        file.write_bytes(csv_file(HEADER, learner_row(1, naam="")))
        other = school.directory / "other.csv"
        other.write_text("other")
        for copy, words in ((file, "met de resultaten zelf"), (other, "bestaat al")):
            before = copy.read_bytes()
            done = school.run("import", file, "--by", "u-017", "--skip-invalid", "--annotated", copy)
            assert done.exit_code == 1
            assert words in done.output
            assert copy.read_bytes() == before
        earlier = school.directory / "mine-annotated.csv"
        earlier.write_text("earlier")
        school.run("import", file, "--by", "u-017", "--annotated", earlier)
        assert "De naam ontbreekt" in earlier.read_text()

    def test_wrong_use_is_another_exit_status(self, school: School) -> None:
        assert school.run("import").exit_code == 2
        assert (
            school.ready().run("decide", "--number", "EC-1", "--date", "gisteren", *DECIDERS).exit_code == 2
        )


class TestAwarding:
    def test_two_people_decide_and_it_is_issued_and_published(self, school: School) -> None:
        (credential_id,) = school.ready().issued(learner_row(1))
        public = school.home / "public"
        assert sorted(
            path.name for folder in (public, public / "status") for path in folder.glob("*.json")
        ) == [
            "did.json",
            "jwks.json",
            "revocation-1.json",
            "trust-list.json",
        ]
        assert (public / "modules" / "kaal" / "1.0.0" / "index.html").is_file()
        assert credential_id in school.run("credentials").output
        document = json.loads((public / "did.json").read_text())
        assert (len(document["verificationMethod"]), len(document["assertionMethod"])) == (3, 2)
        (school_listed,) = json.loads((public / "trust-list.json").read_text())["credentialSubject"]
        assert len(school_listed["cardVerificationMethod"]) == 1

    def test_one_person_is_not_enough(self, school: School) -> None:
        school.ready()
        file = school.directory / "results.csv"
        file.write_bytes(csv_file(HEADER, learner_row(1)))
        school.run("import", file, "--by", "u-017")
        refused = school.run("decide", "--number", "EC-1", "--date", "1-7-2026", "--by", "u-003")
        assert refused.exit_code == 1
        assert "Twee verschillende mensen" in refused.output

    def test_without_the_passphrase_nothing_is_issued(self, school: School) -> None:
        school.ready()
        done = school.run("issue")
        assert done.exit_code == 1
        assert "Er is geen wachtwoordzin (passphrase)" in done.output

    def test_a_weak_passphrase_stops_the_start(self, school: School) -> None:
        school.ready()
        write_passphrase(school.passphrase, "changeme")
        assert school.run_with_keys("issue").exit_code == 1


class TestStatus:
    def revoke(self, school: School, credential_id: str, command: str = "revoke", *by: str) -> Result:
        return school.run_with_keys(
            command,
            credential_id,
            *("--reason", "fraude", "--explanation", "examenfraude", "--decision", "EC-2"),
            *(by or DECIDERS),
        )

    def test_revoke_and_ask(self, school: School) -> None:
        (credential_id,) = school.ready().issued(learner_row(1))
        before = (school.home / "public/status/revocation-1.json").read_bytes()
        assert "Van kracht" in school.run("status", credential_id).output
        done = self.revoke(school, credential_id)
        assert done.exit_code == 0, done.output
        assert "Werkgevers lezen: sinds vandaag, omdat het besluit is teruggenomen." in done.output
        assert (school.home / "public/status/revocation-1.json").read_bytes() != before
        assert len(list((school.home / "public/status/changes").glob("revocation-1-*.json"))) == 1
        assert "Ingetrokken" in school.run("status", credential_id).output
        earlier = school.run("status", credential_id, "--at", "1-7-2026").output
        assert "op 01-07-2026 23:59." in earlier
        assert "Nog niet uitgegeven" in school.run("status", credential_id, "--at", "1-1-2026").output
        assert "Het bewijs was al ingetrokken" in self.revoke(school, credential_id).output

    def test_suspend_and_reinstate(self, school: School) -> None:
        (credential_id,) = school.ready().issued(learner_row(1, "Schorsbaar"))
        assert self.revoke(school, credential_id, "suspend", "--by", "u-003").exit_code == 0
        assert "geschorst" in school.run("credentials").output
        assert self.revoke(school, credential_id, "reinstate").exit_code == 0
        assert "van kracht" in school.run("credentials").output

    def test_what_is_not_allowed_is_explained(self, school: School) -> None:
        (credential_id,) = school.ready().issued(learner_row(1))
        refused = self.revoke(school, credential_id, "suspend")
        assert refused.exit_code == 1
        assert "kunnen niet worden geschorst" in refused.output
        assert self.revoke(school, "urn:uuid:x").exit_code == 1

    def test_erase(self, school: School) -> None:
        (credential_id,) = school.ready().issued(learner_row(1))
        assert school.run("erase", credential_id).exit_code == 0
        assert "al gewist" in school.run("erase", credential_id).output
        assert credential_id not in school.run("credentials").output


class TestPublishing:
    def test_status_list_publishes_again(self, school: School) -> None:
        school.ready().issued(learner_row(1))
        (school.home / "public/status/revocation-1.json").unlink()
        assert school.run_with_keys("status-list").exit_code == 0
        assert (school.home / "public/status/revocation-1.json").is_file()

    def test_trust_list(self, school: School) -> None:
        school.ready()
        out = school.directory / "trust.json"
        assert school.run("trust-list", "--out", out).exit_code == 0
        (entity,) = parse_trust_list(out.read_bytes()).entities
        assert (entity.id, len(entity.keys)) == (ISSUER.id, 2)
        assert parse_trust_list(school.run("trust-list").stdout_bytes).entities[0].id == ISSUER.id


def test_every_sentence_of_the_commands_is_there() -> None:
    assert sum(code.startswith("said.") for code in TEXTS) > 20
