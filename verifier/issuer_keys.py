"""Whose key is it? Find the key that a proof names, in a source that its controller answers for.

A key is never taken from the proof or from the JWT itself. It comes from the trust list, from a
did:key (which is its key), from the document that the controller publishes at the address of
its identifier, or, for a JWT, from the key set at the authority of the issuer's https id.

Spec: Controlled Identifiers 1.0 §3.3; OB 3.0 §8.2.2 and Implementation Guide "Key provenance".
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    ControlledIdentifierDocument,
    UnsupportedIdentifier,
    VerificationMethod,
    choose_verification_method,
    document_url,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import DIDMalformed, did_key_document, did_of
from credentials.identifiers.multikey import KeyMalformed, PublicKey, UnsupportedKeyType
from credentials.limits import Limits
from credentials.parsing import MalformedDocument, parse_json
from credentials.proofs.vc_jwt import UnverifiedJWT
from credentials.recognized_entity import RecognizedEntity, RecognizedKey
from verifier.codes import Code
from verifier.members import is_absolute_url, objects, text
from verifier.resources import Needed, ResourceKind, Resources, Unavailable
from verifier.result import CheckStatus, Parameter

ASSERTION_METHOD: Final = "assertionMethod"
_MAX_KEYS_IN_SET: Final = 256  # ours; a school that rotates monthly fills it in twenty years

_CODE_OF_ERROR: Final[Mapping[str, Code]] = {
    "invalid_verification_method_url": Code.KEY_ID_MALFORMED,
    "did_malformed": Code.KEY_ID_MALFORMED,
    "document_id_mismatch": Code.CONTROLLER_DOCUMENT_OTHER_ID,
    "not_found": Code.KEY_NOT_FOUND,
    "wrong_controller": Code.KEY_NOT_FOUND,
    "verification_method_malformed": Code.KEY_MALFORMED,
    "purpose_not_allowed": Code.KEY_PURPOSE_WRONG,
}


class KeySource(enum.StrEnum):
    """Where a key was found."""

    TRUST_LIST = "trust_list"
    DID_KEY = "did_key"
    CONTROLLER_DOCUMENT = "controller_document"
    JWKS = "jwks"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKey:
    """A key, with who answers for it.

    Attributes:
        method: The key; its ``controller`` is who signs with it.
        source: Where it was found.
        valid_from: First moment that it was in use, where the source says so.
        valid_until: Last moment that it was in use, where the source says so.
    """

    method: VerificationMethod
    source: KeySource
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNotUsable:
    """Why there is no key to verify with.

    Attributes:
        status: FAILED if the key cannot be right, INDETERMINATE if we could not find out.
        code: What it is.
        params: For the text.
    """

    status: CheckStatus
    code: Code
    params: Mapping[str, Parameter] = field(default_factory=dict)


def find_key(method_id: str, resources: Resources, *, limits: Limits) -> FoundKey | KeyNotUsable:
    """Find the key that an embedded proof names in ``verificationMethod``.

    A key on the trust list is final. A key that is not on it is looked for at its controller,
    which may have published a new key since the list was made. A key that is on the list for cards
    signs no credential, whatever its controller publishes.
    """
    controller = did_of(method_id)
    entity = _recognised(controller, resources)
    key = entity.find_key(method_id) if entity is not None else None
    if key is not None:
        return _as_found(key)
    found = _at_controller(method_id, controller, resources, limits)
    if entity is not None and _is_for_cards(method_id, found, entity):
        return _failed(Code.KEY_PURPOSE_WRONG, method_id)
    return found


def _is_for_cards(method_id: str, found: FoundKey | KeyNotUsable, entity: RecognizedEntity) -> bool:
    if isinstance(found, FoundKey) and entity.is_card_key(found.method.public_key):
        return True
    return any(key.verification_method.id == method_id for key in entity.card_keys)


def _at_controller(
    method_id: str, controller: str, resources: Resources, limits: Limits
) -> FoundKey | KeyNotUsable:
    """Find the key in what its controller publishes."""
    source = KeySource.CONTROLLER_DOCUMENT
    if controller.startswith("did:key:"):
        source = KeySource.DID_KEY
    document = _controller_document(controller, resources, limits)
    if isinstance(document, KeyNotUsable):
        return document
    try:
        method = choose_verification_method(document, method_id, purpose=ASSERTION_METHOD)
    except UnsupportedKeyType:
        return _unsupported_key(method_id)
    except KeyMalformed:
        return _failed(Code.KEY_MALFORMED, method_id)
    except CredentialError as error:
        return _failed(_CODE_OF_ERROR.get(error.code, Code.KEY_NOT_FOUND), method_id)
    return FoundKey(method=method, source=source)


def find_jwt_key(
    jwt: UnverifiedJWT, issuer: str, resources: Resources, *, limits: Limits
) -> FoundKey | KeyNotUsable:
    """Find the key that the header of a JWT names by ``kid`` or shows in ``jwk``.

    A key in the header proves nothing by itself: anyone can put a key there. It must be one that
    is known to be the issuer's. With both members, they must be the same key.
    """
    found = _jwt_key(jwt, issuer, resources, limits)
    entity = _recognised(issuer, resources)
    if entity is not None and _is_for_cards(jwt.kid or "", found, entity):
        return _failed(Code.KEY_PURPOSE_WRONG, jwt.kid or issuer)
    return found


def _jwt_key(
    jwt: UnverifiedJWT, issuer: str, resources: Resources, limits: Limits
) -> FoundKey | KeyNotUsable:
    shown = jwt.embedded_key
    if not jwt.kid:
        return _known_key(shown, issuer, resources, limits)
    found = _by_kid(jwt.kid, issuer, resources, limits)
    if isinstance(found, FoundKey) and shown is not None and found.method.public_key != shown:
        return _failed(Code.KEY_SELF_ASSERTED, jwt.kid)
    return found


def documents_for_key(method_id: str, resources: Resources) -> Iterator[Needed]:
    """Yield the document that :func:`find_key` would look into; none when it can do without."""
    controller = did_of(method_id)
    entity = _recognised(controller, resources)
    if entity is not None and entity.find_key(method_id) is not None:
        return
    try:
        url = document_url(controller)
    except (UnsupportedIdentifier, DIDMalformed):
        return
    if url is not None:
        yield Needed(ResourceKind.CONTROLLER_DOCUMENT, url)


def documents_for_jwt_key(jwt: UnverifiedJWT, issuer: str, resources: Resources) -> Iterator[Needed]:
    """Yield the documents that :func:`find_jwt_key` would look into."""
    recognised = _on_trust_list(issuer, resources)
    if jwt.kid:
        names = _names_of(jwt.kid, issuer)
        if any(key.method.id in names for key in recognised):
            return
        yield from documents_for_key(names[0], resources)
    else:
        shown = jwt.embedded_key
        if any(key.method.public_key == shown for key in recognised):
            return
        yield from documents_for_key(f"{issuer}#", resources)
    if (key_set := _key_set_of(issuer)) is not None:
        yield key_set


def known_keys(controller: str | None, resources: Resources, *, limits: Limits) -> frozenset[PublicKey]:
    """Return every key that is known here to be of a controller, whatever it is or was used for.

    A key that was revoked is among them: it is nobody else's for that.
    """
    if controller is None:
        return frozenset()
    entity = _recognised(controller, resources)
    listed = (*entity.keys, *entity.card_keys) if entity is not None else ()
    keys = {key.verification_method.public_key for key in listed}
    document = _controller_document(controller, resources, limits)
    if not isinstance(document, KeyNotUsable):
        methods = document.verification_methods.values()
        keys.update(one.public_key for one in methods if one.controller == controller)
    in_set = _key_set(controller, resources, limits)
    if not isinstance(in_set, KeyNotUsable):
        keys.update(one.method.public_key for one in in_set)
    return frozenset(keys)


def _recognised(controller: str, resources: Resources) -> RecognizedEntity | None:
    return resources.trust_list.find(controller) if resources.trust_list is not None else None


def _on_trust_list(controller: str, resources: Resources) -> tuple[FoundKey, ...]:
    entity = _recognised(controller, resources)
    return tuple(_as_found(key) for key in entity.keys) if entity is not None else ()


def _as_found(key: RecognizedKey) -> FoundKey:
    return FoundKey(
        method=key.verification_method,
        source=KeySource.TRUST_LIST,
        valid_from=key.valid_from,
        valid_until=key.valid_until,
    )


def _controller_document(
    controller: str, resources: Resources, limits: Limits
) -> ControlledIdentifierDocument | KeyNotUsable:
    try:
        url = document_url(controller)
        if url is None:
            return parse_controlled_identifier_document(did_key_document(controller), limits=limits)
    except UnsupportedIdentifier:
        params = {"identifier": controller}
        return KeyNotUsable(status=CheckStatus.INDETERMINATE, code=Code.IDENTIFIER_UNSUPPORTED, params=params)
    except DIDMalformed as error:
        if isinstance(error.__cause__, UnsupportedKeyType):
            return _unsupported_key(controller)
        return _failed(Code.KEY_ID_MALFORMED, controller)
    data = resources.get(Needed(ResourceKind.CONTROLLER_DOCUMENT, url))
    if isinstance(data, Unavailable):
        return _unavailable(url, data)
    try:
        return parse_controlled_identifier_document(data, limits=limits)
    except CredentialError:
        # What is there now cannot be read. Another day it may: that says nothing of the proof.
        params = {"url": url}
        return KeyNotUsable(
            status=CheckStatus.INDETERMINATE, code=Code.CONTROLLER_DOCUMENT_INVALID, params=params
        )


def _by_kid(kid: str, issuer: str, resources: Resources, limits: Limits) -> FoundKey | KeyNotUsable:
    names = _names_of(kid, issuer)
    for key in _on_trust_list(issuer, resources):
        if key.method.id in names:
            return key
    found = find_key(names[0], resources, limits=limits)
    if isinstance(found, FoundKey):
        return found
    in_set = _key_set(issuer, resources, limits)
    if isinstance(in_set, KeyNotUsable):
        return found
    return next((key for key in in_set if key.method.id in names), found)


def _known_key(
    shown: PublicKey | None, issuer: str, resources: Resources, limits: Limits
) -> FoundKey | KeyNotUsable:
    """Find a key among all that are known to be the issuer's."""
    document = _controller_document(issuer, resources, limits)
    in_set = _key_set(issuer, resources, limits)
    known: list[FoundKey] = [*_on_trust_list(issuer, resources)]
    if not isinstance(document, KeyNotUsable):
        known.extend(_assertion_keys(document))
    if not isinstance(in_set, KeyNotUsable):
        known.extend(in_set)
    match = next((key for key in known if key.method.public_key == shown), None)
    if match is not None:
        return match
    # Open Badges says where an https issuer's keys for JWTs are; a DID has its document.
    decisive = document if _key_set_of(issuer) is None else in_set
    return decisive if isinstance(decisive, KeyNotUsable) else _failed(Code.KEY_SELF_ASSERTED, issuer)


