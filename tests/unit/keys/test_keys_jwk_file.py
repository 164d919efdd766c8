"""Keys out of files that anybody can read: for trials, and read as strictly as any other."""

import json
from typing import Any

import pytest

from credentials.identifiers.multikey import KeyType, UnsupportedKeyType
from credentials.parsing import JsonObject
from keys.backends.jwk_file import read_jwk_file
from keys.errors import KeyFileMalformed
from tests.jwk_files_for_tests import ED25519, EVERY_KEY, P256, JWKForTests

RSA: JsonObject = {"kty": "RSA", "n": "u" + "A" * 339 + "AQ", "e": "AQAB"}


def read(content: Any) -> Any:  # noqa: ANN401 - any JSON value
    return read_jwk_file(json.dumps(content).encode(), name="key.json")


@pytest.mark.parametrize("key", EVERY_KEY, ids=lambda key: key.curve)
class TestAGoodFile:
    def test_signs_for_its_public_half(self, key: JWKForTests) -> None:
        found = read_jwk_file(key.file, name="key.json")
        assert found.public_key.key_type is KeyType(key.curve)
        assert found.key_id == key.key_id
        assert found.signer is not None
        assert found.signer.verification_method == key.key_id
        assert found.public_key.verify(found.signer.sign(b"words"), b"words")
        assert not found.public_key.verify(found.signer.sign(b"words"), b"other words")

    def test_may_be_the_key_alone(self, key: JWKForTests) -> None:
        found = read(key.private_jwk | {"kid": "https://example.issuer/keys/1", "key_ops": ["sign"]})
        assert found.key_id == "https://example.issuer/keys/1"
        assert found.signer is not None
        assert found.public_key.verify(found.signer.sign(b"words"), b"words")

    def test_without_a_name_is_named_by_its_thumbprint(self, key: JWKForTests) -> None:
        found = read(key.private_jwk)
        assert found.key_id == found.public_key.jwk_thumbprint()

    def test_may_have_the_public_half_only(self, key: JWKForTests) -> None:
        method = {"id": key.key_id, "type": "JsonWebKey", "publicKeyJwk": key.public_jwk}
        for content in (key.public_jwk, method):
            found = read(content)
            assert found.signer is None
            assert found.public_key == read(key.private_jwk).public_key

    def test_does_not_print_its_private_half(self, key: JWKForTests) -> None:
        secret = str(key.private_jwk["d"])
        assert secret not in repr(read_jwk_file(key.file, name="key.json"))


def test_a_file_with_the_private_half_alone_will_do() -> None:
    found = read({"id": "urn:a:b", "type": "JsonWebKey", "secretKeyJwk": P256.private_jwk})
    assert found.signer is not None


def test_rsa_verifies_and_does_not_sign() -> None:
    found = read(RSA | {"d": "AQAB"})
    assert found.public_key.key_type is KeyType.RSA
    assert found.signer is None


@pytest.mark.parametrize(
    "content",
    [
        [],
        "key",
        {},
        {"id": "urn:a:b", "type": "Multikey", "publicKeyMultibase": "z6Mk"},
        {"id": "urn:a:b", "type": "JsonWebKey"},
        {"id": "urn:a:b", "type": "JsonWebKey", "publicKeyJwk": ED25519.public_jwk, "secretKeyJwk": "d"},
        {"id": "urn:a:b", "type": "JsonWebKey", "publicKeyJwk": [ED25519.public_jwk]},
        {
            "id": "urn:a:b",
            "type": "JsonWebKey",
            "publicKeyJwk": P256.public_jwk,
            "secretKeyJwk": P256.other().private_jwk,
        },
        ED25519.private_jwk | {"d": "AAAA"},
        P256.private_jwk | {"d": "A" * 43},
        P256.private_jwk | {"d": "no base64!"},
        P256.private_jwk | {"d": "_" * 43},
        P256.private_jwk | {"x": "A" * 43},
    ],
    ids=[
        "array",
        "text",
        "nothing",
        "Multikey",
        "no key",
        "private half is a text",
        "public half is an array",
        "two keys",
        "short",
        "zero",
        "no base64url",
        "beyond the order",
        "beside the curve",
    ],
)
def test_what_is_no_key_is_refused(content: Any) -> None:  # noqa: ANN401
    with pytest.raises(KeyFileMalformed) as caught:
        read(content)
    assert caught.value.params == {"reason": "unusable", "path": "key.json"}
    assert "A" * 10 not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b'{"kty": "EC", "kty": "OKP"}'])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(KeyFileMalformed):
        read_jwk_file(data, name="key.json")


@pytest.mark.parametrize(
    "jwk",
    [{"kty": "EC", "crv": "secp256k1"}, {"kty": "oct", "k": "AAAA"}, P256.public_jwk | {"alg": "ES384"}],
)
def test_other_kinds_are_not_supported(jwk: JsonObject) -> None:
    with pytest.raises(UnsupportedKeyType):
        read(jwk)
