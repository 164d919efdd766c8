"""``python -m bench.serving``: what it costs to be asked over HTTP, in two minutes."""

import tempfile
from pathlib import Path
from typing import Final

from bench.page_serving import serving_section
from bench.pool import make_pool
from bench.printing import show_targets, tell
from bench.serving.figures import measure_serving
from bench.serving.load import install_wrk
from bench.targets import serving_targets

_SMALL: Final = 40_000
_LARGE: Final = 400
_SECONDS_TO_MAKE: Final = 15.0


def main() -> None:
    """Measure, and print."""
    install_wrk()
    with tempfile.TemporaryDirectory(prefix="waarmerk-bench-") as name:
        folder = Path(name)
        small = make_pool("small", folder, wanted=_SMALL, seconds=_SECONDS_TO_MAKE)
        large = make_pool("large", folder, wanted=_LARGE, seconds=_SECONDS_TO_MAKE)
        figures = measure_serving(small, large, folder / "serving", tell)
        tell(serving_section(figures))
        show_targets(serving_targets(figures))


if __name__ == "__main__":
    main()
