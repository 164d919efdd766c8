"""A verifier that serves on this machine, for a browser."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import uvicorn

from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import sign_trust_list
from tests.cards_for_tests import IN_FORCE, TRUSTED
from tests.trust_for_tests import LIST_URL, PUBLISHED_AT, ROOT_KEY, VALID_UNTIL
from tests.verification_for_tests import AT
from tests.web_for_tests import SECRET, UNLIMITED
from verifier import given_status_lists
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


def signed_list(trust_list: TrustList) -> bytes:
    """Return a list as its publisher signs it."""
    return sign_trust_list(trust_list, ROOT_KEY.signer(), created=trust_list.published_at)


@dataclass(slots=True)
class Served:
    """What is served, which a test may change while it is.

    Attributes:
        trust_list: The list.
        edition: The list as the browser gets it, or None.
        given: The status lists.
        at: What the clock of the server says.
        url: Where it is.
    """

    trust_list: TrustList = SIGNED
    edition: bytes | None = field(default_factory=lambda: signed_list(SIGNED))
    given: Mapping[Needed, bytes] = field(default_factory=lambda: given_status_lists(IN_FORCE))
    at: datetime = AT
    url: str = ""


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
            signed_list=lambda: served.edition,
            roots=(ROOT_KEY.did_key,),
            verifying=UNLIMITED,
            person=UNLIMITED,
        )
    )
    config = uvicorn.Config(create_app(service), port=0, lifespan="off", ws="none", log_config=None)
    server = uvicorn.Server(config)
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
