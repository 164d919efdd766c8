"""``python -m bench.quick``: the three figures that matter most, in under a minute."""

import tempfile
from pathlib import Path

from bench.contest import ESSENTIAL, Contest
from bench.pool import make_pool
from bench.printing import show_standings, tell


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="waarmerk-bench-") as name:
        folder = Path(name)
        pool = make_pool("small", folder, wanted=20_000, seconds=6)
        tell(f"{pool.count} badges of {pool.signed_bytes:,} bytes")
        with Contest(ESSENTIAL, folder) as contest:
            standings = contest.run(pool, rounds=5, seconds=0.4, warm_up=1.0, tell=tell)
            show_standings(standings, contest.peak_mib())


if __name__ == "__main__":
    main()
