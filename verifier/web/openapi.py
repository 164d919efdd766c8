"""The description of the API, for programs that make clients of it.

Spec: OpenAPI 3.1.1; JSON Schema 2020-12.
"""

from typing import Final

from credentials.parsing import JsonObject
from verifier.codes import CheckId
from verifier.policy import DEFAULT, POLICIES, Severity
from verifier.report import Conclusion
from verifier.result import CheckStatus
from verifier.texts import LANGUAGES
from verifier.web.problems import MEDIA_TYPE, ProblemKind

_TEXT: Final[JsonObject] = {"type": "string"}
_TEXT_OR_NULL: Final[JsonObject] = {"type": ["string", "null"]}
_FILE: Final[JsonObject] = {"type": "string", "format": "binary"}
_KINDS: Final = (
    "application/vc",
    "application/vc+jwt",
    "application/json",
    "application/jwt",
    "application/pdf",
    "image/png",
    "image/svg+xml",
    "text/plain",
    "application/octet-stream",
)
_REFUSALS: Final = (
    ProblemKind.EMPTY,
    ProblemKind.TOO_SLOW,
    ProblemKind.TOO_LARGE,
    ProblemKind.TOO_MANY,
    ProblemKind.BUSY,
)


def openapi(base_url: str) -> JsonObject:
    """Return the description.

    Args:
        base_url: Where the API is, without a slash at the end; "" for the address of the description.
    """
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Waarmerk verifier",
            "version": "1",
            "description": "Verifies Open Badges 3.0 credentials. Nothing of what is verified is kept.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": base_url or "/"}],
        "paths": {"/verify": {"post": _operation()}},
        "components": {"schemas": _schemas()},
    }


def _operation() -> JsonObject:
    responses: JsonObject = {"200": _report_response()}
    for kind in _REFUSALS:
        responses[str(int(kind.status))] = {
            "description": kind.status.phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return {
        "operationId": "verify",
        "summary": "Verify a credential",
        "description": "The bytes tell what kind of file it is. A bad credential is a report, not an error.",
        "parameters": [
            {
                "name": "policy",
                "in": "query",
                "description": "What must hold for the conclusion to be passed.",
                "schema": {"enum": list(POLICIES), "default": DEFAULT.name},
            },
            {
                "name": "elements",
                "in": "query",
                "description": "true adds euElements: which elements of the EU recommendation it carries.",
                "schema": {"enum": ["true"]},
            },
            {
                "name": "Accept-Language",
                "in": "header",
                "description": "Language of title, detail and advice.",
                "schema": {"type": "string", "examples": list(LANGUAGES)},
            },
            {
                "name": "Prefer",
                "in": "header",
                "description": "return=minimal leaves out what the credential says.",
                "schema": {"enum": ["return=minimal"]},
            },
        ],
        "requestBody": {"required": True, "content": _request_content()},
        "responses": responses,
    }


def _request_content() -> JsonObject:
    content: JsonObject = {kind: {"schema": {}} for kind in _KINDS}
    content["multipart/form-data"] = {
        "schema": {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": _FILE,
                "name": _TEXT | {"description": "Whose name the credential should bear."},
                "email": _TEXT | {"description": "Whose e-mail address it should hold."},
            },
        }
    }
    return content


def _report_response() -> JsonObject:
    return {
        "description": "The report",
        "headers": {"Content-Language": {"schema": {"enum": list(LANGUAGES)}}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Report"}}},
    }


def _schemas() -> JsonObject:
    return {
        "Report": {
            "type": "object",
            "required": ["conclusion", "policy", "verifiedAt", "results"],
            "properties": {
                "conclusion": {
                    "enum": [one.value for one in Conclusion],
                    "description": "passed only if everything that the policy asks was found to hold.",
                },
                "policy": {"enum": list(POLICIES)},
                "verifiedAt": {"type": "string", "format": "date-time"},
                "results": {"type": "array", "items": {"$ref": "#/components/schemas/Result"}},
                "dataModel": _TEXT_OR_NULL,
                "credential": {
                    "type": ["object", "null"],
                    "description": "What the credential says; null unless its proof holds.",
                },
                "card": {
                    "type": ["object", "null"],
                    "description": "Of a card; null of a credential, and unless the proof holds.",
                    "required": ["credentialDigest"],
                    "properties": {
                        "credentialDigest": {
                            "type": "string",
                            "pattern": "^[0-9a-f]{32}$",
                            "description": "Of the credential that it is of: half of a SHA-256.",
                        }
                    },
                    "additionalProperties": False,
                },
                "issuersOwnTerms": {"type": "array", "items": {"type": "object"}},
                "endorsements": {"type": "array", "items": {"type": "object"}},
                "signaturesRequired": {"type": "array", "items": _TEXT},
                "euElements": {"type": "array", "items": {"type": "object"}},
            },
        },
        "Result": {
            "type": "object",
            "required": ["check", "status", "severity", "findings", "evidence"],
            "properties": {
                "check": {"enum": [one.value for one in CheckId]},
                "status": {"enum": [one.value for one in CheckStatus]},
                "severity": {"enum": [one.value for one in Severity]},
                "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
                "evidence": {
                    "type": "object",
                    "description": "On what the answer rests. Of a revoked or suspended credential: since "
                    "when and why, as revocationSince and revocationReason, if the issuer publishes that.",
                    "additionalProperties": _TEXT,
                },
            },
        },
        "Finding": {
            "type": "object",
            "required": ["code", "pointer", "title", "detail", "advice"],
            "properties": {
                "code": {"type": "string", "format": "uri"},
                "pointer": _TEXT_OR_NULL | {"description": "Where in the credential (RFC 6901)."},
                "title": _TEXT,
                "detail": _TEXT,
                "advice": _TEXT,
            },
        },
        "Problem": {
            "type": "object",
            "description": "RFC 9457",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string", "format": "uri"},
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": _TEXT,
            },
        },
    }
