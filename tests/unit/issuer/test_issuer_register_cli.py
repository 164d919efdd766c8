"""``waarmerk registers``: what it says, and its exit status."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from issuer.cli import app
from tests.issuer_for_tests import working_desk

GOOD = """soort;code;naam;hoort bij;niveau;sbu;werkprocessen
dossier;23425;Hospitality;;;;
werkproces;B1-K1-W1;Bereidt voor;23425;;;
kwalificatie;27052;Medewerker;23425;2;;
keuzedeel;K0262;Arbo [b]en[/b] zorg;;3;240;
"""
ABOUT = ("--origin", "SBB", "--date", "1-3-2026")


class Board:
    """An installation that is used through ``waarmerk registers``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with working_desk(folder / "home"):
            pass

    def run(self, *words: str, lang: str = "nl") -> Result:
        """Run a command."""
        home = str(self.folder / "home")
        return CliRunner().invoke(app, ["registers", *words, "--home", home, "--lang", lang])

    def take_in(self, content: str, *words: str, name: str = "register.csv") -> Result:
        """Import a file."""
        file = self.folder / name
        file.write_text(content, encoding="utf-8")
        return self.run("import", str(file), *ABOUT, *words)


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)


def test_import_list_and_show(board: Board) -> None:
    done = board.take_in(GOOD, "--complete", "--by", "u-007")
    assert done.exit_code == 0, done.output
    assert "3 nieuw" in done.output
    again = board.take_in(GOOD, "--complete")
    assert again.exit_code == 0
    assert "er is niets gewijzigd" in again.output
    listed = board.run("list")
    assert "2026-03-01: SBB. dossier 1, kwalificatie 1, keuzedeel 1. Volledig: ja." in listed.output
    assert "u-007" in listed.output
    shown = board.run("show", "k0262")
    assert "Arbo [b]en[/b] zorg" in shown.output
    assert "onbekend" in shown.output
    assert "Herkomst: SBB, van 2026-03-01" in shown.output


def test_what_was_known_before_is_shown_too(board: Board) -> None:
    board.take_in(GOOD)
    board.take_in(GOOD.replace("Medewerker", "Ervaren medewerker"))
    shown = board.run("show", "27052")
    assert "Alles wat hiervan is ingelezen" in shown.output
    assert "Ervaren" in shown.output
    assert "Bereidt voor" in shown.output


def test_what_ended_is_still_shown(board: Board) -> None:
    board.take_in(GOOD)
    board.take_in("soort;code;naam;sbu\nkeuzedeel;K0001;Iets;240\n", "--complete")
    shown = board.run("show", "K0262")
    assert shown.exit_code == 0
    assert "Alles wat hiervan is ingelezen" in shown.output


def test_every_mistake_is_told_and_nothing_is_taken_in(board: Board) -> None:
    wrong = GOOD.replace("23425;Hospitality", "2342;Hospitality").replace(";3;240", ";9;x")
    done = board.take_in(wrong)
    assert done.exit_code == 1
    assert "register.csv:2 code: “2342” is geen code die hier kan staan." in done.output
    assert "register.csv:5 niveau: “9” kan hier niet staan." in done.output
    assert "register.csv:5 sbu: “x” kan hier niet staan." in done.output
    assert "Er is niets ingelezen" in done.output
    assert "voorbeelduittreksel" in board.run("list").output


def test_in_english(board: Board) -> None:
    assert "No register was imported yet." in board.run("list", lang="en").output


def test_a_part_of_the_extract_is_shown(board: Board) -> None:
    shown = board.run("show", "23426/B1-K1-W3")
    assert "Bereidt (componenten van) gerechten" in shown.output
    assert "B1-K1-W1" not in shown.output
    assert "Voorbeeld: dit staat niet zo in het echte register." in board.run("show", "C9999").output
    assert "Niet alle kerntaken en werkprocessen" in board.run("show", "25998").output


@pytest.mark.parametrize("code", ["K9999", "23425/B9-K9-W9", "[b]"])
def test_what_is_not_there(board: Board, code: str) -> None:
    shown = board.run("show", code)
    assert shown.exit_code == 1
    assert "staat niet in de registers" in shown.output


def test_a_date_that_is_none(board: Board) -> None:
    file = board.folder / "x.csv"
    file.write_text(GOOD)
    assert board.run("import", str(file), "--origin", "SBB", "--date", "gisteren").exit_code == 2


def test_a_file_that_is_not_there(board: Board) -> None:
    done = board.run("import", "nergens.csv", *ABOUT)
    assert done.exit_code == 1
    assert "nergens.csv" in done.output


def test_of_very_many_mistakes_some_are_shown(board: Board) -> None:
    rows = "".join(f"keuzedeel;X{number};x;240\n" for number in range(600))
    done = board.take_in(f"soort;code;naam;sbu\n{rows}")
    assert "En nog 100 andere punten." in done.output
    assert "Fouten: 600." in done.output
