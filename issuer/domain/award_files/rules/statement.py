"""An mbo-verklaring: parts that were passed, of somebody who got nothing higher for them (A07, A08)."""

from collections.abc import Iterator

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.parts import awarded_parts, is_passed
from issuer.domain.award_files.rules.results import not_after_award
from issuer.domain.award_files.statement import ExamPart, Statement
from issuer.domain.findings import Finding, Severity


def check_statement(case: AwardCase) -> Iterator[Finding]:
    """It has at least one part (A08), and no diploma or certificate goes before it (A07)."""
    if not case.instrument.lists_parts:
        return
    statement = case.facts.statement
    if not any(awarded_parts(case.facts)):
        yield Finding(code="no_parts", requirement="A08", pointer=case.facts.at("deel_1_examenresultaten"))
    yield from _check_nothing_higher(case, statement)
    if statement is None:
        return
    for exam in statement.exams:
        yield from _check_exam(case, exam)
    if statement.claims_exemption:
        yield Finding(
            code="exemption_is_not_automatic",
            requirement="I04",
            pointer=case.facts.at("vrijstelling", "geen_automatisch_recht"),
        )
    yield from _check_practice(statement)


def _check_nothing_higher(case: AwardCase, statement: Statement | None) -> Iterator[Finding]:
    pointer = case.facts.at("controle_geen_diploma")
    found = statement.nothing_higher if statement else None
    if found is None:
        yield Finding(code="look_for_diploma", severity=Severity.WARNING, requirement="A07", pointer=pointer)
    elif found != "geen":
        yield Finding(code="higher_paper_exists", requirement="A07", pointer=pointer, params={"paper": found})


def _check_exam(case: AwardCase, exam: ExamPart) -> Iterator[Finding]:
    passed = is_passed(exam.result)
    params = {"code": exam.code, "value": exam.result[:40]}
    pointer = f"{exam.pointer}/resultaat"
    if exam.result and passed is None:
        yield Finding(code="exam_not_understood", requirement="A08", pointer=pointer, params=params)
    elif passed is False:
        yield Finding(
            code="exam_not_passed",
            severity=Severity.WARNING,
            requirement="A08",
            pointer=pointer,
            params=params,
        )
    yield from not_after_award(case, exam.on, f"{exam.pointer}/datum", "result_after_award", "A08")


def _check_practice(statement: Statement) -> Iterator[Finding]:
    practice = statement.practice
    if practice is None:
        return
    for key, value in (("leerbedrijf", practice.company), ("praktijkopleider", practice.trainer)):
        if value is None:
            yield Finding(
                code="practice_incomplete",
                severity=Severity.WARNING,
                requirement="F09",
                pointer=f"{practice.pointer}/{key}",
                params={"key": key},
            )
