"""What a verification needs from outside, as values.

Nothing here fetches: :mod:`verifier.gathering` asks for what is needed before anything is
decided, so that the judge is a pure function and its inputs can be kept as evidence.
"""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from credentials.recognized_entity import TrustList


class ResourceKind(enum.StrEnum):
    """Kinds of documents that others publish."""

    CONTROLLER_DOCUMENT = "controller_document"
    """A DID document, or a controlled identifier document at an https URL."""
    STATUS_LIST = "status_list"
    """A signed status list credential."""
    STATUS_CHANGES = "status_changes"
    """What a status list names, to say since when and why a status is set."""
    JWKS = "jwks"
    """A JSON Web Key Set of an issuer."""
    TRUST_LIST = "trust_list"
    """A signed list of recognised schools; who verifies says where it is, never a credential."""
    CREDENTIAL = "credential"
    """A file with a credential, behind a link that somebody gave."""


@dataclass(frozen=True, slots=True, order=True)
class Needed:
    """A document that is needed.

    Attributes:
        kind: What it is.
        url: Where it is published.
    """

    kind: ResourceKind
    url: str


class UnavailableReason(enum.StrEnum):
    """Why a document could not be had. Names are public: they stand in the evidence."""

    OFFLINE = "offline"
    NOT_GATHERED = "not_gathered"
    TOO_MANY = "too_many"
    REFUSED_URL = "refused_url"
    REFUSED_ADDRESS = "refused_address"
    NAME_NOT_FOUND = "name_not_found"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    REDIRECT = "redirect"
    HTTP_STATUS = "http_status"
    CONNECTION = "connection"
    EXTRA_NOT_INSTALLED = "extra_not_installed"


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A document that could not be had: a value too, so that it reaches the report.

    Attributes:
        reason: Why.
        detail: For an engineer, such as a status code; never shown as ours.
    """

    reason: UnavailableReason
    detail: str = ""


_OFFLINE: Final = Unavailable(UnavailableReason.OFFLINE)
_NOT_GATHERED: Final = Unavailable(UnavailableReason.NOT_GATHERED)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A document that was got before.

    Attributes:
        content: The document.
        at: When it was got; timezone-aware.
    """

    content: bytes
    at: datetime


Fetch = Callable[[Needed], bytes | Retrieved | Unavailable]
"""Gets one document. Does not raise for what happens on the way: that is Unavailable."""


def offline(_needed: Needed) -> Unavailable:
    """Fetch nothing."""
    return _OFFLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Everything from outside that a judgement goes by.

    Attributes:
        found: What was asked, and what came.
        trust_list: Whom the verifier recognises, or None.
        retrieved_at: When a document was got, for those that were not got just now.
    """

    found: Mapping[Needed, bytes | Unavailable] = field(default_factory=dict)
    trust_list: TrustList | None = None
    retrieved_at: Mapping[Needed, datetime] = field(default_factory=dict)

    def get(self, needed: Needed) -> bytes | Unavailable:
        """Return a document, or why it is not there."""
        return self.found.get(needed, _NOT_GATHERED)
