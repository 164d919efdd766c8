"""The two servers, each a process that may use one core of its machine."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import httpx

from bench.engine_process import ENGINES, ROOT, write_setting
from bench.engines.setting import for_node, trust_list
from bench.school import waarmerk
from bench.status_list import status_list
from credentials.trust_list import write_trust_list

_SECONDS_TO_START: Final = 30.0
_SECONDS_TO_END: Final = 10.0
_SECONDS_IDLE: Final = 0.2
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class ServerFailed(Exception):
    """A server did not start, or answers what it should not."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Who may use which core.

    Attributes:
        server: The core of the servers.
        load: That of whoever asks them; the same one where there is one only.
    """

    server: int
    load: int

    @classmethod
    def here(cls) -> "Cores":
        """Return the first and the last core that we may use."""
        usable = sorted(os.sched_getaffinity(0))
        return cls(usable[0], usable[-1])


class Server:
    """A server that runs; leaving the context ends it.

    Args:
        command: How it is started; ``{port}`` stands for its port.
        core: The core for it alone.
        environment: Its environment.
    """

    def __init__(self, command: list[str], *, core: int, environment: dict[str, str] | None = None) -> None:
        self.port = _free_port()
        words = [word.replace("{port}", str(self.port)) for word in command]
        self._process = subprocess.Popen(  # noqa: S603 - a command of ours
            ["taskset", "--cpu-list", str(core), *words],  # noqa: S607 - of util-linux, on every Linux
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        ends = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < ends and self._process.poll() is None:
            with suppress(httpx.HTTPError):
                httpx.post(self.url, content=b"{}", trust_env=False)
                return self
            time.sleep(0.05)
        self.__exit__(None, None, None)
        raise ServerFailed(str(self._process.args))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return f"http://127.0.0.1:{self.port}/verify"

    def cpu_seconds(self) -> float:
        """Return the time of the processor that all its threads have used until now."""
        fields = (
            Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def wait_until_idle(self) -> None:
        """Return when it has nothing left to do."""
        ends = time.monotonic() + _SECONDS_TO_END
        used = self.cpu_seconds()
        while time.monotonic() < ends:
            time.sleep(_SECONDS_IDLE)
            before, used = used, self.cpu_seconds()
            if used == before:
                return


def our_server(folder: Path, *, core: int) -> Server:
    """Return ``waarmerk serve`` with the lists of the bench, and no bound on asking."""
    status = folder / "public" / "status"
    status.mkdir(parents=True, exist_ok=True)
    (status / "1.json").write_bytes(status_list())
    trust = folder / "trust-list.json"
    trust.write_bytes(write_trust_list(trust_list()))
    command = waarmerk(
        "serve", "--port", "{port}", "--rate", "0", "--offline", "--unsigned-trust", str(trust),
        "--public", str(folder / "public"),
    )  # fmt: skip
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return Server(command, core=core, environment=environment)


def node_server(folder: Path, *, core: int) -> Server:
    """Return a server of the peer, which checks proofs."""
    setting = write_setting(folder, for_node())
    return Server(["node", str(ENGINES / "digitalbazaar_http.mjs"), str(setting), "{port}"], core=core)


def check_answers(server: Server, good: bytes, *, said: bytes, refused: bytes) -> None:
    """Ask about a badge, and about the same one with another name in it.

    Raises:
        ServerFailed: The answer to the first has not ``said`` in it, or that to the second not ``refused``.
    """
    for data, expected in ((good, said), (good.replace(b"ROC Fiets", b"ROC Fiest"), refused)):
        answer = httpx.post(server.url, content=data, trust_env=False, timeout=30)
        if expected not in answer.content:
            raise ServerFailed(f"{answer.status_code} without {expected!r}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
