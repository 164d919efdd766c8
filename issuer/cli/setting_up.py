"""``waarmerk init`` and ``waarmerk modules``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, KeysDir, Lang, PassphraseFile
from issuer.cli.session import Session, explained, first_session, session, settings_for
from issuer.domain.institution import public_base_url_of
from issuer.domain.modules.versions import find_modules, find_version, newest
from issuer.errors import UnknownModule
from issuer.services.initialise import Particulars
from issuer.stored_content import module_to_text

if TYPE_CHECKING:
    from issuer.domain.modules.module_file import ModuleFile

app = typer.Typer()
modules_app = typer.Typer(help="Publish and show modules.", no_args_is_help=True)
app.add_typer(modules_app, name="modules")

_MAX_MODULE_BYTES = 1024 * 1024


@app.command()
def init(
    controller: Annotated[str, typer.Option(help="did:web of the institution.", show_default=False)],
    name: Annotated[str, typer.Option(help="Name, as the public knows it.", show_default=False)],
    url: Annotated[str | None, typer.Option(help="Home page.")] = None,
    brin: Annotated[str | None, typer.Option(help="BRIN: two digits, two letters.")] = None,
    kvk: Annotated[str | None, typer.Option(help="KvK number: eight digits.")] = None,
    rio: Annotated[str | None, typer.Option(help="RIO code of the onderwijsaanbieder: 999A999.")] = None,
    country: Annotated[str, typer.Option(help="Country: two letters.")] = "NL",
    region: Annotated[str | None, typer.Option(help="Region.")] = None,
    locality: Annotated[str | None, typer.Option(help="Town.")] = None,
    parent_organisation: Annotated[str | None, typer.Option(help="The legal person above it.")] = None,
    public_base_url: Annotated[
        str | None,
        typer.Option(help="https address of what is published. Default: the address of the did:web."),
    ] = None,
    make_keys: Annotated[
        bool, typer.Option("--keys/--no-keys", help="Make signing keys when there are none.")
    ] = True,
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Set up an institution: the database, its particulars and its keys. Can be run again."""
    from keys.custody import KeyStore
    from keys.generate import generate_keys
    from keys.keyring_file import load_keyring
    from keys.passphrase import read_passphrase

    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    if make_keys:
        # First, so that a passphrase that will not do leaves nothing behind.
        with explained(settings.language):
            passphrase = read_passphrase(settings.passphrase_file)
    with first_session(settings) as office:
        particulars = Particulars(
            controller=controller,
            name=name,
            public_base_url=(public_base_url or public_base_url_of(controller)).rstrip("/"),
            url=url,
            country_code=country,
            region=region,
            locality=locality,
            brin=brin,
            kvk=kvk,
            rio=rio,
            parent_organisation=parent_organisation,
        )
        if make_keys:
            # Before the institution, so that a directory that will not do leaves none half set up.
            store = KeyStore.create(settings.keys_directory, passphrase)
        done = office.initialise(particulars, by=by)
        running = Session(office=office, institution=done.institution)
        running.say(
            "said.initialised" if done.created else "said.already_initialised",
            name=name,
            home=str(settings.home.absolute()),
        )
        if make_keys and not load_keyring(settings.keys_directory).of(controller):
            made = generate_keys(store, controller, at=office.clock())
            running.say("said.keys_made", count=len(made), directory=str(settings.keys_directory))


@modules_app.command("add")
def add_modules(
    files: Annotated[list[Path], typer.Argument(help="YAML files, one module each.", show_default=False)],
    home: Home = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Publish modules. A published version never changes: a change needs a new version number."""
    refused = 0
    with session(settings_for(home=home, lang=lang), institution) as running:
        for file in files:
            found = _read(running, file)
            _print_findings(running, found)
            if found.module is None:
                running.say("said.module_refused", file=file.name)
                refused += 1
                continue
            done = running.office.publish_module(running.institution.id, found.module, by=by)
            running.say(
                "said.module_published" if done.created else "said.module_already_published",
                title=found.module.title.get(running.language) or found.module.title["nl"],
                version=found.module.version,
            )
    if refused:
        raise typer.Exit(1)


@modules_app.command("check")
def check_modules(
    files: Annotated[list[Path], typer.Argument(help="YAML files, one module each.", show_default=False)],
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Check modules without publishing them."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        checked = [_read(running, file) for file in files]
        for found in checked:
            _print_findings(running, found)
            running.say("said.module_refused" if found.errors else "said.module_fine", file=found.file)
    if any(found.errors for found in checked):
        raise typer.Exit(1)


@modules_app.command("list")
def list_modules(home: Home = None, institution: Controller = None, lang: Lang = None) -> None:
    """List the published modules, all versions."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            versions = ledger.modules.all()
        table = Table(
            Column("Module", overflow="fold"),
            running.word("Versie", "Version"),
            running.word("Titel", "Title"),
            box=SIMPLE_HEAD,
        )
        for version in versions:
            title = version.module.title
            table.add_row(
                escape(version.module.id),
                version.module.version,
                escape(title.get(running.language) or title["nl"]),
            )
        running.console.print(table)


@modules_app.command("show")
def show_module(
    module: Annotated[
        str, typer.Argument(help="Address, last part of it, or title of the module.", show_default=False)
    ],
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Show everything about a published module, as JSON."""
    with session(settings_for(home=home, lang=lang), institution) as running:
        with running.office.uow.read(running.institution.id) as ledger:
            found = find_modules(ledger.modules.all(), module)
        candidates = next(iter(found.values()), []) if len(found) == 1 else []
        chosen = find_version(candidates, version) if version else newest(candidates)
        if chosen is None:
            raise UnknownModule(module=module[:80])
        running.console.print_json(module_to_text(chosen.module))


def _read(running: Session, file: Path) -> "ModuleFile":
    from issuer.domain.modules.module_file import read_module_file

    with file.open("rb") as opened:
        data = opened.read(_MAX_MODULE_BYTES + 1)
    return read_module_file(data, file=file.name, base_url=running.institution.public_base_url)


def _print_findings(running: Session, found: "ModuleFile") -> None:
    for finding in found.findings:
        running.console.print(
            f"{escape(finding.place)}: {escape(finding.text(running.language))}", soft_wrap=True
        )
