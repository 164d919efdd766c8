"""Nodes that a document describes in several places: their descriptions, to be compared.

Emission notes which they are, and not where: that is found here, for the few documents that have any.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, cast

from contexts import ContextLoader
from credentials.jsonld.compiled.compiled_contexts import (
    GRAPHS,
    JSON,
    LISTS,
    NAME,
    REFERENCE,
    CompiledContext,
    CompiledTerm,
)
from credentials.jsonld.compiled.compilers import local_context
from credentials.jsonld.compiled.members import term_of
from credentials.jsonld.compiled.names import datatype, name
from credentials.jsonld.reference.placed_values import Placed
from credentials.jsonld.reference.repetition import Description, Expanded, refuse_ambiguous_repetition
from credentials.jsonld.strictness import RelativeIRI
from credentials.jsonld.vocabulary.definitions import Vocabulary
from credentials.jsonld.writing.literals import json_literal
from credentials.parsing import JsonObject, JsonValue, pointer

DEFAULT_GRAPH: Final = -1


class DescribedNode(NamedTuple):
    """One object that says something of a node that others are about as well.

    Attributes:
        graph: The blank node that names the graph it stands in.
        identifier: The id of the node.
        members: The object itself.
        context: Where it stands.
    """

    graph: int
    identifier: str
    members: JsonObject
    context: CompiledContext


def refuse_ambiguous_nodes(
    document: JsonObject,
    repeated: Sequence[DescribedNode],
    *,
    vocabulary: Vocabulary,
    contexts: ContextLoader,
) -> None:
    """Refuse descriptions of one node whose parts could change places without breaking a proof.

    Args:
        document: Has been emitted without an error.
        repeated: All descriptions of nodes that have several, in the order of the document.
        vocabulary: What its contexts define.
        contexts: The contexts that it may name.

    Raises:
        UnsignedData: See :func:`~credentials.jsonld.reference.repetition.refuse_ambiguous_repetition`.
    """
    places: dict[int, list[str]] = defaultdict(list)
    embedded = set()
    for place, members in _objects(document, "", vocabulary.json_terms):
        places[id(members)].append(place)
        if place and "@context" in members:
            embedded.add(place)
    expansion = _Expansion(contexts)
    # An object that was put into a document twice has two places, the first of which is met first.
    descriptions = [
        Description(
            graph=str(described.graph),
            identifier=Placed.at(described.identifier, f"{places[id(described.members)].pop(0)}/id"),
            node=expansion.node(described.members, described.context),
        )
        for described in repeated
    ]
    refuse_ambiguous_repetition(descriptions, embedded, vocabulary)


def _objects(value: JsonValue, place: str, json_terms: frozenset[str]) -> Iterator[tuple[str, JsonObject]]:
    if isinstance(value, dict):
        if "@value" not in value:
            yield place, value
            for key, member in value.items():
                if key != "@context" and key not in json_terms and isinstance(member, dict | list):
                    yield from _objects(member, pointer(place, key), json_terms)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _objects(item, pointer(place, index), json_terms)


class _Expansion:
    """Writes nodes in the form that JSON-LD expansion gives them."""

    def __init__(self, contexts: ContextLoader) -> None:
        self.contexts = contexts

    def node(self, members: JsonObject, context: CompiledContext) -> Expanded:
        expanded: Expanded = {}
        if "@context" in members:
            context = local_context(members, context, self.contexts, at_the_top=True, spend=_pay).context
        types = members.get("type")
        if isinstance(types, str | list):
            key = types if isinstance(types, str) else tuple(types)
            # It was there a moment ago, and may have been forgotten since.
            typed = context.typed.get(key) or context.compiler.typed(
                context, cast("str | list[str]", types), _pay
            )
            expanded["@type"] = list(typed.classes)
            context = typed.context
        for key, value in members.items():
            if key == "id":
                expanded["@id"] = value
            elif key not in ("@context", "type"):
                term = context.terms.get(key) or term_of(context, key)
                expanded[term.iri] = self.values(key, value, term, context)
        return expanded

    def values(
        self, key: str, value: JsonValue, term: CompiledTerm, context: CompiledContext
    ) -> list[Expanded]:
        if term.kind == JSON:
            return [{"@type": "@json", "@value": json_literal(value, "")}]
        items = value if isinstance(value, list) else [value]
        if term.kind == LISTS:
            return [{"@list": [self.value(key, item, term.of_items, context) for item in items]}]
        values = [self.value(key, item, term, context) for item in items]
        return [{"@graph": [item]} for item in values] if term.kind == GRAPHS else values

    def value(self, key: str, value: JsonValue, term: CompiledTerm, context: CompiledContext) -> Expanded:
        if isinstance(value, dict):
            if "@value" in value:
                return _value_object(value, term)
            inner = term.inner or context.compiler.inner(context, key, term)
            return self.node(value, term.scalar if value.keys() == {"id"} else inner)
        if isinstance(value, str) and term.kind == REFERENCE:
            return {"@id": value}
        if isinstance(value, str) and term.kind == NAME:
            return {"@id": name(value, term.scalar, RelativeIRI)}
        return {"@value": value} if term.datatype is None else {"@value": value, "@type": term.datatype}


def _pay(_work: int) -> None:
    """Allow it: the document has been emitted with the same contexts."""


def _value_object(members: JsonObject, term: CompiledTerm) -> Expanded:
    value = members["@value"]
    if "@language" in members:
        return {"@value": value, "@language": str(members["@language"]).lower()}
    if members["@type"] == "@json":
        return {"@type": "@json", "@value": json_literal(value, "")}
    return {"@value": value, "@type": datatype(str(members["@type"]), term.scalar)}
