"""The keys directory, opened."""

import base64
import copy
import hashlib
import json
import logging
import pickle
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credentials.identifiers.multikey import KeyType
from credentials.proofs.signing import SignatureAlgorithm, Signer
from keys.custody import KeyStore
from keys.errors import KeyCustodyError
from keys.generate import generate_keys, retire_key, revoke_key
from keys.passphrase import Passphrase
from tests.keyrings_for_tests import CONTROLLER, PASSPHRASE, ROTATED_AT, prepared_keys

BOTH_TYPES = pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P256])


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore.open(prepared_keys(tmp_path), Passphrase(PASSPHRASE))


@pytest.fixture(scope="module")
def signers(tmp_path_factory: pytest.TempPathFactory) -> dict[KeyType, Signer]:
    store = KeyStore.open(prepared_keys(tmp_path_factory.mktemp("secrecy")), Passphrase(PASSPHRASE))
    return {entry.key_type: store.signer(entry.id) for entry in store.keyring().entries}


def private_key_file(store: KeyStore, key_type: KeyType) -> Path:
    entry = store.keyring().active(CONTROLLER, key_type)
    return store.directory / f"{entry.public_key.to_multikey()}.pem"


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(KeyCustodyError) as caught:
        action()
    return caught.value.code


class TestFiles:
    def test_everything_is_for_the_owner_alone(self, store: KeyStore) -> None:
        assert stat.S_IMODE(store.directory.stat().st_mode) == 0o700
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.directory.iterdir()}
        assert len(modes) == 3
        assert set(modes.values()) == {0o600}

    @BOTH_TYPES
    def test_a_private_key_is_encrypted_pkcs8_with_scrypt(self, store: KeyStore, key_type: KeyType) -> None:
        pem = private_key_file(store, key_type).read_bytes()
        assert pem.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
        assert pem.endswith(b"-----END ENCRYPTED PRIVATE KEY-----\n")

    @BOTH_TYPES
    def test_openssl_reads_it(self, store: KeyStore, key_type: KeyType, tmp_path: Path) -> None:
        """A school can get at its keys without this software."""
        openssl = shutil.which("openssl")
        if openssl is None:
            pytest.skip("there is no openssl command here")
        (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
        path = private_key_file(store, key_type)
        done = subprocess.run(
            [
                openssl,
                "pkey",
                "-in",
                path,
                "-passin",
                f"file:{tmp_path / 'passphrase'}",
                "-pubout",
                "-outform",
                "DER",
            ],
            capture_output=True,
            check=True,
        )
        public_key = store.keyring().active(CONTROLLER, key_type).public_key.cryptography_key()
        assert done.stdout == der(public_key)

    @BOTH_TYPES
    def test_guessing_is_slow(self, store: KeyStore, key_type: KeyType) -> None:
        """Scrypt with N = 2^14, r = 8, p = 5, and AES-256-CBC, in the DER of the file."""
        lines = private_key_file(store, key_type).read_text(encoding="ascii").splitlines()[1:-1]
        content = base64.b64decode("".join(lines))
        assert bytes.fromhex("06092b06010401da47040b") in content
        assert bytes.fromhex("02024000020108020105") in content
        assert bytes.fromhex("060960864801650304012a") in content

    def test_the_same_key_is_never_encrypted_the_same_way(self, store: KeyStore) -> None:
        one = private_key_file(store, KeyType.ED25519).read_bytes()
        other = private_key_file(store, KeyType.P256).read_bytes()
        assert one[30:120] != other[30:120]


class TestSigning:
    @BOTH_TYPES
    def test_a_signature_verifies_with_the_public_key_of_the_keyring(
        self, store: KeyStore, key_type: KeyType
    ) -> None:
        signer = store.active_signer(CONTROLLER, key_type)
        signature = signer.sign(b"data")
        public_key = store.keyring().find(signer.verification_method).public_key
        assert len(signature) == 64
        assert public_key.verify(signature, b"data") is True
        assert public_key.verify(signature, b"date") is False

    def test_a_signer_names_its_key_and_algorithm(self, store: KeyStore) -> None:
        ed25519 = store.keyring().active(CONTROLLER, KeyType.ED25519)
        p256 = store.keyring().active(CONTROLLER, KeyType.P256)
        assert store.signer(ed25519.id).verification_method == ed25519.id
        assert store.signer(ed25519.id).algorithm is SignatureAlgorithm.ED25519
        assert store.signer(p256.id).algorithm is SignatureAlgorithm.ES256

    def test_es256_signatures_have_a_fixed_size(self, store: KeyStore) -> None:
        """R and S have leading zeros once in 128 times; those are kept."""
        signer = store.active_signer(CONTROLLER, KeyType.P256)
        assert {len(signer.sign(number.to_bytes(2))) for number in range(600)} == {64}

    def test_a_p384_key_is_kept_and_signs(self, store: KeyStore) -> None:
        (entry,) = generate_keys(store, CONTROLLER, at=ROTATED_AT, key_types=(KeyType.P384,))
        opened = KeyStore.open(store.directory, Passphrase(PASSPHRASE))
        signer = opened.active_signer(CONTROLLER, KeyType.P384)
        assert signer.verification_method == entry.id
        assert signer.algorithm is SignatureAlgorithm.ES384
        signature = signer.sign(b"data")
        assert len(signature) == 96
        assert entry.public_key.verify(signature, b"data") is True

    def test_a_key_is_opened_once(self, store: KeyStore) -> None:
        assert store.active_signer(CONTROLLER) is store.active_signer(CONTROLLER)

    def test_several_are_opened_together(self, store: KeyStore) -> None:
        ids = [entry.id for entry in store.keyring().entries]
        store.open_together(ids)
        for path in store.directory.glob("*.pem"):
            path.unlink()
        assert [store.signer(one).verification_method for one in ids] == ids

    def test_one_that_cannot_be_opened_is_told(self, store: KeyStore) -> None:
        private_key_file(store, KeyType.P256).unlink()
        ids = [entry.id for entry in store.keyring().entries]
        assert refusal(lambda: store.open_together(ids)) == "key_file_missing"
        store.open_together([])

    def test_every_signature_is_logged_without_what_was_signed(
        self, store: KeyStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        signer = store.active_signer(CONTROLLER)
        with caplog.at_level(logging.INFO, logger="keys"):
            for number in range(3):
                signer.sign(b"secret %d" % number)
        messages = [record.getMessage() for record in caplog.records]
        assert len(messages) == 3
        assert all(signer.verification_method in message for message in messages)
        assert messages[0].endswith(hashlib.sha256(b"secret 0").hexdigest())
        assert not any("secret" in message for message in messages)

    def test_a_retired_key_signs_no_more(self, store: KeyStore) -> None:
        signer = store.active_signer(CONTROLLER)
        retire_key(store.directory, signer.verification_method, at=ROTATED_AT)
        assert refusal(lambda: store.signer(signer.verification_method)) == "key_not_active"
        assert refusal(lambda: store.active_signer(CONTROLLER)) == "no_active_key"

    def test_a_revoked_key_signs_no_more(self, store: KeyStore) -> None:
        key_id = store.keyring().active(CONTROLLER, KeyType.P256).id
        revoke_key(store.directory, key_id, since=ROTATED_AT, at=ROTATED_AT, reason="leaked")
        assert refusal(lambda: store.signer(key_id)) == "key_not_active"

    def test_a_key_that_is_not_in_the_keyring_is_not_found(self, store: KeyStore) -> None:
        assert refusal(lambda: store.signer(f"{CONTROLLER}#z6Mk")) == "key_not_found"


class TestSecrecy:
    """A signer can sign, and nothing else."""

    @pytest.fixture(params=[KeyType.ED25519, KeyType.P256])
    def signer(self, signers: dict[KeyType, Signer], request: pytest.FixtureRequest) -> Signer:
        return signers[request.param]

    def test_it_prints_as_its_verification_method(self, signer: Signer) -> None:
        assert repr(signer) == str(signer) == f"<LocalSigner {signer.verification_method}>"

    @pytest.mark.parametrize(
        "take",
        [copy.copy, copy.deepcopy, *(lambda secret, n=n: pickle.dumps(secret, n) for n in range(6))],
    )
    def test_it_cannot_be_copied_or_pickled(self, signer: Signer, take: Callable[[object], object]) -> None:
        with pytest.raises(TypeError) as caught:
            take(signer)
        assert getattr(caught.value, "code", None) == "not_copyable"

    def test_it_has_no_members_that_show_the_key(self, signer: Signer) -> None:
        assert not hasattr(signer, "__dict__")
        public = [name for name in dir(signer) if not name.startswith("_")]
        assert public == ["algorithm", "sign", "verification_method"]
        with pytest.raises(TypeError):
            vars(signer)
        with pytest.raises(TypeError):
            json.dumps(signer)

    def test_the_store_cannot_be_copied_or_printed_either(self, store: KeyStore) -> None:
        assert repr(store) == f"<KeyStore {store.directory}>"
        for take in (copy.copy, copy.deepcopy, pickle.dumps):
            with pytest.raises(TypeError):
                take(store)


class TestRefusing:
    def test_a_wrong_passphrase(self, store: KeyStore) -> None:
        wrong = KeyStore.open(store.directory, Passphrase("tureluur-slik-getij-88"))
        assert refusal(lambda: wrong.active_signer(CONTROLLER)) == "passphrase_wrong"

    @pytest.mark.parametrize("mode", [0o750, 0o705, 0o777])
    def test_a_directory_that_others_can_look_into(self, store: KeyStore, mode: int) -> None:
        store.directory.chmod(mode)
        assert (
            refusal(lambda: KeyStore.open(store.directory, Passphrase(PASSPHRASE))) == "insecure_permissions"
        )
        assert (
            refusal(lambda: KeyStore.create(store.directory, Passphrase(PASSPHRASE)))
            == "insecure_permissions"
        )
        assert refusal(store.keyring) == "insecure_permissions"

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
    def test_a_private_key_that_others_can_read(self, store: KeyStore, mode: int) -> None:
        private_key_file(store, KeyType.ED25519).chmod(mode)
        assert refusal(lambda: store.active_signer(CONTROLLER)) == "insecure_permissions"

    def test_a_keyring_that_others_can_change(self, store: KeyStore) -> None:
        (store.directory / "keyring.json").chmod(0o622)
        assert refusal(store.keyring) == "insecure_permissions"

    def test_a_directory_in_a_git_work_tree(self, store: KeyStore) -> None:
        (store.directory.parent / ".git").mkdir()
        assert refusal(lambda: KeyStore.open(store.directory, Passphrase(PASSPHRASE))) == "inside_work_tree"

    def test_a_directory_in_a_git_work_tree_is_not_even_made(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        assert (
            refusal(lambda: KeyStore.create(tmp_path / "keys", Passphrase(PASSPHRASE))) == "inside_work_tree"
        )
        assert not (tmp_path / "keys").exists()

    def test_a_directory_that_is_not_there(self, tmp_path: Path) -> None:
        assert (
            refusal(lambda: KeyStore.open(tmp_path / "keys", Passphrase(PASSPHRASE)))
            == "keys_directory_missing"
        )

    def test_a_private_key_that_is_not_there(self, store: KeyStore) -> None:
        private_key_file(store, KeyType.ED25519).unlink()
        assert refusal(lambda: store.active_signer(CONTROLLER)) == "key_file_missing"

    def test_a_private_key_under_another_name(self, store: KeyStore) -> None:
        """Swapped files would make signatures that verify under no published key."""
        shutil.copy(private_key_file(store, KeyType.P256), private_key_file(store, KeyType.ED25519))
        assert refusal(lambda: store.active_signer(CONTROLLER)) == "key_file_malformed"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "key_file_malformed"),
            (
                b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n",
                "key_file_malformed",
            ),
            (
                b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "passphrase_wrong",
            ),
        ],
        ids=["empty", "not encrypted", "damaged"],
    )
    def test_a_file_that_is_no_encrypted_key(self, store: KeyStore, content: bytes, code: str) -> None:
        private_key_file(store, KeyType.ED25519).write_bytes(content)
        assert refusal(lambda: store.active_signer(CONTROLLER)) == code

    def test_a_damaged_keyring(self, store: KeyStore) -> None:
        path = store.directory / "keyring.json"
        path.write_bytes(path.read_bytes()[:-20])
        assert refusal(store.keyring) == "keyring_malformed"

    def test_no_error_tells_the_passphrase(self, store: KeyStore) -> None:
        secret = "tureluur-slik-getij-88"
        wrong = KeyStore.open(store.directory, Passphrase(secret))
        with pytest.raises(KeyCustodyError) as caught:
            wrong.active_signer(CONTROLLER)
        assert secret not in str(caught.value)
        assert secret not in repr(caught.value.__cause__)


def der(public_key: object) -> bytes:
    assert isinstance(public_key, EllipticCurvePublicKey | Ed25519PublicKey)
    return public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
