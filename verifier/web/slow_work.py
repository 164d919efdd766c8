"""Work that takes long, beside the loop that answers everybody: in a few threads, with an end to it."""

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Busy(Exception):
    """So much is waiting already, in all or of one client, that this would not be done in time."""


class TookTooLong(Exception):
    """The time for it is up. The thread goes on until it ends, and keeps its place meanwhile."""


class _Piece(Generic[_T]):
    """A piece of work, and for whom."""

    __slots__ = ("client", "done", "work")

    def __init__(self, work: Callable[[], _T], client: bytes) -> None:
        self.work = work
        self.client = client
        self.done: Future[_T] = Future()


class SlowWork:
    """A few threads, and a queue that is no longer than they can clear.

    No client gets more than half of the threads at a time, so that there is one for somebody else.

    Args:
        name: Of the threads.
        threads: How many there are. They start when there is work.
        waiting: How much may wait for them, besides what they do.
        timeout: How long one piece of work may take, waiting included.
        share: How much of one client there may be, what waits included; by default as much as there is room.
    """

    def __init__(
        self, name: str, *, threads: int, waiting: int, timeout: timedelta, share: int | None = None
    ) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._threads = threads
        self._at_a_time = max(1, threads // 2)
        self._room = threads + waiting
        self._share = share if share is not None else self._room
        self._seconds = timeout.total_seconds()
        self._lock = threading.Lock()  # of what follows
        self._waiting: deque[_Piece[object]] = deque()
        self._running = 0
        self._running_of: Counter[bytes] = Counter()
        self._there_of: Counter[bytes] = Counter()
        self._closed = False

    async def do(self, work: Callable[[], _T], *, client: bytes = b"") -> _T:
        """Do ``work`` in a thread, and return what it returns.

        Args:
            work: What to do.
            client: For whom; without it, it counts for nobody's share.

        Raises:
            Busy: There is no room in the queue, or this client has its share of it.
            TookTooLong: It was not done in time.
        """
        piece = _Piece(work, client)
        with self._lock:
            if self._closed or self._running + len(self._waiting) >= self._room:
                raise Busy
            if client and self._there_of[client] >= self._share:
                raise Busy
            self._there_of[client] += 1
            self._waiting.append(piece)  # type: ignore[arg-type]  # whatever it returns, it goes to its own future
            self._start()
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(piece.done)), self._seconds)
        except TimeoutError:
            self._give_up(piece)
            raise TookTooLong from None

    def close(self) -> None:
        """Take no more work; what is being done ends by itself."""
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, deque()
        for piece in waiting:
            piece.done.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        """Give free threads what waits longest and may be done now. The lock is held."""
        while self._running < self._threads and not self._closed:
            piece = next((one for one in self._waiting if self._may_run(one.client)), None)
            if piece is None:
                return
            self._waiting.remove(piece)
            self._running += 1
            self._running_of[piece.client] += 1
            self._executor.submit(self._run, piece)

    def _may_run(self, client: bytes) -> bool:
        return not client or self._running_of[client] < self._at_a_time

    def _run(self, piece: _Piece[object]) -> None:
        result: object = None
        problem: BaseException | None = None
        try:
            result = piece.work()
        except BaseException as error:  # raised again where somebody waits for it
            problem = error
        # Its place is free before anybody hears of it, and counted until then, also if nobody waits any more.
        with self._lock:
            self._running -= 1
            _count_down(self._running_of, piece.client)
            _count_down(self._there_of, piece.client)
            self._start()
        if problem is not None:
            piece.done.set_exception(problem)
        else:
            piece.done.set_result(result)

    def _give_up(self, piece: _Piece[_T]) -> None:
        """Let go of what has not begun."""
        with self._lock:
            if piece in self._waiting:
                self._waiting.remove(piece)  # type: ignore[arg-type]  # as above
                _count_down(self._there_of, piece.client)


def _count_down(counts: Counter[bytes], client: bytes) -> None:
    """Count one less, and remember nobody of whom there is nothing."""
    counts[client] -= 1
    if counts[client] <= 0:
        del counts[client]
