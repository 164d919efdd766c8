"""The decision of the exam board: two people, not those who prepared it (D09, G01)."""

from collections.abc import Iterator
from typing import Final

from issuer.domain.award_files.case import AwardCase
from issuer.domain.findings import Finding, Severity

_DECIDERS: Final = 2


def check_board_decision(case: AwardCase) -> Iterator[Finding]:
    """Whoever prepared an award is not among those who decide, and at least two decide."""
    decision = case.facts.decision
    if decision is None:
        yield Finding(
            code="no_board_decision",
            severity=Severity.INFO,
            requirement="D09",
            pointer=case.facts.at("examencommissie_besluit"),
        )
        return
    deciders = frozenset(decision.decided_by)
    if decision.prepared_by is not None and decision.prepared_by in deciders:
        yield Finding(code="preparer_decided", requirement="G01", pointer=f"{decision.pointer}/besloten_door")
    elif len(deciders) < _DECIDERS:
        yield Finding(code="too_few_deciders", requirement="D09", pointer=f"{decision.pointer}/besloten_door")
    if decision.prepared_by is None:
        yield Finding(
            code="preparer_missing",
            severity=Severity.WARNING,
            requirement="G01",
            pointer=f"{decision.pointer}/voorgedragen_door",
        )
    if decision.number is None:
        yield Finding(code="decision_without_number", requirement="D09", pointer=f"{decision.pointer}/id")
    if decision.on is None:
        yield Finding(code="decision_without_day", requirement="D09", pointer=f"{decision.pointer}/datum")
