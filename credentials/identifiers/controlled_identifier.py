"""Whose key is it: documents that say which keys speak for an identifier, and for what.

A DID document is such a document, and so is what an issuer publishes at its https URL.

Spec: Controlled Identifiers 1.0 §2 (data model), §3.3 (Retrieve Verification Method);
DID Core 1.0 §3.2.2 (relative DID URLs), §5.2–5.3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.identifiers.did import did_of, did_web_document_url
from credentials.identifiers.multikey import KeyType, PrivateKeyExposed, PublicKey
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue, parse_json

VERIFICATION_RELATIONSHIPS: Final = (
    "authentication",
    "assertionMethod",
    "keyAgreement",
    "capabilityInvocation",
    "capabilityDelegation",
)
# Ours. A school that rotates its key every month fills this in twenty years.
MAX_VERIFICATION_METHODS: Final = 256

_JWK_TYPES: Final = frozenset({"JsonWebKey", "JsonWebKey2020"})
_MULTIBASE_TYPES: Final = frozenset({"Multikey", "Ed25519VerificationKey2020"})
_PRIVATE_MEMBERS: Final = frozenset(
    {"secretKeyMultibase", "secretKeyJwk", "privateKeyMultibase", "privateKeyJwk", "privateKeyBase58"}
)


class ControlledIdentifierDocumentMalformed(CredentialError):
    """The document as a whole cannot be used."""

    code = "controlled_identifier_document_malformed"


class UnsupportedIdentifier(CredentialError):
    """An identifier of a kind whose document we do not know how to find."""

    code = "unsupported_identifier"


class VerificationMethodError(CredentialError):
    """A key cannot be used for this purpose on the word of this document."""

    code = "verification_method_error"


class InvalidVerificationMethodURL(VerificationMethodError):
    """The identifier of the key is not a URL with a fragment."""

    code = "invalid_verification_method_url"


class DocumentIdMismatch(VerificationMethodError):
    """The document is about another identifier than the one that was asked for."""

    code = "document_id_mismatch"


class VerificationMethodNotFound(VerificationMethodError):
    """The document does not have this key."""

    code = "not_found"


class VerificationMethodMalformed(VerificationMethodError):
    """The document has this key, but in a form that cannot be read."""

    code = "verification_method_malformed"


class WrongController(VerificationMethodError):
    """The key belongs to somebody else than the subject of the document."""

    code = "wrong_controller"


class PurposeNotAllowed(VerificationMethodError):
    """The document does not list the key for this purpose."""

    code = "purpose_not_allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationMethod:
    """One key of a controlled identifier document, with absolute identifiers.

    Attributes:
        expires: From then on the key must not be used to sign. Judged by the caller.
        revoked: From then on nothing that the key signed may be relied on. Judged by the caller.
    """

    id: str
    type: str
    controller: str
    public_key: PublicKey
    expires: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlledIdentifierDocument:
    """What a controlled identifier document says about keys.

    Attributes:
        id: Whose document it is.
        verification_methods: The keys that could be read, by their absolute id.
        relationships: For each verification relationship, the absolute ids that it lists.
            An id here need not be in ``verification_methods``.
        unusable: Why a method was kept out, by its absolute id.
    """

    id: str
    verification_methods: Mapping[str, VerificationMethod]
    relationships: Mapping[str, frozenset[str]]
    unusable: Mapping[str, CredentialError] = field(default_factory=dict)


def document_url(identifier: str) -> str | None:
    """Return where the document of an identifier is published.

    Args:
        identifier: A did:web, a did:key or an https URL; a fragment is ignored.

    Returns:
        An https URL, or None for a did:key, which is its own document.

    Raises:
        DIDMalformed: A did:web that is not well formed.
        UnsupportedIdentifier: Another DID method or URL scheme, or an https URL with user
            information or without a host.
    """
    without_fragment = did_of(identifier)
    if without_fragment.startswith("did:key:"):
        return None
    if without_fragment.startswith("did:web:"):
        return did_web_document_url(without_fragment)
    if not without_fragment.startswith("https://"):
        raise UnsupportedIdentifier(f"no document is known for {identifier[:80]!r}")
    try:
        parts = urlsplit(without_fragment)
        usable = parts.hostname and "@" not in parts.netloc and without_fragment.isprintable()
    except ValueError:  # an ill-formed IPv6 address
        usable = False
    if not usable or " " in without_fragment:
        raise UnsupportedIdentifier(f"not a usable https URL: {identifier[:80]!r}")
    return without_fragment


def parse_controlled_identifier_document(
    data: bytes | JsonObject, *, limits: Limits = DEFAULT_LIMITS
) -> ControlledIdentifierDocument:
    """Read the keys of a controlled identifier document or DID document.

    A method that cannot be read does not spoil the others; asking for it gives its error. Two
    different methods with one id are both unusable.

    Raises:
        MalformedDocument: ``data`` is bytes that are not JSON within ``limits``.
        ControlledIdentifierDocumentMalformed: It is no object with an ``id``, or lists more than
            256 methods.
    """
    value: JsonValue = parse_json(data, limits=limits) if isinstance(data, bytes) else data
    if not isinstance(value, dict):
        raise ControlledIdentifierDocumentMalformed("the document is not an object", pointer="")
    document_id = value.get("id")
    if not isinstance(document_id, str) or not document_id or "#" in document_id:
        raise ControlledIdentifierDocumentMalformed("the document has no usable id", pointer="/id")
    reader = _MethodReader(document_id)
    for pointer, item in _items(value, "verificationMethod"):
        reader.read(item, pointer)
    relationships = {
        name: frozenset(
            method_id
            for pointer, item in _items(value, name)
            if (method_id := reader.read(item, pointer)) is not None
        )
        for name in VERIFICATION_RELATIONSHIPS
    }
    return ControlledIdentifierDocument(
        id=document_id,
        verification_methods=MappingProxyType(reader.methods),
        relationships=MappingProxyType(relationships),
        unusable=MappingProxyType(reader.unusable),
    )


def choose_verification_method(
    document: ControlledIdentifierDocument, method_id: str, *, purpose: str
) -> VerificationMethod:
    """Return the key ``method_id``, if the document lets it be used for ``purpose``.

    Expiry and revocation of the key are not looked at: that needs a time, which the caller has.

    Args:
        document: What was found at the identifier of the controller.
        method_id: The absolute id that a proof names.
        purpose: A verification relationship, such as "assertionMethod".

    Raises:
        InvalidVerificationMethodURL: ``method_id`` has no identifier or no fragment.
        DocumentIdMismatch: The document's ``id`` is not ``method_id`` without its fragment.
        VerificationMethodNotFound: The document has no such method.
        KeyMalformed: Its key cannot be used; the subclass says why.
        VerificationMethodMalformed: Another part of it is not well formed.
        WrongController: Its ``controller`` is not the document's ``id``.
        PurposeNotAllowed: It is not listed under ``purpose``.

    Spec: Controlled Identifiers 1.0 §3.3, steps 1–3 and 6–11.
    """
    controller, _, fragment = method_id.partition("#")
    if not controller or not fragment:
        raise InvalidVerificationMethodURL(f"not a URL with a fragment: {method_id[:80]!r}")
    if document.id != controller:
        raise DocumentIdMismatch(f"the document is of {document.id!r}", pointer="/id")
    if method_id in document.unusable:
        # The error is kept with the document; without this its traceback would grow with each use.
        raise document.unusable[method_id].with_traceback(None)
    method = document.verification_methods.get(method_id)
    if method is None:
        raise VerificationMethodNotFound(f"the document has no method {method_id!r}")
    if method.controller != controller:
        raise WrongController(f"the method is controlled by {method.controller!r}")
    if method_id not in document.relationships.get(purpose, frozenset()):
        raise PurposeNotAllowed(f"the method is not listed under {purpose!r}")
    return method


class _MethodReader:
    """Collects the methods of one document; resolves relative ids against it."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self.methods: dict[str, VerificationMethod] = {}
        self.unusable: dict[str, CredentialError] = {}

    def read(self, item: JsonValue, pointer: str) -> str | None:
        """Read a method, or a reference to one; return its absolute id, or None without one."""
        if isinstance(item, str):
            return self._absolute(item)
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            return None  # nothing can refer to it
        method_id = self._absolute(str(item["id"]))
        try:
            method = self._method(item, method_id, pointer)
        except CredentialError as error:
            self.unusable[method_id] = error
            return method_id
        if self.methods.setdefault(method_id, method) != method:
            self.unusable[method_id] = VerificationMethodMalformed(
                "two different methods have this id", pointer=pointer
            )
        return method_id

    def _absolute(self, reference: str) -> str:
        # DID Core §3.2.2. Only a fragment can be relative here; anything else that is not
        # absolute names no key of this document, and so will not be found.
        return self.document_id + reference if reference.startswith("#") else reference

    def _method(self, item: JsonObject, method_id: str, pointer: str) -> VerificationMethod:
        if exposed := _PRIVATE_MEMBERS & item.keys():
            raise PrivateKeyExposed("the method holds a private key", pointer=f"{pointer}/{min(exposed)}")
        method_type, controller = item.get("type"), item.get("controller")
        if not isinstance(method_type, str):
            raise VerificationMethodMalformed("the method has no type", pointer=f"{pointer}/type")
        if not isinstance(controller, str):
            raise VerificationMethodMalformed("the method has no controller", pointer=f"{pointer}/controller")
        try:
            public_key = _public_key(item, method_type, pointer)
        except CredentialError as error:
            error.pointer = error.pointer or pointer
            raise
        return VerificationMethod(
            id=method_id,
            type=method_type,
            controller=controller,
            public_key=public_key,
            expires=_moment(item, "expires", pointer),
            revoked=_moment(item, "revoked", pointer),
        )


