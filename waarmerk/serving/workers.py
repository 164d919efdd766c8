"""Serve, in one process or in several that share a socket."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Final

import uvicorn

_PAUSE: Final = 1.0  # seconds before a process that ended is started anew
_GRACE: Final = 10.0  # seconds that processes get to finish what they are doing


def can_have_workers() -> bool:
    """Tell whether several processes can serve here: they are forked, so that they share one secret."""
    return sys.platform == "linux"


def run(config: uvicorn.Config, prepare: Callable[[], None], *, workers: int) -> None:
    """Serve until stopped.

    Args:
        config: Of the server.
        prepare: Called in each process before it serves.
        workers: How many processes.
    """
    if workers == 1:
        prepare()
        uvicorn.Server(config).run()
        return
    sockets = [config.bind_socket()]

    def serve() -> None:
        prepare()
        uvicorn.Server(config).run(sockets=sockets)

    _Supervisor(serve, workers).run()


class _Supervisor:
    """Keeps processes running until it is told to stop.

    Args:
        serve: What each of them does.
        number: How many there are.
    """

    def __init__(self, serve: Callable[[], None], number: int) -> None:
        self._serve = serve
        self._number = number
        self._processes: list[BaseProcess] = []
        self._stopped = threading.Event()

    def run(self) -> None:
        """Serve until stopped."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        self._processes = [self._started() for _ in range(self._number)]
        while not self._stopped.wait(_PAUSE):
            for place, process in enumerate(self._processes):
                if not process.is_alive():  # whatever ended it may end the next one as well, a second later
                    self._processes[place] = self._started()
        self._end()

    def _started(self) -> BaseProcess:
        process = multiprocessing.get_context("fork").Process(target=self._serve, daemon=True)
        process.start()
        return process

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopped.set()

    def _end(self) -> None:
        for process in self._processes:
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + _GRACE
        for process in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
