"""``waarmerk verify``: the verifier on the command line."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Final, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from rich.console import Console
from rich.progress import Progress

from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS
from credentials.recognized_entity import TrustList
from credentials.trust_list import parse_trust_list
from verifier.cache import ResourceCache, asking_once, default_folder, from_cache, into_cache
from verifier.checks.recipient import KnownRecipient
from verifier.codes import CheckId, Code
from verifier.gathering import gather, given_status_lists
from verifier.inputs import InputFile, input_files
from verifier.judge import judge
from verifier.members import types
from verifier.plain_text import plain
from verifier.policy import DEFAULT, POLICIES, Policy
from verifier.report import Conclusion, VerificationReport
from verifier.report_json import report_json
from verifier.resources import Fetch, Needed, Resources, Unavailable, UnavailableReason
from verifier.result import CheckStatus
from verifier.terminal import Terminal
from verifier.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts
from verifier.unpack import NotUnpacked, unpack

EXIT_PASSED: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_INDETERMINATE: Final = 3

_PROGRESS_FROM: Final = 10  # files
# What lies beside credentials in a folder: without a credential, or there to verify others with.
_SUPPORTING_TYPES: Final = frozenset(
    {"BitstringStatusListCredential", "StatusList2021Credential", "RecognizedEntityCredential"}
)
_NO_CREDENTIAL: Final = frozenset({Code.NO_CREDENTIAL_FOUND, Code.NOT_A_CREDENTIAL, Code.ZIP_NOT_UNPACKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What is the same for every file."""

    policy: Policy
    trust_list: TrustList | None
    given: dict[Needed, bytes]
    at: datetime
    recipient: KnownRecipient | None
    fetch: Fetch

    def verify(self, data: bytes) -> VerificationReport:
        try:
            unpacked = unpack(data)
        except NotUnpacked as problem:
            return judge(problem, Resources(), policy=self.policy, at=self.at)
        resources = gather(unpacked.credential, self.fetch, trust_list=self.trust_list, given=self.given)
        return judge(unpacked, resources, policy=self.policy, at=self.at, recipient=self.recipient)


def verify(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|-…", help="What to verify; - is standard input.")
    ],
    policy: Annotated[
        str, typer.Option(help=f"What must hold: {', '.join(POLICIES)}.", metavar="NAME")
    ] = DEFAULT.name,
    trust: Annotated[
        Path | None, typer.Option(help="Trust list with the schools that you recognise.", metavar="FILE")
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
) -> None:
    """Verify credentials: genuine, in force, and from a recognised school?

    Reads JSON, JWT, and PNG, SVG and PDF files that carry a credential. The content of a file
    tells what it is, not its name.

    Exit status: 0 all passed, 1 some failed, 3 none failed but some are not certain, 2 wrong use,
    or a file that cannot be read; what can be read is verified all the same.
    """
    words = _texts(lang)
    if policy not in POLICIES:
        _stop(f"--policy: {plain(policy)} (choose from {', '.join(POLICIES)})")
    missing_extra: list[Needed] = []
    run = _Run(
        policy=POLICIES[policy],
        trust_list=_trust_list(trust, words),
        given=_status_lists(status_list or [], words),
        at=_moment(at),
        recipient=KnownRecipient(name=name, email=email) if name or email else None,
        fetch=_fetcher(offline=offline, on_missing_extra=missing_extra.append),
    )
    unreadable: list[InputFile] = []
    found = _reports(list(input_files(paths)), run, words, as_json=as_json, on_unreadable=unreadable.append)
    reports = list(found)
    if missing_extra:
        typer.echo(words.word("display", "install_http"), err=True)
    if not reports and not unreadable:
        _stop(words.tables[Code.NO_CREDENTIAL_FOUND.value]["title"])
    if reports and not as_json:
        terminal = Terminal(Console(highlight=False, emoji=False, markup=False), words)
        if len(reports) == 1:
            terminal.show(*reports[0])
        else:
            terminal.show_many(reports)
    for file in unreadable:
        typer.echo(_unreadable(file, words), err=True)
    if unreadable:
        raise typer.Exit(EXIT_USAGE)
    conclusions = {report.conclusion for _, report in reports}
    if Conclusion.FAILED in conclusions:
        raise typer.Exit(EXIT_FAILED)
    if Conclusion.INDETERMINATE in conclusions:
        raise typer.Exit(EXIT_INDETERMINATE)


