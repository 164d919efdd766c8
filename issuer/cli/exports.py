"""``waarmerk modules export`` and ``waarmerk modules import-badge``: modules to and from other systems."""

import enum
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from issuer.cli.chosen_module import chosen_version
from issuer.cli.days import typed_day_if_any
from issuer.cli.findings import say_findings
from issuer.cli.options import Controller, DidDocuments, Home, Lang
from issuer.cli.session import Session, explained, session, settings_for
from issuer.domain.findings import Severity
from issuer.errors import BadgeFileRefused
from issuer.texts import text_for

if TYPE_CHECKING:
    from credentials.parsing import JsonObject
    from issuer.domain.exports.exported import Exported
    from issuer.domain.exports.ooapi_values import Offering
    from issuer.domain.exports.published import PublishedModule

_LOCATION: Final = re.compile(r"[0-9]{3}X[0-9]{3}")


class ExportFormat(enum.StrEnum):
    """What a module can be written as."""

    OOAPI_V5 = "ooapi-v5"
    OOAPI_V6 = "ooapi-v6"
    RIO = "rio"
    EDUBADGES = "edubadges"
    SURF = "surf"


class BadgeFormat(enum.StrEnum):
    """What a draft of a module can be made from."""

    SURF = "surf"
    EDUBADGES = "edubadges"
    MODULE = "module"


def export_module(
    module: Annotated[
        str, typer.Argument(help="Address, last part of it, or title of the module.", show_default=False)
    ],
    export_format: Annotated[
        ExportFormat, typer.Option("--format", help="For which system.", show_default=False)
    ],
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    out: Annotated[Path | None, typer.Option(help="File to write. Default: standard output.")] = None,
    language: Annotated[str, typer.Option("--edition", help="nl or en, for edubadges and surf.")] = "nl",
    image: Annotated[str | None, typer.Option(help="https address of the badge image, for surf.")] = None,
    start: Annotated[
        str | None, typer.Option(help="First day of an offering, such as 1-9-2026, for ooapi.")
    ] = None,
    end: Annotated[str | None, typer.Option(help="Last day of the offering.")] = None,
    location: Annotated[
        str | None, typer.Option(help="RIO code of the place where it is given: 999X999.")
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write a published module in the format of another system, as JSON."""
    if language not in ("nl", "en"):
        raise typer.BadParameter("choose nl or en", param_hint="--edition")
    offerings = _offerings(start, end, location)
    with session(settings_for(home=home, lang=lang), institution) as running:
        published = _published(running, module, version)
        made = _exported(running, published, export_format, language, image, offerings)
        say_findings(made.findings, running.language)
        text = _text(made.content)
        if out is None:
            typer.echo(text, nl=False)
        else:
            out.write_text(text, "utf-8")
            title = published.module.title
            running.say(
                "said.export_written",
                title=title.get(running.language) or title["nl"],
                version=published.module.version,
                format=export_format.value,
                file=str(out),
            )
    if any(one.severity is Severity.ERROR for one in made.findings):
        raise typer.Exit(1)


def import_badge(
    file: Annotated[
        Path,
        typer.Argument(
            help="A badge in JSON: a credential, or a badge class; or a module file of another school.",
            show_default=False,
        ),
    ],
    badge_format: Annotated[
        BadgeFormat,
        typer.Option(
            "--format",
            help="surf: an Open Badge 3.0; edubadges: a badge class; module: the module file of a school.",
        ),
    ] = BadgeFormat.SURF,
    did_document: DidDocuments = None,
    out: Annotated[Path | None, typer.Option(help="File to write. Default: standard output.")] = None,
    lang: Lang = None,
) -> None:
    """Make a draft of a module file from a badge of somebody else, and say what it lacks.

    Needs no institution. Nothing about the learner is taken along. Only the hallmark of the school whose
    module it is gets verified; it is kept as where the module came from.
    """
    from credentials.limits import DEFAULT_LIMITS
    from credentials.parsing import MalformedDocument, parse
    from issuer.cli.origin import key_documents
    from issuer.domain.documents_of_others import personal_numbers
    from issuer.services.taking_over import draft_of_badge, draft_of_module_file

    settings = settings_for(lang=lang)
    with explained(settings.language):
        documents = key_documents(did_document)
        at = datetime.now(UTC)
        with file.open("rb") as opened:
            data = opened.read(DEFAULT_LIMITS.max_bytes + 1)
        if badge_format is BadgeFormat.MODULE:
            made = draft_of_module_file(data, file=file.name, documents=documents, at=at)
        else:
            try:
                document = parse(data).unverified
            except MalformedDocument as error:
                raise BadgeFileRefused(reason="not_json", file=file.name) from error
            if numbers := tuple(personal_numbers(document)):
                say_findings(numbers, settings.language)
                raise typer.Exit(1)
            made = (
                _of_badge_class(document)
                if badge_format is BadgeFormat.EDUBADGES
                else draft_of_badge(document, documents=documents, at=at)
            )
        say_findings(made.findings, settings.language)
        draft = made.content
        if not draft:
            raise typer.Exit(1)
        if out is None:
            typer.echo(_text(draft), nl=False)
        else:
            out.write_text(_text(draft), "utf-8")
            typer.echo(text_for("said.draft_written", settings.language, {"file": str(out)}))


def _published(running: Session, module: str, version: str | None) -> "PublishedModule":
    from issuer.services.published_modules import published_modules

    chosen = chosen_version(running, module, version)
    wanted = chosen.module.version_id
    with running.office.uow.read(running.institution.id) as ledger:
        return next(one for one in published_modules(ledger) if one.module.version_id == wanted)


def _exported(
    running: Session,
    published: "PublishedModule",
    export_format: ExportFormat,
    language: str,
    image: str | None,
    offerings: "tuple[Offering, ...]",
) -> "Exported":
    school = running.institution.as_issuer()
    match export_format:
        case ExportFormat.OOAPI_V5:
            from issuer.domain.exports.ooapi_v5 import export_v5

            return export_v5(published, school, offerings)
        case ExportFormat.OOAPI_V6:
            from issuer.domain.exports.ooapi_v6 import export_v6

            return export_v6(published, school, offerings)
        case ExportFormat.RIO:
            from issuer.domain.exports.rio import export_rio

            return export_rio(published, school)
        case ExportFormat.EDUBADGES:
            from issuer.domain.exports.edubadges import export_edubadges

            return export_edubadges(published, school, language)
        case ExportFormat.SURF:
            from issuer.domain.exports.surf import export_surf

            return export_surf(published, school, language, image=image)


def _of_badge_class(document: "JsonObject") -> "Exported":
    """Return a draft from a badge class of edubadges, which is signed by nobody."""
    from issuer.domain.exports.edubadges_import import import_edubadges

    return import_edubadges(document)


def _offerings(start: str | None, end: str | None, location: str | None) -> "tuple[Offering, ...]":
    from issuer.domain.exports.ooapi_values import Offering

    first, last = typed_day_if_any(start, "--start"), typed_day_if_any(end, "--end")
    if location is not None and not _LOCATION.fullmatch(location):
        raise typer.BadParameter("a RIO code of a place looks like 999X999", param_hint="--location")
    if first is None and last is None:
        return ()
    if first is None or last is None or last < first:
        raise typer.BadParameter("give --start and --end, the last day not before the first")
    return (Offering(start=first, end=last, location=location),)


def _text(content: "JsonObject") -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
