"""did:key and did:web: what they mean, and what is not one."""

import pytest

from credentials.identifiers.did import (
    DIDMalformed,
    did_key_document,
    did_key_public_key,
    did_of,
    did_web_document_url,
)
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, STRANGER_ED25519, KeyForTests


class TestDidKey:
    @pytest.mark.parametrize("key", [ISSUER_ED25519, ISSUER_P256], ids=["Ed25519", "P-256"])
    def test_contains_its_key(self, key: KeyForTests) -> None:
        assert did_key_public_key(key.did_key) == key.public_key
        assert did_key_public_key(key.did_key_method) == key.public_key

    def test_document(self) -> None:
        did = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
        method = f"{did}#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
        document = did_key_document(method)
        assert document["id"] == did
        assert document["assertionMethod"] == [method]
        assert document["verificationMethod"] == [
            {
                "id": method,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
            }
        ]

    @pytest.mark.parametrize(
        "did",
        [
            f"{ISSUER_ED25519.did_key}#{STRANGER_ED25519.multikey}",
            f"{ISSUER_ED25519.did_key}#key-1",
            f"{ISSUER_ED25519.did_key}#",
            f"{ISSUER_ED25519.did_key}?versionId=1",
            "did:key:",
            "did:key:z6Mk",
            "did:KEY:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
            "did:web:example.com",
            "",
        ],
    )
    def test_refused(self, did: str) -> None:
        with pytest.raises(DIDMalformed) as caught:
            did_key_public_key(did)
        assert caught.value.code == "did_malformed"


class TestDidWeb:
    @pytest.mark.parametrize(
        ("did", "url"),
        [
            # did:web method §2.5.2, the published examples
            ("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"),
            ("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"),
            ("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"),
            ("did:web:example.com%3a3000", "https://example.com:3000/.well-known/did.json"),
            ("did:web:example.com:caf%C3%A9", "https://example.com/caf%C3%A9/did.json"),
            ("did:web:xn--bcher-kva.example", "https://xn--bcher-kva.example/.well-known/did.json"),
            ("did:web:example.com:a.b:..c", "https://example.com/a.b/..c/did.json"),
        ],
    )
    def test_document_url(self, did: str, url: str) -> None:
        assert did_web_document_url(did) == url

    @pytest.mark.parametrize(
        "did",
        [
            "did:web:",
            "did:web::alice",
            "did:web:example.com:",
            "did:web:example.com::alice",
            "did:web:example.com:..:alice",
            "did:web:example.com:.",
            "did:web:example.com:%2E%2E:alice",
            "did:web:example.com:a%2Fb",
            "did:web:example.com:a%2fb",
            "did:web:example.com:a%5Cb",
            "did:web:example.com:a%3Fb",
            "did:web:example.com:a%23b",
            "did:web:example.com:a%252Fb",
            "did:web:example.com:a%00b",
            "did:web:example.com:a%0d%0ab",
            "did:web:example.com/alice",
            "did:web:example.com?x=1",
            "did:web:example.com#key-1",
            "did:web:user%40example.com",
            "did:web:user@example.com",
            "did:web:example.com%2Fpath",
            "did:web:example.com%3A",
            "did:web:example.com%3A0",
            "did:web:example.com%3A65536",
            "did:web:example.com%3A80%3A80",
            "did:web:example.com%3Aabc",
            "did:web:example..com",
            "did:web:example.com.",
            "did:web:-example.com",
            "did:web:127.0.0.1",
            "did:web:2130706433",
            "did:web:0x7f.0x1",
            "did:web:%5B%3A%3A1%5D",
            "did:web:exa mple.com",
            "did:web:exámple.com",
            "did:web:example.com%",
            "did:web:example.com%zz",
            "did:WEB:example.com",
            "did:web:example.com\n",
            "did:web:example.com:café",
            "did:web:example.com:a@b",
            "did:web:example.com:a;b",
            "did:web:example.com" + ":a" * 1_100,
            "did:key:z6Mk",
        ],
    )
    def test_refused(self, did: str) -> None:
        with pytest.raises(DIDMalformed):
            did_web_document_url(did)


def test_did_of_drops_the_fragment() -> None:
    assert did_of("did:web:example.com#key-1") == "did:web:example.com"
    assert did_of("https://example.com/issuers/1#key-1") == "https://example.com/issuers/1"
    assert did_of("did:web:example.com") == "did:web:example.com"