def _reports(
    files: list[InputFile],
    run: _Run,
    words: Texts,
    *,
    as_json: bool,
    on_unreadable: Callable[[InputFile], None],
) -> Iterator[tuple[str, VerificationReport]]:
    """Verify the files, and with ``as_json`` print each as soon as it is done."""
    shows_progress = len(files) >= _PROGRESS_FROM and sys.stderr.isatty()
    with Progress(console=Console(stderr=True), transient=True, disable=not shows_progress) as progress:
        task = progress.add_task(words.word("display", "verifying"), total=len(files))
        for file in files:
            report = _report(file, run, on_unreadable)
            progress.advance(task)
            if report is None:
                continue
            if as_json:
                # ASCII, so that nothing in a credential drives the terminal that this is shown on.
                typer.echo(json.dumps(report_json(report, words, file=file.name)))
            yield file.name, report


def _report(
    file: InputFile, run: _Run, on_unreadable: Callable[[InputFile], None]
) -> VerificationReport | None:
    try:
        data = file.read(DEFAULT_LIMITS.max_container_bytes)
    except OSError:
        on_unreadable(file)
        return None
    report = run.verify(data)
    return report if file.was_named or _holds_credential(report) else None


def _unreadable(file: InputFile, words: Texts) -> str:
    return words.word("display", "file_unreadable").format_map({"file": plain(file.name)})


def _holds_credential(report: VerificationReport) -> bool:
    """Tell whether a file that nobody named has anything to report on."""
    structure = report.result(CheckId.STRUCTURE)
    if structure is not None and structure.status is not CheckStatus.PASSED:
        if any(finding.code in _NO_CREDENTIAL for finding in structure.findings):
            return False
        return report.unverified is None or not _SUPPORTING_TYPES & set(types(report.unverified))
    return True


def _fetcher(*, offline: bool, on_missing_extra: Callable[[Needed], None]) -> Fetch:
    """Return what fetches: the network, and the cache that it fills; or the cache alone."""
    cache = ResourceCache(default_folder(os.environ))
    if offline:
        return asking_once(from_cache(cache))
    try:
        from verifier.http import HttpFetcher
    except ModuleNotFoundError:

        def unable(needed: Needed) -> Unavailable:
            on_missing_extra(needed)
            return Unavailable(UnavailableReason.EXTRA_NOT_INSTALLED)

        return asking_once(unable)
    return asking_once(into_cache(HttpFetcher(), cache, lambda: datetime.now(UTC)))


def _trust_list(path: Path | None, words: Texts) -> TrustList | None:
    if path is None:
        return None
    try:
        return parse_trust_list(path.read_bytes())
    except (OSError, CredentialError) as error:
        place = getattr(error, "pointer", None)
        reason = plain(f"{error}{f' ({place})' if place else ''}")
        values = {"file": plain(str(path)), "reason": reason}
        _stop(words.word("display", "trust_list_unusable").format_map(values))


def _status_lists(paths: list[str], words: Texts) -> dict[Needed, bytes]:
    given: dict[Needed, bytes] = {}
    for file in input_files(paths):
        try:
            found = given_status_lists([file.read(DEFAULT_LIMITS.max_bytes)])
        except OSError:
            if file.was_named:
                _stop(_unreadable(file, words))
            continue
        if not found and file.was_named:
            _stop(words.word("display", "status_list_unusable").format_map({"file": plain(file.name)}))
        given |= found
    return given


def _texts(language: str | None) -> Texts:
    if language is None:
        names = ("WAARMERK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
        system = next((os.environ[name] for name in names if os.environ.get(name)), "")
        wanted = system.partition("_")[0].lower()
        return texts(wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE)
    if language not in LANGUAGES:
        _stop(f"--lang: {plain(language)} (choose from {', '.join(LANGUAGES)})")
    return texts(language)


def _moment(written: str | None) -> datetime:
    """Read ``--at``. A day means its last second, and a time without zone is Dutch time."""
    if written is None:
        return datetime.now(UTC)
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
