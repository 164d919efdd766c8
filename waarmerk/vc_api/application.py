"""The routes of the door: each parses, calls one thing, and renders.

Spec: VC API 0.7 §3.2 (Issuing), §3.3 (Verifying), §3.2.4 (Update Status).
"""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Protocol

from fastapi import Depends, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from credentials.parsing import JsonObject, JsonValue
from waarmerk.vc_api.did_resolver import resolve
from waarmerk.vc_api.options import (
    ALL_CHECKS,
    VerifyOptions,
    object_in,
    read_issue_options,
    read_verify_options,
)
from waarmerk.vc_api.problems import MALFORMED_VALUE, Problem, Refused, refuse
from waarmerk.vc_api.requests import OnlyByLoopbackName, json_body
from waarmerk.vc_api.responses import JSON_LD, json_response, problem_response
from waarmerk.vc_api.service import Service
from waarmerk.vc_api.status_lists import PATH
from waarmerk.vc_api.suites import SUITES

Body = Annotated[JsonObject, Depends(json_body)]


class _Outcome(Protocol):
    @property
    def warnings(self) -> Sequence[Problem]: ...


class _Verifier(Protocol):
    """Verifies documents of one kind.

    Raises:
        Refused: Something is wrong with one.
    """

    def verify(self, document: JsonObject, options: VerifyOptions, /, *, at: datetime) -> _Outcome: ...


def create_app(service: Service, base_url: str) -> FastAPI:
    """Return the application.

    Args:
        service: What the routes call.
        base_url: Where the door is, without a slash at the end.
    """
    app = FastAPI(title="waarmerk vc-api", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(OnlyByLoopbackName)
    app.add_exception_handler(Refused, _on_refused)
    app.add_exception_handler(HTTPException, _on_http_error)
    _add_issuing(app, service)
    _add_verifying(app, service)
    _add_reading(app, service, base_url)
    return app


def _add_issuing(app: FastAPI, service: Service) -> None:
    @app.post("/{suite_name}/credentials/issue")
    def issue(suite_name: str, body: Body) -> Response:
        """Sign a credential."""
        suite = SUITES.get(suite_name)
        if suite is None:
            raise _no_such_thing(f"There is no suite {suite_name[:40]!r}; there are {', '.join(SUITES)}.")
        options = read_issue_options(body, suite)
        signed = service.issuer.issue(object_in(body, "credential"), suite, options, at=service.now())
        return json_response({"verifiableCredential": signed}, status=HTTPStatus.CREATED)

    @app.post("/credentials/status")
    def change_status(body: Body) -> Response:
        """Set or clear the status of a credential that was issued here."""
        entry = object_in(body, "credentialStatus")
        credential_id, purpose = body.get("credentialId"), entry.get("statusPurpose")
        if not isinstance(credential_id, str) or not isinstance(purpose, str):
            raise refuse(MALFORMED_VALUE, "credentialId and statusPurpose are texts")
        service.status_lists.change(credential_id, purpose, status=body.get("status", True) is True)
        return json_response({})


def _add_verifying(app: FastAPI, service: Service) -> None:
    @app.post("/credentials/verify")
    def verify_credential(body: Body) -> Response:
        """Verify a credential."""
        return _verified(body, "verifiableCredential", service.credentials, at=service.now())

    @app.post("/presentations/verify")
    def verify_presentation(body: Body) -> Response:
        """Verify a presentation, and the credentials in it."""
        return _verified(body, "verifiablePresentation", service.presentations, at=service.now())


def _add_reading(app: FastAPI, service: Service, base_url: str) -> None:
    @app.get("/")
    def suites() -> Response:
        """Tell which suites there are, and who signs with them."""
        listed: JsonObject = {
            name: {"id": service.keys.did(suite), "endpoint": f"{base_url}/{name}/credentials/issue"}
            for name, suite in SUITES.items()
        }
        return json_response({"issuers": listed})

    @app.get(PATH + "/{purpose}")
    def status_list(purpose: str) -> Response:
        """Serve a status list."""
        found = service.status_lists.credential(f"{base_url}{PATH}/{purpose}", at=service.now())
        if found is None:
            raise _no_such_thing("There is no such status list.")
        return json_response(found, media_type=JSON_LD)

    @app.post(PATH + "/{purpose}/publish")
    def publish_status_list(purpose: str) -> Response:
        """Publish a status list, which needs nothing: it is always up to date."""
        del purpose
        return Response(status_code=int(HTTPStatus.NO_CONTENT))

    @app.get("/1.0/identifiers/{identifier:path}")
    def resolve_identifier(identifier: str, request: Request) -> Response:
        """Resolve a did:key."""
        return resolve(identifier, request.query_params, request.headers.get("accept", ""))


def _verified(body: JsonObject, member: str, verifier: _Verifier, *, at: datetime) -> Response:
    """Answer a request to verify what is in this member of the body."""
    checks: Sequence[str] = ALL_CHECKS
    try:
        options = read_verify_options(body)
        checks = options.checks
        verified = verifier.verify(object_in(body, member), options, at=at)
    except Refused as refused:
        refused.checks = checks
        raise
    warnings: list[JsonValue] = [warning.to_json() for warning in verified.warnings]
    answer: JsonObject = {"verified": True, "checks": list(checks), "warnings": warnings, "errors": []}
    return json_response(answer | {"problemDetails": warnings})


def _no_such_thing(detail: str) -> Refused:
    return _refusal(HTTPStatus.NOT_FOUND, detail)


def _refusal(status: HTTPStatus, detail: str) -> Refused:
    return Refused([Problem(type="about:blank", title=status.phrase, detail=detail)], status=status)


async def _on_refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return problem_response(error)


async def _on_http_error(_request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: an address or a method that is not there."""
    if not isinstance(error, HTTPException):
        raise error
    return problem_response(_refusal(HTTPStatus(error.status_code), error.detail))
