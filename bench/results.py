"""Everything that one run found, as plain values."""

from dataclasses import dataclass

from bench.contest import Standing
from bench.domain.figures import DomainFigures
from bench.machine import Machine
from bench.one_file import OneFile
from bench.serving.figures import ServingFigures
from bench.stopwatch import Step
from bench.whole_jobs import Issuing, Verifying


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a badge is.

    Attributes:
        name: "small" or "large".
        unsigned_bytes: Of its JSON, without white space, before it is signed.
        signed_bytes: And after.
        statements: In RDF.
        blank_nodes: Nodes without a name.
    """

    name: str
    unsigned_bytes: int
    signed_bytes: int
    statements: int
    blank_nodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a run found.

    Attributes:
        date: The day, as ISO 8601.
        machine: What it ran on.
        sizes: Of the two badges.
        standings: Who did how much.
        peak_mib: The most memory of each engine, by its program.
        issuing: Spreadsheets issued.
        verifying: A folder verified.
        one_file: One file verified.
        serving: Being asked over HTTP.
        domain: The rules of the domain.
        steps: Where the time goes, by task.
    """

    date: str
    machine: Machine
    sizes: tuple[Size, ...]
    standings: tuple[Standing, ...]
    peak_mib: dict[str, float]
    issuing: Issuing
    verifying: Verifying
    one_file: OneFile
    serving: ServingFigures
    domain: DomainFigures
    steps: dict[str, list[Step]]

    def standing(self, engine: str, task: str, *, badge: str = "small", processes: int = 1) -> Standing:
        """Return how an engine did at a task."""
        (found,) = (
            one
            for one in self.standings
            if (one.engine, one.task, one.badge, one.processes) == (engine, task, badge, processes)
        )
        return found
