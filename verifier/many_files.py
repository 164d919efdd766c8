"""Verify many files, in as many processes as help."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from verifier.inputs import InputFile
from verifier.run import FileOutcome, Run, RunOptions

# A process takes a tenth of a second to start, which is what some two hundred files take.
_FILES_PER_PROCESS: Final = 200
_MOST_PROCESSES: Final = 8
_CHUNK: Final = 64


def sensible_processes(files: int) -> int:
    """Return how many processes are worth starting for this many files."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, _MOST_PROCESSES, files // _FILES_PER_PROCESS))


def outcomes(
    files: Sequence[InputFile], options: RunOptions, *, processes: int = 1
) -> Iterator[tuple[int, list[FileOutcome]]]:
    """Verify files, and yield what became of them in their order, as it becomes known.

    Each item is how many files were looked at, and the outcomes: files in folders that hold no
    credential have none.

    Args:
        files: The files.
        options: What is the same for all of them.
        processes: How many to use; one does all in this process. They start when the first item is
            asked for, and no thread should be running by then.
    """
    if processes == 1 or any(file.path is None for file in files):  # there is one standard input
        run = Run(options)
        for file in files:
            outcome = run.outcome(file)
            yield 1, [] if outcome is None else [outcome]
        return
    # What a single file has no need of is not loaded for it.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything loaded; elsewhere it is not safe, and each process loads it anew.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(processes, context, _start, (options,)) as pool:
        try:
            yield from pool.map(_verify_chunk, _chunks(files))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _chunks(files: Sequence[InputFile]) -> Iterator[list[InputFile]]:
    remaining = iter(files)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


_run_of_process: Run | None = None


def _start(options: RunOptions) -> None:
    global _run_of_process
    _run_of_process = Run(options)


def _verify_chunk(files: list[InputFile]) -> tuple[int, list[FileOutcome]]:
    if _run_of_process is None:
        raise RuntimeError("this process was not started by outcomes()")
    found = [_run_of_process.outcome(file) for file in files]
    return len(files), [outcome for outcome in found if outcome is not None]
