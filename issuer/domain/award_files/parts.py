"""The parts of a kwalificatie that an award is for: what was ticked off, and what was passed.

Spec: requirements A08, A18, A19.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.results import read_number, read_verdict

_BAR = read_number("5.5")
_WHOLE_SCALE = read_number("10")


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardedPart:
    """One kerntaak or werkproces.

    Attributes:
        crebo: Of the dossier or kwalificatie that it is registered under, or None.
        code: ``B1-K2`` or ``B1-K1-W3``.
        title: As in the register.
        is_exam: It was passed in an exam; otherwise it was done in practice.
        pointer: Where it stands.
    """

    crebo: str | None
    code: str
    title: str
    is_exam: bool
    pointer: str


def awarded_parts(facts: AwardFacts) -> Iterator[AwardedPart]:
    """Yield each part once: exams before practice, and what was passed in an exam not again as practice.

    The order is that of the codes: who did the same in another order did the same. What has no code or
    title yet or was not passed is left out: the rules speak of it.
    """
    code = facts.aimed_at.code if facts.aimed_at else None
    parts: dict[tuple[str, str], AwardedPart] = {}
    for part in _parts(facts, code):
        if part.code and part.title:
            parts.setdefault((part.crebo or "", part.code), part)
    for key in sorted(parts, key=lambda key: (not parts[key].is_exam, key)):
        yield parts[key]


def is_passed(value: str) -> bool | None:
    """Tell whether a result of an exam suffices; None when nobody can tell.

    A grade on the scale of 1 to 10 suffices from 5,5 on.
    """
    verdict = read_verdict(value)
    if verdict is not None:
        return verdict
    number = read_number(value)
    if number is None or _BAR is None or _WHOLE_SCALE is None or not 1 <= number <= _WHOLE_SCALE:
        return None
    return number >= _BAR


def _parts(facts: AwardFacts, code: str | None) -> Iterator[AwardedPart]:
    statement = facts.statement
    practice = list(facts.ticked_off)
    if statement is not None:
        for exam in statement.exams:
            if is_passed(exam.result):
                yield AwardedPart(
                    crebo=exam.crebo or code,
                    code=exam.code,
                    title=exam.title,
                    is_exam=True,
                    pointer=exam.pointer,
                )
        if statement.practice is not None:
            practice += statement.practice.work_processes
    for one in practice:
        if read_verdict(one.judgement or "") is not False:
            yield AwardedPart(
                crebo=one.crebo or code, code=one.code, title=one.title, is_exam=False, pointer=one.pointer
            )
