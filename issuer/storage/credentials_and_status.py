"""Repositories of issued credentials, of their status, and of the audit trail."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from issuer.domain.bsn import contains_bsn
from issuer.domain.issued import IssuedCredential
from issuer.domain.status import (
    ReasonCode,
    StatusAction,
    StatusEvent,
    StatusList,
    StatusPlace,
    StatusPurpose,
)
from issuer.errors import DecisionRefused
from issuer.ports import AuditEntry, CredentialHeading
from issuer.storage.parts import in_parts
from issuer.storage.tables import (
    AuditRow,
    CredentialRow,
    StatusEventRow,
    StatusIndexRow,
    StatusListRow,
    table_of,
)

_CREDENTIALS = table_of(CredentialRow)
_PLACES = table_of(StatusIndexRow)
_AUDIT = table_of(AuditRow)


class SqlCredentials:
    """The credentials that one institution issued."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add_all(self, credentials: Sequence[IssuedCredential]) -> None:
        """Store new credentials."""
        if credentials:
            self._session.execute(insert(_CREDENTIALS), [self._values(one) for one in credentials])

    def _values(self, credential: IssuedCredential) -> dict[str, object]:
        return {
            "id": credential.id,
            "institution_id": self._institution_id,
            "award_id": credential.award_id,
            "module_version_id": credential.module_version_id,
            "learner_id": credential.learner_id,
            "decision_id": credential.decision_id,
            "data_integrity": credential.data_integrity,
            "data_integrity_sha256": credential.data_integrity_sha256,
            "jwt": credential.jwt,
            "jwt_sha256": credential.jwt_sha256,
            "valid_from": credential.valid_from,
            "valid_until": credential.valid_until,
        }

    def get(self, credential_id: str) -> IssuedCredential | None:
        """Return one credential."""
        return self._one(CredentialRow.id == credential_id)

    def of_award(self, award_id: UUID) -> IssuedCredential | None:
        """Return the credential that an award led to."""
        return self._one(CredentialRow.award_id == award_id)

    def all(self) -> Iterator[IssuedCredential]:
        """Yield every credential, in the order of issuing, without holding all in memory."""
        mine = select(_CREDENTIALS).where(_CREDENTIALS.c.institution_id == self._institution_id)
        in_order = mine.order_by(_CREDENTIALS.c.sequence).execution_options(yield_per=100)
        return map(_credential, self._session.execute(in_order))

    def headings(self) -> Iterator[CredentialHeading]:
        """Yield every credential that has not lost its content, in the order of issuing."""
        statement = (
            select(_CREDENTIALS.c.id, _CREDENTIALS.c.learner_id, _CREDENTIALS.c.module_version_id)
            .where(
                _CREDENTIALS.c.institution_id == self._institution_id,
                or_(_CREDENTIALS.c.data_integrity.is_not(None), _CREDENTIALS.c.jwt.is_not(None)),
            )
            .order_by(_CREDENTIALS.c.sequence)
            .execution_options(yield_per=1000)
        )
        return (CredentialHeading(*row) for row in self._session.execute(statement))

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
        row = self._session.execute(
            select(_CREDENTIALS).where(_CREDENTIALS.c.institution_id == self._institution_id, condition)
        ).one_or_none()
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

    def taken_places(self, status_list: StatusList) -> Iterator[int]:
        """Yield the places of a list that are taken, in no order."""
        statement = select(_PLACES.c.position).where(_PLACES.c.status_list == self._list_id(status_list))
        yield from self._session.scalars(statement.execution_options(yield_per=1000))

    def reserve_all(self, places: Sequence[tuple[StatusPlace, str]]) -> bool:
        """Take places for credentials, all or none; False when one of them is taken already.

        The primary key decides, not a question beforehand: between question and answer another
        process could take the place.
        """
        list_ids = {
            status_list.name: self._list_id(status_list)
            for status_list in {place.status_list.name: place.status_list for place, _ in places}.values()
        }
        rows = [
            {
                "status_list": list_ids[place.status_list.name],
                "position": place.index,
                "credential_id": credential_id,
            }
            for place, credential_id in places
        ]
        if not rows:
            return True
        try:
            with self._session.begin_nested():
                self._session.execute(insert(_PLACES), rows)
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

    def events_of(self, credential_ids: Sequence[str]) -> Mapping[str, Sequence[StatusEvent]]:
        """Return the events of these credentials, by credential; one without events may be left out."""
        found: defaultdict[str, list[StatusEvent]] = defaultdict(list)
        for some in in_parts(credential_ids):
            rows = self._session.scalars(
                select(StatusEventRow)
                .where(
                    StatusEventRow.institution_id == self._institution_id,
                    StatusEventRow.credential_id.in_(some),
                )
                .order_by(StatusEventRow.sequence)
            )
            for row in rows:
                found[row.credential_id].append(_event(row))
        return found

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
        self.record_all([entry])

    def record_all(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries.

        Raises:
            DecisionRefused: Somebody gave what may be a BSN as who they are (``bsn``). What is written
                here stays here.
        """
        if any(map(contains_bsn, {entry.actor for entry in entries})):
            raise DecisionRefused(reason="bsn")
        rows = [
            {
                "institution_id": self._institution_id,
                "at": entry.at,
                "actor": entry.actor,
                "action": entry.action,
                "subject": entry.subject,
                "details": dict(entry.details),
            }
            for entry in entries
        ]
        if rows:
            self._session.execute(insert(_AUDIT), rows)

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


def _credential(row: Row[Any]) -> IssuedCredential:
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
