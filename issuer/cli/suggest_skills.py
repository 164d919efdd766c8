"""``waarmerk modules skills``: skills that go with the work processes of a module, ready to paste."""

from pathlib import Path
from typing import Annotated

import typer

from issuer.cli.around_modules import around
from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import explained, settings_for
from issuer.texts import text_for


def suggest_skills(
    files: Annotated[
        list[Path], typer.Argument(help="Module files, YAML or JSON, one module each.", show_default=False)
    ],
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Print the skills that the registers suggest, as lines for the module file; take over what is right."""
    from issuer.cli.findings import finding_lines
    from issuer.domain.modules.skill_suggestions import skill_lines, suggested_skills

    settings = settings_for(home=home, lang=lang)
    refused = False

    def say(code: str, file: Path) -> None:
        typer.echo(text_for(code, settings.language, {"file": file.name}), err=True)

    with explained(settings.language), around(settings, institution) as surroundings:
        registers, on = surroundings.surroundings.registers, surroundings.surroundings.on
        for file in files:
            found = surroundings.read(file)
            if found.description is None or registers is None:
                for line in finding_lines(found.errors, settings.language):
                    typer.echo(line, err=True)
                refused = True
            elif skills := suggested_skills(found.description, registers, on):
                say("said.skills_suggested", file)
                for line in skill_lines(skills, found.description):
                    typer.echo(line)
            else:
                say("said.no_skills_suggested" if registers.has_skills else "said.no_skills_imported", file)
    if refused:
        raise typer.Exit(1)
