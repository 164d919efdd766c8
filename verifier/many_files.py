"""Verify many files, in as many processes as help."""

import os
from collections.abc import Callable, Generator, Sequence
from typing import Final

from verifier.inputs import InputFile
from verifier.run import FileOutcome, Run, RunOptions

# A process takes a tenth of a second to start, which is what some two hundred files take.
_FILES_PER_PROCESS: Final = 200
_MOST_PROCESSES: Final = 8
_CHUNK: Final = 64

Outcomes = Generator[tuple[int, list[FileOutcome]]]


def sensible_processes(files: int) -> int:
    """Return how many processes are worth starting for this many files."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, _MOST_PROCESSES, files // _FILES_PER_PROCESS))


def outcomes(
    files: Sequence[InputFile],
    options: RunOptions,
    *,
    processes: int = 1,
    on_lost: Callable[[], None] | None = None,
) -> Outcomes:
    """Verify files, and yield what became of them in their order, as it becomes known.

    Each item is how many files were looked at, and the outcomes: files in folders that hold no
    credential have none. What a process had that is gone, for the system may end one that takes too
    much memory, is verified in this one.

    Args:
        files: The files.
        options: What is the same for all of them.
        processes: How many to use; one does all in this process. They start when the first item is
            asked for, and no thread should be running by then. Closing the generator stops them.
        on_lost: Called once, when a process turns out to be gone.
    """
    if processes == 1 or any(file.path is None for file in files):  # there is one standard input
        run = Run(options)
        for file in files:
            yield 1, run.outcomes([file])
        return
    yield from _in_processes(files, options, processes, on_lost)


def _in_processes(
    files: Sequence[InputFile], options: RunOptions, processes: int, on_lost: Callable[[], None] | None
) -> Outcomes:
    # What a single file has no need of is not loaded for it.
    from verifier.file_workers import file_workers

    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    early: dict[int, list[FileOutcome] | None] = {}
    run: Run | None = None
    due = 0
    with file_workers(min(processes, len(chunks)), options) as workers:
        for number, answer in workers.outcomes(chunks):
            early[number] = answer
            while due in early:
                found = early.pop(due)
                if found is None:
                    if run is None:
                        run = Run(options)
                        if on_lost is not None:
                            on_lost()
                    found = run.outcomes(chunks[due])
                yield len(chunks[due]), found
                due += 1
