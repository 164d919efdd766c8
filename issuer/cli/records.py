"""``waarmerk records``, ``register-feed``, ``register-status`` and ``inspection-pack``."""

import enum
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from issuer.cli.days import typed_day_if_any
from issuer.cli.findings import say_findings
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, Lang
from issuer.cli.session import session, settings_for
from issuer.domain.exports.register_feed import DEFAULT_PAGE_SIZE, RegisterStatus
from issuer.domain.findings import Severity
from issuer.dutch_time import day_in_dutch_time
from issuer.language import Language
from issuer.publication import PublicDirectory

if TYPE_CHECKING:
    from issuer.domain.exports.decided_award import DecidedAward


class RecordFormat(enum.StrEnum):
    """What records can be written as."""

    DUO_CSV = "duo-csv"
    DUO_JSON = "duo-json"
    LWL_CSV = "lwl-csv"


def records(
    record_format: Annotated[
        RecordFormat,
        typer.Option(
            "--format", help="duo: KZD, AMO and BPV for the SIS; lwl: monitoring.", show_default=False
        ),
    ],
    out: Annotated[Path, typer.Option(help="File to write.", show_default=False)],
    since: Annotated[
        str | None, typer.Option("--from", help="First day of decisions, such as 1-1-2026.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last day of decisions.")] = None,
    skip_invalid: Annotated[
        bool,
        typer.Option("--skip-invalid", help="Leave out awards with mistakes instead of writing nothing."),
    ] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write records of what was decided, for the school's own system. Never with a BSN or a name."""
    first, last = typed_day_if_any(since, "--from"), typed_day_if_any(until, "--until")
    with session(settings_for(home=home, lang=lang), institution) as running:
        awards = running.office.read_decided_awards(running.institution.id, since=first, until=last)
        text, count, errors = _written(awards, record_format, running.institution.rio, running.language)
        if errors and not skip_invalid:
            running.say("said.records_refused", errors=errors)
            raise typer.Exit(1)
        out.write_text(text, "utf-8", newline="")
        days = [award.decided_on for award in awards]
        first, last = first or min(days, default=None), last or max(days, default=None)
        running.say(
            "said.records_written",
            kind=record_format.value,
            count=count,
            since=f"{first:%d-%m-%Y}" if first else "–",
            until=f"{last:%d-%m-%Y}" if last else "–",
            file=str(out),
        )


def _written(
    awards: "Sequence[DecidedAward]", record_format: RecordFormat, provider: str | None, language: Language
) -> tuple[str, int, int]:
    """Return the file, how many records are in it, and how many mistakes there are."""
    if record_format is RecordFormat.LWL_CSV:
        from issuer.domain.exports.monitoring import monitoring_csv

        return monitoring_csv(awards), len(awards), 0
    from issuer.domain.exports.duo import duo_records, records_csv

    made = duo_records(awards, provider)
    say_findings(made.findings, language)
    errors = sum(one.severity is Severity.ERROR for one in made.findings)
    if record_format is RecordFormat.DUO_CSV:
        return records_csv(made.records), len(made.records), errors
    documents = [record.as_json() for record in made.records]
    return json.dumps(documents, indent=2, ensure_ascii=False) + "\n", len(documents), errors


def register_feed(
    out: Annotated[
        Path | None,
        typer.Option(help="Folder to write in. Default: register in the folder that is published."),
    ] = None,
    page_size: Annotated[
        int, typer.Option(min=1, max=10_000, help="Entries on a page; keep it what it was.")
    ] = DEFAULT_PAGE_SIZE,
    register: Annotated[
        str | None,
        typer.Option(help="Register that takes the feed over: records what it was offered."),
    ] = None,
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Write the issuer's own register as a feed: what was issued and revoked, and nothing of learners."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        published = running.office.public_directory.path / "register"
        directory = PublicDirectory(published if out is None else out)
        done = running.office.publish_register_feed(
            running.institution.id,
            directory,
            base_url=f"{running.institution.public_base_url}/register",
            by=by,
            page_size=page_size,
            register=register,
        )
        running.say(
            "said.feed_written",
            directory=str(directory.path),
            added=done.added,
            total=done.total,
            pages=done.pages,
        )
        if register is not None:
            running.say("said.feed_offered", register=register, count=done.offered)


def register_status(
    credential: Annotated[str, typer.Argument(help="Id of the credential.", show_default=False)],
    register: Annotated[str | None, typer.Option(help="Name of the register.")] = None,
    status: Annotated[
        RegisterStatus | None, typer.Option(help="How it stands there. Default: only show.")
    ] = None,
    register_id: Annotated[str | None, typer.Option(help="The number that the register gave it.")] = None,
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Record how a credential stands with a register of somebody else, or show it."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        record = running.office.record_register_status
        if status is not None:
            if register is None:
                raise typer.BadParameter("say which register", param_hint="--register")
            made = record(
                running.institution.id,
                credential,
                register=register,
                status=status,
                register_id=register_id,
                by=by,
            )
            running.say(
                "said.standing_recorded",
                credential=credential,
                register=made.register,
                status=made.status.value,
            )
            return
        found = record.history(running.institution.id, credential)
        if not found:
            running.say("said.no_standing")
        for one in found:
            running.say(
                "said.standing",
                register=one.register,
                status=one.status.value,
                date=day_in_dutch_time(one.at),
                number=one.register_id or "–",
                by=one.by,
            )


def inspection_pack(
    award: Annotated[str, typer.Argument(help="Id of the award, or of the credential.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Zip file to write.", show_default=False)],
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Write what the inspectorate asks for of one award: decision, criteria, result and log."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        made = running.office.inspect_award(running.institution.id, award, language=running.language, by=by)
        out.write_bytes(made.content)
        running.say("said.pack_written", decision=made.decision_number, file=str(out))
