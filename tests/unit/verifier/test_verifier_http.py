"""Fetch what others publish, without becoming a tool in the hands of whoever wrote the address."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import httpx
import pytest

from credentials.limits import Limits
from verifier import Needed, ResourceKind, Unavailable, UnavailableReason
from verifier.http import HttpFetcher

PUBLIC = "93.184.215.14"
URL = "https://school.example/did.json"


def ok(content: bytes = b"{}", headers: dict[str, str] | None = None) -> httpx.Response:
    """Answer with a content that comes over the wire."""
    return httpx.Response(200, stream=httpx.ByteStream(content), headers=headers)


class Server:
    """Answers requests, and remembers them."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response] | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = answer or (lambda _request: ok())

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)


class Resolver:
    """Gives these addresses, and remembers who was asked for."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[tuple[str, int]] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        return self.addresses


def fetch(
    url: str = URL,
    *,
    server: Callable[[httpx.Request], httpx.Response] | None = None,
    resolver: Callable[[str, int], Sequence[str]] | None = None,
    kind: ResourceKind = ResourceKind.CONTROLLER_DOCUMENT,
    limits: Limits | None = None,
) -> bytes | Unavailable:
    fetcher = HttpFetcher(
        limits=limits or Limits(),
        resolve=resolver or Resolver(PUBLIC),
        transport=httpx.MockTransport(server or Server()),
    )
    return fetcher(Needed(kind, url))


class TestAFetch:
    def test_gives_the_content(self) -> None:
        assert fetch(server=Server(lambda _request: ok(b"\x00abc"))) == b"\x00abc"

    def test_goes_to_the_address_that_was_looked_at_in_the_name_of_the_host(self) -> None:
        server, resolver = Server(), Resolver(PUBLIC, "1.1.1.1")
        fetch("https://school.example:8443/a/did.json?b=c#d", server=server, resolver=resolver)
        (request,) = server.requests
        assert resolver.asked == [("school.example", 8443)]
        assert str(request.url) == f"https://{PUBLIC}:8443/a/did.json?b=c"
        assert request.headers["Host"] == "school.example:8443"
        assert request.extensions["sni_hostname"] == "school.example"

    def test_reaches_ipv6(self) -> None:
        server = Server()
        assert fetch(server=server, resolver=Resolver("2606:4700::1111")) == b"{}"
        assert server.requests[0].url.host == "2606:4700::1111"

    def test_resolves_a_name_in_other_letters(self) -> None:
        server, resolver = Server(), Resolver(PUBLIC)
        fetch("https://schóól.example/did.json", server=server, resolver=resolver)
        assert resolver.asked == [("xn--schl-sqaa.example", 443)]
        assert server.requests[0].headers["Host"] == "xn--schl-sqaa.example"

    @pytest.mark.parametrize("kind", list(ResourceKind))
    def test_tells_nothing_but_what_it_accepts(self, kind: ResourceKind) -> None:
        server = Server()
        assert fetch(server=server, kind=kind) == b"{}"
        headers = server.requests[0].headers
        assert set(headers) == {"host", "accept", "accept-encoding", "user-agent", "connection"}
        assert headers["accept-encoding"] == "identity"
        assert "json" in headers["accept"]

    def test_does_not_let_the_environment_send_it_elsewhere(self) -> None:
        with HttpFetcher().new_client(1) as client:
            assert client.trust_env is False
            assert client.follow_redirects is False
            assert client.timeout == httpx.Timeout(1)

    def test_keeps_no_cookies(self) -> None:
        server = Server(lambda _request: ok(headers={"Set-Cookie": "a=b"}))
        fetcher = HttpFetcher(resolve=Resolver(PUBLIC), transport=httpx.MockTransport(server))
        for _ in range(2):
            fetcher(Needed(ResourceKind.STATUS_LIST, URL))
        assert "cookie" not in server.requests[1].headers


class TestAnAddressThatIsRefused:
    @pytest.mark.parametrize(
        "url",
        [
            "http://school.example/did.json",
            "file:///etc/passwd",
            "ftp://school.example/",
            "gopher://school.example/",
            "data:application/json,{}",
            "https:///did.json",
            "https://user@school.example/",
            "https://user:password@school.example/",
            "//school.example/",
            "did:web:school.example",
            "",
            "https://school.example:99999/",
            "https://[::1/",
            "https://school\x00.example/",
        ],
    )
    def test_is_not_resolved(self, url: str) -> None:
        resolver = Resolver(PUBLIC)
        answer = fetch(url, resolver=resolver)
        assert isinstance(answer, Unavailable)
        assert answer.reason is UnavailableReason.REFUSED_URL
        assert resolver.asked == []

    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "::1",
            "::ffff:10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "192.168.0.1",
            "fe80::1%eth0",
        ],
    )
    @pytest.mark.parametrize("position", [0, 1])
    def test_is_not_visited_wherever_it_stands_among_others(self, address: str, position: int) -> None:
        server = Server()
        addresses = [PUBLIC]
        addresses.insert(position, address)
        answer = fetch(server=server, resolver=Resolver(*addresses))
        assert answer == Unavailable(UnavailableReason.REFUSED_ADDRESS)
        assert server.requests == []

    @pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:a00:1]", "169.254.169.254"])
    def test_is_refused_when_written_as_such(self, host: str) -> None:
        def resolve(name: str, _port: int) -> Sequence[str]:
            return [name]

        assert fetch(f"https://{host}/", resolver=resolve) == Unavailable(UnavailableReason.REFUSED_ADDRESS)

    def test_cannot_change_between_looking_and_going(self) -> None:
        """DNS rebinding: a second question would get another answer, so it is not asked."""
        answers = iter([[PUBLIC], ["127.0.0.1"]])
        server = Server()
        fetch(server=server, resolver=lambda _host, _port: next(answers))
        assert [request.url.host for request in server.requests] == [PUBLIC]
        assert next(answers) == ["127.0.0.1"]

    def test_that_does_not_exist_says_so(self) -> None:
        def nowhere(_host: str, _port: int) -> Sequence[str]:
            raise OSError

        assert fetch(resolver=nowhere) == Unavailable(UnavailableReason.NAME_NOT_FOUND)
        assert fetch(resolver=Resolver()) == Unavailable(UnavailableReason.NAME_NOT_FOUND)


class TestAnAnswerThatIsRefused:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 304])
    def test_redirects_are_not_followed(self, status: int) -> None:
        server = Server(lambda _request: httpx.Response(status, headers={"Location": "https://10.0.0.1/"}))
        assert fetch(server=server) == Unavailable(UnavailableReason.REDIRECT, str(status))
        assert len(server.requests) == 1

    @pytest.mark.parametrize("status", [201, 204, 206, 400, 401, 404, 410, 500, 503])
    def test_anything_but_ok(self, status: int) -> None:
        answer = fetch(server=Server(lambda _request: httpx.Response(status, content=b"{}")))
        assert answer == Unavailable(UnavailableReason.HTTP_STATUS, str(status))

    def test_more_than_the_limit(self) -> None:
        limits = Limits(max_fetch_bytes=1_000)
        exactly = fetch(limits=limits, server=lambda _request: ok(b"a" * 1_000))
        more = fetch(limits=limits, server=lambda _request: ok(b"a" * 1_001))
        assert exactly == b"a" * 1_000
        assert more == Unavailable(UnavailableReason.TOO_LARGE)

    def test_more_than_the_limit_is_not_read_to_the_end(self) -> None:
        sent: list[int] = []

        class Endless(httpx.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                for number in range(1_000_000):
                    sent.append(number)
                    yield b"a" * 1_000

        answer = fetch(
            server=lambda _request: httpx.Response(200, stream=Endless()),
            limits=Limits(max_fetch_bytes=5_000),
        )
        assert answer == Unavailable(UnavailableReason.TOO_LARGE)
        assert len(sent) == 6

    def test_compressed_though_it_was_not_asked(self) -> None:
        answer = fetch(server=lambda _request: ok(b"\x1f\x8b", {"Content-Encoding": "gzip"}))
        assert isinstance(answer, Unavailable)
        assert answer.reason is UnavailableReason.CONNECTION

    def test_slow_drops(self) -> None:
        class Drops(httpx.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                for _ in range(100):
                    time.sleep(0.02)
                    yield b"a"

        started = time.monotonic()
        answer = fetch(
            server=lambda _request: httpx.Response(200, stream=Drops()),
            limits=Limits(fetch_timeout=timedelta(milliseconds=100)),
        )
        assert answer == Unavailable(UnavailableReason.TIMEOUT)
        assert time.monotonic() - started < 1

    def test_no_answer_in_time_from_whoever_is_asked(self) -> None:
        def slow(_host: str, _port: int) -> Sequence[str]:
            time.sleep(0.5)
            return [PUBLIC]

        limits = Limits(fetch_timeout=timedelta(milliseconds=50))
        started = time.monotonic()
        assert fetch(resolver=slow, limits=limits) == Unavailable(UnavailableReason.TIMEOUT)
        assert time.monotonic() - started < 0.4

    @pytest.mark.parametrize(
        ("error", "reason"),
        [
            (httpx.ConnectError("refused"), UnavailableReason.CONNECTION),
            (httpx.ReadTimeout("slow"), UnavailableReason.TIMEOUT),
            (httpx.RemoteProtocolError("no HTTP"), UnavailableReason.CONNECTION),
            (OSError("gone"), UnavailableReason.CONNECTION),
        ],
    )
    def test_trouble_on_the_way(self, error: Exception, reason: UnavailableReason) -> None:
        def broken(_request: httpx.Request) -> httpx.Response:
            raise error

        answer = fetch(server=broken)
        assert isinstance(answer, Unavailable)
        assert answer.reason is reason


def test_a_mistake_of_ours_is_not_taken_for_a_slow_server() -> None:
    def broken(_host: str, _port: int) -> Sequence[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fetch(resolver=broken)
