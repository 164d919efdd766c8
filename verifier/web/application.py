"""The verifier as one ASGI application: the endpoint for programs first, then the pages."""

import logging
import traceback
from typing import Final

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from verifier.texts import LANGUAGES
from verifier.web.api_pages import ApiPages
from verifier.web.card_data import CardData
from verifier.web.languages import language_of
from verifier.web.page_texts import page_texts
from verifier.web.pages import Pages
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.reader import host_of
from verifier.web.rendering import page
from verifier.web.request_body import TAKEN, ClientGone
from verifier.web.responses import SafetyHeaders
from verifier.web.service import VerifierService
from verifier.web.slow_work import Busy, TookTooLong
from verifier.web.static_files import CARD_APP, STATIC_FILES
from verifier.web.verify_endpoint import PATH, VerifyEndpoint

_LOG: Final = logging.getLogger("waarmerk.web")
_ANSWERS: Final = ("check", "again", "person", "statement.pdf", "statement.json", "table.csv")
_HTTP: Final = {404: ProblemKind.NOT_FOUND, 405: ProblemKind.METHOD_NOT_ALLOWED}


class _Language(Convertor[str]):
    """A part of an address that is one of our languages."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("lang", _Language())


def create_app(service: VerifierService) -> ASGIApp:
    """Return the application.

    Args:
        service: What its routes call.
    """
    return Front(service, pages_app(service, verifier_routes(service)))


def verifier_routes(service: VerifierService) -> list[BaseRoute]:
    """Return the routes of the verifier's pages; the endpoint for programs is :class:`Front`'s."""
    pages, api = Pages(service), ApiPages(service)
    card = CardData(service, pages.start_in)
    return [
        Route("/", pages.start, methods=["GET"]),
        Route("/openapi.json", api.openapi, methods=["GET"]),
        Route("/static/{name:path}", STATIC_FILES.serve, methods=["GET"]),
        Route("/card/config.json", card.config, methods=["GET"]),
        Route("/card/trust-list.json", card.trust_list, methods=["GET"]),
        Route("/card/status-list", card.status_list, methods=["GET"]),
        Route("/card/status-changes", card.status_changes, methods=["GET"]),
        Route("/card/words-{language:lang}.json", card.words, methods=["GET"]),
        Route("/card/service-worker.js", card.service_worker, methods=["GET"]),
        Route("/card/{name:path}", CARD_APP.serve, methods=["GET"]),
        Route("/{language:lang}/", pages.start, methods=["GET"]),
        Route("/{language:lang}/api", api.page, methods=["GET"]),
        Route("/{language:lang}/check", pages.check, methods=["POST"]),
        Route("/{language:lang}/again", pages.again, methods=["POST"]),
        Route("/{language:lang}/person", pages.person, methods=["POST"]),
        Route("/{language:lang}/statement.{kind}", pages.receipt, methods=["POST"]),
        Route("/{language:lang}/table.csv", pages.table, methods=["POST"]),
        *(Route(f"/{{language:lang}}/{one}", pages.back_to_start, methods=["GET"]) for one in _ANSWERS),
    ]


def pages_app(service: VerifierService, routes: list[BaseRoute]) -> ASGIApp:
    """Return an application of these routes in which everything that goes wrong has a page."""
    errors = ErrorPages(service)
    app = Starlette(
        routes=routes,
        exception_handlers={
            Exception: errors.unexpected,
            RequestRefused: errors.refused,
            Busy: errors.busy,
            TookTooLong: errors.took_too_long,
            HTTPException: errors.http,
        },
    )
    is_https = (service.options.public_url or "").startswith("https://")
    return SafetyHeaders(app, https=is_https)


class Front:
    """Answers ``/verify`` by itself, since that is asked most, and leaves the rest to the pages.

    What nobody expected ends here: in a line of the log that says where, and nothing of what was verified.

    Args:
        service: What verifies.
        rest: What answers everything else.
    """

    def __init__(self, service: VerifierService, rest: ASGIApp) -> None:
        self._verify = VerifyEndpoint(service)
        self._errors = ErrorPages(service)
        self._rest = rest
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] != "http":
            await self._rest(scope, receive, send)
            return
        started = False
        scope[TAKEN] = taken = self._service.room_for(scope)

        async def watched(message: object) -> None:
            nonlocal started
            started = True
            await send(message)  # type: ignore[arg-type]  # as it came

        try:
            if scope["path"] == PATH:
                await self._verify(scope, receive, send)
            else:
                await self._rest(scope, receive, watched)
        except ClientGone:
            return
        except Exception as error:
            # The message of an error may hold what somebody sent; where it happened does not.
            _LOG.error("%s at %s", type(error).__name__, _where(error))
            if scope["path"] == PATH:
                await self._verify.our_fault(scope, send)
            elif not started:
                response = await self._errors.our_fault(Request(scope, receive))
                await response(scope, receive, send)
        finally:
            taken.give_back()


class ErrorPages:
    """Pages for what goes wrong.

    Args:
        service: Tells where the reader is.
    """

    def __init__(self, service: VerifierService) -> None:
        self._service = service

    async def refused(self, request: Request, error: Exception) -> Response:
        """Say why a request is refused."""
        if not isinstance(error, RequestRefused):  # pragma: no cover - the handler of that alone
            raise error
        return self._page(request, error)

    async def busy(self, request: Request, _error: Exception) -> Response:
        """Say that it is too busy."""
        return self._page(request, RequestRefused(ProblemKind.BUSY, retry_after=5))

    async def took_too_long(self, request: Request, _error: Exception) -> Response:
        """Say that it took too long."""
        return self._page(request, RequestRefused(ProblemKind.TOOK_TOO_LONG, retry_after=5))

    async def http(self, request: Request, error: Exception) -> Response:
        """Say that there is no such page."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        return self._page(request, RequestRefused(_HTTP.get(status, ProblemKind.NOT_FOUND)))

    async def unexpected(self, request: Request, _error: Exception) -> Response:
        """Say that something went wrong here; the error goes on, to the log."""
        return await self.our_fault(request)

    async def our_fault(self, request: Request) -> Response:
        """Say that something went wrong here."""
        return self._page(request, RequestRefused(ProblemKind.OUR_FAULT))

    def _page(self, request: Request, refused: RequestRefused) -> Response:
        language = request.path_params.get("language")
        if language not in LANGUAGES:
            language = language_of(request.headers.get("accept-language", ""))
        return page(
            "problem",
            language=language,
            host=host_of(request.scope, self._service),
            status=refused.kind.status,
            headers=refused.headers(),
            problem=page_texts(language).problem(refused.kind),
        )


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
