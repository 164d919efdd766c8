"""Many files in a zip, handed in on the page, beside ``waarmerk verify`` of the same files in a folder."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

from bench.domain.race import Tell, time_of_children
from bench.pool import Pool
from bench.process_tree import run_job
from bench.school import processes_option, waarmerk
from bench.serving.bodies import badges_in
from bench.serving.endpoint import hand_in_zip, zipped
from bench.serving.servers import Cores, our_server

FILES: Final = 1_000
_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What it took to verify the files once: seconds of the processor, and of the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What many files cost.

    Attributes:
        files: How many.
        page: Of the page, in each round.
        command: Of the command.
    """

    files: int
    page: tuple[Cost, ...]
    command: tuple[Cost, ...]

    @property
    def cpu_ratio(self) -> float:
        """Time of the processor of the page over that of the command; the median round."""
        return median(one.cpu / other.cpu for one, other in zip(self.page, self.command, strict=True))

    @property
    def wall_ratio(self) -> float:
        """And time of the clock."""
        return median(one.wall / other.wall for one, other in zip(self.page, self.command, strict=True))


def time_bulk(pool: Pool, folder: Path, tell: Tell, *, files: int = FILES, rounds: int = _ROUNDS) -> Bulk:
    """Let both take turns; every round has other files, as long as there are."""
    badges = badges_in(pool)
    page: list[Cost] = []
    command: list[Cost] = []
    core = Cores.here().server
    with our_server(folder, core=core) as server:
        hand_in_zip(server, zipped(islice(badges, files)))
        for number in range(rounds):
            taken = list(islice(badges, files))
            data, words = zipped(iter(taken)), _command(folder, number, taken, core)
            before, began = server.cpu_seconds(), time.perf_counter()
            hand_in_zip(server, data)
            page.append(Cost(cpu=server.cpu_seconds() - before, wall=time.perf_counter() - began))
            before, began = time_of_children(), time.perf_counter()
            run_job(words, environment={"XDG_CACHE_HOME": str(folder / "cache"), "WAARMERK_LANGUAGE": "en"})
            command.append(Cost(cpu=time_of_children() - before, wall=time.perf_counter() - began))
    bulk = Bulk(files=files, page=tuple(page), command=tuple(command))
    tell(f"{files} files on the page: {bulk.cpu_ratio:.2f} × the processor of the command")
    return bulk


def _command(folder: Path, number: int, badges: list[bytes], core: int) -> list[str]:
    """Write the files of a round, and return the command that verifies them on the same core."""
    place = folder / f"files-{number}"
    place.mkdir()
    for index, badge in enumerate(badges):
        (place / f"{index:04d}.json").write_bytes(badge)
    words = waarmerk(
        "verify", str(place), "--offline", "--unsigned-trust", str(folder / "trust-list.json"),
        "--status-list", str(folder / "public" / "status"), *processes_option("verify", 1),
    )  # fmt: skip
    return ["taskset", "--cpu-list", str(core), *words]


def per_file(costs: tuple[Cost, ...], files: int) -> Iterator[float]:
    """Yield milliseconds of the processor, and of the clock, for one file; the median round."""
    yield median(one.cpu for one in costs) / files * 1000
    yield median(one.wall for one in costs) / files * 1000
