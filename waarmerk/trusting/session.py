"""Around every command: say what went wrong, and read the days that somebody typed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Final, NoReturn
from zoneinfo import ZoneInfo

import typer

from keys.errors import KeyCustodyError
from verifier.cli import language_of_system
from verifier.texts import LANGUAGES
from waarmerk.endorsing.own_key import NoKey
from waarmerk.trusting.errors import TrustingError
from waarmerk.trusting.history import Loss
from waarmerk.trusting.signing import HistoryLost
from waarmerk.trusting.words import said

_FAILED: Final = 1
_DAY_CHARACTERS: Final = len("2026-08-01")
_ZONE: Final = "Europe/Amsterdam"


@contextmanager
def explained(language: str) -> Iterator[None]:
    """Turn what can go wrong into a sentence and exit status 1."""
    try:
        yield
    except HistoryLost as error:
        fail(said(error.word, language, **error.values), *lost_sentences(error.losses, language))
    except TrustingError as error:
        fail(said(error.word, language, **error.values))
    except NoKey:
        fail(said("no_root_key", language))
    except KeyCustodyError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: {error.strerror or error}" if error.filename else str(error))


def fail(*lines: str) -> NoReturn:
    """Show what is wrong, and end."""
    for line in lines:
        typer.secho(line, fg=typer.colors.RED, err=True)
    raise typer.Exit(_FAILED)


def lost_sentences(losses: Iterable[Loss], language: str) -> Iterator[str]:
    """Yield what an edition would take back, a line for each."""
    for loss in losses:
        yield f"- {said(loss.word, language, name=loss.school.name, **loss.values)}"


def language_of(chosen: str | None) -> str:
    """Return the language of messages: the one that was typed, or that of the environment.

    Raises:
        BadParameter: There are no texts in that language.
    """
    language = chosen or language_of_system()
    if language not in LANGUAGES:
        raise typer.BadParameter(f"--lang: {', '.join(LANGUAGES)}")
    return language


def now() -> datetime:
    """Return what the clock says, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def moment_of(written: str | None, of_day: time) -> datetime | None:
    """Read a day, which begins and ends in Dutch time, or a moment with a time zone.

    Args:
        written: What was typed, or None.
        of_day: The moment of a day to take.

    Raises:
        TrustingError: It is neither.
    """
    if written is None:
        return None
    try:
        if len(written) == _DAY_CHARACTERS:
            day = datetime.combine(date.fromisoformat(written), of_day, tzinfo=ZoneInfo(_ZONE))
            return day.astimezone(UTC)
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        pass
    raise TrustingError("moment_wrong", given=written)
