"""One run of the verifier over many files: by one policy, at one moment, with what is at hand."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from credentials.achievement.naming import recipient_name, title
from credentials.limits import DEFAULT_LIMITS
from credentials.recognized_entity import TrustList
from verifier.cache import ResourceCache, asking_once, from_cache, into_cache
from verifier.checks.recipient import KnownRecipient
from verifier.codes import CheckId, Code
from verifier.inputs import InputFile
from verifier.judge import judge
from verifier.members import types
from verifier.policy import Policy
from verifier.report import Conclusion, VerificationReport
from verifier.resources import Fetch, Needed, Resources, Unavailable, UnavailableReason, offline
from verifier.result import CheckStatus
from verifier.unpack import NotUnpacked, unpack
from verifier.verifying import verify_unpacked

# What lies beside credentials in a folder: without a credential, or there to verify others with.
_SUPPORTING_TYPES: Final = frozenset(
    {"BitstringStatusListCredential", "StatusList2021Credential", "RecognizedEntityCredential"}
)
_NO_CREDENTIAL: Final = frozenset({Code.NO_CREDENTIAL_FOUND, Code.NOT_A_CREDENTIAL, Code.ZIP_NOT_UNPACKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What is the same for every file: plain values, so that other processes can be told.

    Attributes:
        policy: What must hold.
        at: The moment to take as "now".
        trust_list: Whom is recognised, or None.
        given: Documents that are at hand.
        recipient: Who the credentials should be about, or None.
        offline: Whether to use only what is given or was fetched before.
        cache_folder: Where is kept what was fetched, or None for nowhere.
        clock: Tells when something is fetched.
        language: Of the words in JSON, which is made for every file, or None when there is none.
        keep_reports: Whether to return reports also when all is in order.
    """

    policy: Policy
    at: datetime
    trust_list: TrustList | None = None
    given: Mapping[Needed, bytes] = field(default_factory=dict)
    recipient: KnownRecipient | None = None
    offline: bool = True
    cache_folder: Path | None = None
    clock: Callable[[], datetime] | None = None
    language: str | None = None
    keep_reports: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file.

    Attributes:
        name: How the file is called.
        conclusion: The conclusion, or None when the file could not be read.
        calls_for_note: Whether it passed, with something that a reader must know.
        said: Whom and what the credential is about, once somebody has been shown to have signed it.
        report: The report, when there is more to tell than that all is in order, or None.
        json_line: The report in JSON, when that was asked for.
        lacks_extra: Whether something could not be fetched because nothing that fetches is installed.
    """

    name: str
    conclusion: Conclusion | None
    calls_for_note: bool = False
    said: tuple[str, ...] = ()
    report: VerificationReport | None = None
    json_line: str | None = None
    lacks_extra: bool = False

    @property
    def in_order(self) -> bool:
        """Whether there is no more to tell than that."""
        return self.conclusion is Conclusion.PASSED and not self.calls_for_note


class Run:
    """Verifies files, and asks for each outside document once.

    Args:
        options: What is the same for every file.
    """

    def __init__(self, options: RunOptions) -> None:
        self._options = options
        self._lacks_extra = False
        self._fetch = asking_once(self._fetcher())

    def verify(self, data: bytes) -> VerificationReport:
        """Verify what is in a file."""
        options = self._options
        try:
            unpacked = unpack(data)
        except NotUnpacked as problem:
            return judge(problem, Resources(), policy=options.policy, at=options.at)
        return verify_unpacked(
            unpacked,
            self._fetch,
            trust_list=options.trust_list,
            given=options.given,
            policy=options.policy,
            at=options.at,
            recipient=options.recipient,
        )

    def outcome(self, file: InputFile) -> FileOutcome | None:
        """Verify a file, or return None if nobody named it and it holds no credential."""
        try:
            data = file.read(DEFAULT_LIMITS.max_container_bytes)
        except OSError:
            return FileOutcome(name=file.name, conclusion=None)
        report = self.verify(data)
        if not file.was_named and not holds_credential(report):
            return None
        conclusion = report.conclusion
        noted = calls_for_note(report)
        in_order = conclusion is Conclusion.PASSED and not noted
        language = self._options.language
        return FileOutcome(
            name=file.name,
            conclusion=conclusion,
            calls_for_note=noted,
            said=_said(report) if language is None else (),
            report=None if in_order and not self._options.keep_reports else report,
            json_line=None if language is None else _json_line(report, language, file.name),
            lacks_extra=self._lacks_extra,
        )

    def outcomes(self, files: Iterable[InputFile]) -> list[FileOutcome]:
        """Verify files in their order, without those that nobody named and that hold no credential."""
        found = map(self.outcome, files)
        return [outcome for outcome in found if outcome is not None]

    def _fetcher(self) -> Fetch:
        """Return what fetches: the network, and the cache that it fills; or the cache alone."""
        folder, clock = self._options.cache_folder, self._options.clock
        cache = ResourceCache(folder) if folder is not None else None
        if self._options.offline:
            return from_cache(cache) if cache is not None else offline
        try:
            from verifier.http import HttpFetcher
        except ModuleNotFoundError:
            return self._unable
        if cache is None or clock is None:
            return HttpFetcher()
        return into_cache(HttpFetcher(), cache, clock)

    def _unable(self, _needed: Needed) -> Unavailable:
        self._lacks_extra = True
        return Unavailable(UnavailableReason.EXTRA_NOT_INSTALLED)


def calls_for_note(report: VerificationReport) -> bool:
    """Tell whether it passed, while a check that the policy does not require failed."""
    failed = any(result.status is CheckStatus.FAILED for result in report.results)
    return failed and report.conclusion is Conclusion.PASSED


def _said(report: VerificationReport) -> tuple[str, ...]:
    card, document = report.signed_card, report.signed_document
    if card is not None:
        return tuple(one for one in (card.name, card.title) if one)
    if document is None:
        return ()
    return tuple(one for one in (recipient_name(document), title(document)) if one)


def _json_line(report: VerificationReport, language: str, name: str) -> str:
    from verifier.report_json import report_json
    from verifier.texts import texts

    # ASCII, so that nothing in a credential drives the terminal that this is shown on.
    return json.dumps(report_json(report, texts(language), file=name))


def holds_credential(report: VerificationReport) -> bool:
    """Tell whether a file that nobody named has anything to report on."""
    structure = report.result(CheckId.STRUCTURE)
    if structure is not None and structure.status is not CheckStatus.PASSED:
        if any(finding.code in _NO_CREDENTIAL for finding in structure.findings):
            return False
        return report.unverified is None or not _SUPPORTING_TYPES & set(types(report.unverified))
    return True
