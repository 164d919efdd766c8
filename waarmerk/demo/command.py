"""``waarmerk demo``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from issuer.texts import Language
from waarmerk.demo.narrator import Narrator
from waarmerk.demo.tour import DemoDirectoryInUse, run_demo

_FAILED = 1
_USAGE = 2


def demo(
    out: Annotated[Path, typer.Option(help="Where everything is left; an earlier demo there is replaced.")] = Path(
        "demo"
    ),
    lang: Annotated[Language, typer.Option(help="Language: nl or en.", envvar="WAARMERK_LANGUAGE")] = "nl",
) -> None:
    """Show the whole way of a credential at a fictional school. Asks nothing, needs no network."""
    narrator = Narrator(Console(highlight=False), lang)
    try:
        outcome = run_demo(out, narrator)
    except DemoDirectoryInUse as error:
        said = {
            "nl": f"{error.path} is niet leeg en niet van een eerdere demo. Kies een andere map met --out.",
            "en": f"{error.path} is not empty and not of an earlier demo. Choose another folder with --out.",
        }
        typer.secho(said[lang], fg=typer.colors.RED, err=True)
        raise typer.Exit(_USAGE) from error
    if not outcome.all_is_well:
        raise typer.Exit(_FAILED)
