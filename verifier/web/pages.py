"""The pages for people. Each parses, asks one thing, and shows what came of it.

Spec: WCAG 2.2 AA; everything works without JavaScript.
"""

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from verifier.checks.recipient import KnownRecipient
from verifier.codes import CheckId
from verifier.plain_text import plain
from verifier.result import CheckStatus
from verifier.texts import LANGUAGES, texts
from verifier.web.answer_view import answer_view
from verifier.web.bulk import MAX_FILES, BulkOutcome, bulk_csv, verify_many, worst_first
from verifier.web.forms import LARGE_FORM, SentFile, SentForm, parse_form
from verifier.web.handed_in import HandedIn, Kept, NotHandedIn, verify_file, verify_text
from verifier.web.languages import language_of
from verifier.web.page_texts import page_texts
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.reader import host_of
from verifier.web.receipt import receipt_json, receipt_pdf
from verifier.web.rendering import page
from verifier.web.request_body import read_body
from verifier.web.sealed import SealBroken
from verifier.web.service import VerifierService
from verifier.web.verdict import Tone
from verifier.web.zip_files import MAX_UNPACKED, ZipUnusable, is_zip

MAX_UPLOAD: Final = 48 * 1024 * 1024
_MAX_ROWS: Final = 200
_MAX_WRITTEN: Final = 20_000  # characters of a text that goes back into the form
_MAX_IDENTIFIER: Final = 320  # characters of a name or an e-mail address
_TABLE: Final = "table"


class Pages:
    """The pages of one server.

    Args:
        service: What verifies.
    """

    def __init__(self, service: VerifierService) -> None:
        self._service = service

    async def start(self, request: Request) -> Response:
        """Show where a file can be handed in; the address "/" is answered in the reader's language."""
        language = request.path_params.get("language")
        # Nothing private is on it, and the app for cards keeps it for when there is no network.
        headers = {"Cache-Control": "no-cache"}
        if language is None:
            language = language_of(request.headers.get("accept-language", ""))
            headers["Vary"] = "Accept-Language"
        return self._start(request, _known(language), headers=headers)

    def start_in(self, request: Request, language: str) -> Response:
        """Return the page where a file can be handed in, in a language."""
        return self._start(request, language)

    async def check(self, request: Request) -> Response:
        """Verify what was handed in."""
        language = _known(request.path_params["language"])
        form = await self._form(request)
        files = [*form.files.get("file", []), *form.files.get("photo", [])]
        files = [file for file in files if file.content]
        try:
            if len(files) > 1 or any(is_zip(file.content) for file in files):
                return await self._many(request, files, language)
            if files:
                handed_in = await verify_file(files[0], self._service, request.scope)
            elif written := form.text("text"):
                handed_in = await verify_text(written, self._service, request.scope)
            else:
                raise NotHandedIn("nothing_sent")
        except NotHandedIn as problem:
            return self._start(request, language, problem=problem, written=form.text("text"))
        except ZipUnusable:
            return self._start(request, language, problem=NotHandedIn("zip_unusable"))
        return self._answer(request, handed_in, language)

    async def again(self, request: Request) -> Response:
        """Show an answer once more, in the other language."""
        language = _known(request.path_params["language"])
        kept = self._kept(await self._form(request))
        return self._answer(request, await kept.verified(self._service, request.scope), language)

    async def person(self, request: Request) -> Response:
        """Compare the credential with a name or an address, neither of which goes anywhere."""
        language = _known(request.path_params["language"])
        self._service.admit_person(request.scope)
        form = await self._form(request)
        kept = self._kept(form)
        name, email = form.text("name")[:_MAX_IDENTIFIER], form.text("email")[:_MAX_IDENTIFIER]
        if not name and not email:
            handed_in = await kept.verified(self._service, request.scope)
            return self._answer(request, handed_in, language, person="empty")
        asked = KnownRecipient(name=name or None, email=email or None)
        handed_in = await kept.verified(self._service, request.scope, asked)
        return self._answer(request, handed_in, language, person=_person(handed_in, asked))

    async def receipt(self, request: Request) -> Response:
        """Give a statement of the outcome, for a file."""
        language = _known(request.path_params["language"])
        if (kind := request.path_params["kind"]) not in ("json", "pdf"):
            raise RequestRefused(ProblemKind.NOT_FOUND)
        kept = self._kept(await self._form(request))
        handed_in = await kept.verified(self._service, request.scope)
        host = host_of(request.scope, self._service)
        name = page_texts(language).word("receipt", "file_name")
        if kind == "json":
            body = receipt_json(handed_in, language=language)
            return _download(body, f"{name}.json", "application/json")
        body = await self._service.work_on(
            lambda: receipt_pdf(handed_in, language=language, host=host), request.scope
        )
        return _download(body, f"{name}.pdf", "application/pdf")

    async def table(self, request: Request) -> Response:
        """Give the table of many files as CSV."""
        language = _known(request.path_params["language"])
        form = await self._form(request)
        try:
            body = self._service.seal.open(_TABLE, form.text("table"))
        except SealBroken:
            raise RequestRefused(ProblemKind.EXPIRED_FORM) from None
        name = page_texts(language).word("bulk", "csv_name")
        return _download(body, f"{name}.csv", "text/csv; charset=utf-8")

    async def back_to_start(self, request: Request) -> Response:
        """Send whoever reloads the address of an answer to the start: there is nothing to show again."""
        language = _known(request.path_params["language"])
        return RedirectResponse(f"/{language}/", status_code=HTTPStatus.SEE_OTHER)

    async def _form(self, request: Request) -> SentForm:
        self._service.admit(request.scope)
        body = await read_body(request.scope, request.receive, max_bytes=MAX_UPLOAD)
        content_type = request.headers.get("content-type", "")
        if len(body) > LARGE_FORM:
            return await self._service.work_on(lambda: parse_form(content_type, body), request.scope)
        return parse_form(content_type, body)

    def _kept(self, form: SentForm) -> Kept:
        try:
            return Kept.opened(form.text("kept"), self._service)
        except SealBroken:
            raise RequestRefused(ProblemKind.EXPIRED_FORM) from None

    def _start(
        self,
        request: Request,
        language: str,
        *,
        headers: dict[str, str] | None = None,
        problem: NotHandedIn | None = None,
        written: str = "",
    ) -> Response:
        error = ""
        if problem is not None:
            values = dict(problem.values)
            if "reason" in values:
                values["reason"] = texts(language).word("reason", values["reason"])
            error = page_texts(language).word("error", problem.key, **values)
        return page(
            "start",
            language=language,
            host=host_of(request.scope, self._service),
            status=HTTPStatus.OK if problem is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            headers=headers,
            error=error,
            # So that nobody has to type it again; WCAG 2.2, 3.3.7.
            written=written if len(written) <= _MAX_WRITTEN else "",
        )

    def _answer(self, request: Request, handed_in: HandedIn, language: str, *, person: str = "") -> Response:
        answer = handed_in.answer
        view = answer_view(answer.report, handed_in.file, answer.trust_list, language=language)
        kept = ""
        if answer.credential is not None:
            kept = Kept(credential=answer.credential, file=handed_in.file).sealed(self._service)
        return page(
            "answer",
            language=language,
            host=host_of(request.scope, self._service),
            a=view,
            source=_source(handed_in, language),
            kept=kept,
            person=person,
        )

    async def _many(self, request: Request, files: list[SentFile], language: str) -> Response:
        give_way = self._service.gives_way()

        def work() -> Response:
            # The table too: of a thousand files it takes so long that others would notice.
            outcome = verify_many(self._service.desk, files, language=language, give_way=give_way)
            return self._table_of(request, outcome, language)

        return await self._service.work_on(work, request.scope)

    def _table_of(self, request: Request, outcome: BulkOutcome, language: str) -> Response:
        sealed = ""
        if outcome.rows:
            sealed = self._service.seal.close(_TABLE, bulk_csv(outcome, language=language))
        return page(
            "bulk",
            language=language,
            host=host_of(request.scope, self._service),
            rows=worst_first(outcome.rows, _MAX_ROWS),
            sentences=tuple(_sentences(outcome, language)),
            count=len(outcome.rows),
            table=sealed,
        )


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise RequestRefused(ProblemKind.NOT_FOUND)
    return language


