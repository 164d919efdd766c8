"""The exam board's product, put together: one object that has every use case, made from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from issuer.errors import NotInitialised
from issuer.office.awarding import AwardingOffice
from issuer.office.credentials import CredentialsOffice
from issuer.office.modules import ModulesOffice
from issuer.office.publishing import PublishingOffice
from issuer.office.recognition import RecognitionOffice
from issuer.office.signatures import SignaturesOffice
from issuer.ports.clock_and_chance import Chance, Clock, NewId, SystemChance, system_clock
from issuer.ports.store import UnitOfWork
from issuer.settings import IssuerSettings


class Office(
    ModulesOffice,
    AwardingOffice,
    SignaturesOffice,
    CredentialsOffice,
    RecognitionOffice,
    PublishingOffice,
):
    """Every use case of the exam board, ready to call.

    A use case is imported when it is asked for: a command needs one or two, and what signs and
    verifies takes longer to import than most commands take to run.

    Make one with :func:`open_office` or :func:`set_up_office`.
    """


@contextmanager
def open_office(
    settings: IssuerSettings,
    *,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
    chance: Chance | None = None,
) -> Iterator[Office]:
    """Open an installation that was set up before, and close its database at the end.

    Raises:
        NotInitialised: There is no database.
        SchemaOutOfDate: The database needs a migration.
        SettingsInvalid: The database URL is not one of an SQLite file.
    """
    if not settings.may_have_database:  # before what opens one is imported, which takes a while
        raise NotInitialised()
    from issuer.storage.database import database_file, open_engine
    from issuer.storage.schema import require_current
    from issuer.storage.unit_of_work import SqlUnitOfWork

    if not database_file(settings.database).is_file():
        raise NotInitialised()
    engine = open_engine(settings.database)
    try:
        require_current(engine)
        yield _office(settings, SqlUnitOfWork(engine), clock, new_id, chance)
    finally:
        engine.dispose()


@contextmanager
def set_up_office(
    settings: IssuerSettings,
    *,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
    chance: Chance | None = None,
) -> Iterator[Office]:
    """Make the directories and the database, or bring the database up to date, and open it.

    Raises:
        SettingsInvalid: The database URL is not one of an SQLite file.
        OSError: The directories cannot be made.
    """
    from issuer.storage.database import database_file, open_engine
    from issuer.storage.schema import upgrade
    from issuer.storage.unit_of_work import SqlUnitOfWork

    engine = open_engine(settings.database)
    try:
        _make_private_file(database_file(settings.database))
        upgrade(engine)
        yield _office(settings, SqlUnitOfWork(engine), clock, new_id, chance)
    finally:
        engine.dispose()


def _make_private_file(path: Path) -> None:
    """Make the database file readable by nobody else: it holds names of learners."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)


def _office(
    settings: IssuerSettings, uow: UnitOfWork, clock: Clock, new_id: NewId, chance: Chance | None
) -> Office:
    return Office(
        settings=settings,
        uow=uow,
        clock=clock,
        new_id=new_id,
        chance=chance or SystemChance(),
    )
