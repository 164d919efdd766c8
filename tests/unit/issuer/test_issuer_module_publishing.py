"""Checking and publishing modules, through the service and through the commands."""

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credentials.achievement.eu_elements import EU_ELEMENTS
from credentials.achievement.model import LearningOutcome, WorkProcess
from issuer.cli import app
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.school_profile import SchoolProfile
from issuer.errors import ModuleNotPublishable, ModuleVersionImmutable
from tests.award_files_for_tests import ABSENT, STATEMENT_OF_PRACTICE, as_yaml, changed
from tests.awards_for_tests import ISSUER
from tests.issuer_for_tests import working_desk
from tests.modules_for_tests import DEMO_MODULES, EXAMPLES, described, example_file, with_

NEW = described(
    with_(id="https://credentials.roctest.example/modules/nieuw", title={"nl": "Zaal", "en": "Floor"}),
)
COUNTER = DEMO_MODULES[0]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


def codes(line: str) -> list[tuple[str, str | None]]:
    return [(one["severity"], one["requirement"]) for one in json.loads(line)["findings"]]


class TestService:
    def test_publishes_and_keeps_the_description(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            done = desk.office.publish_module(desk.institution.id, only_new(), by="u-001")
            assert done.created
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.modules.descriptions() == {done.version.id: only_new()}
                assert ledger.modules.get(done.version.id).module == only_new().module
                (entry,) = ledger.audit.entries("module_published")
            assert entry.details["module"] == only_new().module.id

    def test_the_same_again_changes_nothing(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            first = desk.office.publish_module(desk.institution.id, only_new(), by="u-001")
            again = desk.office.publish_module(desk.institution.id, only_new(), by="u-001")
            assert (again.created, again.version) == (False, first.version)

    def test_refuses_while_a_rule_objects(self, tmp_path: Path) -> None:
        broken = described(with_(id=NEW.module.id, title={"nl": "Diploma zaal", "en": "x"}))
        with working_desk(tmp_path) as desk, pytest.raises(ModuleNotPublishable) as caught:
            desk.office.publish_module(desk.institution.id, broken, by="u-001")
        assert "title_says_diploma" in [finding.code for finding in caught.value.findings]

    def test_refuses_what_a_bare_module_cannot_show(self, tmp_path: Path) -> None:
        bare = described(only_new().module, self_assessment=None)
        with working_desk(tmp_path) as desk, pytest.raises(ModuleNotPublishable) as caught:
            desk.office.publish_module(desk.institution.id, bare, by="u-001")
        assert [finding.code for finding in caught.value.findings] == ["self_assessment_missing"]

    def test_what_changed_in_a_published_version_is_named(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.office.publish_module(desk.institution.id, only_new(), by="u-001")
            changed = described(only_new().module, funding="werkgever")
            with pytest.raises(ModuleVersionImmutable) as caught:
                desk.office.publish_module(desk.institution.id, changed, by="u-001")
        assert caught.value.params["keys"] == "bekostiging"

    def test_looks_at_what_was_published_before(self, tmp_path: Path) -> None:
        copied = described(with_(id=f"{NEW.module.id}-2"))
        with working_desk(tmp_path) as desk, pytest.raises(ModuleNotPublishable) as caught:
            desk.office.publish_module(desk.institution.id, copied, by="u-001")
        assert [finding.requirement for finding in caught.value.findings] == ["D07"]

    def test_looks_at_what_the_school_says_of_itself(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.office.describe_school(desk.institution.id, SchoolProfile(is_funded=False), by="u-001")
            with pytest.raises(ModuleNotPublishable) as caught:
                desk.office.publish_module(desk.institution.id, only_new(), by="u-001")
            assert [finding.requirement for finding in caught.value.findings] == ["G03"]
            desk.office.describe_school(desk.institution.id, SchoolProfile(is_funded=True), by="u-001")
            assert desk.office.publish_module(desk.institution.id, only_new(), by="u-001").created

    def test_a_description_is_never_changed(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.office.publish_module(desk.institution.id, only_new(), by="u-001")
        database = sqlite3.connect(tmp_path / "waarmerk.db")
        for statement in ("UPDATE module_description SET content = '{}'", "DELETE FROM module_description"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(statement)
        database.close()


def only_new() -> ModuleDescription:
    """A module that is like no other at the desk."""
    process = WorkProcess(crebo="23425", code="B1-K1-W2", title="Draagt bij aan een gastgerichte beleving")
    outcome = LearningOutcome(
        code="LO1", text={"nl": "Ontvangt.", "en": "Receives."}, work_processes=(process,)
    )
    return described(
        with_(
            id=NEW.module.id,
            title={"nl": "Gastvrij ontvangen", "en": "Hospitable reception"},
            learning_outcomes=(outcome,),
            qualification_codes=(("Crebo", "27052"),),
        )
    )


class TestCheckCommand:
    def test_works_where_nothing_was_set_up(self, tmp_path: Path) -> None:
        done = run("modules", "check", COUNTER, "--home", tmp_path / "nowhere", "--lang", "nl")
        assert done.exit_code == 0, done.output
        assert "kan worden gepubliceerd" in done.output
        assert not (tmp_path / "nowhere").exists()

    def test_shows_every_element_and_where_it_stands(self, tmp_path: Path) -> None:
        done = run("modules", "check", COUNTER, "--home", tmp_path, "--lang", "en")
        for definition in EU_ELEMENTS:
            assert definition.names["en"] in done.output
        assert "/credentialSubject/achievement/alignment/0" in done.output
        assert "240 SBU" in done.output
        assert "warning B07" in done.output

    @pytest.mark.parametrize("name", list(EXAMPLES))
    def test_the_school_is_the_one_that_the_file_names(self, name: str, tmp_path: Path) -> None:
        file = tmp_path / "module.yaml"
        file.write_bytes(example_file(EXAMPLES[name]))
        done = run("modules", "check", file, "--home", tmp_path / "none", "--lang", "nl")
        (line,) = (one for one in done.output.splitlines() if "Uitgevende instelling" in one)
        assert "ROC Voorbeeld" in line
        assert "/issuer" in line

    def test_a_school_that_nobody_named_is_left_open(self, tmp_path: Path) -> None:
        file = tmp_path / "award.yaml"
        file.write_bytes(as_yaml(changed(STATEMENT_OF_PRACTICE, onderwijsinstelling=ABSENT)))
        done = run("modules", "check", file, "--home", tmp_path / "none", "--lang", "nl")
        assert "Specimen" not in done.output
        for element in ("Uitgevende instelling", "Land of regio van de uitgever"):
            (line,) = (one for one in done.output.splitlines() if element in one)
            assert "(bij toekenning)" in line

    def test_json_is_one_object_per_file_and_line(self, tmp_path: Path) -> None:
        files = []
        for name in EXAMPLES.values():
            file = tmp_path / name
            file.write_bytes(example_file(name))
            files.append(file)
        done = run("modules", "check", *files, "--json", "--home", tmp_path / "home", "--lang", "nl")
        assert done.exit_code == 1
        lines = done.output.splitlines()
        assert [json.loads(line)["file"] for line in lines] == [str(file) for file in files]
        weighty = [[one for one in codes(line) if one[0] != "info"] for line in lines]
        assert weighty == [
            [("warning", "B07")],
            [("error", "A03"), ("error", "E01")],
            [("warning", "D06")],
            [],
            [("warning", "A07")],
        ]
        for line in lines:
            for one in json.loads(line)["findings"]:
                assert set(one) == {"code", "requirement", "pointer", "severity", "text"}
                assert one["severity"] in ("error", "warning", "info")
                assert one["text"]

    def test_file_that_is_no_module(self, tmp_path: Path) -> None:
        file = tmp_path / "leeg.yaml"
        file.write_text("x: 1\n")
        done = run("modules", "check", file, "--json", "--home", tmp_path)
        assert done.exit_code == 1
        assert [one["code"] for one in json.loads(done.output)["findings"]] == ["not_a_module"]

    def test_file_that_is_not_there(self, tmp_path: Path) -> None:
        done = run("modules", "check", tmp_path / "weg.yaml", "--home", tmp_path)
        assert done.exit_code == 1
        assert "weg.yaml" in done.output

    def test_named_institution_has_to_be_there(self, tmp_path: Path) -> None:
        done = run("modules", "check", COUNTER, "--home", tmp_path, "--institution", "did:web:x.example")
        assert done.exit_code == 1


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A school that was set up."""
    done = run(
        "init", "--controller", ISSUER.id, "--name", "ROC Test", "--no-keys", "--home", tmp_path / "home"
    )
    assert done.exit_code == 0, done.output
    return tmp_path / "home"


class TestCommands:
    def test_add_show_and_print(self, home: Path) -> None:
        added = run("modules", "add", *DEMO_MODULES, "--home", home, "--lang", "nl")
        assert added.exit_code == 0, added.output
        printed = run("modules", "document", "baliegesprekken-apotheek", "--home", home)
        assert printed.exit_code == 0, printed.output
        assert printed.output.startswith("# Baliegesprekken in de apotheek\n")
        assert "## Vakkennis en vaardigheden" in printed.output

    def test_json_goes_round(self, home: Path, tmp_path: Path) -> None:
        assert run("modules", "add", COUNTER, "--home", home).exit_code == 0
        printed = run("modules", "document", "baliegesprekken-apotheek", "--json", "--home", home)
        file = tmp_path / "module.json"
        file.write_text(printed.output)
        again = run("modules", "add", file, "--home", home, "--lang", "en")
        assert again.exit_code == 0, again.output
        assert "Published before, with the same content" in again.output

    def test_changed_without_a_new_number(self, home: Path, tmp_path: Path) -> None:
        assert run("modules", "add", COUNTER, "--home", home).exit_code == 0
        file = tmp_path / "module.yaml"
        file.write_text(COUNTER.read_text("utf-8").replace("vakgebied: Farmacie", "vakgebied: Zorg"))
        again = run("modules", "add", file, "--home", home, "--lang", "nl")
        assert again.exit_code == 1
        assert "zegt iets anders over: vakgebied" in again.output
        file.write_text(file.read_text("utf-8").replace("versie: 1.0.0", "versie: 1.0.1"))
        assert run("modules", "add", file, "--home", home).exit_code == 0

    def test_draft_is_not_published(self, home: Path, tmp_path: Path) -> None:
        file = tmp_path / "fim.yaml"
        file.write_bytes(example_file(EXAMPLES["fim"]))
        checked = run("modules", "check", file, "--home", home, "--lang", "nl")
        assert checked.exit_code == 0, checked.output
        assert "is een concept zonder fouten" in checked.output
        added = run("modules", "add", file, "--home", home, "--lang", "nl")
        assert added.exit_code == 1
        assert "C05" in added.output
        assert "Hospitality service" not in run("modules", "list", "--home", home).output

    def test_document_of_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "fim.yaml"
        file.write_bytes(example_file(EXAMPLES["fim"]))
        printed = run("modules", "document", file, "--home", tmp_path)
        assert printed.exit_code == 0, printed.output
        assert "#### 23425/B1-K1-W2 Draagt bij aan een gastgerichte beleving" in printed.output

    def test_school(self, home: Path) -> None:
        done = run(
            "school",
            "--funded",
            "--kind",
            "roc",
            "--offers",
            "25998",
            "--small-modules",
            "--home",
            home,
            "--lang",
            "nl",
        )
        assert done.exit_code == 0, done.output
        assert "Bekostigd: ja" in done.output
        kept = run("school", "--home", home, "--lang", "en")
        assert "Publicly funded: yes" in kept.output
        assert "25998" in kept.output
        assert "Small modules (80 and 160 SBU): yes" in kept.output
        assert "Number of the decision in the credential: no" in kept.output
        changed = run("school", "--decision-numbers", "--home", home, "--lang", "nl")
        assert "Nummer van het besluit in het bewijs: ja" in changed.output
        assert "Bekostigd: ja" in changed.output

    @pytest.mark.parametrize("wrong", [("--kind", "hbo"), ("--offers", "259"), ("--recognised-for", "K0262")])
    def test_school_refuses_what_it_does_not_know(self, home: Path, wrong: tuple[str, str]) -> None:
        assert run("school", *wrong, "--home", home).exit_code == 2

    def test_small_module_after_the_school_said_so(self, home: Path, tmp_path: Path) -> None:
        file = tmp_path / "module.yaml"
        text = COUNTER.read_text("utf-8").replace("waarde: 240", "waarde: 80")
        file.write_text(text.replace("  studielast:", "  onderbouwing_kleine_omvang: Proef.\n  studielast:"))
        assert run("modules", "check", file, "--home", home).exit_code == 1
        assert run("school", "--small-modules", "--home", home).exit_code == 0
        assert run("modules", "check", file, "--home", home).exit_code == 0


def test_read_of_a_desk_is_what_the_demonstration_publishes() -> None:
    for path in DEMO_MODULES:
        assert read_module_file(path.read_bytes(), file=path.name, base_url="https://x.example").module
