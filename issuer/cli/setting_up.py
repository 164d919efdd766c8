"""``waarmerk init``."""

from typing import Annotated

import typer

from issuer.cli.options import NO_ONE_NAMED, By, Home, KeysDir, Lang, PassphraseFile
from issuer.cli.session import Session, explained, first_session, settings_for
from issuer.domain.institution import public_base_url_of
from issuer.services.initialise import Particulars


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
    from keys.generate import generate_card_key, generate_keys
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
            generate_card_key(store, controller, at=office.clock())
            running.say("said.keys_made", count=len(made) + 1, directory=str(settings.keys_directory))
        elif make_keys and office.provide_card_key(done.institution):
            running.say("said.card_key_made")
