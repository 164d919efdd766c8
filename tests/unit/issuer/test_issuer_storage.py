"""The database: its set-up, its migrations, and what it refuses whoever asks."""

import dataclasses
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event

from issuer.domain.learners import Learner
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.status import ReasonCode, StatusAction
from issuer.errors import (
    ModuleVersionImmutable,
    NotInitialised,
    SchemaOutOfDate,
    SettingsInvalid,
    UnknownCredential,
    UnknownInstitution,
    UnknownLearner,
    UnknownModule,
)
from issuer.office import open_office
from issuer.services.change_status import StatusRequest
from issuer.services.initialise import Particulars
from issuer.settings import IssuerSettings
from issuer.storage.database import for_writing, open_engine
from issuer.storage.schema import NEWEST, migrations, upgrade
from issuer.storage.tables import Base
from issuer.stored_content import module_from_text, module_to_text
from tests.awards_for_tests import BARE_MODULE, MODULE
from tests.issuer_for_tests import Desk, learner_row, working_desk


@contextmanager
def raw(home: Path) -> Iterator[sqlite3.Connection]:
    """Open the database as any other program would."""
    connection = sqlite3.connect(home / "waarmerk.db")
    try:
        yield connection
    finally:
        connection.close()


def filled(desk: Desk) -> str:
    """Issue and suspend one credential, so that every table has a row."""
    desk.propose(learner_row(1, "Schorsbaar"))
    desk.decide()
    (credential_id,) = desk.issue().issued
    request = StatusRequest(
        credential_id=credential_id,
        action=StatusAction.SUSPENDED,
        reason=ReasonCode.FRAUDE,
        explanation="onderzoek",
        decision_number="EC-9",
        decided_by=("u-003",),
    )
    desk.office.change_status(desk.institution.id, request)
    return credential_id


