"""``waarmerk export``: the files of the learners."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import progress_bar, session, settings_for
from waarmerk.learner_files import learner_directories, learner_files, write_files
from wallet_export.certificate_texts import LANGUAGES

_FAILED = 1
_SAID = {
    "exporting": ("Bestanden maken", "Making files"),
    "exported": (
        "{files} bestanden van {credentials} credentials staan in {directory}.",
        "{files} files of {credentials} credentials are in {directory}.",
    ),
    "nothing": (
        "Er is niets om te exporteren. Geef eerst credentials uit met `waarmerk issue`.",
        "There is nothing to export. Issue credentials first with `waarmerk issue`.",
    ),
    "unknown": (
        "Deze credential kennen wij niet: {credential}. `waarmerk credentials` toont welke er zijn.",
        "We do not know this credential: {credential}. `waarmerk credentials` shows which there are.",
    ),
}


def export(
    out: Annotated[Path, typer.Option(help="Where to write: a directory per learner.")] = Path("learners"),
    credential: Annotated[
        list[str] | None,
        typer.Option(help="Only this credential (urn:uuid:…); may be repeated. Default: all."),
    ] = None,
    certificate_language: Annotated[
        list[str], typer.Option(help=f"Language of the certificates: {' or '.join(LANGUAGES)}; may be repeated.")
    ] = ["nl"],  # noqa: B006 - Typer copies it
    verification_url: Annotated[
        str | None,
        typer.Option(help="Where the QR code leads. Default: /verify at the institution's public address."),
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write every form of the credentials: JSON, JWT, badge, certificate and archive."""
    if wrong := [one for one in certificate_language if one not in LANGUAGES]:
        raise typer.BadParameter(f"{wrong[0]}: choose from {', '.join(LANGUAGES)}")
    with session(settings_for(home=home, lang=lang), institution) as running:
        column = 0 if running.language == "nl" else 1
        school = running.institution
        wanted = set(credential or ())
        found = [
            pair
            for pair in learner_directories(running.office.read_credentials.all(school.id))
            if not wanted or pair[1].signed.credential_id in wanted
        ]
        if missing := wanted - {one.signed.credential_id for _, one in found}:
            _fail(_SAID["unknown"][column].format(credential=min(missing)))
        if not found:
            _fail(_SAID["nothing"][column])
        published = running.office.published(school)
        url = verification_url or f"{school.public_base_url}/verify"
        files = 0
        with progress_bar(_SAID["exporting"][column]) as progress:
            for done, (name, one) in enumerate(found, 1):
                made = learner_files(
                    one.signed,
                    published,
                    verification_url=url,
                    at=running.office.clock(),
                    languages=certificate_language,
                )
                files += len(write_files(out / name, made))
                progress(done, len(found))
        said = _SAID["exported"][column].format(files=files, credentials=len(found), directory=out)
        running.console.print(escape(said), soft_wrap=True)


def _fail(message: str) -> None:
    typer.secho(message, fg=typer.colors.RED, err=True)
    raise typer.Exit(_FAILED)
