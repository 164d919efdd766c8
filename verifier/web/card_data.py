"""What the card page gets from this server: whole documents, the same for everybody, and never a card.

===============================  ==================================================================
``/card/config.json``            whose keys a trust list must be signed with
``/card/trust-list.json``        the edition that this server goes by, as its publisher signed it
``/card/status-list?of=URL``     a whole status list of a school on that list, as the school signed it
``/card/status-changes?of=URL``  what such a list names, to say since when and why
``/card/words-nl.json``, …       the words of the page
``/card/service-worker.js``      what keeps the page for when there is no network
===============================  ==================================================================

The browser verifies each of these itself; this server is only nearer than the school, and keeps from the
school who looks. What it learns is that somebody looked at a card of that school.

Spec: docs/card.md, "The page in the browser".
"""

import hashlib
import json
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from credentials.card.status_lists import place_of, status_list_url
from credentials.recognized_entity import RecognizedEntity, TrustList
from credentials.status.named_changes import read_changes_url
from credentials.status.status_entry import StatusPurpose
from verifier.texts import LANGUAGES
from verifier.web.card_words import card_words
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.service import VerifierService
from verifier.web.static_files import CARD_APP, STATIC_FILES
from verifier.web.whole_documents import WholeDocuments

_MAX_URL: Final = 2_048
_PURPOSES: Final = (StatusPurpose.REVOCATION.value, StatusPurpose.SUSPENSION.value)
_SERVICE_WORKER: Final = "service-worker.js"
_JSON: Final = "application/json"
_PAGES: Final = tuple(f"/{language}/" for language in LANGUAGES)


class CardData:
    """Answers for the card page.

    Args:
        service: What verifies here.
        start_page: The page that the app starts on.
    """

    def __init__(self, service: VerifierService, start_page: Callable[[Request, str], Response]) -> None:
        self._service = service
        self._start_page = start_page
        self._editions = WholeDocuments(2)  # of the trust list
        self._lists = WholeDocuments()
        self._of_the_page = WholeDocuments()

    async def config(self, request: Request) -> Response:
        """Say whose keys count."""
        return await self._of_the_page.answer(request, self._config(), _JSON)

    async def words(self, request: Request) -> Response:
        """Give the words in a language."""
        return await self._of_the_page.answer(request, card_words(request.path_params["language"]), _JSON)

    async def trust_list(self, request: Request) -> Response:
        """Give the signed list.

        Raises:
            RequestRefused: This server has none.
        """
        edition = self._service.options.signed_list()
        if edition is None:
            raise RequestRefused(ProblemKind.NOT_FOUND)
        return await self._editions.answer(request, edition, "application/vc")

    async def status_list(self, request: Request) -> Response:
        """Give a status list of a school on the trust list; nothing else can be had through here.

        Raises:
            RequestRefused: It is not the address of such a list, or this client asks too often.
            Busy: There is too much to do already.
            TookTooLong: It took too long.
        """
        self._service.admit(request.scope)
        url = request.query_params.get("of", "")
        trust_list = self._service.options.trust()
        if trust_list is None or not _is_of_school(url, trust_list):
            raise RequestRefused(ProblemKind.NOT_FOUND)
        content = await self._service.status_list(url)
        if content is None:
            # The page then says that the status could not be found out.
            return Response(status_code=503, headers={"Retry-After": "30"})
        return await self._lists.answer(request, content, "application/vc")

    async def status_changes(self, request: Request) -> Response:
        """Give what a status list of a school names; by its address, which has the digest of what it is.

        Raises:
            RequestRefused: It is not the address of such a document, or this client asks too often.
            Busy: There is too much to do already.
            TookTooLong: It took too long.
        """
        self._service.admit(request.scope)
        url = request.query_params.get("of", "")
        trust_list = self._service.options.trust()
        named = read_changes_url(url) if len(url) <= _MAX_URL else None
        if trust_list is None or named is None:
            raise RequestRefused(ProblemKind.NOT_FOUND)
        if not any(_is_of_school(list_url, trust_list) for list_url in named.list_urls):
            raise RequestRefused(ProblemKind.NOT_FOUND)
        content = await self._service.status_changes(url)
        if content is None or not named.is_met_by(content):
            return Response(status_code=503, headers={"Retry-After": "30"})
        return await self._lists.answer(request, content, _JSON)

    async def service_worker(self, request: Request) -> Response:
        """Give the service worker with what it has to keep; it is another one when any of that changes."""
        pages = [bytes(self._start_page(request, language).body) for language in LANGUAGES]
        shell = [*_PAGES, *_files()]
        parts = [*pages, self._config(), *(card_words(language) for language in LANGUAGES)]
        digest = hashlib.sha256("\n".join(shell).encode())
        for part in parts:
            digest.update(hashlib.sha256(part).digest())
        begin = {"version": digest.hexdigest()[:16], "files": shell}
        content = f"const SHELL = {json.dumps(begin)};\n".encode() + CARD_APP.content(_SERVICE_WORKER)
        response = await self._of_the_page.answer(request, content, "text/javascript; charset=utf-8")
        # The page is at "/", where the fragment of a QR code leads, and this file is not.
        response.headers["Service-Worker-Allowed"] = "/"
        return response

    def _config(self) -> bytes:
        return json.dumps({"roots": list(self._service.options.roots)}).encode()


def _files() -> list[str]:
    """Return the addresses of what the page consists of, without the pages themselves."""
    # Modules import each other by their plain names; the service worker keeps them as one edition.
    # Icons are for who puts the page on the home screen, and are kept there then.
    app = [
        f"/card/{name}" for name in CARD_APP.names() if name != _SERVICE_WORKER and not name.endswith(".png")
    ]
    words = [f"/card/words-{language}.json" for language in LANGUAGES]
    # Answers to a form, and letters that few names need, are not for when there is no network.
    left_out = (".txt", "scan.js", "answer.js", "-more.woff2")
    others = (name for name in STATIC_FILES.names() if not name.endswith(left_out))
    static = [STATIC_FILES.url(name) for name in others]
    # This one is asked for by another module, which does not know its version.
    return [*app, *words, "/card/config.json", *static, "/static/scan.js"]


def _is_of_school(url: str, trust_list: TrustList) -> bool:
    """Tell whether a card of one of these schools may have its status in the list at this address."""
    if len(url) > _MAX_URL:
        return False
    folder = url.rpartition("/")[0]
    places = {purpose: place_of(url, 0, purpose=purpose) for purpose in _PURPOSES}
    return any(
        status_list_url(place.number, purpose=purpose, status_lists=school.status_lists) == url
        for purpose, place in places.items()
        if place is not None
        for school in trust_list.entities
        if _is_near(folder, school)
    )


def _is_near(folder: str, school: RecognizedEntity) -> bool:
    return any(listed.startswith(f"{folder}/") for listed in school.status_lists)
