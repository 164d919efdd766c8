"""A signed document in either form, before anyone has looked at the signature."""

import re
from dataclasses import dataclass
from typing import Final

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, UnverifiedDocument, parse
from credentials.proofs.vc_jwt import UnverifiedJWT, parse_jwt

_COMPACT_JWT: Final = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*")

_BACKSLASHES: Final = 100  # which few texts for people have


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with its proof.

    Attributes:
        unverified: The document. For a JWT: the credential that it carries.
        jwt: The JWT around it, or None when the proofs are in the document.
        source: The bytes that the document was parsed from, or None when that is not known.
    """

    unverified: JsonObject
    jwt: UnverifiedJWT | None = None
    source: bytes | None = None

    @classmethod
    def of(cls, source: "UnverifiedDocument | UnverifiedJWT") -> "Signed":
        """Take either form as it was parsed."""
        if isinstance(source, UnverifiedJWT):
            return cls(source.unverified, source)
        return cls(source.unverified, source=source.source)

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
