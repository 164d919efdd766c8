"""``waarmerk``: one command line for the exam board, the learner and the employer.

Only what is asked for is loaded, so ``waarmerk verify`` starts fast, and only what is installed can
be asked for: with the base dependencies there is ``verify`` and ``keys``, and every other command
says what to install.
"""

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated, Final

import typer

from waarmerk.extras import USAGE, missing_extras, not_installed

_ABOUT: Final = "Issue, verify and export microcredentials of Dutch vocational education (mbo)."
_VERIFY: Final = "verify"
_KEYS: Final = "keys"
_ENDORSE: Final = "endorse"
_JOSE: Final = "jose"
_VC_API: Final = "vc-api"
EXAM_BOARD: Final = (
    "init",
    "school",
    "modules",
    "registers",
    "import",
    "awards",
    "proposals",
    "decide",
    "issue",
    "credentials",
    "status",
    "revoke",
    "suspend",
    "reinstate",
    "erase",
    "endorsements",
    "stack",
    "agreements",
    "recognise",
    "catalogue",
    "records",
    "register-feed",
    "register-status",
    "inspection-pack",
    "status-list",
    "trust-list",
)
LEARNER: Final = ("export", "demo")
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
    try:
        _load(sys.argv[1:])(prog_name="waarmerk")
    except OSError as error:
        where = f"{error.filename}: " if error.filename is not None else ""
        typer.secho(f"{where}{error.strerror or error}", fg=typer.colors.RED, err=True)
        sys.exit(USAGE)


def _load(words: Sequence[str]) -> typer.Typer:
    """Return the command line, without looking for garbage meanwhile: what is loaded becomes none."""
    gc.disable()
    try:
        return make_app(words)
    finally:
        gc.enable()


def make_app(words: Sequence[str] = ()) -> typer.Typer:
    """Return the command line.

    Args:
        words: What was typed behind ``waarmerk``. When its first word is a command of the base or of the
            exam board, the others are not there, since nobody asks for them.
    """
    app = typer.Typer(
        help=_ABOUT,
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,  # local variables may hold names of learners
        add_completion=False,
    )
    app.callback()(_options)
    asked = words[0] if words else None
    if asked == "--version":
        return app
    if asked == _ENDORSE:
        _add_endorse(app)
        return app
    if asked == _JOSE:
        _add_jose(app)
        return app
    if asked == _VC_API:
        _add_vc_api(app)
        return app
    if asked in EXAM_BOARD:
        _add_exam_board(app)
        return app
    if asked != _KEYS:
        _add_verify(app)
    if asked != _VERIFY:
        _add_keys(app)
    if asked not in (_VERIFY, _KEYS):
        _add_exam_board(app)
        _add_learner(app)
        _add_endorse(app)
        _add_jose(app)
        _add_vc_api(app)
    return app


def _add_verify(app: typer.Typer) -> None:
    from verifier.cli import verify

    app.command(_VERIFY)(verify)


def _add_keys(app: typer.Typer) -> None:
    from keys.cli import app as keys_app

    app.add_typer(keys_app, name=_KEYS)


def _add_exam_board(app: typer.Typer) -> None:
    if missing := missing_extras("issuer"):
        _add_not_installed(app, EXAM_BOARD, missing)
        return
    from issuer.cli import app as issuer_app

    app.add_typer(issuer_app)


def _add_learner(app: typer.Typer) -> None:
    if missing := missing_extras("issuer", "export"):
        _add_not_installed(app, LEARNER, missing)
        return
    from waarmerk.demo.command import demo
    from waarmerk.export_command import export

    app.command("export")(export)
    app.command("demo")(demo)


def _add_endorse(app: typer.Typer) -> None:
    from waarmerk.endorsing.command import endorse

    app.command(_ENDORSE)(endorse)


def _add_jose(app: typer.Typer) -> None:
    from waarmerk.jose_command import jose

    app.command(_JOSE)(jose)


def _add_vc_api(app: typer.Typer) -> None:
    if missing := missing_extras("web"):
        _add_not_installed(app, (_VC_API,), missing)
        return
    from waarmerk.vc_api.command import vc_api  # which loads the web framework only when it is run

    app.command(_VC_API)(vc_api)


def _add_not_installed(app: typer.Typer, names: Sequence[str], missing: tuple[str, ...]) -> None:
    for name in names:
        app.command(name, context_settings=_ANYTHING, hidden=True)(not_installed(name, missing))


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
