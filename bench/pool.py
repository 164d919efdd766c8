"""The files of badges that the engines go through: unsigned ones to issue, signed ones to verify.

Every badge is of another learner, and there are as many as the fastest engine takes in all its rounds,
so that nothing that an engine keeps of a badge can answer for it later.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from bench.badges import BADGES, Badge
from bench.engines.ours import Batch
from credentials.parsing import JsonObject

_LEAST: Final = 400
LIMIT_BADGES: Final = 40


@dataclass(frozen=True, slots=True)
class Pool:
    """The files of one badge.

    Attributes:
        badge: Which of the two.
        unsigned: One badge per line.
        signed: The same badges, signed.
        few: The first few of the signed ones.
        count: How many there are.
        signed_bytes: Size of the first signed badge.
    """

    badge: Badge
    unsigned: Path
    signed: Path
    few: Path
    count: int
    signed_bytes: int


def make_pool(name: str, folder: Path, *, wanted: int, seconds: float) -> Pool:
    """Make the files.

    Args:
        name: "small" or "large".
        folder: Where to.
        wanted: How many badges.
        seconds: How long it may take; a few hundred are made all the same.
    """
    badge = BADGES[name]
    badge.check_size()
    folder.mkdir(exist_ok=True)
    pool = {kind: folder / f"{name}-{kind}.jsonl" for kind in ("unsigned", "signed", "few")}
    batch = Batch(badge.of(0))
    count = size = 0
    with (
        pool["unsigned"].open("wb") as unsigned,
        pool["signed"].open("wb") as signed,
        pool["few"].open("wb") as few,
    ):
        for learner in _until(badge.learners(wanted), seconds):
            line = batch.sign(batch.values(learner))
            size = size or len(line)
            unsigned.write(orjson.dumps(learner) + b"\n")
            signed.write(line + b"\n")
            if count < LIMIT_BADGES:
                few.write(line + b"\n")
            count += 1
    return Pool(badge, pool["unsigned"], pool["signed"], pool["few"], count, size)


def _until(learners: Iterator[JsonObject], seconds: float) -> Iterator[JsonObject]:
    ends = time.monotonic() + seconds
    for number, learner in enumerate(learners):
        if number >= _LEAST and time.monotonic() > ends:
            return
        yield learner
