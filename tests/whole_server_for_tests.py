"""`waarmerk serve` as anybody starts it: a process of its own, with everything that it leaves behind."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from credentials.trust_list import write_trust_list
from tests.paths import ROOT
from tests.verification_for_tests import TRUST_LIST, status_list

_SECONDS_TO_START: Final = 60.0

# The process tells of every file that it opens to write, also one without a name: those of `tempfile` are
# gone from their folder before anybody can look.
WATCH: Final = """
import os, sys
told = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def tell(event, arguments):
    if event in ("tempfile.mkstemp", "sqlite3.connect") or event == "open" and arguments[2] & WRITES:
        os.write(told, f"{event} {arguments[0]!r}\\n".encode())
sys.addaudithook(tell)
"""
_SERVE: Final = "from waarmerk.cli import main; main()"


@dataclass(frozen=True, slots=True)
class WholeServer:
    """A server that runs.

    Attributes:
        folder: Its home, its folder for temporary files and where it was started.
        port: Where it listens, on this machine.
        process: The process.
    """

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> int:
        """How many bytes of memory it has now, of this process alone."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    @property
    def processor_seconds(self) -> float:
        """How long it has worked, with the processes that it waited for."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def said(self) -> str:
        """Return everything that it wrote to the terminal."""
        return "".join((self.folder / name).read_text(errors="replace") for name in ("stdout", "stderr"))

    def written(self) -> list[str]:
        """Return what it opened to write since it started, in the order in which it did."""
        return (self.folder / "written").read_text().splitlines()

    def connected(self, address: str = "127.0.0.1") -> socket.socket:
        """Return a connection from one of this machine's own addresses: those of 127.0.0.0/8."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60, source_address=(address, 0))

    def told(self, request: bytes, address: str = "127.0.0.1") -> bytes:
        """Send bytes, and return all that comes until it hangs up, or nothing comes for a second."""
        with self.connected(address) as connection:
            connection.sendall(request)
            return answer_on(connection)


def answer_on(connection: socket.socket, *, patience: float = 1.0) -> bytes:
    """Return what comes on a connection until its end, or until nothing comes any more."""
    connection.settimeout(patience)
    answer = b""
    try:
        while piece := connection.recv(65_536):
            answer += piece
    except (TimeoutError, ConnectionResetError):
        pass
    return answer


def request(
    path: str = "/verify", body: bytes = b"", *headers: str, method: str = "POST", host: str = "localhost"
) -> bytes:
    """Return a request, as bytes."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def whole_server(folder: Path, *options: str) -> Iterator[WholeServer]:
    """Serve until the end of the block, with the school on its list and its status list among its files.

    Args:
        folder: An empty one, for all that the process writes.
        options: More of them, for the command.
    """
    for name in ("home", "tmp", "public/status"):
        (folder / name).mkdir(parents=True)
    now = datetime.now(UTC)
    listed = replace(TRUST_LIST, published_at=now - timedelta(days=1))
    (folder / "list.json").write_bytes(write_trust_list(listed))
    (folder / "public" / "status" / "1.json").write_bytes(status_list())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-c", WATCH + _SERVE, str(folder / "written"), "serve", "--port", str(port)]
    known = ["--unsigned-trust", str(folder / "list.json"), "--public", str(folder / "public")]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
    }
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        process = subprocess.Popen(
            [*command, *known, *options], cwd=folder, env=environment, stdout=out, stderr=err
        )
    server = WholeServer(folder, port, process)
    try:
        _until_it_answers(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _until_it_answers(server: WholeServer) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            if b"200 OK" in server.told(request("/nl/", method="GET") + b""):
                return
        except OSError:
            pass
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(server.said())
        time.sleep(0.05)
