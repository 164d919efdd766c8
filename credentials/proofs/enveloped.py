"""What a presentation that is secured with JOSE carries: secured credentials in envelopes.

An envelope is an object whose ``id`` is a ``data:`` URL with the secured credential in it. The URL's
media type tells how it is secured.

Spec: VCDM 2.0 §4.12.1, §4.13.3; VC-JOSE-COSE §3.1.2; RFC 2397.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contexts import CREDENTIALS_V2
from credentials.parsing import JsonObject, JsonValue, pointer
from credentials.proofs.errors import ProofInvalid

JWT_MEDIA_TYPE: Final = "application/vc+jwt"
_MEDIA_TYPES: Final = {
    "EnvelopedVerifiableCredential": frozenset(
        {JWT_MEDIA_TYPE, "application/vc+sd-jwt", "application/vc+cose"}
    ),
    "EnvelopedVerifiablePresentation": frozenset(
        {"application/vp+jwt", "application/vp+sd-jwt", "application/vp+cose"}
    ),
}
# CBOR is no text, so that it must be encoded; the two others are letters already.
_BASE64: Final = ";base64"
_COMPACT: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class EnvelopeRefused(ProofInvalid):
    """Something in a presentation is no secured credential in an envelope."""

    code = "envelope_refused"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A secured credential in a presentation. Nobody has looked into it.

    Attributes:
        pointer: Where it stands.
        media_type: How it is secured.
        content: What is in the URL, as it is there.
    """

    pointer: str
    media_type: str
    content: str


def envelopes_of(presentation: JsonObject) -> tuple[Envelope, ...]:
    """Return the secured credentials and presentations of a presentation.

    Raises:
        EnvelopeRefused: One is not secured, not in an envelope, or in a way that VC-JOSE-COSE does not have.
    """
    return tuple(_envelope(value, place) for place, value in _values(presentation))


def _values(presentation: JsonObject) -> Iterator[tuple[str, JsonValue]]:
    if "verifiableCredential" not in presentation:
        return
    value, place = presentation["verifiableCredential"], "/verifiableCredential"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield pointer(place, index), item
    else:
        yield place, value


def _envelope(value: JsonValue, place: str) -> Envelope:
    if not isinstance(value, dict):
        raise EnvelopeRefused("a credential in a presentation is an object", pointer=place)
    kinds = [name for name in _strings(value.get("type")) if name in _MEDIA_TYPES]
    if len(kinds) != 1:
        raise EnvelopeRefused("not a secured credential in an envelope", pointer=pointer(place, "type"))
    if CREDENTIALS_V2 not in _strings(value.get("@context")):
        raise EnvelopeRefused("an envelope names the context of VCDM 2.0", pointer=pointer(place, "@context"))
    url = value.get("id")
    media_type, content = _data_url(url if isinstance(url, str) else "")
    if media_type.removesuffix(_BASE64) not in _MEDIA_TYPES[kinds[0]] or not content:
        raise EnvelopeRefused("the id is no data: URL of a secured credential", pointer=pointer(place, "id"))
    if media_type.endswith(_BASE64) is not media_type.removesuffix(_BASE64).endswith("+cose"):
        raise EnvelopeRefused("base64 is for COSE, and for nothing else", pointer=pointer(place, "id"))
    if media_type.endswith("+jwt") and not _COMPACT.fullmatch(content):
        raise EnvelopeRefused("not three parts of base64url", pointer=pointer(place, "id"))
    return Envelope(place, media_type.removesuffix(_BASE64), content)


def _data_url(url: str) -> tuple[str, str]:
    header, _, content = url.partition(",")
    scheme, colon, media_type = header.partition(":")
    return (media_type.lower(), content) if colon and scheme.lower() == "data" else ("", "")


def _strings(value: JsonValue) -> tuple[str, ...]:
    return tuple(item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))
