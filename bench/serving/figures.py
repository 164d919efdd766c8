"""Everything about being asked over HTTP, measured one after the other."""

from dataclasses import dataclass
from pathlib import Path

from bench.domain.race import Tell
from bench.pool import Pool
from bench.serving.bulk import Bulk, time_bulk
from bench.serving.endpoint import Endpoint, time_endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingFigures:
    """What it costs.

    Attributes:
        endpoint: One file for a program.
        bulk: Many files for a person.
    """

    endpoint: Endpoint
    bulk: Bulk


def measure_serving(small: Pool, large: Pool, folder: Path, tell: Tell) -> ServingFigures:
    """Measure all of it.

    Args:
        small: Small badges.
        large: Large badges.
        folder: For everything that is made.
        tell: Told how far it is.
    """
    folder.mkdir(exist_ok=True)
    endpoint = time_endpoint(small, large, folder, tell)
    return ServingFigures(endpoint=endpoint, bulk=time_bulk(small, folder, tell))
