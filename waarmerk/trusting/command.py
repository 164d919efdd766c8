"""``waarmerk trust``: keep a list of recognised schools.

Exit status: 0 done, 1 could not be done, 2 wrong use.
"""

from datetime import time
from pathlib import Path
from typing import Annotated, Final

import typer

from credentials.identifiers.multikey import KeyType
from keys.custody import KeyStore
from keys.errors import KeyCustodyError
from keys.generate import generate_keys
from keys.keyring_file import load_keyring
from keys.passphrase import read_passphrase
from waarmerk.endorsing.own_key import OwnKey, key_from_directory
from waarmerk.trusting.changes import Change, changes
from waarmerk.trusting.editions import latest_edition
from waarmerk.trusting.entries import Particulars, new_entry, read_statement, renewed_entry
from waarmerk.trusting.errors import TrustingError
from waarmerk.trusting.history import lost_history
from waarmerk.trusting.session import explained, fail, language_of, lost_sentences, moment_of, now
from waarmerk.trusting.signing import next_edition, sign_edition
from waarmerk.trusting.site import publish_list
from waarmerk.trusting.table import ListSettings, create_table, read_table, write_school
from waarmerk.trusting.words import said

trust = typer.Typer(
    help="Keep a list of recognised schools: sign it and publish it.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

_KEYS: Final = "root-key"

Folder = Annotated[Path, typer.Argument(help="The folder with the list.", show_default=False)]
KeysDir = Annotated[
    Path | None,
    typer.Option(
        "--keys-dir",
        help="Directory of the key that signs, outside every git work tree. Default: root-key in the folder.",
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        help="File with the passphrase of the key, readable by you alone.",
        envvar="WAARMERK_PASSPHRASE_FILE",
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(help="Language of messages: nl or en. Default: $WAARMERK_LANGUAGE, or that of the system."),
]


@trust.command()
def init(
    folder: Folder,
    name: Annotated[str, typer.Option(help="Name of the list.", show_default=False)],
    publisher: Annotated[str, typer.Option(help="Name of who publishes it.", show_default=False)],
    url: Annotated[
        str, typer.Option(help="https address of the list, with its file name.", show_default=False)
    ],
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    lang: Lang = None,
) -> None:
    """Make an empty list, and the key that will sign it."""
    language = language_of(lang)
    with explained(language):
        passphrase = read_passphrase(passphrase_file)
        create_table(folder, ListSettings(name=name, publisher=publisher, url=url))
        keys = _keys_of(folder, keys_dir)
        store = KeyStore.create(keys, passphrase)
        # Under the address of the list; what is published is the did:key, which needs no website.
        (entry,) = generate_keys(store, url, at=now(), key_types=(KeyType.ED25519,))
        root = f"did:key:{entry.public_key.to_multikey()}"
        typer.echo(said("made", language, folder=folder, root=root, keys=keys))


@trust.command()
def add(
    folder: Folder,
    file: Annotated[
        Path | None,
        typer.Argument(help="did.json of the school, or what its `waarmerk trust-list` writes."),
    ] = None,
    did: Annotated[str | None, typer.Option(help="DID of the school, when there is no file.")] = None,
    name: Annotated[str | None, typer.Option(help="Name, as the public knows it.")] = None,
    legal_name: Annotated[str | None, typer.Option(help="Name, as the law knows it.")] = None,
    brin: Annotated[str | None, typer.Option(help="BRIN: two digits, two capitals.")] = None,
    kvk: Annotated[str | None, typer.Option(help="KvK number: eight digits.")] = None,
    url: Annotated[str | None, typer.Option(help="Home page.")] = None,
    location: Annotated[str | None, typer.Option(help="Place, for the registry of known DIDs.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="First day of recognition, or of what it is now for.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Last day of recognition: closed, or merged.")] = None,
    instrument: Annotated[
        list[str] | None, typer.Option(help="Recognised for this instrument only. May be repeated.")
    ] = None,
    achievement_type: Annotated[
        list[str] | None, typer.Option(help="The same, for an achievementType. May be repeated.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Change a school that is on the list: keys, names, an end.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Put a school on the list, or with --update what is new about it. Needs no passphrase."""
    language = language_of(lang)
    with explained(language):
        table = read_table(folder)
        stated = read_statement(file) if file is not None else None
        typed = Particulars(
            id=did,
            name=name,
            legal_name=legal_name,
            brin=brin,
            kvk=kvk,
            url=url,
            recognized_from=moment_of(since, time.min),
            recognized_until=moment_of(until, time(23, 59, 59)),
            instruments=instrument or (),
            achievement_types=achievement_type or (),
        )
        school_id = did or (stated.id if stated is not None else "")
        known = table.find(school_id)
        if known is not None and not update:
            raise TrustingError("did_there", name=known.entity.name, file=known.path.name)
        if known is None and update:
            raise TrustingError("did_not_there", did=school_id)
        entity = new_entry(typed, stated) if known is None else renewed_entry(known.entity, typed, stated)
        path = write_school(table, entity, {"location": location} if location else {})
        typer.echo(said("added" if known is None else "renewed", language, file=path, name=entity.name))
        if not entity.keys:
            typer.echo(said("no_keys_yet", language))
        typer.echo(said("next_sign", language, folder=folder))


@trust.command()
def diff(folder: Folder, lang: Lang = None) -> None:
    """Say what the next edition changes. Needs no passphrase."""
    language = language_of(lang)
    with explained(language):
        at = now()
        table, latest = read_table(folder), latest_edition(folder, at=at)
        before = latest.trust_list if latest is not None else None
        after = next_edition(
            table, latest, publisher_id=_root_in(folder) or (before.publisher_id if before else None), at=at
        )
        found = [one for one in changes(before, after) if before is not None or one.school is not None]
        if before is not None and not found:
            typer.echo(said("no_changes", language, sequence=before.sequence))
            return
        word = "changes_first" if before is None else "changes_since"
        typer.echo(said(word, language, sequence=before.sequence if before is not None else 0))
        for change in found:
            typer.echo(f"- {_sentence(change, language)}")
        if before is not None and (losses := lost_history(before, after, at=at)):
            fail(said("would_be_refused", language), *lost_sentences(losses, language))


@trust.command()
def sign(
    folder: Folder, keys_dir: KeysDir = None, passphrase_file: PassphraseFile = None, lang: Lang = None
) -> None:
    """Sign the list as it is now: the next edition, for thirty days at most."""
    language = language_of(lang)
    with explained(language):
        key = _root_key(folder, keys_dir, passphrase_file)
        edition = sign_edition(folder, key, at=now()).trust_list
        typer.echo(
            said(
                "signed",
                language,
                sequence=edition.sequence,
                count=len(edition.entities),
                until=edition.valid_until,
            )
        )


@trust.command()
def publish(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="Folder for the web server.", show_default=False)],
    lang: Lang = None,
) -> None:
    """Write the newest edition as files for a web server. Needs no passphrase; doing it twice is harmless."""
    language = language_of(lang)
    with explained(language):
        at = now()
        table, latest = read_table(folder), latest_edition(folder, at=at)
        if latest is None:
            raise TrustingError("no_edition", folder=folder)
        changed = publish_list(table, latest, out, at=at)
        edition = latest.trust_list
        typer.echo(said("published", language, sequence=edition.sequence, out=out, changed=changed))
        if edition.valid_until is not None and edition.valid_until < at:
            typer.echo(said("edition_expired", language, until=edition.valid_until, folder=folder), err=True)
        if changes(edition, next_edition(table, latest, publisher_id=edition.publisher_id, at=at)):
            typer.echo(said("not_signed_yet", language, folder=folder), err=True)


def _root_key(folder: Path, keys_dir: Path | None, passphrase_file: Path | None) -> OwnKey:
    return key_from_directory(
        _keys_of(folder, keys_dir), controller=None, passphrase_file=passphrase_file, as_did_key=True
    )


def _root_in(folder: Path) -> str | None:
    """Return the key that would sign, when it is in its usual place."""
    try:
        entries = load_keyring(folder / _KEYS).entries
    except (KeyCustodyError, OSError):
        return None
    active = [entry for entry in entries if entry.valid_until is None]
    return f"did:key:{active[-1].public_key.to_multikey()}" if active else None


def _keys_of(folder: Path, keys_dir: Path | None) -> Path:
    return keys_dir if keys_dir is not None else folder / _KEYS


def _sentence(change: Change, language: str) -> str:
    # A school that gets another name is called by the new one, and its sentence tells the old one.
    name = {"name": change.school.name} if change.school is not None else {}
    return said(change.word, language, **name, **change.values)
