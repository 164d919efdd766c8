"""The life of keys: generate, rotate, retire, revoke."""

import errno
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from credentials.identifiers.controlled_identifier import (
    choose_verification_method,
    parse_controlled_identifier_document,
)
from credentials.identifiers.multikey import KeyType
from keys.custody import KeyStore
from keys.errors import KeyCustodyError
from keys.generate import (
    generate_card_key,
    generate_keys,
    retire_key,
    revoke_key,
    rotate_card_key,
    rotate_keys,
)
from keys.keyring import KeyState
from keys.keyring_file import load_keyring
from keys.passphrase import Passphrase
from keys.public_documents import did_document
from tests.keyrings_for_tests import CONTROLLER, MADE_AT, PASSPHRASE, ROTATED_AT, prepared_keys
from tests.paths import ROOT

OTHER = "https://mbo-elders.example/issuers/1"
ED25519_ONLY = (KeyType.ED25519,)


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore.open(prepared_keys(tmp_path), Passphrase(PASSPHRASE))


@pytest.fixture
def empty(tmp_path: Path) -> KeyStore:
    return KeyStore.create(tmp_path / "keys", Passphrase(PASSPHRASE))


def files(store: KeyStore) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.directory.iterdir()}


def no_space(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class TestGenerating:
    def test_it_makes_one_active_key_of_each_type(self, store: KeyStore) -> None:
        entries = store.keyring().of(CONTROLLER)
        assert [(entry.key_type, entry.state, entry.created, entry.valid_from) for entry in entries] == [
            (KeyType.ED25519, KeyState.ACTIVE, MADE_AT, MADE_AT),
            (KeyType.P256, KeyState.ACTIVE, MADE_AT, MADE_AT),
        ]

    def test_the_fragment_of_a_key_is_the_key(self, store: KeyStore) -> None:
        for entry in store.keyring().entries:
            assert entry.id == f"{CONTROLLER}#{entry.public_key.to_multikey()}"

    def test_a_type_can_be_chosen(self, empty: KeyStore) -> None:
        (entry,) = generate_keys(empty, OTHER, at=MADE_AT, key_types=ED25519_ONLY)
        assert (entry.key_type, empty.keyring().entries) == (KeyType.ED25519, (entry,))

    def test_a_second_controller_gets_its_own_keys(self, store: KeyStore) -> None:
        (entry,) = generate_keys(store, OTHER, at=MADE_AT, key_types=ED25519_ONLY)
        assert store.active_signer(OTHER).verification_method == entry.id
        assert store.active_signer(CONTROLLER).verification_method != entry.id

    def test_with_an_active_key_none_is_made(self, empty: KeyStore) -> None:
        generate_keys(empty, CONTROLLER, at=MADE_AT, key_types=(KeyType.P256,))
        before = files(empty)
        with pytest.raises(KeyCustodyError) as caught:
            generate_keys(empty, CONTROLLER, at=MADE_AT)  # Ed25519 would be possible
        assert caught.value.code == "active_key_exists"
        assert files(empty) == before

    def test_another_passphrase_than_the_directory_has_is_refused(self, store: KeyStore) -> None:
        before = files(store)
        other = KeyStore.open(store.directory, Passphrase("tureluur-slik-getij-88"))
        for change in (generate_keys, rotate_keys):
            controller = OTHER if change is generate_keys else CONTROLLER
            with pytest.raises(KeyCustodyError) as caught:
                change(other, controller, at=MADE_AT)
            assert caught.value.code == "passphrase_wrong"
        assert files(store) == before

    @pytest.mark.parametrize(
        "controller",
        [
            "",
            "roc-voorbeeld.example",
            "http://roc-voorbeeld.example",
            "https://",
            "https://roc-voorbeeld.example/#key",
            "https://user@roc-voorbeeld.example/",
            "did:web:",
            "did:web:roc voorbeeld.example",
            "did:web:roc-voorbeeld.example#key",
            "did:web:127.0.0.1",
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "did:example:123",
        ],
    )
    def test_a_controller_whose_keys_nobody_could_look_up_is_refused(
        self, empty: KeyStore, controller: str
    ) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            generate_keys(empty, controller, at=MADE_AT)
        assert caught.value.code == "controller_malformed"
        assert files(empty) == {}

    def test_key_types_that_we_do_not_sign_with_are_refused(self, empty: KeyStore) -> None:
        with pytest.raises(KeyCustodyError):
            generate_keys(empty, CONTROLLER, at=MADE_AT, key_types=(KeyType.ED25519, KeyType.RSA))
        assert files(empty) == {}


class TestRotating:
    def test_the_new_keys_sign_and_the_old_ones_stay_on_record(self, store: KeyStore) -> None:
        old = {entry.key_type: entry for entry in store.keyring().entries}
        for rotation in rotate_keys(store, CONTROLLER, at=ROTATED_AT):
            key_type = rotation.new.key_type
            assert store.active_signer(CONTROLLER, key_type).verification_method == rotation.new.id
            assert rotation.old.id == old[key_type].id
            assert (rotation.old.state, rotation.old.valid_until) == (KeyState.RETIRED, ROTATED_AT)
            assert rotation.new.valid_from == ROTATED_AT

    def test_what_the_old_key_signed_goes_on_verifying(self, store: KeyStore) -> None:
        """With the published document alone, for anybody, rotation after rotation."""
        signer = store.active_signer(CONTROLLER)
        signature = signer.sign(b"a credential")
        for year in range(2):
            rotate_keys(store, CONTROLLER, at=ROTATED_AT + timedelta(days=365 * year), key_types=ED25519_ONLY)
        published = parse_controlled_identifier_document(did_document(CONTROLLER, store.keyring()))
        method = choose_verification_method(published, signer.verification_method, purpose="assertionMethod")
        assert method.public_key.verify(signature, b"a credential") is True
        assert (method.expires, method.revoked) == (None, None)

    def test_one_type_can_be_rotated_alone(self, store: KeyStore) -> None:
        p256 = store.keyring().active(CONTROLLER, KeyType.P256)
        rotate_keys(store, CONTROLLER, at=ROTATED_AT, key_types=ED25519_ONLY)
        assert store.keyring().active(CONTROLLER, KeyType.P256) == p256

    def test_without_active_key_nothing_happens(self, store: KeyStore) -> None:
        retire_key(store.directory, store.keyring().active(CONTROLLER, KeyType.P256).id, at=ROTATED_AT)
        before = files(store)
        with pytest.raises(KeyCustodyError) as caught:
            rotate_keys(store, CONTROLLER, at=ROTATED_AT)
        assert caught.value.code == "no_active_key"
        assert files(store) == before


class TestRetiringAndRevoking:
    def test_a_retired_key_is_still_believed(self, store: KeyStore) -> None:
        key_id = store.keyring().active(CONTROLLER, KeyType.ED25519).id
        retired = retire_key(store.directory, key_id, at=ROTATED_AT, reason="end of the pilot")
        assert (retired.state, retired.valid_until, retired.reason, retired.revoked) == (
            KeyState.RETIRED,
            ROTATED_AT,
            "end of the pilot",
            None,
        )
        assert key_id in did_document(CONTROLLER, store.keyring())["assertionMethod"]  # type: ignore[operator]  # it is a list

    def test_after_retiring_a_new_key_can_be_made(self, store: KeyStore) -> None:
        retire_key(store.directory, store.keyring().active(CONTROLLER, KeyType.ED25519).id, at=ROTATED_AT)
        (entry,) = generate_keys(store, CONTROLLER, at=ROTATED_AT, key_types=ED25519_ONLY)
        assert store.active_signer(CONTROLLER).verification_method == entry.id

    def test_a_revoked_key_is_not_believed(self, store: KeyStore) -> None:
        key_id = store.keyring().active(CONTROLLER, KeyType.ED25519).id
        since = datetime(2026, 10, 1, tzinfo=UTC)
        revoked = revoke_key(store.directory, key_id, since=since, at=ROTATED_AT, reason="laptop stolen")
        assert (revoked.state, revoked.revoked) == (KeyState.REVOKED, since)
        assert load_keyring(store.directory).find(key_id) == revoked


class TestPowerCuts:
    """Whatever fails, and whenever: the old state or the new one, and no key without keyring."""

    @pytest.mark.parametrize("call", ["os.replace", "os.link", "os.fsync"])
    def test_a_rotation_that_fails_changes_nothing(
        self, store: KeyStore, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        before = files(store)
        with monkeypatch.context() as patched:
            patched.setattr(call, no_space)
            with pytest.raises(OSError, match="No space left"):
                rotate_keys(store, CONTROLLER, at=ROTATED_AT)
        assert files(store) == before
        assert store.active_signer(CONTROLLER).sign(b"x")

    def test_a_failure_after_the_new_keyring_is_in_place_keeps_the_new_keys(
        self, empty: KeyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The last step, syncing the directory, fails when everything is already there."""
        import os

        really, calls = os.fsync, []

        def fail_last(descriptor: int) -> None:
            calls.append(descriptor)
            if len(calls) == 4:  # key file, its directory, keyring, its directory
                no_space()
            really(descriptor)

        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", fail_last)
            with pytest.raises(OSError, match="No space left"):
                generate_keys(empty, CONTROLLER, at=MADE_AT, key_types=ED25519_ONLY)
        assert len(empty.active_signer(CONTROLLER).sign(b"x")) == 64

    @pytest.mark.parametrize("call", ["replace", "link"])
    def test_a_process_that_is_killed_half_way_does_no_harm(self, store: KeyStore, call: str) -> None:
        before = load_keyring(store.directory)
        script = (
            "import os, sys\n"
            "from datetime import UTC, datetime\n"
            "from pathlib import Path\n"
            "from keys.custody import KeyStore\n"
            "from keys.generate import rotate_keys\n"
            "from keys.passphrase import Passphrase\n"
            f"os.{call} = lambda *_, **__: os._exit(137)\n"
            f"store = KeyStore.open(Path(sys.argv[1]), Passphrase({PASSPHRASE!r}))\n"
            f"rotate_keys(store, {CONTROLLER!r}, at=datetime.now(UTC))\n"
        )
        killed = subprocess.run([sys.executable, "-c", script, store.directory], cwd=ROOT, check=False)
        assert killed.returncode == 137
        assert load_keyring(store.directory) == before
        assert len(store.active_signer(CONTROLLER).sign(b"x")) == 64
        (rotation,) = rotate_keys(store, CONTROLLER, at=ROTATED_AT, key_types=ED25519_ONLY)
        assert store.active_signer(CONTROLLER).verification_method == rotation.new.id


class TestConcurrency:
    def test_of_many_who_generate_for_one_controller_one_succeeds(self, empty: KeyStore) -> None:
        def generate(_: int) -> str:
            store = KeyStore.open(empty.directory, Passphrase(PASSPHRASE))
            try:
                (entry,) = generate_keys(store, CONTROLLER, at=MADE_AT, key_types=ED25519_ONLY)
            except KeyCustodyError as error:
                return error.code
            return entry.id

        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(generate, range(4)))
        (entry,) = empty.keyring().entries
        assert sorted(outcomes) == sorted([entry.id, *["active_key_exists"] * 3])
        assert sorted(files(empty)) == sorted(["keyring.json", f"{entry.public_key.to_multikey()}.pem"])

    def test_processes_do_not_lose_each_others_keys(self, empty: KeyStore) -> None:
        script = (
            "import sys\n"
            "from datetime import UTC, datetime\n"
            "from pathlib import Path\n"
            "from credentials.identifiers.multikey import KeyType\n"
            "from keys.custody import KeyStore\n"
            "from keys.generate import generate_keys\n"
            "from keys.passphrase import Passphrase\n"
            f"store = KeyStore.open(Path(sys.argv[1]), Passphrase({PASSPHRASE!r}))\n"
            "generate_keys(store, sys.argv[2], at=datetime.now(UTC), key_types=(KeyType.ED25519,))\n"
        )
        controllers = [f"did:web:school-{number}.example" for number in range(3)]
        processes = [
            subprocess.Popen([sys.executable, "-c", script, empty.directory, controller], cwd=ROOT)
            for controller in controllers
        ]
        assert [process.wait(timeout=60) for process in processes] == [0] * 3
        assert sorted(entry.controller for entry in empty.keyring().entries) == controllers


class TestCardKeys:
    def test_it_signs_cards_and_no_credentials(self, store: KeyStore) -> None:
        entry = generate_card_key(store, CONTROLLER, at=MADE_AT)
        assert (entry.key_type, entry.purposes) == (KeyType.ED25519, ("card",))
        assert store.active_card_signer(CONTROLLER).verification_method == entry.id
        assert store.active_signer(CONTROLLER).verification_method != entry.id

    def test_a_second_one_is_refused(self, store: KeyStore) -> None:
        generate_card_key(store, CONTROLLER, at=MADE_AT)
        before = files(store)
        with pytest.raises(KeyCustodyError) as caught:
            generate_card_key(store, CONTROLLER, at=MADE_AT)
        assert caught.value.code == "active_key_exists"
        assert files(store) == before

    def test_without_one_there_is_nothing_to_sign_with_or_to_replace(self, store: KeyStore) -> None:
        for wanted in (
            lambda: store.active_card_signer(CONTROLLER),
            lambda: rotate_card_key(store, CONTROLLER, at=ROTATED_AT),
        ):
            with pytest.raises(KeyCustodyError) as caught:
                wanted()
            assert caught.value.code == "no_active_key"

    def test_the_keys_are_replaced_apart(self, store: KeyStore) -> None:
        old = generate_card_key(store, CONTROLLER, at=MADE_AT)
        rotate_keys(store, CONTROLLER, at=ROTATED_AT)
        assert store.active_card_signer(CONTROLLER).verification_method == old.id
        signer = store.active_signer(CONTROLLER)
        rotation = rotate_card_key(store, CONTROLLER, at=ROTATED_AT, reason="yearly")
        assert (rotation.old.id, rotation.old.state, rotation.old.reason) == (
            old.id,
            KeyState.RETIRED,
            "yearly",
        )
        assert rotation.new.is_for_cards
        assert store.active_card_signer(CONTROLLER).verification_method == rotation.new.id
        assert store.active_signer(CONTROLLER) is signer

    def test_it_is_retired_and_revoked_like_any_key(self, store: KeyStore) -> None:
        entry = generate_card_key(store, CONTROLLER, at=MADE_AT)
        revoked = revoke_key(store.directory, entry.id, since=MADE_AT, at=ROTATED_AT, reason="stolen")
        assert (revoked.state, revoked.is_for_cards) == (KeyState.REVOKED, True)
        assert generate_card_key(store, CONTROLLER, at=ROTATED_AT).is_for_cards
