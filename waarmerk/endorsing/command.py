"""``waarmerk endorse``: what a company or a sector organisation runs to sign what a school asks.

It needs the base installation and nothing of a school: a request comes in as a file, and what was signed
goes back as a file.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, NoReturn
from uuid import uuid4

import typer
from rich.console import Console

from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.errors import RequestMalformed
from credentials.endorsement.reading import read_endorsement
from credentials.endorsement.request import REQUEST_LIMITS, EndorsementRequest, read_request
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject, MalformedDocument
from credentials.proofs.data_integrity import add_proof
from keys.errors import KeyCustodyError
from keys.location import default_keys_directory
from verifier.cli import language_of_system
from verifier.judge_endorsement import judge_endorsement
from verifier.resources import Needed, ResourceKind, Resources
from verifier.result import CheckStatus
from verifier.texts import LANGUAGES
from waarmerk.endorsing.own_key import NoKey, OwnKey, key_from_directory, key_from_file
from waarmerk.endorsing.shown import shown
from waarmerk.endorsing.texts import said

_FAILED: Final = 1
_KVK_NUMBER: Final = re.compile(r"[0-9]{8}")
_WRONG: Final = frozenset({CheckStatus.FAILED, CheckStatus.INDETERMINATE})


def endorse(
    request: Annotated[Path, typer.Argument(help="The request that the school sent.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(help="File to write. Default: beside the request, as NAME-signed.json.")
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            help="A private key as a JSON Web Key in a file that you alone can read. Default: the active "
            "key of the keys directory."
        ),
    ] = None,
    keys_dir: Annotated[
        Path | None,
        typer.Option("--keys-dir", "--keys", help="Directory of the keys, as `waarmerk keys` makes it."),
    ] = None,
    controller: Annotated[
        str | None, typer.Option(help="did:web that signs, when the directory has keys of several.")
    ] = None,
    did_key: Annotated[
        bool,
        typer.Option("--did-key", help="Sign under the key itself (did:key): nothing has to be published."),
    ] = False,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            help="File with the passphrase of the keys, readable by you alone.",
            envvar="WAARMERK_PASSPHRASE_FILE",
        ),
    ] = None,
    role: Annotated[Role | None, typer.Option(help="As what you sign. Default: as the school asks.")] = None,
    name: Annotated[str | None, typer.Option(help="Your name, as it will be shown.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="Your organisation. Default: as the school asks.")
    ] = None,
    kvk: Annotated[str | None, typer.Option(help="KvK number. Default: as the school knows it.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
    lang: Annotated[
        str | None,
        typer.Option(
            help="Language of messages: nl or en. Default: $WAARMERK_LANGUAGE, or en on an English system, "
            "else nl."
        ),
    ] = None,
) -> None:
    """Sign what a school asks you to sign: a praktijkverklaring, or a module that you helped to make.

    Shows what is signed and asks whether it is right. Nothing leaves this machine: send the file that it
    writes back to the school.
    """
    lang = lang or language_of_system()
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"choose from {', '.join(LANGUAGES)}", param_hint="--lang")
    asked = _read(request, lang)
    target = out or request.with_name(f"{request.stem}-signed.json")
    if target.exists():
        _fail("exists", lang, file=target)
    with _explained(lang):
        if key is not None:
            own = key_from_file(key)
        else:
            own = key_from_directory(
                keys_dir or default_keys_directory(),
                controller=controller,
                passphrase_file=passphrase_file,
                as_did_key=did_key,
            )
    endorser = _endorser(asked, own, role=role, name=name, organisation=organisation, kvk=kvk, lang=lang)
    at = datetime.now(UTC).replace(microsecond=0)
    unsigned = build_endorsement(
        asked.content, endorser, endorsement_id=uuid4().urn, at=at, language=asked.language
    )
    Console().print(shown(asked, read_endorsement(unsigned), lang))
    if not yes and not typer.confirm(said("confirm", lang)):
        _fail("not_signed", lang)
    signed = add_proof(unsigned, own.signer, created=at)
    if codes := _wrong(signed, own, at):
        _fail("not_verified", lang, codes=", ".join(codes))
    # Exclusively: between the question and the answer somebody may have put a file there.
    with target.open("x", encoding="utf-8") as file:
        file.write(json.dumps(signed, ensure_ascii=False, indent=2) + "\n")
    typer.echo(said("signed", lang, file=target))
    if own.document is None:
        typer.echo(said("tell_key", lang, key=own.controller))


def _read(path: Path, lang: str) -> EndorsementRequest:
    with path.open("rb") as file:
        data = file.read(REQUEST_LIMITS.max_bytes + 1)
    try:
        return read_request(data)
    except MalformedDocument:
        _fail("not_a_request", lang, file=path)
    except RequestMalformed as error:
        word = "digest_wrong" if error.reason == "digest" else error.reason
        _fail(word, lang, file=path, pointer=error.pointer or "")


def _endorser(
    asked: EndorsementRequest,
    own: OwnKey,
    *,
    role: Role | None,
    name: str | None,
    organisation: str | None,
    kvk: str | None,
    lang: str,
) -> Endorser:
    """Return who signs: what was typed, held to what was asked."""
    if role is not None and role is not asked.role:
        _fail("other_role", lang, expected=asked.role.value, given=role.value)
    given = " ".join(organisation.split()) if organisation else None
    expected = asked.organisation
    if given and expected and given.casefold() != expected.casefold():
        _fail("other_organisation", lang, expected=expected, given=given)
    if not (given or expected):
        _fail("no_organisation", lang)
    number = kvk or asked.kvk
    if number is not None and not _KVK_NUMBER.fullmatch(number):
        _fail("kvk_wrong", lang, given=number)
    official = " ".join(name.split()) if name else None
    return Endorser(
        id=own.controller,
        role=asked.role,
        organisation=expected or given,
        official=official or None,
        kvk=number,
    )


def _wrong(signed: JsonObject, own: OwnKey, at: datetime) -> tuple[str, ...]:
    """Return the codes of what a verifier would find wrong with what was just signed."""
    found: dict[Needed, bytes] = {}
    if own.document is not None and own.document_url is not None:
        document = json.dumps(own.document).encode()
        found[Needed(ResourceKind.CONTROLLER_DOCUMENT, own.document_url)] = document
    results = judge_endorsement(signed, Resources(found=found), at=at)
    return tuple(
        finding.code.value for result in results if result.status in _WRONG for finding in result.findings
    )


@contextmanager
def _explained(lang: str) -> Iterator[None]:
    try:
        yield
    except NoKey as error:
        _fail(error.word, lang, **error.values)
    except KeyCustodyError as error:
        typer.secho(str(error), fg=typer.colors.RED, err=True)
        raise typer.Exit(_FAILED) from error


def _fail(word: str, lang: str, **values: object) -> NoReturn:
    typer.secho(said(word, lang, **values), fg=typer.colors.RED, err=True)
    raise typer.Exit(_FAILED)
