"""Two different people decide, and neither of them proposed it."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from issuer.domain.decisions import DecisionOutcome
from issuer.errors import DecisionNumberTaken, DecisionRefused, NothingToDecide
from issuer.services.decide import DecisionRequest
from tests.issuer_for_tests import Desk, learner_row, working_desk


def request(**changes: object) -> DecisionRequest:
    values: dict[str, object] = {
        "number": "EC-2026-0142",
        "decided_on": date(2026, 7, 1),
        "decided_by": ("u-003", "u-009"),
    }
    return DecisionRequest(**(values | changes))  # type: ignore[arg-type]  # values of the right types


def refusal(desk: Desk, **changes: object) -> str | int:
    with pytest.raises(DecisionRefused) as caught:
        desk.office.decide(desk.institution.id, request(**changes))
    return caught.value.params["reason"]


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (("u-003",), "two_different_people_needed"),
        ((), "two_different_people_needed"),
        (("u-003", "u-003"), "two_different_people_needed"),
        (("u-003", " U-003 "), "two_different_people_needed"),
        (("u-003", "ｕ-003"), "two_different_people_needed"),  # full-width letter
        (("u-003", "u-009", "u-011"), "two_different_people_needed"),
        (("u-003", "u-017"), "decider_proposed"),
        (("U-017", "u-003"), "decider_proposed"),
        (("u-003", "  "), "no_person"),
        (("u-003", "u\x00"), "no_person"),
    ],
)
def test_people_who_may_not_decide_together(tmp_path: Path, people: tuple[str, ...], reason: str) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1), by="u-017")
        assert refusal(desk, decided_by=people) == reason
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert len(list(ledger.awards.open())) == 1
            assert ledger.decisions.by_number("EC-2026-0142") is None


@pytest.mark.parametrize("number", ["", "   ", "x" * 65, "a\x07b"])
def test_a_decision_needs_a_number(tmp_path: Path, number: str) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        assert refusal(desk, number=number) == "invalid_number"


def test_a_decision_of_tomorrow_is_refused(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        assert refusal(desk, decided_on=date(2026, 7, 3)) == "date_in_future"


def test_just_after_midnight_in_the_netherlands_today_is_today(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        desk.clock.forward(hours=13)  # 22:30 UTC on 2 July is half past midnight on 3 July
        decided = desk.office.decide(desk.institution.id, request(decided_on=date(2026, 7, 3)))
        assert decided.decision.decided_on == date(2026, 7, 3)


def test_what_was_decided_is_recorded(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1), learner_row(2))
        decided = desk.office.decide(desk.institution.id, request())
        assert decided.decision.number == "EC-2026-0142"
        assert decided.decision.decided_by == ("u-003", "u-009")
        assert decided.decision.proposed_by == ("u-017",)
        assert decided.count == 2
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert list(ledger.awards.open()) == []
            assert ledger.awards.count_to_issue() == 2


def test_the_same_decision_again_changes_nothing(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        first = desk.office.decide(desk.institution.id, request())
        again = desk.office.decide(desk.institution.id, request(decided_by=("u-009", "u-003")))
        assert again.already is True
        assert again.decision == first.decision


def test_a_number_is_used_once(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        desk.office.decide(desk.institution.id, request())
        with pytest.raises(DecisionNumberTaken):
            desk.office.decide(desk.institution.id, request(decided_on=date(2026, 6, 30)))
        desk.propose(learner_row(2))
        with pytest.raises(DecisionNumberTaken):
            desk.office.decide(desk.institution.id, request())


def test_without_open_proposals_there_is_nothing_to_decide(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk, pytest.raises(NothingToDecide):
        desk.office.decide(desk.institution.id, request())


def test_the_board_may_decide_on_some_proposals_only(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1), learner_row(2))
        with desk.office.uow.read(desk.institution.id) as ledger:
            first, second = ledger.awards.open()
        desk.office.decide(desk.institution.id, request(award_ids=(second.id,)))
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert [award.id for award in ledger.awards.open()] == [first.id]


def test_a_proposal_that_is_not_there_stops_the_decision(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        assert refusal(desk, award_ids=(UUID(int=1),)) == "unknown_award"


def test_a_rejected_proposal_is_not_issued_and_may_be_proposed_again(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        desk.office.decide(desk.institution.id, request(outcome=DecisionOutcome.REJECTED))
        assert desk.issue().issued == ()
        assert desk.propose(learner_row(1, resultaat="voldoende")) == 1
