"""Fetch what others publish, without becoming a tool in the hands of whoever wrote the address.

The URLs come from a credential, so from a stranger. Only https is spoken; the host is resolved
once, every address of it must be public, and the connection goes to the address that was looked
at, with the host's name in TLS and in the request. Redirects are not followed, and size and time
are bounded. Nothing is sent that tells who is verifying: no cookies, no credentials, no referrer.

This is the only importer of httpx; it needs the extra ``http``.
"""

import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

import httpx

from credentials.limits import DEFAULT_LIMITS, Limits
from verifier.public_address import is_public
from verifier.resources import Needed, ResourceKind, Unavailable, UnavailableReason

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host. Raises OSError when it has none."""

_ACCEPT: Final[Mapping[ResourceKind, str]] = {
    ResourceKind.CONTROLLER_DOCUMENT: "application/did, application/cid, application/did+json;q=0.9, "
    "application/did+ld+json;q=0.9, application/json;q=0.8, application/ld+json;q=0.8",
    ResourceKind.STATUS_LIST: "application/vc, application/vc+jwt;q=0.9, application/vc+ld+json;q=0.9, "
    "application/ld+json;q=0.8, application/json;q=0.8, application/jwt;q=0.7, text/plain;q=0.5",
    ResourceKind.STATUS_CHANGES: "application/json",
    ResourceKind.JWKS: "application/jwk-set+json, application/json;q=0.9",
    ResourceKind.TRUST_LIST: "application/vc, application/ld+json;q=0.9, application/json;q=0.8",
    ResourceKind.CREDENTIAL: "application/vc, application/vc+jwt, application/vc+ld+json;q=0.9, "
    "application/ld+json;q=0.9, application/json;q=0.8, application/jwt;q=0.8, application/pdf;q=0.7, "
    "image/svg+xml;q=0.7, image/png;q=0.7, text/plain;q=0.5",
}


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered.

    Attributes:
        content: The document; None when it is the edition whose tag was sent.
        etag: The tag of this edition, or "".
        cache_control: How long it may be kept, in words of HTTP, or "".
        age: For how many seconds somebody in between has kept it, or "".
    """

    content: bytes | None
    etag: str
    cache_control: str
    age: str


