"""``waarmerk``: one command line for the exam board, the learner and the employer.

Only what is asked for is loaded, so ``waarmerk verify`` starts fast, and only what is installed can
be asked for: with the base dependencies there is ``verify`` and ``keys``, and every other command
says what to install.
"""

import atexit
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Final

import typer

from waarmerk.extras import USAGE, missing_extras, not_installed

_ABOUT: Final = "Issue, verify and export microcredentials of Dutch vocational education (mbo)."
OF_THE_BASE: Final = {
    "verify": "verifier.cli:verify",
    "keys": "keys.cli:app",
    "endorse": "waarmerk.endorsing.command:endorse",
    "trust": "waarmerk.trusting.command:trust",
    "jose": "waarmerk.jose_command:jose",
}
"""What needs no more than the base installation, and loads nothing of the exam board."""
# A command that is not installed takes whatever stands behind it, so that its message is what one reads.
_ANYTHING: Final = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def main() -> None:
    """Run the command line.

    Trouble with files that no command explained itself ends in a sentence and exit status 2: for
    ``verify``, 1 would say that a credential is no good. A terminal that cannot show a letter of
    somebody's name shows a question mark in its place.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    atexit.register(_leave)
    words = sys.argv[1:]
    if words and words[0] not in OF_THE_BASE:
        # What lives on is there before the work begins. Looking through it for garbage after every 700 new
        # objects is an eighth of what checking a thousand modules takes.
        gc.set_threshold(10_000, 20, 50)
    try:
        make_app(words)(prog_name="waarmerk")
    except OSError as error:
        where = f"{error.filename}: " if error.filename is not None else ""
        typer.secho(f"{where}{error.strerror or error}", fg=typer.colors.RED, err=True)
        sys.exit(USAGE)


def _leave() -> None:
    """End without looking for garbage: that takes longer than many a command, and all of it goes anyway."""
    gc.disable()
    gc.freeze()


def make_app(words: Sequence[str] = ()) -> typer.Typer:
    """Return the command line.

    Args:
        words: What was typed behind ``waarmerk``. When its first word is a command of the base, the others
            are not there: even knowing of them takes time, and nobody asks for them.
    """
    asked = words[0] if words else None
    app = _with_one(asked) if asked == "--version" or asked in OF_THE_BASE else _with_everything()
    app.callback()(_options)
    return app


def _with_one(asked: str) -> typer.Typer:
    """Return a command of the base by itself; of the version not even that."""
    app = typer.Typer(
        help=_ABOUT,
        pretty_exceptions_show_locals=False,  # local variables may hold names of learners
        add_completion=False,
    )
    if asked in OF_THE_BASE:
        module, _, name = OF_THE_BASE[asked].partition(":")
        gc.disable()  # what is imported becomes no garbage
        command = getattr(import_module(module), name)
        gc.enable()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=asked)
        else:
            app.command(asked)(command)
    return app


def _with_everything() -> typer.Typer:
    """Return all commands; those of which an extra is missing say what to install."""
    from issuer.cli.lazy_group import LazyCommand, make_lazy
    from waarmerk.commands import PARTS

    installed: list[LazyCommand] = []
    others: dict[str, tuple[str, ...]] = {}
    for part in PARTS:
        if missing := missing_extras(*part.extras):
            others |= {command.name: missing for command in part.commands}
        else:
            installed += part.commands
    app = make_lazy(installed, about=_ABOUT)
    for name, missing in others.items():
        app.command(name, context_settings=_ANYTHING, hidden=True)(not_installed(name, missing))
    return app


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version.", callback=lambda asked: _version(asked), is_eager=True
        ),
    ] = False,
) -> None:
    """Issue, verify and export microcredentials of Dutch vocational education (mbo)."""


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"waarmerk {version('waarmerk')}")
        raise typer.Exit
