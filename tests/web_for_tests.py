"""The verifier's pages and endpoint, asked without a socket."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any, Final

import httpx
from starlette.types import ASGIApp

from credentials.achievement.building import build_open_badge
from credentials.parsing import JsonObject
from credentials.recognized_entity import TrustList
from tests.awards_for_tests import AWARD, award_with
from tests.html_for_tests import Page
from tests.verification_for_tests import (
    AT,
    AWARDED,
    INDEX,
    LIST_URL,
    SCHOOL,
    SUSPENSION_URL,
    TRUST_LIST,
    as_bytes,
    badge,
    signed,
    status_entry,
    status_list,
)
from verifier import given_status_lists
from verifier.resources import Fetch, Needed
from verifier.web.application import create_app
from verifier.web.rate_limits import Rate
from verifier.web.service import VerifierOptions, VerifierService

HOST: Final = "verify.example"
UNLIMITED: Final = Rate(per_minute=0, burst=1)
SECRET: Final = b"only for tests, the same each time"
IN_FORCE: Final = given_status_lists([status_list()])
REVOKED: Final = given_status_lists([status_list(INDEX)])
SUSPENDED: Final = given_status_lists([status_list(INDEX, url=SUSPENSION_URL, purpose="suspension")])

GOOD: Final = as_bytes(signed(badge(credentialStatus=status_entry())))
SUSPENDABLE: Final = as_bytes(
    signed(badge(credentialStatus=status_entry(purpose="suspension", url=SUSPENSION_URL)))
)
TAMPERED: Final = GOOD.replace(b"Sanne de Vries", b"Sanne de Boer!")
EXPIRED: Final = as_bytes(signed(badge(validUntil="2026-11-20T10:00:00Z")))


def rich(**changes: Any) -> JsonObject:  # noqa: ANN401 - any field of the award
    """Return a signed credential of the school that uses every field."""
    award = award_with(AWARD, issuer=replace(AWARD.issuer, id=SCHOOL), status=(), **changes)
    return signed(build_open_badge(replace(award, valid_from=AWARDED)))


def service(
    *,
    trust: TrustList | None = TRUST_LIST,
    given: Mapping[Needed, bytes] = IN_FORCE,
    fetch: Fetch | None = None,
    fetch_link: Fetch | None = None,
    at: datetime = AT,
    public_url: str | None = None,
    verifying: Rate = UNLIMITED,
    person: Rate = UNLIMITED,
) -> VerifierService:
    """Return what verifies, by default offline, with the school and its list at hand, and no bounds."""
    return VerifierService(
        VerifierOptions(
            clock=lambda: at,
            secret=SECRET,
            trust=lambda: trust,
            given=lambda: given,
            fetch=fetch,
            fetch_link=fetch_link,
            public_url=public_url,
            verifying=verifying,
            person=person,
        )
    )


class Browser:
    """Asks an application, without a socket.

    Args:
        app: The application; by default the verifier's.
        address: Of the client.
        options: For :func:`service`.
    """

    def __init__(
        self,
        app: ASGIApp | None = None,
        *,
        address: str = "192.0.2.1",
        **options: Any,  # noqa: ANN401
    ) -> None:
        self.app = app if app is not None else create_app(service(**options))
        self.address = address

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401
        """Send a request, and return the whole answer."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=(self.address, 50_000))
            async with httpx.AsyncClient(transport=transport, base_url=f"https://{HOST}") as client:
                return await client.request(method, path, **request)

        return asyncio.run(ask())

    def get(self, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401
        """Get a page."""
        return self.ask("GET", path, **request)

    def post(self, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401
        """Send something."""
        return self.ask("POST", path, **request)

    def hand_in(self, *files: tuple[str, bytes] | bytes, language: str = "nl") -> httpx.Response:
        """Hand in files, as the form does."""
        named = [one if isinstance(one, tuple) else ("bewijs.json", one) for one in files]
        return self.post(f"/{language}/check", files=[("file", one) for one in named])

    def paste(self, text: str, *, language: str = "nl") -> httpx.Response:
        """Paste a text, as the form does."""
        return self.post(f"/{language}/check", data={"text": text})


def verdict_on(answer: httpx.Response) -> str:
    """Return the name of the verdict on a page with an answer."""
    found = re.search(r'data-verdict="([a-z_]+)"', answer.text)
    assert found is not None, answer.text[-2_000:]
    return found[1]


def kept_in(answer: httpx.Response) -> str:
    """Return what a page carries for the next request."""
    found = re.search(r'name="kept" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


def words_of(answer: httpx.Response) -> str:
    """Return what is said on a page, in one line; the page must be well formed."""
    return " ".join(unescape(Page(answer.text).words).split())


def files_below(folder: Path) -> list[Path]:
    """Return every file in a folder, at any depth."""
    return [path for path in folder.rglob("*") if path.is_file()]


def leaked(secrets: Iterable[str], where: str) -> list[str]:
    """Return those of ``secrets`` that stand in a text."""
    return [secret for secret in secrets if secret in where]


LINKED: Final = "https://school.example/bewijs.json"
NEEDS_LIST: Final = LIST_URL