class HttpFetcher:
    """Gets documents over https; an instance is a :data:`verifier.resources.Fetch`.

    Args:
        limits: Bounds on time and size.
        resolve: Gives the addresses of a host.
        transport: Carries the requests, for tests; by default the network.
    """

    def __init__(
        self,
        *,
        limits: Limits = DEFAULT_LIMITS,
        resolve: Resolve = resolve_host,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._transport = transport

    def __call__(self, needed: Needed) -> bytes | Unavailable:
        """Return the document, or why it could not be had, within ``limits.fetch_timeout``."""
        answer = self.ask(needed)
        return answer if isinstance(answer, Unavailable) else answer.content or b""

    def ask(self, needed: Needed, *, etag: str = "") -> Answered | Unavailable:
        """Return what is answered, or why nothing is, within ``limits.fetch_timeout``.

        Args:
            needed: The document.
            etag: The tag of the edition that is at hand already, or "".

        Spec: RFC 9110 §13.1.2 (If-None-Match).
        """
        seconds = self._limits.fetch_timeout.total_seconds()
        answer: Future[Answered | Unavailable] = Future()

        def work() -> None:
            try:
                answer.set_result(self._fetch(needed, etag, seconds))
            except BaseException as error:  # raised again below, where somebody sees it
                answer.set_exception(error)

        # A thread, because neither the system's resolver nor a server that sends one byte of a
        # header every few seconds is bound by a time-out on single reads. It is left behind when
        # the time is up, and ends by itself: every wait in it has a time-out.
        threading.Thread(target=work, daemon=True).start()
        try:
            return answer.result(timeout=seconds)
        except TimeoutError:
            return Unavailable(UnavailableReason.TIMEOUT)

    def _fetch(self, needed: Needed, etag: str, seconds: float) -> Answered | Unavailable:
        deadline = time.monotonic() + seconds
        try:
            url = httpx.URL(needed.url)
        except (httpx.InvalidURL, ValueError):
            return Unavailable(UnavailableReason.REFUSED_URL, "not a URL")
        if url.scheme != "https" or not url.raw_host or url.userinfo:
            return Unavailable(UnavailableReason.REFUSED_URL, "not an https URL with only a host")
        port = 443 if url.port is None else url.port
        if not 0 < port < 2**16:
            return Unavailable(UnavailableReason.REFUSED_URL, "no such port")
        try:
            addresses = self._resolve(url.raw_host.decode("ascii").strip("[]"), port)
        except (OSError, UnicodeError):
            return Unavailable(UnavailableReason.NAME_NOT_FOUND)
        if not addresses:
            return Unavailable(UnavailableReason.NAME_NOT_FOUND)
        # All of them: a name that has a public and a private address is made to be tried twice.
        if not all(is_public(address) for address in addresses):
            return Unavailable(UnavailableReason.REFUSED_ADDRESS)
        try:
            return self._get(url, addresses[0], needed.kind, etag, deadline)
        except httpx.TimeoutException:
            return Unavailable(UnavailableReason.TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Unavailable(UnavailableReason.CONNECTION, type(error).__name__)

    def _get(
        self, url: httpx.URL, address: str, kind: ResourceKind, etag: str, deadline: float
    ) -> Answered | Unavailable:
        """Ask the host at the address that was looked at, so that no second answer of DNS counts."""
        host = url.raw_host.decode("ascii")
        authority = host if url.port is None else f"{host}:{url.port}"
        headers = {
            "Host": authority,
            "Accept": _ACCEPT[kind],
            # Compressed, a megabyte can be a gigabyte.
            "Accept-Encoding": "identity",
            "User-Agent": "waarmerk",
            **({"If-None-Match": etag} if etag else {}),
        }
        with self.new_client(deadline - time.monotonic()) as client:
            request = client.build_request(
                "GET",
                url.copy_with(host=address, fragment=None),
                headers=headers,
                extensions={"sni_hostname": host},
            )
            response = client.send(request, stream=True)
            try:
                if etag and response.status_code == httpx.codes.NOT_MODIFIED:
                    return _answered(None, response)
                content = self._read(response, deadline)
                return content if isinstance(content, Unavailable) else _answered(content, response)
            finally:
                response.close()

    def new_client(self, seconds: float) -> httpx.Client:
        """Return a client that goes nowhere but where it is sent: no proxy, no redirect, no memory."""
        return httpx.Client(
            transport=self._transport,
            trust_env=False,
            follow_redirects=False,
            timeout=max(0.1, seconds),
        )

    def _read(self, response: httpx.Response, deadline: float) -> bytes | Unavailable:
        if response.is_redirect or 300 <= response.status_code < 400:
            return Unavailable(UnavailableReason.REDIRECT, str(response.status_code))
        if response.status_code != httpx.codes.OK:
            return Unavailable(UnavailableReason.HTTP_STATUS, str(response.status_code))
        if response.headers.get("Content-Encoding", "identity") != "identity":
            return Unavailable(UnavailableReason.CONNECTION, "compressed though it was not asked")
        content = bytearray()
        for chunk in response.iter_raw():
            content += chunk
            if len(content) > self._limits.max_fetch_bytes:
                return Unavailable(UnavailableReason.TOO_LARGE)
            if time.monotonic() > deadline:
                return Unavailable(UnavailableReason.TIMEOUT)
        return bytes(content)


def _answered(content: bytes | None, response: httpx.Response) -> Answered:
    told = response.headers
    return Answered(content, told.get("ETag", ""), told.get("Cache-Control", ""), told.get("Age", ""))
