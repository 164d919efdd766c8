"""Controlled identifier documents: which key may speak for whom, and for what."""

import json
from datetime import UTC, datetime

import pytest

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    ControlledIdentifierDocumentMalformed,
    DocumentIdMismatch,
    InvalidVerificationMethodURL,
    PurposeNotAllowed,
    UnsupportedIdentifier,
    VerificationMethodMalformed,
    VerificationMethodNotFound,
    WrongController,
    choose_verification_method,
    document_url,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import DIDMalformed, did_key_document
from credentials.identifiers.multikey import KeyMalformed, PrivateKeyExposed, UnsupportedKeyType
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, MalformedDocument
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_HTTPS,
    ISSUER_P256,
    ISSUER_WEB,
    SECOND_ED25519,
    STRANGER_ED25519,
    controlled_identifier_document,
)

KEY = f"{ISSUER_WEB}#key-1"


def method(**change: JsonValue) -> JsonObject:
    """Return a Multikey of the issuer with id ``#key-1``, changed; None removes a member."""
    whole: JsonObject = {
        "id": KEY,
        "type": "Multikey",
        "controller": ISSUER_WEB,
        "publicKeyMultibase": ISSUER_ED25519.multikey,
        **change,
    }
    return {name: value for name, value in whole.items() if value is not None}


def document(*methods: JsonValue, **members: JsonValue) -> JsonObject:
    whole: JsonObject = {
        "id": ISSUER_WEB,
        "verificationMethod": [*methods],
        "assertionMethod": [KEY],
        **members,
    }
    return whole


def choose(source: JsonObject, method_id: str = KEY, purpose: str = "assertionMethod") -> JsonObject:
    """Return the JWK of the chosen key."""
    parsed = parse_controlled_identifier_document(source)
    return choose_verification_method(parsed, method_id, purpose=purpose).public_key.to_jwk()


ISSUER_JWK = ISSUER_ED25519.public_key.to_jwk()


class TestDocumentURL:
    @pytest.mark.parametrize(
        ("identifier", "url"),
        [
            (ISSUER_ED25519.did_key_method, None),
            ("did:web:example.com#key-1", "https://example.com/.well-known/did.json"),
            ("https://example.com/issuers/1#key-1", "https://example.com/issuers/1"),
            ("https://example.com/issuers?id=1", "https://example.com/issuers?id=1"),
        ],
    )
    def test_where_the_document_is(self, identifier: str, url: str | None) -> None:
        assert document_url(identifier) == url

    @pytest.mark.parametrize(
        "identifier",
        [
            "http://example.com/issuers/1",
            "https://",
            "https:///path",
            "https://user@example.com/",
            "https://user:pass@example.com/",
            "https://exa mple.com/",
            "https://example.com/\n",
            "https://[::1/",
            "did:example:123",
            "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "file:///etc/passwd",
            "",
            "#key-1",
        ],
    )
    def test_unsupported(self, identifier: str) -> None:
        with pytest.raises(UnsupportedIdentifier) as caught:
            document_url(identifier)
        assert caught.value.code == "unsupported_identifier"

    def test_malformed_did_web(self) -> None:
        with pytest.raises(DIDMalformed):
            document_url("did:web:example.com:..:x#key-1")


