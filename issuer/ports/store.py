"""The store: all records of one institution within one transaction."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from issuer.domain.institution import Institution
from issuer.ports.audit import AuditTrail
from issuer.ports.award_facts import KeptFacts
from issuer.ports.awards import Awards, Decisions, Imports
from issuer.ports.credentials import Credentials, Statuses
from issuer.ports.endorsements import Endorsements
from issuer.ports.learners import Learners
from issuer.ports.modules import Modules
from issuer.ports.recognition import Recognition
from issuer.ports.register_log import RegisterLog
from issuer.ports.registers import KeptRegisters
from issuer.ports.school import KeptProfile


class Ledger(Protocol):
    """The records of one institution within one transaction.

    Everything that it gives is limited to its institution, so no service can reach another
    institution's records by an id from outside.
    """

    @property
    def institution(self) -> Institution:
        """The institution that all of this belongs to."""
        ...

    @property
    def modules(self) -> Modules:
        """Published modules."""
        ...

    @property
    def learners(self) -> Learners:
        """Learners."""
        ...

    @property
    def imports(self) -> Imports:
        """Files of results."""
        ...

    @property
    def awards(self) -> Awards:
        """Proposed and decided awards."""
        ...

    @property
    def decisions(self) -> Decisions:
        """Decisions."""
        ...

    @property
    def credentials(self) -> Credentials:
        """Issued credentials."""
        ...

    @property
    def statuses(self) -> Statuses:
        """Status lists and events."""
        ...

    @property
    def facts(self) -> KeptFacts:
        """What is written down about awards."""
        ...

    @property
    def endorsements(self) -> Endorsements:
        """Signatures of others."""
        ...

    @property
    def recognition(self) -> Recognition:
        """Agreements with others, and decisions on their modules and awards."""
        ...

    @property
    def registers(self) -> KeptRegisters:
        """The national registers."""
        ...

    @property
    def school(self) -> KeptProfile:
        """What the institution says of itself."""
        ...

    @property
    def register_log(self) -> RegisterLog:
        """The issuer's own register."""
        ...

    @property
    def audit(self) -> AuditTrail:
        """The audit trail."""
        ...


class UnitOfWork(Protocol):
    """The store: opens one transaction at a time."""

    def institutions(self) -> Sequence[Institution]:
        """Return every institution of this installation."""
        ...

    def add_institution(self, institution: Institution) -> None:
        """Store a new institution.

        Raises:
            InstitutionExists: Its controller is in use.
        """
        ...

    def begin(self, institution_id: UUID) -> AbstractContextManager[Ledger]:
        """Open a transaction that may write: commits on a clean exit, rolls back on any exception.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        ...

    def read(self, institution_id: UUID) -> AbstractContextManager[Ledger]:
        """Open a transaction that sees one consistent state and is rolled back at the end.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        ...

    def alone_issuing(self) -> AbstractContextManager[None]:
        """Keep every other process from issuing; wait for one that is at it.

        The end of the process, however it comes, lets the next one in.
        """
        ...

    def disconnect(self) -> None:
        """Close every connection that is not in use. A process that is about to fork must have none."""
        ...
