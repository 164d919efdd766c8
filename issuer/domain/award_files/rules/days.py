"""Days come in an order, and nothing has happened yet that is still to come. No year starts in September.

People start and finish at any moment, so no rule looks at the school year (J03).
"""

from collections.abc import Iterator
from datetime import date

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.days import day_in_words
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.findings import Finding, Severity

_Pair = tuple[date | None, date | None, str, str | None]
"""What comes first, what comes after, where the second stands, and the requirement."""


def check_days(case: AwardCase) -> Iterator[Finding]:
    """Nothing ends before it begins, nor is issued before it was decided."""
    for first, second, pointer, requirement in _pairs(case.facts):
        if first is not None and second is not None and second < first:
            yield Finding(
                code="days_out_of_order",
                requirement=requirement,
                pointer=pointer,
                params={"first": day_in_words(first), "second": day_in_words(second)},
            )
    facts = case.facts
    if facts.end is not None and facts.awarded_on is not None and facts.awarded_on < facts.end:
        yield Finding(
            code="awarded_before_end",
            severity=Severity.WARNING,
            requirement="C05",
            pointer=facts.at("leerervaring", "eind"),
            params={"end": day_in_words(facts.end), "awarded": day_in_words(facts.awarded_on)},
        )


def check_nothing_to_come(facts: AwardFacts, on: date) -> Iterator[Finding]:
    """Everything that a file says to have happened has happened by ``on``."""
    for day, pointer in _happened(facts):
        if day is not None and day > on:
            yield Finding(
                code="day_to_come",
                pointer=pointer,
                params={"day": day_in_words(day), "today": day_in_words(on)},
            )


def _pairs(facts: AwardFacts) -> Iterator[_Pair]:
    yield facts.start, facts.end, facts.at("leerervaring", "eind"), "C05"
    decided = facts.decision.on if facts.decision else None
    yield decided, facts.issued_on, facts.at("uitgegeven_op"), "D09"
    yield facts.issued_on, facts.valid_until, facts.at("geldig_tot"), None
    if facts.placement is not None:
        placement = facts.placement
        yield placement.begin, placement.end, f"{placement.pointer}/eind", "E21"
        yield placement.agreed_on, placement.end, f"{placement.pointer}/eind", "E21"
    for agreement in facts.agreements:
        yield agreement.begin, agreement.end, f"{agreement.pointer}/eind", "F14"
    for consent in facts.consents:
        yield consent.on, consent.withdrawn_on, f"{consent.pointer}/ingetrokken_op", "F07"


def _happened(facts: AwardFacts) -> Iterator[tuple[date | None, str]]:
    yield facts.end, facts.at("leerervaring", "eind")
    if facts.decision is not None:
        yield facts.decision.on, f"{facts.decision.pointer}/datum"
    for result in facts.results:
        yield result.on, f"{result.pointer}/datum"
    for one in facts.ticked_off:
        yield one.on, f"{one.pointer}/afgetekend_op"
    for talk in facts.conversations:
        yield talk.on, f"{talk.pointer}/datum"
    for consent in facts.consents:
        yield consent.on, f"{consent.pointer}/datum"
    for signature in facts.signatures or ():
        yield signature.on, f"{signature.pointer}/datum"
    for agreement in facts.agreements:
        yield agreement.on, f"{agreement.pointer}/datum"
    if facts.statement is not None:
        for exam in facts.statement.exams:
            yield exam.on, f"{exam.pointer}/datum"
