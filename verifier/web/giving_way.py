"""Long work gives way to short: between two pieces it waits a little, as long as others are being answered.

A thread that works without end gets half of the interpreter, so that everybody who asks for something small
would wait twice as long. With nobody there, nothing waits.
"""

import time
from collections.abc import Callable
from typing import Final

_PAUSE: Final = 0.004  # seconds; a piece, which is one file of many, takes an eighth of this


class Traffic:
    """Counts what is answered at once. Only the loop that answers counts; any thread may look."""

    def __init__(self) -> None:
        self._answered = 0

    def passed(self) -> None:
        """Count an answer."""
        self._answered += 1

    def answered(self) -> int:
        """Return how many answers there were until now."""
        return self._answered


class GivesWay:
    """Waits for a moment when others were answered since it was last called.

    Args:
        traffic: What is answered.
        sleep: Waits so many seconds.
    """

    def __init__(self, traffic: Traffic, sleep: Callable[[float], None] = time.sleep) -> None:
        self._traffic = traffic
        self._sleep = sleep
        self._seen = traffic.answered()

    def __call__(self) -> None:
        """Give way. To be called between two pieces of work."""
        answered = self._traffic.answered()
        if answered != self._seen:
            self._seen = answered
            self._sleep(_PAUSE)
