"""Public keys as Multikey and as JWK: well formed or refused."""

import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from credentials.identifiers.multiformats import base64url_encode, multibase_encode
from credentials.identifiers.multikey import (
    KeyMalformed,
    KeyType,
    PrivateKeyExposed,
    PublicKey,
    UnsupportedKeyType,
    WeakKey,
    verify_ed25519_with_cryptography,
    verify_ed25519_with_nacl,
)
from credentials.parsing import JsonObject
from tests import edwards25519_for_tests as edwards25519
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, ISSUER_P384, STRANGER_P256, KeyForTests

# RFC 8037 appendix A.1–A.3.
RFC8037_JWK: JsonObject = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}


@pytest.fixture(scope="module")
def rsa_private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def rsa_jwk(n: int, e: int) -> JsonObject:
    def number(value: int) -> str:
        return base64url_encode(value.to_bytes((value.bit_length() + 7) // 8))

    return {"kty": "RSA", "n": number(n), "e": number(e)}


@pytest.fixture(scope="module")
def p384_private() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(
        int.from_bytes(hashlib.sha384(b"public test material").digest()) >> 8, ec.SECP384R1()
    )


def p384_jwk(private: ec.EllipticCurvePrivateKey) -> JsonObject:
    numbers = private.public_key().public_numbers()
    x, y = (base64url_encode(value.to_bytes(48)) for value in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-384", "x": x, "y": y}


class TestForms:
    def test_ed25519_as_in_the_data_integrity_vectors(self) -> None:
        text = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
        key = PublicKey.from_multikey(text)
        assert key.key_type is KeyType.ED25519
        assert key.to_multikey() == text

    def test_thumbprint_of_rfc8037(self) -> None:
        key = PublicKey.from_jwk(RFC8037_JWK)
        assert key.to_jwk() == RFC8037_JWK
        assert key.jwk_thumbprint() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"

    def test_p256_both_ways(self) -> None:
        key = ISSUER_P256.public_key
        assert key.to_multikey().startswith("zDn")
        assert PublicKey.from_multikey(key.to_multikey()) == key
        assert PublicKey.from_jwk(key.to_jwk()) == key

    def test_p384_both_ways(self, p384_private: ec.EllipticCurvePrivateKey) -> None:
        jwk = p384_jwk(p384_private)
        key = PublicKey.from_jwk(jwk)
        assert key.to_jwk() == jwk
        assert key.to_multikey().startswith("z82")
        assert PublicKey.from_multikey(key.to_multikey()) == key

    def test_rsa_has_a_jwk_and_no_multikey(self, rsa_private: rsa.RSAPrivateKey) -> None:
        numbers = rsa_private.public_key().public_numbers()
        jwk = rsa_jwk(numbers.n, numbers.e)
        key = PublicKey.from_jwk(jwk)
        assert key.to_jwk() == jwk
        with pytest.raises(UnsupportedKeyType):
            key.to_multikey()

    def test_keys_can_be_members_of_a_set(self) -> None:
        assert len({ISSUER_P256.public_key, PublicKey.from_multikey(ISSUER_P256.multikey)}) == 1


class TestVerify:
    @pytest.mark.parametrize(
        "key", [ISSUER_ED25519, ISSUER_P256, ISSUER_P384], ids=["Ed25519", "P-256", "P-384"]
    )
    def test_own_signature_over_the_same_data_only(self, key: KeyForTests) -> None:
        signature = key.sign(b"data")
        assert key.public_key.verify(signature, b"data") is True
        assert key.public_key.verify(signature, b"datA") is False
        assert key.public_key.verify(signature + b"\x00", b"data") is False
        assert key.public_key.verify(signature[:-1], b"data") is False
        assert key.public_key.verify(b"", b"data") is False
        assert key.public_key.verify(bytes(64), b"data") is False
        assert STRANGER_P256.public_key.verify(signature, b"data") is False

    def test_signature_and_data_do_not_flow_into_each_other(self) -> None:
        """A library that verifies signature and data as one text would not see the border moved."""
        key, signature = ISSUER_ED25519.public_key, ISSUER_ED25519.sign(b"data")
        assert key.verify(signature + b"d", b"ata") is False
        assert key.verify(signature[:-1], signature[-1:] + b"data") is False

    def test_ecdsa_signature_with_zeros_put_in(self) -> None:
        raw = ISSUER_P256.sign(b"data")
        assert ISSUER_P256.public_key.verify(raw[:32] + b"\x00" + raw[32:], b"data") is False
        assert ISSUER_P256.public_key.verify(b"\x00" + raw[:32] + b"\x00" + raw[32:], b"data") is False

    def test_p384(self, p384_private: ec.EllipticCurvePrivateKey) -> None:
        key = PublicKey.from_jwk(p384_jwk(p384_private))
        r, s = decode_dss_signature(p384_private.sign(b"data", ec.ECDSA(hashes.SHA384())))
        signature = r.to_bytes(48) + s.to_bytes(48)
        assert key.verify(signature, b"data") is True
        assert key.verify(signature, b"datA") is False
        assert key.verify(signature[:-1], b"data") is False

    def test_rs256(self, rsa_private: rsa.RSAPrivateKey) -> None:
        numbers = rsa_private.public_key().public_numbers()
        key = PublicKey.from_jwk(rsa_jwk(numbers.n, numbers.e))
        signature = rsa_private.sign(b"data", padding.PKCS1v15(), hashes.SHA256())
        assert key.verify(signature, b"data") is True
        assert key.verify(signature, b"datA") is False
        assert key.verify(b"", b"data") is False
        pss = rsa_private.sign(b"data", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        assert key.verify(pss, b"data") is False

    def test_der_is_not_a_signature(self) -> None:
        raw = ISSUER_P256.sign(b"data")
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        assert ISSUER_P256.public_key.verify(der, b"data") is False


class TestBothLibraries:
    """vc-di-eddsa §4.1.2: a signature holds with libsodium if and only if it holds with OpenSSL.

    Whoever has a private key can make signatures on which verifiers disagree, by putting points
    of small order into them. With the same outcome everywhere nobody can deny having signed.
    """

    DATA = b"data"

    @pytest.mark.parametrize("verify", [verify_ed25519_with_nacl, verify_ed25519_with_cryptography])
    @pytest.mark.parametrize(
        ("key_torsion", "nonce_torsion", "nonce", "holds"),
        [
            (0, 0, 5, True),
            (0, 0, 0, False),  # R is the neutral element, of order 1
            (0, 1, 0, False),  # R is of order 8
            (0, 4, 0, False),  # R is of order 2
            (0, 1, 5, False),  # holds only after multiplication by the cofactor
            (0, 4, 5, False),
            (1, 0, 5, False),
        ],
    )
    def test_points_of_small_order(
        self,
        verify: Callable[[bytes, bytes, bytes], bool],
        key_torsion: int,
        nonce_torsion: int,
        nonce: int,
        holds: bool,
    ) -> None:
        key, signature = edwards25519.signature(
            self.DATA, secret=7, nonce=nonce, key_torsion=key_torsion, nonce_torsion=nonce_torsion
        )
        assert verify(key, signature, self.DATA) is holds
        assert PublicKey(KeyType.ED25519, key).verify(signature, self.DATA) is holds

    @pytest.mark.parametrize("verify", [verify_ed25519_with_nacl, verify_ed25519_with_cryptography])
    def test_a_number_beyond_the_order(self, verify: Callable[[bytes, bytes, bytes], bool]) -> None:
        """RFC 8032 §5.1.7 step 1: S + L would be a second signature over the same data."""
        key, signature = edwards25519.signature(self.DATA, secret=7, nonce=5)
        second = signature[:32] + (int.from_bytes(signature[32:], "little") + edwards25519.ORDER).to_bytes(
            32, "little"
        )
        assert verify(key, signature, self.DATA) is True
        assert verify(key, second, self.DATA) is False


class TestRefusedMultikeys:
    @pytest.mark.parametrize(
        ("text", "error"),
        [
            ("", KeyMalformed),
            ("z", UnsupportedKeyType),
            ("6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", KeyMalformed),
            ("u7QGkFAMgz1ZBVHcbqSlUSSUjDTpMHBUTQkXgEwTkrmFLbA", KeyMalformed),
            ("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ", UnsupportedKeyType),
            (multibase_encode(b"\xed\x01" + bytes(31)), KeyMalformed),
            (multibase_encode(b"\xec\x01" + bytes(32)), UnsupportedKeyType),  # X25519
            (multibase_encode(b"\xe7\x01\x02" + bytes(32)), UnsupportedKeyType),  # secp256k1
            (multibase_encode(b"\x80\x26" + bytes(32)), UnsupportedKeyType),  # Ed25519 private key
            (multibase_encode(b"\x80\x24\x02" + b"\xff" * 32), KeyMalformed),  # x beyond the field
            (multibase_encode(b"\x80\x24\x04" + bytes(32)), KeyMalformed),
        ],
    )
    def test_refused(self, text: str, error: type[KeyMalformed]) -> None:
        with pytest.raises(KeyMalformed) as caught:
            PublicKey.from_multikey(text)
        assert type(caught.value) is error

    def test_codes(self) -> None:
        assert [error.code for error in (KeyMalformed, UnsupportedKeyType, WeakKey, PrivateKeyExposed)] == [
            "key_malformed",
            "unsupported_key_type",
            "weak_key",
            "private_key_exposed",
        ]


# libsodium's list of points of small order, as bytes: an independent source for the same set.
SMALL_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


class TestWeakKeys:
    @pytest.mark.parametrize("point", SMALL_ORDER)
    @pytest.mark.parametrize("sign", [0x00, 0x80])
    def test_ed25519_points_of_small_order(self, point: str, sign: int) -> None:
        data = bytearray.fromhex(point)
        data[31] |= sign
        with pytest.raises(WeakKey):
            PublicKey(KeyType.ED25519, bytes(data))

    @pytest.mark.parametrize("above", range(2, 19))
    @pytest.mark.parametrize("sign", [0x00, 0x80])
    def test_ed25519_keys_that_are_not_written_in_the_one_way(self, above: int, sign: int) -> None:
        """RFC 8032 §5.1.3 step 1: a number of p or more is no coordinate."""
        data = bytearray((2**255 - 19 + above).to_bytes(32, "little"))
        data[31] |= sign
        with pytest.raises(KeyMalformed) as caught:
            PublicKey(KeyType.ED25519, bytes(data))
        assert caught.value.code == "key_malformed"

    def test_rsa_of_2047_bits(self, rsa_private: rsa.RSAPrivateKey) -> None:
        modulus = rsa_private.public_key().public_numbers().n >> 1 | 1
        with pytest.raises(WeakKey):
            PublicKey.from_jwk(rsa_jwk(modulus, 65537))

    @pytest.mark.parametrize("exponent", [0, 1, 2, 65536, 1 << 64 | 1])
    def test_rsa_exponents(self, exponent: int, rsa_private: rsa.RSAPrivateKey) -> None:
        with pytest.raises(KeyMalformed):
            PublicKey.from_jwk(rsa_jwk(rsa_private.public_key().public_numbers().n, exponent))

    def test_rsa_of_absurd_size(self) -> None:
        with pytest.raises(KeyMalformed):
            PublicKey.from_jwk(rsa_jwk(1 << 8192 | 1, 65537))
        with pytest.raises(KeyMalformed):
            PublicKey.from_jwk(rsa_jwk(1 << 100_000 | 1, 65537))

    def test_rsa_even_modulus(self) -> None:
        with pytest.raises(KeyMalformed):
            PublicKey.from_jwk(rsa_jwk(1 << 2047, 65537))


class TestRefusedJWKs:
    @pytest.mark.parametrize("member", ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
    def test_private_members(self, member: str) -> None:
        with pytest.raises(PrivateKeyExposed):
            PublicKey.from_jwk({**RFC8037_JWK, member: "AAAA"})

    @pytest.mark.parametrize(
        "change",
        [
            {"use": "enc"},
            {"key_ops": ["encrypt"]},
            {"key_ops": "verify"},
            {"alg": "ES256"},
            {"alg": "none"},
            {"alg": ["EdDSA"]},
            {"crv": "X25519"},
            {"crv": "Ed448"},
            {"kty": "oct"},
            {"kty": "EC"},
        ],
    )
    def test_other_kinds_and_uses(self, change: JsonObject) -> None:
        with pytest.raises(UnsupportedKeyType):
            PublicKey.from_jwk({**RFC8037_JWK, **change})

    @pytest.mark.parametrize(
        "change",
        [
            {"kty": None},
            {"x": None},
            {"x": ""},
            {"x": 5},
            {"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="},
            {"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR"},
            {"x": "A" * 5_000},
        ],
    )
    def test_ill_formed(self, change: JsonObject) -> None:
        with pytest.raises(KeyMalformed) as caught:
            PublicKey.from_jwk({**RFC8037_JWK, **change})
        assert type(caught.value) is KeyMalformed

    def test_meant_for_verifying(self) -> None:
        use: JsonObject = {"use": "sig", "alg": "EdDSA", "key_ops": ["verify"], "kid": "1"}
        assert PublicKey.from_jwk({**RFC8037_JWK, **use}) == PublicKey.from_jwk(RFC8037_JWK)

    def test_point_that_is_not_on_the_curve(self) -> None:
        """Coordinates of two keys: the compressed form of such a JWK would look fine."""
        jwk = {**ISSUER_P256.public_key.to_jwk(), "y": STRANGER_P256.public_key.to_jwk()["y"]}
        with pytest.raises(KeyMalformed):
            PublicKey.from_jwk(jwk)

    def test_rsa_number_with_a_leading_zero_byte(self, rsa_private: rsa.RSAPrivateKey) -> None:
        n = rsa_private.public_key().public_numbers().n
        jwk = {**rsa_jwk(n, 65537), "n": base64url_encode(b"\x00" + n.to_bytes(256))}
        with pytest.raises(KeyMalformed):
            PublicKey.from_jwk(jwk)
