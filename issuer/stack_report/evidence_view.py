"""One credential of a stack as it is shown: what it is, what it is good for, and how it was assessed."""

from collections.abc import Iterator
from dataclasses import dataclass

from credentials.achievement.content import OpenBadgeContent, ReadResult
from issuer.domain.stacking.advice import AdviceOutcome, Ground
from issuer.domain.stacking.stack import Evidence, Stack
from issuer.stack_report.words import Words

_CRITERIA_CHARACTERS = 400
_MAX_OUTCOMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundView:
    """What a credential is good for, for some parts.

    Attributes:
        key: "grant" or "assess", for the looks.
        headline: The advice, and for which parts.
        reasons: Why.
        checks: What to look at first.
    """

    key: str
    headline: str
    reasons: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A credential.

    Attributes:
        number: In the stack.
        title: What it is called.
        kind: The instrument.
        issuer: The school, as the trust list knows it.
        decided: Day of the decision.
        result: Results in words.
        status: Whether it is in force, and how that is known.
        identifier: Number of the credential.
        files: Names of the files.
        recognised_by: By which other institutions, or "".
        grounds: What it is good for.
        assessment: (label, text) on how it was assessed; where the board has to assess.
    """

    number: int
    title: str
    kind: str
    issuer: str
    decided: str
    result: str
    status: str
    identifier: str
    files: str
    recognised_by: str
    grounds: tuple[GroundView, ...]
    assessment: tuple[tuple[str, str], ...]


def evidence_views(stack: Stack, words: Words) -> tuple[EvidenceView, ...]:
    """Return the credentials that count, in their order."""
    grounds: dict[int, list[tuple[str, Ground]]] = {}
    for part, ground in _grounds(stack):
        grounds.setdefault(ground.evidence, []).append((part, ground))
    return tuple(_evidence(one, grounds.get(one.number, []), words) for one in stack.evidence)


def _grounds(stack: Stack) -> Iterator[tuple[str, Ground]]:
    for process in stack.work_processes:
        for ground in process.grounds:
            yield process.process.code, ground
    for part in (*stack.keuzedelen, *stack.certificates):
        for ground in part.grounds:
            yield part.code, ground


def _evidence(one: Evidence, grounds: list[tuple[str, Ground]], words: Words) -> EvidenceView:
    contribution = one.contribution
    content = contribution.content
    names = content.instrument.names if content.instrument is not None else {}
    issuer = "issuer_brin" if contribution.issuer_brin else "issuer_no_brin"
    needs_assessing = any(ground.outcome is AdviceOutcome.ASSESS for _, ground in grounds)
    return EvidenceView(
        number=one.number,
        title=content.title or words.say("not_stated"),
        kind=names.get(words.language) or content.achievement_type or words.say("kind_unknown"),
        issuer=words.say(issuer, name=contribution.issuer_name, brin=contribution.issuer_brin),
        decided=words.day(contribution.awarded_on),
        result=_results(content.results, words),
        status=words.say("in_force" if contribution.can_be_revoked else "no_status"),
        identifier=content.credential_id or words.say("not_stated"),
        files=", ".join(contribution.files),
        recognised_by=_recognised_by(one, words),
        grounds=tuple(_grouped(grounds, words)),
        assessment=tuple(_assessment(content, words)) if needs_assessing else (),
    )


def _grouped(grounds: list[tuple[str, Ground]], words: Words) -> Iterator[GroundView]:
    """Say once what holds for several parts."""
    groups: dict[tuple[AdviceOutcome, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for part, ground in grounds:
        reasons = tuple(words.finding(reason) for reason in ground.reasons)
        checks = tuple(words.finding(check) for check in ground.checks)
        groups.setdefault((ground.outcome, reasons, checks), []).append(part)
    for (outcome, reasons, checks), parts in groups.items():
        headline = words.say("advice_on", advice=words.say(outcome.value), parts=", ".join(parts))
        yield GroundView(key=outcome.value, headline=headline, reasons=reasons, checks=checks)


def _results(results: tuple[ReadResult, ...], words: Words) -> str:
    said = []
    for result in results:
        value = words.number(result.value) if result.value else words.say("not_stated")
        said.append(f"{result.name}: {value}" if result.name else value)
    return "; ".join(said) or words.say("no_result")


def _recognised_by(one: Evidence, words: Words) -> str:
    brins = ", ".join(sorted(one.recognised_by))
    if not brins:
        return ""
    if len(one.recognised_by) == 1:
        return words.say("recognised_by_one", brins=brins)
    return words.say("recognised_by", count=len(one.recognised_by), brins=brins)


def _assessment(content: OpenBadgeContent, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what a board looks at when it assesses (I04); what is not stated is said to be so."""
    missing = words.say("not_stated")
    types = ", ".join(one.name or one.code or "" for one in content.assessment_types)
    yield words.say("assessment_types"), types or missing
    for key, aligned in (
        ("supervision", content.supervision),
        ("quality_assurance", content.quality_assurance),
    ):
        yield words.say(key), (aligned.name if aligned else None) or missing
    if content.level.nlqf or content.level.eqf:
        key = "level_indicative" if content.level.indicative else "level_value"
        yield words.say("level"), words.say(key, nlqf=content.level.nlqf or "–", eqf=content.level.eqf or "–")
    if content.study_load is not None and content.study_load.text:
        yield words.say("load"), content.study_load.text
    outcomes = [one.name for one in content.learning_outcomes if one.name]
    if outcomes:
        more = " …" if len(outcomes) > _MAX_OUTCOMES else ""
        yield words.say("outcomes"), " ".join(_sentence(one) for one in outcomes[:_MAX_OUTCOMES]) + more
    if content.criteria:
        cut = content.criteria[:_CRITERIA_CHARACTERS].rstrip()
        yield words.say("criteria"), cut + ("…" if len(content.criteria) > _CRITERIA_CHARACTERS else "")
    if content.more_information:
        yield words.say("more"), content.more_information


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
