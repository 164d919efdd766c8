"""A signed document in either form, before anyone has looked at the signature."""

import re
from dataclasses import dataclass
from typing import Final

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, UnverifiedDocument, parse
from credentials.proofs.vc_jwt import UnverifiedJWT, parse_jwt

_COMPACT_JWT: Final = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*")


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with its proof.

    Attributes:
        unverified: The document. For a JWT: the credential that it carries.
        jwt: The JWT around it, or None when the proofs are in the document.
    """

    unverified: JsonObject
    jwt: UnverifiedJWT | None = None

    @classmethod
    def of(cls, source: "UnverifiedDocument | UnverifiedJWT") -> "Signed":
        """Take either form as it was parsed."""
        return cls(source.unverified, source if isinstance(source, UnverifiedJWT) else None)


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