class TestSetUp:
    def test_sqlite_is_set_up_to_be_durable(self, tmp_path: Path) -> None:
        engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
        with engine.connect() as connection:
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
            }
        engine.dispose()
        assert pragmas == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 30_000,
            "secure_delete": 1,
        }

    def test_a_writing_transaction_holds_the_lock_from_its_start(self, tmp_path: Path) -> None:
        engine = open_engine(f"sqlite:///{tmp_path / 'waarmerk.db'}")
        with for_writing(engine).begin(), raw(tmp_path) as other:
            other.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        with engine.begin(), raw(tmp_path) as other:
            other.execute("BEGIN IMMEDIATE")
            other.rollback()
        engine.dispose()

    @pytest.mark.parametrize("url", ["postgresql://localhost/x", "sqlite://", "sqlite:///:memory:"])
    def test_only_an_sqlite_file_will_do(self, url: str) -> None:
        with pytest.raises(SettingsInvalid):
            open_engine(url)

    def test_the_database_is_for_nobody_elses_eyes(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        with working_desk(home):
            assert stat.S_IMODE((home / "waarmerk.db").stat().st_mode) == 0o600
            assert stat.S_IMODE(home.stat().st_mode) == 0o700

    def test_the_migrations_make_the_tables(self, tmp_path: Path) -> None:
        engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
        upgrade(engine)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        engine.dispose()

    def test_the_newest_migration_is_the_one_that_commands_ask_for(self) -> None:
        assert ScriptDirectory.from_config(migrations()).get_current_head() == NEWEST

    def test_upgrading_twice_is_fine(self, tmp_path: Path) -> None:
        engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
        upgrade(engine)
        upgrade(engine)
        engine.dispose()

    @pytest.mark.parametrize("url", ["garbage", "postgresql://localhost/x", "sqlite://"])
    def test_what_is_no_sqlite_file_is_refused(self, url: str, tmp_path: Path) -> None:
        with (
            pytest.raises(SettingsInvalid) as caught,
            open_office(IssuerSettings(home=tmp_path, database_url=url)),
        ):
            pass
        assert caught.value.params["setting"] == "WAARMERK_DATABASE_URL"

    def test_what_was_not_set_up_is_not_opened(self, tmp_path: Path) -> None:
        with pytest.raises(NotInitialised), open_office(IssuerSettings(home=tmp_path)):
            pass
        (tmp_path / "waarmerk.db").touch()
        with pytest.raises(NotInitialised), open_office(IssuerSettings(home=tmp_path)):
            pass

    def test_a_database_of_another_version_is_not_opened(self, tmp_path: Path) -> None:
        with working_desk(tmp_path):
            pass
        with raw(tmp_path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
        with pytest.raises(SchemaOutOfDate) as caught, open_office(IssuerSettings(home=tmp_path)):
            pass
        assert caught.value.params["found"] == "9999"


EVIDENCE = [
    "UPDATE module_version SET content = '{}'",
    "DELETE FROM module_version",
    "UPDATE decision SET first_decider = 'u-666'",
    "DELETE FROM decision",
    "UPDATE audit SET actor = 'u-666'",
    "DELETE FROM audit",
    "UPDATE status_event SET reason = 'dubbel'",
    "UPDATE status_event SET explanation = 'anders'",
    "DELETE FROM status_event",
    "UPDATE status_index SET position = 3",
    "DELETE FROM status_index",
    "UPDATE status_list SET url = 'https://x.example'",
    "DELETE FROM status_list",
    "UPDATE credential SET data_integrity = x'00'",
    "UPDATE credential SET jwt = NULL",
    "UPDATE credential SET data_integrity = NULL, jwt = NULL, data_integrity_sha256 = 'x'",
    "DELETE FROM credential",
    "UPDATE card SET content = x'00'",
    "UPDATE card SET content = NULL, credential_id = 'x'",
    "DELETE FROM card",
    "UPDATE proposed_award SET recipient_name = 'Iemand Anders'",
    "UPDATE proposed_award SET decision_id = NULL",
    "DELETE FROM proposed_award",
]


class TestEvidence:
    @pytest.mark.parametrize("statement", EVIDENCE)
    def test_no_program_changes_what_was_recorded(self, tmp_path: Path, statement: str) -> None:
        with working_desk(tmp_path) as desk:
            filled(desk)
            with (
                raw(tmp_path) as connection,
                pytest.raises(sqlite3.IntegrityError, match=r"never|append-only"),
            ):
                connection.execute(statement)

    def test_a_decision_of_one_person_cannot_be_stored(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            filled(desk)
            with (
                raw(tmp_path) as connection,
                pytest.raises(sqlite3.IntegrityError, match="two_different_people"),
            ):
                connection.execute(
                    "INSERT INTO decision (id, institution_id, number, decided_on, outcome, proposed_by,"
                    " first_decider, second_decider, recorded_at)"
                    " SELECT 'x', institution_id, 'EC-X', decided_on, outcome,"
                    " proposed_by, first_decider, first_decider, recorded_at FROM decision"
                )

    def test_a_module_changed_behind_our_back_is_noticed(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            with raw(tmp_path) as connection:
                connection.execute("DROP TRIGGER module_version_no_update")
                connection.execute("UPDATE module_version SET content = replace(content, 'Kaal', 'Vol')")
                connection.commit()
            with (
                desk.office.uow.read(desk.institution.id) as ledger,
                pytest.raises(RuntimeError, match="changed outside"),
            ):
                ledger.modules.all()


class TestModules:
    @pytest.mark.parametrize("module", [MODULE, BARE_MODULE])
    def test_a_module_comes_back_as_it_was(self, module: object) -> None:
        assert module_from_text(module_to_text(module)) == module  # type: ignore[arg-type]  # both are modules

    def test_the_same_version_again_is_a_no_op(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            described = ModuleDescription(module=BARE_MODULE)
            again = desk.office.publish_module(desk.institution.id, described, by="u-001")
            assert again.created is False

    def test_the_same_version_with_other_content_is_refused(self, tmp_path: Path) -> None:
        changed = ModuleDescription(module=dataclasses.replace(BARE_MODULE, description={"nl": "Anders."}))
        with working_desk(tmp_path) as desk, pytest.raises(ModuleVersionImmutable) as caught:
            desk.office.publish_module(desk.institution.id, changed, by="u-001")
        assert caught.value.params == {
            "module": BARE_MODULE.id,
            "version": "1.0.0",
            "keys": "omschrijving",
        }


class TestMany:
    def test_the_next_batch_is_found_without_going_through_all_of_them(self, tmp_path: Path) -> None:
        """Otherwise issuing a hundred thousand takes four hundred times as long as a hundred thousandth."""
        statements: list[str] = []

        def note(*arguments: object) -> None:
            statements.append(str(arguments[2]))

        with working_desk(tmp_path) as desk:
            desk.propose(*(learner_row(number) for number in range(5)))
            desk.decide()
            event.listen(Engine, "before_cursor_execute", note)
            try:
                with desk.office.uow.read(desk.institution.id) as ledger:
                    first, second = ledger.awards.to_issue(limit=2)
                    following = ledger.awards.to_issue(limit=9, after=first.id)
                    assert following[0] == second
                    assert len(ledger.awards.to_issue(limit=9, after=second.id)) == 3
            finally:
                event.remove(Engine, "before_cursor_execute", note)
        with raw(tmp_path) as connection:
            values = (b"", "", "", b"", 1, 0)
            plan = [line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {statements[-1]}", values)]
        assert "SEARCH proposed_award USING INTEGER PRIMARY KEY (rowid>?)" in plan
        assert not any("TEMP B-TREE" in line for line in plan)


class TestInstitutionsAreApart:
    """Every id of one institution is unknown to another."""

    def test_nothing_of_another_institution_can_be_reached(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = filled(desk)
            desk.propose(learner_row(2))
            with desk.office.uow.read(desk.institution.id) as ledger:
                version = ledger.modules.all()[0]
                award = next(ledger.awards.open())
                credential = ledger.credentials.get(credential_id)
                assert credential is not None
                status_list = ledger.statuses.lists()[0]
            other = desk.office.initialise(
                Particulars(
                    controller="did:web:ander.example",
                    name="Ander",
                    public_base_url="https://ander.example",
                ),
                by="u-001",
            ).institution
            with desk.office.uow.begin(other.id) as ledger:
                assert ledger.modules.all() == []
                with pytest.raises(UnknownModule):
                    ledger.modules.get(version.id)
                with pytest.raises(UnknownLearner):
                    ledger.learners.get(award.learner_id)
                assert ledger.learners.find(["s00001"], ["lerende1@leerling.example"]) == []
                ledger.learners.update_all(
                    [Learner(id=award.learner_id, name="X", student_number="x", email=None)]
                )
                assert list(ledger.awards.open()) == []
                assert ledger.awards.open_among(None).count == 0
                assert ledger.awards.open_among([award.id]).count == 0
                assert ledger.awards.to_issue(limit=10) == []
                assert ledger.awards.still_to_issue([award.id]) == set()
                assert ledger.awards.get(award.id) is None
                assert ledger.awards.of_learners([award.learner_id]) == []
                assert ledger.awards.count_to_issue() == 0
                ledger.awards.mark_decided([award.id], credential.decision_id)
                ledger.awards.mark_decided(None, credential.decision_id)
                ledger.awards.forget_recipient(award.learner_id)
                assert ledger.decisions.get(credential.decision_id) is None
                assert ledger.decisions.by_number("EC-1") is None
                assert ledger.credentials.get(credential_id) is None
                assert ledger.credentials.of_award(credential.award_id) is None
                assert list(ledger.credentials.all()) == []
                assert ledger.credentials.count() == 0
                assert ledger.credentials.forget_content(credential.learner_id) == 0
                ledger.statuses.forget_explanations(credential.learner_id)
                assert ledger.statuses.places(credential_id) == []
                assert ledger.statuses.events(credential_id) == []
                assert ledger.statuses.events_of([credential_id]) == {}
                assert ledger.statuses.lists() == []
                with pytest.raises(LookupError):
                    ledger.statuses.taken(status_list)
                with pytest.raises(LookupError):
                    list(ledger.statuses.taken_places(status_list))
                assert [entry.action for entry in ledger.audit.entries()] == ["institution_initialised"]
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert list(ledger.awards.open()) == [award]
                assert ledger.credentials.get(credential_id) == credential
                assert ledger.statuses.events(credential_id)[0].explanation == "onderzoek"
            with pytest.raises(UnknownCredential):
                desk.office.read_status(other.id, credential_id, at=desk.clock.now)
            with pytest.raises(UnknownLearner):
                desk.office.erase_learner(other.id, credential.learner_id, by="u-001")

    def test_an_unknown_institution_has_no_ledger(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            with pytest.raises(UnknownInstitution), desk.office.uow.begin(UUID(int=1)):
                pass
            with pytest.raises(UnknownInstitution), desk.office.uow.read(UUID(int=1)):
                pass


def fail_halfway(desk: Desk) -> None:
    with desk.office.uow.begin(desk.institution.id) as ledger:
        ledger.audit.record(ledger.audit.entries()[0])
        raise RuntimeError


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        with pytest.raises(RuntimeError):
            fail_halfway(desk)
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert len(ledger.audit.entries("institution_initialised")) == 1
