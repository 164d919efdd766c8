"""Two pieces of work in turn, and how the one compares with the other."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Prepare = Callable[[int], Callable[[], object]]
"""Gets everything ready for a round, whose number it is given, and returns the work of that round."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """How one piece of work compares with another.

    Attributes:
        rounds: How often each was done.
        seconds: What the one took; the median round.
        other_seconds: And the other.
        ratio: The one over the other within one round; the median.
    """

    rounds: int
    seconds: float
    other_seconds: float
    ratio: float


def race(one: Prepare, other: Prepare, *, rounds: int) -> Race:
    """Do both in turn, every other round the other way around, and once before that to warm up."""
    taken: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        work = one(number), other(number)
        if number % 2:
            second, first = _time(work[1]), _time(work[0])
        else:
            first, second = _time(work[0]), _time(work[1])
        taken.append((first, second))
    timed = taken[1:]
    return Race(
        rounds=rounds,
        seconds=median(first for first, _ in timed),
        other_seconds=median(second for _, second in timed),
        ratio=median(first / second for first, second in timed),
    )


def _time(work: Callable[[], object]) -> float:
    gc.collect()  # what was left behind by the one is no work of the other
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
