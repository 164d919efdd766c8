"""An engine at the other end of a pipe."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from bench.engines.setting import for_node
from credentials.parsing import JsonObject

ROOT: Final = Path(__file__).resolve().parent.parent
ENGINES: Final = Path(__file__).resolve().parent / "engines"


class EngineFailed(Exception):
    """An engine ended, or did not say what was asked. What it complained of is on standard error."""


@dataclass(frozen=True, slots=True)
class Round:
    """What an engine did in one round.

    Attributes:
        latencies: What each document took, in nanoseconds.
        cpu: Processor time of all threads for all documents together, in nanoseconds.
        again: How often the file of documents was begun anew up to now.
    """

    latencies: tuple[int, ...]
    cpu: int
    again: int

    @property
    def rate(self) -> float:
        """Documents per second."""
        return len(self.latencies) * 1e9 / sum(self.latencies)


class Engine:
    """A running engine. Leaving the context ends it.

    Args:
        name: Of a module in ``bench.engines``, or of a program for Node with its suffix.
        folder: For temporary files.
        setting: Whose key it is, for an engine in Node; by default that of the bench.
    """

    def __init__(self, name: str, folder: Path, *, setting: JsonObject | None = None) -> None:
        self.name = name
        command = [sys.executable, "-m", f"bench.engines.{name}"]
        if name.endswith(".mjs"):
            command = ["node", str(ENGINES / name), str(write_setting(folder, setting or for_node()))]
        self._process = subprocess.Popen(  # noqa: S603 - a program of ours
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:  # closes the pipes, which ends it, and waits
            pass

    def open(self, task: str, file: Path) -> None:
        """Let the next rounds of a task go through the lines of this file."""
        self._ask(do="open", task=task, file=str(file))

    def begin_round(self, task: str, seconds: float) -> None:
        """Begin a round; :meth:`end_round` waits for it."""
        self._send(do="round", task=task, seconds=seconds)

    def end_round(self) -> Round:
        """Wait for the round that was begun."""
        reply = self._receive()
        return Round(tuple(reply["latencies"]), reply["cpu"], reply["again"])

    def round(self, task: str, seconds: float) -> Round:
        """Work at a task for about so long."""
        self.begin_round(task, seconds)
        return self.end_round()

    def answer(self, task: str, line: str) -> str | None:
        """Return what comes out for one document."""
        output = self._ask(do="answer", task=task, line=line)["output"]
        return None if output is None else str(output)

    def peak_kib(self) -> int:
        """Return the most memory that the engine has had until now, in KiB."""
        return int(self._ask(do="memory")["peak_kib"])

    def _ask(self, **request: object) -> dict[str, Any]:
        self._send(**request)
        return self._receive()

    def _send(self, **request: object) -> None:
        try:
            pipe = _there(self._process.stdin)
            pipe.write(json.dumps(request) + "\n")
            pipe.flush()
        except BrokenPipeError as error:
            raise EngineFailed(f"{self.name} has ended") from error

    def _receive(self) -> dict[str, Any]:
        line = _there(self._process.stdout).readline()
        if not line:
            raise EngineFailed(f"{self.name} ended without an answer")
        reply: dict[str, Any] = json.loads(line)
        return reply


def write_setting(folder: Path, setting: JsonObject) -> Path:
    """Write down for a program in Node whose key it is."""
    path = folder / "setting.json"
    path.write_text(json.dumps(setting), encoding="utf-8")
    return path


def _there(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise EngineFailed("no pipe")
    return pipe
