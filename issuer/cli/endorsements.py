"""``waarmerk endorsements``: ask others to sign, and take in what they signed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.markup import escape
from rich.table import Column

from credentials.endorsement.roles import role_name
from issuer.cli.chosen_module import chosen_version
from issuer.cli.days import typed_day_if_any
from issuer.cli.lacking_signatures import say_signature_lapsed
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, Lang
from issuer.cli.session import Session, print_pages, session, settings_for, whole
from issuer.domain.endorsements import ExpectedSignature, FormerKey, KeyEnd
from issuer.dutch_time import day_in_dutch_time, start_of_day
from issuer.services.signing_organisations import OrganisationParticulars

if TYPE_CHECKING:
    from issuer.domain.endorser_keys import Lapse

endorsements_app = typer.Typer(help="Ask others to sign, and take in what they signed.", no_args_is_help=True)

_MAX_DOCUMENT_BYTES = 256 * 1024


@endorsements_app.command("organisation")
def register(
    name: Annotated[str, typer.Argument(help="Name, as it stands in what it signs.", show_default=False)],
    by: Annotated[str, typer.Option(help="Who made sure of this.", show_default=False)],
    kvk: Annotated[str | None, typer.Option(help="KvK number: eight digits.")] = None,
    key: Annotated[
        str | None,
        typer.Option(help="The did:key or did:web that it signs with, after you made sure with it."),
    ] = None,
    did_document: Annotated[
        Path | None, typer.Option(help="For a did:web: did.json from the website of the organisation.")
    ] = None,
    old_key: Annotated[
        KeyEnd,
        typer.Option(
            help="How the key ended that was known before. replaced: what it signed until then stays good. "
            "withdrawn: nothing that it signed is good."
        ),
    ] = KeyEnd.REPLACED,
    since: Annotated[
        str | None,
        typer.Option(help="First day on which the old key was not used any more. Default: now."),
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Register an organisation that signs, or its new key."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        document = None if did_document is None else _read(did_document, _MAX_DOCUMENT_BYTES)
        day = typed_day_if_any(since, "--since")
        particulars = OrganisationParticulars(
            name=name,
            kvk=kvk,
            controller=key,
            did_document=document,
            old_key=old_key,
            since=start_of_day(day) if day is not None else None,
        )
        found = running.office.register_organisation(running.institution.id, particulars, by=by)
        if found.controller is None:
            running.say("said.organisation_without_key", organisation=found.name)
        else:
            running.say("said.organisation_registered", organisation=found.name, key=found.controller)
        if key is not None and found.former_keys:
            _say_old_key(running, found.name, found.former_keys[-1])


@endorsements_app.command("withdraw-key")
def withdraw_key(
    name: Annotated[str, typer.Argument(help="Name of the organisation.", show_default=False)],
    by: Annotated[str, typer.Option(help="Who decided so.", show_default=False)],
    key: Annotated[
        str | None, typer.Option(help="The did:key or did:web; also an old one. Default: the key it has.")
    ] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Withdraw a key that was lost, stolen or never theirs: nothing that it signed counts any more."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        found, withdrawn = running.office.withdraw_signing_key(running.institution.id, name, by=by, key=key)
        running.say("said.signing_key_withdrawn", organisation=found.name, key=withdrawn)
        _say_lapsed(running)


@endorsements_app.command()
def organisations(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the organisations that sign, with their keys."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            found = ledger.endorsements.organisations()
        word = running.word

        def columns() -> tuple[Column, ...]:
            return (
                Column(word("Organisatie", "Organisation"), ratio=1),
                whole("KvK", 8),
                Column(word("Sleutel", "Key"), ratio=2, overflow="fold"),
                Column(word("Nagegaan door", "Made sure by"), ratio=1),
            )

        rows = (
            (
                escape(one.name),
                one.kvk or "–",
                escape(one.controller or "–"),
                escape(f"{one.registered_by}, {day_in_dutch_time(one.registered_at)}"),
            )
            for one in found
        )
        print_pages(running.console, columns, rows)


@endorsements_app.command()
def request(
    out: Annotated[Path, typer.Option(help="Folder to write the requests in.", show_default=False)],
    award: Annotated[
        list[UUID] | None, typer.Argument(help="Proposals or decided awards.", show_default=False)
    ] = None,
    signer: Annotated[
        list[str] | None,
        typer.Option(
            help='Who signs, as ROLE=NAME: leerbedrijf="Restaurant X B.V."; once for each role. '
            "Default: whoever was asked before, or whom the file of the award names."
        ),
    ] = None,
    module: Annotated[
        str | None, typer.Option(help="Instead of awards: a module that employers helped to make.")
    ] = None,
    version: Annotated[str | None, typer.Option(help="Of the module. Default: the newest.")] = None,
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Write the requests that others sign with `waarmerk endorse`: one file per signature."""
    signers = _signers(signer or [])
    if bool(award) == (module is not None):
        raise typer.BadParameter("name awards, or a module with --module", param_hint="AWARD")
    with session(settings_for(home=home, lang=lang), institution) as running:
        ask = running.office.request_endorsements
        if module is None:
            files = ask.for_awards(running.institution.id, award or [], signers, by=by)
        else:
            chosen = chosen_version(running, module, version)
            files = tuple(
                file
                for role, name in signers.items()
                for file in ask.for_module(running.institution.id, chosen, role, name, by=by)
            )
        if not files:
            running.say("said.no_requests")
            return
        out.mkdir(parents=True, exist_ok=True)
        for file in files:
            (out / file.name).write_bytes(file.request.write())
        running.say("said.requests_written", directory=str(out), count=len(files))


