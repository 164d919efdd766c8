"""The exam board's product, put together: one object that has every use case, made from the settings."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from issuer.domain.institution import Institution
from issuer.errors import NotInitialised, UnknownInstitution
from issuer.ports import Chance, Clock, Ledger, NewId, SystemChance, UnitOfWork, system_clock
from issuer.publication import PublicDirectory
from issuer.settings import IssuerSettings
from issuer.storage.database import database_file, open_engine
from issuer.storage.schema import require_current, upgrade
from issuer.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from issuer.domain.award_files.case import AwardPolicy
    from issuer.domain.decisions import Decision
    from issuer.domain.findings import Finding
    from issuer.domain.registers import Registers
    from issuer.services.add_agreements import AddAgreements
    from issuer.services.add_endorsements import AddEndorsement
    from issuer.services.change_status import ChangeStatus, ReadStatus
    from issuer.services.decide import Decide
    from issuer.services.decided_awards import ReadDecidedAwards
    from issuer.services.describe_school import DescribeSchool
    from issuer.services.erase_learner import EraseLearner
    from issuer.services.import_register import ImportRegister
    from issuer.services.import_results import ImportResults
    from issuer.services.initialise import InitialiseInstitution
    from issuer.services.inspect_award import InspectAward
    from issuer.services.issue import IssueAwards
    from issuer.services.module_hallmark import HallmarkModule
    from issuer.services.own_trust_list import MakeTrustList
    from issuer.services.propose_awards import ProposeAwards
    from issuer.services.publish_catalogue import PublishCatalogue
    from issuer.services.publish_documents import PublishDocuments, PublishedByInstitution
    from issuer.services.publish_module import PublishModule
    from issuer.services.publish_status_lists import PublishStatusLists
    from issuer.services.read_credentials import ReadCredentials
    from issuer.services.recognise import Recognise
    from issuer.services.register_feed import PublishRegisterFeed, RecordRegisterStatus
    from issuer.services.request_endorsements import RequestEndorsements
    from issuer.services.signing_organisations import RegisterOrganisation
    from issuer.services.stack_credentials import StackCredentials
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
    def describe_school(self) -> "DescribeSchool":
        """Record what a school says of itself."""
        from issuer.services.describe_school import DescribeSchool

        return DescribeSchool(uow=self.uow, clock=self.clock)

    @cached_property
    def import_results(self) -> "ImportResults":
        """Take in a file of results."""
        from issuer.services.import_results import ImportResults

        return ImportResults(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def import_register(self) -> "ImportRegister":
        """Take in files of the national registers."""
        from issuer.services.import_register import ImportRegister

        return ImportRegister(uow=self.uow, clock=self.clock, new_id=self.new_id)

    def registers(self, institution: Institution) -> "Registers":
        """Return the national registers as the institution took them in, or else the extract."""
        from issuer.domain.registers import example_registers

        with self.uow.read(institution.id) as ledger:
            found = ledger.registers.current()
        return example_registers() if found is None else found

    @cached_property
    def decide(self) -> "Decide":
        """Take a decision on open proposals."""
        from issuer.services.decide import Decide

        return Decide(uow=self.uow, clock=self.clock, new_id=self.new_id, check=self._what_blocks_awards)

    def _what_blocks_awards(
        self, ledger: Ledger, award_ids: Sequence[UUID] | None, decision: "Decision"
    ) -> Iterator["Finding"]:
        """Look at award files again; most proposals come from none, and then the rules are not loaded."""
        if next(ledger.facts.of_open_awards(award_ids), None) is None:
            return
        from issuer.services.facts_at_decision import blocking_findings
        from issuer.services.module_surroundings import surroundings_of

        surroundings = surroundings_of(ledger, self.clock())
        yield from blocking_findings(ledger, award_ids, decision, surroundings, self.award_policy)

    @cached_property
    def award_policy(self) -> "AwardPolicy":
        """What the institution settled for its awards."""
        from issuer.domain.award_files.case import AwardPolicy

        return AwardPolicy(
            start_qualification=self.settings.start_qualification,
            support_scheme=self.settings.support_scheme,
        )

    @cached_property
    def propose_awards(self) -> "ProposeAwards":
        """Take in award files."""
        from issuer.services.module_surroundings import surroundings_of
        from issuer.services.propose_awards import ProposeAwards

        return ProposeAwards(
            uow=self.uow,
            clock=self.clock,
            new_id=self.new_id,
            surroundings=surroundings_of,
            policy=self.award_policy,
        )

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
    def register_organisation(self) -> "RegisterOrganisation":
        """Register an organisation that signs, and its key."""
        from issuer.services.signing_organisations import RegisterOrganisation

        return RegisterOrganisation(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def request_endorsements(self) -> "RequestEndorsements":
        """Ask others to sign awards and modules."""
        from issuer.services.request_endorsements import RequestEndorsements

        return RequestEndorsements(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def add_endorsement(self) -> "AddEndorsement":
        """Take in what others signed."""
        from issuer.services.add_endorsements import AddEndorsement

        return AddEndorsement(uow=self.uow, clock=self.clock)

    @cached_property
    def hallmark_module(self) -> "HallmarkModule":
        """Put the school's hallmark on a module."""
        from issuer.services.module_hallmark import HallmarkModule

        return HallmarkModule(uow=self.uow, clock=self.clock, new_id=self.new_id)

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
    def stack_credentials(self) -> "StackCredentials":
        """Lay credentials of any school beside a kwalificatie."""
        from issuer.services.stack_credentials import StackCredentials

        return StackCredentials(uow=self.uow)

    @cached_property
    def add_agreements(self) -> "AddAgreements":
        """Take in agreements with other institutions."""
        from issuer.services.add_agreements import AddAgreements

        return AddAgreements(uow=self.uow, clock=self.clock)

    @cached_property
    def recognise(self) -> "Recognise":
        """Record decisions on modules and awards of others."""
        from issuer.services.recognise import Recognise

        return Recognise(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def publish_catalogue(self) -> "PublishCatalogue":
        """Write the public catalogue."""
        from issuer.services.publish_catalogue import PublishCatalogue

        return PublishCatalogue(uow=self.uow, clock=self.clock)

    @cached_property
    def read_decided_awards(self) -> "ReadDecidedAwards":
        """Read what was awarded, for records of other registers."""
        from issuer.services.decided_awards import ReadDecidedAwards

        return ReadDecidedAwards(uow=self.uow, clock=self.clock)

    @cached_property
    def publish_register_feed(self) -> "PublishRegisterFeed":
        """Write the feed of the issuer's own register."""
        from issuer.services.register_feed import PublishRegisterFeed

        return PublishRegisterFeed(uow=self.uow, clock=self.clock)

    @cached_property
    def record_register_status(self) -> "RecordRegisterStatus":
        """Record how credentials stand with registers of others."""
        from issuer.services.register_feed import RecordRegisterStatus

        return RecordRegisterStatus(uow=self.uow, clock=self.clock)

    @cached_property
    def inspect_award(self) -> "InspectAward":
        """Put together what the inspectorate asks for."""
        from issuer.services.inspect_award import InspectAward

        return InspectAward(uow=self.uow, clock=self.clock)

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
