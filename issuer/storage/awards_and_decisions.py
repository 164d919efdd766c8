"""Repositories of proposed awards and of decisions."""

from collections.abc import Iterator, Sequence, Set
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    UnaryExpression,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from issuer.domain.awards import ProposedAward
from issuer.domain.decisions import Decision, DecisionOutcome
from issuer.ports.awards import EarlierAward, OpenAwards
from issuer.storage.parts import in_parts
from issuer.storage.register_editions import edition_in, write_edition
from issuer.storage.tables import CredentialRow, DecisionRow, ProposedAwardRow, table_of
from issuer.stored_content import results_from_json, results_to_json

ColumnsArgument = ColumnElement[Any] | FromClause

_AWARDS = table_of(ProposedAwardRow)
_DECISIONS = table_of(DecisionRow)
_CREDENTIALS = table_of(CredentialRow)
_LAST = _AWARDS.alias("last")
_ROWS_IN_MEMORY = 500

# A plus sign takes a column out of SQLite's choice of an index.
_UNINDEXED_INSTITUTION: ColumnElement[UUID] = UnaryExpression(
    _AWARDS.c.institution_id, operator=custom_op("+"), type_=_AWARDS.c.institution_id.type
)


class SqlAwards:
    """The proposed awards of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add_all(self, awards: Sequence[ProposedAward]) -> None:
        """Store new proposals."""
        if awards:
            self._session.execute(insert(_AWARDS), [self._values(award) for award in awards])

    def _values(self, award: ProposedAward) -> dict[str, object]:
        return {
            "id": award.id,
            "institution_id": self._institution_id,
            "module_version_id": award.module_version_id,
            "learner_id": award.learner_id,
            "recipient_name": award.recipient_name,
            "recipient_email": award.recipient_email,
            "language": award.language,
            "activity_start": award.activity_start,
            "activity_end": award.activity_end,
            "results": results_to_json(award.results),
            "proposed_by": award.proposed_by,
            "proposed_at": award.proposed_at,
            "import_id": award.import_id,
            "replaces": award.replaces,
            "decision_id": award.decision_id,
            "provider": award.provider,
            "evidence": list(award.evidence),
        }

    def get(self, award_id: UUID) -> ProposedAward | None:
        """Return one award."""
        row = self._session.execute(self._mine(_AWARDS).where(_AWARDS.c.id == award_id)).one_or_none()
        return _award(row) if row else None

    def open(self) -> Iterator[ProposedAward]:
        """Yield what no decision was taken on yet, in the order of proposing, a few in memory at a time."""
        statement = self._open(_AWARDS).order_by(_AWARDS.c.sequence)
        rows = self._session.execute(statement.execution_options(yield_per=_ROWS_IN_MEMORY))
        return map(_award, rows)

    def open_among(self, award_ids: Sequence[UUID] | None) -> OpenAwards:
        """Count what is open among these, or among all of the institution when None."""
        count = 0
        proposers: set[str] = set()
        for condition in _each(award_ids):
            statement = self._open(_AWARDS.c.proposed_by, func.count()).where(condition)
            for proposer, proposed in self._session.execute(statement.group_by(_AWARDS.c.proposed_by)):
                count += proposed
                proposers.add(proposer)
        return OpenAwards(count, tuple(sorted(proposers)))

    def of_learners(self, learner_ids: Sequence[UUID]) -> Sequence[EarlierAward]:
        """Return everything that was ever proposed for these learners, in the order of proposing."""
        found: list[EarlierAward] = []
        for some in in_parts(learner_ids):
            statement = (
                self._mine(_AWARDS, _DECISIONS.c.outcome, _CREDENTIALS.c.id.label("credential_id"))
                .outerjoin(_DECISIONS, _DECISIONS.c.id == _AWARDS.c.decision_id)
                .outerjoin(_CREDENTIALS, _CREDENTIALS.c.award_id == _AWARDS.c.id)
                .where(_AWARDS.c.learner_id.in_(some))
                .order_by(_AWARDS.c.sequence)
            )
            for row in self._session.execute(statement):
                outcome = None if row.outcome is None else DecisionOutcome(row.outcome)
                found.append(EarlierAward(_award(row), outcome, row.credential_id))
        return found

    def awarded(self) -> Iterator[EarlierAward]:
        """Yield every award that the board granted and that was not erased, in the order of proposing."""
        statement = (
            self._mine(_AWARDS, _CREDENTIALS.c.id.label("credential_id"))
            .join(_DECISIONS, _DECISIONS.c.id == _AWARDS.c.decision_id)
            .outerjoin(_CREDENTIALS, _CREDENTIALS.c.award_id == _AWARDS.c.id)
            .where(_DECISIONS.c.outcome == DecisionOutcome.AWARDED.value, _AWARDS.c.recipient_name != "")
            .order_by(_AWARDS.c.sequence)
        )
        rows = self._session.execute(statement.execution_options(yield_per=_ROWS_IN_MEMORY))
        return (EarlierAward(_award(row), DecisionOutcome.AWARDED, row.credential_id) for row in rows)

    def to_issue(self, *, limit: int, after: UUID | None = None) -> Sequence[ProposedAward]:
        """Return what was awarded and has no credential yet, in the order of proposing.

        Args:
            limit: At most so many.
            after: Only what was proposed after this award.
        """
        # By an index on the institution, SQLite would gather and sort everything for every batch. The
        # table itself is in the order of proposing, so it can start where the last batch ended.
        mine = select(_AWARDS).where(_UNINDEXED_INSTITUTION.in_([self._institution_id]))
        statement = self._awaiting(mine).order_by(_AWARDS.c.sequence).limit(limit)
        if after is not None:
            last = select(_LAST.c.sequence).where(_LAST.c.id == after).scalar_subquery()
            statement = statement.where(_AWARDS.c.sequence > last)
        return [_award(row) for row in self._session.execute(statement)]

    def still_to_issue(self, award_ids: Sequence[UUID]) -> Set[UUID]:
        """Return which of these are awarded, not erased, and have no credential yet."""
        # Told the institution first, SQLite would go through everything it ever proposed, for every batch.
        mine = select(_AWARDS.c.id).where(_UNINDEXED_INSTITUTION.in_([self._institution_id]))
        found: set[UUID] = set()
        for condition in _each(award_ids):
            found.update(self._session.scalars(self._awaiting(mine).where(condition)))
        return found

    def count_to_issue(self) -> int:
        """Return how many there are to issue."""
        return self._session.scalar(self._awaiting(self._mine(func.count()))) or 0

    def mark_decided(self, award_ids: Sequence[UUID] | None, decision_id: UUID) -> None:
        """Record that a decision was taken on these open proposals, or on all that are open when None."""
        for condition in _each(award_ids):
            self._session.execute(
                update(_AWARDS)
                .where(
                    _AWARDS.c.institution_id == self._institution_id,
                    _AWARDS.c.decision_id.is_(None),
                    condition,
                )
                .values(decision_id=decision_id)
            )

    def forget_recipient(self, learner_id: UUID) -> None:
        """Delete all that is about the learner from all their awards."""
        self._session.execute(
            update(ProposedAwardRow)
            .where(
                ProposedAwardRow.institution_id == self._institution_id,
                ProposedAwardRow.learner_id == learner_id,
            )
            .values(
                recipient_name="",
                recipient_email=None,
                results=[],
                activity_start=None,
                activity_end=None,
                provider=None,
                evidence=None,
            )
        )

    def _mine(self, *what: ColumnsArgument) -> Select[Any]:
        return select(*what).select_from(_AWARDS).where(_AWARDS.c.institution_id == self._institution_id)

    def _open(self, *what: ColumnsArgument) -> Select[Any]:
        return self._mine(*what).where(_AWARDS.c.decision_id.is_(None))

    def _awaiting(self, statement: Select[Any]) -> Select[Any]:
        return (
            statement.join(_DECISIONS, _DECISIONS.c.id == _AWARDS.c.decision_id)
            .outerjoin(_CREDENTIALS, _CREDENTIALS.c.award_id == _AWARDS.c.id)
            # An erased recipient has no name: nothing can be issued to them any more.
            .where(
                _DECISIONS.c.outcome == DecisionOutcome.AWARDED.value,
                _CREDENTIALS.c.id.is_(None),
                _AWARDS.c.recipient_name != "",
            )
        )


class SqlDecisions:
    """The decisions of one exam board."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, decision: Decision) -> None:
        """Store a new decision."""
        row = DecisionRow(
            id=decision.id,
            institution_id=self._institution_id,
            number=decision.number,
            decided_on=decision.decided_on,
            outcome=decision.outcome.value,
            proposed_by=list(decision.proposed_by),
            first_decider=decision.decided_by[0],
            second_decider=decision.decided_by[1],
            recorded_at=decision.recorded_at,
        )
        write_edition(row, decision.registers)
        self._session.add(row)
        self._session.flush()

    def get(self, decision_id: UUID) -> Decision | None:
        """Return one decision."""
        return self._one(DecisionRow.id == decision_id)

    def by_number(self, number: str) -> Decision | None:
        """Return the decision with this number."""
        return self._one(DecisionRow.number == number)

    def _one(self, condition: Any) -> Decision | None:  # noqa: ANN401 - an SQL expression
        row = self._session.scalar(
            select(DecisionRow).where(DecisionRow.institution_id == self._institution_id, condition)
        )
        if row is None:
            return None
        return Decision(
            id=row.id,
            number=row.number,
            decided_on=row.decided_on,
            outcome=DecisionOutcome(row.outcome),
            proposed_by=tuple(str(one) for one in row.proposed_by),
            decided_by=(row.first_decider, row.second_decider),
            recorded_at=row.recorded_at,
            registers=edition_in(row),
        )


def _each(award_ids: Sequence[UUID] | None) -> Iterator[ColumnElement[bool]]:
    """Yield a condition per part of the ids, or one that always holds when there are none to go by."""
    if award_ids is None:
        yield true()
    else:
        for some in in_parts(award_ids):
            yield _AWARDS.c.id.in_(some)


def _award(row: Row[Any]) -> ProposedAward:
    return ProposedAward(
        id=row.id,
        module_version_id=row.module_version_id,
        learner_id=row.learner_id,
        recipient_name=row.recipient_name,
        recipient_email=row.recipient_email,
        language=row.language,
        activity_start=row.activity_start,
        activity_end=row.activity_end,
        results=results_from_json(row.results),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        import_id=row.import_id,
        replaces=row.replaces,
        decision_id=row.decision_id,
        provider=row.provider,
        evidence=tuple(row.evidence or ()),
    )
