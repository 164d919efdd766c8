"""``waarmerk modules``: check, publish, show and print modules."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.chosen_module import chosen_version
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, Lang
from issuer.cli.session import Session, explained, session, settings_for
from issuer.errors import NotInitialised
from issuer.office import open_office
from issuer.settings import IssuerSettings
from issuer.stored_content import module_to_text

if TYPE_CHECKING:
    from credentials.achievement.model import Issuer
    from issuer.domain.awards import ModuleVersion
    from issuer.domain.modules.module_file import ModuleFile
    from issuer.domain.modules.surroundings import Surroundings

app = typer.Typer()
modules_app = typer.Typer(help="Check, publish, show and print modules.", no_args_is_help=True)
app.add_typer(modules_app, name="modules")

Files = Annotated[
    list[Path], typer.Argument(help="Module files, YAML or JSON, one module each.", show_default=False)
]
Reference = Annotated[
    str, typer.Argument(help="Address, last part of it, or title of the module.", show_default=False)
]

_MAX_MODULE_BYTES: Final = 1024 * 1024
_SPECIMEN_URL: Final = "https://specimen.example"
"""Under which modules are checked where no school was set up."""


@modules_app.command("check")
def check_modules(
    files: Files,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: one object per file, on a line of its own.")
    ] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Check modules without publishing them. Works where no institution was set up yet, too."""
    from issuer.cli.checked_modules import report_in_json, report_in_words, write

    settings = settings_for(home=home, lang=lang)
    refused = False
    with explained(settings.language), _around(settings, institution) as around:
        for file in files:
            found = around.read(file)
            refused = refused or bool(found.errors)
            if as_json:
                write(report_in_json(found, str(file), settings.language) + "\n")
            else:
                write(report_in_words(found, settings.language, around.issuer))
    if refused:
        raise typer.Exit(1)


@modules_app.command("add")
def add_modules(
    files: Files, home: Home = None, institution: Controller = None, by: By = NO_ONE_NAMED, lang: Lang = None
) -> None:
    """Publish modules. A published version never changes: a change needs a new version number."""
    from issuer.cli.checked_modules import finding_lines
    from issuer.domain.findings import Severity

    refused = 0
    with session(settings_for(home=home, lang=lang), institution) as running:
        around = _Around.of(running)
        for file in files:
            found = around.read(file)
            # What is only to be known is for `check`: here it would hide what happened.
            weighty = tuple(one for one in found.to_do or found.findings if one.severity is not Severity.INFO)
            for line in finding_lines(weighty, running.language):
                running.console.print(escape(line), soft_wrap=True)
            if found.module is None or found.description is None:
                running.say("said.module_refused", file=file.name)
                refused += 1
                continue
            done = running.office.publish_module(running.institution.id, found.description, by=by)
            around.add(done.version)
            running.say(
                "said.module_published" if done.created else "said.module_already_published",
                title=found.module.title.get(running.language) or found.module.title["nl"],
                version=found.module.version,
            )
    if refused:
        raise typer.Exit(1)


@modules_app.command("list")
def list_modules(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the published modules, all versions."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            versions = ledger.modules.all()
        table = Table(
            Column("Module", overflow="fold"),
            running.word("Versie", "Version"),
            running.word("Titel", "Title"),
            box=SIMPLE_HEAD,
        )
        for version in versions:
            title = version.module.title
            table.add_row(
                escape(version.module.id),
                version.module.version,
                escape(title.get(running.language) or title["nl"]),
            )
        running.console.print(table)


@modules_app.command("show")
def show_module(
    module: Reference,
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Show everything about a published module, as JSON."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        running.console.print_json(module_to_text(chosen_version(running, module, version).module))


@modules_app.command("document")
def print_document(
    module: Annotated[
        str,
        typer.Argument(
            help="Address, last part of it, or title of a published module; or a module file.",
            show_default=False,
        ),
    ],
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the module as JSON, which can be read again.")
    ] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Print a module in the format of a keuzedeel (Markdown), also one that is a proposal; or as JSON."""
    from issuer.cli.checked_modules import finding_lines, write
    from issuer.domain.modules.description import ModuleDescription
    from issuer.domain.modules.document import document_text
    from issuer.domain.modules.keuzedeel_format import keuzedeel_format

    settings = settings_for(home=home, lang=lang)
    file = Path(module)
    if file.is_file():
        with explained(settings.language), _around(settings, institution) as around:
            found = around.read(file)
        if found.description is None:
            for line in finding_lines(found.errors, settings.language):
                typer.secho(line, err=True)
            raise typer.Exit(1)
        description = found.description
    else:
        with session(settings, institution) as running:
            chosen = chosen_version(running, module, version)
            with running.office.uow.read(running.institution.id) as ledger:
                known = ledger.modules.descriptions()
            description = known.get(chosen.id) or ModuleDescription(module=chosen.module)
    write(document_text(description) if as_json else keuzedeel_format(description))


@dataclass(slots=True)
class _Around:
    """What is around the modules that a command looks at.

    Attributes:
        base_url: Under which modules get their address.
        surroundings: What the rules look at.
        issuer: The school, or None where none was set up.
    """

    base_url: str
    surroundings: "Surroundings"
    issuer: "Issuer | None"

    @classmethod
    def of(cls, running: Session) -> "_Around":
        """Return what is around the modules of an institution."""
        from issuer.services.module_surroundings import surroundings_of

        with running.office.uow.read(running.institution.id) as ledger:
            surroundings = surroundings_of(ledger, running.office.clock())
        return cls(running.institution.public_base_url, surroundings, running.institution.as_issuer())

    @classmethod
    def of_nobody(cls, clock: Callable[[], datetime]) -> "_Around":
        """Return what there is without an institution: the extract of the registers, and the day."""
        from issuer.domain.modules.surroundings import Surroundings
        from issuer.domain.registers import example_registers
        from issuer.dutch_time import dutch_day

        surroundings = Surroundings(registers=example_registers(), on=dutch_day(clock()))
        return cls(_SPECIMEN_URL, surroundings, None)

    def read(self, file: Path) -> "ModuleFile":
        """Read and check a file."""
        from issuer.domain.modules.module_file import read_module_file

        with file.open("rb") as opened:
            data = opened.read(_MAX_MODULE_BYTES + 1)
        return read_module_file(data, file=file.name, base_url=self.base_url, surroundings=self.surroundings)

    def add(self, version: "ModuleVersion") -> None:
        """Take in what was just published, for the files that follow."""
        known = (*self.surroundings.known_modules, version.module)
        self.surroundings = replace(self.surroundings, known_modules=known)


@contextmanager
def _around(settings: IssuerSettings, controller: str | None) -> Iterator[_Around]:
    """Return what is around modules here; without an institution, what there is without one."""
    from issuer.ports import system_clock

    try:
        with open_office(settings) as office:
            around = _Around.of(Session(office=office, institution=office.institution(controller)))
    except NotInitialised:
        if controller is not None:
            raise
        around = _Around.of_nobody(system_clock)
    yield around
