"""The commands of the exam board, from ``waarmerk init`` to ``waarmerk trust-list``.

``app`` holds them all; the front door adds it without a name, so that they stand at the top level.

Exit status: 0 done, 1 not (all) done, 2 wrong use.
"""

import typer

from issuer.cli import awarding, publishing, setting_up, status

__all__ = ["app"]

app = typer.Typer(
    help="Award and issue: the exam board's work.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # local variables may hold names of learners
)
for part in (setting_up, awarding, status, publishing):
    app.add_typer(part.app)
