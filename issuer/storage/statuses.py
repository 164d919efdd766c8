"""Repository of status lists, the places in them, and what happened to credentials."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from issuer.domain.status import (
    ReasonCode,
    StatusAction,
    StatusEvent,
    StatusList,
    StatusPlace,
    StatusPurpose,
)
from issuer.storage.parts import in_parts
from issuer.storage.tables import (
    CredentialRow,
    StatusEventRow,
    StatusIndexRow,
    StatusListRow,
    table_of,
)

_PLACES = table_of(StatusIndexRow)


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
