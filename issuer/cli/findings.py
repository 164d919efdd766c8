"""How commands show what is wrong with a file, or what to look at: in words or as JSON."""

from collections.abc import Iterable, Iterator
from typing import Final

import typer

from issuer.cli.session import Session
from issuer.domain.findings import Finding, Severity
from issuer.language import Language

_WEIGHTS: Final = {
    Severity.ERROR: {"nl": "FOUT", "en": "ERROR"},
    Severity.WARNING: {"nl": "let op", "en": "warning"},
    Severity.INFO: {"nl": "info", "en": "info"},
}
_MARKS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_STYLES: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: None}


def say_findings(findings: Iterable[Finding], language: Language) -> None:
    """Print what the school should know on standard error, so that the data stay by themselves."""
    for one in findings:
        requirement = f" [{one.requirement}]" if one.requirement else ""
        typer.echo(f"{_MARKS[one.severity]} {one.text(language)}{requirement}", err=True)


def finding_line(finding: Finding, language: Language) -> str:
    """Return one line: how much it weighs, which requirement, where, and what to do."""
    requirement = f" {finding.requirement}" if finding.requirement else ""
    place = f"{finding.place}: " if finding.place else ""
    return f"{_WEIGHTS[finding.severity][language]}{requirement}  {place}{finding.text(language)}"


def finding_lines(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """Yield a line for each finding."""
    return (finding_line(finding, language) for finding in findings)


def print_findings(running: Session, findings: Iterable[Finding]) -> None:
    """Print a line for each finding, in a colour besides."""
    from rich.markup import escape

    for finding in findings:
        line = escape(finding_line(finding, running.language))
        running.console.print(line, style=_STYLES[finding.severity], soft_wrap=True)
