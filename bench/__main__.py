"""``python -m bench``: the whole comparison. It prints what it finds and writes docs/performance.md.

Environment: ``BENCH_ROWS`` (10000) rows and files in the whole jobs; ``BENCH_LONG=1`` shows with
ten times as many rows whether memory grows, instead of with twice as many, and takes minutes more.
"""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from bench.badges import BADGES
from bench.contest import ALL, ESSENTIAL, LIMIT, Contest, Standing
from bench.domain.figures import measure_domain
from bench.engine_process import ROOT
from bench.machine import this_machine
from bench.one_file import verify_one_file
from bench.page import page
from bench.pool import Pool, make_pool
from bench.printing import show_standings, show_steps, show_targets, tell
from bench.results import Results, Size
from bench.serving.figures import measure_serving
from bench.serving.load import install_wrk
from bench.steps import time_steps
from bench.targets import targets
from bench.whole_jobs import issue_and_verify

_PAGE: Final = ROOT / "docs" / "performance.md"
_RESULT: Final = ROOT / "build" / "bench" / "result.json"
_WANTED: Final = {"small": 40_000, "large": 8_000}
_SECONDS_TO_MAKE: Final = 20.0
_ROUNDS: Final = {"small": 9, "large": 5}
_ROUND: Final = 0.5
_WARM_UP: Final = 1.5
_ROUNDS_OF_TWO: Final = 5
_PAIRS: Final = 11


def main() -> None:
    """Measure everything, print it, and write it down."""
    machine = this_machine()
    install_wrk()
    rows = int(os.environ.get("BENCH_ROWS", "10000"))
    long = os.environ.get("BENCH_LONG") == "1"
    with tempfile.TemporaryDirectory(prefix="waarmerk-bench-") as name:
        folder = Path(name)
        pools = {badge: _pool(badge, folder) for badge in BADGES}
        standings, peaks = _side_by_side(pools, folder)
        one_file = verify_one_file(folder, pairs=_PAIRS, tell=tell)
        issuing, verifying = issue_and_verify(folder, rows=rows, long=long, tell=tell)
        serving = measure_serving(pools["small"], pools["large"], folder / "serving", tell)
        domain = measure_domain(folder / "domain", tell)
        results = Results(
            date=datetime.now(UTC).date().isoformat(),
            machine=machine,
            sizes=tuple(_size(pool) for pool in pools.values()),
            standings=tuple(standings),
            peak_mib=peaks,
            issuing=issuing,
            verifying=verifying,
            one_file=one_file,
            serving=serving,
            domain=domain,
            steps=time_steps(pools["small"]),
        )
    show_standings(results.standings, peaks)
    show_steps(results.steps)
    show_targets(targets(results))
    _RESULT.parent.mkdir(parents=True, exist_ok=True)
    _RESULT.write_bytes(orjson.dumps(results, option=orjson.OPT_INDENT_2))
    _PAGE.write_text(page(results), encoding="utf-8")
    tell(f"written: {_PAGE.relative_to(ROOT)} and {_RESULT.relative_to(ROOT)}")


def _pool(badge: str, folder: Path) -> Pool:
    pool = make_pool(badge, folder, wanted=_WANTED[badge], seconds=_SECONDS_TO_MAKE)
    tell(f"{pool.count} {badge} badges of {pool.signed_bytes:,} bytes")
    return pool


def _side_by_side(pools: dict[str, Pool], folder: Path) -> tuple[list[Standing], dict[str, float]]:
    standings: list[Standing] = []
    with Contest(ALL, folder) as contest:
        standings += contest.run(
            pools["small"], rounds=_ROUNDS["small"], seconds=_ROUND, warm_up=_WARM_UP, tell=tell
        )
        peaks = contest.peak_mib()
        standings += contest.run(
            pools["large"], rounds=_ROUNDS["large"], seconds=_ROUND, warm_up=_WARM_UP, tell=tell
        )
    engines = [entry for entry in ESSENTIAL if entry.engine != LIMIT]
    with Contest(engines, folder, processes=2) as contest:
        standings += contest.run(
            pools["small"], rounds=_ROUNDS_OF_TWO, seconds=_ROUND, warm_up=_WARM_UP, tell=tell
        )
    return standings, peaks


def _size(pool: Pool) -> Size:
    return Size(
        name=pool.badge.name,
        unsigned_bytes=len(orjson.dumps(pool.badge.of(0))),
        signed_bytes=pool.signed_bytes,
        statements=pool.badge.statements,
        blank_nodes=pool.badge.blank_nodes,
    )


if __name__ == "__main__":
    main()
