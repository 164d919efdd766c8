"""``python -m bench.domain``: what the rules of the domain cost, in a few minutes."""

import tempfile
from pathlib import Path

from bench.domain.figures import measure_domain
from bench.printing import show_targets, tell
from bench.targets import domain_targets


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="waarmerk-bench-") as name:
        show_targets(domain_targets(measure_domain(Path(name), tell)))


if __name__ == "__main__":
    main()
