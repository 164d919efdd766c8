"""Wycheproof: signatures that broke somebody's verifier once.

Every test of the three files is run, or named below with the reason why it says nothing about us.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import base64url_decode, base64url_encode
from credentials.identifiers.multikey import (
    PublicKey,
    verify_ed25519_with_cryptography,
    verify_ed25519_with_nacl,
)
from credentials.proofs.vc_jwt import parse_compact_jws, verify_compact_jws
from tests.paths import vectors

Verify = Callable[[bytes, bytes, bytes], bool]


class Case(NamedTuple):
    """One test of a file."""

    number: int
    comment: str
    group: dict[str, Any]
    test: dict[str, Any]

    @property
    def valid(self) -> bool:
        """Whether the file calls it valid; "acceptable" does not occur in these files."""
        result = self.test["result"]
        assert result in ("valid", "invalid")
        return bool(result == "valid")


def cases(name: str) -> Iterator[Case]:
    content = json.loads((vectors("wycheproof") / name).read_bytes())
    for group in content["testGroups"]:
        for test in group["tests"]:
            yield Case(test["tcId"], test["comment"], group, test)


@pytest.mark.parametrize("verify", [verify_ed25519_with_nacl, verify_ed25519_with_cryptography])
def test_ed25519_with_both_libraries(verify: Verify) -> None:
    """Libsodium and OpenSSL must agree, as either may be the one that is installed."""
    wrong: list[int] = []
    count = 0
    for case in cases("ed25519_test.json"):
        key = bytes.fromhex(case.group["publicKey"]["pk"])
        signature, message = bytes.fromhex(case.test["sig"]), bytes.fromhex(case.test["msg"])
        # The size is looked at by PublicKey.verify, before either library is asked.
        verified = len(signature) == 64 and verify(key, signature, message)
        count += 1
        if verified is not case.valid:
            wrong.append(case.number)
    assert wrong == []
    assert count == 151


def test_ed25519_as_jwk() -> None:
    wrong: list[int] = []
    for case in cases("ed25519_test.json"):
        key = PublicKey.from_jwk(case.group["publicKeyJwk"])
        assert key.raw.hex() == case.group["publicKey"]["pk"]
        if key.verify(bytes.fromhex(case.test["sig"]), bytes.fromhex(case.test["msg"])) is not case.valid:
            wrong.append(case.number)
    assert wrong == []


def test_ecdsa_p256() -> None:
    wrong: list[int] = []
    count = 0
    for case in cases("ecdsa_secp256r1_sha256_p1363_test.json"):
        point = bytes.fromhex(case.group["publicKey"]["uncompressed"])
        x, y = base64url_encode(point[1:33]), base64url_encode(point[33:])
        key = PublicKey.from_jwk({"kty": "EC", "crv": "P-256", "x": x, "y": y})
        assert PublicKey.from_multikey(key.to_multikey()) == key
        count += 1
        if key.verify(bytes.fromhex(case.test["sig"]), bytes.fromhex(case.test["msg"])) is not case.valid:
            wrong.append(case.number)
    assert wrong == []
    assert count == 262


# json_web_signature_test.json covers JOSE as a whole, with payloads that are no credentials. What
# is valid in the file and refused here, and why:
NOT_OURS = {
    "HS256": "a MAC proves nothing to a third party",
    "RS384": "not among the algorithms of Open Badges that we verify",
    "RS512": "not among the algorithms of Open Badges that we verify",
    "PS256": "not among the algorithms of Open Badges that we verify",
    "PS384": "not among the algorithms of Open Badges that we verify",
    "PS512": "not among the algorithms of Open Badges that we verify",
    "ES512": "not among the algorithms of Open Badges that we verify",
}
# The file calls base64url with "?" in it valid; RFC 7515 §2 does not.
NOT_BASE64URL = {372, 373}


def outcome(case: Case) -> str:
    """Return "valid", or the code of the refusal."""
    try:
        jws = parse_compact_jws(case.test["jws"])
        verify_compact_jws(jws, PublicKey.from_jwk(case.group["public"]))
    except CredentialError as error:
        return error.code
    return "valid"


def algorithm_of(case: Case) -> str:
    header = json.loads(base64url_decode(case.test["jws"].split(".")[0]))
    return str(header["alg"])


def test_json_web_signature() -> None:
    wrong: list[tuple[int, str]] = []
    verified, not_ours = 0, set()
    for case in cases("json_web_signature_test.json"):
        found = outcome(case)
        if not case.valid:
            expected = found != "valid"
        elif case.number in NOT_BASE64URL:
            expected = found == "jwt_malformed"
        elif algorithm_of(case) in NOT_OURS:
            expected = found == "jwt_algorithm_not_allowed"
            not_ours.add(algorithm_of(case))
        else:
            expected = found == "valid"
            verified += 1
        if not expected:
            wrong.append((case.number, found))
    assert wrong == []
    assert verified == 10
    assert not_ours == NOT_OURS.keys()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (19, "signature_mismatch"),  # modified signature
        (20, "signature_mismatch"),  # no signature
        (21, "jwt_malformed"),  # no signature and no separator
        (22, "signature_mismatch"),  # modified payload
        (25, "signature_mismatch"),  # modified header
        (31, "jwt_algorithm_not_allowed"),  # HS256 with the bytes of the public key as secret
        (32, "signature_mismatch"),  # the attacker's key in the header
        (332, "unsupported_key_type"),  # RS256 with a key for PS512
        (341, "jwt_algorithm_not_allowed"),  # none
        (342, "jwt_algorithm_not_allowed"),  # NONE
        (353, "unsupported_key_type"),  # a key for encryption (use)
        (356, "unsupported_key_type"),  # a key for encryption (key_ops)
        (379, "signature_mismatch"),  # ES256: signature too long
        (386, "signature_mismatch"),  # ES256: r = s = 0
    ],
)
def test_json_web_signature_is_refused_for_the_right_reason(number: int, code: str) -> None:
    found = {case.number: case for case in cases("json_web_signature_test.json")}
    assert outcome(found[number]) == code
