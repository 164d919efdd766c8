"""Every cryptosuite: what it signs, with which keys, and what it refuses.

Section numbers are of Data Integrity EdDSA and ECDSA Cryptosuites 1.0, which run parallel.
"""

import copy
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contexts import ContextLoader, bundled_contexts
from credentials.errors import CredentialError
from credentials.identifiers.multiformats import base64url_encode, multibase_decode, multibase_encode
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.cryptosuites import CRYPTOSUITES, suite_of
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from credentials.proofs.rdfc_suite import hash_of_configuration
from tests.contexts_for_tests import write_bundle
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    ISSUER_P384,
    SECOND_ED25519,
    STRANGER_ED25519,
    STRANGER_P256,
    KeyForTests,
    p384_key,
)

CREATED = datetime(2026, 9, 1, 12, 0, 0, tzinfo=UTC)
AT = datetime(2026, 9, 2, tzinfo=UTC)
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
PROOF_ID = "urn:uuid:00000000-0000-4000-8000-00000000000a"

CREDENTIAL: JsonObject = {
    "@context": [V2, OB],
    "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Lassen",
    "issuer": {"id": "did:web:roc-voorbeeld.example", "type": ["Profile"], "name": "ROC Voorbeeld"},
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
            "creditsAvailable": 2.5,
        },
    },
}


class Case(NamedTuple):
    """A suite with a key that it is for, and two keys of other people."""

    suite: str
    key: KeyForTests
    stranger: KeyForTests
    other_kind: KeyForTests
    hash_name: HashName

    def __str__(self) -> str:
        return f"{self.suite} {self.key.key_type}"

    def signed(self, document: JsonObject = CREDENTIAL, **options: str) -> JsonObject:
        return add_proof(document, self.key.signer(), created=CREATED, cryptosuite=self.suite, **options)  # type: ignore[arg-type]  # by name

    def verify(self, document: JsonObject, key: KeyForTests | None = None, index: int = 0) -> None:
        proof = embedded_proofs(document)[index]
        verify_proof(document, proof, (key or self.key).public_key, at=AT)

    def refusal(self, document: JsonObject, key: KeyForTests | None = None) -> tuple[str, str | None]:
        with pytest.raises(CredentialError) as caught:
            self.verify(document, key)
        return caught.value.code, caught.value.pointer


P384_STRANGER = p384_key("somebody else")
CASES = [
    Case("eddsa-rdfc-2022", ISSUER_ED25519, STRANGER_ED25519, ISSUER_P256, "sha256"),
    Case("eddsa-jcs-2022", ISSUER_ED25519, STRANGER_ED25519, ISSUER_P384, "sha256"),
    Case("ecdsa-rdfc-2019", ISSUER_P256, STRANGER_P256, ISSUER_ED25519, "sha256"),
    Case("ecdsa-rdfc-2019", ISSUER_P384, P384_STRANGER, ISSUER_ED25519, "sha384"),
    Case("ecdsa-jcs-2019", ISSUER_P256, STRANGER_P256, ISSUER_ED25519, "sha256"),
    Case("ecdsa-jcs-2019", ISSUER_P384, P384_STRANGER, ISSUER_ED25519, "sha384"),
]
JCS = [case for case in CASES if "jcs" in case.suite]
RDFC = [case for case in CASES if "rdfc" in case.suite]
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=str)


def proof_of(document: JsonObject) -> JsonObject:
    return embedded_proofs(document)[0]


def with_proof(document: JsonObject, **change: JsonValue) -> JsonObject:
    """Return the document with its one proof changed; a value of None removes the member."""
    members = {**proof_of(document), **change}.items()
    proof: JsonObject = {name: value for name, value in members if value is not None}
    return {**document, "proof": [proof]}


def test_these_are_all() -> None:
    assert {case.suite for case in CASES} == CRYPTOSUITES.keys()


