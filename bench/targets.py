"""What we want to reach, and whether a run reached it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bench.contest import OURS
from bench.results import Results

_FLAT: Final = 1.2
"""Memory that grows by less than this, while rows are multiplied, does not grow with the rows."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Something to reach.

    Attributes:
        words: In what it is measured, with ``{}`` for the number.
        goal: The number.
        reached: What the run reached.
        at_least: Whether more is better.
    """

    words: str
    goal: float
    reached: float
    at_least: bool = True

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.reached >= self.goal if self.at_least else self.reached <= self.goal


@dataclass(frozen=True, slots=True)
class Target:
    """A piece of work, and what it should reach."""

    work: str
    bounds: tuple[Bound, ...]

    @property
    def met(self) -> bool:
        """Whether all of it was reached."""
        return all(bound.met for bound in self.bounds)


def targets(results: Results) -> Iterator[Target]:
    """Yield every target with what the run reached."""
    issue = results.standing(OURS, "issue")
    yield Target("issue one by one, eddsa-rdfc-2022", (Bound("{} × Node", 35, issue.of_node),))
    batch = results.standing(OURS, "batch")
    yield Target(
        "issue a batch of one module",
        (Bound("{} × Node", 70, batch.of_node), Bound("{} of the limit", 0.28, batch.of_limit or 0)),
    )
    verify = results.standing(OURS, "verify")
    yield Target(
        "verify from bytes, all offline checks of the default policy",
        (
            Bound("{} × Node’s proof check", 30, verify.of_node),
            Bound("{} of the limit", 0.30, verify.of_limit or 0),
        ),
    )
    yield from _whole_jobs(results)


def _whole_jobs(results: Results) -> Iterator[Target]:
    issuing, one = results.issuing, results.one_file
    jobs = sorted((*issuing.grown, issuing.job), key=lambda job: job.rows)
    fewer, most = jobs[-2:]
    yield Target(
        f"`waarmerk import`, `decide` and `issue` of {issuing.job.rows:,} spreadsheet rows, 2 processes",
        (
            Bound("{} × Node that only signs them", 12, issuing.of_node),
            Bound("{} MiB at most", 300, most.peak_mib, at_least=False),
            Bound(
                f"{{}} × the memory when rows grow from {fewer.rows:,} to {most.rows:,}",
                _FLAT,
                most.peak_mib / fewer.peak_mib,
                at_least=False,
            ),
        ),
    )
    yield Target(
        f"`waarmerk verify` of a folder with {results.verifying.files:,} files, 2 processes",
        (Bound("{} × Node’s proof check", 35, results.verifying.of_node),),
    )
    yield Target(
        "`waarmerk verify FILE`, the whole process",
        (
            Bound("{} × the time of Node", 1.0, one.ratio, at_least=False),
            Bound("{} MiB at most", 60, one.ours_mib, at_least=False),
        ),
    )
