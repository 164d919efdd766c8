"""``waarmerk jose``: secure and verify with JOSE, in the way in which the W3C's conformance suite asks."""

import enum
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from credentials.date_time_stamp import parse_date_time_stamp
from waarmerk.extras import USAGE
from waarmerk.jose_outcomes import JoseOutcome, Result, issue, verify

_FAILED: Final = 1
_UNCERTAIN: Final = 3
_EXIT_STATUS: Final = {
    Result.SUCCESS: 0,
    Result.FAILURE: _FAILED,
    Result.INDETERMINATE: _UNCERTAIN,
    Result.ERROR: USAGE,
}
_MAX_BYTES: Final = 4_000_000


class Action(enum.StrEnum):
    """What to do."""

    ISSUE = "issue"
    VERIFY = "verify"


def jose(
    action: Annotated[Action, typer.Argument(help="Secure a document, or verify a secured one.")],
    source: Annotated[
        Path, typer.Option("--input", help="The document as JSON, or the compact JWS.", dir_okay=False)
    ],
    key: Annotated[
        Path,
        typer.Option(help="A JSON Web Key, or a verification method of type JsonWebKey.", dir_okay=False),
    ],
    feature: Annotated[str, typer.Option(help="credential_jose or presentation_jose.")],
    output: Annotated[Path, typer.Option(help='Where to write {"result": …, "data": …}.', dir_okay=False)],
    at: Annotated[
        str | None,
        typer.Option(
            help="The moment at which the signature must hold, such as 2026-11-21T12:00:00Z. "
            "Default: its exp and nbf are left alone.",
            metavar="TIME",
        ),
    ] = None,
) -> None:
    """Secure and verify credentials and presentations with JOSE (VC-JOSE-COSE).

    For trials: the private key stands unprotected in its file, and a key is believed to be the issuer's
    because it was given. Schools issue with `waarmerk issue`, and everybody verifies with `waarmerk verify`.

    Exit status: 0 success, 1 failure, 3 indeterminate, 2 error or wrong use.
    """
    outcome = _outcome(action, source, key, feature, _moment(at))
    output.write_text(outcome.as_json() + "\n", "utf-8")
    for note in outcome.notes:
        typer.echo(note, err=True)
    if outcome.result is not Result.SUCCESS:
        typer.echo(f"{outcome.result}: {outcome.data}", err=True)
    raise typer.Exit(_EXIT_STATUS[outcome.result])


def _outcome(action: Action, source: Path, key: Path, feature: str, at: datetime | None) -> JoseOutcome:
    try:
        given, key_file = _read(source), _read(key)
    except OSError as error:
        return JoseOutcome(Result.ERROR, f"{error.filename}: {error.strerror}")
    if action is Action.ISSUE:
        return issue(given, key_file, feature)
    return verify(given, key_file, feature, at=at)


def _read(path: Path) -> bytes:
    """Return the content of a file, or a little more than is ever read of it."""
    with path.open("rb") as file:
        return file.read(_MAX_BYTES + 1)


def _moment(at: str | None) -> datetime | None:
    try:
        return parse_date_time_stamp(at) if at is not None else None
    except ValueError as error:
        raise typer.BadParameter("give a moment like 2026-11-21T12:00:00Z", param_hint="--at") from error
