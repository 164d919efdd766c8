"""Run a command, and see how long it takes and how much memory it has with all its processes."""

import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SECONDS_BETWEEN_LOOKS: Final = 0.05
_PROC: Final = Path("/proc")


class JobFailed(Exception):
    """A command ended with another exit status than it should."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command that ran.

    Attributes:
        seconds: From its start to its end.
        peak_mib: The most memory that it had with all its processes at once, or 0 where that cannot be
            seen. What processes share is counted once. Seen every 50 ms.
        processes: The most processes that it was at once.
        output: What it printed.
    """

    seconds: float
    peak_mib: float
    processes: int
    output: str


def run_job(command: Sequence[str], *, environment: Mapping[str, str]) -> Job:
    """Run a command to its end.

    Raises:
        JobFailed: Its exit status is not 0.
    """
    peak = 0.0
    most = 1
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - a command of ours
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        while True:
            try:
                status = process.wait(_SECONDS_BETWEEN_LOOKS)
                break
            except subprocess.TimeoutExpired:
                family = list(_family(process.pid))
                most = max(most, len(family))
                peak = max(peak, sum(map(_proportional_mib, family)))
        seconds = time.perf_counter() - began
        output.seek(0)
        printed = output.read().decode(errors="replace")
    if status != 0:
        raise JobFailed(f"status {status} from {' '.join(command)}\n{printed}")
    return Job(seconds, peak, most, printed)


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that it started, and those too."""
    yield process
    try:
        children = [file.read_text() for file in (_PROC / str(process) / "task").glob("*/children")]
    except OSError:  # it has ended
        return
    for child in " ".join(children).split():
        yield from _family(int(child))


def _proportional_mib(process: int) -> float:
    try:
        for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:  # it has ended, or this is no Linux
        pass
    return 0.0