@endorsements_app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Signed files that came back.", show_default=False)],
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Take in what others signed. Each file is checked first, and taken in whole or not at all."""
    # It brings the verifier along, which every other command would wait for.
    from issuer.services.endorsement_findings import ENDORSEMENT_LIMITS

    refused = 0
    with session(settings_for(home=home, lang=lang), institution) as running:
        for file in files:
            data = _read(file, ENDORSEMENT_LIMITS.max_bytes)
            done = running.office.add_endorsement(running.institution.id, data, by=by)
            for finding in done.findings:
                place = f"{file.name} {finding.pointer}".strip()
                running.console.print(
                    f"{escape(place)}: {escape(finding.text(running.language))}", soft_wrap=True
                )
            if done.stored and done.signed is not None:
                running.say(
                    "said.endorsement_added",
                    file=file.name,
                    organisation=done.signed.organisation or "–",
                    role=role_name(done.signed.role or "–", running.language),
                )
            elif done.refused:
                running.say("said.endorsement_refused", file=file.name)
                refused += 1
    if refused:
        raise typer.Exit(1)


@endorsements_app.command("list")
def list_endorsements(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the awards that wait for signatures of others, and who signed them so far."""
    from issuer.services.signatures_waited_for import signatures_waited_for

    with (
        session(settings_for(home=home, lang=lang), institution) as running,
        running.office.uow.read(running.institution.id) as ledger,
    ):
        names = {one.id: one.name for one in ledger.endorsements.organisations()}
        found = list(signatures_waited_for(ledger, at=running.office.clock()))

        def columns() -> tuple[Column, ...]:
            word = running.word
            return (
                whole(word("Voordracht", "Proposal"), 36),
                Column(word("Als", "As"), ratio=1),
                Column(word("Organisatie", "Organisation"), ratio=2),
                Column(word("Getekend", "Signed"), ratio=1),
            )

        def rows() -> Iterator[tuple[str, ...]]:
            for waited_for in found:
                whys = {one.role: one.why for one in waited_for.lapsed}
                for one in waited_for.request.signatures:
                    yield (
                        str(waited_for.request.award_id),
                        escape(role_name(one.role, running.language)),
                        escape(names[one.organisation_id]),
                        _state(running, one, whys.get(one.role)),
                    )

        print_pages(running.console, columns, rows())
        for waited_for in found:
            for signature in waited_for.lapsed:
                say_signature_lapsed(running, waited_for.request.award_id, signature)


def _say_old_key(running: Session, organisation: str, old: FormerKey) -> None:
    is_replaced = old.ended_as is KeyEnd.REPLACED
    running.say(
        "said.old_key_replaced" if is_replaced else "said.old_key_withdrawn",
        organisation=organisation,
        key=old.controller,
        date=day_in_dutch_time(old.since),
    )
    _say_lapsed(running)


def _say_lapsed(running: Session) -> None:
    """Say which awards that wait have to be signed again."""
    from issuer.services.signatures_waited_for import signatures_waited_for

    with running.office.uow.read(running.institution.id) as ledger:
        for one in signatures_waited_for(ledger, at=running.office.clock()):
            for signature in one.lapsed:
                say_signature_lapsed(running, one.request.award_id, signature)


def _state(running: Session, one: ExpectedSignature, why: "Lapse | None") -> str:
    if one.received_at is None:
        return running.word("nog niet", "not yet")
    if why is not None:
        return running.word("telt niet meer", "counts no more")
    return day_in_dutch_time(one.received_at)


def _signers(given: Sequence[str]) -> Mapping[str, str]:
    signers: dict[str, str] = {}
    for one in given:
        role, is_there, name = one.partition("=")
        role = role.strip().lower()
        if not is_there or not name.strip() or role in signers:
            raise typer.BadParameter(
                f"{one}: write it as ROLE=NAME, once for each role", param_hint="--signer"
            )
        signers[role] = name.strip()
    return signers


def _read(path: Path, max_bytes: int) -> bytes:
    with path.open("rb") as file:
        return file.read(max_bytes + 1)
