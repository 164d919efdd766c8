"""The commands of the exam board, from ``waarmerk init`` to ``waarmerk trust-list``.

``app`` holds them all; the front door adds it without a name, so that they stand at the top level.

Exit status: 0 done, 1 not (all) done, 2 wrong use.
"""

import typer

from issuer.cli import (
    award_files,
    awarding,
    catalogue,
    endorsements,
    exports,
    hallmark,
    module_coverage,
    modules,
    publishing,
    recognition,
    records,
    registers,
    school,
    setting_up,
    stacking,
    status,
)

__all__ = ["app"]

app = typer.Typer(
    help="Award and issue: the exam board's work.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # local variables may hold names of learners
)
for part in (setting_up, school, modules, awarding, endorsements, status, publishing, stacking, recognition):
    app.add_typer(part.app)
for part in (catalogue, records):
    app.add_typer(part.app)
modules.modules_app.command("hallmark")(hallmark.hallmark)
modules.modules_app.command("export")(exports.export_module)
modules.modules_app.command("import-badge")(exports.import_badge)
modules.modules_app.command("coverage")(module_coverage.coverage)
app.add_typer(registers.app, name="registers")
app.add_typer(award_files.app, name="awards")