def _assertion_keys(document: ControlledIdentifierDocument) -> Iterator[FoundKey]:
    for method_id in sorted(document.relationships.get(ASSERTION_METHOD, ())):
        method = document.verification_methods.get(method_id)
        if method is not None and method.controller == document.id:
            source = KeySource.CONTROLLER_DOCUMENT
            if document.id.startswith("did:key:"):
                source = KeySource.DID_KEY
            yield FoundKey(method=method, source=source)


def _names_of(kid: str, issuer: str) -> tuple[str, ...]:
    """Return the ids that a key may have under the name in ``kid``: a URL, or relative to the issuer."""
    if is_absolute_url(kid):
        return (kid,)
    return (f"{issuer}#{kid.removeprefix('#')}", kid)


def _key_set_of(issuer: str) -> Needed | None:
    """Return where the key set of an issuer with an https id is: at the root of its authority."""
    try:
        parts = urlsplit(document_url(issuer) or "")
    except (CredentialError, ValueError):
        return None
    if not issuer.startswith("https://") or not parts.netloc:
        return None
    return Needed(ResourceKind.JWKS, f"https://{parts.netloc}/.well-known/jwks.json")


def _key_set(issuer: str, resources: Resources, limits: Limits) -> tuple[FoundKey, ...] | KeyNotUsable:
    needed = _key_set_of(issuer)
    if needed is None:
        return _failed(Code.KEY_NOT_FOUND, issuer)
    data = resources.get(needed)
    if isinstance(data, Unavailable):
        return _unavailable(needed.url, data)
    try:
        document = parse_json(data, limits=limits)
    except MalformedDocument:
        document = None
    if not isinstance(document, dict):
        params = {"url": needed.url}
        return KeyNotUsable(
            status=CheckStatus.INDETERMINATE, code=Code.CONTROLLER_DOCUMENT_INVALID, params=params
        )
    keys: list[FoundKey] = []
    for _, jwk in list(objects(document, "keys"))[:_MAX_KEYS_IN_SET]:
        # One authority may hold the keys of several issuers, told apart by "iss".
        if text(jwk, "iss") not in (None, issuer):
            continue
        try:
            public_key = PublicKey.from_jwk(jwk)
        except KeyMalformed:
            continue
        method = VerificationMethod(
            id=text(jwk, "kid") or f"{needed.url}#{public_key.jwk_thumbprint()}",
            type="JsonWebKey",
            controller=issuer,
            public_key=public_key,
        )
        keys.append(FoundKey(method=method, source=KeySource.JWKS))
    return tuple(keys)


def _failed(code: Code, method_id: str) -> KeyNotUsable:
    return KeyNotUsable(status=CheckStatus.FAILED, code=code, params={"key": method_id})


def _unsupported_key(method_id: str) -> KeyNotUsable:
    params = {"key": method_id}
    return KeyNotUsable(status=CheckStatus.INDETERMINATE, code=Code.KEY_TYPE_UNSUPPORTED, params=params)


def _unavailable(url: str, why: Unavailable) -> KeyNotUsable:
    return KeyNotUsable(
        status=CheckStatus.INDETERMINATE,
        code=Code.KEY_UNAVAILABLE,
        params={"url": url, "reason": why.reason.value},
    )
