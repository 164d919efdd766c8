"""The server: what it serves, put together from what was typed."""

import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import uvicorn

from credentials.limits import DEFAULT_LIMITS
from verifier.resources import Fetch
from verifier.texts import texts
from verifier.trust_options import ChosenList, TrustOptions, chosen_list
from verifier.web.rate_limits import Rate
from verifier.web.service import VerifierOptions, VerifierService
from waarmerk.serving.application import create_app
from waarmerk.serving.connections import BoundedConnection
from waarmerk.serving.kept_trust import KeptTrust, SignedEdition
from waarmerk.serving.own_log import write_own_log
from waarmerk.serving.published import STATUS, ListsAtHand
from waarmerk.serving.workers import run

_SECRET_BYTES: Final = 32
_MAX_LINKED: Final = 4 * 1024 * 1024  # bytes of a file behind a link
_SWITCH_SECONDS: Final = 0.001
"""How long a thread may keep the others waiting: who asks for something small should not wait for a PDF."""
_PERSON_SHARE: Final = 20  # of the questions that one client may ask, one in this many may be about a person


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What was typed.

    Attributes:
        host, port: Where to listen.
        trust: Whom to recognise.
        public: Folder that the institution publishes, or None.
        status_lists: Folder with status lists that are at hand, or None.
        url: Where this is for the world, or None.
        workers: Processes.
        trusted_proxies: Addresses of proxies whose word on the client's address is taken, or "".
        rate: Verifications per minute and client; 0 is no limit.
        language: Of messages.
    """

    host: str
    port: int
    trust: TrustOptions
    public: Path | None
    status_lists: Path | None
    url: str | None
    workers: int
    trusted_proxies: str
    rate: int
    language: str


def serve(options: ServeOptions, *, say: Callable[[str], None]) -> None:
    """Serve until stopped.

    Args:
        options: What was typed.
        say: Tells the person at the terminal something.

    Raises:
        TrustListUnusable: A trust list was asked for, and cannot be used.
    """
    edition = SignedEdition(lambda: _choose(options, say))
    trust = KeptTrust(edition.obtain)
    service = make_service(options, trust, edition)
    config = uvicorn.Config(
        create_app(service, public=options.public),
        host=options.host,
        port=options.port,
        lifespan="off",
        http=BoundedConnection,
        ws="none",
        access_log=False,  # nothing of a request is written anywhere
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(options.trusted_proxies),
        forwarded_allow_ips=options.trusted_proxies or None,
        limit_concurrency=1_000,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    _announce(options, trust, say)
    write_own_log()

    def prepare() -> None:
        sys.setswitchinterval(_SWITCH_SECONDS)
        trust.start()

    run(config, prepare, workers=options.workers)
    service.close()


def make_service(
    options: ServeOptions, trust: KeptTrust, edition: SignedEdition | None = None
) -> VerifierService:
    """Return what verifies; its processes share one secret, made here, that ends with them."""
    per_minute = options.rate / options.workers  # each process counts for itself
    verifying = Rate(per_minute=per_minute, burst=max(10, int(per_minute / 2)))
    person = Rate(per_minute=per_minute / _PERSON_SHARE, burst=6)
    made = VerifierOptions(
        clock=_now,
        secret=secrets.token_bytes(_SECRET_BYTES),
        trust=trust.current,
        public_url=options.url.rstrip("/") if options.url else None,
        verifying=verifying,
        person=person,
    )
    if edition is not None:
        made = replace(made, signed_list=edition.current, roots=edition.roots)
    own = ListsAtHand(options.public / STATUS) if options.public is not None else None
    others = ListsAtHand(options.status_lists) if options.status_lists is not None else None
    if own is not None and others is not None:
        made = replace(made, given=lambda: {**others.current(), **own.current()})
    elif (given := own or others) is not None:
        made = replace(made, given=given.current)
    if not options.trust.offline:
        fetch, fetch_link = _fetchers()
        made = replace(made, fetch=fetch, fetch_link=fetch_link)
    return VerifierService(made)


def _fetchers() -> tuple[Fetch | None, Fetch | None]:
    try:
        from verifier.http import HttpFetcher
    except ModuleNotFoundError:  # the extra "http" is not installed
        return None, None
    return HttpFetcher(), HttpFetcher(limits=replace(DEFAULT_LIMITS, max_fetch_bytes=_MAX_LINKED))


def _choose(options: ServeOptions, say: Callable[[str], None]) -> ChosenList | None:
    return chosen_list(options.trust, os.environ, texts(options.language), now=_now(), tell=say)


def _announce(options: ServeOptions, trust: KeptTrust, say: Callable[[str], None]) -> None:
    host = f"[{options.host}]" if ":" in options.host else options.host
    say(f"http://{host}:{options.port}/  (stop with Ctrl-C)")
    listed = trust.current()
    if listed is None:
        say("  no trust list: no issuer is known, so nothing can be called genuine; see --trust")
    else:
        say(f"  trust list: {listed.name}, edition {listed.sequence}, {len(listed.entities)} issuers")
    if options.public is not None:
        say(f"  published files: {options.public}")


def _now() -> datetime:
    return datetime.now(UTC)
