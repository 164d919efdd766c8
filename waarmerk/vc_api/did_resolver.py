"""The answers of a DID resolver over HTTP.

Spec: DID Resolution 0.3 §4.1, §5.1, §12.1 (HTTP(S) binding).
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

from credentials.identifiers.did_key_resolution import (
    Resolution,
    ResolutionError,
    ResolutionOptions,
    resolve_did_key,
)
from credentials.parsing import JsonObject
from waarmerk.vc_api.responses import json_response

RESULT_TYPE: Final = 'application/ld+json;profile="https://w3id.org/did-resolution"'
_RESULT_CONTEXT: Final = "https://w3id.org/did-resolution/v1"
_DOCUMENT_TYPE: Final = "application/did+ld+json"
_AS_DOCUMENT: Final = ("application/did+ld+json", "application/did+json", "application/did")
_AS_RESULT: Final = (
    "*/*",
    "application/*",
    "application/json",
    "application/ld+json",
    "application/did-resolution",
)
_STATUS: Final[Mapping[ResolutionError, HTTPStatus]] = {
    ResolutionError.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ResolutionError.REPRESENTATION_NOT_SUPPORTED: HTTPStatus.NOT_ACCEPTABLE,
    ResolutionError.METHOD_NOT_SUPPORTED: HTTPStatus.NOT_IMPLEMENTED,
}


def resolve(identifier: str, query: Mapping[str, str], accept: str) -> Response:
    """Answer a request for a DID, or for a DID URL.

    Args:
        identifier: The DID or DID URL.
        query: The options, as they stand in the query.
        accept: The header with the representations that are wanted.
    """
    wanted = _wanted(accept)
    if wanted is None:
        resolution = Resolution(error=ResolutionError.REPRESENTATION_NOT_SUPPORTED)
    else:
        resolution = resolve_did_key(identifier, _options(query))
    if wanted in _AS_DOCUMENT and resolution.error is None:
        return json_response(resolution.document, media_type=_DOCUMENT_TYPE)
    status = HTTPStatus.OK
    if resolution.error is not None:
        status = _STATUS.get(resolution.error, HTTPStatus.BAD_REQUEST)
    return json_response(_result(resolution), status=status, media_type=RESULT_TYPE)


def _options(query: Mapping[str, str]) -> ResolutionOptions:
    default = ResolutionOptions()
    return ResolutionOptions(
        public_key_format=query.get("publicKeyFormat", default.public_key_format),
        enable_encryption_key_derivation=query.get("enableEncryptionKeyDerivation") == "true",
        enable_experimental_public_key_types=query.get("enableExperimentalPublicKeyTypes") == "true",
    )


def _wanted(accept: str) -> str | None:
    """Return the first media type that we have an answer in."""
    names = [part.partition(";")[0].strip().lower() for part in (accept or "*/*").split(",")]
    return next((name for name in names if name in (*_AS_DOCUMENT, *_AS_RESULT)), None)


def _result(resolution: Resolution) -> JsonObject:
    metadata: JsonObject = (
        {"contentType": _DOCUMENT_TYPE} if resolution.error is None else {"error": resolution.error.value}
    )
    name = "didDereferencingMetadata" if resolution.dereferenced else "didResolutionMetadata"
    return {
        "@context": _RESULT_CONTEXT,
        "didDocument": resolution.document,
        "didDocumentMetadata": {},
        name: metadata,
    }
