"""Repositories of proposed awards and of decisions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from issuer.domain.awards import ProposedAward
from issuer.domain.decisions import Decision, DecisionOutcome
from issuer.storage.tables import CredentialRow, DecisionRow, ProposedAwardRow
from issuer.stored_content import results_from_json, results_to_json

_IDS_PER_STATEMENT = 500  # SQLite allows a limited number of values in one statement


class SqlAwards:
    """The proposed awards of one institution."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, award: ProposedAward) -> None:
        """Store a new proposal."""
        self._session.add(
            ProposedAwardRow(
                id=award.id,
                institution_id=self._institution_id,
                module_version_id=award.module_version_id,
                learner_id=award.learner_id,
                recipient_name=award.recipient_name,
                recipient_email=award.recipient_email,
                language=award.language,
                activity_start=award.activity_start,
                activity_end=award.activity_end,
                results=results_to_json(award.results),
                proposed_by=award.proposed_by,
                proposed_at=award.proposed_at,
                import_id=award.import_id,
                replaces=award.replaces,
                decision_id=award.decision_id,
            )
        )

    def get(self, award_id: UUID) -> ProposedAward | None:
        """Return one award."""
        row = self._session.scalar(self._mine().where(ProposedAwardRow.id == award_id))
        return _award(row) if row else None

    def open(self) -> Sequence[ProposedAward]:
        """Return what no decision was taken on yet, in the order of proposing."""
        return self._list(self._mine().where(ProposedAwardRow.decision_id.is_(None)))

    def of_learner(self, learner_id: UUID) -> Sequence[ProposedAward]:
        """Return everything that was ever proposed for a learner, in the order of proposing."""
        return self._list(self._mine().where(ProposedAwardRow.learner_id == learner_id))

    def to_issue(self, *, limit: int | None = None) -> Sequence[ProposedAward]:
        """Return what was awarded and has no credential yet, in the order of proposing."""
        return self._list(self._awaiting(self._mine()).limit(limit))

    def count_to_issue(self) -> int:
        """Return how many there are to issue."""
        return self._session.scalar(self._awaiting(self._mine(func.count()))) or 0

    def mark_decided(self, award_ids: Iterable[UUID], decision_id: UUID) -> None:
        """Record that a decision was taken on these proposals."""
        ids = list(award_ids)
        for start in range(0, len(ids), _IDS_PER_STATEMENT):
            self._session.execute(
                update(ProposedAwardRow)
                .where(
                    ProposedAwardRow.institution_id == self._institution_id,
                    ProposedAwardRow.id.in_(ids[start : start + _IDS_PER_STATEMENT]),
                )
                .values(decision_id=decision_id)
            )

    def forget_recipient(self, learner_id: UUID) -> None:
        """Delete name, address, results and period of a learner from all their awards."""
        self._session.execute(
            update(ProposedAwardRow)
            .where(
                ProposedAwardRow.institution_id == self._institution_id,
                ProposedAwardRow.learner_id == learner_id,
            )
            .values(
                recipient_name="", recipient_email=None, results=[], activity_start=None, activity_end=None
            )
        )

    def _mine(self, what: Any = ProposedAwardRow) -> Select[Any]:  # noqa: ANN401 - a table or an aggregate
        return (
            select(what)
            .select_from(ProposedAwardRow)
            .where(ProposedAwardRow.institution_id == self._institution_id)
        )

    def _awaiting(self, statement: Select[Any]) -> Select[Any]:
        return (
            statement.join(DecisionRow, DecisionRow.id == ProposedAwardRow.decision_id)
            .outerjoin(CredentialRow, CredentialRow.award_id == ProposedAwardRow.id)
            # An erased recipient has no name: nothing can be issued to them any more.
            .where(
                DecisionRow.outcome == DecisionOutcome.AWARDED.value,
                CredentialRow.id.is_(None),
                ProposedAwardRow.recipient_name != "",
            )
        )

    def _list(self, statement: Select[Any]) -> Sequence[ProposedAward]:
        return [_award(row) for row in self._session.scalars(statement.order_by(ProposedAwardRow.sequence))]


class SqlDecisions:
    """The decisions of one exam board."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add(self, decision: Decision) -> None:
        """Store a new decision."""
        self._session.add(
            DecisionRow(
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
        )
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
        )


def _award(row: ProposedAwardRow) -> ProposedAward:
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
    )
