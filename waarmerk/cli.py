"""``waarmerk``: one command line for the exam board, the learner and the employer.

Only what is installed is loaded: with the base dependencies there is ``verify`` and ``keys``, and
every other command says what to install.
"""

from typing import Annotated

import typer
from importlib.metadata import version as installed_version

from keys.cli import app as keys_app
from verifier.cli import verify
from waarmerk.extras import missing_extras, not_installed

_EXAM_BOARD = (
    "init",
    "modules",
    "import",
    "proposals",
    "decide",
    "issue",
    "credentials",
    "status",
    "revoke",
    "suspend",
    "reinstate",
    "erase",
    "status-list",
    "trust-list",
)
_LEARNER = ("export", "demo")
# An unknown command takes whatever stands behind it, so that its own message is what one reads.
_ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def make_app() -> typer.Typer:
    """Return the command line with every command that is installed."""
    app = typer.Typer(
        help="Issue, verify and export microcredentials of Dutch vocational education (mbo).",
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,  # local variables may hold names of learners
        add_completion=False,
    )
    app.callback()(_options)
    app.command("verify")(verify)
    app.add_typer(keys_app, name="keys")
    if missing := missing_extras("issuer"):
        for name in _EXAM_BOARD:
            app.command(name, context_settings=_ANYTHING, hidden=True)(not_installed(name, missing))
    else:
        from issuer.cli import app as issuer_app

        app.add_typer(issuer_app)
    if missing := missing_extras("issuer", "export"):
        for name in _LEARNER:
            app.command(name, context_settings=_ANYTHING, hidden=True)(not_installed(name, missing))
    else:
        from waarmerk.demo.command import demo
        from waarmerk.export_command import export

        app.command("export")(export)
        app.command("demo")(demo)
    return app


def main() -> None:
    """Run the command line."""
    make_app()(prog_name="waarmerk")


def _options(
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool,
        typer.Option("--version", help="Show the version.", callback=lambda asked: _show_version(asked), is_eager=True),
    ] = False,
) -> None:
    """Issue, verify and export microcredentials of Dutch vocational education (mbo)."""


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"waarmerk {installed_version('waarmerk')}")
        raise typer.Exit
