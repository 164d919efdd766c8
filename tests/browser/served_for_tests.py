"""A verifier that serves on this machine, for a browser, and notes all that is asked of it."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import sign_trust_list
from tests.cards_for_tests import IN_FORCE, TRUSTED
from tests.trust_for_tests import LIST_URL, PUBLISHED_AT, ROOT_KEY, VALID_UNTIL
from tests.verification_for_tests import AT
from tests.web_for_tests import IN_FORCE as LISTS_OF_BADGES
from tests.web_for_tests import SECRET, UNLIMITED
from verifier import Unavailable, UnavailableReason, given_status_lists
from verifier.resources import Needed
from verifier.web.application import create_app
from verifier.web.service import VerifierOptions, VerifierService

_SECONDS_TO_START = 20.0

SIGNED: TrustList = replace(
    TRUSTED,
    id=LIST_URL,
    publisher_id=ROOT_KEY.did_key,
    published_at=PUBLISHED_AT,
    valid_until=VALID_UNTIL,
    sequence=7,
)
GIVEN: Mapping[Needed, bytes] = {**given_status_lists(IN_FORCE), **LISTS_OF_BADGES}
"""The lists of the school, for its cards and for its badges, in which nothing is set."""


def signed_list(trust_list: TrustList) -> bytes:
    """Return a list as its publisher signs it."""
    return sign_trust_list(trust_list, ROOT_KEY.signer(), created=trust_list.published_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it reached the server, and the size of the answer.

    Attributes:
        method: The method.
        target: Path and query.
        headers: All of them, in one text.
        body: What was sent along.
        status: Of the answer.
        sent: Bytes of the answer as they go over the wire, without its headers.
        encoding: How they are compressed; "" if they are not.
    """

    method: str
    target: str
    headers: str
    body: bytes
    status: int
    sent: bytes
    encoding: str


@dataclass(slots=True)
class Served:
    """What is served, which a test may change while it is.

    Attributes:
        trust_list: The list.
        edition: The list as the browser gets it, or None.
        given: The status lists.
        at: What the clock of the server says.
        links: What is behind links that somebody may paste.
        asked: Every request, in the order in which they were answered.
        url: Where it is.
    """

    trust_list: TrustList | None = SIGNED
    edition: bytes | None = field(default_factory=lambda: signed_list(SIGNED))
    given: Mapping[Needed, bytes] = field(default_factory=lambda: GIVEN)
    at: datetime = AT
    links: dict[str, bytes] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    def behind(self, needed: Needed) -> bytes | Unavailable:
        """Return what is behind a link."""
        return self.links.get(needed.url, Unavailable(UnavailableReason.CONNECTION))


class _Noting:
    """Notes what is asked, and passes it on.

    Args:
        app: What answers.
        asked: Where to.
    """

    def __init__(self, app: ASGIApp, asked: list[Asked]) -> None:
        self._app = app
        self._asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, sent, status, encoding = bytearray(), bytearray(), 0, ""

        async def received() -> Message:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        async def noted(message: Message) -> None:
            nonlocal status, encoding
            if message["type"] == "http.response.start":
                status = message["status"]
                encoding = dict(message["headers"]).get(b"content-encoding", b"").decode()
            sent.extend(message.get("body", b""))
            await send(message)

        await self._app(scope, received, noted)
        query = scope["query_string"].decode()
        headers = "\n".join(f"{name.decode()}: {value.decode()}" for name, value in scope["headers"])
        self._asked.append(
            Asked(
                method=scope["method"],
                target=scope["path"] + ("?" + query if query else ""),
                headers=headers,
                body=bytes(body),
                status=status,
                sent=bytes(sent),
                encoding=encoding,
            )
        )


@contextmanager
def serving() -> Iterator[Served]:
    """Serve on a free port of this machine until the end."""
    served = Served()
    service = VerifierService(
        VerifierOptions(
            clock=lambda: served.at,
            secret=SECRET,
            trust=lambda: served.trust_list,
            given=lambda: served.given,
            fetch_link=served.behind,
            signed_list=lambda: served.edition,
            roots=(ROOT_KEY.did_key,),
            verifying=UNLIMITED,
            person=UNLIMITED,
        )
    )
    app = _Noting(create_app(service), served.asked)
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", ws="none", log_config=None))
    thread = threading.Thread(target=server.run, name="served", daemon=True)
    thread.start()
    deadline = time.monotonic() + _SECONDS_TO_START
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    # A name, not an address: only "localhost" is as good as https for WebCrypto and service workers.
    served.url = f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield served
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        service.close()
