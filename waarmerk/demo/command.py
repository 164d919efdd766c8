"""``waarmerk demo``."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from issuer.cli.session import explained
from issuer.language import Language
from waarmerk.demo.fresh_directory import DemoDirectoryInUse
from waarmerk.demo.narrator import Narrator
from waarmerk.demo.tour import run_demo
from waarmerk.extras import USAGE

_FAILED: Final = 1
_IN_USE: Final = {
    "nl": "{path} is niet leeg en niet van een eerdere demo. Kies een andere map met --out.",
    "en": "{path} is not empty and not of an earlier demo. Choose another folder with --out.",
}


def demo(
    out: Annotated[
        Path, typer.Option(help="Where everything is left; an earlier demo there is replaced.")
    ] = Path("demo"),
    lang: Annotated[Language, typer.Option(help="Language: nl or en.", envvar="WAARMERK_LANGUAGE")] = "nl",
) -> None:
    """Show the whole way of a credential at a fictional school. Asks nothing, needs no network."""
    narrator = Narrator(Console(highlight=False), lang)
    try:
        with explained(lang):
            outcome = run_demo(out, narrator)
    except DemoDirectoryInUse as error:
        typer.secho(_IN_USE[lang].format(path=error.path), fg=typer.colors.RED, err=True)
        raise typer.Exit(USAGE) from error
    if not outcome.all_is_well:
        raise typer.Exit(_FAILED)
