"""What is learned from credentials that were verified: it saves work, and changes no outcome."""

import uuid
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contexts import bundled_contexts
from credentials.errors import CredentialError
from credentials.jsonld import engine
from credentials.jsonld.one_document import canonicalize_one
from credentials.jsonld.templates.proven_templates import form_by_template, learn
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import verify_proof
from credentials.proofs.errors import SignatureMismatch
from tests.cpu_time_for_tests import least_cpu_time
from tests.keys_for_tests import ISSUER_ED25519
from tests.verification_for_tests import AT, badge_with, signed

CONTEXTS = bundled_contexts()
NAME = "/credentialSubject/identifier/1/identityHash"
ACHIEVEMENT = "/credentialSubject/achievement/id"


def new_module() -> JsonObject:
    """Return a badge about a module that no other test has."""
    return badge_with(ACHIEVEMENT, f"https://roc-voorbeeld.example/modules/{uuid.uuid4()}")


def learner(module: JsonObject, number: int, name: str = "Sanne") -> JsonObject:
    return badge_with("/id", f"urn:uuid:{number:036}", badge_with(NAME, f"{name} {number}", module))


def verify(document: JsonObject) -> None:
    verify_proof(document, document["proof"][0], ISSUER_ED25519.public_key, at=AT)  # type: ignore[arg-type,index]  # signed() puts an array of objects there


def verified(module: JsonObject, *numbers: int) -> None:
    for number in numbers:
        verify(signed(learner(module, number)))


def by_template(document: JsonObject) -> str | None:
    form = form_by_template(document, orjson.dumps(document), contexts=CONTEXTS, limits=DEFAULT_LIMITS)
    return None if form is None else form.decode()


def plain(document: JsonObject) -> str:
    return canonicalize_one(document, contexts=CONTEXTS, limits=DEFAULT_LIMITS)[0]


def outcome(document: JsonObject) -> str | tuple[str, str | None]:
    try:
        return engine.canonicalize(document)
    except CredentialError as error:
        return error.code, error.pointer


def plain_outcome(document: JsonObject) -> str | tuple[str, str | None]:
    try:
        return plain(document)
    except CredentialError as error:
        return error.code, error.pointer


def test_the_fourth_credential_of_a_class_is_put_together() -> None:
    module = new_module()
    verified(module, 1, 2)
    assert by_template(learner(module, 4)) is None
    verified(module, 3)
    fourth = learner(module, 4, 'Łukasz "\'t Hart" 🎓')
    assert by_template(fourth) == plain(fourth)
    fourth = signed(fourth)
    before = engine.counters().by_template
    verify(fourth)
    assert engine.counters().by_template == before + 1


def test_nothing_is_learned_before_a_proof_has_held() -> None:
    module = new_module()
    for number in range(6):
        document = signed(learner(module, number))
        engine.canonicalize(learner(module, number))
        with pytest.raises(SignatureMismatch):
            verify(badge_with(NAME, "Bankdirecteur", document))
    assert by_template(learner(module, 9)) is None


def test_what_varies_is_corrected_when_more_does() -> None:
    module = new_module()
    verified(module, 1, 2, 3)
    other = badge_with("/name", "Met lof", learner(module, 4))
    assert by_template(other) is None
    verify(signed(other))
    again = badge_with("/name", "Met veel lof", learner(module, 5))
    assert by_template(again) == plain(again)


def test_a_change_in_a_signed_credential_is_noticed_as_ever() -> None:
    module = new_module()
    verified(module, 1, 2, 3, 4)
    document = signed(learner(module, 5))
    for pointer in (NAME, "/id", "/issuer/name", "/credentialSubject/achievement/name"):
        with pytest.raises(SignatureMismatch):
            verify(badge_with(pointer, "urn:x:other", document))


def test_credentials_of_another_shape_are_not_of_the_class() -> None:
    module = new_module()
    verified(module, 1, 2, 3)
    for pointer, value in (
        ("/credentialSubject/identifier/0", ...),
        ("/issuer/url", "https://roc-voorbeeld.example"),
        ("/credentialSubject/identifier/0/hashed", 1),
        (NAME, ["Sanne"]),
    ):
        document = badge_with(pointer, value, learner(module, 4))
        assert by_template(document) is None
        assert outcome(document) == plain_outcome(document)


def test_learning_ends_when_there_is_nothing_to_learn() -> None:
    """Whoever signs ever new shapes gets no work out of us."""
    module = new_module()
    for number in range(40):
        learn(learner(module, number) | {"name": number}, CONTEXTS, DEFAULT_LIMITS)
    assert by_template(learner(module, 41)) is None


@pytest.fixture(scope="module")
def class_of_thirty() -> JsonObject:
    module = new_module()
    verified(module, 1, 2, 3)
    return module


@given(data=st.data())
def test_any_value_gives_what_it_gives_without_a_template(
    class_of_thirty: JsonObject, data: st.DataObject
) -> None:
    texts = st.text() | st.sampled_from(
        ["", "_:b0", "urn:x:y", "relative", "urn:a b", "a:b", "https://é.example/"]
    )
    document: Any = learner(class_of_thirty, 7)
    document["id"] = data.draw(texts)
    document["credentialSubject"]["identifier"][1]["identityHash"] = data.draw(texts)
    if data.draw(st.booleans()):
        document["issuer"]["id"] = document["id"]
    assert outcome(document) == plain_outcome(document)


def test_what_looks_like_a_context_in_a_json_literal_is_only_text() -> None:
    module = badge_with(
        "/credentialSubject/achievement/id", f"https://roc-voorbeeld.example/modules/{uuid.uuid4()}"
    )
    module["credentialSchema"] = {
        "id": "urn:x:schema",
        "type": "JsonSchema",
        "jsonSchema": {"@context": "urn:x"},
    }
    for number in range(5):
        verify(signed(learner(module, number)))


def test_learning_costs_little_however_much_is_alike() -> None:
    tags = [f"t{number}" for number in range(5_000)]
    classes = []
    for _ in range(8):
        module = new_module()
        documents = [
            learner(module, number) | {"evidence": [{"type": ["Evidence"], "name": [f"n{number}", *tags]}]}
            for number in range(4)
        ]
        for document in documents[:2]:
            learn(document, CONTEXTS, DEFAULT_LIMITS)
        classes.append(documents)
    bound = 0.5
    assert least_cpu_time(bound, lambda one: learn(classes[one][2], CONTEXTS, DEFAULT_LIMITS)) < bound
    assert outcome(classes[0][3]) == plain_outcome(classes[0][3])


def test_a_word_with_null_in_it_is_only_a_word() -> None:
    module = badge_with("/name", "Annulleren, null of nullen", new_module())
    verified(module, 1, 2, 3)
    fourth = learner(module, 4)
    assert by_template(fourth) == plain(fourth)


def test_nothing_is_learned_from_a_text_that_another_document_may_have() -> None:
    """What was built may hold infinities, and orjson writes null for these."""
    module: Any = new_module()
    module["credentialSchema"] = {"id": "urn:x:schema", "type": "JsonSchema", "jsonSchema": {"a": None}}
    for number in range(5):
        learn(learner(module, number), CONTEXTS, DEFAULT_LIMITS)
    other: Any = learner(module, 6)
    other["credentialSchema"]["jsonSchema"]["a"] = float("inf")
    assert by_template(other) is None
    assert outcome(other) == plain_outcome(other)
    assert isinstance(outcome(other), tuple)
