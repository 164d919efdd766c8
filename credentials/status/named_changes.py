"""How a status list names its document of changes: by an address beside its own, and a digest.

The digest is in the address too. So editions never take each other's place in a cache, and a file at hand is
known by what is in it. The address follows from that of the list, so that a list cannot send anybody to
another place than where it is itself.

Spec: VCDM 2.0 §5.3 (Integrity of Related Resources); Subresource Integrity §3.5; docs/status-changes.md.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from credentials.parsing import JsonObject
from credentials.status.errors import StatusChangesMalformed

MEDIA_TYPE: Final = "application/json"

_POINTER: Final = "/relatedResource"
_LIST_URL: Final = re.compile(r"(?P<before>[^?#]*/)(?P<name>[^/?#]+?)(?:\.json)?")
_CHANGES_URL: Final = re.compile(
    r"(?P<before>[^?#]*/)changes/(?P<name>[^/?#]+)-(?P<digest>[0-9a-f]{64})\.json", re.ASCII
)
_EDITION: Final = re.compile(r"([0-9a-f]{64})\.json", re.ASCII)


@dataclass(frozen=True, slots=True)
class NamedChanges:
    """A document that a list names.

    Attributes:
        url: Where it is published.
        digest: SHA-256 of its bytes.
    """

    url: str
    digest: bytes

    @property
    def list_urls(self) -> tuple[str, ...]:
        """The addresses that the list may have: its name stands in this one, with or without ``.json``."""
        match = _CHANGES_URL.fullmatch(self.url)
        base = "" if match is None else match["before"] + match["name"]
        return (base, f"{base}.json") if base else ()

    def is_met_by(self, data: bytes) -> bool:
        """Tell whether these are the bytes that the list means."""
        return hashlib.sha256(data).digest() == self.digest


def changes_url(list_url: str, digest: bytes) -> str | None:
    """Return the address of a document of a list: ``…/changes/<name of the list>-<digest>.json`` beside it.

    None when the list has an address that nothing can stand beside: one with a query, or without a name.
    """
    prefix = _prefix(list_url)
    return None if prefix is None else f"{prefix}{digest.hex()}.json"


def read_changes_url(url: str) -> NamedChanges | None:
    """Return what an address says of the document at it, or None when it is not one of ours."""
    match = _CHANGES_URL.fullmatch(url)
    return None if match is None else NamedChanges(url, bytes.fromhex(match["digest"]))


def name_changes(list_url: str, data: bytes) -> JsonObject:
    """Return the member of ``relatedResource`` by which a list names these bytes.

    Raises:
        ValueError: No document can stand beside a list with this address.
    """
    digest = hashlib.sha256(data).digest()
    url = changes_url(list_url, digest)
    if url is None:
        raise ValueError(f"no document of changes can stand beside {list_url}")
    return {"id": url, "digestSRI": _sri(digest), "mediaType": MEDIA_TYPE}


def named_changes(list_credential: JsonObject) -> NamedChanges | None:
    """Return the document that a list names, or None when it names none.

    What else stands in ``relatedResource`` is passed over.

    Raises:
        StatusChangesMalformed: It names two, or one whose address and digest do not fit.
    """
    list_url = list_credential.get("id")
    prefix = _prefix(list_url) if isinstance(list_url, str) else None
    if prefix is None:
        return None
    value = list_credential.get("relatedResource")
    resources = value if isinstance(value, list) else [value]
    named = [
        one for one in resources if isinstance(one, dict) and str(one.get("id") or "").startswith(prefix)
    ]
    if not named:
        return None
    if len(named) > 1:
        raise StatusChangesMalformed("the list names two documents of changes", pointer=_POINTER)
    url = str(named[0]["id"])
    match = _EDITION.fullmatch(url[len(prefix) :])
    digest = bytes.fromhex(match[1]) if match is not None else b""
    if match is None or named[0].get("digestSRI") != _sri(digest):
        raise StatusChangesMalformed("its address and its digest do not fit", pointer=_POINTER)
    return NamedChanges(url, digest)


def _prefix(list_url: str) -> str | None:
    match = _LIST_URL.fullmatch(list_url)
    return None if match is None else f"{match['before']}changes/{match['name']}-"


def _sri(digest: bytes) -> str:
    return f"sha256-{base64.b64encode(digest).decode()}"
