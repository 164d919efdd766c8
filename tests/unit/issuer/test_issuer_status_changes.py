"""Since when and why: what the school publishes of it, for how long, and what it leaves out."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from credentials.parsing import parse
from credentials.proofs.data_integrity import embedded_proofs, verify_proof
from credentials.status.named_changes import named_changes
from credentials.status.status_changes import ChangeReason, StatusChanges, parse_status_changes
from issuer.domain.public_reasons import PUBLIC_REASON
from issuer.domain.status import ReasonCode, StatusAction, StatusEvent, StatusPurpose, set_by
from issuer.publication import PublicDirectory
from issuer.services.change_status import StatusRequest
from issuer.services.publish_status_lists import PublishedList
from issuer.services.published_file import published_file
from issuer.services.status_changes import CHANGES_FOLDER
from tests.issuer_for_tests import START, Desk, learner_row, working_desk
from tests.keys_for_tests import ed25519_key

TWO = ("u-003", "u-009")
REPLACED = f"{CHANGES_FOLDER}/.replaced.json"


def issued(desk: Desk, number: int = 1, module: str = "Schorsbaar") -> str:
    desk.propose(learner_row(number, module))
    desk.decide()
    (credential_id,) = desk.issue().issued
    return credential_id


def change(desk: Desk, credential_id: str, action: StatusAction, reason: ReasonCode) -> None:
    request = StatusRequest(
        credential_id=credential_id,
        action=action,
        reason=reason,
        explanation="Zoë leverde het werk van een ander in",
        decision_number="EC-9",
        decided_by=TWO,
    )
    assert desk.office.change_status(desk.institution.id, request).changed


def published(desk: Desk, name: str = "revocation-1") -> PublishedList:
    """Publish as the commands do, and return one of the lists."""
    public = desk.office.public_directory
    lists = desk.office.publish_status_lists(desk.institution.id, desk.keys, by="u-020", write=public.write)
    desk.office.retire_status_changes([one.changes_name for one in lists if one.changes_name])
    return next(one for one in lists if one.status_list.name == name)


def said(desk: Desk, name: str = "revocation-1") -> StatusChanges | None:
    """Return what the public can read, found as a stranger finds it: from the list."""
    one = published(desk, name)
    public = desk.office.public_directory
    document = parse(public.read(one.file_name) or b"").unverified
    (proof,) = embedded_proofs(document)
    verify_proof(document, proof, ed25519_key("issuer for tests").public_key, at=desk.clock.now)
    named = named_changes(document)
    if named is None:
        return None
    content = public.read(named.url.removeprefix(f"{desk.institution.public_base_url}/"))
    assert content is not None
    assert named.is_met_by(content)
    return parse_status_changes(content)


def editions(desk: Desk) -> set[str]:
    names = desk.office.public_directory.names()
    return {name for name in names if name.startswith(f"{CHANGES_FOLDER}/")}


class TestPublicReasons:
    def test_there_is_one_for_every_reason_of_the_board(self) -> None:
        assert set(PUBLIC_REASON) == set(ReasonCode)
        assert set(PUBLIC_REASON.values()) == set(ChangeReason)

    def test_none_accuses(self) -> None:
        assert PUBLIC_REASON[ReasonCode.FRAUDE] is PUBLIC_REASON[ReasonCode.INGETROKKEN_BESLUIT]

    def test_the_files_of_two_schools_do_not_tell_fraud_from_a_withdrawn_decision(
        self, tmp_path: Path
    ) -> None:
        told = []
        for reason in (ReasonCode.FRAUDE, ReasonCode.INGETROKKEN_BESLUIT):
            with working_desk(tmp_path / reason.value) as desk:
                change(desk, issued(desk), StatusAction.REVOKED, reason)
                content = published(desk).changes or b""
                assert b"fraud" not in content
                told.append([line[1:] for line in json.loads(content)["changes"]])  # the place is chance
        assert told[0] == told[1] == [["2026-07-02", "decision_withdrawn"]]


class TestDocument:
    def test_has_the_dutch_day_and_the_reason_of_a_revocation(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = issued(desk)
            desk.clock.now = datetime.fromisoformat(
                "2026-07-09T22:30:00Z"
            )  # past midnight in the Netherlands
            change(desk, credential_id, StatusAction.REVOKED, ReasonCode.FOUT_IN_GEGEVENS)
            desk.clock.forward(days=20)
            read = said(desk)
            assert read is not None
            (line,) = read.changes
            assert (line.since, line.reason) == (date(2026, 7, 10), ChangeReason.ERROR)
            with desk.office.uow.read(desk.institution.id) as ledger:
                places = ledger.statuses.places(credential_id)
            assert line.index in {place.index for place in places}

    def test_says_no_more_than_that(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = issued(desk)
            change(desk, credential_id, StatusAction.REVOKED, ReasonCode.FRAUDE)
            content = (published(desk).changes or b"").decode()
            for secret in (credential_id, "Zoë", "fraude", "EC-9", "u-003", "09:30"):
                assert secret not in content
            (line,) = json.loads(content)["changes"]
            assert line[1:] == ["2026-07-02", "decision_withdrawn"]

    def test_is_not_there_while_nothing_is_out_of_force(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            issued(desk)
            assert said(desk) is None
            assert b"relatedResource" not in published(desk).content
            assert editions(desk) == set()

    def test_stays_the_same_while_nothing_changes(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            change(desk, issued(desk), StatusAction.REVOKED, ReasonCode.DUBBEL)
            first = published(desk)
            desk.clock.forward(days=3)
            again = published(desk)
            assert (again.changes, again.changes_name) == (first.changes, first.changes_name)
            assert editions(desk) == {first.changes_name}

    def test_forgets_a_suspension_that_was_ended(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = issued(desk)
            change(desk, credential_id, StatusAction.SUSPENDED, ReasonCode.FRAUDE)
            assert said(desk, "suspension-1") is not None
            assert said(desk, "revocation-1") is None
            change(desk, credential_id, StatusAction.REINSTATED, ReasonCode.FRAUDE)
            assert said(desk, "suspension-1") is None

    def test_of_a_second_suspension_has_the_second_day(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = issued(desk)
            for action in (StatusAction.SUSPENDED, StatusAction.REINSTATED, StatusAction.SUSPENDED):
                desk.clock.forward(days=10)
                change(desk, credential_id, action, ReasonCode.VERZOEK_LERENDE)
            read = said(desk, "suspension-1")
            assert read is not None
            assert [one.since for one in read.changes] == [(START + timedelta(days=30)).date()]

    def test_is_written_before_the_list_that_names_it(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            change(desk, issued(desk), StatusAction.REVOKED, ReasonCode.DUBBEL)
            names: list[str] = []
            (first, *_) = desk.office.publish_status_lists(
                desk.institution.id, desk.keys, by="u-020", write=lambda name, _content: names.append(name)
            )
            assert names[:2] == [first.changes_name, first.file_name]


class TestSetBy:
    def event(self, action: StatusAction, day: int) -> StatusEvent:
        return StatusEvent(
            credential_id="urn:uuid:1",
            action=action,
            reason=ReasonCode.DUBBEL,
            explanation="",
            decision_number="EC-1",
            decided_by=TWO,
            at=START + timedelta(days=day),
        )

    @pytest.mark.parametrize(
        ("purpose", "day", "expected"),
        [
            (StatusPurpose.SUSPENSION, 0, None),
            (StatusPurpose.SUSPENSION, 1, 1),
            (StatusPurpose.SUSPENSION, 2, 1),
            (StatusPurpose.SUSPENSION, 3, None),
            (StatusPurpose.SUSPENSION, 9, 4),
            (StatusPurpose.REVOCATION, 4, None),
            (StatusPurpose.REVOCATION, 9, 5),
        ],
    )
    def test_is_the_event_that_still_counts(
        self, purpose: StatusPurpose, day: int, expected: int | None
    ) -> None:
        actions = [
            StatusAction.SUSPENDED,
            StatusAction.SUSPENDED,
            StatusAction.REINSTATED,
            StatusAction.SUSPENDED,
            StatusAction.REVOKED,
        ]
        events = [self.event(action, number) for number, action in enumerate(actions, 1)]
        found = set_by(events, purpose, at=START + timedelta(days=day))
        assert found == (events[expected - 1] if expected is not None else None)


class TestOldEditions:
    def two_editions(self, desk: Desk) -> tuple[str, str]:
        change(desk, issued(desk), StatusAction.REVOKED, ReasonCode.DUBBEL)
        old = published(desk).changes_name
        desk.clock.forward(days=400)
        change(desk, issued(desk, 2), StatusAction.REVOKED, ReasonCode.DUBBEL)
        new = published(desk).changes_name
        assert old is not None
        assert new is not None
        return old, new

    def test_stay_a_week_for_who_still_has_the_old_list(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            old, new = self.two_editions(desk)
            assert editions(desk) == {old, new}
            desk.clock.forward(days=7)
            published(desk)
            assert editions(desk) == {old, new}
            desk.clock.forward(days=1)
            published(desk)
            assert editions(desk) == {new}
            assert json.loads(desk.office.public_directory.read(REPLACED) or b"") == {}

    def test_that_count_again_begin_anew(self, tmp_path: Path) -> None:
        """After a suspension and its end, the list names the same edition as before."""
        with working_desk(tmp_path) as desk:
            first, second = issued(desk), issued(desk, 2)
            change(desk, first, StatusAction.SUSPENDED, ReasonCode.DUBBEL)
            name = published(desk, "suspension-1").changes_name
            change(desk, second, StatusAction.SUSPENDED, ReasonCode.DUBBEL)
            published(desk)
            desk.clock.forward(days=6)
            change(desk, second, StatusAction.REINSTATED, ReasonCode.DUBBEL)
            assert published(desk, "suspension-1").changes_name == name
            desk.clock.forward(days=30)
            published(desk)
            assert editions(desk) == {name}

    @pytest.mark.parametrize(
        "content", [b"", b"[]", b"{", b'{"a": 5}', b'{"status/changes/x.json": "2099-01-01"}']
    )
    def test_with_a_damaged_note_stay_longer(self, tmp_path: Path, content: bytes) -> None:
        with working_desk(tmp_path) as desk:
            old, new = self.two_editions(desk)
            desk.office.public_directory.write(REPLACED, content)
            desk.clock.forward(days=8)
            published(desk)
            assert editions(desk) == {old, new}
            desk.clock.forward(days=8)
            published(desk)
            assert editions(desk) == {new}


class TestServing:
    def test_a_document_is_kept_longer_than_a_list(self) -> None:
        document = published_file("a/status/changes/revocation-1-00.json")
        assert (document.media_type, document.max_age) == ("application/json", 86_400)
        assert not document.is_status_list
        assert document.shrinks

    def test_the_website_has_what_the_lists_name(self, tmp_path: Path) -> None:
        with working_desk(tmp_path / "home") as desk:
            change(desk, issued(desk), StatusAction.REVOKED, ReasonCode.DUBBEL)
            one = published(desk)
            desk.office.publish_documents(desk.institution.id, desk.keys.public)
            out = PublicDirectory(tmp_path / "web")
            report = desk.office.publish_site(desk.institution, out, trust_list=None, at=desk.clock())
            assert report.has_status_lists
            assert out.read(one.changes_name or "") == one.changes
            assert REPLACED not in files_of(tmp_path / "web")
            headers = (out.read("_headers") or b"").decode()
            assert f"/{one.changes_name}\n  Content-Type: application/json\n" in headers


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
