"""Which registers a module and an award were judged with: kept, shown, and enough to judge again."""

import dataclasses
import json
import sqlite3
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from typer.testing import CliRunner

from credentials.achievement.model import LearningOutcome, WorkProcess
from issuer.cli import app
from issuer.domain.awards import ModuleVersion
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules import check_module
from issuer.domain.registers import RegisterEdition, example_registers
from issuer.services.award_file_reports import AwardFile
from issuer.services.import_register import RegisterFile
from issuer.services.judge_again import judge_award_again, judge_module_again
from issuer.services.module_surroundings import surroundings_of
from issuer.services.register_editions import newest_edition, registers_now, registers_of
from tests.award_files_for_tests import STATEMENT_OF_PRACTICE, as_yaml
from tests.issuer_for_tests import Desk, learner_row, working_desk
from tests.modules_for_tests import described, with_

DOSSIER = "23425"
TITLE = "Draagt bij aan een gastgerichte beleving"
THEN, SINCE = "B1-K1-W2", "B1-K1-W3"


def registers(code: str) -> RegisterFile:
    """A dossier with one work process."""
    process = {"code": code, "titel": TITLE}
    dossier = {
        "crebo": DOSSIER,
        "naam": "Hospitality",
        "kerntaken": [{"code": "B1-K1", "titel": "Verleent gastvrijheid", "werkprocessen": [process]}],
    }
    return RegisterFile("register.json", json.dumps({"kwalificatiedossiers": [dossier]}).encode())


def take_in(desk: Desk, code: str, dated: date) -> RegisterEdition:
    """Import the dossier."""
    report = desk.office.import_register(
        desk.institution.id, [registers(code)], origin="SBB", dated=dated, by="u-007"
    )
    assert report.record is not None
    return RegisterEdition(import_id=report.record.id)


def a_module() -> ModuleDescription:
    """A module thwith the work process that the register had at first."""
    outcome = LearningOutcome(
        code="LO1",
        text={"nl": "De lerende ontvangt gasten.", "en": "The learner receives guests."},
        work_processes=(
            WorkProcess(crebo=DOSSIER, code=THEN, title="Draagt bij aan een gastgerichte beleving"),
        ),
    )
    module = with_(
        id="https://credentials.roctest.example/modules/ontvangst",
        title={"nl": "Ontvangst", "en": "Reception"},
        learning_outcomes=(outcome,),
    )
    return described(module, dossiers=frozenset({DOSSIER}))


def publish(desk: Desk) -> ModuleVersion:
    """Publish it."""
    return desk.office.publish_module(desk.institution.id, a_module(), by="u-001").version


