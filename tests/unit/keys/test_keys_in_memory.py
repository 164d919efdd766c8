"""The key that exists as long as the process does."""

import copy
import pickle

import pytest

from credentials.identifiers.did import did_key_public_key, did_of
from credentials.identifiers.multikey import KeyType
from credentials.proofs.signing import SignatureAlgorithm
from keys.backends.in_memory import ephemeral_did_key
from keys.errors import KeyCustodyError


def test_the_did_holds_the_key_that_signs() -> None:
    did, signer = ephemeral_did_key()
    key = did_key_public_key(did)
    assert key.key_type is KeyType.ED25519
    assert signer.algorithm is SignatureAlgorithm.ED25519
    signature = signer.sign(b"data")
    assert key.verify(signature, b"data") is True
    assert key.verify(signature, b"other data") is False


@pytest.mark.parametrize(
    ("key_type", "algorithm", "size"),
    [
        (KeyType.ED25519, SignatureAlgorithm.ED25519, 64),
        (KeyType.P256, SignatureAlgorithm.ES256, 64),
        (KeyType.P384, SignatureAlgorithm.ES384, 96),
    ],
)
def test_it_is_of_the_type_that_was_asked_for(
    key_type: KeyType, algorithm: SignatureAlgorithm, size: int
) -> None:
    did, signer = ephemeral_did_key(key_type)
    key = did_key_public_key(did)
    assert (key.key_type, signer.algorithm) == (key_type, algorithm)
    signature = signer.sign(b"data")
    assert len(signature) == size
    assert key.verify(signature, b"data") is True


def test_an_rsa_key_is_not_made() -> None:
    with pytest.raises(KeyCustodyError):
        ephemeral_did_key(KeyType.RSA)


def test_the_verification_method_is_that_of_the_did() -> None:
    did, signer = ephemeral_did_key()
    assert did_of(signer.verification_method) == did
    assert signer.verification_method == f"{did}#{did.removeprefix('did:key:')}"


def test_every_key_is_another() -> None:
    assert ephemeral_did_key()[0] != ephemeral_did_key()[0]


def test_the_key_does_not_get_out() -> None:
    _, signer = ephemeral_did_key()
    assert repr(signer) == f"<LocalSigner {signer.verification_method}>"
    with pytest.raises(TypeError):
        pickle.dumps(signer)
    with pytest.raises(TypeError):
        copy.copy(signer)
