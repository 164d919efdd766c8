"""Forgetting a learner: nothing of the person is left here, and what they hold still verifies."""

from pathlib import Path

import pytest

from issuer.domain.status import ReasonCode, StatusAction
from issuer.errors import UnknownLearner
from issuer.self_check import SelfCheck, SelfCheckFailed
from issuer.services.change_status import StatusRequest
from tests.issuer_for_tests import Desk, learner_row, working_desk


def lists_now(desk: Desk) -> dict[str, bytes]:
    published = desk.office.publish_status_lists(
        desk.institution.id, desk.keys, by="u-020", write=desk.office.public_directory.write
    )
    return {one.status_list.url: one.content for one in published}


def test_nothing_of_the_person_is_left_and_their_copy_still_verifies(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1, naam="Zoë Bijzonder"), learner_row(2))
        desk.decide()
        desk.issue()
        mine = next(desk.office.read_credentials.all(desk.institution.id))
        assert mine.learner.name == "Zoë Bijzonder"
        copy = mine.signed.json_bytes or b""
        request = StatusRequest(
            credential_id=mine.issued.id,
            action=StatusAction.REVOKED,
            reason=ReasonCode.VERZOEK_LERENDE,
            explanation="Zoë Bijzonder vroeg erom",
            decision_number="EC-9",
            decided_by=("u-003", "u-009"),
        )
        trust_list = desk.office.make_trust_list(desk.institution.id, desk.keys.public)

        assert desk.office.erase_learner(desk.institution.id, mine.learner.id, by="u-001") == 1
        SelfCheck(trust_list=trust_list, status_lists=lists_now(desk))(copy, at=desk.clock.now)

        desk.clock.forward(days=1)
        desk.office.change_status(desk.institution.id, request)
        assert desk.office.erase_learner(desk.institution.id, mine.learner.id, by="u-001") == 0
        with desk.office.uow.read(desk.institution.id) as ledger:
            (event,) = ledger.statuses.events(mine.issued.id)
        assert (event.reason, event.explanation) == (ReasonCode.VERZOEK_LERENDE, "")
        with pytest.raises(SelfCheckFailed):
            SelfCheck(trust_list=trust_list, status_lists=lists_now(desk))(copy, at=desk.clock.now)
        assert [
            one.learner.student_number for one in desk.office.read_credentials.all(desk.institution.id)
        ] == ["s00002"]
        assert desk.office.read_credentials.one(desk.institution.id, mine.issued.id) is None


def test_no_byte_of_the_person_is_left_in_the_files(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1, naam="Zoë Bijzonder"), learner_row(2))
        desk.decide()
        desk.issue()
        mine = next(desk.office.read_credentials.all(desk.institution.id))
        desk.office.erase_learner(desk.institution.id, mine.learner.id, by="u-001")
    files = [path.read_bytes() for path in tmp_path.glob("waarmerk.db*")]
    assert files
    for secret in ("Bijzonder", "lerende1@", "s00001"):
        assert not any(secret.encode() in content for content in files)
    assert any(b"s00002" in content for content in files)


def test_erasing_twice_changes_nothing(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        with desk.office.uow.read(desk.institution.id) as ledger:
            learner_id = next(ledger.awards.open()).learner_id
        desk.office.erase_learner(desk.institution.id, learner_id, by="u-001")
        assert desk.office.erase_learner(desk.institution.id, learner_id, by="u-001") == 0
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert len(ledger.audit.entries("learner_erased")) == 1


def test_an_erased_learner_gets_no_credential_any_more(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        desk.propose(learner_row(1))
        with desk.office.uow.read(desk.institution.id) as ledger:
            learner_id = next(ledger.awards.open()).learner_id
        desk.decide()
        desk.office.erase_learner(desk.institution.id, learner_id, by="u-001")
        assert desk.issue().issued == ()


def test_an_unknown_learner_cannot_be_erased(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk, pytest.raises(UnknownLearner):
        desk.office.erase_learner(desk.institution.id, desk.institution.id, by="u-001")
