"""Credentials and presentations of any kind as a signed JSON document: VC-JOSE-COSE, its JOSE half.

The payload is the document itself, not something under ``vc``. Claims of JWT may stand beside its
members; they are about the signature, and may not say anything else than the document about the same
thing. :mod:`credentials.proofs.vc_jwt` has the older form that Open Badges 3.0 prescribes, and the only
door to the library that verifies.

Spec: Securing Verifiable Credentials using JOSE and COSE (W3C Recommendation) §3.1, §4, §5.
"""

import enum
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue, parse_json
from credentials.proofs.errors import ProofInvalid
from credentials.proofs.signing import Signer
from credentials.proofs.vc_jwt import (
    JOSE_ALGORITHMS,
    CompactJWS,
    JWTHeaderRefused,
    JWTKeyNotNamed,
    JWTMalformed,
    parse_compact_jws,
    sign_compact_jws,
    type_of,
    verify_compact_jws,
)

# The names of earlier drafts are still written. "jwt" says less than should be said, and no lie.
_TYPES: Final = {
    "vc": frozenset({"vc+jwt", "vc-ld+jwt", "vc+ld+json+jwt", "jwt"}),
    "vp": frozenset({"vp+jwt", "vp-ld+jwt", "vp+ld+json+jwt", "jwt"}),
}
_CONTENT_TYPES: Final = {"vc": frozenset({"vc", "vc+ld+json"}), "vp": frozenset({"vp", "vp+ld+json"})}
# Claims that would wrap a document within the document, as VCDM 1.1 had it.
_FORBIDDEN_CLAIMS: Final = ("vc", "vp")
_TIMES: Final = ("exp", "nbf")
_ABSOLUTE_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


class JoseKind(enum.StrEnum):
    """What is secured, by the name of its media type."""

    CREDENTIAL = "vc"
    PRESENTATION = "vp"


class JoseClaimForbidden(ProofInvalid):
    """The payload has a claim ``vc`` or ``vp``."""

    code = "jose_claim_forbidden"


class JoseClaimConflict(ProofInvalid):
    """A claim or header parameter says something else than the document about the same thing."""

    code = "jose_claim_conflict"


class JoseNotInTime(ProofInvalid):
    """The signature says that it does not hold at this moment, or does not say when in a way to be read."""

    code = "jose_not_in_time"


@dataclass(frozen=True, slots=True)
class UnverifiedJose:
    """A document with a signature around it. Nobody has looked at the signature.

    Attributes:
        kind: What it should be.
        unverified: The document: the payload, with the claims that are in it.
        jws: The signature and its header.
    """

    kind: JoseKind
    unverified: JsonObject
    jws: CompactJWS


def secure_with_jose(document: JsonObject, kind: JoseKind, signer: Signer) -> str:
    """Return a document as a signed compact JWS.

    The payload is the document, unchanged. The header names the key. Where the name of the key is no
    absolute URL, the header names the issuer or holder too, so that a reader knows whom to ask for it.

    Args:
        document: The credential or presentation.
        kind: Which of the two.
        signer: ``signer.verification_method`` becomes ``kid``.

    Raises:
        JoseClaimForbidden: The document has a member ``vc`` or ``vp``.
        JoseClaimConflict: The document has a claim that contradicts it.
        JWTNotSignable: There is something in it that JSON has no form for.

    Spec: VC-JOSE-COSE §3.1.1, §3.1.2, §4.1.
    """
    header: JsonObject = {"kid": signer.verification_method}
    owner = _owner(document, kind)
    if owner is not None and not _is_absolute_url(signer.verification_method):
        header["iss"] = owner
    header |= {"typ": f"{kind}+jwt", "cty": kind.value}
    _check_claims(document, kind, header)
    return sign_compact_jws(header, document, signer)


def parse_jose(data: str | bytes, kind: JoseKind, *, limits: Limits = DEFAULT_LIMITS) -> UnverifiedJose:
    """Read a compact JWS that should be a credential or a presentation.

    Not looked at: the signature, the rules of the data model, and whether the signature is in time. What is
    not understood in header and payload is left alone.

    Raises:
        JWTMalformed: It is not three parts of base64url with a JSON object in the first two.
        JWTAlgorithmNotAllowed: ``alg`` is absent, ``none``, or not one of ours.
        JWTHeaderRefused: ``typ`` or ``cty`` says that it is something else, or the header demands
            something that no verifier should do on the sender's word.
        JWTKeyNotNamed: Nothing says whose key it is: see the specification's rules for ``kid``.
        JoseClaimForbidden: There is a claim ``vc`` or ``vp``.
        JoseClaimConflict: Claims, header and document contradict each other.
        CredentialError: ``jwk`` is not a well-formed public key, or something is no JSON as we accept it.

    Spec: VC-JOSE-COSE §3.1, §4.1.1 (kid), §4.1.2 (iss), §4.2.
    """
    jws = parse_compact_jws(
        data, types=_TYPES[kind], algorithms=JOSE_ALGORITHMS, names_key=False, limits=limits
    )
    if "cty" in jws.header and type_of(jws.header, "cty") not in _CONTENT_TYPES[kind]:
        raise JWTHeaderRefused("the header says that something else is in it (cty)")
    payload = parse_json(jws.payload, limits=limits)
    if not isinstance(payload, dict):
        raise JWTMalformed("the payload is not a JSON object")
    _check_claims(payload, kind, jws.header)
    _check_kid(jws.kid, payload, kind, jws.header)
    return UnverifiedJose(kind, payload, jws)


