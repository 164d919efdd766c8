"""A signed document in either form, before anyone has looked at the signature."""

import re
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, UnverifiedDocument, parse
from credentials.proofs.vc_jwt import UnverifiedJWT, parse_jwt
from credentials.status.status_entry import StatusListEntry, UnknownStatusEntry, parse_status_entries

_COMPACT_JWT: Final = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*")

StatusEntries: TypeAlias = tuple[StatusListEntry | UnknownStatusEntry, ...]

_BACKSLASHES: Final = 100  # which few texts for people have


@dataclass(slots=True, eq=False)
class Signed:
    """A document with its proof, for one verification: nothing in it may change meanwhile.

    Attributes:
        unverified: The document. For a JWT: the credential that it carries.
        jwt: The JWT around it, or None when the proofs are in the document.
        source: The bytes that the document was parsed from, or None when that is not known.
    """

    unverified: JsonObject
    jwt: UnverifiedJWT | None = None
    source: bytes | None = None
    _status_entries: StatusEntries | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, source: "UnverifiedDocument | UnverifiedJWT") -> "Signed":
        """Take either form as it was parsed."""
        if isinstance(source, UnverifiedJWT):
            return cls(source.unverified, source)
        return cls(source.unverified, source=source.source)

    def status_entries(self, limits: Limits) -> StatusEntries:
        """Return the entries of ``credentialStatus``, read once.

        Raises:
            StatusListError: One of them is malformed, or there are too many.
        """
        if self._status_entries is None:
            self._status_entries = parse_status_entries(self.unverified, limits=limits)
        return self._status_entries

    def may_mention(self, word: str) -> bool:
        """Tell whether ``word`` can be a part of any name or text in the document.

        Args:
            word: ASCII letters.
        """
        source = self.source
        if source is None or word.encode("ascii") in source:
            return True
        return _has_escaped_letter(source)


def _has_escaped_letter(source: bytes) -> bool:
    """Tell whether a letter of ASCII may be written as an escape."""
    # Such as \u0065. A single byte is found much sooner than several, and there are few backslashes.
    place = -1
    for _ in range(_BACKSLASHES):
        place = source.find(b"\\", place + 1)
        if place < 0:
            return False
        if source.startswith(b"u00", place + 1):
            return True
    return b"\\u00" in source


def is_compact_jwt(data: bytes) -> bool:
    """Tell whether ``data`` looks like a JWT: three parts of base64url."""
    return _COMPACT_JWT.fullmatch(data) is not None


def parse_signed(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> UnverifiedDocument | UnverifiedJWT:
    """Read a JSON document or a compact JWT; the content tells which.

    Raises:
        CredentialError: It is neither, or not within the limits.
    """
    if is_compact_jwt(data):
        return parse_jwt(data.strip(), limits=limits)
    return parse(data, limits=limits)
