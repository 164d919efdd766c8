"""What had to be agreed before somebody started in a company (F14–F16)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from issuer.domain.award_files.agreements import EDUCATION, PLACEMENT, PRACTICE
from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.rules.results import not_after_award
from issuer.domain.findings import Finding, Severity

_MOST_MONTHS: Final = 9


def check_agreements(case: AwardCase) -> Iterator[Finding]:
    """The agreements of practice and education were signed, and before the award (F14, F15)."""
    if not case.instrument.learnt_in_company:
        return
    yield from _check_kind(case, PRACTICE, "F14")
    yield from _check_kind(case, EDUCATION, "F14")
    if _under_support_scheme(case):
        yield from _check_kind(case, PLACEMENT, "F15")


def _check_kind(case: AwardCase, kind: str, requirement: str) -> Iterator[Finding]:
    agreements = case.facts.agreements_of(kind)
    if not agreements:
        yield Finding(
            code="agreement_missing",
            requirement=requirement,
            pointer=case.facts.at("overeenkomsten"),
            params={"kind": kind},
        )
    for agreement in agreements:
        if agreement.on is None:
            yield Finding(
                code="agreement_without_day",
                requirement=requirement,
                pointer=f"{agreement.pointer}/datum",
                params={"kind": kind},
            )
        yield from not_after_award(
            case, agreement.on, f"{agreement.pointer}/datum", "agreed_after_award", requirement
        )


def check_support_scheme(case: AwardCase) -> Iterator[Finding]:
    """Under the scheme "derde steunpakket" it took nine months at most (F16)."""
    if not case.instrument.learnt_in_company or not _under_support_scheme(case):
        return
    for agreement in case.facts.agreements_of(PRACTICE):
        if agreement.begin and agreement.end and _months(agreement.begin, agreement.end) > _MOST_MONTHS:
            yield Finding(
                code="longer_than_scheme",
                severity=Severity.WARNING,
                requirement="F16",
                pointer=f"{agreement.pointer}/eind",
                params={"months": str(_MOST_MONTHS)},
            )


def _under_support_scheme(case: AwardCase) -> bool:
    return case.facts.support_scheme or case.policy.support_scheme


def _months(begin: date, end: date) -> int:
    """Months that were begun: from 2 February up to and including 2 November it is nine."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    return months + 1 if end.day > begin.day else months
