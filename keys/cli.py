"""``waarmerk keys``: make, list, replace and retire signing keys, and publish their public halves.

Exit status: 0 done, 1 could not be done, 2 wrong use.
"""

import enum
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.multikey import KeyType
from credentials.parsing import JsonObject
from keys.custody import KeyStore
from keys.errors import KeyCustodyError, KeyNotFound
from keys.generate import (
    Rotation,
    generate_card_key,
    generate_keys,
    refuse_bad_controller,
    retire_key,
    revoke_key,
    rotate_card_key,
    rotate_keys,
)
from keys.keyring import SIGNING_KEY_TYPES, KeyEntry, Keyring, KeyState, entry_summary
from keys.keyring_file import load_keyring
from keys.location import default_keys_directory
from keys.passphrase import read_passphrase
from keys.public_documents import did_document, jwks

app = typer.Typer(
    help="Make, list, replace and retire signing keys.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # local variables may hold secrets
)

_MIN_KEY_CHARACTERS: Final = 8
_KEY_HELP: Final = "The key: its id, or the part after the # or the first 8 characters of that."


class KeyTypeChoice(enum.StrEnum):
    """The value of ``--type``."""

    ED25519 = "ed25519"
    P256 = "p256"
    P384 = "p384"
    CARD = "card"
    BOTH = "both"

    @property
    def key_types(self) -> tuple[KeyType, ...]:
        """The types of key for credentials that it stands for."""
        chosen = {"ed25519": KeyType.ED25519, "p256": KeyType.P256, "p384": KeyType.P384}
        return (chosen[self.value],) if self.value in chosen else SIGNING_KEY_TYPES


