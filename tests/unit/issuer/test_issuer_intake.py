"""A file goes in a few hundred rows at a time, and nobody can tell where one part ends."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from issuer.domain.learners import Learner
from issuer.services import intake
from issuer.services.import_results import ImportOutcome, ImportReport
from tests.issuer_for_tests import HEADER, Desk, csv_file, learner_row, working_desk


@pytest.fixture(params=[1, 2, 250])
def desk(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An exam board that takes in one row, two rows, or many at a time."""
    monkeypatch.setattr(intake, "_ROWS_AT_A_TIME", request.param)
    with working_desk(tmp_path) as desk:
        yield desk


def take_in(desk: Desk, *rows: tuple[str, ...], skip_invalid: bool = False) -> ImportReport:
    data = csv_file(HEADER, *rows)
    return desk.office.import_results(desk.institution.id, data, by="u-017", skip_invalid=skip_invalid)


def codes(report: ImportReport) -> list[tuple[int, str]]:
    return [(remark.row, remark.code) for remark in report.remarks]


def learners(desk: Desk) -> dict[str, Learner]:
    """Return the learners of the open proposals by their newest name."""
    with desk.office.uow.read(desk.institution.id) as ledger:
        found = ledger.learners.by_ids([award.learner_id for award in ledger.awards.open()])
    return {learner.name: learner for learner in found.values()}


def test_the_same_learner_far_apart_in_the_file(desk: Desk) -> None:
    rows = [learner_row(number) for number in range(1, 6)]
    report = take_in(desk, *rows, learner_row(1, "Tijdelijk"), learner_row(2))
    assert codes(report) == [(8, "duplicate_in_file")]
    assert report.remarks[0].params == {"other_row": "3"}
    assert (report.outcome, report.rows, report.wrong_rows) == (ImportOutcome.REFUSED, 7, 1)


def test_a_refused_file_leaves_nothing(desk: Desk) -> None:
    take_in(desk, learner_row(1, naam="Oud"))
    assert take_in(desk, learner_row(1, "Tijdelijk", naam="Nieuw"), learner_row(2, naam="")).proposed == 0
    with desk.office.uow.read(desk.institution.id) as ledger:
        assert [award.recipient_name for award in ledger.awards.open()] == ["Oud"]
        assert ledger.learners.find(["s00002"], []) == []
        assert [one.name for one in ledger.learners.find(["s00001"], [])] == ["Oud"]
        assert len(ledger.audit.entries("results_imported")) == 1


def test_an_address_that_one_learner_gives_up_goes_to_another(desk: Desk) -> None:
    take_in(desk, learner_row(1, naam="Een"), learner_row(2, naam="Twee"))
    report = take_in(
        desk,
        learner_row(2, "Tijdelijk", naam="Twee", e_mail="lerende2@leerling.example"),
        learner_row(1, "Tijdelijk", naam="Een", e_mail="een@nieuw.example"),
        learner_row(2, "Schorsbaar", naam="Twee", e_mail="lerende1@leerling.example"),
        learner_row(3, naam="Drie", e_mail="lerende2@leerling.example"),
    )
    assert codes(report) == []
    assert report.proposed == 4
    assert {name: one.email for name, one in learners(desk).items()} == {
        "Een": "een@nieuw.example",
        "Twee": "lerende1@leerling.example",
        "Drie": "lerende2@leerling.example",
    }


def test_a_number_that_comes_later_in_the_file(desk: Desk) -> None:
    report = take_in(
        desk,
        learner_row(1, studentnummer="", naam="Een"),
        learner_row(1, "Tijdelijk", naam="Een"),
        learner_row(1, "Schorsbaar", naam="Een", e_mail=""),
    )
    assert (codes(report), report.proposed) == ([], 3)
    assert learners(desk)["Een"].student_number == "s00001"
    assert len(learners(desk)) == 1


def test_two_learners_in_one_row(desk: Desk) -> None:
    mixed = learner_row(1, "Tijdelijk", e_mail="lerende2@leerling.example")
    report = take_in(desk, learner_row(1), learner_row(2), mixed, skip_invalid=True)
    assert codes(report) == [(4, "learner_conflict")]
    assert report.proposed == 2


def test_what_was_known_is_told_in_the_order_of_the_rows(desk: Desk) -> None:
    take_in(desk, learner_row(1), learner_row(3))
    report = take_in(
        desk,
        learner_row(1),
        learner_row(2, resultaat="onvoldoende"),
        learner_row(3, naam="Anders"),
        learner_row(4),
        skip_invalid=True,
    )
    assert codes(report) == [(2, "already_known"), (3, "not_achieved"), (4, "already_awarded_differently")]
    assert (report.proposed, report.wrong_rows) == (1, 1)


def test_progress_goes_from_nothing_to_all(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    rows = [learner_row(number) for number in range(5)]
    desk.office.import_results(
        desk.institution.id,
        csv_file(("Klas 4B",), HEADER, *rows),
        by="u-017",
        progress=lambda *step: steps.append(step),
    )
    assert steps == sorted(steps)
    assert steps[-1] == (5, 5)
    assert {total for _, total in steps} == {5}


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """What is kept of a row is its number; the rest goes into the store and is forgotten."""
    with working_desk(tmp_path) as desk:
        peaks = []
        for first, last in ((0, 500), (500, 1000), (1000, 4000)):
            data = csv_file(HEADER, *(learner_row(number) for number in range(first, last)))
            tracemalloc.start()
            try:
                desk.office.import_results(desk.institution.id, data, by="u-017")
                peaks.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
    # 2,500 rows more cost less than 400 bytes each; a row in memory takes some 3,000.
    assert peaks[2] - peaks[1] < 2_500 * 400
