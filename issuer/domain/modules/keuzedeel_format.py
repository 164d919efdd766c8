"""A module in the format of a keuzedeel, as a text to print, to file or to send to SBB.

The headings are those of the format, so the document is in Dutch.

Spec: requirements D01, D05, D16, E03, E04.
"""

from collections.abc import Iterator
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.language_map import text_in
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.qualification_parts import CoreTask, WorkProcessDescription
from issuer.domain.modules.description.self_assessment import CRITERIA
from issuer.domain.modules.markdown_text import markdown_text

_NOT_FILLED_IN: Final = "niet ingevuld"


def keuzedeel_format(description: ModuleDescription) -> str:
    """Return the module as Markdown. What is not known says so: the format has no empty places."""
    return "\n".join(_lines(description)).rstrip() + "\n"


def _lines(description: ModuleDescription) -> Iterator[str]:
    module = description.module
    yield f"# {markdown_text(text_in(module.title, 'nl')) or _NOT_FILLED_IN}"
    yield ""
    if _is_proposal(description):
        yield "**Voorstel.** Niet alles hiervan staat in het register. Het kan nog niet worden toegekend."
        yield ""
    for name, value in _particulars(description):
        yield f"- **{name}:** {value}"
    yield ""
    yield from _section("Relevantie", text_in(module.labour_market_value or {}, "nl"))
    yield from _section("Beschrijving", text_in(module.description, "nl"))
    yield from _section("Branchevereisten", _yes_or_no(description.parts.has_sector_requirements))
    attached = INSTRUMENTS[module.instrument].certificate_in_register
    yield from _section("Mbo-certificaat", _yes_or_no(bool(attached)))
    yield from _core_tasks(description)
    yield from _list("Vakkennis en vaardigheden", description.parts.knowledge)
    yield from _list(
        "Leeruitkomsten",
        [f"{outcome.code}: {text_in(outcome.text, 'nl')}" for outcome in module.learning_outcomes],
    )
    yield from _section("Beoordeling", text_in(module.criteria, "nl"))
    yield from _quality(description)
    yield from _proposal(description)
    yield from _section("Rechtspositie", INSTRUMENTS[module.instrument].legal_sentence("nl"))


def _particulars(description: ModuleDescription) -> Iterator[tuple[str, str]]:
    module, parts = description.module, description.parts
    codes = [code for _kind, code in module.qualification_codes]
    yield "Code of adres", markdown_text(", ".join(codes) or module.id)
    yield "Versie", markdown_text(module.version)
    level = module.level
    indication = "" if level.officially_set else " (indicatief)"
    mbo = f"mbo-niveau {level.mbo}, " if level.mbo else ""
    yield "Niveau", f"{mbo}NLQF {level.nlqf}, EQF {level.eqf}{indication}"
    load = module.study_load
    yield "Studielast", f"{load.value} {load.unit} (indicatie)" if load else _NOT_FILLED_IN
    if description.hours.ects:
        yield "Gelijk aan", f"{description.hours.ects} ECTS, volgens de school"
    instrument = text_in(INSTRUMENTS[module.instrument].names, "nl")
    yield "Waardering", f"{instrument}" + (" (FIM)" if description.is_fim else "")
    for dossier in parts.dossiers:
        words = [dossier.crebo, dossier.name, dossier.qualification_crebo, dossier.qualification_name]
        edition = [dossier.version and f"versie {dossier.version}", dossier.cohort]
        yield "Dossier", markdown_text(", ".join(str(word) for word in (*words, *edition) if word))
    if description.deployment.form:
        yield "Inzetvorm", markdown_text(description.deployment.form)
    if description.deployment.reach:
        yield "Bereik", markdown_text(description.deployment.reach)
    if description.owner and description.owner.name:
        yield (
            "Eigenaar",
            markdown_text(" ".join(filter(None, (description.owner.name, description.owner.brin)))),
        )
    if description.relations.derived_from:
        yield "Overgenomen van", markdown_text(description.relations.derived_from.id)


def _core_tasks(description: ModuleDescription) -> Iterator[str]:
    tasks = description.parts.core_tasks or _from_outcomes(description)
    yield "## Kerntaken en werkprocessen"
    yield ""
    if not tasks:
        yield _NOT_FILLED_IN
        yield ""
    for task in tasks:
        if task.code or task.title:
            yield f"### {markdown_text(' '.join(filter(None, (task.code, task.title))))}"
            yield ""
        for process in task.work_processes:
            yield from _work_process(process)


def _work_process(process: WorkProcessDescription) -> Iterator[str]:
    code = "/".join(filter(None, (process.crebo, process.code)))
    mark = " (voorstel)" if process.is_proposed else ""
    yield f"#### {markdown_text(f'{code} {process.title}'.strip())}{mark}"
    yield ""
    for name, value in (
        ("Kerntaak", process.core_task),
        ("Omschrijving", process.description),
        ("Resultaat", process.result),
    ):
        if value:
            yield f"- **{name}:** {markdown_text(value)}"
    for behaviour in process.behaviour:
        yield f"- **Gedrag:** {markdown_text(behaviour)}"
    yield ""


def _from_outcomes(description: ModuleDescription) -> tuple[CoreTask, ...]:
    found = {
        work_process: WorkProcessDescription(
            crebo=work_process.crebo, code=work_process.code, title=work_process.title
        )
        for outcome in description.module.learning_outcomes
        for work_process in outcome.work_processes
    }
    return (CoreTask(work_processes=tuple(found.values())),) if found else ()


def _quality(description: ModuleDescription) -> Iterator[str]:
    quality, assessment = description.module.quality_assurance, description.self_assessment
    yield from _section("Kwaliteitsborging", " ".join(filter(None, (quality.name, quality.version))))
    if assessment is None:
        return
    by, on = markdown_text(assessment.by or _NOT_FILLED_IN), assessment.on or _NOT_FILLED_IN
    framework = markdown_text(assessment.framework_version)
    yield f"Zelfcheck door {by} op {on}, op het kader van {framework}:"
    yield ""
    answers = {answer.number: answer for answer in assessment.answers}
    for number, words in CRITERIA.items():
        answer = answers.get(number)
        verdict = _NOT_FILLED_IN if answer is None else "voldoet" if answer.is_met else "voldoet niet"
        evidence = f" ({markdown_text(answer.evidence)})" if answer and answer.evidence else ""
        yield f"{number}. {words['nl']}: {verdict}{evidence}"
    yield ""


def _proposal(description: ModuleDescription) -> Iterator[str]:
    proposal = description.relations.proposal
    if proposal is None:
        return
    for heading, words in (("Selectiecriteria", proposal.selection), ("HUBOE", proposal.feasibility)):
        yield from _list(heading, [f"{name.replace('_', ' ')}: {text}" for name, text in words.items()])


def _is_proposal(description: ModuleDescription) -> bool:
    return description.relations.proposal is not None or any(
        one.is_proposed for one in description.parts.work_processes
    )


def _section(heading: str, text: str) -> Iterator[str]:
    yield f"## {heading}"
    yield ""
    yield markdown_text(text) or _NOT_FILLED_IN
    yield ""


def _list(heading: str, lines: tuple[str, ...] | list[str]) -> Iterator[str]:
    yield f"## {heading}"
    yield ""
    if not lines:
        yield _NOT_FILLED_IN
    for line in lines:
        yield f"- {markdown_text(line)}"
    yield ""


def _yes_or_no(value: bool | None) -> str:
    return _NOT_FILLED_IN if value is None else "ja" if value else "nee"
