"""``waarmerk status-list``, ``waarmerk trust-list`` and ``waarmerk publish``."""

from pathlib import Path
from typing import Annotated

import typer

from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, KeysDir, Lang, PassphraseFile
from issuer.cli.session import session, settings_for


def status_list(
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Rebuild the status lists from the events, sign and publish them, with did.json and jwks.json."""
    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    with session(settings, institution) as running:
        running.publish(running.office.signing_keys(running.institution), by=by)


def trust_list(
    out: Annotated[
        Path | None, typer.Option(help="File to write. Default: standard output.", show_default=False)
    ] = None,
    home: Home = None,
    keys_dir: KeysDir = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write the trust list with this institution on it. Needs no passphrase."""
    from credentials.trust_list import write_trust_list

    with session(settings_for(home=home, keys_dir=keys_dir, lang=lang), institution) as running:
        keys = running.office.public_keys(running.institution)
        content = write_trust_list(running.office.make_trust_list(running.institution.id, keys))
        if out is None:
            typer.echo(content.decode(), nl=False)
        else:
            out.write_bytes(content)


def publish(
    out: Annotated[
        Path, typer.Option(help="Folder for a web server or a content network.", show_default=False)
    ],
    trust_list: Annotated[
        Path | None,
        typer.Option(
            "--trust-list",
            help="Signed trust list to publish. Default: what the institution says of itself.",
            show_default=False,
        ),
    ] = None,
    home: Home = None,
    keys_dir: KeysDir = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Write all that is published as files for a web server. Needs no passphrase; signs nothing."""
    from credentials.trust_list import TRUST_LIST_LIMITS
    from issuer.publication import PublicDirectory

    with session(settings_for(home=home, keys_dir=keys_dir, lang=lang), institution) as running:
        office = running.office
        given = None
        if trust_list is not None:
            with trust_list.open("rb") as file:
                given = file.read(TRUST_LIST_LIMITS.max_bytes + 1)
        office.publish_documents(running.institution.id, office.public_keys(running.institution))
        report = office.publish_site(
            running.institution, PublicDirectory(out), trust_list=given, at=office.clock()
        )
        running.say(
            "said.site_written",
            files=report.files,
            changed=report.changed,
            removed=report.removed,
            directory=str(out),
        )
        for name, url in sorted(report.elsewhere.items()):
            running.say("said.site_elsewhere", name=name, url=url)
        if not report.has_status_lists:
            running.say("said.site_without_status_lists")
