"""Ask a server as fast as it answers, over sixteen connections, with wrk."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.engine_process import ROOT
from bench.serving.servers import Server

CONNECTIONS: Final = 16
_SCRIPT: Final = Path(__file__).with_name("load.lua")


class LoadFailed(Exception):
    """Requests were refused or lost, or wrk is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a server did in a turn.

    Attributes:
        requests: How many it answered.
        rate: How many per second.
        p50: Milliseconds that half of them stayed under.
        p99: And all but one in a hundred.
        cpu: Milliseconds of the server's processor for each.
        again: Whether the file was begun anew.
    """

    requests: int
    rate: float
    p50: float
    p99: float
    cpu: float
    again: bool


class Load:
    """Asks a server, each time with the next bodies of a file.

    Args:
        server: Whom; also an attribute.
        bodies: The file.
        core: The core that wrk may use.
        prefer: What is preferred as an answer, or None.

    Spec: RFC 7240 (Prefer).
    """

    def __init__(self, server: Server, bodies: Path, *, core: int, prefer: str | None = None) -> None:
        self.server = server
        self._bodies = bodies
        self._core = core
        self._preferred = () if prefer is None else (prefer,)
        self._position = 0

    def turn(self, seconds: int) -> Turn:
        """Ask for so many seconds.

        Raises:
            LoadFailed: A request was refused or lost.
        """
        before = self.server.cpu_seconds()
        ran = subprocess.run(  # noqa: S603 - a command of ours
            [  # noqa: S607 - of Debian's packages
                "taskset", "--cpu-list", str(self._core),
                "wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", str(seconds),
                "--timeout", "30", "--script", str(_SCRIPT), self.server.url,
                "--", str(self._bodies), str(self._position), *self._preferred,
            ],
            check=True,
            capture_output=True,
            text=True,
        )  # fmt: skip
        used = self.server.cpu_seconds() - before
        told = json.loads(ran.stdout.strip().splitlines()[-1])
        if told["refused"] or told["lost"] or not told["requests"]:
            raise LoadFailed(ran.stdout)
        self._position = told["position"]
        return Turn(
            requests=told["requests"],
            rate=told["requests"] * 1e6 / told["microseconds"],
            p50=told["p50"] / 1000,
            p99=told["p99"] / 1000,
            cpu=used / told["requests"] * 1000,
            again=bool(told["again"]),
        )


def install_wrk() -> None:
    """Make sure that wrk is there, as a package of Debian.

    Raises:
        LoadFailed: It is not, and cannot be installed.
    """
    try:
        subprocess.run([str(ROOT / "scripts" / "debian-packages"), "wrk:wrk"], check=True)  # noqa: S603 - ours
    except subprocess.CalledProcessError as error:
        raise LoadFailed("wrk is not installed, and is needed to measure the endpoint") from error
