"""What the services need from outside: a store, a clock, chance, and keys."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from issuer.award_facts_port import KeptFacts
from issuer.domain.awards import ModuleVersion, ProposedAward, ResultImport
from issuer.domain.decisions import Decision, DecisionOutcome
from issuer.domain.institution import Institution
from issuer.domain.issued import IssuedCredential
from issuer.domain.learners import Learner
from issuer.domain.status import StatusEvent, StatusList, StatusPlace
from issuer.endorsement_port import Endorsements
from issuer.recognition_port import Recognition
from issuer.register_log_port import RegisterLog
from issuer.register_port import KeptRegisters
from issuer.school_port import KeptProfile

if TYPE_CHECKING:
    from issuer.domain.modules.description import ModuleDescription

Clock = Callable[[], datetime]
"""The present moment, timezone-aware, in UTC."""

NewId = Callable[[], UUID]
"""A new, random identifier."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done, after every step."""


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""
    del done, total


class Chance(Protocol):
    """Where unpredictable values come from."""

    def below(self, bound: int) -> int:
        """Return a number from 0 up to, not including, ``bound``, each as likely."""
        ...

    def salt(self) -> str:
        """Return a text of at least 128 bits that nobody can guess."""
        ...


class SystemChance:
    """Chance from the operating system."""

    def below(self, bound: int) -> int:
        """Return a number from 0 up to, not including, ``bound``, each as likely."""
        return secrets.randbelow(bound)

    def salt(self) -> str:
        """Return 128 random bits as text."""
        return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the audit trail. Ids and codes only, nothing about a person's identity.

    Attributes:
        at: When.
        actor: Who did it, or which command.
        action: What was done, such as ``signature``.
        subject: Id of what it was done to.
        details: Codes, digests and ids that belong to it.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, str]


class Modules(Protocol):
    """The published modules of one institution."""

    def add(self, version: ModuleVersion, description: "ModuleDescription | None" = None) -> None:
        """Store a new version, with how the school described it."""
        ...

    def all(self) -> Sequence[ModuleVersion]:
        """Return every version, by module and then by age of publication."""
        ...

    def descriptions(self) -> Mapping[UUID, "ModuleDescription"]:
        """Return how the school described its versions, by their internal id.

        A version of which nothing but the module was stored is left out.
        """
        ...

    def get(self, version_id: UUID) -> ModuleVersion:
        """Return one version by its internal id.

        Raises:
            UnknownModule: The institution has no such version.
        """
        ...


class Learners(Protocol):
    """The learners of one institution."""

    def add_all(self, learners: Sequence[Learner]) -> None:
        """Store new learners."""
        ...

    def update_all(self, learners: Sequence[Learner]) -> None:
        """Replace what is known of learners, one after the other."""
        ...

    def get(self, learner_id: UUID) -> Learner:
        """Return one learner.

        Raises:
            UnknownLearner: The institution knows no such learner.
        """
        ...

    def by_ids(self, learner_ids: Sequence[UUID]) -> Mapping[UUID, Learner]:
        """Return the learners with these ids; one that the institution does not know is left out."""
        ...

    def find(self, student_numbers: Sequence[str], emails: Sequence[str]) -> Sequence[Learner]:
        """Return every learner with one of these numbers, or one of these addresses in lower case."""
        ...


class Imports(Protocol):
    """The files of results that one institution took in."""

    def by_sha256(self, file_sha256: str) -> ResultImport | None:
        """Return the import of a file with these bytes."""
        ...

    def save(self, result_import: ResultImport) -> None:
        """Store an import, or the new state of one."""
        ...


@dataclass(frozen=True, slots=True)
class EarlierAward:
    """An award from before, and what became of it.

    Attributes:
        award: What was proposed.
        outcome: What was decided, or None while it is open.
        credential_id: The credential that came of it, or None.
    """

    award: ProposedAward
    outcome: DecisionOutcome | None
    credential_id: str | None


@dataclass(frozen=True, slots=True)
class OpenAwards:
    """Proposals that no decision was taken on yet.

    Attributes:
        count: How many.
        proposed_by: Everyone who proposed one of them.
    """

    count: int
    proposed_by: tuple[str, ...]


