"""How fast this machine is now, so that a bound on CPU time holds on a slower one as well."""

import time

_SECONDS_ON_THE_MEASURED_MACHINE = 0.02
_AT_MOST = 4.0  # beyond this a bound would bound nothing


def slowness() -> float:
    """Return how much slower than the machine that the bounds were measured on: from 1 to 4."""
    return min(_AT_MOST, max(1.0, min(_one_round() for _ in range(3)) / _SECONDS_ON_THE_MEASURED_MACHINE))


def _one_round() -> float:
    started = time.process_time()
    sum(number * number for number in range(300_000))
    return time.process_time() - started
