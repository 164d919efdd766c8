"""Make credentials in several processes: the parent hands out orders and gets deliveries back.

The processes are forked from this one, before it has threads or database connections. So they have the
keys that were opened here, and no passphrase or key travels anywhere. They never touch the database.
A worker that loses its parent stops by itself; a worker that is lost has its order done by another.
"""

import gc
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from traceback import format_exc
from typing import Final, Protocol

from issuer.errors import WorkersLost
from issuer.production.making import CredentialMaker
from issuer.production.orders import Delivery, Order

_SECONDS_TO_STOP: Final = 5.0


class Workshop(Protocol):
    """Somewhere that credentials are made."""

    def deliver(self, orders: Iterable[Order]) -> Iterator[Delivery]:
        """Take orders when there is room for them, and yield each delivery as soon as it is there.

        Raises:
            WorkersLost: Every worker died.
        """
        ...


class ThisProcess:
    """Makes everything here, one order at a time."""

    def __init__(self, maker: CredentialMaker) -> None:
        self._maker = maker

    def deliver(self, orders: Iterable[Order]) -> Iterator[Delivery]:
        """Yield the deliveries in the order of the orders."""
        yield from map(self._maker.make, orders)


@contextmanager
def workshop(maker: CredentialMaker, *, processes: int) -> Iterator[Workshop]:
    """Open a workshop with this many workers; with one, or where forking is unsafe, work in this process.

    The caller must hold no open database connection. A process with threads is not forked: a lock that
    another thread holds at that moment would be locked for ever in the child.
    """
    if processes < 2 or threading.active_count() > 1:
        yield ThisProcess(maker)
        return
    workers: list[_Worker] = []
    try:
        for number in range(processes):
            workers.append(_Worker(number, maker, [one.ours for one in workers]))
        yield _Workers(workers)
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """One process, as the parent sees it; it runs at once."""

    def __init__(self, number: int, maker: CredentialMaker, foreign: Iterable[Connection]) -> None:
        # Each end of a pipe is held by one process alone, or nobody would notice that it is gone. So this
        # process lets go of the worker's end before it forks the next one, and the worker of all of ours.
        context = get_context("fork")
        self.ours, theirs = context.Pipe()
        self._process = context.Process(
            target=_work,
            args=(maker, theirs, [*foreign, self.ours]),
            name=f"waarmerk-issue-{number + 1}",
            daemon=True,
        )
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """Let go. What a worker is making has not left it, and no store knows of it."""
        self.ours.close()
        self._process.terminate()
        self._process.join(_SECONDS_TO_STOP)
        if self._process.exitcode is None:
            self._process.kill()


class _Workers:
    """Keeps every worker busy."""

    def __init__(self, workers: Iterable[_Worker]) -> None:
        self._idle = deque(worker.ours for worker in workers)
        self._number = len(self._idle)
        self._busy: dict[Connection, Order] = {}
        self._left_over: deque[Order] = deque()
        self._ahead: deque[Order] = deque()

    def deliver(self, orders: Iterable[Order]) -> Iterator[Delivery]:
        """Yield the deliveries as they come.

        Orders are taken ahead while everyone is busy, so that nobody waits for one to be prepared.
        A worker is only sent to when it waits for an order. If two ends of a pipe could both be
        sending, both could wait for room in it for ever.
        """
        coming = iter(orders)
        while True:
            while self._idle and (order := self._next(coming)) is not None:
                self._send(order)
            if not self._busy:
                if self._left_over:
                    raise WorkersLost()
                return
            self._take_ahead(coming)
            for connection in wait(list(self._busy)):
                if not isinstance(connection, Connection):  # pragma: no cover - nothing else is waited for
                    continue
                delivery = self._receive(connection)
                if delivery is None:
                    continue
                # First give the worker something to do, then let the caller store the delivery.
                if (order := self._next(coming)) is not None:
                    self._send(order)
                yield delivery

    def _next(self, coming: Iterator[Order]) -> Order | None:
        if self._left_over:
            return self._left_over.popleft()
        return self._ahead.popleft() if self._ahead else next(coming, None)

    def _take_ahead(self, coming: Iterator[Order]) -> None:
        """Take an order for each worker, as long as nobody is done with theirs."""
        while len(self._ahead) < self._number and not wait(list(self._busy), timeout=0):
            order = next(coming, None)
            if order is None:
                return
            self._ahead.append(order)

    def _send(self, order: Order) -> None:
        connection = self._idle.popleft()
        try:
            connection.send(order)
        except OSError:
            self._left_over.append(order)
        else:
            self._busy[connection] = order

    def _receive(self, connection: Connection) -> Delivery | None:
        order = self._busy.pop(connection)
        try:
            received = connection.recv()
        except (EOFError, OSError):
            self._left_over.append(order)
            return None
        if not isinstance(received, Delivery):
            raise RuntimeError(f"a worker failed:\n{received}")
        self._idle.append(connection)
        return received


def _work(maker: CredentialMaker, orders: Connection, foreign: Iterable[Connection]) -> None:
    """Make what is ordered, until the parent is gone."""
    # Ctrl-C goes to every process of the terminal. The parent decides what comes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in foreign:
        connection.close()
    gc.freeze()  # what was there before the fork stays shared memory
    with suppress(EOFError, OSError):
        while True:
            order: Order = orders.recv()
            try:
                answer: Delivery | str = maker.make(order)
            except Exception:  # the parent must know; the traceback has no values of variables
                answer = format_exc()
            orders.send(answer)
