"""Are the resources that a credential names with a digest the ones that we carry?

Nothing is fetched. Of what we carry, the contexts, the digest is compared; of anything else it is
only seen that there is a digest that could be one.

Spec: VCDM 2.0 §5.3 (Integrity of Related Resources); Subresource Integrity §3.5; VC Data Integrity 1.0
§2.6 (Resource Integrity); Multihash.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from typing import Final

from contexts import ContextLoader, ContextNotBundled
from credentials.identifiers.multiformats import EncodingMalformed, multibase_decode
from credentials.parsing import JsonObject, JsonValue
from verifier.codes import Code
from verifier.members import objects, pointer_to, text
from verifier.result import Finding

_SRI: Final = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?[!-~]*)?", re.ASCII)
_DIGEST_BYTES: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
# Multihash: the code of the function, and the number of bytes that follow.
_MULTIHASH: Final = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
_MULTIBASES: Final = ("u", "z")


def related_resource_findings(credential: JsonObject, contexts: ContextLoader) -> Iterator[Finding]:
    """Yield what is wrong with the digests in ``relatedResource``.

    Not looked at: whether there is an id and a digest, and whether an id stands there twice, which
    the rules of the data model do.

    Args:
        credential: The credential.
        contexts: What we carry.
    """
    for place, resource in objects(credential, "relatedResource"):
        content = _content(resource, contexts)
        for name, read in (("digestSRI", _read_sri), ("digestMultibase", _read_multibase)):
            if name not in resource:
                continue
            written = resource[name]
            digests = [read(value) for value in (written if isinstance(written, list) else [written])]
            if not digests or None in digests or (content is not None and not _one_fits(digests, content)):
                yield Finding(
                    code=Code.MALFORMED_VALUE, pointer=pointer_to(place, name), params={"property": name}
                )


_Digest = tuple[str, bytes]
"""The name of a hash function, and what it should give."""


def _content(resource: JsonObject, contexts: ContextLoader) -> bytes | None:
    url = text(resource, "id")
    try:
        return None if url is None else contexts.content(url)
    except ContextNotBundled:
        return None


def _one_fits(digests: list[_Digest | None], content: bytes) -> bool:
    """Tell whether a digest fits: of several, each is of another representation."""
    return any(
        digest is not None and hashlib.new(digest[0], content).digest() == digest[1] for digest in digests
    )


def _read_sri(value: JsonValue) -> _Digest | None:
    match = _SRI.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    name, encoded = match[1], match[2].rstrip("=").replace("-", "+").replace("_", "/")
    try:
        digest = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except binascii.Error:
        return None
    return (name, digest) if len(digest) == _DIGEST_BYTES[name] else None


def _read_multibase(value: JsonValue) -> _Digest | None:
    if not isinstance(value, str) or value[:1] not in _MULTIBASES:
        return None
    try:
        data = multibase_decode(value, value[0])
    except EncodingMalformed:
        return None
    name = _MULTIHASH.get(data[:2])
    if name is not None and len(data) == 2 + _DIGEST_BYTES[name]:
        return name, data[2:]
    # Also found: the digest alone. Which function it is of follows from its size.
    bare = next((name for name, size in _DIGEST_BYTES.items() if size == len(data)), None)
    return None if bare is None else (bare, data)
