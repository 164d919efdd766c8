"""The page says of each target whether it was reached, and beside whom."""

import dataclasses

import pytest

from bench.contest import LIMIT, NODE, OURS, Standing
from bench.domain.award_rules import AwardRules
from bench.domain.figures import DomainFigures
from bench.domain.module_check import ModuleCheck
from bench.domain.module_rules import ModuleRules
from bench.domain.race import Race
from bench.domain.register_files import RegisterGrowth
from bench.domain.stacking import Stacking
from bench.machine import Machine
from bench.one_file import OneFile
from bench.page import page
from bench.process_tree import Job
from bench.results import Results, Size
from bench.school import WholeJob
from bench.serving.bulk import Bulk, Cost
from bench.serving.endpoint import Endpoint
from bench.serving.figures import ServingFigures
from bench.serving.load import Turn
from bench.stopwatch import Step
from bench.targets import Bound, targets
from bench.whole_jobs import Issuing, Verifying


def standing(engine: str, task: str, measure: str, of_node: float, **changes: object) -> Standing:
    """Return how an engine did."""
    one = Standing(
        badge="small", engine=engine, task=task, measure=measure, processes=1, rate=100 * of_node,
        p50=10.0, p99=20.0, cpu=10.0, count=1000, again=False, of_node=of_node, of_limit=of_node / 200,
    )  # fmt: skip
    return dataclasses.replace(one, **changes)  # type: ignore[arg-type]  # fields of it


def whole_job(rows: int, peak_mib: float) -> WholeJob:
    """Return a job that did 1,000 rows per second."""
    job = Job(seconds=rows / 1000, peak_mib=peak_mib, processes=2, output="")
    return WholeJob(rows=rows, parts=(("issue", job),))


def a_race(ratio: float) -> Race:
    """Return two pieces of work, of which the second took two seconds."""
    return Race(rounds=3, seconds=2 * ratio, other_seconds=2.0, ratio=ratio)


def a_turn(rate: float, p99: float) -> Turn:
    """Return a turn in which a server did so much with all of its core."""
    return Turn(requests=100, rate=rate, p50=p99 / 2, p99=p99, cpu=1000 / rate, again=False)


RESULTS = Results(
    date="2026-11-21",
    machine=Machine(
        processor="Example 9000", cores=2, memory_gib=8.0, system="Linux", load=0.1, python="3.11.7",
        node="20.0.0", packages={"PyLD": "3.3.0"},
    ),
    sizes=(Size(name="small", unsigned_bytes=6766, signed_bytes=7128, statements=180, blank_nodes=15),),
    standings=(
        standing(NODE, "issue", "issue", 1),
        standing(NODE, "verify", "verify", 1),
        standing(LIMIT, "issue", "issue", 200),
        standing(OURS, "issue", "issue", 40),
        standing(OURS, "batch", "issue", 80),
        standing(OURS, "verify", "verify", 29),
        standing(OURS, "issue", "issue", 41, processes=2),
    ),
    peak_mib={NODE: 200.0, OURS: 48.0},
    issuing=Issuing(
        job=whole_job(10_000, 100.0), badge_bytes=7000, badge_statements=180, node_rate=100.0,
        with_jwt=whole_job(1_000, 100.0), grown=(whole_job(1_000, 95.0),),
    ),
    verifying=Verifying(
        files=10_000, job=Job(seconds=2.0, peak_mib=80.0, processes=3, output=""), node_rate=100.0
    ),
    one_file=OneFile(pairs=11, ours=0.2, node=0.25, ratio=0.8, ours_mib=50.0, node_mib=75.0),
    serving=ServingFigures(
        endpoint=Endpoint(
            ours=(a_turn(1_500, 20), a_turn(1_400, 22), a_turn(1_200, 30)),
            brief=(a_turn(1_700, 19), a_turn(1_600, 21), a_turn(1_500, 22)),
            node=(a_turn(50, 400), a_turn(56, 390), a_turn(60, 380)),
            busy=(a_turn(700, 51),), answered_meanwhile=2,
        ),
        bulk=Bulk(files=1_000, page=(Cost(cpu=0.9, wall=1.2),), command=(Cost(cpu=1.0, wall=1.0),)),
    ),
    domain=DomainFigures(
        award_rules=AwardRules(count=100, class_of_learners=a_race(0.8), own_file=a_race(0.5)),
        module_rules=ModuleRules(count=100, rules=a_race(0.4), with_reading=a_race(1.2)),
        module_check=ModuleCheck(modules=1_000, credentials=2_000, race=a_race(1.0)),
        stacking=Stacking(stacked=50, verified=100, race=a_race(1.1)),
        register_growth=RegisterGrowth(few=2_000, many=20_000, race=a_race(1.1)),
    ),
    steps={"issue": [Step("Ed25519, sign", 15.0, 1.0), Step("emit", 85.0, 1.0)]},
)  # fmt: skip


