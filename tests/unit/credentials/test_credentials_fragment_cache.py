"""Parts of credentials that are known from before: found only when proven, and never with another outcome."""

import copy
import dataclasses
import itertools
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from contexts import bundled_contexts, issuing_contexts
from credentials.jsonld import engine
from credentials.jsonld.canonical.canonical_fragments import canonical_form, canonicalize_fragments
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.compiled.emission import emit
from credentials.jsonld.compiled.shared_parts import PartsOfDocument
from credentials.jsonld.fragment_cache import MEMORY, canonical_form_of, remember_proven
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import SignatureMismatch, add_proof, embedded_proofs, verify_proof
from tests.documents_for_tests import ACHIEVEMENT, ISSUER, rich_badge
from tests.keys_for_tests import ISSUER_ED25519, STRANGER_ED25519
from tests.mutations_for_tests import mutations_at, places
from tests.plain_outcome_for_tests import Outcome, plain_outcome

AT = datetime(2026, 9, 2, tzinfo=UTC)
CONTEXTS = bundled_contexts()
_numbers = itertools.count()


def credential(*, own_creator: bool = False, **members: Any) -> Any:  # noqa: ANN401 - tests reach into it
    """Return a credential of an issuer and an achievement that no other test has."""
    document: Any = rich_badge()
    del document["endorsement"]
    number = next(_numbers)
    document["issuer"]["name"] = f"School {number} of the tests of parts"
    subject = document["credentialSubject"]
    subject["achievement"]["name"] = f"Module {number} of the tests of parts"
    if own_creator:
        subject["achievement"]["creator"]["id"] = "https://roc.example/departments/1"
    document.update(members)
    return document


def with_ties() -> Any:  # noqa: ANN401
    """Return one whose achievement has two lists that are the same, and whose subject has another."""
    document = credential(own_creator=True)
    achievement = document["credentialSubject"]["achievement"]
    for description in achievement["resultDescription"]:
        description["allowedValue"] = ["O", "V", "G"]
    document["credentialSubject"]["achievement"]["related"] = [
        {"id": "urn:uuid:related", "type": ["Related"], "inLanguage": "nl"}
    ]
    return document


def learners(document: JsonObject) -> Iterator[JsonObject]:
    """Yield the credential for others, as if each were read from a file of its own."""
    for number in range(3):
        other: Any = copy.deepcopy(document)
        other["id"] = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
        other["credentialSubject"]["id"] = f"did:example:learner-{number}"
        other["credentialSubject"]["result"][0]["value"] = f"{number},5"
        yield other


