"""``waarmerk stack``: credentials of any school beside a kwalificatie, with advice for the exam board."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import explained, settings_for
from issuer.dutch_time import dutch_day
from issuer.errors import NotInitialised, PdfNotInstalled
from issuer.language import Language
from issuer.office import open_office
from issuer.ports.clock_and_chance import system_clock
from issuer.texts import text_for

if TYPE_CHECKING:
    from credentials.recognized_entity import TrustList
    from issuer.domain.institution import Institution
    from issuer.domain.stacking.stack import Stack
    from issuer.office import Office
    from issuer.services.stack_credentials import StackRequest
    from issuer.settings import IssuerSettings


_USAGE = 2

TrustListFile = Annotated[
    Path | None,
    typer.Option(
        "--trust-list",
        help="Trust list with the schools that you recognise. Default: only your own institution.",
        metavar="FILE",
    ),
]
StatusLists = Annotated[
    list[str] | None,
    typer.Option("--status-list", help="Status list at hand, or a folder of them.", metavar="FILE|FOLDER"),
]


def stack(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Credentials of one person.", show_default=False)
    ],
    qualification: Annotated[str, typer.Option(help="Crebo of the kwalificatie.", show_default=False)],
    trust_list: TrustListFile = None,
    status_list: StatusLists = None,
    name: Annotated[str | None, typer.Option(help="Whose name the credentials should bear.")] = None,
    email: Annotated[str | None, typer.Option(help="Whose e-mail address they should hold.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as HTML.", metavar="OUT")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the report as PDF.", metavar="OUT")] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Lay verified credentials beside a kwalificatie, and advise on exemptions. Nothing is fetched.

    Works where no institution was set up, too: then with the example extract of the registers and
    without agreements.

    Exit status: 0 the report is there, 1 nothing was added up since the credentials are about different
    people, 2 wrong use, or a file that cannot be read; what can be read is reported all the same.
    """
    from issuer.cli.credential_files import read_credentials, read_status_lists
    from issuer.domain.stacking.stack import MAX_CREDENTIALS
    from issuer.services.stack_credentials import StackRequest
    from verifier.checks.recipient import KnownRecipient

    settings = settings_for(home=home, lang=lang)
    language = settings.language
    with explained(language), around(settings, institution) as desk:
        if pdf is not None and find_spec("typst") is None:
            raise PdfNotInstalled()
        _refuse_to_write_over(files, html, pdf)
        read, unreadable = read_credentials(files, most=MAX_CREDENTIALS)
        at = system_clock()
        made = desk.stack(
            StackRequest(
                files=tuple(read),
                crebo=qualification.strip(),
                on=dutch_day(at),
                at=at,
                trust_list=desk.trust_list(trust_list),
                status_lists=read_status_lists(status_list or [], desk.published),
                recipient=KnownRecipient(name=name, email=email) if name or email else None,
                cache_folder=settings.verifier_cache,
            )
        )
        _show(made, language, as_json=as_json)
        _write(made, language, html, pdf, quiet=as_json)
    for one in unreadable:
        typer.echo(f"{one}: {_words(language, 'onleesbaar', 'cannot be read')}", err=True)
    if unreadable:
        raise typer.Exit(_USAGE)
    if made.is_refused:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a command runs: at an institution that was set up, or nowhere."""

    office: "Office | None" = None
    institution: "Institution | None" = None

    def stack(self, request: "StackRequest") -> "Stack":
        """Lay credentials beside a kwalificatie, with what stands here."""
        if self.office is not None and self.institution is not None:
            return self.office.stack_credentials(self.institution.id, request)
        from issuer.domain.registers import example_registers
        from issuer.domain.stacking.standing import Standing
        from issuer.services.stack_credentials import stack_files

        return stack_files(request, registers=example_registers(), standing=Standing())

    def trust_list(self, given: Path | None) -> "TrustList | None":
        """Return the list that was given, else the one with the institution alone on it."""
        from issuer.cli.credential_files import own_trust_list, read_trust_list

        if given is not None:
            return read_trust_list(given)
        if self.office is not None and self.institution is not None:
            return own_trust_list(self.office, self.institution)
        return None

    @property
    def published(self) -> Path | None:
        """Where the institution publishes its own status lists."""
        return None if self.office is None else self.office.settings.public_directory / "status"


@contextmanager
def around(settings: "IssuerSettings", controller: str | None) -> Iterator[Desk]:
    """Open the office if one was set up; else there is nothing around."""
    with ExitStack() as opened:
        desk = Desk()
        with suppress(NotInitialised):
            office = opened.enter_context(open_office(settings))
            desk = Desk(office, office.institution(controller))
        yield desk


def _show(made: "Stack", language: Language, *, as_json: bool) -> None:
    if as_json:
        from issuer.stack_report.json_form import stack_json

        # ASCII, so that nothing in a credential drives the terminal that this is shown on.
        typer.echo(json.dumps(stack_json(made, language)))
        return
    from rich.console import Console

    from issuer.cli.stack_terminal import print_stack
    from issuer.stack_report.viewing import stack_view

    print_stack(Console(highlight=False, emoji=False), stack_view(made, language))


def _write(made: "Stack", language: Language, html: Path | None, pdf: Path | None, *, quiet: bool) -> None:
    from issuer.stack_report.html_page import stack_html
    from issuer.stack_report.viewing import stack_view

    view = stack_view(made, language)
    if html is not None:
        html.write_text(stack_html(view), "utf-8")
    if pdf is not None:
        from issuer.stack_report.pdf_file import stack_pdf

        pdf.write_bytes(stack_pdf(view, at=made.verified_at))
    for file in (html, pdf):
        if file is not None:
            typer.echo(text_for("said.written", language, {"file": str(file)}), err=quiet)


def _refuse_to_write_over(files: list[str], *outs: Path | None) -> None:
    for out in outs:
        if (
            out is not None
            and out.exists()
            and any(Path(file).exists() and out.samefile(file) for file in files)
        ):
            raise typer.BadParameter(f"{out}: this is one of the credentials", param_hint="--html, --pdf")


def _words(language: Language, nl: str, en: str) -> str:
    return nl if language == "nl" else en
