"""What was done in practice, and the talks about it (A18, A19, D04, F13, F19–F21)."""

from collections.abc import Iterator
from datetime import date, timedelta

from issuer.domain.award_files.agreements import PRACTICE
from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.days import day_in_words
from issuer.domain.award_files.guidance import MIDTERM, PARTIES, Conversation, TickedOff
from issuer.domain.award_files.rules.results import not_after_award
from issuer.domain.findings import Finding, Severity
from issuer.domain.results import read_verdict

_TRAINER = "praktijkopleider"


def check_ticked_off(case: AwardCase) -> Iterator[Finding]:
    """Every work process was ticked off by the trainer, before the award (F13)."""
    if not case.instrument.learnt_in_company:
        return
    facts = case.facts
    if not facts.ticked_off:
        yield Finding(
            code="nothing_ticked_off",
            requirement="F13",
            pointer=facts.at("begeleidingsdocument", "werkprocessen"),
        )
    for one in facts.ticked_off:
        yield from _check_one(case, one)


def _check_one(case: AwardCase, one: TickedOff) -> Iterator[Finding]:
    if one.on is None:
        yield Finding(
            code="not_ticked_off",
            requirement="F13",
            pointer=f"{one.pointer}/afgetekend_op",
            params={"code": one.code},
        )
    if read_verdict(one.judgement or "") is False:
        yield Finding(
            code="not_mastered",
            requirement="F13",
            pointer=f"{one.pointer}/oordeel",
            params={"code": one.code},
        )
    if one.by != _TRAINER:
        yield Finding(
            code="not_by_trainer",
            severity=Severity.WARNING,
            requirement="F13",
            pointer=f"{one.pointer}/door",
            params={"code": one.code},
        )
    pointer = f"{one.pointer}/afgetekend_op"
    yield from not_after_award(case, one.on, pointer, "ticked_off_after_award", "F13")
    begin, end = _period(case)
    if one.on is not None and ((begin and one.on < begin) or (end and one.on > end)):
        yield Finding(
            code="ticked_off_outside_agreement",
            severity=Severity.WARNING,
            requirement="F14",
            pointer=pointer,
            params={"code": one.code, "day": day_in_words(one.on)},
        )


def check_parts(case: AwardCase) -> Iterator[Finding]:
    """All parts come from the kwalificatie that the award is about, each once (A19, D04)."""
    statement, aimed_at = case.facts.statement, case.facts.aimed_at
    practice = statement.practice.work_processes if statement and statement.practice else ()
    own = {code for code in (aimed_at.crebo, aimed_at.dossier) if code} if aimed_at else set()
    seen: set[tuple[str | None, str]] = set()
    for one in (*case.facts.ticked_off, *practice):
        if one.crebo is not None and aimed_at and aimed_at.dossier and one.crebo not in own:
            yield Finding(
                code="part_of_other_qualification",
                requirement="D04",
                pointer=one.pointer,
                params={"code": one.code, "crebo": one.crebo, "own": ", ".join(sorted(own))},
            )
        if (one.crebo, one.code) in seen:
            yield Finding(
                code="part_twice",
                severity=Severity.WARNING,
                requirement="A19",
                pointer=one.pointer,
                params={"code": one.code},
            )
        seen.add((one.crebo, one.code))


def check_midterm_talk(case: AwardCase) -> Iterator[Finding]:
    """Halfway, all parties sat together at least once (F19)."""
    if not case.instrument.learnt_in_company:
        return
    talks = [talk for talk in case.facts.conversations if talk.kind == MIDTERM]
    if not talks:
        yield Finding(code="no_midterm_talk", requirement="F19", pointer=case.facts.at("gesprekken"))
        return
    begin, end = _period(case)
    in_time = [
        talk
        for talk in talks
        if talk.on is not None and (begin is None or talk.on >= begin) and (end is None or talk.on <= end)
    ]
    if not in_time:
        yield Finding(code="midterm_talk_outside", requirement="F19", pointer=f"{talks[0].pointer}/datum")
    for talk in talks:
        yield from not_after_award(case, talk.on, f"{talk.pointer}/datum", "talk_after_award", "F19")
        yield from _check_present(talk, "F19")


def check_final_talk(case: AwardCase) -> Iterator[Finding]:
    """The final talk came after the last work process, and before the award (F20)."""
    if not case.instrument.learnt_in_company:
        return
    talk = case.facts.final_talk
    if talk is None or talk.on is None:
        yield Finding(code="no_final_talk", requirement="F20", pointer=case.facts.at("gesprekken"))
        return
    last = max((one.on for one in case.facts.ticked_off if one.on is not None), default=None)
    if last is not None and talk.on < last:
        yield Finding(
            code="final_talk_too_early",
            requirement="F20",
            pointer=f"{talk.pointer}/datum",
            params={"day": day_in_words(talk.on), "last": day_in_words(last)},
        )
    yield from not_after_award(case, talk.on, f"{talk.pointer}/datum", "talk_after_award", "F20")
    yield from _check_present(talk, "F20")


def check_issued_in_time(case: AwardCase) -> Iterator[Finding]:
    """A week after the final talk it should be there (F21)."""
    talk = case.facts.final_talk
    if not case.instrument.learnt_in_company or talk is None or talk.on is None:
        return
    days = case.policy.days_to_issue
    issued_on = case.facts.issued_on
    day = issued_on or case.surroundings.on
    if day is not None and day > talk.on + timedelta(days=days):
        yield Finding(
            code="issued_late" if issued_on else "not_issued_yet",
            severity=Severity.WARNING,
            requirement="F21",
            pointer=case.facts.at("uitgegeven_op"),
            params={"days": str(days), "talk": day_in_words(talk.on)},
        )


def _period(case: AwardCase) -> tuple[date | None, date | None]:
    """First and last day in the company, as agreed."""
    agreements = case.facts.agreements_of(PRACTICE)
    begins = [one.begin for one in agreements if one.begin is not None]
    ends = [one.end for one in agreements if one.end is not None]
    return min(begins, default=None), max(ends, default=None)


def _check_present(talk: Conversation, requirement: str) -> Iterator[Finding]:
    absent = [party for party in PARTIES if party not in talk.present]
    if absent:
        yield Finding(
            code="not_all_present",
            severity=Severity.WARNING,
            requirement=requirement,
            pointer=f"{talk.pointer}/aanwezig",
            params={"absent": ", ".join(absent)},
        )
