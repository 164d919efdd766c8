"""The proof around the document: VC-JWT, the external proof format of Open Badges 3.0.

The payload *is* the credential (VCDM 2.0), with the registered claims ``iss``, ``sub``, ``nbf``,
``jti`` and ``exp`` beside its members; for VCDM 1.1 the credential is under ``vc``. The claims
repeat what the credential says. A claim that agrees is taken out before the credential is shown
or judged; a claim that does not agree stays in, and is reported.

This is the only importer of PyJWT. Its conveniences (key look-up, claim checks, algorithms by
default) are not used: the header is read by our own strict parser, and PyJWT is given one key
and one algorithm.

Spec: Open Badges 3.0 §8.2 (JSON Web Token Proof Format); RFC 7515; RFC 8725 §3 (best practices).
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import EncodingMalformed, base64url_decode, base64url_encode
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, parse_json
from credentials.proofs.errors import ProofInvalid, SignatureMismatch, WrongKeyType
from credentials.proofs.jwt_claims import (
    REGISTERED_CLAIMS,
    ClaimFinding,
    ClaimSeverity,
    claims_of,
    compare_claims,
    without_repetitions,
)
from credentials.proofs.signing import SignatureAlgorithm, Signer
from credentials.proofs.vc_claim import with_claimed_members

# RFC 8725 §3.1–3.2: what is not in this table is refused before any key is looked for.
_KEY_TYPE_OF: Final = {
    "EdDSA": KeyType.ED25519,
    "Ed25519": KeyType.ED25519,  # RFC 9864, the fully specified name
    "ES256": KeyType.P256,
    "ES384": KeyType.P384,
    "ES512": KeyType.P521,
    "RS256": KeyType.RSA,
}
JOSE_ALGORITHMS: Final = frozenset(_KEY_TYPE_OF)
# No badge is signed with ES512; credentials of other kinds are.
ALLOWED_ALGORITHMS: Final = JOSE_ALGORITHMS - {"ES512"}
_SIGNATURE_BYTES: Final = {"EdDSA": 64, "Ed25519": 64, "ES256": 64, "ES384": 96, "ES512": 132}
_ALGORITHM_NAME: Final = {
    SignatureAlgorithm.ED25519: "EdDSA",
    SignatureAlgorithm.ES256: "ES256",
    SignatureAlgorithm.ES384: "ES384",
    SignatureAlgorithm.ES512: "ES512",
}

# crit and b64 change what is signed or must be understood; the others fetch a key from an
# address that the sender chose, or bring a certificate that nobody here has reason to trust.
_REFUSED_HEADERS: Final = ("crit", "b64", "jku", "x5u", "x5c", "x5t", "x5t#S256", "zip", "enc")
_KNOWN_HEADERS: Final = frozenset({"alg", "kid", "jwk", "typ"})
# VC-JOSE-COSE names the type itself, and does not ask for the registered claims.
_JOSE_COSE_TYPES: Final = frozenset({"vc+jwt", "vc+ld+json+jwt", "vc-ld+jwt"})
_BADGE_TYPES: Final = frozenset({"jwt"}) | _JOSE_COSE_TYPES


class JWTMalformed(ProofInvalid):
    """It is not a compact JWS with a JSON header and a credential as payload."""

    code = "jwt_malformed"


class JWTAlgorithmNotAllowed(ProofInvalid):
    """The header names an algorithm that is not on our list."""

    code = "jwt_algorithm_not_allowed"


class JWTHeaderRefused(ProofInvalid):
    """The header asks for something that no verifier should do on the sender's word."""

    code = "jwt_header_refused"


class JWTKeyNotNamed(ProofInvalid):
    """The header has neither ``kid`` nor ``jwk``."""

    code = "jwt_key_not_named"


