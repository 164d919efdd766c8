"""What ties a card to its credential.

Spec: RFC 8785 (JCS); docs/card.md, "The digest".
"""

import hashlib
import hmac
from typing import Final

import orjson

from credentials.card.values import Card
from credentials.jsonld.writing.jcs import canonicalize_json, is_plain_json
from credentials.parsing import JsonObject, JsonValue

DIGEST_BYTES: Final = 16
_PARTS_KEPT: Final = 64


def credential_digest(credential: JsonObject) -> bytes:
    """Return the digest of a credential: the first 16 bytes of the SHA-256 of its canonical JSON.

    It is of the credential without ``proof``. That is what was signed, in the form with an embedded
    proof and in the JWT alike, so one card goes with both.

    Args:
        credential: With or without proof; of a JWT the credential in it.

    Raises:
        NotCanonicalJSON: It is not I-JSON.
    """
    if "proof" in credential:
        credential = {name: value for name, value in credential.items() if name != "proof"}
    return _digest(canonicalize_json(credential))


class ClassDigests:
    """Digests of many credentials. What those of a class share is canonicalized once.

    A part is known by its identity, so the parts must not be changed meanwhile.
    """

    def __init__(self) -> None:
        self._parts: dict[int, tuple[JsonValue, orjson.Fragment]] = {}

    def of(self, unsigned: JsonObject) -> bytes:
        """Return what :func:`credential_digest` returns.

        Args:
            unsigned: Without proof.

        Raises:
            NotCanonicalJSON: As it says.
        """
        subject = unsigned.get("credentialSubject")
        if not isinstance(subject, dict) or "achievement" not in subject or "issuer" not in unsigned:
            return credential_digest(unsigned)
        own = {name: value for name, value in subject.items() if name != "achievement"}
        rest = unsigned | {"issuer": None, "credentialSubject": own}
        if not is_plain_json(rest):
            return credential_digest(unsigned)
        filled = rest | {
            "issuer": self._part(unsigned["issuer"]),
            "credentialSubject": own | {"achievement": self._part(subject["achievement"])},
        }
        options = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
        try:
            return _digest(orjson.dumps(filled, option=options))
        except orjson.JSONEncodeError:
            return credential_digest(unsigned)  # which says what is wrong

    def _part(self, part: JsonValue) -> orjson.Fragment:
        known = self._parts.get(id(part))
        if known is None:
            if len(self._parts) >= _PARTS_KEPT:
                self._parts.clear()
            # With the part itself, since an identity means something for as long as the object is there.
            known = self._parts[id(part)] = (part, orjson.Fragment(canonicalize_json(part)))
        return known[1]


def _digest(canonical: bytes) -> bytes:
    return hashlib.sha256(canonical).digest()[:DIGEST_BYTES]


def is_of_credential(card: Card, credential: JsonObject) -> bool:
    """Tell whether this is the credential that the card was made of, to the letter.

    Neither signature is looked at.

    Raises:
        NotCanonicalJSON: The credential is not I-JSON.
    """
    return hmac.compare_digest(card.digest, credential_digest(credential))
