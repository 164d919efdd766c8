"""A file of results says whether learners have a startkwalificatie; the school says what that means (C09)."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from issuer.cli import app
from issuer.domain.award_files.checking import RULES, RULES_OF_ROWS
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.learner import AwardedLearner
from issuer.domain.start_qualification import Held, StartQualification
from issuer.errors import AwardsBlocked
from issuer.services.import_results import ImportOutcome, ImportReport
from issuer.stored_facts import facts_from_text, facts_to_text
from tests.awards_for_tests import BARE_MODULE
from tests.issuer_for_tests import Desk, csv_file, keep_module, working_desk, xlsx_file

HEADER = ("studentnummer", "naam", "module", "resultaat", "startkwalificatie", "startkwalificatie datum")
KEUZEDEEL = dataclasses.replace(
    BARE_MODULE,
    id="https://credentials.roctest.example/modules/keuze",
    title={"nl": "Keuze"},
    instrument="keuzedeel_resultaat",
    qualification_codes=(("Keuzedeel", "K0262"),),
)


def row(number: int, *answer: object, module: str = "kaal", result: str = "behaald") -> Sequence[object]:
    return (f"s{number}", f"Noor Proef {'abcdefghij'[number]}", module, result, *answer)


def take_in(desk: Desk, *rows: Sequence[object], header: Sequence[str] = HEADER) -> ImportReport:
    data = csv_file(header[: max(map(len, rows))], *rows)
    return desk.office.import_results(desk.institution.id, data, by="u-017")


def told(report: ImportReport) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.code, one.weight.value) for one in report.remarks]


def kept(desk: Desk) -> list[StartQualification | None]:
    with desk.office.uow.read(desk.institution.id) as ledger:
        awards = [one.id for one in ledger.awards.open()]
        facts = ledger.facts.of_awards(awards)
        return [facts[one].established if one in facts else None for one in awards]


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ("ja", Held.YES),
        ("mbo 4", Held.YES),
        ("havo", Held.YES),
        ("yes", Held.YES),
        ("nee", Held.NO),
        ("entree", Held.NO),
        ("no", Held.NO),
        ("niet bekend", Held.UNKNOWN),
        ("unknown", Held.UNKNOWN),
    ],
)
def test_the_outcome_and_the_day_are_kept_and_nothing_else(tmp_path: Path, answer: str, held: Held) -> None:
    with working_desk(tmp_path, start_qualification="off") as desk:
        report = take_in(desk, row(1, answer, "1-6-2026"))
        assert (report.remarks, report.proposed) == ((), 1)
        assert kept(desk) == [StartQualification(held=held, on=date(2026, 6, 1))]
        with desk.office.uow.read(desk.institution.id) as ledger:
            (facts,) = ledger.facts.of_awards([one.id for one in ledger.awards.open()]).values()
    expected = AwardFacts(
        learner=AwardedLearner(name="Noor Proef b"), established=facts.established, of_row=True
    )
    assert facts == expected


@pytest.mark.parametrize("name", ["Startkwalificatie", "start qualification", "Basic qualification"])
def test_the_column_has_dutch_and_english_names(tmp_path: Path, name: str) -> None:
    with working_desk(tmp_path) as desk:
        take_in(desk, row(1, "ja"), header=(*HEADER[:4], name))
        assert kept(desk) == [StartQualification(held=Held.YES)]


def test_excel_has_yes_and_days_of_its_own(tmp_path: Path) -> None:
    header = (*HEADER[:4], "start qualification", "start qualification established on")
    data = xlsx_file(header, row(1, True, date(2026, 6, 1)), row(2, False, None))
    with working_desk(tmp_path, start_qualification="off") as desk:
        desk.office.import_results(desk.institution.id, data, by="u-017")
        assert kept(desk) == [
            StartQualification(held=Held.YES, on=date(2026, 6, 1)),
            StartQualification(held=Held.NO),
        ]


class TestPolicy:
    """The same three as for award files."""

    ROWS = (row(1, "ja", "1-6-2026"), row(2, "nee", "1-6-2026"), row(3, "", ""), row(4, "ja", ""))
    NOT_SEEN = "start_qualification_not_seen"

    def test_warn(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, *self.ROWS)
            assert (report.outcome, report.proposed, report.not_asked) == (ImportOutcome.IMPORTED, 4, 0)
            assert told(report) == [
                (3, "startkwalificatie", self.NOT_SEEN, "note"),
                (4, "startkwalificatie", self.NOT_SEEN, "note"),
                (5, "startkwalificatie datum", "start_qualification_without_day", "note"),
            ]

    def test_block(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, start_qualification="block") as desk:
            report = take_in(desk, *self.ROWS)
            assert (report.outcome, report.wrong_rows) == (ImportOutcome.REFUSED, 2)
            assert [one[:3] for one in told(report) if one[3] == "error"] == [
                (3, "startkwalificatie", self.NOT_SEEN),
                (4, "startkwalificatie", self.NOT_SEEN),
            ]

    def test_leave(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, start_qualification="off") as desk:
            report = take_in(desk, *self.ROWS)
            assert (told(report), report.proposed) == ([], 4)
            assert [one.held if one else None for one in kept(desk)] == [Held.YES, Held.NO, None, Held.YES]

    def test_without_the_column_a_file_is_told_once(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, row(1), row(2))
            assert (told(report), report.proposed, report.not_asked) == ([], 2, 2)
            assert kept(desk) == [None, None]

    def test_without_the_column_nothing_comes_in_where_it_blocks(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, start_qualification="block") as desk:
            report = take_in(desk, row(1))
            assert told(report) == [(2, "startkwalificatie", self.NOT_SEEN, "error")]

    def test_without_the_column_nothing_is_said_where_it_is_left(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, start_qualification="off") as desk:
            assert take_in(desk, row(1)).not_asked == 0

    def test_the_board_cannot_decide_on_what_blocks_by_then(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            take_in(desk, row(1, "ja"), row(2, "nee"))
            settings = desk.office.settings.model_copy(update={"start_qualification": "block"})
            strict = dataclasses.replace(desk, office=dataclasses.replace(desk.office, settings=settings))
            with pytest.raises(AwardsBlocked) as error:
                strict.decide()
        assert [one.code for one in error.value.findings] == [self.NOT_SEEN]

    def test_no_other_rule_looks_at_a_row(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            take_in(desk, row(1, "ja"))
            desk.decide()
            assert len(desk.issue().issued) == 1
        assert set(RULES_OF_ROWS) < set(RULES)


@pytest.mark.parametrize("weight", ["block", "warn", "off"])
def test_what_nobody_understands_is_wrong(tmp_path: Path, weight: str) -> None:
    with working_desk(tmp_path, start_qualification=weight) as desk:
        report = take_in(desk, row(1, "misschien", "ooit"))
        assert [one[2:] for one in told(report)] == [
            ("not_a_date", "error"),
            ("start_qualification_not_understood", "error"),
        ]


def test_only_of_what_follows_on_one_and_was_achieved(tmp_path: Path) -> None:
    with working_desk(tmp_path, start_qualification="block") as desk:
        keep_module(desk.office, KEUZEDEEL)
        report = take_in(desk, row(1, "nee", module="keuze"), row(2, "nee", result="niet behaald"))
        assert (report.proposed, [one[2] for one in told(report)]) == (1, ["not_achieved"])
        assert kept(desk) == [None]


def test_the_command_says_that_it_was_not_asked(tmp_path: Path) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(csv_file(HEADER[:4], row(1), row(2)))
    with working_desk(tmp_path / "home"):
        pass
    command = ["import", str(file), "--by", "u-017", "--home", str(tmp_path / "home"), "--lang", "nl"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0
    assert "geen kolom “startkwalificatie”. Van 2 voordrachten" in " ".join(done.stdout.split())


def test_the_text_of_other_facts_stays_what_it_was() -> None:
    """A learner without a number is known by it."""
    facts = AwardFacts(learner=AwardedLearner(name="Noor"))
    assert "of_row" not in facts_to_text(facts)
    of_row = dataclasses.replace(facts, of_row=True)
    assert facts_from_text(facts_to_text(of_row)) == of_row
