"""Two pieces of work in turn, and how the one compares with the other.

What counts is the time of the processor: somebody else who uses the machine meanwhile makes the clock go on.
"""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Prepare = Callable[[int], Callable[[], object]]
"""Gets everything ready for a round, whose number it is given, and returns the work of that round."""

Clock = Callable[[], float]
"""Seconds of the processor so far."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """How one piece of work compares with another.

    Attributes:
        rounds: How often each was done.
        seconds: What the one took, of the processor; the median round.
        other_seconds: And the other.
        ratio: The one over the other within one round; the median.
    """

    rounds: int
    seconds: float
    other_seconds: float
    ratio: float


def time_of_children() -> float:
    """Return what all processes took that were started from here, and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def race(one: Prepare, other: Prepare, *, rounds: int, clock: Clock = time.process_time) -> Race:
    """Do both in turn, every other round the other way around, and once before that to warm up.

    Args:
        one: The one.
        other: The other.
        rounds: How often.
        clock: What counts, for work that is done in other processes.
    """
    taken: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        work = one(number), other(number)
        if number % 2:
            second, first = _time(work[1], clock), _time(work[0], clock)
        else:
            first, second = _time(work[0], clock), _time(work[1], clock)
        taken.append((first, second))
    timed = taken[1:]
    return Race(
        rounds=rounds,
        seconds=median(first for first, _ in timed),
        other_seconds=median(second for _, second in timed),
        ratio=median(first / second for first, second in timed),
    )


def _time(work: Callable[[], object], clock: Clock) -> float:
    gc.collect()  # what was left behind by the one is no work of the other
    began = clock()
    work()
    return clock() - began
