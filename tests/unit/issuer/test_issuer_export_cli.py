"""``waarmerk modules export``, ``catalogue``, ``records`` and the others: what they write and say."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from issuer.cli import app
from tests.awards_for_tests import MODULE
from tests.issuer_for_tests import learner_row, working_desk
from tests.paths import domain_examples


class Board:
    """An installation that is used through its commands, with one credential issued."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with working_desk(folder / "home") as desk:
            desk.propose(learner_row(1), learner_row(2))
            desk.decide()
            self.credential = desk.issue().issued[0]

    def run(self, *words: str, lang: str = "nl") -> Result:
        """Run a command."""
        return CliRunner().invoke(app, [*words, "--home", str(self.folder / "home"), "--lang", lang])


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)


@pytest.mark.parametrize("kind", ["ooapi-v5", "ooapi-v6", "rio", "edubadges", "surf"])
def test_a_module_in_every_format(board: Board, kind: str, tmp_path: Path) -> None:
    shown = board.run("modules", "export", "bediening", "--format", kind)
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)
    out = tmp_path / "out.json"
    written = board.run("modules", "export", MODULE.title["nl"], "--format", kind, "--out", str(out))
    assert written.exit_code == 0
    assert f"Bediening met keukenbasis 1.0.0 als {kind}: " in written.stdout
    assert out.read_text("utf-8") == shown.stdout


def test_an_offering_has_two_days(board: Board) -> None:
    words = ("modules", "export", "bediening", "--format", "ooapi-v5", "--start", "1-9-2026")
    done = board.run(*words, "--end", "31-7-2027", "--location", "999X999")
    assert [one["startDate"] for one in json.loads(done.stdout)["offerings"]] == ["2026-09-01"] * 2
    for wrong in ((), ("--end", "1-8-2026"), ("--end", "ooit"), ("--end", "31-7-2027", "--location", "x")):
        assert board.run(*words, *wrong).exit_code == 2


def test_a_module_that_is_not_there(board: Board) -> None:
    assert board.run("modules", "export", "bestaat-niet", "--format", "rio").exit_code == 1
    assert board.run("modules", "export", "bediening", "--format", "surf", "--edition", "fr").exit_code == 2


def test_a_badge_becomes_a_draft(board: Board, tmp_path: Path) -> None:
    file = domain_examples() / "01-microcredential-240sbu.ob3.json"
    out = tmp_path / "draft.json"
    done = CliRunner().invoke(app, ["modules", "import-badge", str(file), "--out", str(out), "--lang", "nl"])
    assert done.exit_code == 0, done.output
    assert "De badge noemt geen leeruitkomsten." in done.stderr
    assert json.loads(out.read_bytes())["studielast"] == {"waarde": 240, "eenheid": "SBU"}
    broken = tmp_path / "broken.json"
    broken.write_text("[1", "utf-8")
    refused = CliRunner().invoke(app, ["modules", "import-badge", str(broken), "--lang", "nl"])
    assert refused.exit_code == 1
    assert "broken.json is geen JSON-object" in refused.stderr
    made = board.run("modules", "export", "bediening", "--format", "edubadges", "--out", str(broken))
    assert made.exit_code == 0
    words = ["modules", "import-badge", str(broken), "--format", "edubadges", "--lang", "en"]
    assert json.loads(CliRunner().invoke(app, words).stdout)["titel"] == {"nl": MODULE.title["nl"]}


def test_the_catalogue(board: Board, tmp_path: Path) -> None:
    done = board.run("catalogue", "--out", str(tmp_path / "site"))
    assert done.exit_code == 0, done.output
    assert "4 modules" in done.stdout
    assert (tmp_path / "site" / "catalogus" / "en" / "index.html").is_file()
    assert board.run("catalogue").exit_code == 0
    assert (board.folder / "home" / "public" / "catalogus" / "index.html").is_file()


def test_the_catalogue_to_look_at_before_it_is_published(board: Board, tmp_path: Path) -> None:
    done = board.run("catalogue", "--out", str(tmp_path / "site"), "--local")
    assert done.exit_code == 0, done.output
    page = tmp_path / "site" / "catalogus" / "index.html"
    assert f"Open deze pagina om te kijken: {page}" in done.stdout.replace("\n", "")
    assert '<a href="uitleg/index.html"' in page.read_text("utf-8")
    assert board.run("catalogue", "--local").exit_code == 2


def test_records_of_microcredentials_are_empty_for_duo_and_lines_for_monitoring(
    board: Board, tmp_path: Path
) -> None:
    duo, lwl = tmp_path / "duo.json", tmp_path / "lwl.csv"
    done = board.run("records", "--format", "duo-json", "--out", str(duo))
    assert done.exit_code == 0, done.output
    assert "0 regels van besluiten van 01-07-2026 tot en met 01-07-2026" in done.stdout
    assert json.loads(duo.read_bytes()) == []
    assert board.run("records", "--format", "lwl-csv", "--out", str(lwl)).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(lwl.read_text("utf-8")), delimiter=";"))
    assert [row["start"] for row in rows] == ["2026-04-06"] * 2
    assert len({row["deelnemer"] for row in rows}) == 2
    for private in ("Lerende", "s00001", "leerling.example"):
        assert private not in lwl.read_text("utf-8")
    later = board.run("records", "--format", "lwl-csv", "--out", str(lwl), "--from", "2-7-2026")
    assert "0 regels van besluiten van 02-07-2026" in later.stdout


def test_the_register_feed_and_what_a_register_answered(board: Board, tmp_path: Path) -> None:
    done = board.run("register-feed", "--out", str(tmp_path / "feed"), "--register", "Proefregister")
    assert done.exit_code == 0, done.output
    assert "2 nieuw, 2 in totaal" in done.stdout
    assert "Voor het eerst aangeboden aan Proefregister: 2." in done.stdout
    words = ("register-status", board.credential)
    answered = board.run(*words, "--register", "Proefregister", "--status", "geweigerd")
    assert answered.exit_code == 0, answered.output
    shown = board.run(*words)
    assert "Proefregister: aangeboden sinds" in shown.stdout
    assert "Proefregister: geweigerd sinds" in shown.stdout
    assert board.run(*words, "--status", "geweigerd").exit_code == 2
    assert board.run("register-status", "urn:uuid:x").exit_code == 1


def test_an_inspection_pack_has_everything_and_nothing_of_the_intake(board: Board, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    done = board.run("inspection-pack", board.credential, "--out", str(out), "--by", "u-050")
    assert done.exit_code == 0, done.output
    assert "Er staan persoonsgegevens in" in done.stdout
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert {"index.html", "decision.json", "criteria.json", "result.json", "log.json"} <= files.keys()
    assert "credential.json" in files
    decision = json.loads(files["decision.json"])
    assert decision["decidedBy"] == ["u-003", "u-009"]
    assert decision["credential"] == board.credential
    assert json.loads(files["result.json"])["learner"].startswith("Lerende")
    actions = [line["action"] for line in json.loads(files["log.json"])]
    assert "signature" in actions
    assert "<script" not in files["index.html"].decode()
    again = board.run("inspection-pack", board.credential, "--out", str(out))
    assert again.exit_code == 0
    with zipfile.ZipFile(out) as archive:
        assert "inspected" in [line["action"] for line in json.loads(archive.read("log.json"))]
    award = re.search(r'"award": "([^"]+)"', files["decision.json"].decode())
    assert award is not None
    assert board.run("inspection-pack", award[1], "--out", str(out)).exit_code == 0
    assert board.run("inspection-pack", "niets", "--out", str(out)).exit_code == 1
