"""``waarmerk agreements`` and ``waarmerk recognise``: what stands before anybody asks for an exemption."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.days import typed_day
from issuer.cli.findings import print_findings
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Deciders, Home, Lang
from issuer.cli.session import Session, session, settings_for, whole
from issuer.cli.stacking import Desk, StatusLists, TrustListFile
from issuer.dutch_time import dutch_day
from issuer.errors import AwardNotVerified

if TYPE_CHECKING:
    from issuer.services.recognise import RecognitionRequest
    from verifier.report import VerificationReport

agreements_app = typer.Typer(
    help="Agreements with other institutions on recognition and stacking.", no_args_is_help=True
)
recognise_app = typer.Typer(
    help="Decisions of the exam board on what comes from elsewhere: on a module, and apart on an award.",
    no_args_is_help=True,
)

_MAX_BYTES = 256 * 1024
_HOW_MANY = {0: "said.recognised_by_none", 1: "said.recognised_by_one"}
Number = Annotated[str, typer.Option(help="The board's number of the decision.", show_default=False)]
Day = Annotated[
    str, typer.Option("--date", help="Day of the decision, such as 1-7-2026.", show_default=False)
]
Motivation = Annotated[
    str, typer.Option(help="Why, in a few sentences; nothing about a person.", show_default=False)
]
Refuse = Annotated[bool, typer.Option("--refuse", help="The board declines.")]


@agreements_app.command("add")
def add_agreements(
    files: Annotated[list[Path], typer.Argument(help="YAML files with agreements.", show_default=False)],
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Take in agreements. A file with any mistake is not taken in; all mistakes are told at once."""
    from issuer.domain.stacking.agreement_file import read_agreement_file

    refused = 0
    with session(settings_for(home=home, lang=lang), institution) as running:
        for file in files:
            with file.open("rb") as opened:
                data = opened.read(_MAX_BYTES + 1)
            found = read_agreement_file(data, file=file.name, brin=running.institution.brin)
            print_findings(running, found.findings)
            if found.errors:
                running.say("said.agreements_refused", file=file.name)
                refused += 1
                continue
            done = running.office.add_agreements(running.institution.id, found.agreements, by=by)
            for number in done.added:
                running.say("said.agreement_added", number=number)
            for number in done.already:
                running.say("said.agreement_already_added", number=number)
    if refused:
        raise typer.Exit(1)


