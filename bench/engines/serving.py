"""How an engine in Python is told what to do: one JSON object per line in, one per line out.

========================================  ==========================================================
In                                        Out
========================================  ==========================================================
``{"do": "open", "task", "file"}``        ``{}``: the next rounds of the task go through this file
``{"do": "round", "task", "seconds"}``    ``latencies`` (nanoseconds for each document), ``cpu``
                                          (nanoseconds of all threads, for all of them together),
                                          ``again`` (how often the file was begun anew)
``{"do": "answer", "task", "line"}``      ``output``: what comes out for this one line
``{"do": "memory"}``                      ``peak_kib``: the most memory this process ever had
========================================  ==========================================================

A file has one document per line. Lines are read and prepared in small blocks outside the time that
is measured, so that the file is not in the memory that is measured either.
"""

import itertools
import json
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns, process_time_ns
from typing import Final, Generic, TypeVar

Prepared = TypeVar("Prepared")

_BLOCK: Final = 32
_NANOSECONDS: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Task(Generic[Prepared]):
    """Something that an engine can do to a document.

    Attributes:
        prepare: Makes of a line what the engine is given; not timed.
        run: The work. It returns what was made, or raises when there is anything to complain of.
    """

    prepare: Callable[[bytes], Prepared]
    run: Callable[[Prepared], bytes | None]

    def time(self, lines: Iterator[bytes], seconds: float) -> tuple[list[int], int]:
        """Work for about so long. Return how long each document took, and the processor time of all."""
        latencies: list[int] = []
        cpu = 0
        left = int(seconds * _NANOSECONDS)
        run = self.run
        while left > 0:
            block = [self.prepare(line) for line in itertools.islice(lines, _BLOCK)]
            cpu -= process_time_ns()
            for prepared in block:
                began = perf_counter_ns()
                run(prepared)
                took = perf_counter_ns() - began
                latencies.append(took)
                left -= took
                if left <= 0:
                    break
            cpu += process_time_ns()
        return latencies, cpu

    def answer(self, line: bytes) -> bytes | None:
        """Return what comes out for one line."""
        return self.run(self.prepare(line))


class _Lines:
    """The lines of a file, without end."""

    def __init__(self, path: Path) -> None:
        self.again = 0
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        while True:
            with self._path.open("rb") as file:
                yield from file
            self.again += 1


def serve(tasks: Mapping[str, Task[Prepared]]) -> None:
    """Do as standard input says, until it ends."""
    files: dict[str, _Lines] = {}
    lines: dict[str, Iterator[bytes]] = {}
    for line in sys.stdin:
        request = json.loads(line)
        reply: dict[str, object] = {}
        match request["do"]:
            case "open":
                files[request["task"]] = opened = _Lines(Path(request["file"]))
                lines[request["task"]] = iter(opened)
            case "round":
                name = request["task"]
                latencies, cpu = tasks[name].time(lines[name], request["seconds"])
                reply = {"latencies": latencies, "cpu": cpu, "again": files[name].again}
            case "answer":
                output = tasks[request["task"]].answer(request["line"].encode())
                reply = {"output": output.decode() if output is not None else None}
            case "memory":
                reply = {"peak_kib": peak_kib()}
            case other:
                raise ValueError(other)
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


def peak_kib() -> int:
    """Return the most memory that this process ever had resident, in KiB."""
    # Not getrusage where it can be helped: on Linux it counts what the parent had when it forked.
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak
