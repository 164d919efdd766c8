"""Connections that nobody can hold on to: bounds below HTTP, where a request does not exist yet.

What a request may cost is bounded where it is answered. Before that somebody can open connections and say
nothing, send a header that never ends, or take no answer; the library puts no end to any of these. A proxy
does, but nobody is obliged to have one.

Spec: attack A4; docs/serve.md, "Bounds".
"""

import asyncio
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

MAX_HEAD: Final = 64 * 1024
"""Bytes of the first line with the headers, or of anything else that is no content. The least that is
enforced: what comes in one piece, of at most 256 kB, is looked at as a whole."""
MAX_HEADERS: Final = 100
MAX_SHARE: Final = 4  # of all connections, one address may have one in this many
_TO_ASK: Final = 10.0  # seconds, for a whole first line with headers
_TO_FINISH: Final = 60.0  # seconds, for the rest of a body that was refused
_TO_TAKE: Final = 30.0  # seconds, to take some more of an answer
_SPARE: Final = 24  # connections, for telling that there are too many


class TooManyHeaders(Exception):
    """A request has more headers than any program sends."""


class BoundedConnection(HttpToolsProtocol):
    """A connection with an end to its waiting and to what it may send."""

    _deadline: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _in_message = False
    _headers = 0
    _useless = 0  # bytes since the last that meant something
    _meant_something = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its base
        """Begin, unless there are too many already."""
        super().connection_made(transport)
        if self._is_one_too_many():
            self._end()
        else:
            self._wait(_TO_ASK)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadlines."""
        self._rest()
        self._taken()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, as long as it leads somewhere."""
        # Before the first request there is no cycle, whatever its type says.
        cycle: RequestResponseCycle | None = self.cycle
        if self._deadline is None and (cycle is None or cycle.response_complete):
            self._wait(_TO_FINISH if self._in_message else _TO_ASK)
        self._meant_something = False
        super().data_received(data)
        self._useless = 0 if self._meant_something else self._useless + len(data)
        if self._useless > MAX_HEAD:
            self._end()

    def on_message_begin(self) -> None:
        """Count anew."""
        self._in_message = True
        self._headers = 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header, also one behind the content.

        Raises:
            TooManyHeaders: There are too many; the library answers 400, and hangs up.
        """
        self._headers += 1
        if self._headers > MAX_HEADERS:
            raise TooManyHeaders
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer; from here on the application looks after the time."""
        self._meant_something = True
        self._rest()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a piece of the content."""
        self._meant_something = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Have the whole request."""
        self._meant_something = True
        self._in_message = False
        self._rest()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for somebody who does not take the answer, for a while."""
        super().pause_writing()
        self._taken()
        self._taking = self.loop.call_later(_TO_TAKE, self._end)

    def resume_writing(self) -> None:
        """Go on."""
        self._taken()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Hang up; what has not been taken by now is not waited for."""
        self._end()

    def _is_one_too_many(self) -> bool:
        most = self.limit_concurrency
        if most is None:
            return False
        if len(self.connections) > most + _SPARE:
            return True
        if self.config.proxy_headers or self.client is None:  # a proxy brings everybody from one address
            return False
        address = self.client[0]
        theirs = sum(1 for one in self.connections if _address_of(one) == address)
        return theirs > max(1, most // MAX_SHARE)

    def _wait(self, seconds: float) -> None:
        self._deadline = self.loop.call_later(seconds, self._end)

    def _rest(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _end(self) -> None:
        self.transport.abort()


def _address_of(connection: object) -> str | None:
    client = getattr(connection, "client", None)
    return client[0] if client else None