class TestReadableMethods:
    def test_multikey(self) -> None:
        assert choose(document(method())) == ISSUER_JWK

    def test_ed25519_verification_key_2020(self) -> None:
        assert choose(document(method(type="Ed25519VerificationKey2020"))) == ISSUER_JWK

    @pytest.mark.parametrize("method_type", ["JsonWebKey", "JsonWebKey2020"])
    def test_json_web_key(self, method_type: str) -> None:
        jwk = ISSUER_P256.public_key.to_jwk()
        source = document(method(type=method_type, publicKeyMultibase=None, publicKeyJwk=jwk))
        assert choose(source) == jwk

    def test_relative_ids(self) -> None:
        """DID Core §3.2.2: ``#key-1`` stands for the document's id with that fragment."""
        assert choose(document(method(id="#key-1"), assertionMethod=["#key-1"])) == ISSUER_JWK
        assert choose(document(method(id="#key-1"))) == ISSUER_JWK

    def test_embedded_method_counts_for_its_relationship_only(self) -> None:
        source = document(assertionMethod=[], authentication=[method()])
        assert choose(source, purpose="authentication") == ISSUER_JWK
        with pytest.raises(PurposeNotAllowed):
            choose(source)

    def test_same_method_listed_and_embedded(self) -> None:
        assert choose(document(method(), assertionMethod=[method()])) == ISSUER_JWK

    def test_a_single_value_in_place_of_a_list(self) -> None:
        assert choose(document(verificationMethod=method(), assertionMethod=KEY)) == ISSUER_JWK

    def test_bytes_and_https_identifier(self) -> None:
        source = controlled_identifier_document(ISSUER_HTTPS, ISSUER_ED25519, SECOND_ED25519)
        parsed = parse_controlled_identifier_document(json.dumps(source).encode())
        method_id = SECOND_ED25519.method_of(ISSUER_HTTPS)
        chosen = choose_verification_method(parsed, method_id, purpose="assertionMethod")
        assert chosen.public_key == SECOND_ED25519.public_key
        assert chosen.controller == ISSUER_HTTPS

    def test_did_key_is_its_own_document(self) -> None:
        parsed = parse_controlled_identifier_document(did_key_document(ISSUER_ED25519.did_key))
        chosen = choose_verification_method(
            parsed, ISSUER_ED25519.did_key_method, purpose="capabilityInvocation"
        )
        assert chosen.public_key == ISSUER_ED25519.public_key

    def test_expires_and_revoked_are_read_not_judged(self) -> None:
        source = document(method(expires="2020-01-01T01:00:00+01:00", revoked="2019-06-01T00:00:00Z"))
        parsed = parse_controlled_identifier_document(source)
        chosen = choose_verification_method(parsed, KEY, purpose="assertionMethod")
        assert chosen.expires == datetime(2020, 1, 1, tzinfo=UTC)
        assert chosen.revoked == datetime(2019, 6, 1, tzinfo=UTC)


class TestRetrieval:
    """Controlled Identifiers 1.0 §3.3: each error MUST has its own code."""

    @pytest.mark.parametrize(
        ("source", "method_id", "error", "code"),
        [
            (document(method()), ISSUER_WEB, InvalidVerificationMethodURL, "invalid_verification_method_url"),
            (document(method()), "#key-1", InvalidVerificationMethodURL, "invalid_verification_method_url"),
            (document(method(), id="did:web:evil.example"), KEY, DocumentIdMismatch, "document_id_mismatch"),
            (document(method(), id=f"{ISSUER_WEB}:x"), KEY, DocumentIdMismatch, "document_id_mismatch"),
            (document(method()), f"{ISSUER_WEB}#key-2", VerificationMethodNotFound, "not_found"),
            (document(method(controller="did:web:evil.example")), KEY, WrongController, "wrong_controller"),
            (document(method(), assertionMethod=[]), KEY, PurposeNotAllowed, "purpose_not_allowed"),
            (
                document(method(), assertionMethod=[f"{ISSUER_WEB}#key-2"]),
                KEY,
                PurposeNotAllowed,
                "purpose_not_allowed",
            ),
        ],
    )
    def test_refused(
        self, source: JsonObject, method_id: str, error: type[CredentialError], code: str
    ) -> None:
        with pytest.raises(CredentialError) as caught:
            choose(source, method_id)
        assert type(caught.value) is error
        assert caught.value.code == code

    def test_unknown_purpose(self) -> None:
        with pytest.raises(PurposeNotAllowed):
            choose(document(method()), purpose="verificationMethod")

    def test_key_of_another_document(self) -> None:
        """A reference to somebody else's key does not make that key ours."""
        foreign = f"did:web:evil.example#{STRANGER_ED25519.multikey}"
        with pytest.raises(DocumentIdMismatch):
            choose(document(method(), assertionMethod=[foreign]), foreign)


