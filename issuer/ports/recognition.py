"""What the services need of a store for agreements and for decisions on recognition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from issuer.domain.stacking.agreements import Agreement
    from issuer.domain.stacking.recognition import RecognitionDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAgreement:
    """An agreement as it was taken in. It never changes afterwards.

    Attributes:
        agreement: What was agreed.
        recorded_at: When it was taken in.
        recorded_by: Who did.
    """

    agreement: "Agreement"
    recorded_at: datetime
    recorded_by: str


class Recognition(Protocol):
    """What one institution agreed on with others, and decided on modules and awards of others."""

    def add_agreement(self, recorded: RecordedAgreement) -> None:
        """Store a new agreement."""
        ...

    def agreements(self) -> Sequence[RecordedAgreement]:
        """Return all agreements, in the order of taking in."""
        ...

    def add_decision(self, decision: "RecognitionDecision") -> None:
        """Store a new decision."""
        ...

    def decisions(self) -> Sequence["RecognitionDecision"]:
        """Return all decisions, in the order of recording."""
        ...
