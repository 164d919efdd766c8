"""The rules of the VC Data Model for presentations, and for what comes in an envelope.

Spec: VCDM 2.0 §4.12.1 (Enveloped Verifiable Credentials), §4.13 (Verifiable Presentations); VCDM 1.1 §4.10.
"""

from collections.abc import Iterator
from typing import Final

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.parsing import JsonObject
from verifier.codes import Code
from verifier.members import is_absolute_url, strings, types, values
from verifier.result import Finding

VERIFIABLE_PRESENTATION: Final = "VerifiablePresentation"
ENVELOPED_CREDENTIAL: Final = "EnvelopedVerifiableCredential"
ENVELOPED_PRESENTATION: Final = "EnvelopedVerifiablePresentation"
# Registered for what is in it, and for a JWT of any kind (RFC 7519 §10.3.1).
_JWT_MEDIA_TYPES: Final = {
    ENVELOPED_CREDENTIAL: ("application/vc+jwt", "application/jwt"),
    ENVELOPED_PRESENTATION: ("application/vp+jwt", "application/jwt"),
}
_BASE_CONTEXTS: Final = (CREDENTIALS_V2, CREDENTIALS_V1)


def presentation_findings(presentation: JsonObject) -> Iterator[Finding]:
    """Yield what breaks the VC Data Model in a presentation.

    Not looked at: the credentials in it, beyond that they are objects; JSON-LD; and proofs.

    Spec: VCDM 2.0 §4.3–§4.5, §4.13.
    """
    yield from _contexts(presentation)
    if "id" in presentation and not is_absolute_url(presentation["id"]):
        yield Finding(code=Code.ID_NOT_A_URL, pointer="/id")
    if "type" not in presentation:
        yield Finding(code=Code.TYPE_MISSING, pointer="", params={"property": "type"})
    elif VERIFIABLE_PRESENTATION not in types(presentation):
        yield Finding(code=Code.TYPE_WRONG, pointer="/type", params={"expected": VERIFIABLE_PRESENTATION})
    yield from _holder(presentation)
    for place, credential in values(presentation, "verifiableCredential"):
        if not isinstance(credential, dict):
            params = {"property": "verifiableCredential"}
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params=params)
    for place, terms in values(presentation, "termsOfUse"):
        if not isinstance(terms, dict) or not types(terms):
            yield Finding(code=Code.TYPE_MISSING, pointer=place, params={"property": "termsOfUse"})


def holder_id(presentation: JsonObject) -> str | None:
    """Return the id of the holder, in either of its two forms, or None."""
    holder = presentation.get("holder")
    if isinstance(holder, dict):
        holder = holder.get("id")
    return holder if isinstance(holder, str) else None


def envelope_findings(envelope: JsonObject, expected_type: str) -> Iterator[Finding]:
    """Yield what breaks the rules for an envelope.

    Args:
        envelope: The object around the JWT.
        expected_type: :data:`ENVELOPED_CREDENTIAL` or :data:`ENVELOPED_PRESENTATION`.

    Spec: VCDM 2.0 §4.12.1–§4.12.2.
    """
    # A single string will do here: only the terms id and type have to be defined.
    if CREDENTIALS_V2 not in strings(envelope, "@context"):
        yield Finding(code=Code.CONTEXT_WRONG, pointer="/@context", params={"expected": CREDENTIALS_V2})
    if types(envelope) != (expected_type,):
        yield Finding(code=Code.TYPE_WRONG, pointer="/type", params={"expected": expected_type})
    if enveloped_jwt(envelope, expected_type) is None:
        yield Finding(code=Code.MALFORMED_VALUE, pointer="/id", params={"property": "id"})


def enveloped_jwt(envelope: JsonObject, expected_type: str) -> str | None:
    """Return the JWT in the ``data:`` URL of an envelope, or None when there is none.

    Spec: RFC 2397; VC-JOSE-COSE §3.1.1.
    """
    url = envelope.get("id")
    if not isinstance(url, str):
        return None
    header, comma, content = url.partition(",")
    media_type = header.removeprefix("data:").lower()
    if not comma or not header.startswith("data:") or media_type not in _JWT_MEDIA_TYPES[expected_type]:
        return None
    return content or None


def _contexts(presentation: JsonObject) -> Iterator[Finding]:
    contexts = presentation.get("@context")
    if contexts is None:
        yield Finding(code=Code.PROPERTY_MISSING, pointer="", params={"property": "@context"})
    elif not isinstance(contexts, list) or not contexts:
        yield Finding(code=Code.CONTEXT_WRONG, pointer="/@context", params={"expected": CREDENTIALS_V2})
    elif contexts[0] not in _BASE_CONTEXTS:
        yield Finding(code=Code.CONTEXT_WRONG, pointer="/@context/0", params={"expected": CREDENTIALS_V2})


def _holder(presentation: JsonObject) -> Iterator[Finding]:
    """Check the two forms of a holder. Spec: VCDM 2.0 §4.13 (holder)."""
    if "holder" not in presentation:
        return
    holder = presentation["holder"]
    if not isinstance(holder, str | dict):
        yield Finding(code=Code.MALFORMED_VALUE, pointer="/holder", params={"property": "holder"})
    elif not is_absolute_url(holder_id(presentation)):
        yield Finding(code=Code.ID_NOT_A_URL, pointer="/holder")
