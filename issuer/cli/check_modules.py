"""``waarmerk modules check``: what is wrong with modules, and what is like them elsewhere."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from issuer.cli.around_modules import around
from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import explained, settings_for
from issuer.language import Language
from issuer.texts import text_for

if TYPE_CHECKING:
    from issuer.domain.modules.surroundings import ForeignModule


def check_modules(
    files: Annotated[
        list[Path], typer.Argument(help="Module files, YAML or JSON, one module each.", show_default=False)
    ],
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            "--beside",
            help="Catalogue of another institution (catalogus.json), to compare with. May be given again.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: one object per file, on a line of its own.")
    ] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Check modules without publishing them. Works where no institution was set up yet, too."""
    from issuer.cli.checked_modules import report_in_json, report_in_words, write

    settings = settings_for(home=home, lang=lang)
    refused = False
    with explained(settings.language), around(settings, institution) as surroundings:
        if beside:
            modules, all_read = _read_catalogues(beside, settings.language, as_json=as_json)
            refused = not all_read
            surroundings.compare_with(modules)
        for file in files:
            found = surroundings.read(file)
            refused = refused or bool(found.errors)
            if as_json:
                write(report_in_json(found, str(file), settings.language) + "\n")
            else:
                write(report_in_words(found, settings.language, surroundings.issuer))
    if refused:
        raise typer.Exit(1)


def _read_catalogues(
    files: list[Path], language: Language, *, as_json: bool
) -> "tuple[tuple[ForeignModule, ...], bool]":
    """Read catalogues, say what is wrong with any, and return their modules and whether all could be read."""
    from issuer.cli.checked_modules import write
    from issuer.cli.findings import finding_lines
    from issuer.domain.modules.foreign_catalogue import CATALOGUE_LIMITS, read_foreign_catalogue

    modules: list[ForeignModule] = []
    all_read = True
    for file in files:
        with file.open("rb") as opened:
            # One byte more than may be, so that it shows that there is too much.
            read = read_foreign_catalogue(opened.read(CATALOGUE_LIMITS.max_bytes + 1), file=file.name)
        modules += read.modules
        if not read.findings:
            continue
        all_read = False
        if as_json:
            findings = [finding.as_json(language) for finding in read.findings]
            write(json.dumps({"file": str(file), "findings": findings}, ensure_ascii=False) + "\n")
        else:
            lines = [*finding_lines(read.findings, language)]
            lines += [text_for("said.catalogue_not_compared", language, {"file": file.name}), ""]
            write("\n".join(lines) + "\n")
    return tuple(modules), all_read
