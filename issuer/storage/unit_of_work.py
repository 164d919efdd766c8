"""Transactions on the database, each for one institution."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from issuer.domain.institution import Institution
from issuer.errors import InstitutionExists, UnknownInstitution
from issuer.ports.store import Ledger
from issuer.storage.audit_trail import SqlAuditTrail
from issuer.storage.award_facts import SqlKeptFacts
from issuer.storage.awards_and_decisions import SqlAwards, SqlDecisions
from issuer.storage.credentials import SqlCredentials
from issuer.storage.database import for_writing
from issuer.storage.endorsements import SqlEndorsements
from issuer.storage.people_and_modules import SqlImports, SqlLearners, SqlModules
from issuer.storage.recognition import SqlRecognition
from issuer.storage.register_log import SqlRegisterLog
from issuer.storage.registers import SqlKeptRegisters
from issuer.storage.school_profiles import SqlKeptProfile
from issuer.storage.statuses import SqlStatuses
from issuer.storage.tables import InstitutionRow


class SqlLedger:
    """The records of one institution within one transaction."""

    def __init__(self, session: Session, institution: Institution) -> None:
        self.institution = institution
        self.modules = SqlModules(session, institution.id)
        self.learners = SqlLearners(session, institution.id)
        self.imports = SqlImports(session, institution.id)
        self.awards = SqlAwards(session, institution.id)
        self.decisions = SqlDecisions(session, institution.id)
        self.credentials = SqlCredentials(session, institution.id)
        self.statuses = SqlStatuses(session, institution.id)
        self.facts = SqlKeptFacts(session, institution.id)
        self.endorsements = SqlEndorsements(session, institution.id)
        self.recognition = SqlRecognition(session, institution.id)
        self.registers = SqlKeptRegisters(session, institution.id)
        self.school = SqlKeptProfile(session, institution.id)
        self.register_log = SqlRegisterLog(session, institution.id)
        self.audit = SqlAuditTrail(session, institution.id)


class SqlUnitOfWork:
    """The store: opens one transaction at a time."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def institutions(self) -> Sequence[Institution]:
        """Return every institution of this installation."""
        with Session(self._reading) as session:
            rows = session.scalars(select(InstitutionRow).order_by(InstitutionRow.created_at))
            return [_institution(row) for row in rows]

    def add_institution(self, institution: Institution) -> None:
        """Store a new institution.

        Raises:
            InstitutionExists: Its controller is in use.
        """
        row = InstitutionRow(
            id=institution.id,
            controller=institution.controller,
            name=institution.name,
            public_base_url=institution.public_base_url,
            created_at=institution.created_at,
            url=institution.url,
            country_code=institution.country_code,
            region=institution.region,
            locality=institution.locality,
            brin=institution.brin,
            kvk=institution.kvk,
            rio=institution.rio,
            parent_organisation=institution.parent_organisation,
        )
        try:
            with Session(self._writing) as session, session.begin():
                session.add(row)
        except IntegrityError as error:
            raise InstitutionExists(controller=institution.controller) from error

    @contextmanager
    def begin(self, institution_id: UUID) -> Iterator[Ledger]:
        """Open a transaction that may write: commits on a clean exit, rolls back on any exception.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with Session(self._writing) as session, session.begin():
            yield _ledger(session, institution_id)

    @contextmanager
    def read(self, institution_id: UUID) -> Iterator[Ledger]:
        """Open a transaction that sees one consistent state and is rolled back at the end.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with Session(self._reading) as session:
            yield _ledger(session, institution_id)

    @contextmanager
    def alone_issuing(self) -> Iterator[None]:
        """Keep every other process from issuing; wait for one that is at it.

        The end of the process, however it comes, lets the next one in.
        """
        # Not a lock on the database file itself: closing that would drop the locks that SQLite has on it.
        path = f"{self._reading.url.database}-issuing"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def disconnect(self) -> None:
        """Close every connection that is not in use. A process that is about to fork must have none."""
        self._reading.dispose()


def _ledger(session: Session, institution_id: UUID) -> SqlLedger:
    row = session.get(InstitutionRow, institution_id)
    if row is None:
        raise UnknownInstitution(institution=str(institution_id))
    return SqlLedger(session, _institution(row))


def _institution(row: InstitutionRow) -> Institution:
    return Institution(
        id=row.id,
        controller=row.controller,
        name=row.name,
        public_base_url=row.public_base_url,
        created_at=row.created_at,
        url=row.url,
        country_code=row.country_code,
        region=row.region,
        locality=row.locality,
        brin=row.brin,
        kvk=row.kvk,
        rio=row.rio,
        parent_organisation=row.parent_organisation,
    )
