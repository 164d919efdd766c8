"""``waarmerk status-list`` and ``waarmerk trust-list``."""

from pathlib import Path
from typing import Annotated

import typer

from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, KeysDir, Lang, PassphraseFile
from issuer.cli.session import session, settings_for

app = typer.Typer()


@app.command("status-list")
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


@app.command("trust-list")
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
        content = write_trust_list(running.office.make_trust_list(running.institution.id, keys.recognized))
        if out is None:
            typer.echo(content.decode(), nl=False)
        else:
            out.write_bytes(content)
