"""A conversation with the Node process that speaks for every Node peer."""

import itertools
import json
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from credentials.parsing import JsonObject, JsonValue

NODE_FOLDER = Path(__file__).parent / "node"
SECONDS_PER_ANSWER = 60.0


class PeerError(Exception):
    """The process could not make sense of a request, or ended before it answered."""


class NodePeer:
    """Keeps ``peer.mjs`` running and asks it things, one at a time.

    The process has no network, see ``closed_network.mjs``; it fetches from the ``documents`` that
    come with a request.

    Args:
        command: What to run instead of ``peer.mjs``, in the folder of the peers.
    """

    def __init__(self, command: Sequence[str] = ("peer.mjs",)) -> None:
        self._process = subprocess.Popen(
            ["node", *command],
            cwd=NODE_FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # The peers log what they refuse; their answers tell it too.
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:  # closes the pipes, which ends the process, and waits for it
            pass

    def ask(self, operation: str, **request: JsonValue) -> JsonObject:
        """Return the result of an operation of ``peer.mjs``.

        Raises:
            PeerError: The request was refused as such, or there was no answer in time.
        """
        number = next(self._numbers)
        line = json.dumps({"id": number, "operation": operation, **request})
        watchdog = threading.Timer(SECONDS_PER_ANSWER, self._process.kill)
        watchdog.start()
        try:
            self._stdin.write(line + "\n")
            self._stdin.flush()
            answer = self._stdout.readline()
        finally:
            watchdog.cancel()
        if not answer:
            raise PeerError(f"the Node process ended without an answer to {operation}")
        reply = json.loads(answer)
        if reply["id"] != number:
            raise PeerError(f"answer {reply['id']} to question {number}")
        if "error" in reply:
            raise PeerError(reply["error"])
        result = reply["result"]
        if not isinstance(result, dict):
            raise PeerError(f"{operation} answered with {type(result).__name__}")
        return result

    @property
    def _stdin(self) -> IO[str]:
        if self._process.stdin is None:
            raise PeerError("no pipe to the Node process")
        return self._process.stdin

    @property
    def _stdout(self) -> IO[str]:
        if self._process.stdout is None:
            raise PeerError("no pipe from the Node process")
        return self._process.stdout
