"""``waarmerk verify``: the verifier on the command line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Final, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from credentials.limits import DEFAULT_LIMITS
from credentials.recognized_entity import TrustList
from verifier.cache import default_folder
from verifier.checks.recipient import KnownRecipient
from verifier.codes import Code
from verifier.gathering import given_status_lists
from verifier.inputs import InputFile, input_files
from verifier.many_files import outcomes, sensible_processes
from verifier.plain_text import plain
from verifier.policy import DEFAULT, POLICIES
from verifier.report import Conclusion
from verifier.resources import Needed
from verifier.run import FileOutcome, RunOptions
from verifier.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts
from verifier.trust_options import TrustListUnusable, TrustOptions, chosen_trust_list

EXIT_PASSED: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_INDETERMINATE: Final = 3

_PROGRESS_FROM: Final = 10  # files
_MAX_REPORTS: Final = 200  # that are kept to be shown; a report holds the whole credential


def verify(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|ADDRESS|-…",
            help="What to verify; - is standard input, ADDRESS that of the card in a QR code.",
        ),
    ],
    policy: Annotated[
        str, typer.Option(help=f"What must hold: {', '.join(POLICIES)}.", metavar="NAME")
    ] = DEFAULT.name,
    trust: Annotated[
        str | None,
        typer.Option(help="Signed list of the schools that are recognised.", metavar="FILE|URL"),
    ] = None,
    trust_root: Annotated[
        list[str] | None,
        typer.Option(
            help="Key of whoever publishes that list, or a file with such keys. May be repeated.",
            metavar="did:key:…|FILE",
        ),
    ] = None,
    unsigned_trust: Annotated[
        Path | None,
        typer.Option(
            help="List that nobody signed, which you trust because of where you got it.", metavar="FILE"
        ),
    ] = None,
    status_list: Annotated[
        list[str] | None,
        typer.Option(
            help="Status list at hand, or a folder of them. May be repeated.", metavar="FILE|FOLDER"
        ),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use only what is given here or was fetched before.")
    ] = False,
    at: Annotated[
        str | None,
        typer.Option(help="Verify as of this moment: 2026-11-21, or 2026-11-21T12:00+01:00.", metavar="TIME"),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Whose name the credential should bear.")] = None,
    email: Annotated[str | None, typer.Option(help="Whose e-mail address it should hold.")] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            help="Language of the words: nl or en. Default: $WAARMERK_LANGUAGE, or that of the system."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object per file, one per line.")
    ] = False,
    elements: Annotated[
        bool,
        typer.Option(
            "--elements", help="Show which elements of the EU recommendation on microcredentials there are."
        ),
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help="Use this many processes. Default: what the number of files asks for."
        ),
    ] = None,
) -> None:
    """Verify credentials: genuine, in force, and from a recognised school?

    Reads JSON, JWT, and PNG, SVG and PDF files that carry a credential, and the address of the
    card in a QR code. The content of a file tells what it is, not its name.

    Exit status: 0 all passed, 1 some failed, 3 none failed but some are not certain, 2 wrong use,
    or a file that cannot be read; what can be read is verified all the same.
    """
    words = _texts(lang)
    if policy not in POLICIES:
        _stop(f"--policy: {plain(policy)} (choose from {', '.join(POLICIES)})")
    files = list(input_files(paths))
    options = RunOptions(
        policy=POLICIES[policy],
        trust_list=_trust_list(
            TrustOptions(location=trust, roots=trust_root or (), unsigned=unsigned_trust, offline=offline),
            words,
        ),
        given=_status_lists(status_list or [], words),
        at=_moment(at),
        recipient=KnownRecipient(name=name, email=email) if name or email else None,
        offline=offline,
        cache_folder=default_folder(os.environ),
        clock=_now,
        language=words.language if as_json else None,
        keep_reports=not as_json and len(files) <= _MAX_REPORTS,
    )
    found = list(_outcomes(files, options, words, processes or sensible_processes(len(files))))
    _show(found, options, words, elements=elements)


def _show(found: list[FileOutcome], options: RunOptions, words: Texts, *, elements: bool) -> None:
    """Show what became of the files, apart from JSON, and end with the exit status."""
    if any(outcome.lacks_extra for outcome in found):
        typer.echo(words.word("display", "install_http"), err=True)
    if not found:
        _stop(words.tables[Code.NO_CREDENTIAL_FOUND.value]["title"])
    read = [outcome for outcome in found if outcome.conclusion is not None]
    if read and options.language is None:
        from rich.console import Console

        from verifier.terminal import Terminal

        console = Console(highlight=False, emoji=False, markup=False)
        terminal = Terminal(console, words, elements=elements)
        if len(read) == 1 and read[0].report is not None:
            terminal.show(read[0].name, read[0].report)
        else:
            terminal.show_many(read)
    for outcome in found:
        if outcome.conclusion is None:
            typer.echo(_unreadable(outcome.name, words), err=True)
    conclusions = {outcome.conclusion for outcome in found}
    if None in conclusions:
        raise typer.Exit(EXIT_USAGE)
    if Conclusion.FAILED in conclusions:
        raise typer.Exit(EXIT_FAILED)
    if Conclusion.INDETERMINATE in conclusions:
        raise typer.Exit(EXIT_INDETERMINATE)


def _outcomes(
    files: list[InputFile], options: RunOptions, words: Texts, processes: int
) -> Iterator[FileOutcome]:
    """Verify the files, and print their JSON as soon as it is there."""

    def on_lost() -> None:
        typer.echo(words.word("display", "process_lost"), err=True)

    reports = 0
    with closing(outcomes(files, options, processes=processes, on_lost=on_lost)) as results:
        first = list(islice(results, 1))  # starts the processes, before the progress bar starts a thread
        with _progress(words.word("display", "verifying"), len(files)) as advance:
            for number, found in chain(first, results):
                advance(number)
                for outcome in found:
                    if outcome.json_line is not None:
                        typer.echo(outcome.json_line)
                    is_kept = outcome.json_line is None and reports < _MAX_REPORTS
                    reports += is_kept and outcome.report is not None
                    yield replace(outcome, json_line=None, report=outcome.report if is_kept else None)


@contextmanager
def _progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far it is, if there is somebody to see it and enough to wait for."""
    if total < _PROGRESS_FROM or not sys.stderr.isatty():
        yield lambda _number: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(label, total=total)
        yield lambda number: bars.advance(task, number)


