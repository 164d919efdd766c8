"""Whatever stands in a JWT, a key or a document about keys: only our own errors come out."""

import contextlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    choose_verification_method,
    document_url,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import did_key_document, did_key_public_key, did_web_document_url
from credentials.identifiers.multiformats import base64url_decode, base64url_encode, multibase_decode
from credentials.identifiers.multikey import PublicKey
from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.vc_jwt import parse_jwt, verify_jwt
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, controlled_identifier_document
from tests.mutations_for_tests import at, places, with_value
from tests.verification_for_tests import SCHOOL, badge

DOCUMENT = controlled_identifier_document(SCHOOL, ISSUER_ED25519, ISSUER_P256)
HEADER: JsonObject = {
    "alg": "ES256",
    "typ": "JWT",
    "kid": ISSUER_P256.method_of(SCHOOL),
    "jwk": ISSUER_P256.public_key.to_jwk(),
}
PAYLOAD: JsonObject = badge() | {"iss": SCHOOL, "nbf": 1_800_000_000, "exp": 1_900_000_000, "aud": ["x"]}

TEXTS = st.text(max_size=12)
NAMES = TEXTS | st.sampled_from(
    ["id", "kty", "crv", "x", "y", "n", "e", "d", "alg", "crit", "b64", "vc", "sub"]
)
JSON_VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | TEXTS
    | st.sampled_from(["EdDSA", "RS256", "none", "RSA", "OKP", "P-384", "AQAB", "zz", "u", f"{SCHOOL}#"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def changed(document: JsonObject) -> st.SearchStrategy[JsonObject]:
    """Documents that are right but for one place, or have a member more."""
    replaced = st.builds(
        lambda path, value: with_value(document, path, value),
        st.sampled_from([path for path in places(document) if path]),
        JSON_VALUES,
    )
    owners = [path for path in places(document) if isinstance(at(document, path), dict)]
    added = st.builds(
        lambda path, name, value: with_value(document, (*path, name), value),
        st.sampled_from(owners),
        NAMES,
        JSON_VALUES,
    )
    return replaced | added


@given(changed(HEADER), changed(PAYLOAD), st.binary(max_size=70))
def test_jwts(header: JsonObject, payload: JsonObject, signature: bytes) -> None:
    signed_part = ".".join(base64url_encode(json.dumps(part).encode()) for part in (header, payload))
    signatures = (base64url_encode(signature), base64url_encode(ISSUER_P256.sign(signed_part.encode())))
    for written in signatures:
        with contextlib.suppress(CredentialError):
            verify_jwt(parse_jwt(f"{signed_part}.{written}"), ISSUER_P256.public_key)


@given(st.binary(max_size=80) | st.text("eyJhbGciOiJ9.-_= \n\u00e9", max_size=80).map(str.encode))
def test_noise_in_place_of_a_jwt(data: bytes) -> None:
    with pytest.raises(CredentialError):
        parse_jwt(data)


@given(changed(DOCUMENT))
def test_documents_about_keys(value: JsonObject) -> None:
    with contextlib.suppress(CredentialError):
        document = parse_controlled_identifier_document(json.dumps(value).encode())
        for method in (ISSUER_ED25519.method_of(SCHOOL), f"{SCHOOL}#", *document.unusable):
            with contextlib.suppress(CredentialError):
                choose_verification_method(document, method, purpose="assertionMethod")


@given(changed(ISSUER_P256.public_key.to_jwk()) | changed(ISSUER_ED25519.public_key.to_jwk()))
def test_keys(jwk: JsonObject) -> None:
    with contextlib.suppress(CredentialError):
        key = PublicKey.from_jwk(jwk)
        assert PublicKey.from_jwk(key.to_jwk()) == key
        assert key.verify(b"\0" * 64, b"x") is False


@pytest.mark.parametrize(
    "read",
    [
        did_key_document,
        did_key_public_key,
        did_web_document_url,
        document_url,
        PublicKey.from_multikey,
        base64url_decode,
        multibase_decode,
    ],
)
@given(
    st.text(max_size=60)
    | st.builds(
        str.__add__,
        st.sampled_from(["did:key:z", "did:web:", "https://", "z6Mk", "z"]),
        st.text("6Mkz1OIl0.:%2F#@[]/\\ \u00e9", max_size=40),
    )
)
def test_identifiers_and_encodings(read: Callable[[str], object], text: str) -> None:
    with contextlib.suppress(CredentialError):
        read(text)


@given(JSON_VALUES)
def test_canonical_json(value: JsonValue) -> None:
    with contextlib.suppress(CredentialError):
        # A double beyond 2^53 is written without exponent, and is no integer all the same.
        assert json.loads(canonicalize_json(value), parse_int=float) == value
