"""What of an award file goes into the credential. Everything else stays with the school.

This is all of it: the period, where somebody learnt it, results where the instrument has any, and the
names of other evidence. Never the reason, a target group, a benefit, a diagnosis, a day of birth, what was
said in a talk, who examined, or the names of those who guided the learner.

Spec: requirements A18, E08, F05, F28, F29, G12; facts on privacy (AVG, UAVG 46).
"""

from dataclasses import dataclass
from datetime import date

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module, Result
from issuer.domain.award_files.agreements import PRACTICE
from issuer.domain.award_files.days import day_in_words
from issuer.domain.award_files.derived_module import PASSED
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.result_parts import description_of
from issuer.domain.results import judge_results

_ON_PAPER = {
    "nl": "{name} op papier, nummer {number}, {day}",
    "en": "{name} on paper, number {number}, {day}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForCredential:
    """What the credential of an award says, besides the learner and the module.

    Attributes:
        start: First day of the learning experience, or None.
        end: Last day, or None.
        results: For the result descriptions of the module.
        provider: Name of the leerbedrijf, or None.
        evidence: Names of what else there is to show.
    """

    start: date | None
    end: date | None
    results: tuple[Result, ...]
    provider: str | None
    evidence: tuple[str, ...]


def for_credential(facts: AwardFacts, module: Module) -> ForCredential:
    """Return what of ``facts`` goes into a credential of ``module``."""
    start, end = _period(facts)
    company = facts.company
    if facts.statement is not None and facts.statement.practice is not None:
        company = facts.statement.practice.company
    return ForCredential(
        start=start,
        end=end,
        results=_results(facts, module),
        provider=company.name if company is not None and company.name else None,
        evidence=tuple(dict.fromkeys((*_paper(facts, module), *_other(facts)))),
    )


def _period(facts: AwardFacts) -> tuple[date | None, date | None]:
    """The learning experience; or from the start of the agreement to its end, or the final talk before it."""
    if facts.start is not None or facts.end is not None:
        return facts.start, facts.end
    agreements = facts.agreements_of(PRACTICE)
    begin = min((one.begin for one in agreements if one.begin), default=None)
    talk = facts.final_talk
    ends = [one.end for one in agreements if one.end] + ([talk.on] if talk and talk.on else [])
    return begin, min(ends, default=None)


def _results(facts: AwardFacts, module: Module) -> tuple[Result, ...]:
    instrument = INSTRUMENTS[module.instrument]
    if not instrument.has_grades:
        return ()
    if instrument.lists_parts:
        # Parts that were not passed are no parts of the module.
        return tuple(Result(result_description=one.id, value=PASSED) for one in module.result_descriptions)
    given = {
        description.id: one.value
        for one in facts.results
        if (description := description_of(module, one)) is not None
    }
    return judge_results(module, overall="", by_description=given).results if given else ()


def _paper(facts: AwardFacts, module: Module) -> tuple[str, ...]:
    """The document on paper that the credential accompanies (E08)."""
    document, instrument = facts.legal_document, INSTRUMENTS[module.instrument]
    if not instrument.has_legal_document or document is None or not document.number or not document.on:
        return ()
    return (
        _ON_PAPER[facts.language].format(
            name=instrument.names[facts.language], number=document.number, day=day_in_words(document.on)
        ),
    )


def _other(facts: AwardFacts) -> tuple[str, ...]:
    return tuple(one.name for one in facts.statement.other) if facts.statement is not None else ()
