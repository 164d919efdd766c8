"""Read the body of a request into memory: no more of it than allowed, no longer than it should take."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from starlette.types import Receive, Scope

from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.upload_room import RoomTaken

TAKEN: Final = "waarmerk.room_taken"
"""Where a scope has what its request takes of the room for uploads: a :class:`RoomTaken`."""
_MAX_TIME: Final = timedelta(seconds=60)
_PATIENCE: Final = timedelta(seconds=10)
_PACE: Final = 4 * 1024  # bytes a second; a telephone where there is hardly a signal is faster


class ClientGone(Exception):
    """Whoever asked does not wait for an answer any more."""


def header(scope: Scope, name: bytes) -> str:
    """Return a header of a request, or "" without one.

    Args:
        scope: The request.
        name: In lower case.
    """
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).decode("latin-1")
    return ""


async def read_body(
    scope: Scope, receive: Receive, *, max_bytes: int, max_time: timedelta = _MAX_TIME
) -> bytes:
    """Return the body.

    It may begin late and come slowly, yet not both for long: who sends a letter now and then keeps a place
    that somebody else could have.

    Raises:
        RequestRefused: It is larger than ``max_bytes``, does not come within ``max_time``, or there is no
            room for it now.
        ClientGone: The client went away.
    """
    announced = header(scope, b"content-length")
    # The length may be a lie; what comes is counted too.
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > max_bytes:
        raise RequestRefused(ProblemKind.TOO_LARGE)
    try:
        async with asyncio.timeout(min(_PATIENCE, max_time).total_seconds()) as timer:
            return await _read(receive, max_bytes, scope.get(TAKEN), _more_time(timer, max_time))
    except TimeoutError:
        raise RequestRefused(ProblemKind.TOO_SLOW) from None


def _more_time(timer: asyncio.Timeout, max_time: timedelta) -> Callable[[int], None]:
    """Return what allows more time, for so many bytes that have come; most bodies come at once."""
    began = (timer.when() or 0.0) - min(_PATIENCE, max_time).total_seconds()

    def has_come(length: int) -> None:
        until = began + _PATIENCE.total_seconds() + length / _PACE
        timer.reschedule(min(began + max_time.total_seconds(), until))

    return has_come


async def _read(
    receive: Receive, max_bytes: int, taken: RoomTaken | None, has_come: Callable[[int], None]
) -> bytes:
    chunks: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientGone
        chunk: bytes = message.get("body", b"")
        length += len(chunk)
        if length > max_bytes:
            raise RequestRefused(ProblemKind.TOO_LARGE)
        if taken is not None:
            taken.more(len(chunk))
        chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)
        has_come(length)
