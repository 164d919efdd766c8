"""``waarmerk modules origin``: where a module was taken over from, and whether its hallmark holds."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from issuer.cli.chosen_module import chosen_version
from issuer.cli.options import Controller, DidDocuments, Home, Lang
from issuer.cli.session import explained, session, settings_for
from issuer.texts import text_for

_MAX_BYTES = 256 * 1024
_MAX_DOCUMENTS = 32


def origin(
    module: Annotated[
        str,
        typer.Argument(
            help="Address, last part of it, or title of a published module; or a module file.",
            show_default=False,
        ),
    ],
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    did_document: DidDocuments = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Say from which school a module was taken over, whose hallmark came along, and whether it holds."""
    from issuer.cli.around_modules import around
    from issuer.cli.findings import say_findings
    from issuer.domain.findings import Finding, Severity
    from issuer.domain.modules.carried_hallmark import read_carried
    from issuer.services.origin_hallmark import HallmarkState, check_hallmark

    settings = settings_for(home=home, lang=lang)
    file = Path(module)
    if file.is_file():
        with explained(settings.language), around(settings, institution) as surroundings:
            description = surroundings.read(file).description
    else:
        with session(settings, institution) as running:
            chosen = chosen_version(running, module, version)
            with running.office.uow.read(running.institution.id) as ledger:
                description = ledger.modules.descriptions().get(chosen.id)
    known = description.relations.derived_from if description is not None else None
    if known is None:
        typer.echo(text_for("said.no_origin", settings.language, {}))
        return
    values = {"id": known.id, "version": known.version or "–", "owner": known.owner or "–"}
    typer.echo(text_for("said.origin", settings.language, values))
    with explained(settings.language):
        documents = key_documents(did_document)
    achievement = read_carried(known.hallmark) if known.hallmark is not None else None
    found = check_hallmark(achievement, documents, at=datetime.now(UTC)) if achievement is not None else None
    if found is None:
        none = Finding(code="origin_hallmark_none", severity=Severity.INFO, requirement="D17")
        say_findings((none,), settings.language)
        return
    say_findings((found.finding(),), settings.language)
    if found.state is HallmarkState.BROKEN:
        raise typer.Exit(1)


def key_documents(files: list[Path] | None) -> tuple[bytes, ...]:
    """Read what owners publish about their keys; a file too large to be that is read in part, and fails.

    Raises:
        OSError: A file cannot be read.
    """
    found = []
    for file in (files or [])[:_MAX_DOCUMENTS]:
        with file.open("rb") as opened:
            found.append(opened.read(_MAX_BYTES))
    return tuple(found)
