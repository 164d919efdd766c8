"""Whole jobs: thousands of rows issued, and thousands of files verified, by the commands that people use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import mean
from typing import Final

import orjson

from bench.contest import NODE
from bench.engine_process import Engine
from bench.engines.setting import for_node
from bench.process_tree import Job, run_job
from bench.school import School, WholeJob, processes_option, waarmerk
from credentials.jsonld.engine import canonicalize

PROCESSES: Final = 2
_SAMPLE: Final = 300
_SECONDS_OF_NODE: Final = 3.0
_WARM_UP: Final = 2.0
_FEWER: Final = 10
_MORE: Final = 2
_MOST: Final = 10

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """Spreadsheets issued.

    Attributes:
        job: The whole job.
        badge_bytes: Size of one of the badges.
        badge_statements: Its statements.
        node_rate: Badges per second that Node signs in one process; timed just before and after.
        with_jwt: The same job, of a tenth of the rows, with each badge signed as JWT too.
        grown: Jobs of other sizes, for their memory.
    """

    job: WholeJob
    badge_bytes: int
    badge_statements: int
    node_rate: float
    with_jwt: WholeJob
    grown: tuple[WholeJob, ...]

    @property
    def of_node(self) -> float:
        """How many times faster than Node, which only signs."""
        return self.job.rows / self.node_rate / self.job.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifying:
    """A folder verified.

    Attributes:
        files: How many.
        job: The command.
        node_rate: Badges per second whose proof Node verifies in one process, just before and after.
    """

    files: int
    job: Job
    node_rate: float

    @property
    def of_node(self) -> float:
        """How many times faster than Node, which only checks proofs."""
        return self.files / self.node_rate / self.job.seconds


def issue_and_verify(folder: Path, *, rows: int, long: bool, tell: Tell) -> tuple[Issuing, Verifying]:
    """Issue so many rows and verify what came of them.

    Args:
        folder: For everything that is made.
        rows: How many.
        long: Whether to see with ten times as many rows whether memory grows, instead of twice as many.
        tell: Told how far it is.
    """
    fewer = max(rows // _FEWER, 1)
    small = School(folder / "small", processes=PROCESSES, with_jwt=False)
    few = small.issue(fewer)
    tell(f"{fewer} rows in {few.seconds:.1f} s, {few.peak_mib:.0f} MiB")
    school = School(folder / "school", processes=PROCESSES, with_jwt=False)
    with _node(small, folder) as node, _timed(node, "issue", _sample(small, folder, signed=False)) as rates:
        job = school.issue(rows)
    tell(
        f"{rows} rows in {job.seconds:.1f} s, {job.peak_mib:.0f} MiB; Node signs {mean(rates):.0f} per second"
    )
    both = School(folder / "both", processes=PROCESSES, with_jwt=True).issue(fewer)
    more = School(folder / "more", processes=PROCESSES, with_jwt=False).issue(
        rows * (_MOST if long else _MORE)
    )
    tell(f"{more.rows} rows in {more.seconds:.1f} s, {more.peak_mib:.0f} MiB")
    first = next(small.badges())
    issuing = Issuing(
        job=job,
        badge_bytes=len(first),
        badge_statements=_statements(first),
        node_rate=mean(rates),
        with_jwt=both,
        grown=(few, more),
    )
    return issuing, _verify(school, folder, tell)


def _verify(school: School, folder: Path, tell: Tell) -> Verifying:
    badges = folder / "badges"
    badges.mkdir()
    files = 0
    for files, badge in enumerate(school.badges(), 1):
        (badges / f"{files:06d}.json").write_bytes(badge)
    options = processes_option("verify", PROCESSES)
    command = waarmerk("verify", str(badges), *school.at_hand, *options)
    with _node(school, folder) as node, _timed(node, "verify", _sample(school, folder, signed=True)) as rates:
        job = run_job(command, environment=school.environment)
    tell(f"{files} files in {job.seconds:.1f} s, {job.peak_mib:.0f} MiB; Node verifies {mean(rates):.0f}/s")
    return Verifying(files=files, job=job, node_rate=mean(rates))


def _sample(school: School, folder: Path, *, signed: bool) -> Path:
    """Write a few of the badges that a school issued into a file, with or without their proofs."""
    path = folder / "sample.jsonl"
    with path.open("wb") as file:
        for badge in islice(school.badges(), _SAMPLE):
            document = orjson.loads(badge)
            if not signed:
                del document["proof"]
            file.write(orjson.dumps(document) + b"\n")
    return path


@contextmanager
def _node(school: School, folder: Path) -> Iterator[Engine]:
    with Engine(NODE, folder, setting=school.for_node(for_node())) as engine:
        yield engine


@contextmanager
def _timed(node: Engine, task: str, sample: Path) -> Iterator[list[float]]:
    """Time Node before and after what is done within, since the machine may be busier by then."""
    rates: list[float] = []
    node.open(task, sample)
    node.round(task, _WARM_UP)
    rates.append(node.round(task, _SECONDS_OF_NODE).rate)
    yield rates
    rates.append(node.round(task, _SECONDS_OF_NODE).rate)


def _statements(badge: bytes) -> int:
    document = orjson.loads(badge)
    del document["proof"]
    return canonicalize(document).count("\n")