class Awards(Protocol):
    """The proposed awards of one institution."""

    def add_all(self, awards: Sequence[ProposedAward]) -> None:
        """Store new proposals."""
        ...

    def get(self, award_id: UUID) -> ProposedAward | None:
        """Return one award."""
        ...

    def open(self) -> Iterator[ProposedAward]:
        """Yield what no decision was taken on yet, in the order of proposing, a few in memory at a time."""
        ...

    def open_among(self, award_ids: Sequence[UUID] | None) -> OpenAwards:
        """Count what is open among these, or among all of the institution when None."""
        ...

    def of_learners(self, learner_ids: Sequence[UUID]) -> Sequence[EarlierAward]:
        """Return everything that was ever proposed for these learners, in the order of proposing."""
        ...

    def awarded(self) -> Iterator[EarlierAward]:
        """Yield every award that the board granted and that was not erased, in the order of proposing."""
        ...

    def to_issue(self, *, limit: int, after: UUID | None = None) -> Sequence[ProposedAward]:
        """Return what was awarded and has no credential yet, in the order of proposing.

        Args:
            limit: At most so many.
            after: Only what was proposed after this award.
        """
        ...

    def still_to_issue(self, award_ids: Sequence[UUID]) -> Set[UUID]:
        """Return which of these are awarded, not erased, and have no credential yet."""
        ...

    def count_to_issue(self) -> int:
        """Return how many there are to issue."""
        ...

    def mark_decided(self, award_ids: Sequence[UUID] | None, decision_id: UUID) -> None:
        """Record that a decision was taken on these open proposals, or on all that are open when None."""
        ...

    def forget_recipient(self, learner_id: UUID) -> None:
        """Delete name, address and results of a learner from all their awards."""
        ...


class Decisions(Protocol):
    """The decisions of one exam board."""

    def add(self, decision: Decision) -> None:
        """Store a new decision."""
        ...

    def get(self, decision_id: UUID) -> Decision | None:
        """Return one decision."""
        ...

    def by_number(self, number: str) -> Decision | None:
        """Return the decision with this number."""
        ...


@dataclass(frozen=True, slots=True)
class CredentialHeading:
    """A credential without its content: enough to list it.

    Attributes:
        id: ``urn:uuid:…``.
        learner_id: Whose.
        module_version_id: For what.
    """

    id: str
    learner_id: UUID
    module_version_id: UUID


class Credentials(Protocol):
    """The credentials that one institution issued."""

    def add_all(self, credentials: Sequence[IssuedCredential]) -> None:
        """Store new credentials."""
        ...

    def get(self, credential_id: str) -> IssuedCredential | None:
        """Return one credential."""
        ...

    def of_award(self, award_id: UUID) -> IssuedCredential | None:
        """Return the credential that an award led to."""
        ...

    def all(self) -> Iterator[IssuedCredential]:
        """Yield every credential, in the order of issuing, without holding all in memory."""
        ...

    def headings(self) -> Iterator[CredentialHeading]:
        """Yield every credential that has not lost its content, in the order of issuing."""
        ...

    def count(self) -> int:
        """Return how many there are."""
        ...

    def forget_content(self, learner_id: UUID) -> int:
        """Delete the signed bytes of a learner's credentials, keep their digests; return how many."""
        ...


class Statuses(Protocol):
    """Status lists, the places in them, and what happened to the credentials of one institution."""

    def lists(self) -> Sequence[StatusList]:
        """Return all lists, oldest first."""
        ...

    def open_list(self, status_list: StatusList) -> None:
        """Store a new list."""
        ...

    def taken(self, status_list: StatusList) -> int:
        """Return how many places of a list are taken."""
        ...

    def taken_places(self, status_list: StatusList) -> Iterator[int]:
        """Yield the places of a list that are taken, in no order."""
        ...

    def reserve_all(self, places: Sequence[tuple[StatusPlace, str]]) -> bool:
        """Take places for credentials, all or none; False when one of them is taken already."""
        ...

    def places(self, credential_id: str) -> Sequence[StatusPlace]:
        """Return the places of a credential."""
        ...

    def record(self, event: StatusEvent) -> None:
        """Add an event."""
        ...

    def events(self, credential_id: str) -> Sequence[StatusEvent]:
        """Return the events of a credential, in the order of recording."""
        ...

    def events_of(self, credential_ids: Sequence[str]) -> Mapping[str, Sequence[StatusEvent]]:
        """Return the events of these credentials, by credential; one without events may be left out."""
        ...

    def events_by_index(self, status_list: StatusList) -> Mapping[int, Sequence[StatusEvent]]:
        """Return the events of all credentials with a place in a list, by that place."""
        ...

    def forget_explanations(self, learner_id: UUID) -> None:
        """Delete the words, not the codes, of the events of a learner's credentials."""
        ...


class AuditTrail(Protocol):
    """Everything that was done for one institution; only ever added to."""

    def record(self, entry: AuditEntry) -> None:
        """Add an entry."""
        ...

    def record_all(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries."""
        ...

    def entries(self, action: str | None = None) -> Sequence[AuditEntry]:
        """Return the entries, oldest first; only those of ``action`` if it is given."""
        ...


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
