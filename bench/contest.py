"""Engines side by side: everybody does a short round in turn, again and again.

The machine is never quiet. What it does meanwhile hits all engines alike when their turns are short, so
figures are compared within one go around, and the median of those comparisons is what is told.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bench.engine_process import Engine, Round
from bench.pool import Pool

OURS: Final = "ours"
NODE: Final = "digitalbazaar.mjs"
LIMIT: Final = "physical_limit"


@dataclass(frozen=True, slots=True)
class Entry:
    """An engine at a task.

    Attributes:
        engine: Its program in ``bench.engines``.
        task: One of its tasks.
        measure: What it is compared in: "issue" or "verify".
    """

    engine: str
    task: str
    measure: str

    def file(self, pool: Pool) -> Path:
        """Return the documents for it."""
        if self.engine == LIMIT:
            return pool.few
        return pool.unsigned if self.measure == "issue" else pool.signed


ESSENTIAL: Final = (
    Entry(NODE, "issue", "issue"),
    Entry(OURS, "issue", "issue"),
    Entry(OURS, "batch", "issue"),
    Entry(LIMIT, "issue", "issue"),
    Entry(NODE, "verify", "verify"),
    Entry(OURS, "verify", "verify"),
    Entry(OURS, "verify with status list", "verify"),
    Entry(LIMIT, "verify", "verify"),
)
ALL: Final = (
    *ESSENTIAL,
    Entry("openvc_core", "issue", "issue"),
    Entry("openbadges_lib", "issue", "issue"),
    Entry("pyld_and_cryptography", "issue", "issue"),
    Entry("openvc_core", "verify", "verify"),
    Entry("openbadges_lib", "verify", "verify"),
    Entry("openbadges_lib", "verify, everything", "verify"),
    Entry("pyld_and_cryptography", "verify", "verify"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an engine did at a task.

    Attributes:
        badge: "small" or "large".
        engine: Its program.
        task: The task.
        measure: "issue" or "verify".
        processes: In how many processes at once.
        rate: Badges per second, all processes together; the median round.
        p50: Microseconds for one badge: half were faster.
        p99: And all but one in a hundred.
        cpu: Microseconds of processor time for one badge, all threads together.
        count: How many badges in all rounds.
        again: Whether a badge came by more than once.
        of_node: Rate over that of @digitalbazaar/vc in the same go around; the median.
        of_limit: Rate over that of the physical limit, alike.
    """

    badge: str
    engine: str
    task: str
    measure: str
    processes: int
    rate: float
    p50: float
    p99: float
    cpu: float
    count: int
    again: bool
    of_node: float
    of_limit: float | None


class Contest:
    """Engines that run, each in so many processes.

    Args:
        entries: Who takes part in what.
        folder: For temporary files.
        processes: How many processes of each engine.
    """

    def __init__(self, entries: Sequence[Entry], folder: Path, *, processes: int = 1) -> None:
        self._entries = entries
        self._folder = folder
        self._processes = processes
        self._stack = ExitStack()
        self._engines: dict[str, list[Engine]] = {}

    def __enter__(self) -> "Contest":
        for name in dict.fromkeys(entry.engine for entry in self._entries):
            self._engines[name] = [
                self._stack.enter_context(Engine(name, self._folder)) for _ in range(self._processes)
            ]
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def run(
        self, pool: Pool, *, rounds: int, seconds: float, warm_up: float, tell: Callable[[str], None]
    ) -> list[Standing]:
        """Let everybody take turns at the badges of a pool."""
        for entry in self._entries:
            for engine in self._engines[entry.engine]:
                engine.open(entry.task, entry.file(pool))
        for entry in self._entries:
            self._turn(entry, warm_up)
        taken: dict[Entry, list[list[Round]]] = {entry: [] for entry in self._entries}
        for number in range(rounds):
            # Every other time backwards, so that nobody always follows the same one.
            for entry in self._entries if number % 2 == 0 else reversed(self._entries):
                taken[entry].append(self._turn(entry, seconds))
            tell(f"{pool.badge.name}, {self._processes} process(es): round {number + 1} of {rounds}")
        return [self._standing(pool, entry, taken) for entry in self._entries]

    def peak_mib(self) -> dict[str, float]:
        """Return the most memory that one process of each engine has had until now."""
        return {
            name: max(engine.peak_kib() for engine in engines) / 1024
            for name, engines in self._engines.items()
        }

    def _turn(self, entry: Entry, seconds: float) -> list[Round]:
        engines = self._engines[entry.engine]
        for engine in engines:
            engine.begin_round(entry.task, seconds)
        return [engine.end_round() for engine in engines]

    def _standing(self, pool: Pool, entry: Entry, taken: dict[Entry, list[list[Round]]]) -> Standing:
        rates = _rates(taken[entry])
        rounds = [one for turn in taken[entry] for one in turn]
        latencies = [latency / 1000 for one in rounds for latency in one.latencies]
        percentiles = quantiles(latencies, n=100)
        limit = taken.get(Entry(LIMIT, entry.measure, entry.measure))
        return Standing(
            badge=pool.badge.name,
            engine=entry.engine,
            task=entry.task,
            measure=entry.measure,
            processes=self._processes,
            rate=median(rates),
            p50=percentiles[49],
            p99=percentiles[98],
            cpu=sum(one.cpu for one in rounds) / len(latencies) / 1000,
            count=len(latencies),
            again=any(one.again for one in rounds),
            of_node=_compared(rates, _rates(taken[Entry(NODE, entry.measure, entry.measure)])),
            of_limit=_compared(rates, _rates(limit)) if limit else None,
        )


def _rates(turns: Iterable[list[Round]]) -> list[float]:
    return [sum(one.rate for one in turn) for turn in turns]


def _compared(rates: list[float], others: list[float]) -> float:
    return median(rate / other for rate, other in zip(rates, others, strict=True))
