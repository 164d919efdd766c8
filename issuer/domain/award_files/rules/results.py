"""Results: recorded, enough, and in time (A10, C05, E06, E10)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.days import day_in_words
from issuer.domain.award_files.parts import is_passed
from issuer.domain.award_files.result_parts import description_of
from issuer.domain.award_files.results import RecordedResult
from issuer.domain.findings import Finding, Severity
from issuer.domain.register_codes import ANY_OWNER, PART
from issuer.domain.results import judge_results, read_verdict

_EXAMINERS: Final = 2


def check_results(case: AwardCase) -> Iterator[Finding]:
    """Nothing is awarded without a result that was recorded and suffices (A10, E06)."""
    if not _asks_results(case):
        return
    results = case.facts.results
    if not results:
        yield Finding(
            code="no_recorded_result", requirement=_requirement(case), pointer=case.facts.at("resultaten")
        )
    for result in results:
        yield from _check_result(case, result)
    yield from _check_every_part(case)


def _asks_results(case: AwardCase) -> bool:
    instrument = case.instrument
    return instrument.has_grades and not instrument.lists_parts


def _requirement(case: AwardCase) -> str:
    return "E06" if case.instrument.certificate_in_register else "A10"


def _check_result(case: AwardCase, result: RecordedResult) -> Iterator[Finding]:
    if not result.value:
        return  # reading said so
    requirement = _requirement(case)
    passed = _is_enough(case, result)
    if passed is None:
        yield Finding(
            code="result_not_understood",
            requirement=requirement,
            pointer=f"{result.pointer}/waarde",
            params={"value": result.value[:40]},
        )
    elif not passed:
        yield Finding(
            code="result_not_enough",
            requirement=requirement,
            pointer=f"{result.pointer}/waarde",
            params={"value": result.value[:40]},
        )
    if case.instrument.certificate_in_register and result.on is None:
        yield Finding(code="result_without_day", requirement="E06", pointer=f"{result.pointer}/datum")
    yield from not_after_award(case, result.on, f"{result.pointer}/datum", "result_after_award", "E06")


def _is_enough(case: AwardCase, result: RecordedResult) -> bool | None:
    description = description_of(case.description.module, result)
    if description is None:
        return is_passed(result.value)
    module = case.description.module
    judgement = judge_results(module, overall="", by_description={description.id: result.value})
    mine = [problem for problem in judgement.problems if problem.code != "result_missing"]
    if mine:
        return None
    return any(one.result_description == description.id for one in judgement.results)


def _check_every_part(case: AwardCase) -> Iterator[Finding]:
    """Everything that the module asks has a result; and of what is in the register every part (E06)."""
    results = case.facts.results
    if not results:
        return
    missing = (*_results_that_are_asked(case), *_parts_of_the_register(case))
    if missing:
        yield Finding(
            code="part_without_result",
            requirement=_requirement(case),
            pointer=case.facts.at("resultaten"),
            params={"parts": ", ".join(missing)},
        )


def _results_that_are_asked(case: AwardCase) -> Iterator[str]:
    module = case.description.module
    given = {found.id for one in case.facts.results if (found := description_of(module, one)) is not None}
    for description in module.result_descriptions:
        if description.required_value is not None and description.id not in given:
            yield description.name


def _parts_of_the_register(case: AwardCase) -> Iterator[str]:
    """The code itself has a result, or else each of its work processes, or the core task that has them."""
    module = case.description.module
    codes = [code for kind, code in module.qualification_codes if kind in case.instrument.register_codes]
    results = {result.part.upper() for result in case.facts.results}
    if not codes or results & set(codes):
        return
    parts = {process.code for outcome in module.learning_outcomes for process in outcome.work_processes}
    for code in sorted(parts or codes):
        if code not in results and code.rpartition("-W")[0] not in results:
            yield code


def check_results_are_shown(case: AwardCase) -> Iterator[Finding]:
    """A result stands in the credential when its module describes it; of the others somebody is told (C13).

    That a part of the register was passed is what the credential says anyhow.
    """
    module = case.description.module
    if not _asks_results(case):
        return
    unseen = [
        one.part
        for one in case.facts.results
        if one.part
        and description_of(module, one) is None
        and not (_is_code(one.part.upper()) and read_verdict(one.value) is not None)
    ]
    if unseen:
        yield Finding(
            code="results_not_in_credential",
            severity=Severity.INFO,
            requirement="C13",
            pointer=case.facts.at("resultaten"),
            params={"parts": ", ".join(dict.fromkeys(unseen))},
        )


def _is_code(part: str) -> bool:
    return ANY_OWNER.fullmatch(part) is not None or PART.fullmatch(part) is not None


def check_period(case: AwardCase) -> Iterator[Finding]:
    """What is awarded after a learning experience says when that was (C05)."""
    if not case.instrument.needs_learning_experience:
        return
    for key, day in (("start", case.facts.start), ("eind", case.facts.end)):
        if day is None:
            yield Finding(
                code="period_missing",
                requirement="C05",
                pointer=case.facts.at("leerervaring", key),
                params={"key": key},
            )


def check_examination(case: AwardCase) -> Iterator[Finding]:
    """How it was examined, and by whom, is kept for who asks (E10)."""
    if not case.instrument.certificate_in_register:
        return
    examination = case.facts.examination
    if examination is None:
        yield Finding(
            code="examination_not_recorded",
            severity=Severity.INFO,
            requirement="E10",
            pointer=case.facts.at("exameninstrument"),
        )
        return
    if len(examination.examiners) < _EXAMINERS:
        yield Finding(
            code="too_few_examiners",
            severity=Severity.WARNING,
            requirement="E10",
            pointer=case.facts.at("examinatoren"),
        )
    if examination.instrument is None or examination.adopted_on is None:
        yield Finding(
            code="exam_instrument_incomplete",
            severity=Severity.WARNING,
            requirement="E10",
            pointer=case.facts.at("exameninstrument"),
        )
    yield from not_after_award(
        case, examination.adopted_on, f"{examination.pointer}/vastgesteld_op", "adopted_after_award", "E10"
    )


def not_after_award(
    case: AwardCase, day: date | None, pointer: str, code: str, requirement: str
) -> Iterator[Finding]:
    """Yield a finding when ``day`` comes after the day of the award."""
    awarded_on = case.facts.awarded_on
    if day is not None and awarded_on is not None and day > awarded_on:
        yield Finding(
            code=code,
            requirement=requirement,
            pointer=pointer,
            params={"day": day_in_words(day), "awarded": day_in_words(awarded_on)},
        )
