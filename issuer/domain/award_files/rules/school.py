"""The school: what it is about, by which path, and whether it may (A18, D20, F10, F12, F17, J08)."""

from collections.abc import Iterator
from typing import Final

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.rules.results import not_after_award
from issuer.domain.award_files.school import THIRD_PATH, AimedAt
from issuer.domain.findings import Finding, Severity

_REGISTERED_AS: Final = {"bol": "BOL", "bbl": "BBL", THIRD_PATH: "ODT"}


def check_qualification(case: AwardCase) -> Iterator[Finding]:
    """A part of a kwalificatie says of which, and claims no other level (A08, A18, F10)."""
    instrument, aimed_at = case.instrument, case.facts.aimed_at
    if not (instrument.learnt_in_company or instrument.lists_parts):
        return
    if aimed_at is None or aimed_at.crebo is None:
        yield Finding(
            code="no_qualification",
            requirement="A08" if instrument.lists_parts else "F10",
            pointer=case.facts.at("kwalificatie", "crebo"),
        )
        return
    mbo = case.description.module.level.mbo
    if mbo is not None and aimed_at.level is not None and mbo > aimed_at.level:
        yield Finding(
            code="level_above_qualification",
            requirement="A18",
            pointer=case.description.at("niveau", "mbo_niveau"),
            params={"level": str(mbo), "registered": str(aimed_at.level)},
        )
    yield from _check_register(case, aimed_at, aimed_at.crebo)


def _check_register(case: AwardCase, aimed_at: AimedAt, crebo: str) -> Iterator[Finding]:
    registers = case.surroundings.registers
    known = registers.qualification(crebo) if registers is not None else None
    if known is None or aimed_at.level is None or known.level == aimed_at.level:
        return
    yield Finding(
        code="level_differs_from_register",
        requirement="F10",
        pointer=f"{aimed_at.pointer}/niveau",
        params={"level": str(aimed_at.level), "registered": str(known.level)},
    )


def check_learning_path(case: AwardCase) -> Iterator[Finding]:
    """The path goes with the instrument (D20, J08), and with how the learner is registered (F17)."""
    facts = case.facts
    path = facts.learning_path
    if path is None:
        if case.instrument.learnt_in_company:
            yield Finding(code="learning_path_missing", requirement="J08", pointer=facts.at("leerweg"))
        return
    if path not in case.instrument.learning_paths:
        yield Finding(
            code="learning_path_not_possible",
            requirement="D20",
            pointer=facts.at("leerweg"),
            params={"path": path, "paths": ", ".join(sorted(case.instrument.learning_paths))},
        )
    registered = facts.enrolment.register_path if facts.enrolment else None
    expected = _REGISTERED_AS.get(path)
    if registered is not None and expected is not None and registered != expected:
        yield Finding(
            code="registered_otherwise",
            severity=Severity.WARNING,
            requirement="F17",
            pointer=facts.enrolment.pointer if facts.enrolment else "",
            params={"path": path, "expected": expected, "registered": registered},
        )


def check_third_path(case: AwardCase) -> Iterator[Finding]:
    """A praktijkverklaring in the derde leerweg comes from a school that is recognised for it (F12)."""
    facts = case.facts
    if not case.instrument.learnt_in_company or facts.learning_path != THIRD_PATH:
        return
    crebo = facts.aimed_at.crebo if facts.aimed_at else None
    if crebo is None:
        return
    school = case.surroundings.institution
    if school is not None and school.recognised_crebos is not None and crebo in school.recognised_crebos:
        return
    pointer = facts.at("onderwijsinstelling", "erkenning_derde_leerweg")
    mine = [one for one in facts.recognitions if one.crebo == crebo]
    if not mine:
        yield Finding(
            code="school_not_recognised", requirement="F12", pointer=pointer, params={"crebo": crebo}
        )
    elif all(one.on is None for one in mine):
        yield Finding(
            code="recognition_pending", requirement="F12", pointer=mine[0].pointer, params={"crebo": crebo}
        )
    else:
        since = min(one.on for one in mine if one.on is not None)
        yield from not_after_award(case, since, mine[0].pointer, "recognised_after_award", "F12")
