"""Modules of other institutions, read from their catalogues: what is like ours, and what is refused."""

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from credentials.achievement.model import LearningOutcome, Module, WorkProcess
from issuer.cli import app
from issuer.domain.exports.catalogue import catalogue_json, catalogued
from issuer.domain.findings import Finding
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.relations import Origin, Relations
from issuer.domain.modules.foreign_catalogue import (
    CATALOGUE_LIMITS,
    MAX_FINDINGS,
    MAX_MODULES,
    read_foreign_catalogue,
)
from issuer.domain.modules.rules import check_module
from issuer.domain.modules.surroundings import ForeignModule, Surroundings, footprint
from tests.awards_for_tests import ISSUER, MODULE, SCHOOL
from tests.exports_for_tests import published
from tests.modules_for_tests import DEMO, described, with_

AT = datetime(2026, 7, 2, tzinfo=UTC)
BALIE = DEMO / "module-bediening-en-keuken.yaml"


def module_with(title: str, *work: tuple[str, str], name: str = "ander") -> Module:
    processes = tuple(WorkProcess(crebo=crebo, code=code, title="X") for crebo, code in work)
    return with_(
        id=f"https://elders.example/modules/{name}",
        title={"nl": title},
        learning_outcomes=(LearningOutcome(code="LO1", text={"nl": "Doet."}, work_processes=processes),),
    )


A, B, C, D, E = (("23425", f"B1-K1-W{number}") for number in range(1, 6))
MINE = module_with("Bediening in de zaal", A, B, C, name="mijn")


def catalogue(*modules: Module, school: str = "ROC Elders") -> dict[str, Any]:
    """Return the catalogue of another school, as this product publishes it."""
    other = dataclasses.replace(ISSUER, name=school, id="did:web:elders.example")
    shown = catalogued([published(module) for module in modules])
    return json.loads(json.dumps(catalogue_json(shown, other, AT)))  # type: ignore[no-any-return]  # an object


def read(document: object) -> tuple[tuple[ForeignModule, ...], list[tuple[str, str]]]:
    found = read_foreign_catalogue(json.dumps(document).encode(), file="catalogus.json")
    return found.modules, [(one.code, one.pointer) for one in found.findings]


def compared(*others: ForeignModule, mine: Module = MINE, **facts: object) -> list[Finding]:
    description: ModuleDescription = described(mine, **facts)
    around = Surroundings(elsewhere=others)
    return [one for one in check_module(description, around) if one.requirement == "D07"]


def other(module: Module, school: str = "ROC Elders") -> ForeignModule:
    return ForeignModule(footprint(module), school)


