"""Responses, with what every one of ours says to browsers about safety and privacy."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script or style but our own files, no frame around us, and nothing of anybody else's is loaded."""

SAFETY: Final[tuple[Header, ...]] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
NO_STORE: Final[Header] = (b"cache-control", b"no-store")
HSTS: Final[Header] = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


class SafetyHeaders:
    """Adds :data:`SAFETY` to every response that does not say otherwise itself, and redirects to nobody else.

    What does not say how long it may be kept may not be kept at all.

    Args:
        app: What answers.
        https: Whether the service is on https, so that browsers may be told to insist on it.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = (*SAFETY, HSTS) if https else SAFETY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers: list[Header] = [_without_host(one) for one in message.get("headers", ())]
                there = {name.lower() for name, _ in headers}
                headers.extend(one for one in (*self._headers, NO_STORE) if one[0] not in there)
                message["headers"] = headers
            await send(message)

        await self._app(scope, receive, with_headers)


def _without_host(one: Header) -> Header:
    """Return a header; of a redirect to a page of ours the path alone.

    Which host this is, a request says, so its sender chooses it. A cache that kept such an answer would send
    others there.
    """
    name, value = one
    if name.lower() != b"location":
        return one
    parts = urlsplit(value.decode("latin-1"))
    # Two slashes, or what browsers read as two, begin a host.
    path = "/" + parts.path.lstrip("/\\")
    return name, (f"{path}?{parts.query}" if parts.query else path).encode("latin-1")


async def respond(
    send: Send,
    status: HTTPStatus,
    body: bytes,
    *,
    headers: Sequence[Header] = (),
    more: Mapping[str, str] | None = None,
) -> None:
    """Send a whole response at once.

    Args:
        send: To whom.
        status: The status.
        body: The body.
        headers: Its headers, without the length.
        more: Headers besides.
    """
    extra = [(name.lower().encode(), value.encode("latin-1")) for name, value in (more or {}).items()]
    all_headers = [*headers, *extra, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": int(status), "headers": all_headers})
    await send({"type": "http.response.body", "body": body})
