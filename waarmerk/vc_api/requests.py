"""What may come in: requests to this machine by its own name, with JSON bodies of a bounded size."""

from http import HTTPStatus
from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.parsing import JsonObject, parse
from waarmerk.vc_api.problems import PARSING_ERROR, Problem, Refused, problem_of_error
from waarmerk.vc_api.responses import problem_response

MAX_BODY_BYTES: Final = 1024 * 1024
_BODY_LIMITS: Final = Limits(max_bytes=MAX_BODY_BYTES)
_LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_JSON_TYPES: Final = frozenset(
    {"application/json", "application/ld+json", "application/vc", "application/vp"}
)


class OnlyByLoopbackName:
    """Refuses requests under another name than this machine's own.

    A web page can make a browser send requests to a name that its owner lets point to this machine.
    Such a request has that name in its Host header.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope["type"] == "http":
            host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
            name = host if host.endswith("]") else host.rpartition(":")[0] or host
            if name.lower() not in _LOOPBACK_NAMES:
                refused = _refusal(HTTPStatus.MISDIRECTED_REQUEST, "Only for this machine, by its own name")
                await problem_response(refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def json_body(request: Request) -> JsonObject:
    """Return the JSON object that a request carries.

    Raises:
        Refused: It is too large, of another media type, or no JSON object as we accept one.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _JSON_TYPES:
        raise _refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON")
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_BODY_BYTES:
            raise _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large")
    try:
        return parse(bytes(content), limits=_BODY_LIMITS).unverified
    except CredentialError as error:
        raise Refused([problem_of_error(error, otherwise=PARSING_ERROR)]) from error


def _refusal(status: HTTPStatus, title: str) -> Refused:
    return Refused([Problem(type="about:blank", title=title, detail=status.phrase)], status=status)
