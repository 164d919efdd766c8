"""Repositories of issued credentials, of their status, and of the audit trail."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from issuer.domain.issued import IssuedCredential
from issuer.domain.status import (
    ReasonCode,
    StatusAction,
    StatusEvent,
    StatusList,
    StatusPlace,
    StatusPurpose,
)
from issuer.ports import AuditEntry
from issuer.storage.tables import AuditRow, CredentialRow, StatusEventRow, StatusIndexRow, StatusListRow


class SqlCredentials:
    """The credentials that one institution issued."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, credential: IssuedCredential) -> None:
        """Store a new credential."""
        self._session.add(
            CredentialRow(
                id=credential.id,
                institution_id=self._institution_id,
                award_id=credential.award_id,
                module_version_id=credential.module_version_id,
                learner_id=credential.learner_id,
                decision_id=credential.decision_id,
                data_integrity=credential.data_integrity,
                data_integrity_sha256=credential.data_integrity_sha256,
                jwt=credential.jwt,
                jwt_sha256=credential.jwt_sha256,
                valid_from=credential.valid_from,
                valid_until=credential.valid_until,
            )
        )
        self._session.flush()

    def get(self, credential_id: str) -> IssuedCredential | None:
        """Return one credential."""
        return self._one(CredentialRow.id == credential_id)

    def of_award(self, award_id: UUID) -> IssuedCredential | None:
        """Return the credential that an award led to."""
        return self._one(CredentialRow.award_id == award_id)

    def all(self) -> Iterator[IssuedCredential]:
        """Yield every credential, in the order of issuing, without holding all in memory."""
        rows = self._session.scalars(
            select(CredentialRow)
            .where(CredentialRow.institution_id == self._institution_id)
            .order_by(CredentialRow.sequence)
            .execution_options(yield_per=100)
        )
        for row in rows:
            yield _credential(row)

    def count(self) -> int:
        """Return how many there are."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(CredentialRow)
                .where(CredentialRow.institution_id == self._institution_id)
            )
            or 0
        )

    def forget_content(self, learner_id: UUID) -> int:
        """Delete the signed bytes of a learner's credentials, keep their digests; return how many."""
        ids = self._session.scalars(
            select(CredentialRow.id).where(
                CredentialRow.institution_id == self._institution_id, CredentialRow.learner_id == learner_id
            )
        ).all()
        self._session.execute(
            update(CredentialRow).where(CredentialRow.id.in_(ids)).values(data_integrity=None, jwt=None)
        )
        return len(ids)

    def _one(self, condition: ColumnElement[bool]) -> IssuedCredential | None:
        row = self._session.scalar(
            select(CredentialRow).where(CredentialRow.institution_id == self._institution_id, condition)
        )
        return _credential(row) if row else None