@agreements_app.command("list")
def list_agreements(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the agreements, and on which institutions and modules they are."""
    from issuer.domain.stacking.agreements import RecognitionAgreement

    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            recorded = [one.agreement for one in ledger.recognition.agreements()]
        table = Table(
            Column(running.word("Nummer", "Number"), no_wrap=True),
            running.word("Soort", "Kind"),
            Column(running.word("Waarover", "About"), overflow="fold"),
            running.word("Instellingen", "Institutions"),
            running.word("Geldig", "In force"),
            box=SIMPLE_HEAD,
        )
        for one in recorded:
            if isinstance(one, RecognitionAgreement):
                kind, about = running.word("erkenning", "recognition"), [*one.routes, *one.modules]
            else:
                kind = running.word("stapelen", "stacking")
                about = [f"{one.name} ({one.qualification})"]
                about += [f"{module.id} ({module.route})" for module in one.modules]
            until = one.valid_until.isoformat() if one.valid_until else "…"
            table.add_row(
                escape(one.number),
                kind,
                escape("\n".join(about)),
                escape(", ".join(sorted(one.institutions))),
                f"{one.valid_from.isoformat()} – {until}",
            )
        running.console.print(table)


@agreements_app.command("recognised-by")
def recognised_by(
    file: Annotated[Path, typer.Argument(help="The credential.", show_default=False)],
    trust_list: TrustListFile = None,
    status_list: StatusLists = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Tell how many schools recognise a credential, by the agreements that are recorded here."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        report = _verified(running, file, trust_list, status_list)
        on = dutch_day(running.office.clock())
        found = running.office.find_recognising_schools(running.institution.id, file.name, report, on=on)
        schools = found.by_school
        if as_json:
            # ASCII, so that nothing in a credential drives the terminal that this is shown on.
            typer.echo(json.dumps({"count": len(schools), "schools": schools}))
            return
        code = _HOW_MANY.get(len(schools), "said.recognised_by_several")
        running.say(code, title=found.title or "–", issuer=found.issuer_name, count=len(schools))
        for brin, numbers in schools.items():
            running.say("said.recognising_school", brin=brin, numbers=", ".join(numbers))


@recognise_app.command("module")
def recognise_module(
    module: Annotated[
        str, typer.Argument(help="Address of the module, or of one of its versions.", show_default=False)
    ],
    number: Number,
    on: Day,
    motivation: Motivation,
    by: Deciders,
    refuse: Refuse = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Record the decision "module erkend". It validates nobody's valuation."""
    request = _request(number, on, motivation, by, refuse)
    with session(settings_for(home=home, lang=lang), institution) as running:
        done = running.office.recognise.module(running.institution.id, module, request)
        running.say("said.module_not_recognised" if refuse else "said.module_recognised", number=done.number)


@recognise_app.command("award")
def validate_award(
    file: Annotated[Path, typer.Argument(help="The credential.", show_default=False)],
    number: Number,
    on: Day,
    motivation: Motivation,
    by: Deciders,
    trust_list: TrustListFile = None,
    status_list: StatusLists = None,
    refuse: Refuse = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Record the decision "waardering gevalideerd" on one credential, which must pass verification."""
    from verifier.report import CredentialRejected, VerifiedCredential

    request = _request(number, on, motivation, by, refuse)
    with session(settings_for(home=home, lang=lang), institution) as running:
        try:
            verified = VerifiedCredential(_verified(running, file, trust_list, status_list))
        except CredentialRejected as error:
            raise AwardNotVerified(file=file.name) from error
        done = running.office.recognise.award(running.institution.id, verified, request)
        running.say("said.award_not_validated" if refuse else "said.award_validated", number=done.number)


@recognise_app.command("list")
def list_decisions(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the decisions on modules and awards of others."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        _print_decisions(running)


def _print_decisions(running: Session) -> None:
    with running.office.uow.read(running.institution.id) as ledger:
        decisions = ledger.recognition.decisions()
    table = Table(
        Column(running.word("Besluit", "Decision"), no_wrap=True),
        whole(running.word("Datum", "Date"), 10),
        Column(running.word("Waarover", "About"), overflow="fold"),
        running.word("Uitkomst", "Outcome"),
        Column(running.word("Motivering", "Motivation"), ratio=1),
        running.word("Door", "By"),
        box=SIMPLE_HEAD,
    )
    for one in decisions:
        outcome = running.word("ja", "yes") if one.is_positive else running.word("nee", "no")
        table.add_row(
            escape(one.number),
            one.decided_on.isoformat(),
            escape(one.subject),
            f"{one.kind.value}: {outcome}",
            escape(one.motivation),
            escape(" + ".join(one.decided_by)),
        )
    running.console.print(table)


def _verified(
    running: Session, file: Path, trust_list: Path | None, status_list: list[str] | None
) -> "VerificationReport":
    """Verify a credential as `waarmerk stack` does."""
    from issuer.cli.credential_files import read_credentials, read_status_lists
    from issuer.services.stack_credentials import StackRequest, verify_file

    desk = Desk(running.office, running.institution)
    read, _ = read_credentials([str(file)], most=1)
    at = running.office.clock()
    asked = StackRequest(
        files=(),
        crebo="",
        on=dutch_day(at),
        at=at,
        trust_list=desk.trust_list(trust_list),
        status_lists=read_status_lists(status_list or [], desk.published),
        cache_folder=running.office.settings.verifier_cache,
    )
    return verify_file(asked, read[0][1] if read else b"")


def _request(number: str, on: str, motivation: str, by: list[str], refuse: bool) -> "RecognitionRequest":
    from issuer.services.recognise import RecognitionRequest

    return RecognitionRequest(
        number=number,
        decided_on=typed_day(on, "--date"),
        motivation=motivation,
        decided_by=tuple(by),
        is_positive=not refuse,
    )
