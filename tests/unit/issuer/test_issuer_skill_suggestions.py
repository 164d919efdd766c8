"""Skills that the registers suggest for the work processes of a module; somebody takes over what is right."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from credentials.achievement.model import Skill
from issuer.cli import app
from issuer.domain.modules.description.qualification_parts import (
    CoreTask,
    QualificationParts,
    WorkProcessDescription,
)
from issuer.domain.modules.rules import check_module
from issuer.domain.modules.skill_suggestions import skill_lines, suggested_skills
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import Dossier, RegisterEntry, Registers, SkillSuggestion
from issuer.domain.registers.example import EXAMPLE_SOURCE
from issuer.domain.registers.parts import RegisteredCoreTask, RegisteredWorkProcess
from tests.awards_for_tests import MODULE
from tests.issuer_for_tests import working_desk
from tests.modules_for_tests import DEMO, described, with_

ON = date(2026, 7, 1)
FIM = DEMO / "module-bediening-en-keuken.yaml"


def skill(number: int, code: str = "P1-K1-W1", crebo: str = "23425", **facts: object) -> SkillSuggestion:
    known = {
        "owner": crebo,
        "code": code,
        "uri": f"http://data.europa.eu/esco/skill/{number}",
        "label": f"vaardigheid {number}",
        "source": "ESCO",
    }
    return SkillSuggestion(**known | facts)  # type: ignore[arg-type]  # any field


def registers(*skills: SkillSuggestion) -> Registers:
    process = RegisteredWorkProcess(owner="23425", code="P1-K1-W1", title="Neemt bestellingen op")
    task = RegisteredCoreTask(owner="23425", code="P1-K1", title="Bedient", work_processes=(process,))
    dossier = Dossier(crebo="23425", name="Hospitality", core_tasks=(task,), is_partial=True)
    entries: list[RegisterEntry] = [dossier, *skills]
    return Registers((one, EXAMPLE_SOURCE) for one in entries)


class TestSuggesting:
    def test_in_the_order_of_the_module_and_each_once(self) -> None:
        known = registers(
            skill(1), skill(2, "B1-K1-W1", "23426"), skill(1, "B1-K1-W1", "23426"), skill(3, "B9-K9-W9")
        )
        found = suggested_skills(described(), known)
        assert [(one.suggestion.label, one.work_processes) for one in found] == [
            ("vaardigheid 1", ("23425/P1-K1-W1", "23426/B1-K1-W1")),
            ("vaardigheid 2", ("23426/B1-K1-W1",)),
        ]

    def test_what_the_module_names_already_is_left_out(self) -> None:
        named = Skill(framework="ESCO", uri="http://data.europa.eu/esco/skill/1", label="x")
        module = with_(skills=(named,))
        assert suggested_skills(described(module), registers(skill(1))) == ()

    def test_what_is_not_in_force_is_left_out(self) -> None:
        known = registers(skill(1, valid_until=date(2026, 6, 30)), skill(2, valid_from=ON))
        assert [one.suggestion.label for one in suggested_skills(described(), known, ON)] == ["vaardigheid 2"]
        assert len(suggested_skills(described(), known)) == 2

    def test_parts_that_are_written_out_count_too(self) -> None:
        part = WorkProcessDescription(crebo="23425", code="P1-K1-W1", title="x")
        new = dataclasses.replace(part, code="P1-K1-W2", is_proposed=True)
        parts = QualificationParts(core_tasks=(CoreTask(work_processes=(part, new)),))
        description = described(with_(learning_outcomes=()), parts=parts)
        known = registers(skill(1), skill(2, "P1-K1-W2"))
        assert [one.suggestion.label for one in suggested_skills(description, known)] == ["vaardigheid 1"]

    def test_a_work_process_of_an_unknown_dossier_has_none(self) -> None:
        outcome = dataclasses.replace(
            MODULE.learning_outcomes[0],
            work_processes=(dataclasses.replace(MODULE.learning_outcomes[0].work_processes[0], crebo=None),),
        )
        assert suggested_skills(described(with_(learning_outcomes=(outcome,))), registers(skill(1))) == ()


class TestRule:
    def findings(self, known: Registers | None) -> list[tuple[str, str, str]]:
        around = Surroundings(registers=known, on=ON)
        return [
            (one.severity.value, one.pointer, one.params["skills"])
            for one in check_module(described(), around)
            if one.requirement == "D19"
        ]

    def test_it_is_only_something_to_know(self) -> None:
        assert self.findings(registers(skill(1))) == [
            ("info", "/skills", "vaardigheid 1 (ESCO, 23425/P1-K1-W1)")
        ]

    def test_a_few_are_named(self) -> None:
        ((_, _, told),) = self.findings(registers(*(skill(number) for number in range(9))))
        assert told.count("vaardigheid") == 5
        assert told.endswith("; …")

    def test_nothing_without_suggestions(self) -> None:
        assert self.findings(registers()) == []
        assert self.findings(None) == []


class TestLines:
    @pytest.mark.parametrize("root", ["", "/template"])
    def test_they_can_be_pasted(self, root: str) -> None:
        evil = skill(2, label='kaas: "jong" # {oud}')
        description = described(with_(skills=()), root=root)
        lines = list(skill_lines(suggested_skills(description, registers(skill(1), evil)), description))
        pasted = yaml.safe_load("\n".join((["template:"] if root else []) + lines))
        found = pasted["template"]["skills"] if root else pasted["skills"]
        assert found == [
            {"bron": "ESCO", "uri": "http://data.europa.eu/esco/skill/1", "label": "vaardigheid 1"},
            {"bron": "ESCO", "uri": "http://data.europa.eu/esco/skill/2", "label": 'kaas: "jong" # {oud}'},
        ]
        assert lines[1].endswith("# 23425/P1-K1-W1")

    def test_a_module_with_skills_gets_the_lines_only(self) -> None:
        description = described()
        lines = list(skill_lines(suggested_skills(description, registers(skill(1))), description))
        assert len(lines) == 1
        assert lines[0].startswith("  - {")


class TestCommands:
    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        with working_desk(tmp_path / "home"):
            pass
        return tmp_path / "home"

    def run(self, home: Path, *words: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--home", str(home), "--lang", "nl"])

    def take_in(self, home: Path) -> None:
        suggestion = {
            "crebo": "23425",
            "werkproces": "P1-K1-W1",
            "label": "gastvrij handelen",
            "bron": "CompetentNL",
            "uri": "https://linkeddata.competentnl.nl/uwv/id/skill/voorbeeld",
            "illustratief": True,
        }
        task = {
            "code": "P1-K1",
            "titel": "Bedient gasten",
            "werkprocessen": [{"code": "P1-K1-W1", "titel": "Neemt bestellingen op en informeert"}],
        }
        document = {
            "kwalificatiedossiers": [
                {"crebo": "23425", "naam": "Hospitality", "onvolledig": True, "kerntaken": [task]}
            ],
            "skills": [suggestion],
        }
        file = home.parent / "register.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        done = self.run(home, "registers", "import", file, "--origin", "UWV", "--date", "1-3-2026")
        assert done.exit_code == 0, done.output

    def test_from_suggestion_to_a_module_that_names_it(self, home: Path) -> None:
        self.take_in(home)
        module = home.parent / "module.yaml"
        module.write_bytes(FIM.read_bytes())
        checked = self.run(home, "modules", "check", module)
        assert "info D19" in checked.output
        assert "gastvrij handelen (CompetentNL, 23425/P1-K1-W1)" in checked.output
        printed = self.run(home, "modules", "skills", module)
        assert printed.exit_code == 0
        assert "volgens de registers" in printed.stderr
        text = module.read_text("utf-8")
        where = "template:\n" if "\ntemplate:\n" in text else ""
        pasted = text.replace(where, where + printed.stdout, 1) if where else text + "\n" + printed.stdout
        module.write_text(pasted, encoding="utf-8")
        again = self.run(home, "modules", "check", module)
        assert "D19" not in again.output
        assert "D18" not in again.output
        assert "geen andere vaardigheden" in self.run(home, "modules", "skills", module).stderr

    def test_where_none_were_imported_it_says_how(self, home: Path) -> None:
        done = self.run(home, "modules", "skills", FIM)
        assert (done.exit_code, done.stdout) == (0, "")
        assert "waarmerk registers import" in done.stderr

    def test_a_file_that_is_no_module(self, home: Path) -> None:
        wrong = home.parent / "x.yaml"
        wrong.write_text("a: 1", encoding="utf-8")
        done = self.run(home, "modules", "skills", wrong)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "x.yaml" in done.stderr

    def test_they_are_shown_with_what_they_belong_to(self, home: Path) -> None:
        self.take_in(home)
        shown = self.run(home, "registers", "show", "23425/P1-K1-W1")
        assert "Voorgestelde vaardigheden" in shown.output
        assert "gastvrij handelen" in shown.output
        assert "Voorgestelde" not in self.run(home, "registers", "show", "K0262").output
