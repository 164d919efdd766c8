"""``POST /verify``: a credential in, the report out; for programs.

This is asked most, by systems that have many credentials to look at. So it is a bare ASGI endpoint:
the body is read as it is, verified at once when nothing has to be fetched, and the report is written
by orjson. Whatever takes longer goes to a thread, so that nobody waits for it but who asked.
"""

from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

import orjson
from starlette.types import Receive, Scope, Send

from verifier.checks.recipient import KnownRecipient
from verifier.policy import DEFAULT, POLICIES, Policy
from verifier.report_json import outcome_json, report_bytes
from verifier.texts import texts
from verifier.web.desk import MAX_FILE, Answer, Question
from verifier.web.forms import LARGE_FORM, MULTIPART, parse_form
from verifier.web.languages import language_of
from verifier.web.page_texts import page_texts
from verifier.web.problems import MEDIA_TYPE, ProblemKind, RequestRefused, problem_json
from verifier.web.request_body import ClientGone, header, read_body
from verifier.web.responses import NO_STORE, SAFETY, Header, respond
from verifier.web.service import VerifierService
from verifier.web.slow_work import Busy, TookTooLong

PATH: Final = "/verify"
_FORM_OVERHEAD: Final = 64 * 1024
_MAX_OPTIONS: Final = 10
_MINIMAL: Final = "return=minimal"
_ELEMENTS: Final = b"elements=true"
_OPEN: Final[tuple[Header, ...]] = ((b"access-control-allow-origin", b"*"), NO_STORE, *SAFETY)
_PREFLIGHT: Final[tuple[Header, ...]] = (
    *_OPEN,
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"content-type, accept-language, prefer"),
    (b"access-control-max-age", b"86400"),
)
_JSON: Final[tuple[Header, ...]] = (
    (b"content-type", b"application/json"),
    (b"vary", b"accept-language, prefer"),
    *_OPEN,
)
_PROBLEM: Final[tuple[Header, ...]] = (
    (b"content-type", MEDIA_TYPE.encode()),
    (b"vary", b"accept-language"),
    *_OPEN,
)


class VerifyEndpoint:
    """The endpoint, as an ASGI application.

    Args:
        service: What verifies, and how often one client may ask.
    """

    def __init__(self, service: VerifierService) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        language = language_of(header(scope, b"accept-language"))
        try:
            method = scope["method"]
            if method == "OPTIONS":
                await respond(send, HTTPStatus.NO_CONTENT, b"", headers=_PREFLIGHT)
                return
            if method != "POST":
                raise RequestRefused(ProblemKind.METHOD_NOT_ALLOWED)
            self._service.admit(scope)
            question = await self._question(scope, receive)
            answer = await self._service.verify(question, scope)
        except ClientGone:
            return
        except RequestRefused as refused:
            await _refuse(send, refused, language)
            return
        except (Busy, TookTooLong) as error:
            kind = ProblemKind.BUSY if isinstance(error, Busy) else ProblemKind.TOOK_TOO_LONG
            await _refuse(send, RequestRefused(kind, retry_after=5), language)
            return
        body = _report(answer, scope, language)
        await respond(
            send, HTTPStatus.OK, body, headers=(*_JSON, (b"content-language", language.encode("ascii")))
        )

    async def our_fault(self, scope: Scope, send: Send) -> None:
        """Say that something went wrong here."""
        language = language_of(header(scope, b"accept-language"))
        await _refuse(send, RequestRefused(ProblemKind.OUR_FAULT), language)

    async def _question(self, scope: Scope, receive: Receive) -> Question:
        """Read what is asked.

        Raises:
            RequestRefused: There is nothing to verify in it, or too much.
            ClientGone: Nobody waits for an answer.
            Busy: There is too much to do already.
            TookTooLong: It took too long.
        """
        policy = _policy(scope["query_string"])
        content_type = header(scope, b"content-type")
        if not content_type.lower().startswith(MULTIPART):
            data = await read_body(scope, receive, max_bytes=MAX_FILE)
            if not data:
                raise RequestRefused(ProblemKind.EMPTY)
            return Question(data=data, policy=policy)
        body = await read_body(scope, receive, max_bytes=MAX_FILE + _FORM_OVERHEAD)
        if len(body) > LARGE_FORM:
            form = await self._service.work_on(lambda: parse_form(content_type, body), scope)
        else:
            form = parse_form(content_type, body)
        files = form.files.get("file", [])
        if len(files) != 1 or not files[0].content:
            raise RequestRefused(ProblemKind.EMPTY)
        name, email = form.text("name"), form.text("email")
        recipient = KnownRecipient(name=name or None, email=email or None) if name or email else None
        if recipient is not None:
            self._service.admit_person(scope)
        return Question(data=files[0].content, policy=policy, recipient=recipient)


def _policy(query: bytes) -> Policy:
    if not query:
        return DEFAULT
    try:
        fields = parse_qs(query.decode("latin-1"), max_num_fields=_MAX_OPTIONS)
    except ValueError:  # more of them than there are
        raise RequestRefused(ProblemKind.UNKNOWN_POLICY) from None
    policy = POLICIES.get(fields.get("policy", [DEFAULT.name])[0])
    if policy is None:
        raise RequestRefused(ProblemKind.UNKNOWN_POLICY)
    return policy


def _report(answer: Answer, scope: Scope, language: str) -> bytes:
    words = texts(language)
    if _MINIMAL in header(scope, b"prefer"):
        return orjson.dumps(outcome_json(answer.report, words))
    return report_bytes(answer.report, words, elements=_ELEMENTS in scope["query_string"])


async def _refuse(send: Send, refused: RequestRefused, language: str) -> None:
    body = problem_json(refused.kind, page_texts(language).problem(refused.kind))
    more = refused.headers()
    if refused.kind is ProblemKind.METHOD_NOT_ALLOWED:
        more["Allow"] = "POST, OPTIONS"
    await respond(send, refused.kind.status, body, headers=_PROBLEM, more=more)
