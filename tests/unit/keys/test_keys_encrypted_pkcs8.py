"""One private key as a file: written here or by somebody else, whole or damaged."""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.identifiers.multikey import KeyType
from keys.backends import encrypted_pkcs8
from keys.backends.encrypted_pkcs8 import decrypt_private_key, encrypt_private_key
from keys.backends.signing_key import SigningKey, new_signing_key, public_half
from keys.errors import KeyCustodyError
from keys.passphrase import Passphrase
from tests.keyrings_for_tests import PASSPHRASE

TYPES = (KeyType.ED25519, KeyType.P256, KeyType.P384)
KEYS = {key_type: new_signing_key(key_type) for key_type in TYPES}
WRITTEN = {key_type: encrypt_private_key(key, Passphrase(PASSPHRASE)) for key_type, key in KEYS.items()}


def opened(pem: bytes) -> SigningKey:
    return decrypt_private_key(pem, Passphrase(PASSPHRASE), name="key.pem")


@pytest.mark.parametrize("key_type", TYPES)
def test_what_is_written_here_is_read_here(key_type: KeyType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(encrypted_pkcs8, "load_pem_private_key")  # which would read it too
    pem = WRITTEN[key_type]
    assert public_half(opened(pem)) == public_half(KEYS[key_type])
    assert public_half(opened(pem.replace(b"\n", b"\r\n"))) == public_half(KEYS[key_type])


@pytest.mark.parametrize("key_type", TYPES)
def test_what_openssl_wrote_is_read(key_type: KeyType, tmp_path: Path) -> None:
    plain = KEYS[key_type].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    command = ["openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-scrypt", "-passout", "stdin"]
    (tmp_path / "plain.pem").write_bytes(plain)
    done = subprocess.run(
        [*command, "-in", str(tmp_path / "plain.pem")],
        input=PASSPHRASE.encode(),
        capture_output=True,
        check=True,
    )
    assert public_half(opened(done.stdout)) == public_half(KEYS[key_type])


def test_another_passphrase_opens_neither() -> None:
    for pem in WRITTEN.values():
        with pytest.raises(KeyCustodyError) as caught:
            decrypt_private_key(pem, Passphrase(PASSPHRASE + " and more"), name="key.pem")
        assert caught.value.code == "passphrase_wrong"


@settings(max_examples=25)  # each has to derive a key
@given(data=st.data())
def test_a_damaged_file_gives_another_key_never_and_an_error_of_ours(data: st.DataObject) -> None:
    pem = bytearray(WRITTEN[KeyType.ED25519])
    position = data.draw(st.integers(0, len(pem) - 1))
    pem[position] = data.draw(st.integers(0, 255))
    try:
        key = opened(bytes(pem))
    except KeyCustodyError:
        return
    # With CBC a flipped bit of the salt's neighbours can hit the key itself; its name then tells, in the
    # backend. Here what counts is that nothing else is raised.
    assert isinstance(key, SigningKey)


@given(st.binary(max_size=200))
def test_anything_at_all_is_a_key_or_an_error_of_ours(content: bytes) -> None:
    pem = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + content + b"\n-----END ENCRYPTED PRIVATE KEY-----\n"
    with pytest.raises(KeyCustodyError):
        opened(pem)
