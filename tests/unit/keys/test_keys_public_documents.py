"""What is published about keys."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from credentials.identifiers.controlled_identifier import (
    PurposeNotAllowed,
    choose_verification_method,
    parse_controlled_identifier_document,
)
from credentials.identifiers.multikey import PublicKey
from credentials.jsonld.engine import canonicalize
from credentials.trust_list import RecognizedEntity, TrustList, parse_trust_list, write_trust_list
from keys.keyring import KeyEntry, Keyring
from keys.public_documents import did_document, jwks, recognized_card_keys, recognized_keys
from tests.cards_for_tests import CARD_KEY
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    ISSUER_P384,
    SECOND_ED25519,
    STRANGER_ED25519,
    KeyForTests,
)

CONTROLLER = "did:web:roc-voorbeeld.example"
MADE = datetime(2025, 9, 1, tzinfo=UTC)
ROTATED = datetime(2026, 9, 1, tzinfo=UTC)
STOLEN = datetime(2026, 10, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def entry(key: KeyForTests, since: datetime = MADE, controller: str = CONTROLLER) -> KeyEntry:
    return KeyEntry(
        id=key.method_of(controller),
        controller=controller,
        public_key=key.public_key,
        created=since,
        valid_from=since,
    )


OLD, NEW, P256 = entry(ISSUER_ED25519), entry(SECOND_ED25519, ROTATED), entry(ISSUER_P256)
FOREIGN = entry(STRANGER_ED25519, controller="did:web:other.example")
ROTATED_KEYRING = Keyring((OLD, P256, FOREIGN)).with_retired(OLD.id, at=ROTATED).with_new(NEW)
STOLEN_KEYRING = ROTATED_KEYRING.with_revoked(NEW.id, since=STOLEN, at=NOW, reason="laptop stolen")


def multikey(key: KeyForTests) -> dict[str, str]:
    return {
        "id": key.method_of(CONTROLLER),
        "type": "Multikey",
        "controller": CONTROLLER,
        "publicKeyMultibase": key.multikey,
    }


class TestDIDDocument:
    def test_it_lists_active_and_retired_keys_without_an_end(self) -> None:
        assert did_document(CONTROLLER, ROTATED_KEYRING) == {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": CONTROLLER,
            "verificationMethod": [multikey(ISSUER_ED25519), multikey(ISSUER_P256), multikey(SECOND_ED25519)],
            "assertionMethod": [OLD.id, P256.id, NEW.id],
        }

    def test_a_revoked_key_is_shown_and_not_vouched_for(self) -> None:
        document = did_document(CONTROLLER, STOLEN_KEYRING)
        assert document["assertionMethod"] == [OLD.id, P256.id]
        assert document["verificationMethod"] == [
            multikey(ISSUER_ED25519),
            multikey(ISSUER_P256),
            multikey(SECOND_ED25519) | {"revoked": "2026-10-01T00:00:00Z"},
        ]

    def test_our_own_reader_reads_all_of_it(self) -> None:
        read = parse_controlled_identifier_document(
            json.dumps(did_document(CONTROLLER, STOLEN_KEYRING)).encode()
        )
        assert set(read.verification_methods) == {OLD.id, P256.id, NEW.id}
        assert read.unusable == {}
        assert read.verification_methods[NEW.id].revoked == STOLEN

    def test_every_member_is_defined_by_its_contexts(self) -> None:
        """Software that reads it as JSON-LD loses nothing."""
        canonical = canonicalize(did_document(CONTROLLER, STOLEN_KEYRING))
        assert canonical.count("<https://w3id.org/security#publicKeyMultibase>") == 3
        assert canonical.count("<https://w3id.org/security#revoked>") == 1
        assert canonical.count("<https://w3id.org/security#assertionMethod>") == 2

    def test_a_controller_without_keys_vouches_for_none(self) -> None:
        document = did_document("did:web:nobody.example", ROTATED_KEYRING)
        assert (document["verificationMethod"], document["assertionMethod"]) == ([], [])


class TestJWKS:
    def test_it_lists_what_is_believed_with_who_says_so(self) -> None:
        keys = jwks(CONTROLLER, STOLEN_KEYRING)["keys"]
        assert keys == [
            ISSUER_ED25519.public_key.to_jwk()
            | {"kid": OLD.id, "alg": "EdDSA", "use": "sig", "iss": CONTROLLER},
            ISSUER_P256.public_key.to_jwk()
            | {"kid": P256.id, "alg": "ES256", "use": "sig", "iss": CONTROLLER},
        ]

    def test_every_key_can_be_read_back(self) -> None:
        keys = jwks(CONTROLLER, ROTATED_KEYRING)["keys"]
        assert isinstance(keys, list)
        read = [PublicKey.from_jwk(key) for key in keys if isinstance(key, dict)]
        assert read == [OLD.public_key, P256.public_key, NEW.public_key]

    def test_a_p384_key_is_published_like_the_others(self) -> None:
        p384 = entry(ISSUER_P384)
        keyring = Keyring((P256, p384))
        keys = jwks(CONTROLLER, keyring)["keys"]
        assert isinstance(keys, list)
        assert keys[1] == ISSUER_P384.public_key.to_jwk() | {
            "kid": p384.id,
            "alg": "ES384",
            "use": "sig",
            "iss": CONTROLLER,
        }
        assert did_document(CONTROLLER, keyring)["verificationMethod"] == [
            multikey(ISSUER_P256),
            multikey(ISSUER_P384),
        ]


class TestTrustListKeys:
    def test_they_have_their_history(self) -> None:
        keys = {key.verification_method.id: key for key in recognized_keys(CONTROLLER, STOLEN_KEYRING)}
        history = {key_id: (key.valid_from, key.valid_until, key.revoked) for key_id, key in keys.items()}
        assert history == {
            OLD.id: (MADE, ROTATED, None),
            P256.id: (MADE, None, None),
            NEW.id: (ROTATED, NOW, STOLEN),
        }
        assert keys[NEW.id].verification_method.revoked == STOLEN

    def test_they_fit_in_a_trust_list(self) -> None:
        keys = recognized_keys(CONTROLLER, STOLEN_KEYRING)
        school = RecognizedEntity(id=CONTROLLER, name="ROC Voorbeeld", recognized_from=MADE, keys=keys)
        trust_list = TrustList(name="x", publisher="y", published_at=NOW, sequence=0, entities=(school,))
        assert parse_trust_list(write_trust_list(trust_list)).entities[0].keys == keys


class TestCardKeys:
    """A key for cards is to be seen by all, and nobody takes it for a key for credentials."""

    CARD = replace(entry(CARD_KEY), purposes=("card",))
    KEYRING = ROTATED_KEYRING.with_new(CARD)

    def test_it_is_in_no_relationship_of_the_did_document(self) -> None:
        document = did_document(CONTROLLER, self.KEYRING)
        methods = document["verificationMethod"]
        assert isinstance(methods, list)
        assert methods[-1] == multikey(CARD_KEY)
        assert document["assertionMethod"] == [OLD.id, P256.id, NEW.id]
        assert set(document) == {"@context", "id", "verificationMethod", "assertionMethod"}
        read = parse_controlled_identifier_document(json.dumps(document).encode())
        with pytest.raises(PurposeNotAllowed):
            choose_verification_method(read, self.CARD.id, purpose="assertionMethod")

    def test_it_is_not_among_the_keys_for_jwts(self) -> None:
        assert jwks(CONTROLLER, self.KEYRING) == jwks(CONTROLLER, ROTATED_KEYRING)

    def test_it_has_a_place_of_its_own_on_the_trust_list(self) -> None:
        keyring = self.KEYRING.with_revoked(self.CARD.id, since=STOLEN, at=NOW, reason="stolen")
        assert recognized_keys(CONTROLLER, keyring) == recognized_keys(CONTROLLER, ROTATED_KEYRING)
        (listed,) = recognized_card_keys(CONTROLLER, keyring)
        assert listed.verification_method.public_key == CARD_KEY.public_key
        assert (listed.valid_from, listed.valid_until, listed.revoked) == (MADE, NOW, STOLEN)


def test_the_order_is_that_of_the_keyring_every_time() -> None:
    for entries in permutations((OLD, P256, FOREIGN)):
        expected = [key.id for key in entries if key is not FOREIGN]
        assert did_document(CONTROLLER, Keyring(entries))["assertionMethod"] == expected