class SqlStatuses:
    """Status lists, the places in them, and what happened to the credentials of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def lists(self) -> Sequence[StatusList]:
        """Return all lists, oldest first."""
        rows = self._session.scalars(
            select(StatusListRow)
            .where(StatusListRow.institution_id == self._institution_id)
            .order_by(StatusListRow.sequence)
        )
        return [_status_list(row) for row in rows]

    def open_list(self, status_list: StatusList) -> None:
        """Store a new list."""
        self._session.add(
            StatusListRow(
                institution_id=self._institution_id,
                name=status_list.name,
                url=status_list.url,
                purpose=status_list.purpose.value,
                size=status_list.size,
            )
        )
        self._session.flush()

    def taken(self, status_list: StatusList) -> int:
        """Return how many places of a list are taken."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(StatusIndexRow)
                .where(StatusIndexRow.status_list == self._list_id(status_list))
            )
            or 0
        )

    def reserve(self, place: StatusPlace, credential_id: str) -> bool:
        """Take a place for a credential; False when it is taken already.

        The primary key decides, not a question beforehand: between question and answer another
        process could take the place.
        """
        row = StatusIndexRow(
            status_list=self._list_id(place.status_list), position=place.index, credential_id=credential_id
        )
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            return False
        return True

    def places(self, credential_id: str) -> Sequence[StatusPlace]:
        """Return the places of a credential."""
        rows = self._session.execute(
            select(StatusIndexRow, StatusListRow)
            .join(StatusListRow, StatusListRow.sequence == StatusIndexRow.status_list)
            .where(
                StatusListRow.institution_id == self._institution_id,
                StatusIndexRow.credential_id == credential_id,
            )
            .order_by(StatusListRow.sequence)
        )
        return [StatusPlace(status_list=_status_list(found), index=index.position) for index, found in rows]

    def record(self, event: StatusEvent) -> None:
        """Add an event."""
        self._session.add(
            StatusEventRow(
                institution_id=self._institution_id,
                credential_id=event.credential_id,
                action=event.action.value,
                reason=event.reason.value,
                explanation=event.explanation,
                decision_number=event.decision_number,
                decided_by=list(event.decided_by),
                at=event.at,
            )
        )
        self._session.flush()

    def events(self, credential_id: str) -> Sequence[StatusEvent]:
        """Return the events of a credential, in the order of recording."""
        rows = self._session.scalars(
            select(StatusEventRow)
            .where(
                StatusEventRow.institution_id == self._institution_id,
                StatusEventRow.credential_id == credential_id,
            )
            .order_by(StatusEventRow.sequence)
        )
        return [_event(row) for row in rows]

    def events_by_index(self, status_list: StatusList) -> Mapping[int, Sequence[StatusEvent]]:
        """Return the events of all credentials with a place in a list, by that place."""
        rows = self._session.execute(
            select(StatusIndexRow.position, StatusEventRow)
            .join(StatusEventRow, StatusEventRow.credential_id == StatusIndexRow.credential_id)
            .where(StatusIndexRow.status_list == self._list_id(status_list))
            .order_by(StatusEventRow.sequence)
        )
        found: defaultdict[int, list[StatusEvent]] = defaultdict(list)
        for position, row in rows:
            found[position].append(_event(row))
        return found

    def forget_explanations(self, learner_id: UUID) -> None:
        """Delete the words, not the codes, of the events of a learner's credentials."""
        theirs = select(CredentialRow.id).where(
            CredentialRow.institution_id == self._institution_id, CredentialRow.learner_id == learner_id
        )
        self._session.execute(
            update(StatusEventRow).where(StatusEventRow.credential_id.in_(theirs)).values(explanation="")
        )

    def _list_id(self, status_list: StatusList) -> int:
        found = self._session.scalar(
            select(StatusListRow.sequence).where(
                StatusListRow.institution_id == self._institution_id, StatusListRow.name == status_list.name
            )
        )
        if found is None:
            raise LookupError(f"the institution has no status list {status_list.name}")
        return found


class SqlAuditTrail:
    """Everything that was done for one institution; only ever added to."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def record(self, entry: AuditEntry) -> None:
        """Add an entry."""
        self._session.add(
            AuditRow(
                institution_id=self._institution_id,
                at=entry.at,
                actor=entry.actor,
                action=entry.action,
                subject=entry.subject,
                details=dict(entry.details),
            )
        )

    def entries(self, action: str | None = None) -> Sequence[AuditEntry]:
        """Return the entries, oldest first; only those of ``action`` if it is given."""
        statement = select(AuditRow).where(AuditRow.institution_id == self._institution_id)
        if action is not None:
            statement = statement.where(AuditRow.action == action)
        return [
            AuditEntry(
                at=row.at, actor=row.actor, action=row.action, subject=row.subject, details=row.details
            )
            for row in self._session.scalars(statement.order_by(AuditRow.sequence))
        ]


def _credential(row: CredentialRow) -> IssuedCredential:
    return IssuedCredential(
        id=row.id,
        award_id=row.award_id,
        module_version_id=row.module_version_id,
        learner_id=row.learner_id,
        decision_id=row.decision_id,
        data_integrity=row.data_integrity,
        data_integrity_sha256=row.data_integrity_sha256,
        jwt=row.jwt,
        jwt_sha256=row.jwt_sha256,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _status_list(row: StatusListRow) -> StatusList:
    return StatusList(name=row.name, url=row.url, purpose=StatusPurpose(row.purpose), size=row.size)


def _event(row: StatusEventRow) -> StatusEvent:
    return StatusEvent(
        credential_id=row.credential_id,
        action=StatusAction(row.action),
        reason=ReasonCode(row.reason),
        explanation=row.explanation,
        decision_number=row.decision_number,
        decided_by=tuple(str(one) for one in row.decided_by),
        at=row.at,
    )
