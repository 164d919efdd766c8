"""Write everything that an institution publishes as files for a web server or a content network.

What is there already stays as it is when it would not change, with its time of change. So caches keep
it, and a copy to another machine sends what is new. What an earlier run wrote and is no longer published
is taken away; what somebody else put there is left alone.

===============================  ==========================================================
``.well-known/did.json``, …      where the did:web says, when that is on the same host
``.well-known/jwks.json``        the key set
``<path of the base URL>/…``     status lists, catalogue, trust list
``….gz``                          the same, compressed, for servers that can send those
``_headers``                     media types and cache times, in the form that static hosts read
===============================  ==========================================================
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import document_url
from credentials.parsing import parse
from credentials.signed_trust_list import open_signed_trust_list, publisher_of
from credentials.trust_list import TRUST_LIST_LIMITS
from issuer.domain.institution import Institution
from issuer.errors import TrustListNotPublishable
from issuer.publication import PublicDirectory
from issuer.services.publish_documents import DID_DOCUMENT, JWKS, TRUST_LIST
from issuer.services.published_file import published_file

HEADERS: Final = "_headers"
_MANIFEST: Final = ".waarmerk-published.json"
_WELL_KNOWN_JWKS: Final = f".well-known/{JWKS}"
# Below this, what is saved is less than what the header of the compressed file takes.
_MIN_COMPRESSED: Final = 1_024
# For everybody: all of this is public, and nothing of it has to guess what it is.
_FOR_ALL: Final = (
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What was written.

    Attributes:
        files: How many files there are.
        changed: How many of them are new or other than before.
        removed: How many are no longer published and were taken away.
        elsewhere: Files that belong on another host, with their address there.
        has_status_lists: Whether there are status lists among them.
    """

    files: int
    changed: int
    removed: int
    elsewhere: Mapping[str, str]
    has_status_lists: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSite:
    """Write the files.

    Attributes:
        published: What the institution has published here, as it was signed.
    """

    published: PublicDirectory

    def __call__(
        self, institution: Institution, out: PublicDirectory, *, trust_list: bytes | None, at: datetime
    ) -> SiteReport:
        """Write them, and return what was written.

        Args:
            institution: Whose they are.
            out: Where; the root of the host of its public base URL.
            trust_list: A signed trust list, in place of what the institution says of itself; or None.
            at: Now.

        Raises:
            TrustListNotPublishable: ``trust_list`` is not signed, or was changed since.
            OSError: A file cannot be read or written.
        """
        if trust_list is not None:
            _refuse_unsigned(trust_list, at)
        files, elsewhere = self._files(institution, trust_list)
        files[HEADERS] = _headers(files)
        files |= dict(_compressed(files, out))
        before = _manifest(out)
        changed = sum(out.write_if_changed(name, content) for name, content in sorted(files.items()))
        removed = sum(out.remove(name) for name in before - files.keys())
        names = [*sorted(files)]
        out.write_if_changed(_MANIFEST, json.dumps({"files": names}, indent=1).encode() + b"\n")
        return SiteReport(
            files=len(files),
            changed=changed,
            removed=removed,
            elsewhere=elsewhere,
            has_status_lists=any(published_file(name).is_status_list for name in files),
        )

    def _files(
        self, institution: Institution, trust_list: bytes | None
    ) -> tuple[dict[str, bytes], dict[str, str]]:
        base = urlsplit(institution.public_base_url)
        folder = base.path.strip("/")
        did = urlsplit(document_url(institution.controller) or "")
        same_host = did.netloc == base.netloc
        places = {
            DID_DOCUMENT: did.path.lstrip("/") if same_host else DID_DOCUMENT,
            JWKS: _WELL_KNOWN_JWKS if same_host else JWKS,
        }
        files: dict[str, bytes] = {}
        for name in self.published.names():
            content = self.published.read(name)
            if content is not None:
                files[places.get(name) or (f"{folder}/{name}" if folder else name)] = content
        if trust_list is not None:
            files[f"{folder}/{TRUST_LIST}" if folder else TRUST_LIST] = trust_list
        elsewhere = (
            {}
            if same_host
            else {
                DID_DOCUMENT: f"https://{did.netloc}{did.path}",
                JWKS: f"https://{did.netloc}/{_WELL_KNOWN_JWKS}",
            }
        )
        return files, {name: url for name, url in elsewhere.items() if name in files}


def _refuse_unsigned(data: bytes, at: datetime) -> None:
    try:
        publisher = publisher_of(parse(data, limits=TRUST_LIST_LIMITS).unverified)
        open_signed_trust_list(data, [publisher or ""], at=at)
    except CredentialError as error:
        raise TrustListNotPublishable(problem=str(error)) from error


def _headers(files: Mapping[str, bytes]) -> bytes:
    """Return the rules for a static host: for everything first, then for each file that has its own."""
    lines = ["/*"]
    lines += [f"  {name}: {value}" for name, value in _FOR_ALL]
    for name in sorted(files):
        served = published_file(name)
        path = f"/{name}"
        # A page is asked for by its folder.
        if name.endswith("/index.html"):
            path = path.removesuffix("index.html")
        lines += [
            path,
            f"  Content-Type: {served.media_type}",
            f"  Cache-Control: {served.cache_control}",
        ]
    return "\n".join(lines).encode() + b"\n"


def _compressed(files: Mapping[str, bytes], out: PublicDirectory) -> Iterator[tuple[str, bytes]]:
    """Yield the compressed form of what is text and shrinks by it; what did not change is not made again."""
    for name, content in files.items():
        if name == HEADERS or len(content) < _MIN_COMPRESSED or not published_file(name).shrinks:
            continue
        kept = out.read(f"{name}.gz") if out.read(name) == content else None
        # Without a time, so that the same content gives the same bytes.
        packed = kept if kept is not None else gzip.compress(content, 9, mtime=0)
        if len(packed) < len(content):
            yield f"{name}.gz", packed


def _manifest(out: PublicDirectory) -> frozenset[str]:
    """Return what an earlier run wrote; what cannot be read of it is left where it is."""
    content = out.read(_MANIFEST)
    try:
        members = json.loads(content) if content is not None else {}
    except ValueError:
        return frozenset()
    names = members.get("files") if isinstance(members, dict) else None
    if not isinstance(names, list):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str) and _is_within(name))


def _is_within(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")
