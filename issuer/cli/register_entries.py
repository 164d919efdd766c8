"""How an entry of the registers is shown."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.session import Session

if TYPE_CHECKING:
    from issuer.domain.registers import RegisteredCoreTask, RegisterEntry, Registers
    from issuer.domain.registers.sources import RegisterImport, RegisterSource

_Row = tuple[str, str]


def print_entry(
    running: Session,
    registers: "Registers",
    owner: str,
    part: str,
    history: Sequence[tuple["RegisterEntry", "RegisterImport"]],
) -> bool:
    """Print what the registers have of a code, and everything that they ever had.

    Args:
        running: The command.
        registers: As they stand.
        owner: Crebo, K-code or C-code.
        part: Code of a core task or work process of it, or empty.
        history: What was taken in of ``owner``, oldest first.

    Returns:
        Whether there is any.
    """
    found = (
        registers.dossier(owner)
        or registers.qualification(owner)
        or registers.keuzedeel(owner)
        or registers.certificate(owner)
    )
    tasks = registers.core_tasks(owner)
    if part:
        tasks = tuple(_only(tasks, part))
        if not tasks:
            return False
    if found is None and not history:
        return False
    if found is not None:
        _print_rows(running, list(_about(running, found)))
        if tasks:
            _print_parts(running, tasks)
            _print_skills(running, registers, owner, tasks)
        if found.is_illustrative:
            running.say("said.registers_entry_illustrative")
        if getattr(found, "is_partial", False):
            running.say("said.registers_entry_partial")
        source = registers.source_of(found.kind, found.key)
        if source is not None:
            _say_source(running, source)
    if len(history) > 1 or (found is None and history):
        _print_history(running, history)
    return True


def _only(tasks: "tuple[RegisteredCoreTask, ...]", part: str) -> "Iterator[RegisteredCoreTask]":
    from issuer.domain.registers.parts import selected

    yield from selected(tasks, {part})


def _about(running: Session, entry: "RegisterEntry") -> Iterator[_Row]:
    """Yield what an entry says, a row for each thing."""
    word = running.word
    yield word("Soort", "Kind"), entry.kind.value
    yield "Code", entry.key
    for name_nl, name_en, attribute in (
        ("Naam", "Name", "name"),
        ("Niveau", "Level", "level"),
        ("SBU", "SBU", "sbu"),
        ("Dossier", "Dossier", "dossier"),
        ("Kwalificatie", "Qualification", "qualification"),
        ("Regeling", "Regulation", "regulation"),
        ("Geldig van", "Valid from", "valid_from"),
        ("Geldig tot en met", "Valid until", "valid_until"),
    ):
        value = getattr(entry, attribute, None)
        if value is not None:
            yield word(name_nl, name_en), str(value)
    if hasattr(entry, "certificate_attached"):
        attached = {True: word("ja", "yes"), False: word("nee", "no"), None: word("onbekend", "not known")}
        yield word("Certificaat verbonden", "Certificate attached"), attached[entry.certificate_attached]


def _print_rows(running: Session, rows: list[_Row]) -> None:
    table = Table(Column(no_wrap=True), Column(overflow="fold"), box=None, show_header=False)
    for name, value in rows:
        table.add_row(name, escape(value))
    running.console.print(table)


def _print_parts(running: Session, tasks: "tuple[RegisteredCoreTask, ...]") -> None:
    table = Table(
        Column("Code", no_wrap=True),
        Column(running.word("Kerntaak of werkproces", "Core task or work process"), overflow="fold"),
        box=SIMPLE_HEAD,
    )
    for task in tasks:
        table.add_row(task.code, escape(task.title), style="bold")
        for process in task.work_processes:
            table.add_row(process.code, escape(process.title))
    running.console.print(table)


def _print_skills(
    running: Session, registers: "Registers", owner: str, tasks: "tuple[RegisteredCoreTask, ...]"
) -> None:
    """Print the skills that are suggested for the parts that are shown (D19)."""
    codes = [code for task in tasks for code in (task.code, *(one.code for one in task.work_processes))]
    found = [(code, one) for code in codes for one in registers.skills_for(owner, code)]
    if not found:
        return
    table = Table(
        Column(running.word("Bij", "For"), no_wrap=True),
        Column(running.word("Vaardigheid", "Skill"), overflow="fold"),
        running.word("Bron", "Source"),
        Column("URI", overflow="fold"),
        title=running.word("Voorgestelde vaardigheden", "Suggested skills"),
        title_justify="left",
        box=SIMPLE_HEAD,
    )
    for code, one in found:
        table.add_row(code, escape(one.label), one.source, escape(one.uri))
    running.console.print(table)


def _print_history(running: Session, history: "Sequence[tuple[RegisterEntry, RegisterImport]]") -> None:
    table = Table(
        running.word("Van", "Of"),
        Column(running.word("Naam", "Name"), overflow="fold"),
        Column(running.word("Herkomst", "Origin"), overflow="fold"),
        Column("Import", no_wrap=True, min_width=36),
        title=running.word("Alles wat hiervan is ingelezen", "Everything that was imported of this"),
        title_justify="left",
        box=SIMPLE_HEAD,
    )
    for entry, record in history:
        name = getattr(entry, "name", "")
        table.add_row(record.dated.isoformat(), escape(name), escape(record.origin), str(record.id))
    running.console.print(table)


def _say_source(running: Session, source: "RegisterSource") -> None:
    if source.import_id is None:
        running.say("said.registers_source_extract", origin=source.origin, date=source.dated.isoformat())
    else:
        running.say(
            "said.registers_source",
            origin=source.origin,
            date=source.dated.isoformat(),
            import_id=str(source.import_id),
        )
