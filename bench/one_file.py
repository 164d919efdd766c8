"""One file verified by a whole process, from its start to its end: ours and Node in turn."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.badges import SMALL
from bench.engine_process import ENGINES, write_setting
from bench.engines.ours import issue
from bench.engines.setting import NOW, for_node, trust_list
from bench.school import waarmerk
from bench.status_list import status_list
from credentials.trust_list import write_trust_list

_LAUNCHER: Final = Path(__file__).with_name("one_process.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFile:
    """What it took to verify one file.

    Attributes:
        pairs: How often each ran.
        ours: Seconds of ``waarmerk verify``; the median.
        node: Seconds of Node.
        ratio: Ours over Node's, pair by pair; the median.
        ours_mib: The most memory of ours.
        node_mib: The most memory of Node.
    """

    pairs: int
    ours: float
    node: float
    ratio: float
    ours_mib: float
    node_mib: float


def verify_one_file(folder: Path, *, pairs: int, tell: Callable[[str], None]) -> OneFile:
    """Verify one small badge again and again: with all checks by us, and its proof by Node.

    Ours has the trust list and the status list as files, and reads and verifies those too.
    """
    badge, trust, status = folder / "badge.json", folder / "trust-list.json", folder / "status-list.json"
    badge.write_bytes(issue(SMALL.of(0)))
    trust.write_bytes(write_trust_list(trust_list()))
    status.write_bytes(status_list())
    ours = waarmerk(
        "verify",
        str(badge),
        "--unsigned-trust",
        str(trust),
        "--status-list",
        str(status),
        "--offline",
        "--at",
        NOW.isoformat(),
    )
    node = [
        "node",
        str(ENGINES / "digitalbazaar_one_file.mjs"),
        str(write_setting(folder, for_node())),
        str(badge),
    ]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    taken: dict[str, list[tuple[float, float]]] = {"ours": [], "node": []}
    for command in (ours, node):
        _run(command, environment)  # so that both find their files in the cache of the machine
    for _ in range(pairs):
        taken["ours"].append(_run(ours, environment))
        taken["node"].append(_run(node, environment))
    one = OneFile(
        pairs=pairs,
        ours=median(seconds for seconds, _ in taken["ours"]),
        node=median(seconds for seconds, _ in taken["node"]),
        ratio=median(a[0] / b[0] for a, b in zip(taken["ours"], taken["node"], strict=True)),
        ours_mib=max(mib for _, mib in taken["ours"]),
        node_mib=max(mib for _, mib in taken["node"]),
    )
    tell(f"one file: {one.ours:.3f} s, {one.ours_mib:.0f} MiB; Node {one.node:.3f} s, {one.node_mib:.0f} MiB")
    return one


def _run(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds and the MiB of one process."""
    launched = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-I", "-S", str(_LAUNCHER), *command],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, kib = launched.stdout.split()
    return float(seconds), int(kib) / 1024