def plainly(document: JsonObject, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    return plain_outcome(document, CONTEXTS, limits)


def with_parts(document: JsonObject, limits: Limits = DEFAULT_LIMITS) -> tuple[Outcome, bool]:
    try:
        return canonical_form_of(document, contexts=CONTEXTS, limits=limits)
    except NotCanonicalizable as error:
        return (error.code, error.pointer), False


def known_parts(document: JsonObject) -> list[object]:
    """Return the ids of the parts that are known."""
    parts = PartsOfDocument()
    emit(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS, parts=parts)
    return [part.members["id"] for _, part in parts.found]


def prove(document: JsonObject) -> None:
    with_parts(document)
    remember_proven(document, CONTEXTS)


class TestWhatIsKept:
    @pytest.mark.parametrize("document", [credential(own_creator=True), with_ties()])
    def test_parts_of_a_proven_document_are_found_in_the_next(self, document: JsonObject) -> None:
        for other in learners(document):
            assert with_parts(other) == (plainly(other), False)
        prove(document)
        for other in learners(document):
            assert with_parts(other) == (plainly(other), True)

    def test_looking_keeps_nothing(self) -> None:
        document = credential(own_creator=True)
        before = len(MEMORY), MEMORY.bytes
        for _ in range(3):
            assert not with_parts(document)[1]
        assert (len(MEMORY), MEMORY.bytes) == before

    def test_a_copy_of_what_was_seen_proves_nothing(self) -> None:
        document = credential(own_creator=True)
        with_parts(document)
        remember_proven(copy.deepcopy(document), CONTEXTS)
        assert not with_parts(document)[1]

    def test_what_another_thread_has_seen_proves_nothing(self) -> None:
        document = credential(own_creator=True)
        thread = threading.Thread(target=with_parts, args=(document,))
        thread.start()
        thread.join()
        remember_proven(document, CONTEXTS)
        assert not with_parts(document)[1]

    def test_a_document_that_was_refused_proves_nothing(self) -> None:
        document = credential(own_creator=True, validFrom=None)
        with_parts(document)
        remember_proven(document, CONTEXTS)
        document["validFrom"] = "2026-09-01T12:00:00Z"
        assert not with_parts(document)[1]

    def test_what_is_kept_does_not_change_with_the_document(self) -> None:
        document = credential(own_creator=True)
        first = copy.deepcopy(document)
        prove(document)
        document["issuer"]["name"] = "Another name"
        document["credentialSubject"]["achievement"]["tag"].append("new")
        assert with_parts(first) == (plainly(first), True)
        assert with_parts(document) == (plainly(document), False)

    def test_other_contexts_have_other_parts(self) -> None:
        document = credential(own_creator=True)
        prove(document)
        other = issuing_contexts()
        plain = canonical_form(emit(document, contexts=other, limits=DEFAULT_LIMITS).fragments)
        assert canonical_form_of(document, contexts=other, limits=DEFAULT_LIMITS) == (plain, False)

    def test_another_hash_uses_no_parts(self) -> None:
        document = credential(own_creator=True)
        prove(document)
        fragments = emit(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS).fragments
        assert canonical_form_of(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS, hash_name="sha384") == (
            canonical_form(fragments, hash_name="sha384"),
            False,
        )

    def test_a_part_with_its_own_contexts_is_not_kept(self) -> None:
        document = credential(own_creator=True)
        document["credentialSubject"]["achievement"]["endorsement"] = rich_badge()["endorsement"]
        prove(document)
        assert known_parts(document) == [ISSUER, "did:example:employer"]
        assert with_parts(document) == (plainly(document), True)

    def test_a_part_that_describes_a_node_twice_is_not_kept(self) -> None:
        document = credential(own_creator=True)
        achievement = document["credentialSubject"]["achievement"]
        achievement["related"] = [{"id": achievement["id"], "type": ["Achievement"]}]
        prove(document)
        assert with_parts(document)[0] == plainly(document)
        assert known_parts(document) == [ISSUER]

    def test_no_more_bytes_than_the_memory_has(self) -> None:
        for number in range(80):
            document = credential(own_creator=True)
            document["issuer"]["description"] = "x" * 40_000
            prove(document)
            assert MEMORY.bytes <= 8 * 1024 * 1024, number
        assert with_parts(document)[1]


class TestTheOutcomeIsTheSame:
    def test_a_node_that_two_parts_describe(self) -> None:
        """The issuer made the achievement: whether both agree is found out once."""
        document = credential()
        assert document["credentialSubject"]["achievement"]["creator"]["id"] == ISSUER
        prove(document)
        one, *others = learners(document)
        assert with_parts(one) == (plainly(one), False)
        for other in others:
            assert with_parts(other) == (plainly(other), True)

    def test_a_node_that_two_parts_describe_differently(self) -> None:
        """Each part was proven in a document of its own."""
        one, other = credential(), credential()
        one["credentialSubject"]["achievement"]["creator"]["name"] = one["issuer"]["name"]
        other["credentialSubject"]["achievement"]["creator"]["name"] = other["issuer"]["name"]
        prove(one)
        prove(other)
        for document in (one, other):
            with_parts(document)
            assert with_parts(document) == (plainly(document), True)
        one["issuer"], other["issuer"] = other["issuer"], one["issuer"]
        for document in (one, other, one):
            refusal = plainly(document)
            assert refusal[0] == "unsigned_data"
            assert with_parts(document) == (refusal, False)

    def test_parts_that_agree_do_not_speak_for_the_rest(self) -> None:
        document = credential()
        prove(document)
        with_parts(document)
        assert with_parts(document)[1]
        document["credentialSubject"]["source"] = {"id": ISSUER, "type": ["Profile"], "name": "Somebody else"}
        refusal = plainly(document)
        assert refusal[0] == "unsigned_data"
        assert with_parts(document) == (refusal, False)

    def test_what_no_json_document_has_is_not_taken_for_what_one_has(self) -> None:
        document = credential(own_creator=True)
        prove(document)
        document["issuer"]["name"] = uuid.UUID(int=7)
        with_text = copy.deepcopy(document)
        with_text["issuer"]["name"] = str(uuid.UUID(int=7))
        prove(with_text)
        assert with_parts(with_text)[1]
        assert with_parts(document) == (plainly(document), False)
        assert plainly(document)[0] == "not_canonicalizable"

    @pytest.mark.parametrize("place", ["subject", "evidence", "reference"])
    def test_a_node_of_a_part_that_is_described_elsewhere(self, place: str) -> None:
        document = credential(own_creator=True)
        prove(document)
        assert with_parts(document)[1]
        if place == "subject":
            document["credentialSubject"]["id"] = ISSUER
        elif place == "evidence":
            document["evidence"][0]["id"] = "urn:uuid:r1"
        else:
            document["credentialSubject"]["source"] = {"id": ISSUER}
        assert with_parts(document) == (plainly(document), False)

    def test_an_endorsement_of_the_achievement(self) -> None:
        """It describes the achievement once more, and has an issuer of its own."""
        document = credential(own_creator=True)
        document["endorsement"] = rich_badge()["endorsement"]
        prove(document)
        assert with_parts(document) == (plainly(document), False)
        document["endorsement"][0]["credentialSubject"]["id"] = "urn:uuid:something-else"
        assert with_parts(document) == (plainly(document), True)

    def test_one_part_in_two_places(self) -> None:
        document = credential(own_creator=True)
        prove(document)
        other = copy.deepcopy(document["credentialSubject"])
        other["id"] = "did:example:second"
        document["credentialSubject"] = [document["credentialSubject"], other]
        assert with_parts(document) == (plainly(document), False)

    def test_blank_nodes_that_look_the_same_in_a_part_and_in_the_rest(self) -> None:
        document = with_ties()
        document["credentialSubject"]["source"] = {
            "id": "https://roc.example/assessor",
            "type": ["Profile"],
            "address": {"type": ["Address"], "addressLocality": "Ede"},
        }
        document["issuer"]["address"] = {"type": ["Address"], "addressLocality": "Ede"}
        document["evidence"][0]["genre"] = "x"
        prove(document)
        assert with_parts(document) == (plainly(document), True)
        fragments = emit(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS).fragments
        assert canonicalize_fragments(fragments).work > 0

    @pytest.mark.parametrize("document", [credential(), credential(own_creator=True), with_ties()])
    def test_whatever_is_done_to_the_document(self, document: JsonObject) -> None:
        prove(document)
        with_parts(document)
        assert with_parts(document)[1]
        mutated = (each for path in places(document) for each in mutations_at(document, path))
        known = 0
        for name, other in itertools.islice(mutated, 0, None, 17):
            try:
                outcome, parts_known = with_parts(other)
            except NotCompiled:
                with pytest.raises(NotCompiled):
                    emit(other, contexts=CONTEXTS, limits=DEFAULT_LIMITS)
                continue
            assert outcome == plainly(other), name
            known += parts_known
        assert known > 20

    def test_work_is_limited_alike(self) -> None:
        document = with_ties()
        prove(document)
        for work in range(-2_500, 0, 100):
            limits = dataclasses.replace(DEFAULT_LIMITS, canonicalization_work=work)
            assert with_parts(document, limits)[0] == plainly(document, limits)

    def test_objects_and_levels_are_limited_alike(self) -> None:
        document = credential(own_creator=True)
        prove(document)
        nodes = emit(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS).nodes
        for limits in (
            *(dataclasses.replace(DEFAULT_LIMITS, max_nodes=number) for number in range(1, nodes + 2)),
            *(dataclasses.replace(DEFAULT_LIMITS, max_depth=number) for number in range(1, 12)),
        ):
            outcome, known = with_parts(document, limits)
            assert outcome == plainly(document, limits)
            assert known == (limits.max_nodes >= nodes and isinstance(outcome, str))

    def test_contexts_are_counted_alike(self) -> None:
        document = credential(own_creator=True)
        prove(document)
        parts = PartsOfDocument()
        with_known = emit(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS, parts=parts)
        without = emit(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS)
        assert len(parts.found) == 2
        assert set(with_known.contexts) == set(without.contexts)
        assert with_known.nodes == without.nodes


class TestProofs:
    def test_only_a_proof_that_holds_makes_parts_known(self) -> None:
        document = credential(own_creator=True)
        signed = add_proof(document, ISSUER_ED25519.signer(), created=AT, contexts=CONTEXTS)
        (proof,) = embedded_proofs(signed)
        before = len(MEMORY), MEMORY.bytes
        with pytest.raises(SignatureMismatch):
            verify_proof(signed, proof, STRANGER_ED25519.public_key, at=AT)
        assert (len(MEMORY), MEMORY.bytes) == before
        # The very document was canonicalized a moment ago, so it is read anew.
        again = copy.deepcopy(signed)
        again["credentialSubject"]["id"] = "did:example:another"  # type: ignore[index, call-overload]
        again = add_proof(
            {name: value for name, value in again.items() if name != "proof"},
            ISSUER_ED25519.signer(),
            created=AT,
            contexts=CONTEXTS,
        )
        (proof,) = embedded_proofs(again)
        verify_proof(again, proof, ISSUER_ED25519.public_key, at=AT)
        assert known_parts(document) == [ISSUER, ACHIEVEMENT]
        known = engine.counters().parts_known
        signed = add_proof(next(learners(document)), ISSUER_ED25519.signer(), created=AT, contexts=CONTEXTS)
        (proof,) = embedded_proofs(signed)
        verify_proof(signed, proof, ISSUER_ED25519.public_key, at=AT)
        assert engine.counters().parts_known == known + 1
