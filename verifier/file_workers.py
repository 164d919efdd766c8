"""Processes that verify files for this one, each a chunk of them at a time.

Every process has a pipe of its own, and nobody else holds an end of it. So one that is killed, whatever
it was doing, is noticed at once, and leaves nothing locked or half said for which others would wait.
"""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from verifier.inputs import InputFile
from verifier.run import FileOutcome, Run, RunOptions

# A fork has everything loaded; elsewhere it is not safe, and each process loads it anew.
_CONTEXT: Final = get_context("fork") if sys.platform == "linux" else get_context("spawn")


@contextmanager
def file_workers(number: int, options: RunOptions) -> Iterator["FileWorkers"]:
    """Start this many processes, and stop them in the end, whatever they are doing.

    No thread should be running when they start: a lock that it holds would be locked in them for ever.
    """
    workers = FileWorkers(options)
    try:
        with _interrupt_later():
            for _ in range(number):
                workers.start()
        yield workers
    finally:
        workers.stop()


class FileWorkers:
    """Processes that verify files.

    Args:
        options: What is the same for every file.
    """

    def __init__(self, options: RunOptions) -> None:
        self._options = options
        self._processes: list[BaseProcess] = []
        self._ours: list[Connection] = []
        self._idle: list[Connection] = []

    def start(self) -> None:
        """Start one."""
        ours, theirs = _CONTEXT.Pipe()
        self._ours.append(ours)
        # A process that held this end of a pipe would keep the one at the other end waiting for ever.
        process = _CONTEXT.Process(target=_work, args=(theirs, self._ours, self._options), daemon=True)
        process.start()
        theirs.close()
        self._processes.append(process)
        self._idle.append(ours)

    def stop(self) -> None:
        """Stop all of them."""
        for connection in self._ours:
            connection.close()
        for process in self._processes:
            process.kill()  # there is nothing that it would have to put away
        for process in self._processes:
            process.join()

    def outcomes(
        self, chunks: Sequence[Sequence[InputFile]]
    ) -> Iterator[tuple[int, list[FileOutcome] | None]]:
        """Verify chunks of files, and yield the number of each and what became of it, as it comes.

        A chunk has None when the process that had it is gone, and when there are none left.
        """
        coming = iter(enumerate(chunks))
        busy = self._hand_out(coming)
        while busy:
            spoke = wait(list(busy))
            came = [(busy.pop(ours), self._answer(ours)) for ours in list(busy) if ours in spoke]
            busy |= self._hand_out(coming)
            yield from came
        for number, _ in coming:
            yield number, None

    def _hand_out(self, coming: Iterator[tuple[int, Sequence[InputFile]]]) -> dict[Connection, int]:
        """Give everyone who has nothing to do a chunk, and return who has which."""
        given: dict[Connection, int] = {}
        while self._idle and (order := next(coming, None)) is not None:
            ours = self._idle.pop()
            given[ours], chunk = order
            with suppress(OSError):  # who is gone by now is missed when the answer is read
                ours.send(chunk)
        return given

    def _answer(self, ours: Connection) -> list[FileOutcome] | None:
        try:
            answer: list[FileOutcome] = ours.recv()
        except (EOFError, OSError):
            return None
        self._idle.append(ours)
        return answer


def _work(orders: Connection, foreign: Sequence[Connection], options: RunOptions) -> None:
    """Verify what is asked, until nobody asks any more."""
    # Ctrl-C goes to every process of the terminal. The one that asks decides what comes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in foreign:
        connection.close()
    run = Run(options)
    with suppress(EOFError, OSError):
        while True:
            files: Sequence[InputFile] = orders.recv()
            orders.send(run.outcomes(files))


@contextmanager
def _interrupt_later() -> Iterator[None]:
    """Let Ctrl-C wait, also in processes that start meanwhile, so that they have time to ignore it."""
    if sys.platform == "win32":  # which has nothing to make it wait
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
