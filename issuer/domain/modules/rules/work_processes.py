"""Core tasks and work processes: of the registers, by (crebo, code), and nothing made up.

Spec: requirements A06, D03, D04, D05, E02, F13.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.register_codes import ANY_OWNER, PART

if TYPE_CHECKING:
    from issuer.domain.registers import Registers


_Part = tuple[str, str | None, str, str]
"""Pointer, crebo or code of the keuzedeel, code, title."""


def check_work_processes(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """Each has its form, says whose it is, and is in the register (D03, D04)."""
    strict = description.is_fim or instrument_of(description).existing_work_processes_only
    own = {code for _, code in description.module.qualification_codes}
    for pointer, crebo, code, _title in _parts(description):
        params = {"value": code, "crebo": crebo or ""}
        if not PART.fullmatch(code):
            yield _finding("work_process_code_malformed", pointer, params)
        elif crebo is None:
            severity = Severity.ERROR if strict else Severity.INFO
            yield _finding("work_process_without_dossier", pointer, params, severity)
        elif not ANY_OWNER.fullmatch(crebo):
            if crebo in own:
                continue  # the code of the module itself: told once, where it stands
            yield _finding("work_process_crebo_malformed", pointer, {"value": crebo})
        elif surroundings.registers is not None:
            yield from _look_up(surroundings.registers, pointer, crebo, code)


def check_has_work_processes(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A FIM, and everything that the law lays down, has at least one (A06, D03)."""
    instrument = instrument_of(description)
    if instrument.lists_parts or instrument.learnt_in_company:
        return  # those are in the award
    strict = description.is_fim or instrument.existing_work_processes_only
    if strict and not any(True for _part in _parts(description)) and not _proposed(description):
        yield wanted(
            description, "no_work_processes", "D03" if description.is_fim else "A06", "werkprocessen"
        )


def check_proposals(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """What is not in the register can be proposed, and not be awarded (D05)."""
    for pointer in _proposed(description):
        yield Finding(code="proposal_is_not_awarded", requirement="D05", pointer=pointer)


def check_titles(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """What the law lays down has the titles of the register (E02)."""
    registers = surroundings.registers
    if registers is None or not instrument_of(description).register_codes:
        return
    for pointer, crebo, code, title in _parts(description):
        registered = registers.work_process(crebo, code) if crebo else None
        if registered and registered.title and _plain(registered.title) != _plain(title):
            yield Finding(
                code="title_differs_from_register",
                severity=Severity.INFO if registers.is_illustrative else Severity.WARNING,
                requirement="E02",
                pointer=f"{pointer}/titel",
                params={"value": title, "registered": registered.title},
            )


def check_completeness(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """What the law lays down has all that the register has under its code, and no more (E02)."""
    registers = surroundings.registers
    if registers is None:
        return
    kinds = instrument_of(description).register_codes
    codes = [code for kind, code in description.module.qualification_codes if kind in kinds]
    if not codes or not any(registers.has_all_parts_of(code) for code in codes):
        return
    there = {code for _pointer, _crebo, code, _title in _parts(description)}
    registered = {process.code for owner in codes for process in registers.work_processes(owner)}
    missing, extra = sorted(registered - there), sorted(there - registered)
    if missing:
        yield _content(description, "register_has_more", missing)
    if extra:
        yield _content(description, "register_has_less", extra)


def _look_up(registers: "Registers", pointer: str, crebo: str, code: str) -> Iterator[Finding]:
    if registers.work_process(crebo, code) or registers.core_task(crebo, code):
        return
    params = {"value": code, "crebo": crebo}
    if registers.knows(crebo):
        surely = registers.has_all_parts_of(crebo)
        yield _finding(
            "work_process_not_in_dossier",
            pointer,
            params,
            Severity.ERROR if surely or not registers.is_illustrative else Severity.WARNING,
        )
    else:
        severity = Severity.ERROR if registers.is_complete else Severity.WARNING
        yield _finding("dossier_not_in_register", pointer, params, severity)


def _parts(description: ModuleDescription) -> Iterator[_Part]:
    """Each part once, where it is written out; what was proposed is left out."""
    seen: set[tuple[str | None, str]] = set()
    for number, task in enumerate(description.parts.core_tasks):
        is_loose = task.code is None and task.title is None
        steps = ("werkprocessen",) if is_loose else ("kerntaken", number, "werkprocessen")
        for index, process in enumerate(task.work_processes):
            if not process.is_proposed:
                seen.add((process.crebo, process.code))
                yield description.at(*steps, index), process.crebo, process.code, process.title
    for number, outcome in enumerate(description.module.learning_outcomes):
        for index, work_process in enumerate(outcome.work_processes):
            if (work_process.crebo, work_process.code) not in seen:
                seen.add((work_process.crebo, work_process.code))
                pointer = description.at("leeruitkomsten", number, "werkprocessen", index)
                yield pointer, work_process.crebo, work_process.code, work_process.title


def _proposed(description: ModuleDescription) -> list[str]:
    found = [description.at("voorstel")] if description.relations.proposal is not None else []
    for number, task in enumerate(description.parts.core_tasks):
        is_loose = task.code is None and task.title is None
        steps = ("werkprocessen",) if is_loose else ("kerntaken", number, "werkprocessen")
        for index, process in enumerate(task.work_processes):
            if process.is_proposed:
                found.append(description.at(*steps, index))
    return found


def _content(description: ModuleDescription, code: str, codes: list[str]) -> Finding:
    return Finding(
        code=code,
        requirement="E02",
        pointer=description.at("kerntaken"),
        params={"codes": ", ".join(codes)},
    )


def _finding(code: str, pointer: str, params: dict[str, str], severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, severity=severity, requirement="D04", pointer=pointer, params=params)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
