"""``waarmerk stack``, ``agreements``, ``recognise`` and ``modules coverage``, as people use them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credentials.trust_list import write_trust_list
from issuer.cli import app
from issuer.office import open_office
from issuer.settings import IssuerSettings, read_settings
from tests.awards_for_tests import ISSUER, MODULE
from tests.issuer_for_tests import keep_module
from tests.keyrings_for_tests import write_passphrase
from tests.stacking_for_tests import (
    KEUZEDEEL,
    ORDERING,
    RECEIVING,
    credential,
    module,
    status_list,
    trust_list,
)
from tests.trust_for_tests import ROOT_KEY

DECIDERS = ("--by", "u-003", "--by", "u-009")
ORDERS = module(ORDERING, name="bestellen")
AGREEMENTS = f"""
stapelafspraken:
  - nummer: SA-1
    naam: Stapelroute
    kwalificatie: "27052"
    deelnemende_instellingen: [99ZZ, 98YY]
    modules: [{{id: "{ORDERS.id}", waarderingsroute: microcredential}}]
    geldig_van: 2026-01-01
    document_url: https://anders.example/sa-1.pdf
"""


class Board:
    """An exam board with a folder of credentials, used through its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        for name, data in {
            "bestellen.json": credential(ORDERS, status_index=4),
            "arbo.json": credential(KEUZEDEEL, status_index=5),
            "trust-list.json": write_trust_list(trust_list()),
            "status.json": status_list(9),
            "afspraken.yaml": AGREEMENTS.encode(),
        }.items():
            (folder / name).write_bytes(data)

    def run(self, *arguments: str, lang: str = "nl") -> Result:
        """Run a command; a word that is the name of a file of ours stands for that file."""
        words = [str(self.folder / one) if (self.folder / one).is_file() else one for one in arguments]
        return CliRunner().invoke(app, [*words, "--home", str(self.home), "--lang", lang])

    def stack(self, *arguments: str, lang: str = "nl") -> Result:
        """Run ``waarmerk stack`` with the lists."""
        lists = ("--trust-list", "trust-list.json", "--status-list", "status.json")
        return self.run("stack", *arguments, "--qualification", "27052", *lists, lang=lang)

    def set_up(self) -> "Board":
        """Set up the institution, with one module published."""
        passphrase = write_passphrase(self.folder / "passphrase")
        particulars = ("--controller", ISSUER.id, "--name", "ROC Test", "--brin", "99ZZ")
        done = self.run("init", *particulars, "--passphrase-file", str(passphrase))
        assert done.exit_code == 0, done.output
        with open_office(read_settings(home=self.home)) as office:
            keep_module(office, MODULE)
        return self


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Board:
    for name in IssuerSettings.model_fields:
        monkeypatch.delenv(f"WAARMERK_{name.upper()}", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "160")
    return Board(tmp_path)


def advice(result: Result) -> dict[str, str | None]:
    found = json.loads(result.stdout)
    processes = [one for task in found["coreTasks"] for one in task["workProcesses"]]
    return {one["code"]: one["advice"] for one in [*processes, *found["keuzedelen"]]}


