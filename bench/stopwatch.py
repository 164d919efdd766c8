"""How long the steps of a task take: the real functions, each with a stopwatch around it.

A function's time is its own: what other functions with a stopwatch take within it is theirs. What the
stopwatches themselves take is measured beforehand, and taken off.
"""

import functools
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter_ns
from typing import Final, ParamSpec, TypeVar

Given = ParamSpec("Given")
Returned = TypeVar("Returned")
Document = TypeVar("Document")

REST: Final = "everything else"
_TRIALS: Final = 50
_CALLS: Final = 200


@dataclass(frozen=True, slots=True)
class Step:
    """What a step takes of one document.

    Attributes:
        name: What is done.
        microseconds: How long it takes; the median of the documents.
        calls: How often it is done; the mean.
    """

    name: str
    microseconds: float
    calls: float


@dataclass(slots=True)
class Stopwatches:
    """Times of functions, by the name of their step."""

    spent: dict[str, int] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    within: dict[str, int] = field(default_factory=dict)
    _running: list[list[int]] = field(default_factory=list)

    def reset(self) -> None:
        """Begin to count anew."""
        for counts in (self.spent, self.calls, self.within):
            counts.update(dict.fromkeys(counts, 0))

    def around(self, step: str, function: Callable[Given, Returned]) -> Callable[Given, Returned]:
        """Return the function with a stopwatch around it."""
        for counts in (self.spent, self.calls, self.within):
            counts.setdefault(step, 0)
        running = self._running

        @functools.wraps(function)
        def timed(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
            frame = [0, 0]  # nanoseconds and calls of what is timed within
            running.append(frame)
            began = perf_counter_ns()
            try:
                return function(*args, **kwargs)
            finally:
                took = perf_counter_ns() - began
                running.pop()
                self.spent[step] += took - frame[0]
                self.within[step] += frame[1]
                self.calls[step] += 1
                if running:
                    running[-1][0] += took
                    running[-1][1] += 1

        return timed


def steps_of(
    run: Callable[[Document], object],
    documents: Sequence[Document],
    steps: Iterable[tuple[str, Sequence[str]]],
) -> list[Step]:
    """Time the steps of a task over these documents.

    Args:
        run: The task.
        documents: What it is done to.
        steps: Names of steps, each with the functions it consists of: ``module:function`` or
            ``module:Class.method``.
    """
    watches = Stopwatches()
    own, outer = _cost_of_a_stopwatch()
    taken: dict[str, list[float]] = {}
    calls: dict[str, int] = {}
    with _put_around(watches, steps):
        timed = watches.around(REST, run)
        for document in documents:
            watches.reset()
            timed(document)
            for name, spent in watches.spent.items():
                cost = own * watches.calls[name] + outer * watches.within[name]
                taken.setdefault(name, []).append(max(0.0, spent - cost) / 1000)
                calls[name] = calls.get(name, 0) + watches.calls[name]
    return [
        # The median: what the machine did meanwhile for somebody else is no part of a step.
        Step(name, median(taken[name]), total / len(documents))
        for name, total in calls.items()
        if total
    ]


@contextmanager
def _put_around(watches: Stopwatches, steps: Iterable[tuple[str, Sequence[str]]]) -> Iterator[None]:
    put: list[tuple[object, str, object]] = []
    try:
        for step, names in steps:
            for name in names:
                owner, attribute = find(name)
                original = getattr(owner, attribute)
                timed = watches.around(step, original)
                for place in _places_of(owner, attribute, original):
                    put.append((place, attribute, original))
                    setattr(place, attribute, timed)
        yield
    finally:
        for place, attribute, original in reversed(put):
            setattr(place, attribute, original)


def find(name: str) -> tuple[object, str]:
    """Return what has the function in it, and under which name.

    Raises:
        AttributeError: There is no such function.
        ImportError: There is no such module.
    """
    module, _, path = name.partition(":")
    owner: object = importlib.import_module(module)
    *classes, attribute = path.split(".")
    for one in classes:
        owner = getattr(owner, one)
    getattr(owner, attribute)
    return owner, attribute


def _places_of(owner: object, attribute: str, original: object) -> list[object]:
    """Return the owner, and the modules that imported the function from it under its own name."""
    if isinstance(owner, type):
        return [owner]
    modules = [
        module
        for module in list(sys.modules.values())
        if module is not owner and getattr(module, "__dict__", {}).get(attribute) is original
    ]
    return [owner, *modules]


def _cost_of_a_stopwatch() -> tuple[float, float]:
    """Return what a stopwatch adds to the time of its own function, and to that of the one around it."""

    def nothing() -> None:
        pass

    watches = Stopwatches()
    timed = watches.around("own", nothing)
    own: list[float] = []
    outer: list[float] = []
    for _ in range(_TRIALS):
        watches.reset()
        began = perf_counter_ns()
        for _ in range(_CALLS):
            nothing()
        plain = perf_counter_ns() - began
        began = perf_counter_ns()
        for _ in range(_CALLS):
            timed()
        whole = perf_counter_ns() - began
        own.append(max(0.0, watches.spent["own"] - plain) / _CALLS)
        outer.append(max(0.0, whole - watches.spent["own"]) / _CALLS)
    return median(own), median(outer)
