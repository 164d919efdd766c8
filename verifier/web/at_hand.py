"""Documents that others publish, kept in memory for a while: status lists, and the keys of issuers.

Whole lists are fetched, for everybody who asks; so who publishes a list learns that somebody verified
something in the last minutes, and not who or what. Nothing of it is written anywhere.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from verifier.resources import Fetch, Needed, ResourceKind, Retrieved, Unavailable, UnavailableReason

_MAX_AGE: Final = {
    ResourceKind.STATUS_LIST: timedelta(minutes=5),
    ResourceKind.STATUS_CHANGES: timedelta(hours=1),
    ResourceKind.CONTROLLER_DOCUMENT: timedelta(hours=1),
    ResourceKind.JWKS: timedelta(hours=1),
}
# What could not be had is tried again soon, yet not for every request: an unreachable host takes seconds.
_MAX_AGE_OF_FAILURE: Final = timedelta(seconds=30)
_MAX_DOCUMENTS: Final = 1_000
_MAX_BYTES: Final = 64 * 1024 * 1024

_Answer = Retrieved | Unavailable


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: _Answer
    until: datetime

    @property
    def size(self) -> int:
        return len(self.answer.content) if isinstance(self.answer, Retrieved) else 0


class DocumentsAtHand:
    """What was fetched not long ago, by any request.

    Args:
        fetch: Gets a document. None when nothing is to be fetched.
        clock: Tells the time.
    """

    def __init__(self, fetch: Fetch | None, clock: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Needed, _Kept] = OrderedDict()
        self._bytes = 0
        self._coming: dict[Needed, Future[_Answer]] = {}

    def get(self, needed: Needed) -> _Answer | None:
        """Return a document that is at hand, or why it could not be had; None if it has to be fetched."""
        if self._fetch is None:
            return Unavailable(UnavailableReason.OFFLINE)
        with self._lock:
            kept = self._kept.get(needed)
            if kept is None or kept.until <= self._clock():
                return None
            self._kept.move_to_end(needed)
            return kept.answer

    def fetch(self, needed: Needed) -> _Answer:
        """Return a document, fetched if it is not at hand. Blocks; an instance's method is a Fetch.

        Who asks for what somebody is fetching already waits for that.
        """
        answer = self.get(needed)
        if answer is not None or self._fetch is None:
            return answer or Unavailable(UnavailableReason.OFFLINE)
        with self._lock:
            coming = self._coming.get(needed)
            if coming is None:
                mine = self._coming[needed] = Future()
        if coming is not None:
            return coming.result()
        try:
            answer = self._fetched(needed, self._fetch)
            mine.set_result(answer)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._coming[needed]
        return answer

    def _fetched(self, needed: Needed, fetch: Fetch) -> _Answer:
        answer = fetch(needed)
        now = self._clock()
        if isinstance(answer, bytes):
            answer = Retrieved(answer, now)
        is_there = isinstance(answer, Retrieved)
        age = _MAX_AGE.get(needed.kind) if is_there else _MAX_AGE_OF_FAILURE
        if age is not None:
            self._keep(needed, _Kept(answer, now + age))
        return answer

    def _keep(self, needed: Needed, kept: _Kept) -> None:
        with self._lock:
            earlier = self._kept.pop(needed, None)
            self._bytes += kept.size - (earlier.size if earlier is not None else 0)
            self._kept[needed] = kept
            while len(self._kept) > _MAX_DOCUMENTS or self._bytes > _MAX_BYTES:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= dropped.size
