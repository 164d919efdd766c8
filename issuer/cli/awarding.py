"""``waarmerk import``, ``proposals``, ``decide`` and ``issue``: from a spreadsheet to signed credentials."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.days import typed_day
from issuer.cli.findings import print_findings
from issuer.cli.options import (
    NO_ONE_NAMED,
    By,
    Controller,
    Deciders,
    Home,
    KeysDir,
    Lang,
    PassphraseFile,
    Processes,
)
from issuer.cli.session import Session, print_pages, progress_bar, session, settings_for, whole
from issuer.domain.awards import ProposedAward
from issuer.domain.decisions import Decision, DecisionOutcome
from issuer.domain.result_rows import Weight
from issuer.dutch_time import day_in_dutch_time
from issuer.errors import AnnotatedCopyRefused, AwardsBlocked, FileRefused
from issuer.language import Language
from issuer.services.decide import DecisionRequest
from issuer.services.import_results import ImportOutcome, ImportReport
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS
from issuer.texts import text_for

if TYPE_CHECKING:
    from issuer.services.issue import IssueReport

_MAX_REMARKS_SHOWN = 50
_COPY_SUFFIX = "-annotated"


def import_results(
    file: Annotated[Path, typer.Argument(help="Results: .xlsx or .csv.", show_default=False)],
    by: Annotated[str, typer.Option(help="Who proposes these awards.", show_default=False)],
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Leave out wrong rows instead of refusing the file.")
    ] = False,
    annotated: Annotated[
        Path | None,
        typer.Option(help="Where to put the copy with remarks. Default: beside the file, as NAME-annotated."),
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Take in results and propose awards. Wrong rows are explained in a copy of the file."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        if file.stat().st_size > DEFAULT_SHEET_LIMITS.max_bytes:
            raise FileRefused(reason="too_large", limit=DEFAULT_SHEET_LIMITS.max_bytes // (1024 * 1024))
        if annotated is not None:
            _refuse_to_replace(annotated, source=file)
        with progress_bar(file.name) as progress:
            report = running.office.import_results(
                running.institution.id,
                file.read_bytes(),
                by=by,
                skip_invalid=skip_invalid,
                progress=progress,
            )
        if report.earlier is not None:
            running.say(
                "said.already_imported",
                file=file.name,
                date=day_in_dutch_time(report.earlier.imported_at),
                by=report.earlier.imported_by,
            )
            return
        if report.remarks:
            _print_remarks(running, report)
            copy = annotated or file.with_name(f"{file.stem}{_COPY_SUFFIX}.{report.table.kind.value}")
            copy.write_bytes(_annotated(report, running.language))
            running.say("said.annotated", file=str(copy))
        running.say(
            "said.imported" if report.outcome is ImportOutcome.IMPORTED else "said.import_refused",
            rows=report.rows,
            proposed=report.proposed,
            wrong=report.wrong_rows,
            not_achieved=report.count("not_achieved"),
            known=report.count("already_known"),
        )
        if report.not_asked:
            running.say("said.start_qualification_not_asked", count=report.not_asked)
    if report.outcome is ImportOutcome.REFUSED:
        raise typer.Exit(1)


def proposals(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List what lies open before the exam board."""
    with (
        session(settings_for(home=home, lang=lang), institution) as running,
        running.office.uow.read(running.institution.id) as ledger,
    ):
        versions = {one.id: one for one in ledger.modules.all()}

        def columns() -> tuple[Column, ...]:
            return (
                whole(running.word("Voordracht", "Proposal"), 36),
                Column(running.word("Naam", "Name"), ratio=2),
                Column("Module", ratio=2),
                Column(running.word("Door", "By"), ratio=1),
            )

        def row(award: ProposedAward) -> tuple[str, ...]:
            title = versions[award.module_version_id].module.title
            return (
                str(award.id),
                escape(award.recipient_name),
                escape(title.get(running.language) or title["nl"]),
                escape(award.proposed_by),
            )

        print_pages(running.console, columns, map(row, ledger.awards.open()))