class TestStack:
    def test_without_an_institution(self, board: Board) -> None:
        done = board.stack("bestellen.json", "arbo.json")
        assert done.exit_code == 0, done.output
        for said in ("1 van de 3 werkprocessen", "○ Beoordelen", "✓ Toekennen", "voorbeelduittreksel"):
            assert said in done.output
        assert "Een stapel modules is geen diploma." in done.output
        assert not board.home.exists()

    def test_in_english(self, board: Board) -> None:
        done = board.stack("bestellen.json", lang="en")
        assert "A stack of modules is not a diploma." in done.output

    def test_json_is_one_object(self, board: Board) -> None:
        done = board.stack("bestellen.json", "arbo.json", "--json")
        assert advice(done) == {"B1-K1-W1": None, "B1-K1-W2": None, "P1-K1-W1": "assess", "K0262": "grant"}
        assert done.stdout.isascii()

    def test_the_report_is_written(self, board: Board) -> None:
        html, pdf = board.folder / "advies.html", board.folder / "advies.pdf"
        done = board.stack("bestellen.json", "--html", str(html), "--pdf", str(pdf))
        assert done.exit_code == 0, done.output
        assert html.read_text().startswith("<!doctype html>")
        assert pdf.read_bytes().startswith(b"%PDF-")
        assert str(html) in done.output

    def test_a_report_never_replaces_a_credential(self, board: Board) -> None:
        before = (board.folder / "arbo.json").read_bytes()
        done = board.stack("arbo.json", "--html", "arbo.json")
        assert done.exit_code == 2
        assert (board.folder / "arbo.json").read_bytes() == before

    def test_without_a_trust_list_nothing_counts(self, board: Board) -> None:
        done = board.run("stack", "bestellen.json", "--qualification", "27052")
        assert done.exit_code == 0
        assert "0 van de 3 werkprocessen" in done.output
        assert "--trust-list" in done.output

    def test_with_a_publisher_on_file_an_unsigned_list_is_refused(
        self, board: Board, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where it is written down whose list to go by, nobody puts another in its place."""
        monkeypatch.setenv("XDG_CONFIG_HOME", str(board.folder / "config"))
        path = board.folder / "config" / "waarmerk" / "trust.toml"
        path.parent.mkdir(parents=True)
        path.write_text(f'roots = ["{ROOT_KEY.did_key}"]\n', encoding="utf-8")
        done = board.stack("bestellen.json")
        assert done.exit_code == 2
        assert "trust-list.json" in done.output

    def test_people_who_differ(self, board: Board) -> None:
        other = credential(module(RECEIVING), person="Piet Bakker")
        (board.folder / "piet.json").write_bytes(other)
        done = board.stack("bestellen.json", "piet.json")
        assert done.exit_code == 1
        assert "verschillende mensen" in done.output

    def test_whose_name_is_asked(self, board: Board) -> None:
        done = board.stack("bestellen.json", "--name", "Piet Bakker", "--json")
        assert json.loads(done.stdout)["evidence"] == []

    def test_a_file_that_is_not_there(self, board: Board) -> None:
        done = board.stack("bestellen.json", "weg.json")
        assert done.exit_code == 2
        assert "weg.json" in done.stderr
        assert "1 van de 3 werkprocessen" in done.output

    def test_an_unknown_qualification(self, board: Board) -> None:
        done = board.run("stack", "bestellen.json", "--qualification", "11111")
        assert done.exit_code == 1
        assert "11111" in done.stderr

    @pytest.mark.parametrize("option", ["--trust-list", "--status-list"])
    def test_a_list_that_is_none(self, board: Board, option: str) -> None:
        done = board.run("stack", "arbo.json", "--qualification", "27052", option, "afspraken.yaml")
        assert done.exit_code == 2

    def test_a_name_is_no_markup_of_the_terminal(self, board: Board) -> None:
        odd = credential(module(RECEIVING), person="Zoë [red]van ’t Hof[/red]")
        (board.folder / "odd.json").write_bytes(odd)
        done = board.stack("odd.json")
        assert "[red]van" in done.output


class TestAtAnInstitution:
    def test_agreements_are_used(self, board: Board) -> None:
        board.set_up()
        assert advice(board.stack("bestellen.json", "--json"))["P1-K1-W1"] == "assess"
        done = board.run("agreements", "add", "afspraken.yaml")
        assert (done.exit_code, "SA-1" in done.output) == (0, True)
        assert advice(board.stack("bestellen.json", "--json"))["P1-K1-W1"] == "grant"
        listed = board.run("agreements", "list").output
        assert "Stapelroute (27052)" in listed

    def test_how_many_schools_recognise_a_credential(self, board: Board) -> None:
        board.set_up()
        words = ("agreements", "recognised-by", "bestellen.json")
        lists = ("--trust-list", "trust-list.json", "--status-list", "status.json")
        none = board.run(*words, *lists)
        assert none.exit_code == 0, none.output
        assert "hier is geen afspraak vastgelegd" in none.output
        board.run("agreements", "add", "afspraken.yaml")
        found = json.loads(board.run(*words, *lists, "--json").stdout)
        assert found == {"count": 1, "schools": {"99ZZ": ["SA-1"]}}
        more = board.folder / "meer.yaml"
        more.write_text(AGREEMENTS.replace("SA-1", "SA-2").replace("[99ZZ, 98YY]", "[99ZZ, 98YY, 97XX]"))
        board.run("agreements", "add", "meer.yaml")
        told = board.run(*words, *lists).output
        for said in ("2 scholen erkennen dit", "97XX, volgens SA-2", "99ZZ, volgens SA-1, SA-2"):
            assert said in told
        assert "2 schools recognise it" in board.run(*words, *lists, lang="en").output

    def test_of_what_does_not_pass_nobody_says_who_recognises_it(self, board: Board) -> None:
        board.set_up()
        done = board.run("agreements", "recognised-by", "bestellen.json")
        assert done.exit_code == 1
        assert "waarmerk verify" in done.output

    def test_agreements_with_mistakes(self, board: Board) -> None:
        board.set_up()
        wrong = board.folder / "fout.yaml"
        wrong.write_text(AGREEMENTS.replace("98YY", "98yy").replace("27052", "x"))
        done = board.run("agreements", "add", "fout.yaml")
        assert done.exit_code == 1
        assert "fout.yaml:5 stapelafspraken[1].kwalificatie" in done.output
        assert "deelnemende_instellingen[2]" in done.output
        assert "SA-1" not in board.run("agreements", "list").output

    def test_two_decisions_grant_and_one_does_not(self, board: Board) -> None:
        board.set_up()
        decision = ("--number", "EC-7", "--date", "1-10-2026", "--motivation", "Gelijkwaardig.", *DECIDERS)
        lists = ("--trust-list", "trust-list.json", "--status-list", "status.json")
        done = board.run("recognise", "module", ORDERS.id, *decision)
        assert done.exit_code == 0, done.output
        assert advice(board.stack("bestellen.json", "--json"))["P1-K1-W1"] == "assess"
        done = board.run("recognise", "award", "bestellen.json", *decision, *lists)
        assert done.exit_code == 0, done.output
        assert advice(board.stack("bestellen.json", "--json"))["P1-K1-W1"] == "grant"
        listed = board.run("recognise", "list").output
        assert "module_erkend" in listed
        assert "waardering_gevalideerd" in listed

    def test_no_decision_on_what_does_not_pass(self, board: Board) -> None:
        board.set_up()
        decision = ("--number", "EC-7", "--date", "1-10-2026", "--motivation", "Gelijkwaardig.", *DECIDERS)
        done = board.run("recognise", "award", "bestellen.json", *decision)
        assert done.exit_code == 1
        assert "waarmerk verify bestellen.json" in done.stderr

    def test_one_person_cannot_decide(self, board: Board) -> None:
        board.set_up()
        decision = ("--number", "EC-7", "--date", "1-10-2026", "--motivation", "Ja.", "--by", "u-003")
        assert board.run("recognise", "module", ORDERS.id, *decision).exit_code == 1

    def test_own_list_recognises_the_institution_alone(self, board: Board) -> None:
        board.set_up()
        done = board.run("stack", "bestellen.json", "--qualification", "27052", "--json")
        found = json.loads(done.stdout)
        assert found["trustList"]["name"] == "Eigen opgave van ROC Test"
        assert found["evidence"] == []
        assert found["institution"] == {"name": "ROC Test", "brin": "99ZZ"}

    def test_coverage_by_modules(self, board: Board) -> None:
        """E16."""
        board.set_up()
        done = board.run("modules", "coverage", "27052", "--json")
        found = json.loads(done.stdout)
        assert found["coverage"] == {"covered": 1, "total": 3, "percent": 33}
        assert [one["modules"] for one in found["workProcesses"]] == [[], [], [MODULE.version_id]]
        table = board.run("modules", "coverage", "27052").output
        assert "1/3 (33%)" in table
        assert MODULE.title["nl"] in table
        assert board.run("modules", "coverage", "11111").exit_code == 1