class TestReading:
    def test_a_catalogue_of_ours_is_read(self) -> None:
        modules, wrong = read(catalogue(MODULE, module_with("Zaal", A)))
        assert wrong == []
        assert [(one.footprint, one.school) for one in modules] == [
            (footprint(MODULE), "ROC Elders"),
            (footprint(module_with("Zaal", A)), "ROC Elders"),
        ]

    def test_what_is_not_compared_is_not_looked_at(self) -> None:
        document = catalogue(MODULE)
        document["modules"][0]["description"] = 7
        document["modules"][0]["learningOutcomes"].append({"code": "LO9"})
        document["extra"] = {"x": [1, 2]}
        assert read(document)[1] == []

    def test_every_mistake_is_told_and_nothing_is_compared(self) -> None:
        document = catalogue(MODULE, module_with("Zaal", A), module_with("Tuin", B, name="tuin"))
        one, two, _ = document["modules"]
        document["issuer"] = []
        one["learningOutcomes"][0]["workProcesses"][0] |= {"code": "W1", "crebo": "abc"}
        one["title"] = {"nl": "x" * 400}
        two["learningOutcomes"] = "geen"
        two["id"] = ""
        document["modules"][2] = "tuin"
        modules, wrong = read(document)
        assert modules == ()
        assert wrong == [
            ("catalogue_wrong_shape", "/issuer"),
            ("catalogue_text_too_long", "/modules/0/title/nl"),
            ("catalogue_code_malformed", "/modules/0/learningOutcomes/0/workProcesses/0/code"),
            ("catalogue_code_malformed", "/modules/0/learningOutcomes/0/workProcesses/0/crebo"),
            ("catalogue_wrong_shape", "/modules/1/id"),
            ("catalogue_wrong_shape", "/modules/1/learningOutcomes"),
            ("catalogue_wrong_shape", "/modules/2"),
        ]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "catalogue_file_refused"),
            (b"{", "catalogue_file_refused"),
            (b"\xff\xfe", "catalogue_file_refused"),
            (b'{"modules":[],"modules":[]}', "catalogue_file_refused"),
            (b"[" * 40 + b"]" * 40, "catalogue_file_refused"),
            (b" " * (CATALOGUE_LIMITS.max_bytes + 1), "catalogue_file_refused"),
            (b"[]", "catalogue_not_one"),
            (b'{"modules": {}}', "catalogue_not_one"),
            (b'"modules"', "catalogue_not_one"),
        ],
    )
    def test_what_is_no_catalogue_is_said(self, data: bytes, code: str) -> None:
        found = read_foreign_catalogue(data, file="x.json")
        assert found.modules == ()
        assert [(one.code, one.file) for one in found.findings] == [(code, "x.json")]
        assert all(one.text(language) for one in found.findings for language in ("nl", "en"))

    def test_how_much_is_bounded(self) -> None:
        small = {"id": "https://x.example/1", "title": {"nl": "X"}}
        many = {"issuer": {"name": "X"}, "modules": [small] * (MAX_MODULES + 1)}
        assert read(many) == ((), [("catalogue_too_many_modules", "/modules")])
        wrong = read({"issuer": {"name": "X"}, "modules": [7] * 1000})[1]
        assert len(wrong) == MAX_FINDINGS + 1
        assert wrong[-1] == ("catalogue_too_many_findings", "")

    def test_nothing_that_a_terminal_obeys_or_that_may_be_a_bsn_is_repeated(self) -> None:
        document = catalogue(module_with("Zaal\x1b[31m\u202e rood", A))
        (module,), wrong = read(document)
        assert wrong == []
        assert module.footprint.title == "Zaal[31m rood"
        document["modules"][0]["learningOutcomes"][0]["workProcesses"][0]["code"] = "111222333\x1b"
        found = read_foreign_catalogue(json.dumps(document).encode(), file="x.json")
        assert [one.params["value"] for one in found.findings] == ["…"]


