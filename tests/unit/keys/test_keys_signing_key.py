"""Private keys of each type, and what signs with them."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256K1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from credentials.identifiers.multikey import KeyType
from credentials.proofs.signing import SignatureAlgorithm
from keys.backends.signing_key import (
    ed25519_with_nacl,
    key_type_of,
    new_signing_key,
    public_half,
    signature_algorithm,
    signing_function,
)
from keys.errors import KeyCustodyError

ALGORITHMS = pytest.mark.parametrize("algorithm", list(SignatureAlgorithm))


@ALGORITHMS
def test_a_new_key_signs_as_its_algorithm_says(algorithm: SignatureAlgorithm) -> None:
    private_key = new_signing_key(algorithm.key_type)
    assert key_type_of(private_key) is algorithm.key_type
    assert signature_algorithm(private_key) is algorithm
    public_key = public_half(private_key)
    assert public_key.key_type is algorithm.key_type
    signature = signing_function(private_key)(b"data")
    assert public_key.verify(signature, b"data") is True
    assert public_key.verify(signature, b"date") is False


@pytest.mark.parametrize(("key_type", "size"), [(KeyType.P256, 64), (KeyType.P384, 96), (KeyType.P521, 132)])
def test_ecdsa_signatures_have_a_fixed_size(key_type: KeyType, size: int) -> None:
    """R and S have leading zeros once in 128 times; those are kept."""
    sign = signing_function(new_signing_key(key_type))
    assert {len(sign(number.to_bytes(2))) for number in range(400)} == {size}


@given(seed=st.binary(min_size=32, max_size=32), data=st.binary(max_size=200))
def test_libsodium_gives_the_signature_of_openssl(seed: bytes, data: bytes) -> None:
    private_key = Ed25519PrivateKey.from_private_bytes(seed)
    assert ed25519_with_nacl(private_key)(data) == private_key.sign(data)


def test_another_curve_does_not_sign() -> None:
    private_key = generate_private_key(SECP256K1())
    assert key_type_of(private_key) is None
    for use in (public_half, signature_algorithm, signing_function):
        with pytest.raises(KeyCustodyError):
            use(private_key)
