"""Data Integrity proofs: what they cover, what they say, and everything that must not pass.

The sections in the docstrings are of VC Data Integrity 1.0.
"""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contexts import ContextLoader, bundled_contexts, issuing_contexts
from credentials.errors import CredentialError
from credentials.identifiers.multiformats import (
    base64url_encode,
    multibase_decode,
    multibase_encode,
)
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.engine import canonicalize, counters
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.data_integrity import (
    ProofInvalid,
    ProofMalformed,
    TooManyProofs,
    UnsupportedCryptosuite,
    add_proof,
    embedded_proofs,
    verify_proof,
)
from credentials.proofs.eddsa_rdfc_2022 import EDDSA_RDFC_2022
from credentials.proofs.rdfc_suite import proof_configuration
from credentials.proofs.signing import SignatureAlgorithm
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    ISSUER_WEB,
    SECOND_ED25519,
    STRANGER_ED25519,
    KeyForTests,
)

CREATED = datetime(2026, 9, 1, 12, 0, 0, tzinfo=UTC)
AT = datetime(2026, 9, 2, tzinfo=UTC)
METHOD = ISSUER_ED25519.method_of(ISSUER_WEB)
FIRST, SECOND = (
    "urn:uuid:00000000-0000-4000-8000-00000000000a",
    "urn:uuid:00000000-0000-4000-8000-00000000000b",
)

CREDENTIAL: JsonObject = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Lassen",
    "issuer": {"id": ISSUER_WEB, "type": ["Profile"], "name": "ROC Voorbeeld"},
    "validFrom": "2026-09-01T12:00:00Z",
    "credentialSubject": {
        "id": "did:example:learner",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:uuid:00000000-0000-4000-8000-000000000002",
            "type": ["Achievement"],
            "name": "Lassen",
            "description": "Kan lassen.",
            "criteria": {"narrative": "Proeve van bekwaamheid."},
            "creditsAvailable": 8,
            "inLanguage": "nl",
        },
    },
}


def sign(
    document: JsonObject = CREDENTIAL,
    key: KeyForTests = ISSUER_ED25519,
    *,
    previous_proof: str | list[str] | None = None,
    proof_id: str | None = None,
) -> JsonObject:
    return add_proof(
        document,
        key.signer(key.method_of(ISSUER_WEB)),
        created=CREATED,
        previous_proof=previous_proof,
        proof_id=proof_id,
    )


class OutOfOrder:
    """A signer that cannot sign now."""

    verification_method = METHOD
    algorithm = SignatureAlgorithm.ED25519

    def sign(self, data: bytes) -> bytes:  # noqa: ARG002 - the protocol has it
        raise ConnectionError


SIGNED = sign()


def verify(
    document: JsonObject, key: KeyForTests = ISSUER_ED25519, *, index: int = 0, at: datetime = AT
) -> None:
    verify_proof(document, embedded_proofs(document)[index], key.public_key, at=at)


def changed_proof(change: JsonObject, document: JsonObject = SIGNED) -> JsonObject:
    """Return the document with its first proof changed; a value of None removes the member."""
    first, *others = embedded_proofs(document)
    proof: JsonObject = {name: value for name, value in {**first, **change}.items() if value is not None}
    return with_proofs(document, proof, *others)


def with_proofs(document: JsonObject, *proofs: JsonObject) -> JsonObject:
    return {**document, "proof": [*proofs]}


def signed_with(**members: JsonValue) -> JsonObject:
    """Return a credential whose proof has these members too, and is rightly signed.

    Our own ``add_proof`` writes none of them, so it signs what the suite gives for such a proof.
    """
    proof: JsonObject = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-09-01T12:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        **members,
    }
    data = EDDSA_RDFC_2022.hash_data(
        CREDENTIAL, proof, key_type=KeyType.ED25519, contexts=bundled_contexts(), limits=DEFAULT_LIMITS
    )
    proof["proofValue"] = multibase_encode(ISSUER_ED25519.sign(data))
    return with_proofs(CREDENTIAL, proof)


def refusal(document: JsonObject, **options: object) -> tuple[str, str | None]:
    """Return code and pointer of the error that verification ends in."""
    proof = embedded_proofs(document)[0]
    arguments: dict[str, object] = {"at": AT, **options}
    with pytest.raises(CredentialError) as caught:
        verify_proof(document, proof, ISSUER_ED25519.public_key, **arguments)  # type: ignore[arg-type]  # by name
    return caught.value.code, caught.value.pointer


