"""Where files are handed in to be verified: at once when everything is at hand, else in a thread."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import UnverifiedDocument
from credentials.proofs.vc_jwt import UnverifiedJWT
from credentials.recognized_entity import TrustList
from verifier.checks.recipient import KnownRecipient
from verifier.judge import judge
from verifier.policy import DEFAULT, Policy
from verifier.report import VerificationReport
from verifier.resources import Fetch, Needed, Resources, Retrieved, Unavailable, UnavailableReason
from verifier.unpack import FileKind, NotUnpacked, Unpacked, kind_of, unpack
from verifier.verifying import verify_unpacked
from verifier.web.at_hand import DocumentsAtHand

MAX_FILE: Final = DEFAULT_LIMITS.max_container_bytes
_MAX_AT_ONCE: Final = 24 * 1024
"""Bytes of a credential that is verified between two other requests. It takes a millisecond or two; an
honest credential has a fifth to a half of this, without pictures."""
_AT_ONCE: Final = (FileKind.JSON, FileKind.JWT, FileKind.CARD, None)
_MAX_FETCHING: Final = timedelta(seconds=12)  # for all documents of one credential


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about a file.

    Attributes:
        data: The file.
        policy: What must hold.
        recipient: Who the credential should be about, or None.
    """

    data: bytes = field(repr=False)
    policy: Policy = DEFAULT
    recipient: KnownRecipient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a file.

    Attributes:
        report: The report.
        kind: What kind of file it is, or None when it is none that we know.
        trust_list: By which list, or None.
        credential: The credential as it was in the file, JSON or JWT, or a card; None when there is none.
    """

    report: VerificationReport
    kind: FileKind | None
    trust_list: TrustList | None
    credential: bytes | None = field(default=None, repr=False)


class VerifyingDesk:
    """Verifies files, with what is at hand and what can be fetched.

    Args:
        clock: Tells the time.
        trust: Returns whom is recognised now, or None.
        given: Returns the documents that this server has itself, such as its own status lists.
        at_hand: What was fetched lately, and what fetches.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        trust: Callable[[], TrustList | None],
        given: Callable[[], Mapping[Needed, bytes]],
        at_hand: DocumentsAtHand,
    ) -> None:
        self._clock = clock
        self._trust = trust
        self._given = given
        self._at_hand = at_hand

    def now(self) -> datetime:
        """Return the moment, to the second: what is verified in one second is verified at one moment.

        Status lists are then unpacked once in that second, not once for every credential.
        """
        return self._clock().replace(microsecond=0)

    def trust_list(self) -> TrustList | None:
        """Return whom is recognised now, or None."""
        return self._trust()

    def at_once(self, question: Question) -> Answer | None:
        """Verify a small credential with what is at hand; return None if it takes more than that."""
        if not is_light(question.data):
            return None
        missing: list[Needed] = []

        def from_memory(needed: Needed) -> Retrieved | Unavailable:
            found = self._at_hand.get(needed)
            if found is None:
                missing.append(needed)
                return Unavailable(UnavailableReason.NOT_GATHERED)
            return found

        return self._answer(question, from_memory, lambda: not missing)

    def thoroughly(self, question: Question) -> Answer:
        """Verify any file, and fetch what is needed. Blocks: to be done in a thread."""
        answer = self._answer(question, self._within(_MAX_FETCHING), lambda: True)
        if answer is None:  # pragma: no cover - nothing is missing when everything is fetched
            raise AssertionError
        return answer

    def _answer(self, question: Question, fetch: Fetch, is_complete: Callable[[], bool]) -> Answer | None:
        at, trust_list = self.now(), self._trust()
        try:
            unpacked = unpack(question.data)
        except NotUnpacked as problem:
            report = judge(problem, Resources(), policy=question.policy, at=at)
            return Answer(report=report, kind=problem.kind, trust_list=trust_list)
        report = verify_unpacked(
            unpacked,
            fetch,
            trust_list=trust_list,
            given=self._given(),
            policy=question.policy,
            at=at,
            recipient=question.recipient,
        )
        if not is_complete():
            return None
        return Answer(
            report=report,
            kind=unpacked.kind,
            trust_list=trust_list,
            credential=_credential_in(unpacked, question.data),
        )

    def _within(self, period: timedelta) -> Fetch:
        """Return a fetcher that stops fetching when the time is up; what is at hand it still has."""
        deadline = time.monotonic() + period.total_seconds()

        def fetch(needed: Needed) -> Retrieved | Unavailable:
            if time.monotonic() < deadline:
                return self._at_hand.fetch(needed)
            return self._at_hand.get(needed) or Unavailable(UnavailableReason.TIMEOUT)

        return fetch


def is_light(data: bytes) -> bool:
    """Tell whether a file takes so little to verify that nobody notices."""
    return len(data) <= _MAX_AT_ONCE and kind_of(data) in _AT_ONCE


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimals."""
    return hashlib.sha256(data).hexdigest()


def _credential_in(unpacked: Unpacked, data: bytes) -> bytes:
    credential = unpacked.credential
    if isinstance(credential, UnverifiedJWT):
        return credential.source.encode("ascii")
    return credential.source if isinstance(credential, UnverifiedDocument) else data