BADGES_MET = [True, True, False, False, True, True]
DOMAIN_MET = [True, True, False, True, False, True]


def test_each_target_is_told_met_or_not() -> None:
    met = [target.met for target in targets(RESULTS)]
    # Issued 40 and 80 times as fast, verified 29 times; 10 times for rows; 50 times for files; one file.
    # Over HTTP: the endpoint with the outcome, with the whole report, many files.
    # Of the domain: an award, one with its module, a module, modules, a stack, a register.
    assert met == [*BADGES_MET, True, True, False, *DOMAIN_MET]


def test_the_page_tells_what_was_missed() -> None:
    text = page(RESULTS)
    assert "On the small badge. 10 of 15 are met." in text
    assert "| ≥ 30 × Node’s proof check, ≥ 0.3 of the limit | 29.0 (missed), 0.14 (missed) | **no** |" in text
    assert "| ≥ 35 × Node | 40.0 | yes |" in text


def test_the_page_tells_on_what() -> None:
    text = " ".join(page(RESULTS).split())
    assert "2026-11-21, on 2 × Example 9000, 8 GiB, Linux; Python 3.11.7, Node 20.0.0." in text
    assert "Versions: PyLD 3.3.0." in text
    assert "6,766 bytes of JSON, 7,128 with its proof, 180 statements, 15 blank nodes" in " ".join(
        text.split()
    )


def test_the_page_tells_what_the_rules_of_the_domain_cost() -> None:
    text = page(RESULTS)
    assert "| rules for an award | 16 ms | its signature from a template | 20 ms | 0.80 |" in text
    assert "| rules for an award and for a module of its own | 10 ms | its signature | 20 ms | 0.50 |" in text
    assert "| rules for a module | 8000 µs | 2 credentials verified | 20 ms | 0.40 |" in text
    assert (
        "| ≤ 1 × 2 verifications, ≤ 1 × 2 verifications with reading its file | 0.40, 1.20 (missed) |" in text
    )
    assert "| import of a register of 20,000 rows | 2.2 s | 10 of 2,000 rows | 2.0 s | 1.10 |" in text
    assert "| ≤ 1.2 × the time per row of one of 2,000 | 1.10 | yes |" in text


def test_memory_that_grows_with_the_rows_is_a_miss() -> None:
    grown = dataclasses.replace(RESULTS.issuing, grown=(whole_job(1_000, 50.0),))
    (rows,) = (
        target
        for target in targets(dataclasses.replace(RESULTS, issuing=grown))
        if "spreadsheet rows" in target.work
    )
    assert [bound.met for bound in rows.bounds] == [False, True, False]
    assert rows.bounds[2].reached == 2.0


@pytest.mark.parametrize(
    ("reached", "at_least", "met"),
    [(1.0, True, True), (0.9, True, False), (1.0, False, True), (1.1, False, False)],
)
def test_a_bound_includes_its_goal(reached: float, at_least: bool, met: bool) -> None:
    assert Bound("{}", 1.0, reached, at_least=at_least).met is met


def test_the_page_tells_what_it_costs_over_http() -> None:
    text = page(RESULTS)
    assert "| Node, proof check | 56 | 195.0 | 390.0 | 17.86 | 1.00 | 1.00 |" in text
    assert "| `POST /verify`, the whole report | 1,400 | 11.0 | 22.0 | 0.71 | 25.0 | 25.0 |" in text
    assert "| `POST /verify`, the outcome | 1,600 | 10.5 | 21.0 | 0.62 | 28.6 | 28.6 |" in text
    assert "| the whole report, other files, while it is busy | 700 | 25.5 | 51.0 | 1.43 |  |  |" in text
    assert "| ≥ 20 × Node’s proof check over HTTP, ≤ 50 ms at p99 |" in text
    assert "| the page | 0.90 | 1.20 |" in text
    assert "| ratio | 0.90 | 1.20 |" in text