class TestKept:
    def test_with_the_module(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            edition = take_in(desk, THEN, date(2026, 3, 1))
            version = publish(desk)
            take_in(desk, SINCE, date(2026, 4, 1))
            assert version.registers == edition
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.modules.get(version.id).registers == edition
                (entry,) = ledger.audit.entries("module_published")
        assert entry.details["registers"] == f"import {edition.import_id}"

    def test_of_the_extract_its_digest(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            version = publish(desk)
            with desk.office.uow.read(desk.institution.id) as ledger:
                kept = ledger.modules.get(version.id).registers
        assert kept == example_registers().edition
        assert kept is not None
        assert (kept.is_extract, len(kept.extract_sha256 or "")) == (True, 64)

    def test_with_the_decision_and_the_module_of_an_award_file(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = desk.office.propose_awards(
                desk.institution.id, [AwardFile("a.yaml", as_yaml(STATEMENT_OF_PRACTICE))], by="u-017"
            )
            edition = take_in(desk, THEN, date(2026, 3, 1))
            decision = desk.decide("EC-1").decision
            assert report.version is not None
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.modules.get(report.version.id).registers == example_registers().edition
                assert ledger.decisions.by_number("EC-1") == decision
                (entry,) = ledger.audit.entries("decided")
        assert decision.registers == edition
        assert entry.details["registers"] == str(edition)

    def test_of_what_was_judged_before_nothing_is_said(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk, desk.office.uow.read(desk.institution.id) as ledger:
            versions = ledger.modules.all()
            assert {one.registers for one in versions} == {None}
            assert registers_of(ledger, None) is None
            assert judge_module_again(ledger, versions[0]) is None

    def test_one_edition_and_not_two(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="edition"):
            RegisterEdition()
        with pytest.raises(ValueError, match="edition"):
            RegisterEdition(import_id=UUID(int=1), extract_sha256="0" * 64)
        with working_desk(tmp_path) as desk:
            edition = take_in(desk, THEN, date(2026, 3, 1))
        connection = sqlite3.connect(tmp_path / "waarmerk.db")
        with pytest.raises(sqlite3.IntegrityError, match="one_edition"):
            connection.execute(
                "INSERT INTO module_version (id, institution_id, module_id, version, content,"
                " content_sha256, published_at, register_import_id, register_extract_sha256)"
                " SELECT 'x', institution_id, 'x', '1', '', '', published_at, ?, '0' FROM module_version",
                [edition.import_id.hex if edition.import_id else None],
            )
        connection.close()


class TestJudgedAgain:
    def test_a_module_with_the_registers_of_then(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            take_in(desk, THEN, date(2026, 3, 1))
            version = publish(desk)
            desk.clock.forward(days=30)
            newest = take_in(desk, SINCE, date(2026, 4, 1))
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert newest_edition(ledger) == newest == registers_now(ledger).edition
                again = judge_module_again(ledger, version)
                now = check_module(a_module(), surroundings_of(ledger, desk.clock()))
                then = registers_of(ledger, version.registers)
            assert then is not None
            assert then.work_process(DOSSIER, THEN) is not None
            assert again is not None
            since = {one.code for one in now} - {one.code for one in again}
            assert since == {"work_process_not_in_dossier"}

    def test_an_award_with_the_registers_of_then(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.office.propose_awards(
                desk.institution.id, [AwardFile("a.yaml", as_yaml(STATEMENT_OF_PRACTICE))], by="u-017"
            )
            decision = desk.decide().decision
            qualification = {"crebo": "27052", "naam": "Medewerker hospitality", "niveau": 4}
            later = RegisterFile("q.json", json.dumps({"kwalificaties": [qualification]}).encode())
            taken = desk.office.import_register(
                desk.institution.id, [later], origin="SBB", dated=date(2026, 7, 1), by="u-007"
            )
            assert taken.record is not None
            with desk.office.uow.read(desk.institution.id) as ledger:
                (award,) = (one.award for one in ledger.awards.awarded())
                policy = desk.office.award_policy
                again = judge_award_again(ledger, award, decision, policy)
                newer = dataclasses.replace(decision, registers=newest_edition(ledger))
                now = judge_award_again(ledger, award, newer, policy)
            assert again is not None
            assert now is not None
            assert {one.code for one in now} - {one.code for one in again} == {"level_differs_from_register"}

    def test_the_extract_of_another_version_cannot_be_had(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk, desk.office.uow.read(desk.institution.id) as ledger:
            assert registers_of(ledger, RegisterEdition(extract_sha256="0" * 64)) is None
            assert registers_of(ledger, example_registers().edition) is example_registers()


class TestShown:
    def run(self, home: Path, *words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--home", str(home), "--lang", "nl"])
        assert done.exit_code == 0, done.output
        return " ".join(done.stdout.split())

    def test_with_a_module_and_a_decision(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            edition = take_in(desk, THEN, date(2026, 3, 1))
            publish(desk)
            desk.propose(learner_row(1))
        shown = json.loads(self.run(tmp_path, "modules", "show", "ontvangst"))
        assert shown["title"]["nl"] == "Ontvangst"
        assert shown["published"]["registers"] == {
            "import": str(edition.import_id),
            "origin": "SBB",
            "dated": "2026-03-01",
            "importedAt": "2026-07-02T09:30:15Z",
            "sha256": shown["published"]["registers"]["sha256"],
        }
        said = self.run(
            tmp_path, "decide", "--number", "EC-9", "--date", "1-7-2026", "--by", "u-003", "--by", "u-009"
        )
        assert f"De registers waren toen die van 2026-03-01 (SBB; import {edition.import_id})." in said

    def test_a_decision_without_registers_says_what_to_do(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1))
        said = self.run(
            tmp_path, "decide", "--number", "EC-9", "--date", "1-7-2026", "--by", "u-003", "--by", "u-009"
        )
        assert "waarmerk registers import" in said
        shown = json.loads(self.run(tmp_path, "modules", "show", "bediening"))
        assert shown["published"]["registers"] is None

    def test_in_the_inspection_pack(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = desk.office.propose_awards(
                desk.institution.id, [AwardFile("a.yaml", as_yaml(STATEMENT_OF_PRACTICE))], by="u-017"
            )
            edition = take_in(desk, THEN, date(2026, 3, 1))
            desk.decide()
            pack = desk.office.inspect_award(
                desk.institution.id, str(report.award_id), language="nl", by="u-050"
            )
        files = contents(pack.content)
        assert files["decision.json"]["registers"]["import"] == str(edition.import_id)
        assert files["criteria.json"]["publishedWithRegisters"]["extract"] is True
        assert files["rules.json"]["module"]["registers"]["extract"] is True
        assert files["rules.json"]["award"]["registers"]["import"] == str(edition.import_id)
        assert {"code", "requirement", "pointer", "severity", "text"} == set(
            files["rules.json"]["award"]["findings"][0]
        )


def contents(pack: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(pack)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith("json")}
