"""Work that takes long, beside the loop that answers everybody: in a few threads, with an end to it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

_T = TypeVar("_T")


class Busy(Exception):
    """So much is waiting already that this would not be done in time."""


class TookTooLong(Exception):
    """The time for it is up. The thread goes on until it ends, and keeps its place meanwhile."""


class SlowWork:
    """A few threads, and a queue that is no longer than they can clear.

    Args:
        name: Of the threads.
        threads: How many there are. They start when there is work.
        waiting: How much may wait for them, besides what they do.
        timeout: How long one piece of work may take, waiting included.
    """

    def __init__(self, name: str, *, threads: int, waiting: int, timeout: timedelta) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._room = threads + waiting
        self._taken = 0
        self._counting = threading.Lock()
        self._seconds = timeout.total_seconds()

    async def do(self, work: Callable[[], _T]) -> _T:
        """Do ``work`` in a thread, and return what it returns.

        Raises:
            Busy: There is no room in the queue.
            TookTooLong: It was not done in time.
        """
        with self._counting:
            if self._taken >= self._room:
                raise Busy
            self._taken += 1
        future = self._executor.submit(work)
        # Counted until the thread has ended, not until somebody stopped waiting for it.
        future.add_done_callback(self._leave)
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), self._seconds)
        except TimeoutError:
            future.cancel()  # if it has not begun
            raise TookTooLong from None

    def close(self) -> None:
        """Take no more work; what is being done ends by itself."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _leave(self, _done: "Future[_T]") -> None:
        with self._counting:
            self._taken -= 1
