"""Documents that hypothesis makes of the terms in the contexts: what is accepted has the right form."""

import json
import random
from collections.abc import Iterator, Mapping
from typing import Final

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from contexts import CREDENTIALS_V2, OB_3_0_3, bundled_contexts
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject, JsonValue
from tests.corpus.documents import KINDS, specimen
from tests.corpus.texts import LANGUAGES
from tests.interop.known_differences import (
    has_fraction_of_sixteen_digits,
    has_json_sorted_differently,
    has_repeated_relations,
)
from tests.other_canonicalizers_for_tests import by_oxigraph, by_oxigraph_from_nquads

Term = tuple[str, str]
"""The name of a term, and the type that its values are given, or ""."""

# "cnf" has a context of its own, over which pyoxigraph stumbles when its value is a text.
_NAMES_OF_OTHER_THINGS: Final = frozenset({"id", "type", "...", "cnf", "VerifiableCredential"})
_JSON: Final = frozenset({"jsonSchema", "jwk", "_sd", "gegevens"})
_LISTS: Final = frozenset({"allowedValue", "onderdelen"})


def terms_of(context: object) -> Iterator[Term]:
    """Yield the properties that a context defines, those in scoped contexts left out."""
    definitions = context.items() if isinstance(context, dict) else ()
    for name, definition in definitions:
        if name[0] not in "@" and not name[0].isupper() and name not in _NAMES_OF_OTHER_THINGS:
            type_ = definition.get("@type", "") if isinstance(definition, dict) else ""
            yield name, type_


def classes_of(url: str) -> Iterator[tuple[str, list[Term]]]:
    """Yield the classes that a context defines, with the properties that only they have."""
    context = bundled_contexts().document(url)["@context"]
    assert isinstance(context, dict)
    for name, definition in context.items():
        if name[0].isupper() and name not in _NAMES_OF_OTHER_THINGS:
            own = definition.get("@context", {}) if isinstance(definition, dict) else {}
            yield name, sorted(terms_of(own))


ANYWHERE: Final[list[Term]] = sorted(
    {
        term
        for url in (CREDENTIALS_V2, OB_3_0_3)
        for term in terms_of(bundled_contexts().document(url)["@context"])
    }
)
CLASSES: Final[Mapping[str, list[Term]]] = dict([*classes_of(CREDENTIALS_V2), *classes_of(OB_3_0_3)])

texts = st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x7f"), max_size=6)
visible = texts.filter(lambda text: all(character >= " " or character in "\t\n\r" for character in text))
iris = st.uuids().map(lambda identifier: f"urn:uuid:{identifier}") | st.sampled_from(["urn:x:1", "did:x:é#1"])
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.decimals(-1000, 1000, places=3).map(float)
tagged = st.builds(lambda text, tag: {"@value": text, "@language": tag}, visible, st.sampled_from(LANGUAGES))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.floats(-1e9, 1e9, width=32) | visible,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(visible, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def nodes(draw: st.DrawFn, depth: int = 3) -> JsonObject:
    """Draw an object of one class or of none, with properties that it may have."""
    name = draw(st.sampled_from(sorted(CLASSES)) | st.none())
    node: JsonObject = {} if name is None else {"type": name if draw(st.booleans()) else [name]}
    if draw(st.booleans()):
        node["id"] = draw(iris)
    terms = ANYWHERE + CLASSES.get(name or "", [])
    for term in draw(st.lists(st.sampled_from(terms), max_size=4, unique=True)):
        items = draw(st.lists(values(term, depth), min_size=1, max_size=3, unique_by=json.dumps))
        node[term[0]] = items[0] if len(items) == 1 else items
    return node


def values(term: Term, depth: int) -> st.SearchStrategy[JsonValue]:
    """Return what a property may have for a value."""
    _, type_ = term
    if type_ == "@json":
        return json_values
    if type_ in ("@id", "@vocab"):
        return iris | nodes(depth - 1) if depth else iris
    if type_.endswith("boolean"):
        return st.booleans()
    simple = (
        visible | tagged | numbers
        if not type_ or type_.endswith(("float", "integer", "Integer"))
        else visible
    )
    return simple | nodes(depth - 1) if depth and not type_ else simple


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(nodes())
def test_what_is_accepted_has_the_form_that_pyoxigraph_gives(node: JsonObject) -> None:
    document: JsonObject = {"@context": [CREDENTIALS_V2, OB_3_0_3], **node}
    try:
        form = canonicalize(document)
    except NotCanonicalizable:
        reject()
    theirs = by_oxigraph(document)
    if has_repeated_relations(form):
        assert theirs == form or theirs == by_oxigraph_from_nquads(form)
    elif not (has_json_sorted_differently(document) or has_fraction_of_sixteen_digits(document)):
        assert theirs == form


@given(st.integers(0, len(KINDS) - 1), st.integers(), st.integers())
def test_order_and_brackets_make_no_difference(kind: int, seed: int, order: int) -> None:
    document = specimen(kind, seed=str(seed)).document
    other = rearranged(document, random.Random(order))  # noqa: S311 - hypothesis chose the seed
    assert isinstance(other, dict)
    assert canonicalize(other) == canonicalize(document)


def rearranged(value: JsonValue, source: random.Random, name: str = "") -> JsonValue:
    """Return a copy with members and items in another order, and with arrays of one for what is alone."""
    if name in _JSON:
        return value
    if isinstance(value, dict):
        if "@value" in value:
            return dict(sorted(value.items(), key=lambda _: source.random()))
        members = [
            (key, member if key in ("id", "@context") else brackets(member, key, source))
            for key, member in value.items()
        ]
        source.shuffle(members)
        return dict(members)
    if isinstance(value, list):
        items = [rearranged(item, source, name) for item in value]
        if name not in _LISTS:
            source.shuffle(items)
        return items
    return value


def brackets(value: JsonValue, name: str, source: random.Random) -> JsonValue:
    other = rearranged(value, source, name)
    if name in _JSON or source.random() < 0.5:
        return other
    if not isinstance(other, list):
        return [other]
    return other[0] if len(other) == 1 else other
