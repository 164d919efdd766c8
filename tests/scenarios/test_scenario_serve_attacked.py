"""`waarmerk serve` as a whole process, with strangers at its door: attacks A4, A8, A11 and A15.

What is looked at from outside: what it answers to others meanwhile, how much memory and processor it takes,
and what it leaves behind.
"""

import io
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.findings_for_tests import pdf_file
from tests.web_for_tests import GOOD, TAMPERED, files_below, kept_in, leaked, verdict_on
from tests.whole_server_for_tests import WATCH, WholeServer, answer_on, request, whole_server

pytestmark = [pytest.mark.enable_socket, pytest.mark.slow]

MIB = 1024 * 1024
SECRETS = (
    "Sanne",
    "Vries",
    "Warmtepompen",
    "0f6b2c4e-6b3a",
    "geheim@school.example",
    "Geheime Naam",
    "geheim-",
)
"""What was verified, who was asked about, and how files, addresses and headers are called."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeServer]:
    """A server that fetches nothing; whoever attacks it comes from an address of their own."""
    with whole_server(tmp_path_factory.mktemp("serve"), "--offline") as started:
        yield started


@pytest.fixture
def held() -> Iterator[list[socket.socket]]:
    """Connections, which end with the test."""
    connections: list[socket.socket] = []
    yield connections
    for connection in connections:
        connection.close()


def is_well(server: WholeServer, *, within: float = 5.0) -> bool:
    """Tell whether somebody else gets a credential verified, soon."""
    started = time.monotonic()
    with server.connected("127.0.0.9") as connection:
        connection.sendall(request("/verify", GOOD, "Connection: close"))
        connection.settimeout(within)
        answer = answer_on(connection, patience=within)
    return b'"recipientName":"Sanne de Vries"' in answer and time.monotonic() - started < within


def flood(connection: socket.socket, piece: bytes, *, most: int) -> int:
    """Send a piece again and again; return how many bytes were taken before the other end hung up."""
    sent = 0
    try:
        while sent < most:
            connection.sendall(piece)
            sent += len(piece)
    except OSError:
        pass
    return sent


class TestFloods:
    @pytest.mark.parametrize(
        ("begin", "piece"),
        [
            (b"GET / HTTP/1.1\r\nHost: a\r\nx: ", b"y" * 65_536),
            (b"GET /", b"y" * 65_536),
            (b"GET / HTTP/1.1\r\nHost: a\r\n", b"x: y\r\n" * 8_192),
            (
                b"POST /verify HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n",
                b"x: y\r\n" * 8_192,
            ),
            (
                b"POST /verify HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                b"1;" + b"x" * 65_536,
            ),
        ],
        ids=["one header", "address", "headers", "trailers", "chunk extension"],
    )
    def test_what_is_no_content_has_an_end(self, server: WholeServer, begin: bytes, piece: bytes) -> None:
        before = server.memory
        with server.connected("127.0.0.2") as connection:
            connection.sendall(begin)
            assert flood(connection, piece, most=200 * MIB) < 30 * MIB  # what the system has taken in counts
        assert server.memory - before < 16 * MIB
        assert is_well(server)

    def test_many_uploads_at_once_share_the_memory_there_is(self, server: WholeServer) -> None:
        """Each of them is allowed; forty would be two gigabytes."""
        before, done = server.memory, threading.Event()
        body = request("/nl/check", b"", "Content-Type: multipart/form-data; boundary=x").replace(
            b"Content-Length: 0", b"Content-Length: %d" % (48 * MIB)
        )

        def upload(number: int) -> bytes:
            with server.connected(f"127.0.3.{number + 1}") as connection:
                connection.sendall(body)
                flood(connection, b"x" * MIB, most=47 * MIB)
                done.wait(30)
                return answer_on(connection, patience=0.2)

        peak = 0
        with ThreadPoolExecutor(40) as clients:
            answers = [clients.submit(upload, number) for number in range(40)]
            deadline = time.monotonic() + 60
            while server.memory > peak or time.monotonic() < deadline - 57:
                peak = max(peak, server.memory)
                time.sleep(0.2)
            assert is_well(server)
            done.set()
            refused = [one for one in answers if b"503 Service Unavailable" in one.result()]
        assert peak - before < 450 * MIB
        assert len(refused) > 20

    def test_two_hundred_slow_clients_hold_up_nobody(
        self, server: WholeServer, held: list[socket.socket]
    ) -> None:
        """Half of them never finish a header, the others never finish a body."""
        head = b"POST /verify HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"
        for number in range(200):
            held.append(server.connected(f"127.0.4.{number % 4 + 1}"))
            held[-1].sendall(b"GET / HTTP/1.1\r\nX: " if number % 2 else head)
        before = server.processor_seconds
        for _ in range(3):
            assert is_well(server)
            for connection in held:
                connection.send(b"E")
            time.sleep(1)
        assert server.processor_seconds - before < 1.5
        time.sleep(8)
        assert [is_closed(connection) for connection in held[1::2]] == [True] * 100
        told = [answer_on(connection, patience=0.1) for connection in held[::2]]
        assert [answer[:12] for answer in told] == [b"HTTP/1.1 408"] * 100
        assert is_well(server)

    def test_who_opens_every_connection_leaves_some_for_others(
        self, server: WholeServer, held: list[socket.socket]
    ) -> None:
        for _ in range(900):
            try:
                held.append(server.connected("127.0.0.3"))
            except OSError:
                break
        assert is_well(server)

    def test_photos_that_take_hours_end_and_others_are_served(self, server: WholeServer) -> None:
        from tests.unit.verifier.test_verifier_web_bounds import jpeg_of_many_scans

        picture = jpeg_of_many_scans()
        with ThreadPoolExecutor(4) as clients, httpx.Client(base_url=server.url, timeout=60) as client:
            before = server.processor_seconds
            files = {"file": ("foto.jpg", picture)}
            asked = [clients.submit(client.post, "/nl/check", files=files) for _ in range(2)]
            time.sleep(1)
            assert is_well(server)
            assert {one.result().status_code for one in asked} == {422}
            assert server.processor_seconds - before < 2 * 8 + 4


def is_closed(connection: socket.socket) -> bool:
    """Tell whether the other end has hung up."""
    connection.settimeout(0.2)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


class TestSmuggling:
    """Where one party sees one request and another sees two. Each of these is refused, or is one."""

    @pytest.mark.parametrize(
        "head",
        [
            "Content-Length: 3\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 3",
            "Content-Length: 3\r\nContent-Length: 4",
            "Content-Length: +3",
            "Content-Length: 0x3",
            "Content-Length: 3, 3",
            "Content-Length : 3",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "X: y\r\n Content-Length: 3",
            "X: y\nContent-Length: 3",
            "X: y\rContent-Length: 3",
            "X\x00: y",
        ],
        ids=lambda head: repr(head)[1:-1],
    )
    def test_one_request_is_never_two(self, server: WholeServer, head: str) -> None:
        inner = b"GET /static/geheim-inner HTTP/1.1\r\nHost: a\r\n\r\n"
        outer = f"POST /verify HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n".encode()
        answer = server.told(outer + b"0\r\n\r\n" + inner, "127.0.0.5")
        assert answer.count(b"HTTP/1.1 ") <= 1 or b"HTTP/1.1 400" in answer
        assert is_well(server)


class TestHosts:
    @pytest.mark.parametrize(
        "path", ["/nl", "/status", "/catalogus", "//evil.example/nl", "/\\evil.example/nl"]
    )
    def test_no_answer_sends_anybody_where_a_request_says(self, server: WholeServer, path: str) -> None:
        folder = server.folder / "public" / "catalogus"
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text("<!doctype html>")
        headers = (
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: gopher",
            "Forwarded: host=evil.example",
        )
        answer = server.told(request(path, b"", *headers, method="GET", host="evil.example"), "127.0.0.6")
        head = answer.partition(b"\r\n\r\n")[0]
        assert b"evil" not in head
        assert b"gopher" not in head

    @pytest.mark.parametrize(
        "path", ["/../list.json", "/%2e%2e/list.json", "/..%2flist.json", "/status/%00", "/a\x01"]
    )
    def test_nothing_outside_the_folder_is_served(self, server: WholeServer, path: str) -> None:
        answer = server.told(request(path, method="GET"), "127.0.0.6")
        assert answer[:12] in (b"HTTP/1.1 404", b"HTTP/1.1 400")
        assert b"Testlijst" not in answer

    def test_who_says_to_come_from_elsewhere_is_not_believed(self, server: WholeServer) -> None:
        """Without --trusted-proxy; else every request could be somebody new."""
        outcomes = {
            server.told(
                request("/nl/person", b"", f"X-Forwarded-For: 198.51.100.{number}", "Connection: close"),
                "127.0.0.7",
            )[:12]
            for number in range(12)
        }
        assert b"HTTP/1.1 429" in outcomes


class TestNothingStays:
    """A11: of what is verified nothing is written, by the process as anybody starts it."""

    def test_after_everything_that_can_be_asked(self, server: WholeServer) -> None:
        known = len(server.written())
        with httpx.Client(base_url=server.url, timeout=60) as client:
            ask_everything(client)
        for strange in (
            b"GET /nl/geheim-pad?geheim-vraag HTTP/1.1\r\nHost: geheim-host\r\nX: geheim-kop\r\n\r\n",
            b"GEHEIM /geheim- HTTP/1.1\r\nHost: a\r\n\r\n",
            b"geheim- geheim- geheim-\r\n\r\n",
            b"POST /verify HTTP/1.1\r\nHost: a\r\nContent-Length: geheim-\r\n\r\n",
            b"POST /verify HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 10\r\n\r\ngeheim-123",
            b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: geheim-\r\nConnection: upgrade\r\n\r\n",
        ):
            server.told(strange, "127.0.0.8")
        assert leaked(SECRETS, server.said()) == []
        assert server.written()[known:] == []
        open_files = [path.readlink().name for path in Path(f"/proc/{server.process.pid}/fd").iterdir()]
        assert [name for name in open_files if "(deleted)" in name] == []
        written = [
            path for path in files_below(server.folder) if not path.is_relative_to(server.folder / "public")
        ]
        found = {path.name: leaked(SECRETS, path.read_bytes().decode("utf-8", "replace")) for path in written}
        assert {name: leaks for name, leaks in found.items() if leaks} == {}
        assert files_below(server.folder / "tmp") == []

    def test_and_the_watch_sees_what_has_no_name(self, tmp_path: Path) -> None:
        """Else the test above could not fail: such files are gone before anybody can look."""
        for number, program in enumerate(
            ("tempfile.TemporaryFile()", "tempfile.SpooledTemporaryFile(max_size=1).write(b'xx')")
        ):
            told = tmp_path / str(number)
            subprocess.run([sys.executable, "-c", f"{WATCH}import tempfile; {program}", told], check=True)
            assert told.read_text() != ""


def ask_everything(client: httpx.Client) -> None:
    """Ask for whatever there is to ask for, with secrets in everything."""
    large = pdf_file(("x.json", GOOD)) + b"\n%" + b"x" * 3_000_000
    broken = pdf_file(("x.json", GOOD)).replace(b"/Type /Catalog", b"/Geheim geheim-woord /A -geheim-", 1)
    assert broken.count(b"geheim-woord") == 1
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zip_file:
        zip_file.writestr("geheim-bestand.json", GOOD)
    page = client.post("/nl/check", files={"file": ("geheim-bestand.json", GOOD)})
    assert verdict_on(page)
    kept = kept_in(page)
    answers = [
        page,
        client.post("/en/check", files={"file": ("geheim-bestand.pdf", large)}),
        client.post("/nl/check", files={"file": ("geheim-bestand.zip", archive.getvalue())}),
        client.post("/nl/check", files={"file": ("geheim-bestand.json", TAMPERED)}),
        client.post("/nl/check", files={"file": ("geheim-bestand.pdf", broken)}),
        client.post("/nl/check", data={"text": GOOD.decode()}),
        client.post(
            "/nl/person", data={"kept": kept, "name": "Geheime Naam", "email": "geheim@school.example"}
        ),
        client.post("/nl/again", data={"kept": kept}),
        client.post("/nl/statement.json", data={"kept": kept}),
        client.post("/nl/statement.pdf", data={"kept": kept}),
        client.post("/verify?geheim-optie", content=GOOD, headers={"User-Agent": "geheim-browser"}),
        client.post("/verify", files={"file": ("geheim-bestand.json", large)}, data={"name": "Geheime Naam"}),
    ]
    assert {answer.status_code for answer in answers} == {200}
