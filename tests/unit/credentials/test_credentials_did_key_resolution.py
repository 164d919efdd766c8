"""The documents of did:key, and what a resolver answers for what is none."""

import pytest

from credentials.identifiers.did_key_documents import (
    DocumentOptions,
    PublicKeyFormat,
    did_key_method_document,
    signing_formats,
    x25519_of_ed25519,
)
from credentials.identifiers.did_key_resolution import ResolutionError, ResolutionOptions, resolve_did_key
from credentials.identifiers.multiformats import base64url_decode, multibase_decode, multibase_encode
from credentials.identifiers.multikey import PublicKey
from credentials.parsing import JsonValue
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, ISSUER_P384, KeyForTests

# The example of the did:key method §1, with the X25519 key that its document names.
EXAMPLE = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
EXAMPLE_AGREEMENT = "z6LSj72tK8brWgZja8NLRwPigth2T9QRiG1uH9oKZuKjdh9p"
SECOND = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"
SECOND_AGREEMENT = "z6LSfHfAMAopsuBxaBzvp51GXrPf38Az13j2fmwqadbwwrzJ"
KEYS = pytest.mark.parametrize("key", [ISSUER_ED25519, ISSUER_P256, ISSUER_P384])
WITH_AGREEMENT = ResolutionOptions(enable_encryption_key_derivation=True)
X25519 = "https://w3id.org/security/suites/x25519-2020/v1"


def in_format(name: str, *, experimental: bool = False) -> ResolutionOptions:
    """Return options that ask for a format."""
    return ResolutionOptions(public_key_format=name, enable_experimental_public_key_types=experimental)


def did_key(header_and_key: bytes) -> str:
    """Return the did:key around these bytes."""
    return f"did:key:{multibase_encode(header_and_key)}"


class TestDocument:
    @KEYS
    def test_it_has_one_key_that_signs(self, key: KeyForTests) -> None:
        answer = resolve_did_key(key.did_key)
        assert (answer.error, answer.dereferenced) == (None, False)
        assert answer.document == {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": key.did_key,
            "verificationMethod": [
                {
                    "id": key.did_key_method,
                    "type": "Multikey",
                    "controller": key.did_key,
                    "publicKeyMultibase": key.multikey,
                }
            ],
            "authentication": [key.did_key_method],
            "assertionMethod": [key.did_key_method],
            "capabilityInvocation": [key.did_key_method],
            "capabilityDelegation": [key.did_key_method],
        }

    @KEYS
    def test_as_a_json_web_key(self, key: KeyForTests) -> None:
        document = resolve_did_key(key.did_key, in_format("JsonWebKey2020")).document
        assert document["verificationMethod"] == [
            {
                "id": key.did_key_method,
                "type": "JsonWebKey2020",
                "controller": key.did_key,
                "publicKeyJwk": key.public_key.to_jwk(),
            }
        ]

    def test_as_an_ed25519_key(self) -> None:
        options = ResolutionOptions(
            public_key_format="Ed25519VerificationKey2020", enable_encryption_key_derivation=True
        )
        document = resolve_did_key(f"did:key:{EXAMPLE}", options).document
        assert document["@context"] == [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/suites/ed25519-2020/v1",
            X25519,
        ]
        assert document["keyAgreement"] == [
            {
                "id": f"did:key:{EXAMPLE}#{EXAMPLE_AGREEMENT}",
                "type": "X25519KeyAgreementKey2020",
                "controller": f"did:key:{EXAMPLE}",
                "publicKeyMultibase": EXAMPLE_AGREEMENT,
            }
        ]

    def test_an_elliptic_key_has_no_ed25519_format(self) -> None:
        options = DocumentOptions(public_key_format=PublicKeyFormat.ED25519_VERIFICATION_KEY_2020)
        with pytest.raises(ValueError, match="not written as"):
            did_key_method_document(ISSUER_P256.did_key, ISSUER_P256.public_key, options)
        assert len(signing_formats(ISSUER_P256.key_type)) == 2


class TestKeyAgreement:
    @pytest.mark.parametrize(
        ("signing", "agreement"), [(EXAMPLE, EXAMPLE_AGREEMENT), (SECOND, SECOND_AGREEMENT)]
    )
    def test_the_key_on_the_other_form_of_the_curve(self, signing: str, agreement: str) -> None:
        raw = x25519_of_ed25519(PublicKey.from_multikey(signing).raw)
        assert multibase_encode(b"\xec\x01" + raw) == agreement

    def test_it_comes_when_it_is_asked_for(self) -> None:
        did = f"did:key:{SECOND}"
        assert "keyAgreement" not in resolve_did_key(did).document
        methods = resolve_did_key(did, WITH_AGREEMENT).document["keyAgreement"]
        assert isinstance(methods, list)
        assert [method["type"] for method in methods if isinstance(method, dict)] == ["Multikey"]

    def test_as_a_json_web_key(self) -> None:
        options = ResolutionOptions(public_key_format="JsonWebKey2020", enable_encryption_key_derivation=True)
        method: JsonValue = resolve_did_key(f"did:key:{SECOND}", options).document["keyAgreement"]
        assert isinstance(method, list)
        assert isinstance(method[0], dict)
        jwk = method[0]["publicKeyJwk"]
        assert isinstance(jwk, dict)
        assert (jwk["kty"], jwk["crv"]) == ("OKP", "X25519")
        assert base64url_decode(str(jwk["x"])) == multibase_decode(SECOND_AGREEMENT, "z")[2:]

    @pytest.mark.parametrize("key", [ISSUER_P256, ISSUER_P384])
    def test_an_elliptic_key_has_none(self, key: KeyForTests) -> None:
        assert "keyAgreement" not in resolve_did_key(key.did_key, WITH_AGREEMENT).document