def _public_key(item: JsonObject, method_type: str, pointer: str) -> PublicKey:
    jwk, multibase = item.get("publicKeyJwk"), item.get("publicKeyMultibase")
    if jwk is not None and multibase is not None:
        raise VerificationMethodMalformed("the method holds two keys", pointer=pointer)
    if method_type in _JWK_TYPES and isinstance(jwk, dict):
        return PublicKey.from_jwk(jwk)
    if method_type in _MULTIBASE_TYPES and isinstance(multibase, str):
        public_key = PublicKey.from_multikey(multibase)
        if method_type != "Multikey" and public_key.key_type is not KeyType.ED25519:
            raise VerificationMethodMalformed(f"{method_type} with another kind of key", pointer=pointer)
        return public_key
    raise VerificationMethodMalformed(
        f"no key is read from a method of type {method_type!r}", pointer=pointer
    )


def _moment(item: JsonObject, member: str, pointer: str) -> datetime | None:
    value = item.get(member)
    if value is None:
        return None
    try:
        return parse_date_time_stamp(value if isinstance(value, str) else "")
    except ValueError as error:
        raise VerificationMethodMalformed(str(error), pointer=f"{pointer}/{member}") from error


def _items(document: JsonObject, name: str) -> Iterator[tuple[str, JsonValue]]:
    """Yield the items of a list, or the one value that stands in place of a list."""
    value = document.get(name)
    if value is None:
        return
    items = value if isinstance(value, list) else [value]
    if len(items) > MAX_VERIFICATION_METHODS:
        raise ControlledIdentifierDocumentMalformed(f"more than 256 items in {name}", pointer=f"/{name}")
    for index, item in enumerate(items):
        yield (f"/{name}/{index}" if isinstance(value, list) else f"/{name}"), item
