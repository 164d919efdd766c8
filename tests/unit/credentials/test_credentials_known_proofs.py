"""What is known of proofs: it saves reading, and no proof is taken or refused because of it."""

import uuid
from typing import Any, Final

import pytest

from contexts import CREDENTIALS_V2, OB_3_0_3, ContextLoader, bundled_contexts, issuing_contexts
from credentials.errors import CredentialError
from credentials.identifiers.multiformats import multibase_encode
from credentials.identifiers.multikey import KeyType
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs import known_proofs
from credentials.proofs.cryptosuites import CRYPTOSUITES
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from credentials.proofs.known_proofs import keep_proof, key_of, known_proof
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, ISSUER_P384
from tests.verification_for_tests import AT, AWARDED, badge

METHOD: Final = ISSUER_ED25519.did_key_method
CONTEXT: Final[JsonValue] = [CREDENTIALS_V2, OB_3_0_3]


def options(**members: JsonValue) -> JsonObject:
    """Return the options of a proof that no other test has."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-09-01T12:00:00Z",
        "verificationMethod": f"{METHOD}-{uuid.uuid4()}",
        "proofPurpose": "assertionMethod",
        **members,
    }


def signed(proof: JsonObject, **members: JsonValue) -> JsonObject:
    """Return a credential with a proof that holds, made step by step so that nothing is kept."""
    document: JsonObject = {**badge(), **members}
    suite = CRYPTOSUITES[str(proof["cryptosuite"])]
    data = suite.hash_data(
        document,
        proof,
        key_type=KeyType.ED25519,
        proof_pointer="/proof/0",
        contexts=bundled_contexts(),
        limits=DEFAULT_LIMITS,
    )
    value = multibase_encode(ISSUER_ED25519.sign(data))
    return {**document, "proof": [{**proof, "proofValue": value}]}


def proof_of(document: JsonObject) -> JsonObject:
    (proof,) = embedded_proofs(document)
    return {**proof}


def outcome(document: JsonObject, *, limits: Limits = DEFAULT_LIMITS, **asked: Any) -> tuple[str, str | None]:  # noqa: ANN401 - by name
    try:
        verify_proof(document, proof_of(document), ISSUER_ED25519.public_key, at=AT, limits=limits, **asked)
    except CredentialError as error:
        return error.code, error.pointer
    return "holds", None


def with_value(document: JsonObject, value: JsonValue) -> JsonObject:
    return {**document, "proof": [{**proof_of(document), "proofValue": value}]}


def is_known(proof: JsonObject, contexts: ContextLoader | None = None) -> bool:
    key = key_of({"@context": CONTEXT}, proof, contexts or bundled_contexts(), DEFAULT_LIMITS)
    return known_proof(key) is not None


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_only_a_proof_that_held_is_known(cryptosuite: str) -> None:
    proof = options(cryptosuite=cryptosuite)
    document = signed(proof)
    assert outcome({**document, "name": "Cum laude"}) == ("signature_mismatch", "/proof/0/proofValue")
    assert not is_known(proof)
    assert outcome(document) == ("holds", None)
    assert is_known(proof)


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_is_found_does_not_depend_on_what_is_known(cryptosuite: str) -> None:
    proof = options(
        cryptosuite=cryptosuite, domain=["a.example"], challenge="1", expires="2027-01-01T00:00:00Z"
    )
    document = signed(proof)
    another = signed(proof, name="Lassen")
    cases: list[tuple[JsonObject, dict[str, Any]]] = [
        (document, {}),
        (another, {}),
        ({**another, "name": "Cum laude"}, {}),
        ({**another, "eindcijfer": "10"}, {}),
        (with_value(another, None), {}),
        (with_value(another, "z1"), {}),
        (with_value(another, "zI"), {}),
        (another, {"expected_purpose": "authentication"}),
        (another, {"domain": "b.example"}),
        (another, {"challenge": "2"}),
    ]
    anew = [outcome(case, limits=Limits(), **asked) for case, asked in cases]
    for _ in range(2):
        assert [outcome(case, **asked) for case, asked in cases] == anew
    assert is_known(proof)
    assert len(set(anew)) > 5


@pytest.mark.parametrize(
    "member",
    ["created", "verificationMethod", "proofPurpose", "id", "nonce", "domain", "expires", "@context"],
)
def test_another_proof_is_another(member: str) -> None:
    proof = options()
    assert outcome(signed(proof)) == ("holds", None)
    assert is_known(proof)
    assert not is_known({**proof, member: "urn:x:other"})
    changed = with_value({**signed(proof)}, "z1")
    assert outcome({**changed, "proof": [{**proof_of(changed), member: []}]})[0] in (
        "proof_malformed",
        "proof_context_mismatch",
    )


def test_contexts_and_limits_count() -> None:
    proof = options()
    assert outcome(signed(proof)) == ("holds", None)
    assert not is_known(proof, ContextLoader())
    assert key_of({"@context": CONTEXT}, proof, bundled_contexts(), Limits()) is None
    other = key_of({"@context": [CREDENTIALS_V2]}, proof, bundled_contexts(), DEFAULT_LIMITS)
    assert known_proof(other) is None


def test_the_kind_of_key_counts() -> None:
    """One suite hashes in another way for another key."""
    proofs = [
        add_proof(badge(), key.signer(METHOD), created=AWARDED, cryptosuite="ecdsa-rdfc-2019")
        for key in (ISSUER_P256, ISSUER_P384, ISSUER_P256)
    ]
    for key, document in zip((ISSUER_P256, ISSUER_P384, ISSUER_P256), proofs, strict=True):
        for limits in (Limits(), DEFAULT_LIMITS):
            verify_proof(document, proof_of(document), key.public_key, at=AT, limits=limits)


def test_whoever_signs_one_after_the_other_hashes_the_proof_once() -> None:
    method = f"{METHOD}-{uuid.uuid4()}"
    document = add_proof(badge(), ISSUER_ED25519.signer(method), created=AWARDED)
    proof = proof_of(document)
    del proof["proofValue"]
    assert is_known(proof, issuing_contexts())
    again = add_proof({**badge(), "name": "Lassen"}, ISSUER_ED25519.signer(method), created=AWARDED)
    assert outcome(again) == ("holds", None)


@pytest.mark.parametrize("member", [{"anders": None}, {"nonce": "x" * 5_000}, {"proofPurpose": ""}])
def test_what_is_not_kept(member: JsonObject) -> None:
    """A text that is not one of a kind, a long one, and a proof that nobody would take."""
    proof = {**options(), **member}
    key = key_of({"@context": CONTEXT}, proof, bundled_contexts(), DEFAULT_LIMITS)
    assert key is not None
    keep_proof(key, {"@context": CONTEXT}, proof, key_type=KeyType.ED25519, data=bytes(64))
    assert not is_known(proof)


def test_what_is_no_json_is_not_known() -> None:
    proof: JsonObject = {**options(), "created": AWARDED}  # type: ignore[dict-item]  # what a caller may have built
    assert key_of({}, proof, bundled_contexts(), DEFAULT_LIMITS) is None


def test_few_are_kept() -> None:
    for number in range(1_200):
        proof = options(nonce=f"{number}" * 200)
        key = key_of({"@context": CONTEXT}, proof, bundled_contexts(), DEFAULT_LIMITS)
        assert key is not None
        keep_proof(key, {"@context": CONTEXT}, proof, key_type=KeyType.ED25519, data=bytes(64))
    kept = known_proofs._known
    assert 50 < len(kept) <= 512
    assert sum(entry.size for entry in kept.values()) <= 1024 * 1024