KeysDir = Annotated[
    Path | None,
    typer.Option(
        help="Directory of the keys, outside every git work tree. Default: $WAARMERK_KEYS, or keys in "
        "$WAARMERK_HOME, or waarmerk/keys in your XDG data directory."
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        help="File with the passphrase on one line, readable by you alone. Default: the systemd "
        "credential waarmerk-keys-passphrase.",
        envvar="WAARMERK_PASSPHRASE_FILE",
    ),
]
Controller = Annotated[
    str, typer.Option(help="The DID (did:web:…) or https URL that the keys speak for.", show_default=False)
]
TypeOption = Annotated[
    KeyTypeChoice,
    typer.Option(
        "--type",
        help="ed25519 signs Data Integrity proofs, p256 signs JWTs that every verifier reads; p384 is for "
        "who is asked for it. both is ed25519 and p256. card signs the cards in QR codes on certificates.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@app.command()
def generate(
    controller: Controller,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    key_type: TypeOption = KeyTypeChoice.BOTH,
) -> None:
    """Make the first signing keys of a controller."""
    with _errors_explained():
        store = KeyStore.create(_directory(keys_dir), read_passphrase(passphrase_file))
        if key_type is KeyTypeChoice.CARD:
            entries: tuple[KeyEntry, ...] = (generate_card_key(store, controller, at=_now()),)
        else:
            entries = generate_keys(store, controller, at=_now(), key_types=key_type.key_types)
    for entry in entries:
        typer.echo(f"Made {_kind(entry)} key {entry.id}")
    typer.echo(f"The private keys are in {store.directory}, encrypted. Back up that directory.")
    _say_what_to_publish(controller)


@app.command("list")
def list_keys(
    keys_dir: KeysDir = None,
    controller: Annotated[
        str | None, typer.Option(help="Only the keys of this controller.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the keys: which sign, which did, which are not to be believed. Needs no passphrase."""
    with _errors_explained():
        keyring = load_keyring(_directory(keys_dir))
    entries = keyring.entries if controller is None else keyring.of(controller)
    if as_json:
        typer.echo(json.dumps([entry_summary(entry) for entry in entries], indent=2, ensure_ascii=False))
        return
    for name in dict.fromkeys(entry.controller for entry in entries):
        Console().print(_table(name, tuple(entry for entry in entries if entry.controller == name)))
    if not entries:
        typer.echo("There are no keys. Run `waarmerk keys generate --controller DID` to make some.")


@app.command()
def rotate(
    controller: Controller,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    key_type: TypeOption = KeyTypeChoice.BOTH,
    reason: Annotated[str | None, typer.Option(help="Why, for your own records.")] = None,
) -> None:
    """Replace the active keys. What the old ones signed goes on verifying."""
    with _errors_explained():
        store = KeyStore.open(_directory(keys_dir), read_passphrase(passphrase_file))
        if key_type is KeyTypeChoice.CARD:
            rotations: tuple[Rotation, ...] = (rotate_card_key(store, controller, at=_now(), reason=reason),)
        else:
            rotations = rotate_keys(store, controller, at=_now(), key_types=key_type.key_types, reason=reason)
        left = [entry for entry in store.keyring().of(controller) if _is_other_card_key(entry, rotations)]
    for rotation in rotations:
        typer.echo(f"Made {_kind(rotation.new)} key {rotation.new.id}")
        typer.echo(f"Retired        {rotation.old.id}; what it signed stays good")
    for entry in left:
        typer.echo(f"The card key   {entry.id} was left as it is. To replace it, use --type card.")
    _say_what_to_publish(controller)


@app.command()
def retire(
    key: Annotated[str, typer.Argument(help=_KEY_HELP, show_default=False)],
    keys_dir: KeysDir = None,
    compromised: Annotated[
        bool,
        typer.Option("--compromised", help="Others may have the private key. Nothing it signed is good."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(help="With --compromised: since when, such as 2026-11-21T09:00:00Z. Default: now."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why, for your own records.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
) -> None:
    """Stop using a key without making a new one. Needs no passphrase."""
    if since is not None and not compromised:
        raise typer.BadParameter("--since goes with --compromised")
    at = _now()
    moment = _moment_option(since, at)
    with _errors_explained():
        directory = _directory(keys_dir)
        entry = _find(load_keyring(directory), key)
        _confirm(entry, compromised=compromised, yes=yes)
        if compromised:
            entry = revoke_key(directory, entry.id, since=moment, at=at, reason=reason or "compromised")
        else:
            entry = retire_key(directory, entry.id, at=at, reason=reason)
    typer.echo(f"{entry.id} is {entry.state}.")
    _say_what_to_publish(entry.controller)


@app.command()
def publish(
    controller: Controller,
    out: Annotated[Path, typer.Option(help="Folder to write did.json and jwks.json in.", show_default=False)],
    keys_dir: KeysDir = None,
) -> None:
    """Write did.json and jwks.json, for your web server. Needs no passphrase."""
    with _errors_explained():
        refuse_bad_controller(controller)
        keyring = load_keyring(_directory(keys_dir))
        if not keyring.of(controller):
            raise KeyNotFound(
                f"there are no keys of {controller}. Run `waarmerk keys list` to see them all", key=controller
            )
        out.mkdir(parents=True, exist_ok=True)
        _write(out / "did.json", did_document(controller, keyring))
        _write(out / "jwks.json", jwks(controller, keyring))
    typer.echo(f"Wrote {out / 'did.json'}, to be served as {document_url(controller)}")
    typer.echo(f"Wrote {out / 'jwks.json'}, to be served as /.well-known/jwks.json on the same host")


@contextmanager
def _errors_explained() -> Iterator[None]:
    """Turn what can go wrong into one line and exit status 1."""
    try:
        yield
    except KeyCustodyError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        typer.echo(f"Error: {error.strerror or error}{where}", err=True)
        raise typer.Exit(1) from error


def _directory(chosen: Path | None) -> Path:
    return chosen if chosen is not None else default_keys_directory()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _moment_option(text: str | None, default: datetime) -> datetime:
    if text is None:
        return default
    try:
        moment = parse_date_time_stamp(text)
    except ValueError as error:
        raise typer.BadParameter(f"--since: {error}") from error
    if moment > default:
        raise typer.BadParameter("--since lies in the future")
    return moment


def _find(keyring: Keyring, key: str) -> KeyEntry:
    """Find a key by its id, or by the beginning of the part after the ``#``."""
    if len(key) >= _MIN_KEY_CHARACTERS:
        found = [entry for entry in keyring.entries if entry.public_key.to_multikey().startswith(key)]
        if len(found) == 1:
            return found[0]
    return keyring.find(key)


def _confirm(entry: KeyEntry, *, compromised: bool, yes: bool) -> None:
    if compromised:
        typer.echo(
            f"Revoking {entry.id} ({_kind(entry)}, used since {_day(entry.valid_from)}).\n"
            f"- Every {_signed_by(entry)} that it signed stops verifying, also those from before the theft: "
            "whoever has the key can write any date.\n"
            f"- {_remedy(entry)}\n"
            "- This cannot be undone.",
            err=True,
        )
    else:
        typer.echo(
            f"Retiring {entry.id} ({_kind(entry)}, used since {_day(entry.valid_from)}).\n"
            "- It signs no more. What it signed goes on verifying.\n"
            f"- {entry.controller} then has no active {_kind(entry)} key until you run "
            "`waarmerk keys generate`. To replace a key, use `waarmerk keys rotate`.",
            err=True,
        )
    if not yes:
        typer.confirm("Go on?", abort=True, err=True)


def _kind(entry: KeyEntry) -> str:
    """Return what kind of key it is, in the words of ``--type``."""
    return "card" if entry.is_for_cards else str(entry.key_type)


def _signed_by(entry: KeyEntry) -> str:
    return "card in a QR code" if entry.is_for_cards else "credential"


def _remedy(entry: KeyEntry) -> str:
    if entry.is_for_cards:
        return "The credentials stay good. Certificates on paper have to be printed anew, with a new card."
    return "Those credentials have to be issued again with a new key."


def _is_other_card_key(entry: KeyEntry, rotations: tuple[Rotation, ...]) -> bool:
    new = {rotation.new.id for rotation in rotations}
    return entry.is_for_cards and entry.state is KeyState.ACTIVE and entry.id not in new


def _say_what_to_publish(controller: str) -> None:
    typer.echo(
        f"Next: run `waarmerk keys publish --controller {controller} --out FOLDER` and put did.json on your "
        f"web server as {document_url(controller)}"
    )


def _write(path: Path, document: JsonObject) -> None:
    # In one step, because a web server may be reading the old one.
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    temporary.replace(path)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else moment.date().isoformat()


def _table(controller: str, entries: tuple[KeyEntry, ...]) -> Table:
    table = Table(title=controller, title_justify="left", box=SIMPLE_HEAD)
    for heading in ("State", "Type", "From", "Until"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Key", overflow="fold")
    table.add_column("Reason", overflow="fold")
    for entry in entries:
        reason = entry.reason or ""
        if entry.revoked is not None:
            reason = f"{reason} (since {format_date_time_stamp(entry.revoked)})"
        table.add_row(
            str(entry.state),
            _kind(entry),
            _day(entry.valid_from),
            _day(entry.valid_until),
            entry.public_key.to_multikey(),
            reason,
        )
    return table