@EVERY_CASE
class TestEverySuite:
    def test_it_verifies_what_it_signed(self, case: Case) -> None:
        signed = case.signed()
        case.verify(signed)
        assert proof_of(signed)["type"] == "DataIntegrityProof"
        assert proof_of(signed)["cryptosuite"] == case.suite
        assert {name: value for name, value in signed.items() if name != "proof"} == CREDENTIAL

    def test_what_is_signed(self, case: Case) -> None:
        """§3.2.4, §3.3.4: the hash of the proof, then that of the document, by the size of the key."""
        signed = case.signed()
        options = {name: value for name, value in proof_of(signed).items() if name != "proofValue"}
        data = b"".join(
            hashlib.new(case.hash_name, canonical).digest()
            for canonical in (
                self.canonical(case, {**options, "@context": CREDENTIAL["@context"]}),
                self.canonical(case, CREDENTIAL),
            )
        )
        signature = multibase_decode(str(proof_of(signed)["proofValue"]))
        assert case.key.public_key.verify(signature, data) is True
        assert len(data) == (96 if case.hash_name == "sha384" else 64)

    @staticmethod
    def canonical(case: Case, document: JsonObject) -> bytes:
        if "jcs" in case.suite:
            return canonicalize_json(document)
        return canonicalize(document, hash_name=case.hash_name).encode()

    def test_the_proof_value_has_one_form(self, case: Case) -> None:
        """§2.2.1: base58btc, and as many bytes as signatures with this key have."""
        signed = case.signed()
        signature = multibase_decode(str(proof_of(signed)["proofValue"]))
        assert len(signature) == (96 if case.key is ISSUER_P384 else 64)
        for other in (
            multibase_encode(signature)[1:],
            "u" + base64url_encode(signature),
            multibase_encode(signature[:-1]),
            multibase_encode(signature + b"\x00"),
            multibase_encode(signature[: len(signature) // 2]),
            multibase_encode(signature * 2),
            multibase_encode((signature * 2)[: 64 if len(signature) == 96 else 96]),
            "z",
        ):
            refused = case.refusal(with_proof(signed, proofValue=other))
            assert refused == ("proof_malformed", "/proof/0/proofValue")

    def test_another_key_does_not_verify(self, case: Case) -> None:
        assert case.refusal(case.signed(), case.stranger) == ("signature_mismatch", "/proof/0/proofValue")

    def test_a_key_of_another_kind_is_not_tried(self, case: Case) -> None:
        assert case.refusal(case.signed(), case.other_kind) == ("wrong_key_type", "/proof/0")
        with pytest.raises(ValueError, match="does not sign with"):
            add_proof(CREDENTIAL, case.other_kind.signer(), created=CREATED, cryptosuite=case.suite)

    @pytest.mark.parametrize("member", ["created", "verificationMethod", "cryptosuite"])
    def test_every_member_of_the_proof_is_signed(self, case: Case, member: str) -> None:
        values = {
            "created": "2026-09-01T12:00:01Z",
            "verificationMethod": case.stranger.did_key_method,
            "cryptosuite": next(
                other.suite for other in CASES if other.key is case.key and other.suite != case.suite
            ),
        }
        code, _ = case.refusal(with_proof(case.signed(), **{member: values[member]}))
        assert code == "signature_mismatch"

    def test_a_member_more_is_not_signed(self, case: Case) -> None:
        code, _ = case.refusal(with_proof(case.signed(), expires="2099-01-01T00:00:00Z"))
        assert code == "signature_mismatch"

    @pytest.mark.parametrize("path", [("name",), ("issuer", "name"), ("credentialSubject", "id")])
    def test_the_document_is_signed(self, case: Case, path: tuple[str, ...]) -> None:
        document: JsonObject = copy.deepcopy(case.signed())
        place = document
        for step in path[:-1]:
            place = place[step]  # type: ignore[assignment]  # an object
        place[path[-1]] = "did:example:somebody-else"
        assert case.refusal(document) == ("signature_mismatch", "/proof/0/proofValue")

    def test_it_stands_in_a_chain_with_another_suite(self, case: Case) -> None:
        first = case.signed(proof_id=PROOF_ID)
        chain = add_proof(first, SECOND_ED25519.signer(), created=CREATED, previous_proof=PROOF_ID)
        case.verify(chain)
        case.verify(chain, SECOND_ED25519, index=1)
        altered = copy.deepcopy(chain)
        embedded_proofs(altered)[0]["created"] = "2026-09-01T12:00:01Z"
        with pytest.raises(CredentialError):
            case.verify(altered, SECOND_ED25519, index=1)

    def test_it_signs_the_proofs_before_it(self, case: Case) -> None:
        first = add_proof(CREDENTIAL, SECOND_ED25519.signer(), created=CREATED, proof_id=PROOF_ID)
        chain = case.signed(first, previous_proof=PROOF_ID)
        case.verify(chain, index=1)
        embedded_proofs(chain)[0]["created"] = "2026-09-01T12:00:01Z"
        with pytest.raises(CredentialError) as caught:
            case.verify(chain, index=1)
        assert caught.value.code == "signature_mismatch"


@pytest.mark.parametrize("case", RDFC, ids=str)
class TestRDF:
    def test_the_proof_has_no_context_of_its_own(self, case: Case) -> None:
        assert "@context" not in proof_of(case.signed())

    def test_what_rdf_would_lose_is_refused(self, case: Case) -> None:
        signed = case.signed()
        assert case.refusal({**signed, "honours": "cum laude"}) == ("undefined_term", "/honours")
        assert case.refusal(with_proof(signed, honours="x")) == ("undefined_term", "/proof/0/honours")
        with pytest.raises(CredentialError):
            case.signed({**CREDENTIAL, "honours": "cum laude"})

    def test_the_order_of_members_is_not_signed(self, case: Case) -> None:
        signed = case.signed()
        case.verify(dict(reversed(signed.items())))


def test_p384_uses_sha384_to_tell_blank_nodes_apart() -> None:
    """Otherwise the signature would hold only for documents whose blank nodes come in the same order."""
    results: JsonValue = [{"type": ["Result"], "value": f"{number}"} for number in range(12)]
    subject: JsonObject = {"type": ["AchievementSubject"], "result": results}
    document: JsonObject = {**CREDENTIAL, "credentialSubject": subject}
    assert canonicalize(document) != canonicalize(document, hash_name="sha384")
    case = CASES[3]
    signed = case.signed(document)
    case.verify(signed)
    options = {name: value for name, value in proof_of(signed).items() if name != "proofValue"}
    suite = CRYPTOSUITES[case.suite]
    data = suite.hash_data(
        document,
        options,
        key_type=KeyType.P384,
        proof_pointer="/proof",
        contexts=bundled_contexts(),
        limits=DEFAULT_LIMITS,
    )
    assert data[48:] == hashlib.sha384(canonicalize(document, hash_name="sha384").encode()).digest()


@pytest.mark.parametrize("case", JCS, ids=str)
class TestJSON:
    """§3.3: the JSON is signed as it is, and the proof keeps its contexts."""

    def test_the_proof_repeats_the_contexts(self, case: Case) -> None:
        """§3.3.1 step 2."""
        assert proof_of(case.signed())["@context"] == CREDENTIAL["@context"]

    def test_a_document_without_contexts(self, case: Case) -> None:
        document: JsonObject = {"name": "Lassen", "nested": {"a": [1, None, True]}}
        signed = case.signed(document)
        assert "@context" not in proof_of(signed)
        case.verify(signed)
        altered: JsonObject = {**signed, "nested": {"a": [1, None, 1]}}
        assert case.refusal(altered)[0] == "signature_mismatch"

    def test_every_member_is_signed_whatever_it_means(self, case: Case) -> None:
        """That it is no JSON-LD is found when the structure is checked, not here."""
        signed = case.signed({**CREDENTIAL, "honours": "cum laude"})
        case.verify(signed)
        for other in ({**signed, "honours": "laude"}, {**case.signed(), "honours": "cum laude"}):
            assert case.refusal(other) == ("signature_mismatch", "/proof/0/proofValue")
        assert case.refusal(with_proof(signed, honours="x"))[0] == "signature_mismatch"

    @pytest.mark.parametrize("change", [["x"], "x", None, 5, {"a": 1}])
    def test_the_same_value_in_another_form_is_not_the_same(self, case: Case, change: JsonValue) -> None:
        signed = case.signed({**CREDENTIAL, "description": change})
        case.verify(signed)
        others: list[JsonValue] = ["x", ["x"], ["x", "x"], None, 5, "5", {"a": 1}, {"a": "1"}]
        for other in others:
            if other != change:
                assert case.refusal({**signed, "description": other})[0] == "signature_mismatch"

    def test_contexts_of_the_proof_must_begin_those_of_the_document(self, case: Case) -> None:
        """§3.3.2 step 4.1."""
        signed = case.signed()
        others: list[JsonValue] = [[OB, V2], [OB], [V2], [V2, ED25519_2020], [ED25519_2020, V2, OB], [], None]
        for context in others:
            refused = case.refusal({**signed, "@context": context})
            assert refused == ("proof_context_mismatch", "/proof/0/@context")

    def test_a_context_behind_the_signed_ones_that_says_nothing(self, case: Case) -> None:
        """§3.3.2 step 4.2: somebody who adds a proof may need it."""
        case.verify({**case.signed(), "@context": [V2, OB, ED25519_2020]})

    def test_a_context_behind_the_signed_ones_that_says_something(self, case: Case) -> None:
        """Nobody signed it, so it may give no meaning to what is shown."""
        document: JsonObject = {**CREDENTIAL, "@context": [V2]}
        signed = case.signed(document)
        case.verify(signed)
        refused = case.refusal({**signed, "@context": [V2, OB]})
        assert refused == ("proof_context_mismatch", "/proof/0/@context")

    def test_one_context_and_a_list_of_one_are_the_same(self, case: Case) -> None:
        document: JsonObject = {"@context": V2, "type": ["VerifiableCredential"], "name": "Lassen"}
        signed = case.signed(document)
        case.verify({**signed, "@context": [V2]})

    def test_a_proof_without_contexts_signs_those_of_the_document(self, case: Case) -> None:
        """§3.3.2 step 4: if there are none in the proof."""
        options: JsonObject = {
            "type": "DataIntegrityProof",
            "cryptosuite": case.suite,
            "verificationMethod": case.key.did_key_method,
            "proofPurpose": "assertionMethod",
        }
        data = b"".join(
            hashlib.new(case.hash_name, canonicalize_json(part)).digest() for part in (options, CREDENTIAL)
        )
        proof: JsonObject = {**options, "proofValue": multibase_encode(case.key.sign(data))}
        signed: JsonObject = {**CREDENTIAL, "proof": proof}
        case.verify(signed)
        code, _ = case.refusal({**signed, "@context": [V2, OB, ED25519_2020]})
        assert code == "signature_mismatch"

    def test_a_number_that_json_does_not_keep_is_refused(self, case: Case) -> None:
        with pytest.raises(CredentialError) as caught:
            case.signed({**CREDENTIAL, "name": 2**53})
        assert (caught.value.code, caught.value.pointer) == ("not_canonicalizable", "")
        assert case.refusal(with_proof(case.signed(), nonsense=2**53)) == ("not_canonicalizable", "/proof/0")


@given(case=st.sampled_from(CASES), position=st.integers(0, 95), bit=st.integers(0, 7))
def test_no_bit_of_a_signature_can_be_flipped(case: Case, position: int, bit: int) -> None:
    signed = SIGNED[case]
    signature = bytearray(multibase_decode(str(proof_of(signed)["proofValue"])))
    signature[position % len(signature)] ^= 1 << bit
    altered = with_proof(signed, proofValue=multibase_encode(bytes(signature)))
    assert case.refusal(altered) == ("signature_mismatch", "/proof/0/proofValue")


SIGNED = {case: case.signed() for case in CASES}


class TestRememberedConfigurations:
    """The hash of a proof is kept for the next one that is alike; nobody may see that."""

    OPTIONS: ClassVar[JsonObject] = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-09-01T12:00:00Z",
        "verificationMethod": ISSUER_ED25519.did_key_method,
        "proofPurpose": "assertionMethod",
    }

    def hashed(self, document: JsonObject, options: JsonObject, contexts: ContextLoader) -> bytes:
        return hash_of_configuration(document, options, "sha256", contexts=contexts, limits=DEFAULT_LIMITS)

    def anew(self, document: JsonObject, options: JsonObject, contexts: ContextLoader) -> bytes:
        """Limits of one's own are never remembered."""
        limits = Limits()
        assert limits is not DEFAULT_LIMITS
        return hash_of_configuration(document, options, "sha256", contexts=contexts, limits=limits)

    @given(
        created=st.sampled_from(["2026-09-01T12:00:00Z", "2026-09-01T12:00:01Z"]),
        nonce=st.sampled_from([None, "1", 1, True, ["1"], ["1", "2"], ""]),
        domain=st.sampled_from([None, "a.example", ["a.example"], ["b.example", "a.example"]]),
        context=st.sampled_from([V2, [V2], [V2, OB], [V2, ED25519_2020]]),
        backwards=st.booleans(),
    )
    def test_it_is_what_it_would_be_anew(
        self, created: str, nonce: JsonValue, domain: JsonValue, context: JsonValue, backwards: bool
    ) -> None:
        more: JsonObject = {"created": created, "nonce": nonce, "domain": domain}
        members = [item for item in {**self.OPTIONS, **more}.items() if item[1] is not None]
        options = dict(reversed(members) if backwards else members)
        document: JsonObject = {"@context": context}
        outcomes = []
        for way in (self.hashed, self.anew, self.hashed):
            try:
                outcomes.append(way(document, options, bundled_contexts()).hex())
            except CredentialError as error:
                outcomes.append(f"{error.code} {error.pointer}")
        assert len(set(outcomes)) == 1

    def test_it_depends_on_the_contexts_that_are_served(self, tmp_path: Path) -> None:
        url = "https://school.example/context"
        document: JsonObject = {"@context": [V2, url]}
        options: JsonObject = {**self.OPTIONS, "honours": "cum laude"}
        found = set()
        for name in ("a", "b"):
            definition = f'{{"@context": {{"honours": "https://{name}.example/honours"}}}}'
            loader = ContextLoader(folder=write_bundle(tmp_path / name, {url: definition.encode()}))
            assert self.hashed(document, options, loader) == self.anew(document, options, loader)
            found.add(self.hashed(document, options, loader))
        assert len(found) == 2

    def test_it_does_not_depend_on_the_value_of_the_proof(self) -> None:
        with_value: JsonObject = {**self.OPTIONS, "proofValue": "z1"}
        assert self.hashed(CREDENTIAL, with_value, bundled_contexts()) == self.hashed(
            CREDENTIAL, self.OPTIONS, bundled_contexts()
        )


class TestEddsa2022:
    """An earlier name of eddsa-rdfc-2022, of which the proof goes on to say which it is."""

    def signed(self) -> JsonObject:
        options: JsonObject = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-2022",
            "created": "2026-09-01T12:00:00Z",
            "verificationMethod": ISSUER_ED25519.did_key_method,
            "proofPurpose": "assertionMethod",
        }
        parts = ({**options, "@context": CREDENTIAL["@context"]}, CREDENTIAL)
        data = b"".join(hashlib.sha256(canonicalize(part).encode()).digest() for part in parts)
        return {
            **CREDENTIAL,
            "proof": [{**options, "proofValue": multibase_encode(ISSUER_ED25519.sign(data))}],
        }

    def test_it_verifies(self) -> None:
        CASES[0].verify(self.signed())

    def test_its_name_is_signed(self) -> None:
        assert CASES[0].refusal(with_proof(self.signed(), cryptosuite="eddsa-rdfc-2022")) == (
            "signature_mismatch",
            "/proof/0/proofValue",
        )

    def test_it_is_not_made(self) -> None:
        with pytest.raises(CredentialError) as caught:
            add_proof(CREDENTIAL, ISSUER_ED25519.signer(), created=CREATED, cryptosuite="eddsa-2022")
        assert caught.value.code == "unsupported_cryptosuite"