def verify_jose(unverified: UnverifiedJose, public_key: PublicKey) -> None:
    """Return if, and only if, the signature is over this document and by this key.

    Args:
        unverified: The document.
        public_key: The key of its issuer or holder, from a source that the caller trusts.

    Raises:
        WrongKeyType: The key is of another kind than the algorithm in the header works with.
        SignatureMismatch: The signature was not made over this document with this key.
        JoseClaimConflict: The header shows another key than the one that verifies.

    Spec: VC-JOSE-COSE §5.1.
    """
    verify_compact_jws(unverified.jws, public_key)
    if unverified.jws.jwk is not None and PublicKey.from_jwk(unverified.jws.jwk) != public_key:
        raise JoseClaimConflict("the header shows another key than the one that signed (jwk)")


def check_time(unverified: UnverifiedJose, at: datetime) -> None:
    """Return if the signature holds at a moment. How long its document is valid is not looked at.

    Raises:
        JoseNotInTime: ``exp`` is not after ``at``, ``nbf`` is, or one of them is no number.

    Spec: RFC 7519 §4.1.4, §4.1.5; VC-JOSE-COSE §3.1.3.
    """
    for claim in _TIMES:
        if claim not in unverified.unverified:
            continue
        moment = unverified.unverified[claim]
        if not isinstance(moment, int | float) or isinstance(moment, bool):
            raise JoseNotInTime("it is no number of seconds", pointer=f"/{claim}")
        if (claim == "exp" and moment <= at.timestamp()) or (claim == "nbf" and moment > at.timestamp()):
            raise JoseNotInTime("the signature does not hold at this moment", pointer=f"/{claim}")


def _check_claims(document: JsonObject, kind: JoseKind, header: JsonObject) -> None:
    for name in _FORBIDDEN_CLAIMS:
        if name in document:
            raise JoseClaimForbidden(
                f"the payload is the document itself, not under {name!r}", pointer=f"/{name}"
            )
    if "iss" in header and "iss" in document and header["iss"] != document["iss"]:
        raise JoseClaimConflict("iss says two things, in the header and in the payload", pointer="/iss")
    issuer = document.get("iss", header.get("iss"))
    said: dict[str, tuple[JsonValue, JsonValue]] = {
        "iss": (issuer, _owner(document, kind)),
        "jti": (document.get("jti"), _identifier(document.get("id"))),
        "sub": (document.get("sub"), _subject(document) if kind is JoseKind.CREDENTIAL else None),
    }
    for claim, (claimed, expected) in said.items():
        if claimed is not None and expected is not None and claimed != expected:
            raise JoseClaimConflict(f"{claim} says something else than the document", pointer=f"/{claim}")


def _check_kid(kid: str | None, document: JsonObject, kind: JoseKind, header: JsonObject) -> None:
    owner = _owner(document, kind)
    if owner is None:
        return  # a presentation that names no holder
    if owner.startswith("did:") and not kid:
        raise JWTKeyNotNamed("the key of a DID must be named by kid")
    named = document.get("iss", header.get("iss"))
    if named is None and not _is_absolute_url(kid):
        raise JWTKeyNotNamed("without iss, kid must be the absolute URL of a key")


def _owner(document: JsonObject, kind: JoseKind) -> str | None:
    """Return the id of who answers for the document."""
    return _identifier(document.get("issuer" if kind is JoseKind.CREDENTIAL else "holder"))


def _subject(document: JsonObject) -> str | None:
    subject = document.get("credentialSubject")
    if isinstance(subject, list):
        subject = subject[0] if len(subject) == 1 else None
    return _identifier(subject) if isinstance(subject, dict) else None


def _identifier(value: JsonValue) -> str | None:
    identifier = value.get("id") if isinstance(value, dict) else value
    return identifier if isinstance(identifier, str) else None


def _is_absolute_url(value: str | None) -> bool:
    return value is not None and _ABSOLUTE_URL.fullmatch(value) is not None
