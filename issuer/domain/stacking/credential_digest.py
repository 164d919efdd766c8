"""What tells a credential apart from every other one, however it was written down.

A decision of the board is on what a credential says. Whoever holds one can write the same statements in
other ways under the same signature: items of an array in another order, one item or an array of one, what
is said of something at another mention of it. So the digest is over the statements, and not over the text:
SHA-256 of the canonical N-Quads (RDFC-1.0) of the credential without its proofs. It covers every claim, the
issuer, the period, the status entry and the endorsements within; it does not cover the proofs, the file
around the credential, or the JWT that it came in.

Spec: requirements I01, I05; RDF Dataset Canonicalization 1.0 §4.4; VC Data Integrity 1.0 §4.2.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from credentials.jsonld.engine import canonical_bytes
from credentials.parsing import JsonObject, JsonValue

# Arrays that are a list in RDF: from the lowest result to the highest.
_ORDERED: Final = frozenset({"allowedValue"})


def credential_digest(document: JsonObject) -> str:
    """Return the digest of a credential, in hexadecimal. Equal statements have equal digests.

    Args:
        document: A credential that passed, so that it has a canonical form.

    Raises:
        NotCanonicalizable: It has none, or not within bounds; then it did not pass.
    """
    return hashlib.sha256(canonical_bytes(_without_proof(document))).hexdigest()


def is_digest_of(recorded: str | None, document: JsonObject) -> bool:
    """Tell whether a digest that was recorded, in whatever edition of the product, is of a credential.

    Args:
        recorded: In hexadecimal.
        document: A credential that passed.

    Raises:
        NotCanonicalizable: See :func:`credential_digest`.
    """
    if recorded is None:
        return False
    return recorded == credential_digest(document) or recorded in _earlier(document)


def _earlier(document: JsonObject) -> Iterator[str]:
    """Yield the digests that were recorded before there was :func:`credential_digest`.

    They are over the text. The documents that they are of are not kept, so that they cannot be made anew.
    """
    said = _without_proof(document)
    written = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    yield hashlib.sha256(written.encode()).hexdigest()
    yield hashlib.sha256(_with_arrays_in_order(said).encode()).hexdigest()


def _with_arrays_in_order(value: JsonValue, *, is_ordered: bool = False) -> str:
    if isinstance(value, dict):
        members = (
            f"{json.dumps(name)}:{_with_arrays_in_order(value[name], is_ordered=name in _ORDERED)}"
            for name in sorted(value)
        )
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        items = [_with_arrays_in_order(item) for item in value]
        return "[" + ",".join(items if is_ordered else sorted(items)) + "]"
    return json.dumps(value)


def _without_proof(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name != "proof"}