class TestEd25519Signature2020:
    """Appendix A.2: as eddsa-rdfc-2022, with its type in place of a cryptosuite."""

    DOCUMENT: ClassVar[JsonObject] = {**CREDENTIAL, "@context": [V2, OB, ED25519_2020]}
    OPTIONS: ClassVar[JsonObject] = {
        "type": "Ed25519Signature2020",
        "created": "2026-09-01T12:00:00Z",
        "verificationMethod": ISSUER_ED25519.did_key_method,
        "proofPurpose": "assertionMethod",
    }

    def signed(self, document: JsonObject | None = None, **members: JsonValue) -> JsonObject:
        document = document or self.DOCUMENT
        options = {**self.OPTIONS, **members}
        parts = ({**options, "@context": document["@context"]}, document)
        data = b"".join(hashlib.sha256(canonicalize(part).encode()).digest() for part in parts)
        proof = {**options, "proofValue": multibase_encode(ISSUER_ED25519.sign(data))}
        return {**document, "proof": proof}

    def refusal(
        self, document: JsonObject, key: KeyForTests = ISSUER_ED25519, **options: str
    ) -> tuple[str, str | None]:
        with pytest.raises(CredentialError) as caught:
            verify_proof(document, proof_of(document), key.public_key, at=AT, **options)  # type: ignore[arg-type]  # by name
        return caught.value.code, caught.value.pointer

    def test_it_verifies(self) -> None:
        signed = self.signed()
        verify_proof(signed, proof_of(signed), ISSUER_ED25519.public_key, at=AT)

    def test_a_credential_of_vcdm_1_1(self) -> None:
        document: JsonObject = {
            "@context": ["https://www.w3.org/2018/credentials/v1", ED25519_2020],
            "id": "urn:uuid:00000000-0000-4000-8000-000000000003",
            "type": ["VerifiableCredential"],
            "issuer": ISSUER_ED25519.did_key,
            "issuanceDate": "2026-09-01T12:00:00Z",
            "credentialSubject": {"id": "did:example:learner"},
        }
        signed = self.signed(document)
        verify_proof(signed, proof_of(signed), ISSUER_ED25519.public_key, at=AT)
        altered = {**signed, "issuanceDate": "2026-09-01T12:00:01Z"}
        assert self.refusal(altered) == ("signature_mismatch", "/proof/proofValue")

    def test_every_member_is_signed(self) -> None:
        signed = self.signed()
        proof = proof_of(signed)
        for change in ({"created": "2026-09-01T12:00:01Z"}, {"challenge": "x"}):
            altered = {**signed, "proof": {**proof, **change}}
            assert self.refusal(altered) == ("signature_mismatch", "/proof/proofValue")
        assert self.refusal({**signed, "name": "x"}) == ("signature_mismatch", "/proof/proofValue")

    def test_its_claims_are_compared(self) -> None:
        expired = self.signed(expires="2026-09-01T13:00:00Z")
        assert self.refusal(expired) == ("proof_expired", "/proof/expires")
        assert self.refusal(self.signed(domain="a.example"), domain="b.example")[0] == "domain_mismatch"

    def test_its_context_must_be_there(self) -> None:
        signed = self.signed()
        without: JsonObject = {**signed, "@context": [V2, OB]}
        code, pointer = self.refusal(without)
        # Nothing in it is defined; what is named first is the engine's business.
        assert code in {"undefined_type", "undefined_term"}
        assert str(pointer).startswith("/proof/")

    def test_it_has_no_cryptosuite(self) -> None:
        signed = self.signed()
        altered = {**signed, "proof": {**proof_of(signed), "cryptosuite": "eddsa-rdfc-2022"}}
        assert self.refusal(altered) == ("undefined_term", "/proof/cryptosuite")

    def test_the_same_signature_under_the_newer_type(self) -> None:
        signed = self.signed()
        newer = {**proof_of(signed), "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}
        assert self.refusal({**signed, "proof": newer})[0] == "signature_mismatch"

    def test_another_kind_of_key(self) -> None:
        assert self.refusal(self.signed(), ISSUER_P256) == ("wrong_key_type", "/proof")

    def test_it_stands_beside_a_newer_proof(self) -> None:
        both = add_proof(self.signed(), SECOND_ED25519.signer(), created=CREATED)
        for proof, key in zip(embedded_proofs(both), (ISSUER_ED25519, SECOND_ED25519), strict=True):
            verify_proof(both, proof, key.public_key, at=AT)

    def test_it_is_known_by_its_type(self) -> None:
        assert suite_of(self.OPTIONS, "/proof").name == "Ed25519Signature2020"
        assert "Ed25519Signature2020" not in CRYPTOSUITES
