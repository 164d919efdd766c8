"""Credentials of one class, signed together."""

import copy
import json
from datetime import UTC, datetime

import orjson
import pytest

from contexts import bundled_contexts
from credentials.jsonld.strictness import IllFormedIRI, NotCanonicalizable
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.proofs.batch_signing import BatchSigner
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from tests.documents_for_tests import rich_badge
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
KEY = ISSUER_ED25519
VARYING = ["/id", "/credentialSubject/id", "/credentialSubject/identifier/0/identityHash", "/validFrom"]
LEARNERS = [
    (f"urn:uuid:00000000-0000-4000-8000-{n:012}", f"did:example:{n}", name, f"2026-09-{n + 1:02}T12:00:00Z")
    for n, name in enumerate(["Sanne", 'Ünï "cödé" 🎓', "a\nb\\c", "", "sha256$b5809d8a"])
]


def template() -> CredentialTemplate:
    return CredentialTemplate(rich_badge(), VARYING)


@pytest.mark.parametrize("purpose", ["assertionMethod", "authentication"])
def test_what_is_signed_is_what_add_proof_gives_byte_for_byte(purpose: str) -> None:
    made = template()
    batch = BatchSigner(made, KEY.signer(), created=AT, proof_purpose=purpose)
    for values in LEARNERS:
        signed = add_proof(made.document(values), KEY.signer(), created=AT, proof_purpose=purpose)
        assert batch.sign(values) == orjson.dumps(signed)


def test_the_proofs_hold() -> None:
    batch = BatchSigner(template(), KEY.signer(), created=AT)
    for values in LEARNERS:
        signed = json.loads(batch.sign(values))
        (proof,) = embedded_proofs(signed)
        verify_proof(signed, proof, KEY.public_key, at=AT)
        assert signed["credentialSubject"]["id"] == values[1]


def test_contexts_are_those_of_the_template() -> None:
    made = CredentialTemplate(rich_badge(), VARYING, contexts=bundled_contexts())
    signed = add_proof(rich_badge(), KEY.signer(), created=AT, contexts=bundled_contexts())
    values = made.values_of(rich_badge())
    assert values is not None
    assert BatchSigner(made, KEY.signer(), created=AT).sign(values) == orjson.dumps(signed)


def test_what_cannot_be_signed_is_refused_as_ever() -> None:
    batch = BatchSigner(template(), KEY.signer(), created=AT)
    with pytest.raises(IllFormedIRI) as caught:
        batch.sign(("urn:uuid:1", "did:example:a>", "x", "y"))
    assert caught.value.pointer == "/credentialSubject/id"
    with pytest.raises(ValueError, match="3 strings for 4 places"):
        batch.sign(LEARNERS[0][:3])


def test_a_proof_that_cannot_be_signed_is_refused_at_once() -> None:
    with pytest.raises(NotCanonicalizable) as caught:
        BatchSigner(template(), KEY.signer("no identifier"), created=AT)
    with pytest.raises(NotCanonicalizable) as ordinary:
        add_proof(rich_badge(), KEY.signer("no identifier"), created=AT)
    assert (caught.value.code, caught.value.pointer) == (ordinary.value.code, ordinary.value.pointer)
    assert caught.value.pointer == "/proof/0/verificationMethod"


def test_only_ed25519_and_only_a_moment_with_a_time_zone() -> None:
    with pytest.raises(ValueError, match="eddsa-rdfc-2022 does not sign with ES256"):
        BatchSigner(template(), ISSUER_P256.signer(), created=AT)
    with pytest.raises(ValueError, match="zone"):
        BatchSigner(template(), KEY.signer(), created=AT.replace(tzinfo=None))


def test_the_document_of_the_template_may_change_afterwards() -> None:
    document = rich_badge()
    made = CredentialTemplate(document, VARYING)
    before = BatchSigner(made, KEY.signer(), created=AT).sign(LEARNERS[0])
    document["name"] = "Solderen"
    assert BatchSigner(made, KEY.signer(), created=AT).sign(LEARNERS[0]) == before
    assert made.values_of(document) is None
    assert made.example == copy.deepcopy(rich_badge())
