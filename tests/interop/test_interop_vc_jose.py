"""VC-JOSE-COSE with the JOSE library of the Node world, for every algorithm of ours, both ways."""

import json

import pytest

from credentials.parsing import JsonObject
from credentials.proofs.errors import SignatureMismatch
from credentials.proofs.vc_jose import JoseKind, parse_jose, secure_with_jose, verify_jose
from keys.backends.jwk_file import read_jwk_file
from tests.interop.node_peer import NodePeer
from tests.jwk_files_for_tests import EVERY_KEY, JWKForTests

pytestmark = pytest.mark.interop

ISSUER = "https://example.issuer/vc-jose-cose"
DOCUMENTS: dict[JoseKind, JsonObject] = {
    JoseKind.CREDENTIAL: {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:learner", "name": "Zoë 🎓"},
    },
    JoseKind.PRESENTATION: {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": ISSUER,
    },
}
EVERY = pytest.mark.parametrize("key", EVERY_KEY, ids=lambda key: key.algorithm)
KINDS = pytest.mark.parametrize("kind", list(JoseKind))


@EVERY
@KINDS
def test_ours_there(node_peer: NodePeer, key: JWKForTests, kind: JoseKind) -> None:
    signer = read_jwk_file(key.file, name="key.json").signer
    assert signer is not None
    token = secure_with_jose(DOCUMENTS[kind], kind, signer)
    answer = node_peer.ask("jose.verify", token=token, jwk=key.public_jwk, algorithms=[key.algorithm])
    assert answer["verified"] is True
    assert answer["payload"] == DOCUMENTS[kind]
    assert answer["header"] == {
        "alg": key.algorithm,
        "kid": key.key_id,
        "typ": f"{kind}+jwt",
        "cty": kind.value,
    }
    other = key.other().public_jwk
    assert (
        node_peer.ask("jose.verify", token=token, jwk=other, algorithms=[key.algorithm])["verified"] is False
    )


@EVERY
@KINDS
def test_theirs_here(node_peer: NodePeer, key: JWKForTests, kind: JoseKind) -> None:
    header: JsonObject = {"alg": key.algorithm, "kid": key.key_id, "typ": f"{kind}+jwt", "cty": kind.value}
    token = node_peer.ask("jose.sign", payload=DOCUMENTS[kind], header=header, jwk=key.private_jwk)["token"]
    assert isinstance(token, str)
    unverified = parse_jose(token, kind)
    assert json.dumps(unverified.unverified) == json.dumps(DOCUMENTS[kind])
    verify_jose(unverified, read_jwk_file(key.file, name="key.json").public_key)
    with pytest.raises(SignatureMismatch):
        verify_jose(unverified, read_jwk_file(key.other().file, name="key.json").public_key)
