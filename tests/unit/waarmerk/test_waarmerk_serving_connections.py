"""What a connection may send and how long it may wait, below HTTP; with a transport that is none."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from waarmerk.serving import connections
from waarmerk.serving.connections import MAX_HEAD, MAX_HEADERS, BoundedConnection

ASK = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
BEGIN = b"GET / HTTP/1.1\r\nHost: a\r\n"
LIMIT = 40


class Line(asyncio.Transport):
    """The other end: it takes all that is written, and knows whether it was cut off."""

    def __init__(self, address: str = "192.0.2.1") -> None:
        super().__init__({"peername": (address, 50_000), "sockname": ("192.0.2.2", 80)})
        self.written = b""
        self.cut = False
        self.closed = False

    def write(self, data: Any) -> None:  # noqa: ANN401 - any kind of bytes
        self.written += bytes(data)

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = self.cut = True

    def is_closing(self) -> bool:
        return self.closed

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Server:
    """A server without a socket."""

    def __init__(self, *, proxy_headers: bool = False) -> None:
        async def app(_scope: Scope, receive: Receive, send: Send) -> None:
            while (await receive()).get("more_body"):
                pass
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            await send({"type": "http.response.body", "body": b"ok"})

        self.config = uvicorn.Config(
            app, limit_concurrency=LIMIT, proxy_headers=proxy_headers, log_config=None, ws="none"
        )
        self.state = ServerState()

    def connect(self, address: str = "192.0.2.1") -> tuple[BoundedConnection, Line]:
        """Return a new connection."""
        connection, line = BoundedConnection(self.config, self.state, {}), Line(address)
        connection.connection_made(line)
        return connection, line


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines that a test can wait for."""
    for name in ("_TO_ASK", "_TO_FINISH", "_TO_TAKE"):
        monkeypatch.setattr(connections, name, 0.03)


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def told() -> None:
        await story()

    asyncio.run(told())


async def pause(seconds: float = 0.0) -> None:
    for _ in range(5):
        await asyncio.sleep(0)
    await asyncio.sleep(seconds)


@pytest.mark.usefixtures("hasty")
class TestWaiting:
    @pytest.mark.parametrize(
        "said", [b"", b"GET /", BEGIN, b"\r\n"], ids=["nothing", "line", "head", "blank"]
    )
    def test_for_a_request_has_an_end(self, said: bytes) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            if said:
                connection.data_received(said)
            await pause(0.1)
            assert line.cut

        run(story)

    def test_a_drop_now_and_then_does_not_help(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(BEGIN)
            for _ in range(10):
                connection.data_received(b"x: y\r\n")
                await asyncio.sleep(0.01)
            assert line.cut

        run(story)

    def test_for_the_next_request_has_an_end_too(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(ASK)
            await pause()
            assert line.written.endswith(b"ok")
            connection.data_received(BEGIN)
            await pause(0.1)
            assert line.cut

        run(story)

    def test_for_the_rest_of_what_is_not_wanted_any_more(self) -> None:
        async def story() -> None:
            server = Server()

            async def refuse(_scope: Scope, _receive: Receive, send: Send) -> None:
                headers = [(b"content-length", b"0")]
                await send({"type": "http.response.start", "status": 413, "headers": headers})
                await send({"type": "http.response.body", "body": b""})

            server.config.load()
            server.config.loaded_app = refuse
            connection, line = server.connect()
            connection.data_received(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n")
            await pause()
            for _ in range(10):
                connection.data_received(b"x")
                await asyncio.sleep(0.01)
            assert line.cut

        run(story)

    def test_for_somebody_who_takes_no_answer(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(ASK)
            connection.pause_writing()
            connection.resume_writing()
            await pause(0.1)
            assert not line.cut
            connection.pause_writing()
            await pause(0.1)
            assert line.cut

        run(story)

    def test_an_answer_takes_as_long_as_it_takes(self) -> None:
        async def story() -> None:
            server = Server()

            async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
                await asyncio.sleep(0.1)
                await send({"type": "http.response.start", "status": 200, "headers": []})
                await send({"type": "http.response.body", "body": b"late"})

            server.config.load()
            server.config.loaded_app = slow
            connection, line = server.connect()
            connection.data_received(ASK)
            await pause(0.15)
            assert b"late" in line.written
            assert not line.cut

        run(story)

    def test_leaves_nothing_behind(self) -> None:
        async def story() -> None:
            server = Server()
            connection, line = server.connect()
            connection.pause_writing()
            connection.connection_lost(None)
            await pause(0.1)
            assert not line.cut
            assert server.state.connections == set()

        run(story)


class TestSize:
    def test_a_header_without_end(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(BEGIN + b"x: ")
            sent = 0
            while not line.cut:
                connection.data_received(b"y" * 8_192)
                sent += 8_192
                assert sent <= MAX_HEAD + 8_192
            assert line.written == b""

        run(story)

    def test_an_address_without_end(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(b"GET /")
            for _ in range(9):
                connection.data_received(b"y" * 8_192)
            assert line.cut

        run(story)

    def test_headers_without_number(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(BEGIN + b"x:y\r\n" * MAX_HEADERS + b"\r\n")
            assert line.written.startswith(b"HTTP/1.1 400")
            assert line.closed

        run(story)

    def test_headers_behind_the_content(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(
                b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
            )
            connection.data_received(b"x:y\r\n" * MAX_HEADERS)
            assert line.closed

        run(story)

    def test_as_many_as_anybody_needs(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            cookie = b"cookie: " + b"x" * 16_000 + b"\r\n"
            connection.data_received(BEGIN + b"x:y\r\n" * (MAX_HEADERS - 2) + cookie + b"\r\n")
            await pause()
            assert line.written.endswith(b"ok")
            assert not line.cut

        run(story)

    def test_a_large_body_is_no_head(self) -> None:
        async def story() -> None:
            connection, line = Server().connect()
            connection.data_received(
                b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (MAX_HEAD * 4)
            )
            for _ in range(4 * MAX_HEAD // 8_192):
                connection.data_received(b"y" * 8_192)
                await pause()
            assert line.written.endswith(b"ok")
            assert not line.cut

        run(story)


class TestNumber:
    def test_one_address_leaves_room_for_others(self) -> None:
        async def story() -> None:
            server = Server()
            theirs = [server.connect("192.0.2.66")[1].cut for _ in range(LIMIT)]
            assert theirs == [False] * (LIMIT // 4) + [True] * (LIMIT - LIMIT // 4)
            connection, line = server.connect("192.0.2.1")
            for other in list(server.state.connections):
                other.connection_lost(
                    None
                ) if other.transport.is_closing() else None  # as a real transport does
            connection.data_received(ASK)
            await pause()
            assert line.written.startswith(b"HTTP/1.1 200")

        run(story)

    def test_behind_a_proxy_all_have_one_address(self) -> None:
        async def story() -> None:
            server = Server(proxy_headers=True)
            assert not any(server.connect("192.0.2.66")[1].cut for _ in range(LIMIT))

        run(story)

    def test_all_of_them_have_an_end(self) -> None:
        async def story() -> None:
            server = Server(proxy_headers=True)
            assert [server.connect(f"192.0.2.{number}")[1].cut for number in range(100)].count(False) < 70

        run(story)
