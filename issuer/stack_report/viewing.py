"""From a stack to what its report shows."""

from issuer.domain.stacking.advice import AdviceOutcome
from issuer.domain.stacking.coverage import CoreTaskCoverage
from issuer.domain.stacking.persons import PersonCertainty
from issuer.domain.stacking.stack import PartAdvice, Stack
from issuer.language import Language
from issuer.stack_report.evidence_view import evidence_views
from issuer.stack_report.view import AdviceView, CoreTaskView, LineView, RowView, StackView
from issuer.stack_report.words import Words, words_in


def stack_view(stack: Stack, language: Language) -> StackView:
    """Return the report on a stack in "nl" or "en"."""
    words = words_in(language)
    target = {"crebo": stack.qualification.crebo, "name": stack.qualification.name}
    covered, granted = stack.covered, stack.to_grant
    counts = {"covered": covered.covered, "total": covered.total, "percent": covered.percent}
    return StackView(
        language=language,
        texts=dict(words.texts),
        title=words.say("title"),
        subtitle=words.say("subtitle", **target),
        document_title=words.say("document_title", **target),
        is_refused=stack.is_refused,
        facts=tuple(_facts(stack, words)),
        notices=tuple((one.severity.value, words.finding(one)) for one in stack.findings),
        coverage=(
            words.say("covered", **counts),
            words.say("to_grant", covered=granted.covered, percent=granted.percent),
        ),
        percent=covered.percent,
        percent_grant=granted.percent,
        bar_alt=words.say("bar_alt", percent=covered.percent, grant=granted.percent),
        core_tasks=tuple(_core_task(one, words) for one in stack.core_tasks),
        parts=tuple(_parts(stack, words)),
        remaining=tuple(
            f"{one.process.code} {one.process.title}".strip()
            for one in stack.work_processes
            if not one.grounds
        ),
        study_load=_study_load(stack, words),
        study_load_notes=_study_load_notes(stack, words),
        evidence=evidence_views(stack, words),
        elsewhere=tuple(_elsewhere(stack, words)),
        left_out=tuple(_left_out(stack, words)),
    )


def _facts(stack: Stack, words: Words) -> list[tuple[str, str]]:
    person, target, standing = stack.person, stack.qualification, stack.standing
    certainty = person.certainty.value
    if person.certainty is PersonCertainty.SINGLE and not stack.evidence:
        certainty = "none"
    institution = words.say("no_institution")
    if standing.name is not None:
        institution = standing.name
        if standing.brin:
            institution = words.say("institution_value", name=standing.name, brin=standing.brin)
    trust_list = words.say("no_trust_list")
    if stack.trust_list is not None:
        trust_list = words.say(
            "trust_list_value",
            name=stack.trust_list.name,
            sequence=stack.trust_list.sequence,
            date=words.day(stack.trust_list.published_at.date()),
        )
    return [
        (words.say("for_whom"), " / ".join(person.names) or words.say("no_name")),
        (words.say("person"), words.say(f"person_{certainty}")),
        (
            words.say("qualification"),
            words.say("qualification_value", name=target.name, crebo=target.crebo, level=target.level),
        ),
        (words.say("institution"), institution),
        (words.say("made_on"), words.day(stack.on)),
        (words.say("verified_at"), words.moment(stack.verified_at)),
        (words.say("trust_list"), trust_list),
        (
            words.say("registers"),
            words.say("registers_value", origin=stack.registers.origin, date=words.day(stack.registers.date)),
        ),
    ]


def advice_view(outcome: AdviceOutcome | None, words: Words) -> AdviceView:
    """Return an advice in words."""
    key = outcome.value if outcome is not None else "none"
    return AdviceView(key=key, word=words.say(key))


def _numbers(numbers: list[int], words: Words) -> str:
    return ", ".join(map(str, sorted(set(numbers)))) or words.say("nothing")


def _core_task(one: CoreTaskCoverage, words: Words) -> CoreTaskView:
    share = one.share
    granted = sum(process.outcome is AdviceOutcome.GRANT for process in one.work_processes)
    percent_grant = granted * 100 // share.total if share.total else 0
    return CoreTaskView(
        code=one.task.code,
        title=one.task.title or words.say("core_task_unnamed"),
        caption=words.say("core_tasks_caption", code=one.task.code),
        share=words.say("core_task_share", covered=share.covered, total=share.total, percent=share.percent),
        percent=share.percent,
        percent_grant=percent_grant,
        bar_alt=words.say("bar_alt", percent=share.percent, grant=percent_grant),
        advice=advice_view(one.outcome, words),
        rows=tuple(
            RowView(
                code=process.process.code,
                name=process.process.title,
                evidence=_numbers([ground.evidence for ground in process.grounds], words),
                advice=advice_view(process.outcome, words),
            )
            for process in one.work_processes
        ),
    )


def _parts(stack: Stack, words: Words) -> list[RowView]:
    def row(part: PartAdvice, kind: str) -> RowView:
        return RowView(
            code=part.code,
            name=part.name or words.say(kind),
            evidence=_numbers([ground.evidence for ground in part.grounds], words),
            advice=advice_view(part.outcome, words),
        )

    return [
        *(row(part, "keuzedeel") for part in stack.keuzedelen),
        *(row(part, "certificate") for part in stack.certificates),
    ]


def _study_load(stack: Stack, words: Words) -> tuple[str, ...]:
    load = stack.study_load
    totals = []
    if load.sbu:
        totals.append(words.say("study_load_sbu", count=words.count(load.sbu)))
    if load.ects:
        totals.append(words.say("study_load_ects", count=words.count(load.ects)))
    return tuple(totals) or (words.say("study_load_nothing"),)


def _study_load_notes(stack: Stack, words: Words) -> tuple[str, ...]:
    load = stack.study_load
    notes = [words.say("study_load_note")]
    if load.not_stated and (load.sbu or load.ects):
        notes.append(words.say("study_load_unknown", count=load.not_stated))
    return tuple(notes)


def _elsewhere(stack: Stack, words: Words) -> list[LineView]:
    lines = []
    for one in stack.elsewhere:
        why = [words.say("of_another", owner=_owner(stack, one.process.owner))]
        if not one.process.is_registered:
            why.append(words.say("not_registered"))
        lines.append(
            LineView(
                what=f"{one.process.code} {one.process.title}".strip(),
                details=(_numbers(list(one.evidence), words),),
                why=tuple(why),
            )
        )
    for other in stack.unplaced:
        written = f"{other.process.written} {other.process.title}".strip() or words.say("not_stated")
        lines.append(
            LineView(
                what=written,
                details=(_numbers(list(other.evidence), words),),
                why=(words.say("cannot_be_placed"),),
            )
        )
    return lines


def _owner(stack: Stack, owner: str) -> str:
    found = stack.registers.dossier(owner) or stack.registers.qualification(owner)
    return f"{owner} {found.name}" if found else owner


def _left_out(stack: Stack, words: Words) -> list[LineView]:
    lines = []
    for one in stack.left_out:
        why = [words.finding(reason) for reason in one.reasons]
        why += [
            words.verifier_finding(finding)
            for check in one.checks
            # What another check found wrong is told there.
            for finding in check.findings
            if not finding.code.value.endswith(":not_checked")
        ]
        known = [one.title, one.issuer_name]
        details = tuple(word for word in known if word) or (words.say("unknown_content"),)
        lines.append(LineView(what=", ".join(one.files), details=details, why=tuple(dict.fromkeys(why))))
    return lines