class JWTNotSignable(CredentialError):
    """The credential lacks what the claims must repeat, or has members with a claim's name."""

    code = "jwt_not_signable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactJWS:
    """A compact JWS with a header that we are willing to act on, around any payload.

    Attributes:
        header: The protected header.
        payload: The bytes of the payload.
        algorithm: ``alg``, one of the allowed ones.
        kid: The key's identifier in the header, or None.
        jwk: The public key in the header, or None.
        source: The compact JWS itself.
    """

    header: JsonObject
    payload: bytes
    algorithm: str
    kid: str | None
    jwk: JsonObject | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnverifiedJWT:
    """A compact JWS whose form is right. Nobody has looked at its signature.

    Attributes:
        header: The protected header.
        unverified: The credential.
        claims: The registered claims of the payload, as they were.
        algorithm: ``alg``, one of the allowed ones.
        kid: The key's identifier in the header, or None.
        jwk: The public key in the header, or None. It shows who signed only to those who know
            by other means that the key is the issuer's.
        source: The compact JWS itself.
    """

    header: JsonObject
    unverified: JsonObject
    claims: JsonObject
    algorithm: str
    kid: str | None
    jwk: JsonObject | None
    source: str

    @property
    def embedded_key(self) -> PublicKey | None:
        """The key of ``jwk``; :func:`parse_jwt` has seen that it is well formed."""
        return None if self.jwk is None else PublicKey.from_jwk(self.jwk)


