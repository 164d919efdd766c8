"""``waarmerk registers``: take in the national registers, and look things up in them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from issuer.cli.days import typed_day
from issuer.cli.findings import print_findings
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, Lang
from issuer.cli.register_entries import print_entry
from issuer.cli.session import Session, progress_bar, session, settings_for
from issuer.dutch_time import day_in_dutch_time
from issuer.errors import NotInRegisters
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS
from issuer.texts import text_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuer.domain.registers import RegisterKind
    from issuer.services.import_register import RegisterFile, RegisterReport

registers_app = typer.Typer(
    help="Take in the national registers, and look things up in them.", no_args_is_help=True
)

_MAX_SHOWN: Final = 500


@registers_app.command("import")
def import_register(
    files: Annotated[
        list[Path],
        typer.Argument(help="CSV, Excel (.xlsx) or JSON; see docs/register-files.md.", show_default=False),
    ],
    origin: Annotated[
        str, typer.Option(help="Whose register it is, and where it was found.", show_default=False)
    ],
    on: Annotated[
        str, typer.Option("--date", help="The day that it is of, such as 1-7-2026.", show_default=False)
    ],
    complete: Annotated[
        bool,
        typer.Option("--complete", help="Together the files have everything of the kinds that are in them."),
    ] = False,
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Take in dossiers, qualifications, keuzedelen and certificates; all of it, or nothing."""
    dated = typed_day(on, "--date")
    with session(settings_for(home=home, lang=lang), institution) as running:
        with progress_bar(text_for("said.registers_reading", running.language, {})) as progress:
            report = running.office.import_register(
                running.institution.id,
                [_read(file) for file in files],
                origin=origin,
                dated=dated,
                by=by,
                is_complete=complete,
                progress=progress,
            )
        _print_findings(running, report)
        _print_outcome(running, report)
    if report.record is None:
        raise typer.Exit(1)


@registers_app.command("list")
def list_registers(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List what was taken in, with its origin and date, and what there is now."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            imports = ledger.registers.imports()
        registers = running.office.registers(running.institution)
        if not imports:
            running.say("said.registers_extract")
        for one in imports:
            running.say(
                "said.registers_import",
                date=one.dated.isoformat(),
                origin=one.origin,
                numbers=_numbers(one.counts),
                complete=running.word("ja", "yes") if one.is_complete else running.word("nee", "no"),
                imported=day_in_dutch_time(one.imported_at),
                by=one.imported_by,
                import_id=str(one.id),
            )
        running.say("said.registers_now", numbers=_numbers(registers.counts))


@registers_app.command("show")
def show_register(
    code: Annotated[
        str,
        typer.Argument(
            help="Crebo, K-code or C-code, or one of those with a part: 23425/B1-K1-W1.", show_default=False
        ),
    ],
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Show what the registers have of a code, and since when."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        registers = running.office.registers(running.institution)
        if registers.edition is None or registers.edition.is_extract:
            running.say("said.registers_extract")
        owner, _, part = code.strip().upper().partition("/")
        with running.office.uow.read(running.institution.id) as ledger:
            history = ledger.registers.history(owner)
        if not print_entry(running, registers, owner, part, history):
            raise NotInRegisters(code=code[:60])


def _read(file: Path) -> "RegisterFile":
    from issuer.services.import_register import RegisterFile

    with file.open("rb") as opened:
        # One byte more than may be, so that it shows that there is too much.
        return RegisterFile(file.name, opened.read(DEFAULT_SHEET_LIMITS.max_bytes + 1))


def _print_findings(running: Session, report: "RegisterReport") -> None:
    print_findings(running, report.findings[:_MAX_SHOWN])
    if len(report.findings) > _MAX_SHOWN:
        running.say("said.registers_more_findings", count=len(report.findings) - _MAX_SHOWN)


def _print_outcome(running: Session, report: "RegisterReport") -> None:
    from issuer.domain.findings import Severity
    from issuer.services.import_register import RegisterOutcome

    if report.record is None:
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        running.say("said.registers_refused", errors=errors)
    elif report.outcome is RegisterOutcome.ALREADY_IMPORTED:
        running.say(
            "said.registers_already_imported",
            date=day_in_dutch_time(report.record.imported_at),
            by=report.record.imported_by,
            import_id=str(report.record.id),
        )
    else:
        running.say(
            "said.registers_imported",
            added=report.changes.added,
            changed=report.changes.changed,
            unchanged=report.changes.unchanged,
            outdated=report.changes.outdated,
            ended=report.changes.ended,
            import_id=str(report.record.id),
        )


def _numbers(counts: "Mapping[RegisterKind, int]") -> str:
    return ", ".join(f"{kind.value} {count}" for kind, count in counts.items()) or "0"