class TestComparing:
    def test_without_catalogues_nothing_is_said(self) -> None:
        assert [one for one in check_module(described(MINE)) if one.requirement == "D07"] == []

    def test_much_alike_is_told_with_a_figure_and_whose_it_is(self) -> None:
        (found,) = compared(
            other(module_with("Zaal", A, B, C, D, E, name="zaal")), other(module_with("X", D))
        )
        assert (found.code, found.severity.value) == ("module_like_elsewhere", "warning")
        assert found.params == {
            "overlap_nl": "0,60",
            "modules_nl": "Zaal, ROC Elders (https://elders.example/modules/zaal): 0,60",
            "overlap_en": "0.60",
            "modules_en": "Zaal, ROC Elders (https://elders.example/modules/zaal): 0.60",
        }
        assert "(overlap 0,60): Zaal, ROC Elders" in found.text("nl")

    def test_the_most_alike_come_first_and_not_too_many(self) -> None:
        near = [
            other(module_with("Zaal", A, B, C, name=f"n{number}"), f"ROC {number}") for number in range(9)
        ]
        (found,) = compared(other(module_with("Y", A, B, name="y"), "AOC"), *near)
        assert found.params["modules_en"].count("; ") == 4
        assert "AOC" not in found.params["modules_en"]

    def test_less_alike_is_told_too(self) -> None:
        (found,) = compared(
            other(module_with("Tuin", A, D, E, name="tuin")), other(module_with("X", D), "ROC X")
        )
        assert (found.code, found.severity.value) == ("module_unlike_elsewhere", "info")
        assert found.params["overlap_nl"] == "0,20"
        assert (found.params["count"], found.params["schools"]) == ("2", "ROC Elders, ROC X")

    def test_that_there_is_nothing_like_it_is_told_as_well(self) -> None:
        (found,) = compared(other(module_with("Tuin", D)))
        assert (found.code, found.params["count"]) == ("module_like_none_elsewhere", "1")
        (nobody,) = compared()
        assert (nobody.code, nobody.params["count"]) == ("module_like_none_elsewhere", "0")

    def test_a_reason_is_enough(self) -> None:
        (found,) = compared(other(module_with("Zaal", A, B, C)), relations=Relations(why_new="Voor de bbl."))
        assert (found.code, found.severity.value) == ("module_like_elsewhere_explained", "info")

    def test_what_it_was_taken_from_is_left_out(self) -> None:
        taken = Relations(derived_from=Origin(id="https://elders.example/modules/zaal"))
        (found,) = compared(other(module_with("Zaal", A, B, C, name="zaal")), relations=taken)
        assert found.code == "module_like_none_elsewhere"

    def test_what_the_register_lays_down_is_the_same_everywhere(self) -> None:
        laid_down = dataclasses.replace(
            MINE, instrument="keuzedeel_resultaat", qualification_codes=(("Keuzedeel", "K0262"),)
        )
        assert compared(other(MINE), mine=laid_down) == []


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["modules", "check", *map(str, words), "--lang", "nl"])


class TestCommand:
    @pytest.fixture
    def home(self, tmp_path: Path) -> tuple[str, str]:
        return "--home", str(tmp_path / "home")

    def beside(self, folder: Path, document: object, name: str = "elders.json") -> Path:
        file = folder / name
        file.write_text(json.dumps(document), encoding="utf-8")
        return file

    def test_says_what_is_like_it_elsewhere(self, tmp_path: Path, home: tuple[str, str]) -> None:
        theirs = self.beside(tmp_path, catalogue(MODULE, school="ROC Verderop"))
        done = run(BALIE, "--beside", theirs, *home)
        assert done.exit_code == 0, done.output
        (line,) = [one for one in done.output.splitlines() if "D07" in one]
        assert "ROC Verderop" in line
        assert f"({SCHOOL}/modules/bediening): 0," in line

    def test_json_has_the_same(self, tmp_path: Path, home: tuple[str, str]) -> None:
        theirs = self.beside(tmp_path, catalogue(MODULE))
        done = run(BALIE, "--json", "--beside", theirs, "--beside", theirs, *home)
        (line,) = done.output.splitlines()
        (found,) = [one for one in json.loads(line)["findings"] if one["requirement"] == "D07"]
        assert found["code"] in {"module_like_elsewhere", "module_unlike_elsewhere"}

    def test_a_catalogue_with_mistakes_is_not_compared_with(
        self, tmp_path: Path, home: tuple[str, str]
    ) -> None:
        wrong = self.beside(tmp_path, {"modules": [7, 8]}, "kapot.json")
        good = self.beside(tmp_path, catalogue(MODULE, school="ROC Verderop"))
        done = run(BALIE, "--beside", wrong, "--beside", good, *home)
        assert done.exit_code == 1
        assert done.output.count("kapot.json modules[") == 2
        assert "kapot.json is niet vergeleken" in done.output
        assert "ROC Verderop" in done.output
        shown = run(BALIE, "--json", "--beside", wrong, *home).output.splitlines()
        assert [json.loads(one)["file"] for one in shown] == [str(wrong), str(BALIE)]

    def test_a_catalogue_that_is_not_there(self, tmp_path: Path, home: tuple[str, str]) -> None:
        done = run(BALIE, "--beside", tmp_path / "geen.json", *home)
        assert done.exit_code == 1
        assert not isinstance(done.exception, OSError)
