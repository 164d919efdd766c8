"""Resolve a did:key, and dereference a URL into its document, as a DID resolver answers.

Nothing is looked up anywhere: the answer is computed from the identifier.

Spec: did:key method 0.9 §3.1 (Create), §3.2 (Read); DID Resolution 0.3 §4 (DID Resolution), §5 (DID URL
Dereferencing), §11 (Errors).
"""

import enum
import re
from dataclasses import dataclass, field
from typing import Final

from credentials.identifiers.did import MAX_DID_CHARACTERS
from credentials.identifiers.did_key_documents import (
    DocumentOptions,
    PublicKeyFormat,
    did_key_method_document,
    signing_formats,
)
from credentials.identifiers.multiformats import EncodingMalformed, multibase_decode
from credentials.identifiers.multikey import KeyMalformed, PublicKey, UnsupportedKeyType
from credentials.parsing import JsonObject

_DID: Final = re.compile(r"did:([a-z0-9]+):((?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2}|:)*[A-Za-z0-9._-])", re.ASCII)
# RFC 3986 §3.3–3.5, as DID Core §3.2 takes them over.
_URL_REST: Final = re.compile(
    r"(?P<path>(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*)"
    r"(?P<query>\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?P<fragment>#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)
_ONLY_VERSION: Final = "1"
# Bytes of the key and of the header in front of it, by that header (Ed25519, P-256, P-384).
_SIZES: Final = {b"\xed\x01": 34, b"\x80\x24": 35, b"\x81\x24": 51}
# Formats that the method calls experimental. We know their names and do not write them.
_EXPERIMENTAL: Final = frozenset(
    {
        "Ed25519VerificationKey2018",
        "X25519KeyAgreementKey2019",
        "EcdsaSecp256k1VerificationKey2019",
        "EcdsaSecp256r1VerificationKey2019",
        "P256Key2021",
        "P384Key2021",
    }
)


class ResolutionError(enum.StrEnum):
    """Why there is no document. The values are those of the specifications."""

    INVALID_DID = "invalidDid"
    INVALID_DID_URL = "invalidDidUrl"
    NOT_FOUND = "notFound"
    METHOD_NOT_SUPPORTED = "methodNotSupported"
    REPRESENTATION_NOT_SUPPORTED = "representationNotSupported"
    INVALID_PUBLIC_KEY = "invalidPublicKey"
    INVALID_PUBLIC_KEY_LENGTH = "invalidPublicKeyLength"
    INVALID_PUBLIC_KEY_TYPE = "invalidPublicKeyType"
    UNSUPPORTED_PUBLIC_KEY_TYPE = "unsupportedPublicKeyType"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionOptions:
    """What a resolver was asked besides the identifier.

    Attributes:
        public_key_format: ``publicKeyFormat``, as it was written.
        enable_encryption_key_derivation: Whether an Ed25519 key comes with its X25519 key.
        enable_experimental_public_key_types: Whether other formats than the usual ones are wanted.
    """

    public_key_format: str = PublicKeyFormat.MULTIKEY.value
    enable_encryption_key_derivation: bool = False
    enable_experimental_public_key_types: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The answer.

    Attributes:
        document: The DID document, or the part of it that a DID URL names; empty with an error.
        error: Why there is none, or None.
        dereferenced: Whether a DID URL was asked for, not a DID.
    """

    document: JsonObject = field(default_factory=dict)
    error: ResolutionError | None = None
    dereferenced: bool = False


class _Refused(Exception):
    def __init__(self, error: ResolutionError) -> None:
        super().__init__(error.value)
        self.error = error


def resolve_did_key(identifier: str, options: ResolutionOptions | None = None) -> Resolution:
    """Resolve a did:key, or dereference a DID URL of one.

    Args:
        identifier: A DID, or a DID URL with path, query or fragment.
        options: What was asked besides; by default nothing.
    """
    did, rest = _split(identifier)
    dereferenced = bool(rest)
    try:
        document = _document(did, options or ResolutionOptions())
        if dereferenced:
            document = _part(document, did, rest)
    except _Refused as refused:
        return Resolution(error=refused.error, dereferenced=dereferenced)
    return Resolution(document=document, dereferenced=dereferenced)


def _split(identifier: str) -> tuple[str, str]:
    end = next((index for index, character in enumerate(identifier) if character in "/?#;"), len(identifier))
    return identifier[:end], identifier[end:]


def _document(did: str, options: ResolutionOptions) -> JsonObject:
    match = _DID.fullmatch(did) if len(did) <= MAX_DID_CHARACTERS else None
    if match is None:
        raise _Refused(ResolutionError.INVALID_DID)
    if match[1] != "key":
        raise _Refused(ResolutionError.METHOD_NOT_SUPPORTED)
    version, colon, multikey = match[2].rpartition(":")
    if colon and version != _ONLY_VERSION:
        raise _Refused(ResolutionError.INVALID_DID)
    public_key = _public_key(multikey)
    return did_key_method_document(
        did,
        public_key,
        DocumentOptions(
            public_key_format=_wanted_format(public_key, options),
            with_key_agreement=options.enable_encryption_key_derivation,
        ),
    )


def _public_key(multikey: str) -> PublicKey:
    try:
        data = multibase_decode(multikey, "z")
    except EncodingMalformed as error:
        raise _Refused(ResolutionError.INVALID_DID) from error
    if len(data) != _SIZES.get(data[:2], len(data)):
        raise _Refused(ResolutionError.INVALID_PUBLIC_KEY_LENGTH)
    try:
        return PublicKey.from_multikey(multikey)
    except UnsupportedKeyType as error:
        raise _Refused(ResolutionError.UNSUPPORTED_PUBLIC_KEY_TYPE) from error
    except KeyMalformed as error:
        raise _Refused(ResolutionError.INVALID_PUBLIC_KEY) from error


def _wanted_format(public_key: PublicKey, options: ResolutionOptions) -> PublicKeyFormat:
    wanted = options.public_key_format
    if wanted in _EXPERIMENTAL and not options.enable_experimental_public_key_types:
        raise _Refused(ResolutionError.INVALID_PUBLIC_KEY_TYPE)
    found = next((one for one in PublicKeyFormat if one.value == wanted), None)
    if found is None:
        raise _Refused(ResolutionError.UNSUPPORTED_PUBLIC_KEY_TYPE)
    if found not in signing_formats(public_key.key_type):
        raise _Refused(ResolutionError.INVALID_PUBLIC_KEY_TYPE)
    return found


def _part(document: JsonObject, did: str, rest: str) -> JsonObject:
    """Return what a DID URL names in a document: all of it, or one of its keys."""
    match = _URL_REST.fullmatch(rest)
    if match is None:
        raise _Refused(ResolutionError.INVALID_DID_URL)
    if match["path"] or match["query"]:
        raise _Refused(ResolutionError.NOT_FOUND)  # there is nothing but the document
    wanted = f"{did}{match['fragment'] or ''}"
    for relationship in ("verificationMethod", "keyAgreement"):
        methods = document.get(relationship)
        for method in methods if isinstance(methods, list) else []:
            if isinstance(method, dict) and method["id"] == wanted:
                return {"@context": document["@context"], **method}
    raise _Refused(ResolutionError.NOT_FOUND)
