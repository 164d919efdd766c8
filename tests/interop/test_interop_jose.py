"""The compact form of a credential (VC-JWT), with the JOSE library of the Node world, both ways."""

import pytest

from credentials.parsing import JsonObject
from credentials.proofs.errors import SignatureMismatch
from credentials.proofs.vc_jwt import parse_jwt, sign_jwt, verify_jwt
from tests.interop.fresh_keys import FreshKey, fresh_keys, fresh_p384_key
from tests.interop.node_peer import NodePeer
from tests.interop.our_verdict import NOW
from tests.interop.school import School
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    ISSUER_P384,
    STRANGER_ED25519,
    STRANGER_P256,
    KeyForTests,
    p384_key,
)

pytestmark = pytest.mark.interop

KINDS = pytest.mark.parametrize(
    ("key", "stranger", "algorithm"),
    [
        (ISSUER_ED25519, STRANGER_ED25519, "EdDSA"),
        (ISSUER_P256, STRANGER_P256, "ES256"),
        (ISSUER_P384, p384_key("somebody else"), "ES384"),
    ],
    ids=["EdDSA", "ES256", "ES384"],
)


def payload_of(credential: JsonObject) -> JsonObject:
    """Return a credential with the claims that OB 3.0 wants beside it."""
    issuer, subject = credential["issuer"], credential["credentialSubject"]
    assert isinstance(issuer, dict)
    assert isinstance(subject, dict)
    return {
        **credential,
        "iss": issuer["id"],
        "sub": subject["id"],
        "jti": credential["id"],
        "nbf": 1_735_723_800,  # 2025-01-01T09:30:00Z
    }


@KINDS
def test_ours_there(
    node_peer: NodePeer, school: School, key: KeyForTests, stranger: KeyForTests, algorithm: str
) -> None:
    credential = school.credential()
    token = sign_jwt(credential, key.signer(key.method_of(school.controller)))

    answer = node_peer.ask("jose.verify", token=token, jwk=key.public_key.to_jwk(), algorithms=[algorithm])
    assert answer["verified"] is True
    assert answer["header"] == {"alg": algorithm, "kid": key.method_of(school.controller), "typ": "JWT"}
    assert answer["payload"] == payload_of(credential)

    answer = node_peer.ask(
        "jose.verify", token=token, jwk=stranger.public_key.to_jwk(), algorithms=[algorithm]
    )
    assert answer["verified"] is False


@pytest.mark.parametrize("key", [*fresh_keys(), fresh_p384_key()], ids=lambda key: key.algorithm)
def test_theirs_here(node_peer: NodePeer, school: School, key: FreshKey) -> None:
    """RS256 is what much of the Open Badges world signs with; we verify it, and do not make it."""
    credential = school.credential()
    header: JsonObject = {"alg": key.algorithm, "kid": f"{school.controller}#1", "typ": "JWT"}

    token = node_peer.ask("jose.sign", payload=payload_of(credential), header=header, jwk=key.private_jwk)[
        "token"
    ]

    assert isinstance(token, str)
    unverified = parse_jwt(token)
    assert unverified.unverified == credential
    assert verify_jwt(unverified, key.public_key, at=NOW) == ()
    head, body, signature = token.split(".")
    flipped = "A" if signature[0] != "A" else "B"
    with pytest.raises(SignatureMismatch):
        verify_jwt(parse_jwt(f"{head}.{body}.{flipped}{signature[1:]}"), key.public_key, at=NOW)
