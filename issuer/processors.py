"""How many processes work at the same time."""

import os
from typing import Final

MAX_PROCESSES: Final = 64


def processors() -> int:
    """Return how many processes sign by default: one per processor that this one may use, at most 8."""
    # One process stores what the others make; it keeps up with about eight.
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