class TestUnusableMethods:
    @pytest.mark.parametrize(
        ("bad", "error", "pointer"),
        [
            (method(type="RsaVerificationKey2018"), VerificationMethodMalformed, "/verificationMethod/0"),
            (method(type=None), VerificationMethodMalformed, "/verificationMethod/0/type"),
            (method(controller=None), VerificationMethodMalformed, "/verificationMethod/0/controller"),
            (
                method(controller=[ISSUER_WEB]),
                VerificationMethodMalformed,
                "/verificationMethod/0/controller",
            ),
            (method(publicKeyMultibase=None), VerificationMethodMalformed, "/verificationMethod/0"),
            (method(publicKeyMultibase=7), VerificationMethodMalformed, "/verificationMethod/0"),
            (method(publicKeyMultibase="z6Mk"), UnsupportedKeyType, "/verificationMethod/0"),
            (method(publicKeyMultibase="uABC"), KeyMalformed, "/verificationMethod/0"),
            (method(publicKeyJwk=ISSUER_JWK), VerificationMethodMalformed, "/verificationMethod/0"),
            (method(type="JsonWebKey"), VerificationMethodMalformed, "/verificationMethod/0"),
            (
                method(type="Ed25519VerificationKey2020", publicKeyMultibase=ISSUER_P256.multikey),
                VerificationMethodMalformed,
                "/verificationMethod/0",
            ),
            (
                method(type="JsonWebKey", publicKeyMultibase=None, publicKeyJwk={**ISSUER_JWK, "d": "AA"}),
                PrivateKeyExposed,
                "/verificationMethod/0",
            ),
            (
                method(secretKeyMultibase="z3u2"),
                PrivateKeyExposed,
                "/verificationMethod/0/secretKeyMultibase",
            ),
            (method(expires="2020-01-01"), VerificationMethodMalformed, "/verificationMethod/0/expires"),
            (method(revoked=1), VerificationMethodMalformed, "/verificationMethod/0/revoked"),
        ],
    )
    def test_has_its_own_error_and_spares_the_others(
        self, bad: JsonObject, error: type[CredentialError], pointer: str
    ) -> None:
        good = method(id=f"{ISSUER_WEB}#key-2")
        source = document(bad, good, assertionMethod=[KEY, "#key-2"])
        assert choose(source, f"{ISSUER_WEB}#key-2") == ISSUER_JWK
        for _ in range(2):
            with pytest.raises(CredentialError) as caught:
                choose(source)
            assert type(caught.value) is error
            assert caught.value.pointer == pointer

    def test_two_keys_with_one_id(self) -> None:
        """Which of the two is meant cannot be known, so neither is taken."""
        other = method(publicKeyMultibase=STRANGER_ED25519.multikey)
        for source in (document(method(), other), document(method(), assertionMethod=[other])):
            with pytest.raises(VerificationMethodMalformed):
                choose(source)

    @pytest.mark.parametrize("junk", [None, 5, True, [], {}, {"id": 5}, [KEY], "key-1"])
    def test_junk_between_methods(self, junk: JsonValue) -> None:
        assert choose(document(junk, method(), assertionMethod=[junk, KEY])) == ISSUER_JWK


class TestUnusableDocuments:
    @pytest.mark.parametrize(
        ("data", "pointer"),
        [
            (b"[]", ""),
            (b'"did:web:example.com"', ""),
            (b"{}", "/id"),
            (b'{"id": 5}', "/id"),
            (b'{"id": ""}', "/id"),
            (b'{"id": "did:web:example.com#key-1"}', "/id"),
        ],
    )
    def test_malformed(self, data: bytes, pointer: str) -> None:
        with pytest.raises(ControlledIdentifierDocumentMalformed) as caught:
            parse_controlled_identifier_document(data)
        assert caught.value.code == "controlled_identifier_document_malformed"
        assert caught.value.pointer == pointer

    def test_too_many_methods(self) -> None:
        with pytest.raises(ControlledIdentifierDocumentMalformed) as caught:
            parse_controlled_identifier_document(document(*[method()] * 257))
        assert caught.value.pointer == "/verificationMethod"

    @pytest.mark.parametrize("data", [b"", b"{", b'{"id": "a", "id": "b"}', b"\xff"])
    def test_not_json_as_we_accept_it(self, data: bytes) -> None:
        with pytest.raises(MalformedDocument):
            parse_controlled_identifier_document(data)

    def test_bounded(self) -> None:
        with pytest.raises(MalformedDocument) as caught:
            parse_controlled_identifier_document(b'{"id": "did:web:x"}', limits=Limits(max_bytes=10))
        assert caught.value.code == "too_large"
