"""The exam board's product, put together: one object that has every use case, made from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from issuer.domain.institution import Institution
from issuer.errors import NotInitialised, UnknownInstitution
from issuer.ports import Chance, Clock, NewId, SystemChance, UnitOfWork, system_clock
from issuer.publication import PublicDirectory
from issuer.settings import IssuerSettings
from issuer.storage.database import database_file, open_engine
from issuer.storage.schema import require_current, upgrade
from issuer.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from issuer.services.change_status import ChangeStatus, ReadStatus
    from issuer.services.decide import Decide
    from issuer.services.erase_learner import EraseLearner
    from issuer.services.import_results import ImportResults
    from issuer.services.initialise import InitialiseInstitution
    from issuer.services.issue import IssueAwards
    from issuer.services.own_trust_list import MakeTrustList
    from issuer.services.publish_documents import PublishDocuments, PublishedByInstitution
    from issuer.services.publish_module import PublishModule
    from issuer.services.publish_status_lists import PublishStatusLists
    from issuer.services.read_credentials import ReadCredentials
    from issuer.signing_keys import PublicKeys, SigningKeys


@dataclass(frozen=True, kw_only=True)
class Office:
    """Every use case of the exam board, ready to call.

    A use case is imported when it is asked for: a command needs one or two, and what signs and
    verifies takes longer to import than most commands take to run.

    Make one with :func:`open_office` or :func:`set_up_office`.
    """

    settings: IssuerSettings
    uow: UnitOfWork
    clock: Clock = system_clock
    new_id: NewId = uuid4
    chance: Chance = field(default_factory=SystemChance)

    def institution(self, controller: str | None = None) -> Institution:
        """Return the institution with this did:web, or the only one.

        Raises:
            NotInitialised: There is no institution yet.
            UnknownInstitution: There is none with this controller, or none was named and there are more.
        """
        known = self.uow.institutions()
        if not known:
            raise NotInitialised()
        chosen = [one for one in known if controller in (None, one.controller)]
        if len(chosen) != 1:
            raise UnknownInstitution(institution=controller or "?")
        return chosen[0]

    def public_keys(self, institution: Institution) -> "PublicKeys":
        """Return the public keys of an institution; needs no passphrase.

        Raises:
            KeyCustodyError: The keys directory cannot be used.
        """
        from issuer.signing_keys import public_keys
        from keys.keyring_file import load_keyring

        return public_keys(institution.controller, load_keyring(self.settings.keys_directory))

    def signing_keys(self, institution: Institution) -> "SigningKeys":
        """Open the keys of an institution with the passphrase from its file or from systemd.

        Raises:
            NoSigningKey: There is no active key of a type that is needed.
            KeyCustodyError: The passphrase or the keys cannot be used.
        """
        from issuer.signing_keys import signing_keys
        from keys.custody import KeyStore
        from keys.passphrase import read_passphrase

        store = KeyStore.open(self.settings.keys_directory, read_passphrase(self.settings.passphrase_file))
        return signing_keys(store, institution.controller, sign_jwt=self.settings.sign_jwt)

    @cached_property
    def initialise(self) -> "InitialiseInstitution":
        """Set up an institution."""
        from issuer.services.initialise import InitialiseInstitution

        return InitialiseInstitution(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def publish_module(self) -> "PublishModule":
        """Publish a version of a module."""
        from issuer.services.publish_module import PublishModule

        return PublishModule(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def import_results(self) -> "ImportResults":
        """Take in a file of results."""
        from issuer.services.import_results import ImportResults

        return ImportResults(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def decide(self) -> "Decide":
        """Take a decision on open proposals."""
        from issuer.services.decide import Decide

        return Decide(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def issue(self) -> "IssueAwards":
        """Issue what was decided."""
        from issuer.services.issue import IssueAwards

        return IssueAwards(
            uow=self.uow,
            clock=self.clock,
            new_id=self.new_id,
            chance=self.chance,
            forms=self.settings.forms,
            batch_size=self.settings.batch_size,
            processes=self.settings.processes,
        )

    @cached_property
    def change_status(self) -> "ChangeStatus":
        """Revoke, suspend, reinstate."""
        from issuer.services.change_status import ChangeStatus

        return ChangeStatus(uow=self.uow, clock=self.clock)

    @cached_property
    def read_status(self) -> "ReadStatus":
        """Ask for the status at some moment."""
        from issuer.services.change_status import ReadStatus

        return ReadStatus(uow=self.uow)

    @cached_property
    def publish_status_lists(self) -> "PublishStatusLists":
        """Rebuild, sign and publish the status lists."""
        from issuer.services.publish_status_lists import PublishStatusLists

        return PublishStatusLists(uow=self.uow, clock=self.clock)

    @cached_property
    def make_trust_list(self) -> "MakeTrustList":
        """Make the trust list with this institution on it."""
        from issuer.services.own_trust_list import MakeTrustList

        return MakeTrustList(uow=self.uow, clock=self.clock)

    @cached_property
    def publish_documents(self) -> "PublishDocuments":
        """Write did.json, jwks.json and trust-list.json."""
        from issuer.services.publish_documents import PublishDocuments

        return PublishDocuments(make_trust_list=self.make_trust_list, directory=self.public_directory)

    @cached_property
    def read_credentials(self) -> "ReadCredentials":
        """Read the signed credentials."""
        from issuer.services.read_credentials import ReadCredentials

        return ReadCredentials(uow=self.uow)

    @cached_property
    def erase_learner(self) -> "EraseLearner":
        """Forget a learner."""
        from issuer.services.erase_learner import EraseLearner

        return EraseLearner(uow=self.uow, clock=self.clock)

    @cached_property
    def public_directory(self) -> PublicDirectory:
        """Where published files are."""
        return PublicDirectory(self.settings.public_directory)

    def published(self, institution: Institution) -> "PublishedByInstitution":
        """What an institution has published, for the learner's archive."""
        from issuer.services.publish_documents import PublishedByInstitution

        return PublishedByInstitution(
            directory=self.public_directory, public_base_url=institution.public_base_url
        )


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
