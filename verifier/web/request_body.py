"""Read the body of a request into memory: no more of it than allowed, no longer than it should take."""

import asyncio
from datetime import timedelta
from typing import Final

from starlette.types import Receive, Scope

from verifier.web.problems import ProblemKind, RequestRefused

_MAX_TIME: Final = timedelta(seconds=60)


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

    Raises:
        RequestRefused: It is larger than ``max_bytes``, or does not come within ``max_time``.
        ClientGone: The client went away.
    """
    announced = header(scope, b"content-length")
    # The length may be a lie; what comes is counted too.
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > max_bytes:
        raise RequestRefused(ProblemKind.TOO_LARGE)
    try:
        async with asyncio.timeout(max_time.total_seconds()):
            return await _read(receive, max_bytes)
    except TimeoutError:
        raise RequestRefused(ProblemKind.TOO_SLOW) from None


async def _read(receive: Receive, max_bytes: int) -> bytes:
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
        chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)
