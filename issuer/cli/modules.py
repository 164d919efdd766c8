"""``waarmerk modules``: check, publish, show and print modules."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.around_modules import Around, around
from issuer.cli.chosen_module import chosen_version
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, Lang
from issuer.cli.session import explained, session, settings_for
from issuer.stored_content import module_to_text

Files = Annotated[
    list[Path], typer.Argument(help="Module files, YAML or JSON, one module each.", show_default=False)
]
Reference = Annotated[
    str, typer.Argument(help="Address, last part of it, or title of the module.", show_default=False)
]


def add_modules(
    files: Files, home: Home = None, institution: Controller = None, by: By = NO_ONE_NAMED, lang: Lang = None
) -> None:
    """Publish modules. A published version never changes: a change needs a new version number."""
    from issuer.cli.findings import print_findings
    from issuer.domain.findings import Severity

    refused = 0
    with session(settings_for(home=home, lang=lang), institution) as running:
        surroundings = Around.of(running)
        for file in files:
            found = surroundings.read(file)
            # What is only to be known is for `check`: here it would hide what happened.
            weighty = tuple(one for one in found.to_do or found.findings if one.severity is not Severity.INFO)
            print_findings(running, weighty)
            if found.module is None or found.description is None:
                running.say("said.module_refused", file=file.name)
                refused += 1
                continue
            done = running.office.publish_module(running.institution.id, found.description, by=by)
            surroundings.add(done.version)
            running.say(
                "said.module_published" if done.created else "said.module_already_published",
                title=found.module.title.get(running.language) or found.module.title["nl"],
                version=found.module.version,
            )
    if refused:
        raise typer.Exit(1)


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


def show_module(
    module: Reference,
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Show everything about a published module, as JSON: the registers that it was judged with, too."""
    from issuer.domain.modules.json_values import moment_text
    from issuer.services.register_editions import edition_json

    with session(settings_for(home=home, lang=lang), institution) as running:
        chosen = chosen_version(running, module, version)
        with running.office.uow.read(running.institution.id) as ledger:
            registers = edition_json(ledger, chosen.registers)
        published = {
            "at": moment_text(chosen.published_at),
            "sha256": chosen.content_sha256,
            "registers": registers or None,
        }
        shown = {**json.loads(module_to_text(chosen.module)), "published": published}
        running.console.print_json(json.dumps(shown, ensure_ascii=False))


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
    from issuer.cli.checked_modules import write
    from issuer.cli.findings import finding_lines
    from issuer.domain.modules.description import ModuleDescription
    from issuer.domain.modules.document import document_text
    from issuer.domain.modules.keuzedeel_format import keuzedeel_format
    from issuer.services.hallmarks_to_carry import hallmarks_to_carry

    settings = settings_for(home=home, lang=lang)
    file = Path(module)
    hallmarks: tuple[str, ...] = ()
    if file.is_file():
        with explained(settings.language), around(settings, institution) as surroundings:
            found = surroundings.read(file)
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
                hallmarks = hallmarks_to_carry(ledger, chosen) if as_json else ()
            description = known.get(chosen.id) or ModuleDescription(module=chosen.module)
    write(document_text(description, hallmarks) if as_json else keuzedeel_format(description))
