"""A template gives what the engine gives, for any strings in any places: text or error."""

import copy
import itertools
import json
from collections.abc import Iterator
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from contexts import issuing_contexts
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.parsing import JsonObject, JsonValue, pointer
from tests.documents_for_tests import ACHIEVEMENT, ISSUER, rich_badge
from tests.plain_outcome_for_tests import Outcome, plain_outcome

DOCUMENT = rich_badge()


def with_ties() -> JsonObject:
    """Return a badge with lists that are the same, and objects that differ in one string only."""
    document: Any = rich_badge()
    document["endorsement"] = "https://roc.example/endorsements/1"
    subject = document["credentialSubject"]
    for description in subject["achievement"]["resultDescription"]:
        description["allowedValue"] = ["O", "V", {"@value": "G", "@language": "nl"}]
    subject["result"] += [{"type": ["Result"], "value": text} for text in ("6", "7")]
    document["evidence"] += [{"type": ["Evidence"], "narrative": text} for text in ("een", "twee")]
    return cast("JsonObject", document)


def places(value: JsonValue, place: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key != "@context":
                yield from places(member, pointer(place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, pointer(place, index))
    elif isinstance(value, str):
        yield place


DOCUMENTS = [(document, sorted(places(document))) for document in (DOCUMENT, with_ties())]
# What the credentials of one class differ in.
OF_A_LEARNER = [
    "/id",
    "/validFrom",
    "/credentialSubject/id",
    "/credentialSubject/identifier/0/identityHash",
    "/credentialSubject/identifier/0/salt",
    "/credentialSubject/result/0/value",
    "/credentialSubject/result/1/achievedLevel",
    "/credentialStatus/id",
    "/credentialStatus/statusListIndex",
    "/evidence/0/id",
    "/evidence/1/narrative",
    "/description/@value",
]
GOOD = {
    "id": st.integers(0, 9).map(lambda number: f"urn:uuid:00000000-0000-4000-8000-00000000000{number}"),
    "achievedLevel": st.integers(0, 9).map(lambda number: f"urn:uuid:l{number}"),
}
STRINGS = st.one_of(
    st.text(max_size=8),
    st.text(st.characters(categories=("L", "P", "S", "Zs")), max_size=20),
    st.sampled_from(
        [
            "",
            '"',
            "\\",
            "a\nb\tc\r",
            "\x00",
            "\x85",
            "\u2028",
            "\ufffe",
            "\ud800",
            "🎓",
            "5",
            "-1",
            "1.5E0",
            "true",
            "@id",
            "@type",
            "Profile",
            "name",
            "GradePointAverage",
            "nl",
            "x y",
            "_:b0",
            "urn:uuid:r1",
            "urn:uuid:l1",
            ISSUER,
            ACHIEVEMENT,
            "did:example:learner",
            "did:example:a>",
            "did:example:a b",
            "did:example:é🎓",
            "schema:name",
            "xsd:string",
            "https://schema.org/name",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Profile",
            "http://www.w3.org/2001/XMLSchema#string",
            "../x",
            "learner",
            "//example.org",
            "https:",
            "urn:x-varying-0:1",
            "lassen",
            "8,5",
        ]
    ),
)


def outcome_of(template: CredentialTemplate, values: tuple[str, ...]) -> Outcome:
    try:
        return template.canonical_form(values)
    except NotCanonicalizable as error:
        return error.code, error.pointer


def with_values(document: JsonObject, varying: list[str], values: tuple[str, ...]) -> JsonObject:
    """Put strings into a copy of the document, in another way than the template does."""
    document = copy.deepcopy(document)
    for place, value in zip(varying, values, strict=True):
        *path, last = (int(step) if step.isdecimal() else step for step in place.split("/")[1:])
        parent: JsonValue = document
        for step in path:
            parent = parent[step]  # type: ignore[index]  # the path was made of the document
        parent[last] = value  # type: ignore[index]
    return document


def check(template: CredentialTemplate, varying: list[str], values: tuple[str, ...]) -> None:
    document = with_values(template.example, varying, values)
    assert outcome_of(template, values) == plain_outcome(document, issuing_contexts())
    assert template.document(values) == document
    if not any("\ud800" <= character <= "\udfff" for value in values for character in value):
        assert template.values_of(document) == values
        signed = json.loads(template.json_text(values, {"proofValue": "z"}))
        assert signed == {**document, "proof": [{"proofValue": "z"}]}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.data())
def test_any_strings_in_any_places(example: tuple[JsonObject, list[str]], data: st.DataObject) -> None:
    document, all_places = example
    varying = data.draw(st.lists(st.sampled_from(all_places), min_size=1, max_size=6, unique=True))
    template = CredentialTemplate(document, varying)
    for _ in range(4):
        check(template, varying, data.draw(st.tuples(*(STRINGS for _ in varying))))


LEARNERS = CredentialTemplate(DOCUMENT, OF_A_LEARNER)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_learners_differ_in(data: st.DataObject) -> None:
    """Mostly strings that are fine, so that what is put together is compared most of the time."""
    good = [GOOD.get(place.rpartition("/")[2], STRINGS) for place in OF_A_LEARNER]
    values = list(data.draw(st.tuples(*good)))
    if data.draw(st.booleans()):
        values[data.draw(st.integers(0, len(values) - 1))] = data.draw(STRINGS | st.sampled_from(values))
    check(LEARNERS, OF_A_LEARNER, tuple(values))


def test_every_two_places_with_the_same_string() -> None:
    values = LEARNERS.values_of(DOCUMENT)
    assert values is not None
    for one, other in itertools.permutations(range(len(values)), 2):
        changed = list(values)
        changed[one] = values[other]
        check(LEARNERS, OF_A_LEARNER, tuple(changed))