def _unreadable(name: str, words: Texts) -> str:
    return words.word("display", "file_unreadable").format_map({"file": plain(name)})


def _trust_list(options: TrustOptions, words: Texts) -> TrustList | None:
    def tell(sentence: str) -> None:
        typer.echo(sentence, err=True)

    try:
        return chosen_trust_list(options, os.environ, words, now=_now(), tell=tell)
    except TrustListUnusable as error:
        _stop(str(error))


def _status_lists(paths: list[str], words: Texts) -> dict[Needed, bytes]:
    given: dict[Needed, bytes] = {}
    for file in input_files(paths):
        try:
            found = given_status_lists([file.read(DEFAULT_LIMITS.max_bytes)])
        except OSError:
            if file.was_named:
                _stop(_unreadable(file.name, words))
            continue
        if not found and file.was_named:
            _stop(words.word("display", "status_list_unusable").format_map({"file": plain(file.name)}))
        given |= found
    return given


def language_of_system() -> str:
    """Return the language that the environment asks for, else Dutch."""
    names = ("WAARMERK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    system = next((os.environ[name] for name in names if os.environ.get(name)), "")
    wanted = system.partition("_")[0].lower()
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE


def _texts(language: str | None) -> Texts:
    if language is None:
        return texts(language_of_system())
    if language not in LANGUAGES:
        _stop(f"--lang: {plain(language)} (choose from {', '.join(LANGUAGES)})")
    return texts(language)


def _now() -> datetime:
    return datetime.now(UTC)


def _moment(written: str | None) -> datetime:
    """Read ``--at``. A day means its last second, and a time without zone is Dutch time."""
    if written is None:
        return _now()
    try:
        zone = ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:
        _stop("--at: no time zone data on this machine; write the offset, as in 2026-11-21T12:00+01:00")
    try:
        if len(written) == len("2026-11-21"):
            return datetime.combine(date.fromisoformat(written), time(23, 59, 59), tzinfo=zone).astimezone(
                UTC
            )
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        _stop(
            f"--at: {plain(written)} is not a day or a moment, such as 2026-11-21 or 2026-11-21T12:00+01:00"
        )


def _stop(message: str) -> NoReturn:
    """End because of wrong use."""
    typer.echo(message, err=True)
    raise typer.Exit(EXIT_USAGE)
