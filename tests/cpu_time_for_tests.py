"""How fast this machine is now, so that a bound on CPU time holds on a slower one as well."""

import time
from collections.abc import Callable

_SECONDS_ON_THE_MEASURED_MACHINE = 0.02
_AT_MOST = 4.0  # beyond this a bound would bound nothing


def slowness() -> float:
    """Return how much slower than the machine that the bounds were measured on: from 1 to 4."""
    return min(_AT_MOST, max(1.0, min(_one_round() for _ in range(3)) / _SECONDS_ON_THE_MEASURED_MACHINE))


def _one_round() -> float:
    started = time.process_time()
    sum(number * number for number in range(300_000))
    return time.process_time() - started


def least_cpu_time(bound: float, work: Callable[[int], object], *, tries: int = 8) -> float:
    """Return how many seconds some work takes, at its quickest, on the machine that was measured on.

    Others use the machine too, so it is tried again as long as it takes longer than the bound.

    Args:
        bound: In seconds. When a try is quicker, there is no other.
        work: What is done. It is given the number of the try, so that it need not do the same twice
            where the outcome would be remembered.
        tries: How often at most.
    """
    quickest = float("inf")
    for number in range(tries):
        before = slowness()
        started = time.process_time()
        work(number)
        spent = time.process_time() - started
        quickest = min(quickest, spent / max(before, slowness()))
        if quickest < bound:
            break
    return quickest
