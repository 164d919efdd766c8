"""``waarmerk awards propose``, and ``decide`` on what it proposed."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from issuer.cli import app
from tests.award_files_for_tests import (
    ABSENT,
    MICROCREDENTIAL,
    STATEMENT_OF_PARTS,
    STATEMENT_OF_PRACTICE,
    as_yaml,
    changed,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation without keys."""
    there = tmp_path / "home"
    made = CliRunner().invoke(
        app,
        [
            *("init", "--controller", "did:web:credentials.roctest.example", "--name", "ROC Test"),
            *("--no-keys", "--home", str(there)),
        ],
    )
    assert made.exit_code == 0, made.output
    return there


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(home), "--lang", "nl"])


def written(folder: Path, name: str, file: dict[str, Any]) -> str:
    path = folder / name
    path.write_bytes(as_yaml(file))
    return str(path)


def test_from_a_file_to_a_proposal(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "praktijk.yaml", STATEMENT_OF_PRACTICE)
    done = run(home, "awards", "propose", file, "--by", "u-017")
    assert done.exit_code == 0, done.output
    *told, outcome = done.output.splitlines()
    assert {one.split()[0] for one in told} == {"info"}
    assert outcome.startswith(
        "praktijk.yaml: voorgedragen (Praktijkverklaring – gastvrij werken, versie 1.0.0). Voordracht "
    )
    again = run(home, "awards", "propose", file, "--by", "u-017")
    assert (again.exit_code, again.output) == (
        0,
        "praktijk.yaml: al eerder voorgedragen, met dezelfde gegevens; er is niets gewijzigd.\n",
    )


def test_what_is_wrong_is_told_with_its_place(home: Path, tmp_path: Path) -> None:
    wrong = written(tmp_path, "fout.yaml", changed(STATEMENT_OF_PRACTICE, gesprekken__0=ABSENT))
    fine = written(tmp_path, "goed.yaml", STATEMENT_OF_PARTS)
    done = run(home, "awards", "propose", wrong, fine, "--by", "u-017")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0].startswith("FOUT F19  fout.yaml:")
    assert "gesprekken: Er is halverwege geen evaluatiegesprek geweest." in lines[0]
    assert lines[1] == "fout.yaml: niet voorgedragen. Verbeter wat hierboven staat."
    assert lines[2].startswith("goed.yaml: in orde, maar niet voorgedragen")
    assert run(home, "proposals").output.count("Sam Proef") == 0


def test_as_json(home: Path, tmp_path: Path) -> None:
    wrong = written(tmp_path, "fout.yaml", changed(STATEMENT_OF_PRACTICE, gesprekken__0=ABSENT))
    fine = written(tmp_path, "goed.yaml", STATEMENT_OF_PARTS)
    done = run(home, "awards", "propose", wrong, fine, "--skip-invalid", "--json", "--by", "u-017")
    assert done.exit_code == 1
    first, second = (json.loads(line) for line in done.output.splitlines())
    assert (first["file"], first["outcome"], first["award"]) == ("fout.yaml", "refused", None)
    assert [
        (one["code"], one["requirement"], one["pointer"], one["severity"])
        for one in first["findings"]
        if one["severity"] == "error"
    ] == [("no_midterm_talk", "F19", "/gesprekken", "error")]
    assert (second["outcome"], second["published"], second["version"]) == ("proposed", True, "1.0.0")


def test_what_stands_in_the_way_of_a_decision(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "verklaring.yaml", STATEMENT_OF_PARTS)
    assert run(home, "awards", "propose", file, "--by", "u-1").exit_code == 0
    decide = ("decide", "--number", "EC-1", "--date", "1-7-2026", "--by", "u-003", "--by")
    refused = run(home, *decide, "u-030")
    assert refused.exit_code == 1
    assert "Wie een toekenning voordraagt, besluit er niet over." in refused.output
    assert "Er is niets besloten" in refused.output
    assert run(home, *decide, "u-009").exit_code == 0


def test_in_english(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "practice.yaml", STATEMENT_OF_PRACTICE)
    done = CliRunner().invoke(
        app, ["awards", "propose", file, "--by", "u-1", "--home", str(home), "--lang", "en"]
    )
    assert "\npractice.yaml: proposed (Practice – hospitality, version 1.0.0)." in done.output


def test_results_that_no_credential_shows_are_told_when_they_are_proposed(home: Path, tmp_path: Path) -> None:
    unknown = {"onderdeel": "Observatie", "waarde": "voldoende"}
    results = [*MICROCREDENTIAL["toekenning"]["resultaten"], unknown]
    file = written(tmp_path, "micro.yaml", changed(MICROCREDENTIAL, toekenning__resultaten=results))
    done = run(home, "awards", "propose", file, "--by", "u-1")
    assert done.exit_code == 0, done.output
    assert "Deze resultaten komen niet in de credential: Observatie." in done.output
    assert "D18" not in done.output