def parse_compact_jws(
    data: str | bytes,
    *,
    types: Collection[str] = _BADGE_TYPES,
    algorithms: Collection[str] = ALLOWED_ALGORITHMS,
    names_key: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> CompactJWS:
    """Read a compact JWS up to, and not including, what its payload means.

    Args:
        data: The JWS.
        types: What ``typ`` may say, in lower case without ``application/``; it may be absent.
        algorithms: What ``alg`` may say, of :data:`JOSE_ALGORITHMS`.
        names_key: Whether the header must name or show the key.
        limits: Bounds on its size.

    Raises:
        JWTMalformed: It is not three parts of base64url with a JSON object in front, or is larger
            than ``limits.max_bytes``.
        JWTAlgorithmNotAllowed: ``alg`` is absent or not one of ``algorithms``.
        JWTHeaderRefused: The header has ``crit``, ``b64``, ``jku``, a certificate member, or a
            ``typ`` of something else.
        JWTKeyNotNamed: The header has neither ``kid`` nor ``jwk``, and must.
        PrivateKeyExposed: ``jwk`` holds a private key.
        KeyMalformed: ``jwk`` is not a well-formed public key.
        MalformedDocument: The header is not JSON as we accept it, for instance with a key twice.
    """
    source, header_part, payload = _split(data, limits)
    header = _json_object(header_part, "header", limits)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in algorithms:
        raise JWTAlgorithmNotAllowed("the signature algorithm is not one of ours")
    _refuse_headers(header, types)
    kid, jwk = _key_of(header)
    if names_key and not kid and jwk is None:
        raise JWTKeyNotNamed("the header has neither kid nor jwk")
    return CompactJWS(header=header, payload=payload, algorithm=algorithm, kid=kid, jwk=jwk, source=source)


def parse_jwt(data: str | bytes, *, limits: Limits = DEFAULT_LIMITS) -> UnverifiedJWT:
    """Read a compact JWS that carries a credential.

    Raises:
        JWTMalformed: As for :func:`parse_compact_jws`; or the payload is no JSON object, or
            carries two credentials.
        MalformedDocument: Header or payload is not JSON as we accept it.
        CredentialError: Whatever else :func:`parse_compact_jws` raises.
    """
    jws = parse_compact_jws(data, limits=limits)
    payload = _json_object(jws.payload, "payload", limits)
    return UnverifiedJWT(
        header=jws.header,
        unverified=_credential_of(payload),
        claims={name: payload[name] for name in REGISTERED_CLAIMS if name in payload},
        algorithm=jws.algorithm,
        kid=jws.kid,
        jwk=jws.jwk,
        source=jws.source,
    )


def verify_jwt(
    unverified: UnverifiedJWT, public_key: PublicKey, *, at: datetime | None = None
) -> tuple[ClaimFinding, ...]:
    """Verify the signature, and compare the claims with the credential.

    Args:
        unverified: The JWT.
        public_key: The key that its header names, from a source that the caller trusts.
        at: The moment to compare an ``exp`` with that has no ``validUntil`` beside it. Without
            it such an ``exp`` is an error, because nobody would look at it.

    Returns:
        What disagrees. The proof holds if none of it is an error.

    Raises:
        WrongKeyType: The key is of another kind than the algorithm in the header works with.
        SignatureMismatch: The signature was not made over this JWT with this key.

    Spec: Open Badges 3.0 §8.2.4.1 (Verify a Credential VC-JWT Signature).
    """
    verify_compact_jws(unverified, public_key)
    claims_demanded = type_of(unverified.header) not in _JOSE_COSE_TYPES
    return _header_findings(unverified.header) + compare_claims(
        unverified.claims, unverified.unverified, claims_demanded=claims_demanded, at=at
    )


def verify_compact_jws(jws: CompactJWS | UnverifiedJWT, public_key: PublicKey) -> None:
    """Return if, and only if, the signature is over this JWS and by this key.

    Raises:
        WrongKeyType: The key is of another kind than the algorithm in the header works with.
        SignatureMismatch: The signature was not made over this JWS with this key.
        JWTMalformed: PyJWT reads the JWS otherwise than we do.
    """
    algorithm = jws.algorithm
    if _KEY_TYPE_OF[algorithm] is not public_key.key_type:
        raise WrongKeyType(f"{algorithm} does not verify with {public_key.key_type}")
    signature = base64url_decode(jws.source.rpartition(".")[2])
    # A DER signature of ECDSA is refused by its size, before a library could be lenient with it.
    if len(signature) != _SIGNATURE_BYTES.get(algorithm, len(signature)):
        raise SignatureMismatch(f"a signature of {len(signature)} bytes with {algorithm}")
    # PyJWT takes longer to load than most verifications, which have none, take.
    from jwt import PyJWS
    from jwt.algorithms import OKPAlgorithm
    from jwt.exceptions import InvalidSignatureError, PyJWTError

    verifier = PyJWS(algorithms=[algorithm])
    if algorithm == "Ed25519":
        verifier.register_algorithm("Ed25519", OKPAlgorithm())
    try:
        verifier.decode(jws.source, key=public_key.cryptography_key(), algorithms=[algorithm])
    except InvalidSignatureError as error:
        raise SignatureMismatch("the signature does not fit the JWS") from error
    except (PyJWTError, ValueError, TypeError) as error:
        raise JWTMalformed("PyJWT could not read what we could") from error


def sign_jwt(credential: JsonObject, signer: Signer) -> str:
    """Return the credential as a signed compact JWS.

    The same credential always gives the same signing input; whether the signature is the same as
    well depends on the signer. A credential that has embedded proofs keeps them.

    Args:
        credential: A VCDM 2.0 credential with ``id``, ``issuer`` and ``validFrom``.
        signer: ``signer.verification_method`` becomes ``kid``.

    Raises:
        JWTNotSignable: ``id``, the issuer's id or ``validFrom`` is absent or malformed; the
            credential has a member with the name of a registered claim or ``vc``; or it holds
            something that JSON has no form for, such as NaN.

    Spec: Open Badges 3.0 §8.2.3; the payload of a VCDM 2.0 credential is the credential itself.
    """
    if clashing := {*REGISTERED_CLAIMS, "vc"} & credential.keys():
        raise JWTNotSignable(f"{min(clashing)!r} is the name of a claim", pointer=f"/{min(clashing)}")
    claims = claims_of(credential)
    for claim, member in (("iss", "issuer"), ("jti", "id"), ("nbf", "validFrom")):
        if claim not in claims:
            raise JWTNotSignable(f"the credential has nothing to put into {claim!r}", pointer=f"/{member}")
    header: JsonObject = {"kid": signer.verification_method, "typ": "JWT"}
    return sign_compact_jws(header, {**credential, **claims}, signer)


def sign_compact_jws(header: JsonObject, payload: JsonObject, signer: Signer) -> str:
    """Return a payload as a signed compact JWS.

    Args:
        header: The protected header without ``alg``, which follows from the signer.
        payload: What is signed, as JSON.
        signer: Who signs.

    Raises:
        JWTNotSignable: There is something in it that JSON has no form for, such as NaN.
    """
    signing_input = f"{_encoded({'alg': _ALGORITHM_NAME[signer.algorithm], **header})}.{_encoded(payload)}"
    return f"{signing_input}.{base64url_encode(signer.sign(signing_input.encode('ascii')))}"


def _split(data: str | bytes, limits: Limits) -> tuple[str, bytes, bytes]:
    if len(data) > limits.max_bytes:
        raise JWTMalformed(f"{len(data)} bytes; at most {limits.max_bytes} are read")
    try:
        source = data.decode("ascii") if isinstance(data, bytes) else data
        header, payload, signature = source.split(".")
    except (UnicodeDecodeError, ValueError) as error:
        raise JWTMalformed("not three parts with dots between them") from error
    try:
        base64url_decode(signature)
        return source, base64url_decode(header), base64url_decode(payload)
    except EncodingMalformed as error:
        raise JWTMalformed(f"a part is {error}") from error


def _json_object(data: bytes, part: str, limits: Limits) -> JsonObject:
    value = parse_json(data, limits=limits)
    if not isinstance(value, dict):
        raise JWTMalformed(f"the {part} is not a JSON object")
    return value


def _refuse_headers(header: JsonObject, types: Collection[str]) -> None:
    for name in _REFUSED_HEADERS:
        if name in header:
            raise JWTHeaderRefused(f"the header parameter {name!r} is not accepted")
    if "typ" in header and type_of(header) not in types:
        raise JWTHeaderRefused("the header says that it is something else than a credential (typ)")


def type_of(header: JsonObject, member: str = "typ") -> str:
    """Return ``typ`` or ``cty`` in lower case, without the ``application/`` that RFC 7515 lets drop.

    Spec: RFC 7515 §4.1.9, §4.1.10.
    """
    value = header.get(member)
    return value.lower().removeprefix("application/") if isinstance(value, str) else ""


def _key_of(header: JsonObject) -> tuple[str | None, JsonObject | None]:
    kid, jwk = header.get("kid"), header.get("jwk")
    if kid is not None and not isinstance(kid, str):
        raise JWTMalformed("kid is not a text")
    if jwk is not None and not isinstance(jwk, dict):
        raise JWTMalformed("jwk is not an object")
    if jwk is not None:
        PublicKey.from_jwk(jwk)
    return kid, jwk


def _credential_of(payload: JsonObject) -> JsonObject:
    """Return the credential of a payload: what is under ``vc``, or else the payload itself."""
    if "vc" not in payload:
        return without_repetitions(payload)
    credential = payload["vc"]
    if not isinstance(credential, dict) or {"@context", "credentialSubject"} & payload.keys():
        raise JWTMalformed("vc is not the one credential in the payload")
    return with_claimed_members(credential, payload)


def _header_findings(header: JsonObject) -> tuple[ClaimFinding, ...]:
    names = sorted(header.keys() - _KNOWN_HEADERS)
    if type_of(header) in _JOSE_COSE_TYPES:
        names.append("typ")
    return tuple(
        ClaimFinding(code="header_not_allowed", severity=ClaimSeverity.WARNING, claim=name) for name in names
    )


def _encoded(value: JsonObject) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return base64url_encode(text.encode("utf-8"))
    except (TypeError, ValueError) as error:
        raise JWTNotSignable("the credential cannot be written as JSON") from error
