"""The issuer's own register: append-only, without gaps, without anybody in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from issuer.domain.exports.register_feed import RegisterStatus
from issuer.domain.status import ReasonCode, StatusAction
from issuer.errors import RegisterStatusRefused, UnknownCredential
from issuer.publication import PublicDirectory
from issuer.services.change_status import StatusRequest
from issuer.services.register_feed import FeedReport
from issuer.storage.database import open_engine
from tests.awards_for_tests import BARE_MODULE, SCHOOL
from tests.issuer_for_tests import Desk, learner_row, working_desk

REGISTER = "Register in oprichting"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with working_desk(tmp_path / "home") as made:
        yield made


def issue(desk: Desk, *numbers: int) -> tuple[str, ...]:
    desk.propose(*(learner_row(number) for number in numbers))
    desk.decide()
    return desk.issue().issued


def change(desk: Desk, credential: str, action: StatusAction) -> None:
    request = StatusRequest(
        credential_id=credential,
        action=action,
        reason=ReasonCode.FOUT_IN_GEGEVENS,
        explanation="Verkeerde cijfers overgenomen",
        decision_number=f"EC-{action.value}",
        decided_by=("u-003", "u-009"),
    )
    desk.office.change_status(desk.institution.id, request)


def publish(desk: Desk, out: Path, size: int = 2, register: str | None = None) -> FeedReport:
    return desk.office.publish_register_feed(
        desk.institution.id,
        PublicDirectory(out),
        base_url=f"{SCHOOL}/register",
        by="u-020",
        page_size=size,
        register=register,
    )


def page(out: Path, number: int) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((out / f"page-{number}.json").read_bytes())
    return whole


class TestFeed:
    def test_an_entry(self, desk: Desk, tmp_path: Path) -> None:
        (credential,) = issue(desk, 1)
        publish(desk, tmp_path)
        assert page(tmp_path, 1)["entries"] == [
            {
                "number": 1,
                "event": "issued",
                "credential": credential,
                "instrument": "microcredential",
                "issuer": {"id": desk.institution.controller, "brin": "99ZZ", "rio": "999A999"},
                "date": "2026-07-02",
                "status": "in_force",
                "module": BARE_MODULE.id,
                "moduleVersion": "1.0.0",
            }
        ]

    def test_pages_follow_each_other_and_a_full_one_never_changes(self, desk: Desk, tmp_path: Path) -> None:
        first = issue(desk, 1, 2, 3)
        assert publish(desk, tmp_path) == FeedReport(added=3, total=3, pages=2, offered=0)
        full = (tmp_path / "page-1.json").read_bytes()
        assert page(tmp_path, 1)["isComplete"] is True
        assert page(tmp_path, 1)["next"] == f"{SCHOOL}/register/page-2.json"
        assert (page(tmp_path, 2)["isComplete"], "next" in page(tmp_path, 2)) == (False, False)
        desk.clock.forward(days=1)
        change(desk, first[0], StatusAction.REVOKED)
        issue(desk, 4)
        assert publish(desk, tmp_path) == FeedReport(added=2, total=5, pages=3, offered=0)
        assert (tmp_path / "page-1.json").read_bytes() == full
        entries = [entry for number in (1, 2, 3) for entry in page(tmp_path, number)["entries"]]
        assert [entry["number"] for entry in entries] == [1, 2, 3, 4, 5]
        assert [entry["event"] for entry in entries] == ["issued"] * 4 + ["revoked"]
        assert (entries[4]["credential"], entries[4]["status"]) == (first[0], "revoked")
        index = json.loads((tmp_path / "index.json").read_bytes())
        assert (index["totalEntries"], index["pages"], index["last"]) == (
            5,
            3,
            f"{SCHOOL}/register/page-3.json",
        )

    def test_exactly_full_pages_have_an_empty_one_behind_them(self, desk: Desk, tmp_path: Path) -> None:
        issue(desk, 1, 2)
        assert publish(desk, tmp_path).pages == 2
        assert page(tmp_path, 2)["entries"] == []

    def test_twice_adds_nothing(self, desk: Desk, tmp_path: Path) -> None:
        issue(desk, 1)
        publish(desk, tmp_path)
        before = {one.name: one.read_bytes() for one in tmp_path.iterdir() if one.is_file()}
        assert publish(desk, tmp_path).added == 0
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir() if one.is_file()} == before

    def test_suspension_and_its_end_are_two_entries(self, desk: Desk, tmp_path: Path) -> None:
        desk.propose(learner_row(1, module="Schorsbaar"))
        desk.decide()
        (credential,) = desk.issue().issued
        for action in (StatusAction.SUSPENDED, StatusAction.REINSTATED, StatusAction.SUSPENDED):
            desk.clock.forward(days=1)
            change(desk, credential, action)
        publish(desk, tmp_path, size=10)
        assert [entry["status"] for entry in page(tmp_path, 1)["entries"]] == [
            "in_force",
            "suspended",
            "in_force",
            "suspended",
        ]

    def test_nobody_is_in_it_and_no_reason_either(self, desk: Desk, tmp_path: Path) -> None:
        (credential,) = issue(desk, 1)
        change(desk, credential, StatusAction.REVOKED)
        publish(desk, tmp_path / "out")
        written = "".join(one.read_text("utf-8") for one in (tmp_path / "out").iterdir())
        for private in ("Lerende", "lerende1", "s00001", "Verkeerde", "fout_in_gegevens", "u-003", "salt"):
            assert private not in written

    def test_an_erased_learner_leaves_the_entry(self, desk: Desk, tmp_path: Path) -> None:
        (credential,) = issue(desk, 1)
        publish(desk, tmp_path)
        with desk.office.uow.read(desk.institution.id) as ledger:
            found = ledger.credentials.get(credential)
        assert found is not None
        desk.office.erase_learner(desk.institution.id, found.learner_id, by="u-001")
        assert publish(desk, tmp_path).total == 1

    def test_no_entry_can_be_changed_or_taken_out(self, desk: Desk, tmp_path: Path) -> None:
        issue(desk, 1)
        publish(desk, tmp_path, register=REGISTER)
        engine = open_engine(desk.office.settings.database)
        for statement in (
            "DELETE FROM register_event",
            "UPDATE register_event SET event = 'x'",
            "DELETE FROM register_standing",
            "UPDATE register_standing SET status = 'x'",
        ):
            with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
                connection.execute(text(statement))
        engine.dispose()


class TestStatus:
    def test_what_a_register_is_offered_is_recorded_once(self, desk: Desk, tmp_path: Path) -> None:
        issue(desk, 1, 2)
        assert publish(desk, tmp_path, register=REGISTER).offered == 2
        issue(desk, 3)
        assert publish(desk, tmp_path, register=REGISTER).offered == 1
        assert publish(desk, tmp_path, register="Een ander").offered == 3

    def test_what_it_answers(self, desk: Desk, tmp_path: Path) -> None:
        (credential,) = issue(desk, 1)
        record = desk.office.record_register_status
        assert record.history(desk.institution.id, credential) == []
        publish(desk, tmp_path, register=REGISTER)
        record(
            desk.institution.id,
            credential,
            register=f"  {REGISTER} ",
            status=RegisterStatus.REGISTERED,
            register_id="LR-1",
            by="u-020",
        )
        history = record.history(desk.institution.id, credential)
        assert [(one.register, one.status.value, one.register_id) for one in history] == [
            (REGISTER, "aangeboden", None),
            (REGISTER, "geregistreerd", "LR-1"),
        ]
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert ledger.register_log.standings(REGISTER)[credential].register_id == "LR-1"
            (logged,) = ledger.audit.entries("register_status")
        assert logged.details == {"register": REGISTER, "status": "geregistreerd"}

    @pytest.mark.parametrize(
        ("register", "status", "number", "reason"),
        [
            ("", RegisterStatus.OFFERED, None, "name"),
            ("x" * 200, RegisterStatus.OFFERED, None, "name"),
            ("111222333", RegisterStatus.OFFERED, None, "name"),
            (REGISTER, RegisterStatus.REGISTERED, None, "number_missing"),
            (REGISTER, RegisterStatus.REGISTERED, "1" * 200, "number"),
        ],
    )
    def test_what_cannot_be_recorded(
        self, desk: Desk, register: str, status: RegisterStatus, number: str | None, reason: str
    ) -> None:
        (credential,) = issue(desk, 1)
        with pytest.raises(RegisterStatusRefused) as refused:
            desk.office.record_register_status(
                desk.institution.id,
                credential,
                register=register,
                status=status,
                register_id=number,
                by="u-020",
            )
        assert refused.value.params["reason"] == reason

    def test_a_credential_that_is_not_ours(self, desk: Desk) -> None:
        with pytest.raises(UnknownCredential):
            desk.office.record_register_status.history(desk.institution.id, "urn:uuid:x")
