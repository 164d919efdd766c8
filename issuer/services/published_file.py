"""How each published file is served: what it is, how long a cache may keep it, and whether it shrinks."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

_MEDIA_TYPES: Final = {
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
_BY_NAME: Final = {
    "did.json": "application/did",
    "jwks.json": "application/jwk-set+json",
    "trust-list.json": "application/vc",
    "atom.xml": "application/atom+xml",
    "rss.xml": "application/rss+xml",
}
_STATUS: Final = "status"
_CHANGES: Final = "changes"
_VC: Final = "application/vc"
_SECONDS: Final = {"status": 300, "changes": 86_400, "keys": 3_600, "trust": 3_600, "other": 600}


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """How a file is served.

    Attributes:
        media_type: Its media type.
        max_age: How many seconds a cache may keep it without asking.
        shrinks: Whether it is text, which is worth compressing.
        is_status_list: Whether it is a status list.
    """

    media_type: str
    max_age: int
    shrinks: bool
    is_status_list: bool

    @property
    def cache_control(self) -> str:
        """The header; a cache may go on with an old copy for a day while the server does not answer."""
        return f"public, max-age={self.max_age}, stale-if-error=86400"


def published_file(name: str) -> PublishedFile:
    """Return how a file is served.

    A status list is asked for again after five minutes, since a revocation should be seen soon. What is
    about keys changes seldom, and is asked for every hour. What has its digest in its name never changes.

    Args:
        name: Relative, such as ``status/revocation-1.json``.
    """
    path = PurePosixPath(name)
    known = _BY_NAME.get(path.name)
    is_status = path.parent.name == _STATUS and path.suffix == ".json"
    media_type = known or (_VC if is_status else _MEDIA_TYPES.get(path.suffix, "application/octet-stream"))
    kind = "other"
    if is_status:
        kind = "status"
    elif path.parent.name == _CHANGES and path.parent.parent.name == _STATUS:
        kind = "changes"
    elif path.name in ("did.json", "jwks.json"):
        kind = "keys"
    elif path.name == "trust-list.json":
        kind = "trust"
    return PublishedFile(media_type, _SECONDS[kind], path.suffix in _MEDIA_TYPES, is_status)
