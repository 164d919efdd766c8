"""``waarmerk awards``: from award files to proposals."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from issuer.cli.findings import print_findings
from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import Session, session, settings_for
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.bounded_yaml import MAX_BYTES

if TYPE_CHECKING:
    from issuer.services.award_file_reports import AwardFile, FileReport

awards_app = typer.Typer(help="Propose awards that are written down in files.", no_args_is_help=True)

_NOT_IN: Final = frozenset({"refused", "held_back"})
_OF_THE_MODULE: Final = "/template/"
_SENTENCES: Final = {
    "proposed": "said.award_proposed",
    "already_known": "said.award_already_known",
    "refused": "said.award_file_refused",
    "held_back": "said.award_held_back",
}


@awards_app.command("propose")
def propose(
    files: Annotated[list[Path], typer.Argument(help="YAML files, one award each.", show_default=False)],
    by: Annotated[
        str | None,
        typer.Option(help="Who proposes these awards. Default: whom each file names.", show_default=False),
    ] = None,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Leave out wrong files instead of refusing all.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per file and line.")] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Check award files and propose what they say, with the module that they award."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        reports = running.office.propose_awards(
            running.institution.id, [_read(file) for file in files], by=by, skip_invalid=skip_invalid
        )
        for report in reports:
            if as_json:
                typer.echo(json.dumps(_as_json(running, report), ensure_ascii=False))
            else:
                _print(running, report)
    if any(report.outcome.value in _NOT_IN for report in reports):
        raise typer.Exit(1)


def _read(file: Path) -> "AwardFile":
    from issuer.services.award_file_reports import AwardFile

    with file.open("rb") as opened:
        return AwardFile(file.name, opened.read(MAX_BYTES + 1))


def _print(running: Session, report: "FileReport") -> None:
    print_findings(running, filter(partial(_is_told, report), report.findings))
    title = report.version.module.title if report.version else {}
    running.say(
        _SENTENCES[report.outcome.value],
        file=report.file,
        title=title.get(running.language) or title.get("nl", ""),
        version=report.version.module.version if report.version else "",
        award=str(report.award_id or ""),
    )


def _is_told(report: "FileReport", finding: Finding) -> bool:
    """What is only to be known is told of an award that went in; of its module `modules check` tells it."""
    if finding.severity is not Severity.INFO:
        return True
    return report.outcome.value == "proposed" and not finding.pointer.startswith(_OF_THE_MODULE)


def _as_json(running: Session, report: "FileReport") -> dict[str, object]:
    return {
        "file": report.file,
        "outcome": report.outcome.value,
        "award": str(report.award_id) if report.award_id else None,
        "module": report.version.module.id if report.version else None,
        "version": report.version.module.version if report.version else None,
        "published": report.published,
        "findings": [finding.as_json(running.language) for finding in report.findings],
    }