def decide(
    number: Annotated[str, typer.Option(help="The board's number of the decision.", show_default=False)],
    on: Annotated[
        str, typer.Option("--date", help="Day of the decision, such as 1-7-2026.", show_default=False)
    ],
    by: Deciders,
    award: Annotated[
        list[UUID] | None, typer.Option(help="Only this proposal; may be repeated. Default: all open ones.")
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="Reject instead of award.")] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Record a decision of the exam board, taken by two people who did not propose it."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        outcome = DecisionOutcome.REJECTED if reject else DecisionOutcome.AWARDED
        request = DecisionRequest(
            number=number,
            decided_on=typed_day(on, "--date"),
            decided_by=tuple(by),
            outcome=outcome,
            award_ids=None if award is None else tuple(award),
        )
        try:
            decided = running.office.decide(running.institution.id, request)
        except AwardsBlocked as blocked:
            print_findings(running, blocked.findings)
            raise
        running.say(
            "said.already_decided" if decided.already else f"said.{outcome.value}",
            number=decided.decision.number,
            count=decided.count,
        )
        _say_registers(running, decided.decision)


def _say_registers(running: Session, decision: Decision) -> None:
    """Say which registers there were when the board decided, where that was kept."""
    edition = decision.registers
    if edition is None:
        return
    if edition.is_extract:
        running.say("said.registers_at_decision_extract")
        return
    with running.office.uow.read(running.institution.id) as ledger:
        used = next(one for one in ledger.registers.imports() if one.id == edition.import_id)
    running.say(
        "said.registers_at_decision",
        date=used.dated.isoformat(),
        origin=used.origin,
        import_id=str(used.id),
    )


def issue(
    publish: Annotated[
        bool, typer.Option("--publish/--no-publish", help="Publish the status lists and keys afterwards.")
    ] = True,
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    processes: Processes = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Sign everything that was decided. Can be interrupted at any moment and run again."""
    settings = settings_for(
        home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, processes=processes, lang=lang
    )
    with session(settings, institution) as running:
        if running.office.provide_card_key(running.institution):
            running.say("said.card_key_made")
        keys = running.office.signing_keys(running.institution, cards=True)
        with progress_bar(text_for("said.issuing", running.language, {})) as progress:
            report = running.office.issue(running.institution.id, keys, by=by, progress=progress)
        running.say("said.issued", count=report.issued)
        if report.without_card:
            running.say("said.without_card", count=report.without_card)
        for failure in report.not_issued:
            running.say("award_refused", award=str(failure.award_id), problem=failure.problem)
        _say_what_lacks(running, report)
        if publish:
            running.publish(keys, by=by)
    if report.not_issued:
        raise typer.Exit(1)


def _say_what_lacks(running: Session, report: "IssueReport") -> None:
    # It brings along what reads signatures of others, which the other commands here would wait for.
    from issuer.cli.lacking_signatures import say_awaiting, say_lapsed_of_module

    for one in report.awaiting:
        say_awaiting(running, one)
    for lapsed in report.lapsed_of_modules:
        say_lapsed_of_module(running, lapsed)


def _refuse_to_replace(copy: Path, *, source: Path) -> None:
    """Refuse to write the copy with remarks over anything but an earlier copy.

    Raises:
        AnnotatedCopyRefused: It would replace the source or a file that is not named like a copy.
    """
    if not copy.exists():
        return
    if copy.samefile(source):
        raise AnnotatedCopyRefused(reason="source", file=str(copy))
    if not copy.stem.endswith(_COPY_SUFFIX):
        raise AnnotatedCopyRefused(reason="exists", file=str(copy))


def _annotated(report: ImportReport, language: Language) -> bytes:
    # Most files have no mistakes, and the library that writes Excel files takes long to import.
    from issuer.spreadsheets.annotating import annotate

    return annotate(report.table, report.header, report.remarks, language=language)


def _print_remarks(running: Session, report: ImportReport) -> None:
    table = Table(
        running.word("Rij", "Row"),
        running.word("Kolom", "Column"),
        running.word("Opmerking", "Remark"),
        box=SIMPLE_HEAD,
    )
    for remark in report.remarks[:_MAX_REMARKS_SHOWN]:
        table.add_row(
            str(remark.row),
            escape(remark.column),
            escape(text_for(remark.code, running.language, remark.params)),
            style="red" if remark.weight is Weight.ERROR else None,
        )
    running.console.print(table)
    if len(report.remarks) > _MAX_REMARKS_SHOWN:
        running.say("said.more_remarks", count=len(report.remarks) - _MAX_REMARKS_SHOWN)
