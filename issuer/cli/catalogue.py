"""``waarmerk catalogue``: the public catalogue of the institution."""

from pathlib import Path
from typing import Annotated

import typer

from issuer.catalogue_pages.addresses import CATALOGUE
from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import session, settings_for
from issuer.publication import PublicDirectory


def catalogue(
    out: Annotated[
        Path | None,
        typer.Option(help="Folder to write in. Default: the folder that the institution publishes."),
    ] = None,
    local: Annotated[
        bool,
        typer.Option(
            "--local",
            help="To look at before it is published: links lead from file to file. Goes with --out.",
        ),
    ] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write the public catalogue: pages in Dutch and English, JSON, RSS, Atom and Open Education API."""
    if local and out is None:
        raise typer.BadParameter(
            "what is published links by its full address; choose another folder", param_hint="--local"
        )
    with session(settings_for(home=home, lang=lang), institution) as running:
        directory = running.office.public_directory if out is None else PublicDirectory(out)
        done = running.office.publish_catalogue(running.institution.id, directory, is_local=local)
        running.say(
            "said.catalogue_written",
            directory=str(directory.path),
            modules=done.modules,
            files=done.files,
            changed=done.changed,
            hidden=done.hidden,
        )
        if local:
            running.say("said.catalogue_local", page=str(directory.path / CATALOGUE / "index.html"))
        for module in done.elsewhere:
            running.say("said.catalogue_elsewhere", module=module)
