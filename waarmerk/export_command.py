"""``waarmerk export``: the files of the learners."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.markup import escape

from credentials.status.status_entry import StatusListEntry, parse_status_entries
from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import Session, progress_bar, session, settings_for
from issuer.services.read_credentials import LearnersCredential
from waarmerk.learner_files import (
    default_verification_url,
    learner_directories,
    learner_files,
    write_files,
)
from wallet_export.certificate_texts import LANGUAGES
from wallet_export.errors import AddressRefused
from wallet_export.ports import PublishedDocuments
from wallet_export.qr import card_host

_FAILED: Final = 1
_SAID: Final = {
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
    "unpublished": (
        "De sleutels en de statuslijsten zijn nog niet gepubliceerd. Doe dat met `waarmerk status-list`.",
        "The keys and the status lists are not published yet. Do that with `waarmerk status-list`.",
    ),
}


def export(
    out: Annotated[Path, typer.Option(help="Where to write: a directory per credential.")] = Path("learners"),
    credential: Annotated[
        list[str] | None,
        typer.Option(help="Only this credential (urn:uuid:…); may be repeated. Default: all."),
    ] = None,
    certificate_language: Annotated[
        list[str],
        typer.Option(help=f"Language of the certificates: {' or '.join(LANGUAGES)}; may be repeated."),
    ] = ["nl"],  # noqa: B006 - Typer copies it
    verification_url: Annotated[
        str | None,
        typer.Option(
            help="Where the QR code leads: https:// and a host. Default: $WAARMERK_VERIFICATION_URL, or the "
            "host of the institution's public address."
        ),
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write every form of the credentials: JSON, JWT, badge, certificate and archive.

    Can be run again: what was written before is replaced, file by file.
    """
    if wrong := [one for one in certificate_language if one not in LANGUAGES]:
        raise typer.BadParameter(
            f"{wrong[0]}: choose from {', '.join(LANGUAGES)}", param_hint="--certificate-language"
        )
    with session(settings_for(home=home, lang=lang), institution) as running:
        school = running.institution
        url = (
            verification_url
            or running.office.settings.verification_url
            or default_verification_url(school.public_base_url)
        )
        _refuse_bad_address(url)
        found = _wanted(running, frozenset(credential or ()))
        published = running.office.published(school)
        if not _all_published(published, (one for _, one in found)):
            _fail(running, "unpublished")
        files = 0
        with progress_bar(_say(running, "exporting")) as progress:
            for done, (name, one) in enumerate(found, 1):
                made = learner_files(
                    one.signed,
                    published,
                    verification_url=url,
                    at=running.office.clock(),
                    languages=tuple(dict.fromkeys(certificate_language)),
                )
                files += len(write_files(out / name, made))
                progress(done, len(found))
        said = _say(running, "exported", files=files, credentials=len(found), directory=out)
        running.console.print(escape(said), soft_wrap=True)


def _wanted(running: Session, ids: frozenset[str]) -> list[tuple[str, LearnersCredential]]:
    """Return the credentials to export with their directories, which do not depend on what is asked for."""
    every = learner_directories(running.office.read_credentials.all(running.institution.id))
    found = [pair for pair in every if not ids or pair[1].signed.credential_id in ids]
    if missing := ids - {one.signed.credential_id for _, one in found}:
        _fail(running, "unknown", credential=min(missing)[:80])
    if not found:
        _fail(running, "nothing")
    return found


def _all_published(published: PublishedDocuments, credentials: Iterable[LearnersCredential]) -> bool:
    """Tell whether everything is there that the archives need to be verified by themselves."""
    try:
        published.did_document()
    except FileNotFoundError:
        return False
    lists = {
        entry.status_list_credential
        for one in credentials
        for entry in parse_status_entries(one.signed.document())
        if isinstance(entry, StatusListEntry)
    }
    return all(published.status_list(url) is not None for url in lists)


def _refuse_bad_address(url: str) -> None:
    try:
        card_host(url)
    except AddressRefused as error:
        raise typer.BadParameter(str(error), param_hint="--verification-url") from error


def _say(running: Session, word: str, **values: object) -> str:
    return _SAID[word][0 if running.language == "nl" else 1].format_map(values)


def _fail(running: Session, word: str, **values: object) -> NoReturn:
    typer.secho(_say(running, word, **values), fg=typer.colors.RED, err=True)
    raise typer.Exit(_FAILED)