class TestAddProof:
    def test_proof_is_an_array_with_these_members(self) -> None:
        assert {name: value for name, value in SIGNED.items() if name != "proof"} == CREDENTIAL
        (proof,) = embedded_proofs(SIGNED)
        assert SIGNED["proof"] == [proof]
        assert {name: value for name, value in proof.items() if name != "proofValue"} == {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-09-01T12:00:00Z",
            "verificationMethod": METHOD,
            "proofPurpose": "assertionMethod",
        }
        assert len(multibase_decode(str(proof["proofValue"]))) == 64
        verify(SIGNED)

    def test_document_is_not_changed(self) -> None:
        document = copy.deepcopy(SIGNED)
        sign(document)
        assert document == SIGNED

    def test_same_input_same_proof(self) -> None:
        assert sign() == SIGNED

    def test_created_is_written_in_utc_to_the_second(self) -> None:
        moment = datetime(2026, 9, 1, 14, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
        signed = add_proof(CREDENTIAL, ISSUER_ED25519.signer(METHOD), created=moment)
        assert embedded_proofs(signed)[0]["created"] == "2026-09-01T12:00:00Z"

    def test_created_without_time_zone(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            add_proof(CREDENTIAL, ISSUER_ED25519.signer(METHOD), created=datetime(2026, 9, 1))  # noqa: DTZ001

    def test_signer_of_another_algorithm(self) -> None:
        with pytest.raises(ValueError, match="does not sign with ES256"):
            add_proof(CREDENTIAL, ISSUER_P256.signer(), created=CREATED)

    def test_unknown_cryptosuite(self) -> None:
        with pytest.raises(UnsupportedCryptosuite) as caught:
            add_proof(CREDENTIAL, ISSUER_ED25519.signer(), created=CREATED, cryptosuite="bbs-2023")
        assert caught.value.cryptosuite == "bbs-2023"

    def test_existing_single_proof_is_kept(self) -> None:
        document: JsonObject = {**CREDENTIAL, "proof": embedded_proofs(SIGNED)[0]}
        both = sign(document, SECOND_ED25519)
        assert len(embedded_proofs(both)) == 2
        verify(both)
        verify(both, SECOND_ED25519, index=1)

    def test_too_many(self) -> None:
        with pytest.raises(TooManyProofs) as caught:
            add_proof(SIGNED, ISSUER_ED25519.signer(), created=CREATED, limits=Limits(max_proofs=1))
        assert caught.value.code == "too_many_proofs"

    def test_previous_proof_that_is_not_there(self) -> None:
        with pytest.raises(ProofInvalid) as caught:
            sign(SIGNED, previous_proof=FIRST)
        assert caught.value.code == "previous_proof_missing"

    def test_undefined_term_is_refused_before_signing(self) -> None:
        with pytest.raises(NotCanonicalizable) as caught:
            sign({**CREDENTIAL, "honours": "cum laude"})
        assert (caught.value.code, caught.value.pointer) == ("undefined_term", "/honours")

    def test_signs_with_the_edition_that_most_verifiers_hold(self) -> None:
        """A term that only the newer 3.0.3 context has is undefined when signing, not when verifying."""
        document: JsonObject = {**CREDENTIAL, "endorsementJwt": ["e30.e30.AA"]}
        with pytest.raises(NotCanonicalizable):
            sign(document)
        newer = add_proof(
            document, ISSUER_ED25519.signer(METHOD), created=CREATED, contexts=bundled_contexts()
        )
        verify(newer)

    def test_both_editions_verify_what_we_sign(self) -> None:
        for contexts in (bundled_contexts(), issuing_contexts()):
            verify_proof(
                SIGNED, embedded_proofs(SIGNED)[0], ISSUER_ED25519.public_key, at=AT, contexts=contexts
            )


class TestWhatSigningRemembers:
    """Whoever signs one credential of a class after the other does not do the same work each time."""

    @staticmethod
    def of_class(number: int) -> JsonObject:
        return CREDENTIAL | {
            "id": f"urn:uuid:00000000-0000-4000-9000-{number:012}",
            "name": f"Łas “{number}”",
        }

    def test_the_fourth_of_a_class_comes_of_a_template_and_is_what_it_always_is(self) -> None:
        contexts = ContextLoader()
        before = counters().by_template
        signer = ISSUER_ED25519.signer(METHOD)
        documents = [
            add_proof(self.of_class(number), signer, created=CREATED, contexts=contexts)
            for number in range(6)
        ]
        assert counters().by_template - before == 3
        for number, document in enumerate(documents):
            contexts = ContextLoader()  # for which nothing is known yet
            alone = add_proof(self.of_class(number), signer, created=CREATED, contexts=contexts)
            assert document == alone
            verify(document)

    def test_nothing_is_learned_from_what_is_signed_as_json(self) -> None:
        contexts = ContextLoader()
        for number in range(3):
            add_proof(
                self.of_class(number),
                ISSUER_ED25519.signer(METHOD),
                created=CREATED,
                cryptosuite="eddsa-jcs-2022",
                contexts=contexts,
            )
        before = counters()
        canonicalize(self.of_class(4), contexts=contexts)
        assert counters().by_template == before.by_template

    def test_nothing_is_learned_when_signing_fails(self) -> None:
        contexts = ContextLoader()
        for number in range(3):
            with pytest.raises(ConnectionError):
                add_proof(self.of_class(number), OutOfOrder(), created=CREATED, contexts=contexts)
        before = counters()
        canonicalize(self.of_class(4), contexts=contexts)
        after = counters()
        assert (after.by_template, after.parts_known) == (before.by_template, before.parts_known)

    def test_a_change_afterwards_changes_nothing_that_is_remembered(self) -> None:
        contexts = ContextLoader()
        documents = [copy.deepcopy(self.of_class(number)) for number in range(4)]
        for document in documents:
            add_proof(document, ISSUER_ED25519.signer(METHOD), created=CREATED, contexts=contexts)
            document["issuer"]["name"] = document["name"] = "anders"  # type: ignore[index,call-overload]  # it is an object
        for number in (1, 7):
            form = canonicalize(self.of_class(number), contexts=contexts)
            assert form == canonicalize(self.of_class(number), contexts=ContextLoader())


class TestEmbeddedProofs:
    def test_none_one_and_several(self) -> None:
        (proof,) = embedded_proofs(SIGNED)
        assert embedded_proofs(CREDENTIAL) == ()
        assert embedded_proofs({**CREDENTIAL, "proof": []}) == ()
        assert embedded_proofs({**CREDENTIAL, "proof": proof}) == (proof,)
        assert embedded_proofs({**CREDENTIAL, "proof": [proof, proof]}) == (proof, proof)

    @pytest.mark.parametrize(
        ("value", "pointer"),
        [(None, "/proof"), ("z123", "/proof"), (5, "/proof"), ([{}, "z"], "/proof/1"), ([[]], "/proof/0")],
    )
    def test_malformed(self, value: JsonValue, pointer: str) -> None:
        with pytest.raises(ProofMalformed) as caught:
            embedded_proofs({**CREDENTIAL, "proof": value})
        assert (caught.value.code, caught.value.pointer) == ("proof_malformed", pointer)

    def test_too_many(self) -> None:
        with pytest.raises(TooManyProofs):
            embedded_proofs({**CREDENTIAL, "proof": [{}] * 9})


class TestDataLoss:
    """Sections 2.4.2 and 4.2: what a signature would not cover is refused, not ignored."""

    @pytest.mark.parametrize(
        "change",
        [
            lambda d: d.update(honours="cum laude"),
            lambda d: d["credentialSubject"].update(honours="cum laude"),
            lambda d: d["credentialSubject"].update({"@foo": "cum laude"}),
            lambda d: d["credentialSubject"].update({"_:honours": "cum laude"}),
            lambda d: d["credentialSubject"].update(honours={}),
            lambda d: d["credentialSubject"].update(name=None),
            lambda d: d["credentialSubject"].update(type=["AchievementSubject", "Doctor"]),
            lambda d: d["credentialSubject"].update(image={"id": "../logo.png", "type": "Image"}),
            lambda d: d["proof"][0].update(honours="cum laude"),
        ],
    )
    def test_extra_data_in_a_signed_document(self, change: Callable[[JsonObject], None]) -> None:
        document = copy.deepcopy(SIGNED)
        change(document)
        with pytest.raises(NotCanonicalizable):
            verify(document)

    def test_pointer_into_the_proof(self) -> None:
        assert refusal(changed_proof({"honours": "cum laude"})) == ("undefined_term", "/proof/0/honours")


class TestContexts:
    """Section 4.6: contexts come from the bundle; the proof brings none of its own."""

    @pytest.mark.parametrize(
        "extra",
        [
            "https://evil.example/context.jsonld",
            {"name": "https://schema.org/alternateName"},
            {"@vocab": "https://evil.example/"},
        ],
    )
    def test_appended_context(self, extra: JsonValue) -> None:
        context = SIGNED["@context"]
        assert isinstance(context, list)
        code, _ = refusal({**SIGNED, "@context": [*context, extra]})
        assert code == "context_refused"

    def test_no_context(self) -> None:
        document = {name: value for name, value in SIGNED.items() if name != "@context"}
        with pytest.raises(NotCanonicalizable):
            verify(document)

    @pytest.mark.parametrize(
        "context",
        [
            "https://evil.example/context.jsonld",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            {"proofPurpose": "https://schema.org/name"},
            [],
            [*CREDENTIAL["@context"], "https://w3id.org/security/data-integrity/v2"],  # type: ignore[misc]  # a list
        ],
    )
    def test_context_of_the_proof_that_is_not_the_documents(self, context: JsonValue) -> None:
        """Section 3.2.5 of the EdDSA suites: it would be signed by nobody."""
        assert refusal(changed_proof({"@context": context})) == (
            "proof_context_mismatch",
            "/proof/0/@context",
        )

    @pytest.mark.parametrize(
        "context", ["https://www.w3.org/ns/credentials/v2", CREDENTIAL["@context"]], ids=["first", "all"]
    )
    def test_context_of_the_proof_that_repeats_the_documents(self, context: JsonValue) -> None:
        verify(changed_proof({"@context": context}))

    def test_proof_is_hashed_in_the_documents_context(self) -> None:
        options: JsonObject = {
            "type": "DataIntegrityProof",
            "@context": "https://x.example",
            "proofValue": "z",
        }
        assert proof_configuration(CREDENTIAL, options) == {
            "type": "DataIntegrityProof",
            "@context": CREDENTIAL["@context"],
        }


class TestWhatTheProofMustSay:
    """Sections 2.1, 3.1 and 4.4 step 4."""

    @pytest.mark.parametrize(
        "member", ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"]
    )
    @pytest.mark.parametrize("value", [None, 5, "", ["assertionMethod"], {}, True])
    def test_needed_members(self, member: str, value: JsonValue) -> None:
        assert refusal(changed_proof({member: value})) == ("proof_malformed", f"/proof/0/{member}")

    @pytest.mark.parametrize(
        "change",
        [
            {"created": "2026-09-01"},
            {"created": "2026-09-01T12:00:00"},
            {"created": "yesterday"},
            {"created": 1_767_225_600},
            {"expires": "2027-01-01"},
            {"expires": ["2027-01-01T00:00:00Z"]},
            {"domain": 5},
            {"domain": ["a.example", 5]},
            {"domain": {"id": "a.example"}},
            {"challenge": 5},
            {"challenge": ["a"]},
            {"nonce": {"a": 1}},
            {"id": 5},
            {"previousProof": 5},
            {"previousProof": []},
            {"previousProof": [FIRST, FIRST]},
            {"previousProof": [{"id": FIRST}]},
        ],
    )
    def test_ill_typed_members(self, change: JsonObject) -> None:
        (member,) = change
        assert refusal(changed_proof(change)) == ("proof_malformed", f"/proof/0/{member}")

    @pytest.mark.parametrize(
        ("change", "suite", "pointer"),
        [
            ({"type": "Ed25519Signature2018", "cryptosuite": None}, "Ed25519Signature2018", "type"),
            ({"type": "DataIntegrityProof2023"}, "DataIntegrityProof2023", "type"),
            ({"type": "eddsa-rdfc-2022"}, "eddsa-rdfc-2022", "type"),
            ({"cryptosuite": "eddsa-2021"}, "eddsa-2021", "cryptosuite"),
            ({"cryptosuite": "Ed25519Signature2020"}, "Ed25519Signature2020", "cryptosuite"),
            ({"cryptosuite": "bbs-2023"}, "bbs-2023", "cryptosuite"),
            ({"cryptosuite": "EDDSA-RDFC-2022"}, "EDDSA-RDFC-2022", "cryptosuite"),
        ],
    )
    def test_suites_that_are_not_implemented(self, change: JsonObject, suite: str, pointer: str) -> None:
        """Its own code: such a proof may be right, we do not know."""
        document = changed_proof(change)
        with pytest.raises(UnsupportedCryptosuite) as caught:
            verify(document)
        assert caught.value.code == "unsupported_cryptosuite"
        assert caught.value.cryptosuite == suite
        assert caught.value.pointer == f"/proof/0/{pointer}"

    def test_unsupported_suite_of_a_single_proof(self) -> None:
        document: JsonObject = {**CREDENTIAL, "proof": {"type": "RsaSignature2018"}}
        assert refusal(document) == ("unsupported_cryptosuite", "/proof/type")

    @pytest.mark.parametrize(
        "value",
        [
            lambda signature: "u" + base64url_encode(signature),
            lambda signature: multibase_encode(signature)[1:],
            lambda signature: multibase_encode(signature[:-1]),
            lambda signature: multibase_encode(signature + b"\x00"),
            lambda signature: multibase_encode(b"\x00" + signature),
            lambda signature: multibase_encode(signature) + " ",
            lambda signature: "z" + signature.hex().replace("0", "l"),
            lambda _: "z" + "2" * 5_000,
            lambda _: "z",
        ],
    )
    def test_proof_value(self, value: Callable[[bytes], str]) -> None:
        signature = multibase_decode(str(embedded_proofs(SIGNED)[0]["proofValue"]))
        document = changed_proof({"proofValue": value(signature)})
        assert refusal(document) == ("proof_malformed", "/proof/0/proofValue")


class TestPurposeTimeDomainChallenge:
    """Sections 2.1 and 4.4 steps 5–7, each with a proof that is rightly signed."""

    @pytest.mark.parametrize("purpose", ["authentication", "capabilityInvocation"])
    def test_other_purpose(self, purpose: str) -> None:
        document = signed_with(proofPurpose=purpose)
        assert refusal(document) == ("wrong_proof_purpose", "/proof/0/proofPurpose")

    def test_expected_purpose_is_a_parameter(self) -> None:
        document = signed_with(proofPurpose="authentication")
        verify_proof(
            document,
            embedded_proofs(document)[0],
            ISSUER_ED25519.public_key,
            expected_purpose="authentication",
            at=AT,
        )
        assert refusal(SIGNED, expected_purpose="authentication") == (
            "wrong_proof_purpose",
            "/proof/0/proofPurpose",
        )

    def test_expires(self) -> None:
        document = signed_with(expires="2026-09-01T14:00:00+02:00")
        moment = datetime(2026, 9, 1, 12, tzinfo=UTC)
        verify(document, at=moment - timedelta(seconds=1))
        assert refusal(document, at=moment) == ("proof_expired", "/proof/0/expires")

    @pytest.mark.parametrize(
        ("signed", "expected"),
        [
            ("a.example", "a.example"),
            ("a.example", ["a.example"]),
            (["a.example", "b.example"], ["b.example", "a.example"]),
        ],
    )
    def test_domain_holds(self, signed: JsonValue, expected: str | list[str]) -> None:
        document = signed_with(domain=signed)
        proof = embedded_proofs(document)[0]
        verify_proof(document, proof, ISSUER_ED25519.public_key, at=AT, domain=expected)
        verify_proof(document, proof, ISSUER_ED25519.public_key, at=AT)

    @pytest.mark.parametrize(
        ("signed", "expected"),
        [
            ("a.example", "b.example"),
            (["a.example", "b.example"], "a.example"),
            ("a.example", ["a.example", "b.example"]),
            ("a.example", []),
        ],
    )
    def test_domain_does_not_hold(self, signed: JsonValue, expected: str | list[str]) -> None:
        assert refusal(signed_with(domain=signed), domain=expected) == ("domain_mismatch", "/proof/0/domain")

    def test_no_domain_where_one_is_expected(self) -> None:
        assert refusal(SIGNED, domain="a.example") == ("domain_mismatch", "/proof/0/domain")

    def test_challenge(self) -> None:
        document = signed_with(challenge="1f44d55f", nonce="n")
        verify_proof(
            document, embedded_proofs(document)[0], ISSUER_ED25519.public_key, at=AT, challenge="1f44d55f"
        )
        assert refusal(document, challenge="other") == ("challenge_mismatch", "/proof/0/challenge")
        assert refusal(SIGNED, challenge="1f44d55f") == ("challenge_mismatch", "/proof/0/challenge")


class TestSignature:
    """Section 4.4 steps 8–9: every member counts, and nothing is half verified."""

    def test_key_of_somebody_else(self) -> None:
        with pytest.raises(ProofInvalid) as caught:
            verify(SIGNED, STRANGER_ED25519)
        assert (caught.value.code, caught.value.pointer) == ("signature_mismatch", "/proof/0/proofValue")

    def test_key_of_another_kind(self) -> None:
        with pytest.raises(ProofInvalid) as caught:
            verify(SIGNED, ISSUER_P256)
        assert caught.value.code == "wrong_key_type"

    @pytest.mark.parametrize(
        "change",
        [
            {"created": "2026-09-01T12:00:01Z"},
            {"created": None},
            {"verificationMethod": f"{ISSUER_WEB}#key-2"},
            {"id": FIRST},
            {"nonce": "n"},
            {"challenge": "c"},
            {"domain": "a.example"},
            {"expires": "2036-09-01T12:00:00Z"},
        ],
    )
    def test_every_member_of_the_proof_is_signed(self, change: JsonObject) -> None:
        assert refusal(changed_proof(change)) == ("signature_mismatch", "/proof/0/proofValue")

    def test_expires_cannot_be_taken_away(self) -> None:
        document = changed_proof({"expires": None}, signed_with(expires="2026-09-01T13:00:00Z"))
        assert refusal(document)[0] == "signature_mismatch"

    def test_proof_of_another_credential(self) -> None:
        other = sign({**CREDENTIAL, "name": "Solderen"})
        assert refusal({**SIGNED, "proof": other["proof"]})[0] == "signature_mismatch"

    def test_proof_without_its_document(self) -> None:
        with pytest.raises(CredentialError):
            verify_proof({}, embedded_proofs(SIGNED)[0], ISSUER_ED25519.public_key, at=AT)


class TestSetsAndChains:
    """Sections 4.3 and 4.5."""

    def test_set(self) -> None:
        document = sign(sign(), SECOND_ED25519)
        verify(document)
        verify(document, SECOND_ED25519, index=1)

    def test_member_of_a_set_holds_without_the_other(self) -> None:
        document = sign(sign(), SECOND_ED25519)
        alone = with_proofs(document, embedded_proofs(document)[1])
        verify(alone, SECOND_ED25519)

    @pytest.mark.parametrize("previous", [FIRST, [FIRST]])
    def test_chain(self, previous: str | list[str]) -> None:
        document = sign(sign(proof_id=FIRST), SECOND_ED25519, previous_proof=previous, proof_id=SECOND)
        assert embedded_proofs(document)[1]["previousProof"] == previous
        verify(document)
        verify(document, SECOND_ED25519, index=1)

    def test_chain_of_two_at_once(self) -> None:
        both = sign(sign(proof_id=FIRST), SECOND_ED25519, proof_id=SECOND)
        document = sign(both, STRANGER_ED25519, previous_proof=[SECOND, FIRST])
        verify(document, STRANGER_ED25519, index=2)

    def test_previous_proof_is_gone(self) -> None:
        document = sign(sign(proof_id=FIRST), SECOND_ED25519, previous_proof=FIRST)
        alone = with_proofs(document, embedded_proofs(document)[1])
        with pytest.raises(ProofInvalid) as caught:
            verify(alone, SECOND_ED25519)
        assert caught.value.code == "previous_proof_missing"
        assert caught.value.pointer == "/proof/0/previousProof"

    def test_one_of_several_previous_proofs_is_gone(self) -> None:
        both = sign(sign(proof_id=FIRST), SECOND_ED25519, proof_id=SECOND)
        document = sign(both, STRANGER_ED25519, previous_proof=[FIRST, SECOND])
        first, _, third = embedded_proofs(document)
        with pytest.raises(ProofInvalid) as caught:
            verify(with_proofs(document, first, third), STRANGER_ED25519, index=1)
        assert caught.value.code == "previous_proof_missing"

    def test_previous_proof_was_exchanged(self) -> None:
        """Another proof, right in itself, in the place of the one that was countersigned."""
        document = sign(sign(proof_id=FIRST), SECOND_ED25519, previous_proof=FIRST)
        other = sign(key=STRANGER_ED25519, proof_id=FIRST)
        exchanged = with_proofs(document, embedded_proofs(other)[0], embedded_proofs(document)[1])
        verify(exchanged, STRANGER_ED25519)
        with pytest.raises(ProofInvalid) as caught:
            verify(exchanged, SECOND_ED25519, index=1)
        assert caught.value.code == "signature_mismatch"

    def test_previous_proof_cannot_be_dropped_from_the_claim(self) -> None:
        document = sign(sign(proof_id=FIRST), SECOND_ED25519, previous_proof=FIRST)
        first, second = embedded_proofs(document)
        loose = {name: value for name, value in second.items() if name != "previousProof"}
        with pytest.raises(ProofInvalid) as caught:
            verify(with_proofs(document, first, loose), SECOND_ED25519, index=1)
        assert caught.value.code == "signature_mismatch"

    def test_two_proofs_with_the_id(self) -> None:
        document = sign(sign(proof_id=FIRST), SECOND_ED25519, previous_proof=FIRST)
        first, second = embedded_proofs(document)
        with pytest.raises(ProofInvalid) as caught:
            verify(with_proofs(document, first, first, second), SECOND_ED25519, index=2)
        assert (caught.value.code, caught.value.pointer) == ("proof_malformed", "/proof/2/previousProof")

    def test_proof_that_builds_on_itself(self) -> None:
        document = changed_proof({"previousProof": FIRST}, sign(proof_id=FIRST))
        assert refusal(document)[0] == "signature_mismatch"


STRINGS = (
    ("id",),
    ("name",),
    ("validFrom",),
    ("issuer", "id"),
    ("issuer", "name"),
    ("credentialSubject", "id"),
    ("credentialSubject", "achievement", "name"),
    ("credentialSubject", "achievement", "description"),
    ("credentialSubject", "achievement", "criteria", "narrative"),
    ("type", 1),
    ("proof", 0, "created"),
    ("proof", 0, "verificationMethod"),
    ("proof", 0, "proofPurpose"),
    ("proof", 0, "cryptosuite"),
)


def changed_at(path: tuple[str | int, ...], change: Callable[[JsonValue], JsonValue]) -> JsonObject:
    document = copy.deepcopy(SIGNED)
    place: JsonValue = document
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]  # the path is known to exist
    place[path[-1]] = change(place[path[-1]])  # type: ignore[index]
    return document


class TestTampering:
    @given(position=st.integers(0, 63), bit=st.integers(0, 7))
    def test_flipped_bit_of_the_signature(self, position: int, bit: int) -> None:
        signature = bytearray(multibase_decode(str(embedded_proofs(SIGNED)[0]["proofValue"])))
        signature[position] ^= 1 << bit
        document = changed_proof({"proofValue": multibase_encode(bytes(signature))})
        assert refusal(document) == ("signature_mismatch", "/proof/0/proofValue")

    @given(path=st.sampled_from(STRINGS), position=st.integers(0, 200), bit=st.integers(0, 6))
    def test_flipped_bit_of_a_member(self, path: tuple[str | int, ...], position: int, bit: int) -> None:
        def flip(value: JsonValue) -> str:
            text = str(value)
            index = position % len(text)
            return text[:index] + chr(ord(text[index]) ^ (1 << bit)) + text[index + 1 :]

        with pytest.raises(CredentialError):
            verify(changed_at(path, flip))

    @pytest.mark.parametrize("member", list(CREDENTIAL))
    def test_removed_member(self, member: str) -> None:
        document = {name: value for name, value in SIGNED.items() if name != member}
        with pytest.raises(CredentialError):
            verify_proof(document, embedded_proofs(SIGNED)[0], ISSUER_ED25519.public_key, at=AT)

    def test_number(self) -> None:
        path = ("credentialSubject", "achievement", "creditsAvailable")
        assert refusal(changed_at(path, lambda _: 80))[0] == "signature_mismatch"
