"""Keep fetched documents, so that a later verification can do without the network.

One file per document, named by the digest of what it is and where it came from: the first line
tells that and when, the rest is the document. The folder tells which issuers somebody verified,
so only its owner may read it.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.parsing import parse
from verifier.members import text
from verifier.resources import Fetch, Needed, Retrieved, Unavailable, UnavailableReason
from verifier.whole_files import write_whole

_HEADER_LIMITS = Limits(max_bytes=16_384)


def default_folder(environment: Mapping[str, str]) -> Path:
    """Return where the cache is: under ``$XDG_CACHE_HOME``, or ``~/.cache``.

    Spec: XDG Base Directory Specification; a relative path there is ignored.
    """
    base = Path(environment.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "waarmerk" / "verifier"


class ResourceCache:
    """Documents that were fetched before.

    Args:
        folder: Where they are; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, needed: Needed) -> Retrieved | None:
        """Return a document as it was last fetched, or None if it never was, or is damaged."""
        try:
            header, _, content = self._path(needed).read_bytes().partition(b"\n")
            members = parse(header, limits=_HEADER_LIMITS).unverified
            if (text(members, "kind"), text(members, "url")) != (needed.kind.value, needed.url):
                return None
            return Retrieved(content, parse_date_time_stamp(text(members, "retrievedAt") or ""))
        except (OSError, CredentialError, ValueError):
            return None

    def put(self, needed: Needed, content: bytes, *, at: datetime) -> None:
        """Keep a document. Whoever reads meanwhile gets the old one or the new one, whole.

        Raises:
            OSError: It cannot be written.
        """
        header = {
            "kind": needed.kind.value,
            "url": needed.url,
            "retrievedAt": format_date_time_stamp(at),
        }
        write_whole(self._path(needed), json.dumps(header).encode() + b"\n" + content)

    def _path(self, needed: Needed) -> Path:
        digest = hashlib.sha256(f"{needed.kind.value}\n{needed.url}".encode("utf-8", "surrogatepass"))
        return self._folder / digest.hexdigest()


def from_cache(cache: ResourceCache) -> Fetch:
    """Return a fetcher that has only what was fetched before."""

    def fetch(needed: Needed) -> Retrieved | Unavailable:
        return cache.get(needed) or Unavailable(UnavailableReason.OFFLINE)

    return fetch


def into_cache(fetch: Fetch, cache: ResourceCache, clock: Callable[[], datetime]) -> Fetch:
    """Return a fetcher that keeps what ``fetch`` gets. What is not kept is still used."""

    def fetch_and_keep(needed: Needed) -> bytes | Retrieved | Unavailable:
        answer = fetch(needed)
        if isinstance(answer, bytes):
            try:
                cache.put(needed, answer, at=clock())
            except OSError:  # a full disk must not stop a verification
                return answer
        return answer

    return fetch_and_keep


def asking_once(fetch: Fetch) -> Fetch:
    """Return a fetcher that asks ``fetch`` once for each document: for a run over many files."""
    answers: dict[Needed, bytes | Retrieved | Unavailable] = {}

    def fetch_once(needed: Needed) -> bytes | Retrieved | Unavailable:
        if needed not in answers:
            answers[needed] = fetch(needed)
        return answers[needed]

    return fetch_once