def _person(handed_in: HandedIn, asked: KnownRecipient) -> str:
    """Return the name of the sentence that answers whether it is about this person."""
    result = handed_in.answer.report.result(CheckId.RECIPIENT)
    if result is None or result.status is not CheckStatus.PASSED:
        return "no" if result is not None and result.status is CheckStatus.FAILED else "open"
    if asked.name and asked.email:
        return "both"
    return "name" if asked.name else "email"


def _source(handed_in: HandedIn, language: str) -> str:
    """Return the sentence on where a credential came from, when that was not a file."""
    words, host = page_texts(language), plain(handed_in.from_host)
    if handed_in.through_qr:
        return (
            words.word("answer", "through_qr_host", host=host) if host else words.word("answer", "through_qr")
        )
    return words.word("answer", "through_link", host=host) if host else ""


def _sentences(outcome: BulkOutcome, language: str) -> list[str]:
    """Return what is said above the table."""
    words, numbers = page_texts(language), texts(language).count
    said = []
    if outcome.rows:
        counts = {tone.value: numbers(outcome.count(tone)) for tone in Tone}
        said.append(words.word("bulk", "summary", **counts))
    else:
        said.append(words.word("bulk", "none"))
    if outcome.skipped and outcome.rows:
        one = outcome.skipped == 1
        count = numbers(outcome.skipped)
        said.append(words.word("bulk", "skipped_one" if one else "skipped", count=count))
    if outcome.total > MAX_FILES:
        left = numbers(outcome.total - MAX_FILES)
        said.append(words.word("bulk", "too_many", most=numbers(MAX_FILES), left=left))
    if outcome.done < min(outcome.total, MAX_FILES):
        done, total = numbers(outcome.done), numbers(outcome.total)
        said.append(words.word("bulk", "incomplete", done=done, total=total))
    if outcome.too_large:
        said.append(words.word("bulk", "too_large", most=f"{MAX_UNPACKED // (1024 * 1024)} MB"))
    if len(outcome.rows) > _MAX_ROWS:
        said.append(words.word("bulk", "not_shown", shown=numbers(_MAX_ROWS)))
    return said


def _download(body: bytes, name: str, media_type: str) -> Response:
    return Response(
        body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
