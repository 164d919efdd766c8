"""What we want to reach, and whether a run reached it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bench.contest import OURS
from bench.domain.figures import DomainFigures
from bench.domain.module_rules import VERIFIED
from bench.domain.race import Race
from bench.results import Results
from bench.serving.endpoint import p99
from bench.serving.figures import ServingFigures
from bench.serving.load import CONNECTIONS

_P99: Final = 50  # milliseconds
_FLAT: Final = 1.2
"""Memory, or the time of one row, that grows by less than this does not grow with the rows."""


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
    yield from serving_targets(results.serving)
    yield from domain_targets(results.domain)


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


def serving_targets(figures: ServingFigures) -> Iterator[Target]:
    """Yield the targets of being asked over HTTP."""
    endpoint, bulk = figures.endpoint, figures.bulk
    yield Target(
        f"`POST /verify` of `waarmerk serve`, 1 process on 1 core, {CONNECTIONS} connections, the outcome",
        (
            Bound("{} × Node’s proof check over HTTP", 20, endpoint.of_node(endpoint.brief)),
            Bound("{} ms at p99", _P99, p99(endpoint.brief), at_least=False),
        ),
    )
    yield Target(
        "the same, the whole report, which is the answer without any option",
        (
            Bound("{} × Node’s proof check over HTTP", 20, endpoint.of_node(endpoint.ours)),
            Bound("{} ms at p99", _P99, p99(endpoint.ours), at_least=False),
        ),
    )
    yield Target(
        f"{bulk.files:,} files in a zip, on the page",
        (
            Bound("{} × the processor time of `waarmerk verify`", 1.0, bulk.cpu_ratio, at_least=False),
            Bound("{} × its time", 1.0, bulk.wall_ratio, at_least=False),
        ),
    )


def domain_targets(figures: DomainFigures) -> Iterator[Target]:
    """Yield the targets of the rules of the domain."""
    award, module, check = figures.award_rules, figures.module_rules, figures.module_check
    stacking, growth = figures.stacking, figures.register_growth
    yield Target(
        "the rules for an award",
        (_at_most_once("{} × its signature from a template", award.class_of_learners),),
    )
    yield Target(
        "the rules for an award and for a module of its own",
        (_at_most_once("{} × its signature", award.own_file),),
    )
    yield Target(
        "the rules for a module, in a warm process",
        (
            _at_most_once(f"{{}} × {VERIFIED} verifications", module.rules),
            _at_most_once(f"{{}} × {VERIFIED} verifications with reading its file", module.with_reading),
        ),
    )
    yield Target(
        f"`waarmerk modules check --json` of {check.modules:,} modules, 1 process",
        (_at_most_once(f"{{}} × `waarmerk verify --json` of {check.credentials:,} credentials", check.race),),
    )
    yield Target(
        f"a stack of {stacking.stacked} credentials, with their verification",
        (_at_most_once(f"{{}} × the verification of {stacking.verified}", stacking.race),),
    )
    yield Target(
        f"import of a register of {growth.many:,} rows",
        (
            Bound(
                f"{{}} × the time per row of one of {growth.few:,}", _FLAT, growth.race.ratio, at_least=False
            ),
        ),
    )


def _at_most_once(words: str, race: Race) -> Bound:
    return Bound(words, 1.0, race.ratio, at_least=False)
