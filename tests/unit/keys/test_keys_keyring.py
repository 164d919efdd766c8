"""The keyring: the public history of keys."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credentials.identifiers.multikey import KeyType
from credentials.parsing import JsonValue
from keys.errors import KeyCustodyError, KeyringMalformed
from keys.keyring import KeyEntry, KeyPurpose, Keyring, KeyState, parse_keyring, write_keyring
from tests.cards_for_tests import CARD_KEY, SECOND_CARD_KEY
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, KeyForTests

CONTROLLER = "did:web:roc-voorbeeld.example"
MADE = datetime(2025, 9, 1, tzinfo=UTC)
LATER = datetime(2026, 9, 1, tzinfo=UTC)


def entry(key: KeyForTests, controller: str = CONTROLLER) -> KeyEntry:
    return KeyEntry(
        id=key.method_of(controller),
        controller=controller,
        public_key=key.public_key,
        created=MADE,
        valid_from=MADE,
    )


FIRST, SECOND, P256 = entry(ISSUER_ED25519), entry(SECOND_ED25519), entry(ISSUER_P256)
KEYRING = Keyring((FIRST, P256))


class TestStates:
    def test_one_key_per_controller_and_type_is_active(self) -> None:
        other = entry(SECOND_ED25519, "did:web:other.example")
        assert KEYRING.with_new(other).entries == (FIRST, P256, other)
        with pytest.raises(KeyCustodyError) as caught:
            KEYRING.with_new(SECOND)
        assert caught.value.code == "active_key_exists"
        with pytest.raises(ValueError, match="two active keys"):
            Keyring((FIRST, SECOND))

    def test_the_active_key_is_found_by_type(self) -> None:
        assert KEYRING.active(CONTROLLER, KeyType.ED25519) == FIRST
        assert KEYRING.active(CONTROLLER, KeyType.P256) == P256

    @pytest.mark.parametrize(
        ("controller", "key_type"),
        [(CONTROLLER, KeyType.P384), ("did:web:other.example", KeyType.ED25519)],
    )
    def test_without_active_key_the_error_says_so(self, controller: str, key_type: KeyType) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            KEYRING.active(controller, key_type)
        assert caught.value.code == "no_active_key"

    def test_retiring_ends_a_key_and_keeps_it(self) -> None:
        retired = KEYRING.with_retired(FIRST.id, at=LATER, reason="yearly")
        assert retired.find(FIRST.id) == replace(
            FIRST, state=KeyState.RETIRED, valid_until=LATER, reason="yearly"
        )
        assert retired.with_new(SECOND).active(CONTROLLER, KeyType.ED25519) == SECOND

    def test_a_clock_that_runs_back_does_not_end_a_key_before_it_began(self) -> None:
        retired = KEYRING.with_retired(FIRST.id, at=MADE - timedelta(hours=1))
        assert retired.find(FIRST.id).valid_until == MADE

    def test_a_key_retires_once(self) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            KEYRING.with_retired(FIRST.id, at=LATER).with_retired(FIRST.id, at=LATER)
        assert caught.value.code == "key_not_active"

    def test_revoking_an_active_key_ends_it(self) -> None:
        stolen = LATER - timedelta(days=30)
        revoked = KEYRING.with_revoked(FIRST.id, since=stolen, at=LATER, reason="stolen").find(FIRST.id)
        assert (revoked.state, revoked.revoked, revoked.valid_until, revoked.reason) == (
            KeyState.REVOKED,
            stolen,
            LATER,
            "stolen",
        )

    def test_revoking_a_retired_key_keeps_the_day_it_retired(self) -> None:
        retired = KEYRING.with_retired(FIRST.id, at=LATER)
        revoked = retired.with_revoked(FIRST.id, since=MADE, at=LATER + timedelta(days=9), reason="leaked")
        assert revoked.find(FIRST.id).valid_until == LATER

    def test_a_key_is_revoked_once(self) -> None:
        revoked = KEYRING.with_revoked(FIRST.id, since=MADE, at=LATER, reason="leaked")
        with pytest.raises(KeyCustodyError) as caught:
            revoked.with_revoked(FIRST.id, since=LATER, at=LATER, reason="again")
        assert caught.value.code == "key_not_active"

    def test_a_key_that_is_not_there_is_not_found(self) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            KEYRING.find("did:web:roc-voorbeeld.example#z6Mk")
        assert caught.value.code == "key_not_found"


class TestFile:
    def test_what_is_written_is_read_back(self) -> None:
        keyring = (
            KEYRING.with_retired(FIRST.id, at=LATER, reason="jaarlijkse wisseling – é")
            .with_new(SECOND)
            .with_revoked(P256.id, since=MADE, at=LATER, reason="leaked")
        )
        assert parse_keyring(write_keyring(keyring)) == keyring
        assert write_keyring(parse_keyring(write_keyring(keyring))) == write_keyring(keyring)

    def test_it_has_public_keys_only(self) -> None:
        keys = json.loads(write_keyring(KEYRING))["keys"]
        assert {member for key in keys for member in key} == {
            "id",
            "controller",
            "keyType",
            "publicKeyMultibase",
            "purposes",
            "created",
            "validFrom",
            "validUntil",
            "state",
            "reason",
            "revoked",
        }

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("id", CONTROLLER + "#other"),
            ("id", None),
            ("controller", "did:web:other.example"),
            ("publicKeyMultibase", "z6Mk"),
            ("publicKeyMultibase", SECOND_ED25519.multikey),
            ("purposes", "assertionMethod"),
            ("purposes", [1]),
            ("created", "2026"),
            ("validFrom", None),
            ("validUntil", "2026-09-01T00:00:00Z"),
            ("state", "sleeping"),
            ("state", "retired"),
            ("reason", 1),
            ("revoked", "2026-09-01T00:00:00Z"),
        ],
    )
    def test_an_impossible_entry_is_refused(self, member: str, value: JsonValue) -> None:
        document = json.loads(write_keyring(KEYRING))
        document["keys"][0][member] = value
        with pytest.raises(KeyringMalformed) as caught:
            parse_keyring(json.dumps(document).encode())
        assert caught.value.code == "keyring_malformed"

    def test_an_end_before_the_beginning_is_refused(self) -> None:
        document = json.loads(write_keyring(KEYRING.with_retired(FIRST.id, at=LATER)))
        document["keys"][0]["validUntil"] = "2024-01-01T00:00:00Z"
        with pytest.raises(KeyringMalformed):
            parse_keyring(json.dumps(document).encode())

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"[]",
            b"{}",
            b'{"version": 2, "keys": []}',
            b'{"version": 1}',
            b'{"version": 1, "keys": [1]}',
            b'{"version": 1, "version": 1, "keys": []}',
        ],
    )
    def test_anything_else_is_refused(self, data: bytes) -> None:
        with pytest.raises(KeyringMalformed):
            parse_keyring(data)

    def test_a_key_that_stands_there_twice_is_refused(self) -> None:
        document = json.loads(write_keyring(KEYRING.with_retired(FIRST.id, at=LATER)))
        document["keys"].append(document["keys"][0])
        with pytest.raises(KeyringMalformed):
            parse_keyring(json.dumps(document).encode())


class TestCardKeys:
    """A key for cards is for nothing else, and no other key is for cards."""

    CARD = replace(entry(CARD_KEY), purposes=(KeyPurpose.CARD.value,))

    def test_it_stands_beside_the_key_for_credentials(self) -> None:
        keyring = KEYRING.with_new(self.CARD)
        assert keyring.active(CONTROLLER, KeyType.ED25519) == FIRST
        assert keyring.active(CONTROLLER, KeyType.ED25519, KeyPurpose.CARD) == self.CARD
        assert parse_keyring(write_keyring(keyring)) == keyring

    def test_there_is_one_active(self) -> None:
        keyring = KEYRING.with_new(self.CARD)
        second = replace(entry(SECOND_CARD_KEY), purposes=(KeyPurpose.CARD.value,))
        with pytest.raises(KeyCustodyError) as caught:
            keyring.with_new(second)
        assert caught.value.code == "active_key_exists"
        with pytest.raises(ValueError, match="two active keys"):
            Keyring((self.CARD, second))
        replaced = keyring.with_retired(self.CARD.id, at=LATER).with_new(second)
        assert replaced.active(CONTROLLER, KeyType.ED25519, KeyPurpose.CARD) == second

    def test_without_one_the_error_says_how_to_make_it(self) -> None:
        with pytest.raises(KeyCustodyError, match="--type card") as caught:
            KEYRING.active(CONTROLLER, KeyType.ED25519, KeyPurpose.CARD)
        assert caught.value.code == "no_active_key"

    def test_no_key_is_for_both(self) -> None:
        with pytest.raises(ValueError, match="nothing else"):
            replace(FIRST, purposes=("assertionMethod", "card"))
        with pytest.raises(ValueError, match="Ed25519"):
            replace(P256, purposes=("card",))