class TestErrors:
    @pytest.mark.parametrize(
        ("did", "error"),
        [
            ("", "invalidDid"),
            ("did", "invalidDid"),
            ("did:", "invalidDid"),
            ("did:key", "invalidDid"),
            ("did:key:", "invalidDid"),
            (EXAMPLE, "invalidDid"),
            (f"DID:key:{EXAMPLE}", "invalidDid"),
            (f"did:KEY:{EXAMPLE}", "invalidDid"),
            (f"did:key:u{EXAMPLE}", "invalidDid"),
            (f"did:key:{EXAMPLE[1:]}", "invalidDid"),
            (f"did:key:{EXAMPLE}0", "invalidDid"),
            (f"did:key:1.1:{EXAMPLE}", "invalidDid"),
            (f"did:key:abc:{EXAMPLE}", "invalidDid"),
            (f"did:key::{EXAMPLE}", "invalidDid"),
            (f"did:key:{EXAMPLE} ", "invalidDid"),
            (f"did:key:{EXAMPLE}\n", "invalidDid"),
            (f"did:key:z{'6' * 5000}", "invalidDid"),
            ("did:example:123", "methodNotSupported"),
            (f"did:web:{EXAMPLE}", "methodNotSupported"),
            ("did:key:zTjsVPtY", "invalidPublicKeyLength"),
            (did_key(b"\xed\x01" + bytes(31)), "invalidPublicKeyLength"),
            (did_key(b"\xed\x01" + bytes(33)), "invalidPublicKeyLength"),
            (did_key(b"\x80\x24\x02" + bytes(31)), "invalidPublicKeyLength"),
            (did_key(b"\x81\x24\x02" + bytes(49)), "invalidPublicKeyLength"),
            (did_key(b"\x80\x24\x02" + b"\xff" * 32), "invalidPublicKey"),
            (did_key(b"\x80\x24\x04" + bytes(32)), "invalidPublicKey"),
            (did_key(b"\xed\x01" + bytes(32)), "invalidPublicKey"),
            (did_key(b"\xe7\x01\x02" + bytes(32)), "unsupportedPublicKeyType"),
            (f"did:key:{SECOND_AGREEMENT}", "unsupportedPublicKeyType"),
        ],
    )
    def test_what_is_no_did_key(self, did: str, error: str) -> None:
        answer = resolve_did_key(did)
        assert (answer.error, answer.document) == (ResolutionError(error), {})

    @pytest.mark.parametrize(
        ("options", "error"),
        [
            (in_format("Unknown"), "unsupportedPublicKeyType"),
            (in_format("Unknown", experimental=True), "unsupportedPublicKeyType"),
            (in_format("Ed25519VerificationKey2018"), "invalidPublicKeyType"),
            (in_format("Ed25519VerificationKey2018", experimental=True), "unsupportedPublicKeyType"),
            (in_format("X25519KeyAgreementKey2020"), "invalidPublicKeyType"),
        ],
    )
    def test_a_format_that_is_not_there(self, options: ResolutionOptions, error: str) -> None:
        assert resolve_did_key(f"did:key:{EXAMPLE}", options).error is ResolutionError(error)

    def test_a_format_of_another_key(self) -> None:
        answer = resolve_did_key(ISSUER_P256.did_key, in_format("Ed25519VerificationKey2020"))
        assert answer.error is ResolutionError.INVALID_PUBLIC_KEY_TYPE

    def test_the_first_version_may_be_named(self) -> None:
        answer = resolve_did_key(f"did:key:1:{EXAMPLE}")
        assert (answer.error, answer.document["id"]) == (None, f"did:key:1:{EXAMPLE}")


class TestDereferencing:
    def test_a_key(self) -> None:
        answer = resolve_did_key(ISSUER_P256.did_key_method)
        assert (answer.error, answer.dereferenced) == (None, True)
        assert answer.document["id"] == ISSUER_P256.did_key_method
        assert answer.document["publicKeyMultibase"] == ISSUER_P256.multikey

    def test_the_key_for_encryption(self) -> None:
        url = f"did:key:{EXAMPLE}#{EXAMPLE_AGREEMENT}"
        assert resolve_did_key(url, WITH_AGREEMENT).document["publicKeyMultibase"] == EXAMPLE_AGREEMENT
        assert resolve_did_key(url).error is ResolutionError.NOT_FOUND

    @pytest.mark.parametrize("rest", ["#", "#other", "/path", "?service=files", "/path?a=b#c"])
    def test_what_is_not_there(self, rest: str) -> None:
        answer = resolve_did_key(f"did:key:{EXAMPLE}{rest}")
        assert (answer.error, answer.dereferenced) == (ResolutionError.NOT_FOUND, True)

    @pytest.mark.parametrize("rest", ["#a b", "#a#b", "/%zz", "?ä", "/a b"])
    def test_what_is_no_url(self, rest: str) -> None:
        answer = resolve_did_key(f"did:key:{EXAMPLE}{rest}")
        assert answer.error is ResolutionError.INVALID_DID_URL
