"""Repository of agreements and of decisions on recognition."""

from collections.abc import Sequence
from functools import cache
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer.domain.stacking.agreements import Agreement, RecognitionAgreement, StackingAgreement
from issuer.domain.stacking.recognition import RecognitionDecision, RecognitionKind
from issuer.ports.recognition import RecordedAgreement
from issuer.storage.recognition_tables import AgreementRow, RecognitionDecisionRow

_RECOGNITION, _STACKING = "erkenningsafspraak", "stapelafspraak"


class SqlRecognition:
    """What one institution agreed on with others, and decided on modules and awards of others."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def add_agreement(self, recorded: RecordedAgreement) -> None:
        """Store a new agreement."""
        kind, content = _to_text(recorded.agreement)
        self._session.add(
            AgreementRow(
                institution_id=self._institution_id,
                number=recorded.agreement.number,
                kind=kind,
                content=content,
                recorded_at=recorded.recorded_at,
                recorded_by=recorded.recorded_by,
            )
        )
        self._session.flush()

    def agreements(self) -> Sequence[RecordedAgreement]:
        """Return all agreements, in the order of taking in."""
        rows = self._session.scalars(
            select(AgreementRow)
            .where(AgreementRow.institution_id == self._institution_id)
            .order_by(AgreementRow.sequence)
        )
        return [
            RecordedAgreement(
                agreement=_from_text(row.kind, row.content),
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
            )
            for row in rows
        ]

    def add_decision(self, decision: RecognitionDecision) -> None:
        """Store a new decision."""
        first, second = decision.decided_by
        self._session.add(
            RecognitionDecisionRow(
                id=decision.id,
                institution_id=self._institution_id,
                kind=decision.kind.value,
                subject=decision.subject,
                subject_sha256=decision.subject_sha256,
                is_positive=decision.is_positive,
                number=decision.number,
                decided_on=decision.decided_on,
                motivation=decision.motivation,
                first_decider=first,
                second_decider=second,
                recorded_at=decision.recorded_at,
            )
        )
        self._session.flush()

    def decisions(self) -> Sequence[RecognitionDecision]:
        """Return all decisions, in the order of recording."""
        rows = self._session.scalars(
            select(RecognitionDecisionRow)
            .where(RecognitionDecisionRow.institution_id == self._institution_id)
            .order_by(RecognitionDecisionRow.sequence)
        )
        return [
            RecognitionDecision(
                id=row.id,
                kind=RecognitionKind(row.kind),
                subject=row.subject,
                subject_sha256=row.subject_sha256,
                is_positive=row.is_positive,
                number=row.number,
                decided_on=row.decided_on,
                motivation=row.motivation,
                decided_by=(row.first_decider, row.second_decider),
                recorded_at=row.recorded_at,
            )
            for row in rows
        ]


def _to_text(agreement: Agreement) -> tuple[str, str]:
    kind = _RECOGNITION if isinstance(agreement, RecognitionAgreement) else _STACKING
    return kind, _adapter(kind).dump_json(agreement).decode()


def _from_text(kind: str, content: str) -> Agreement:
    return _adapter(kind).validate_json(content)


@cache  # most commands have nothing to do with agreements
def _adapter(kind: str) -> TypeAdapter[Agreement]:
    return TypeAdapter(RecognitionAgreement if kind == _RECOGNITION else StackingAgreement)
