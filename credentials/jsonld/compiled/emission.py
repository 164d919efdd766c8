"""From a document to its statements, in one pass.

A document in which something would be lost is refused on the way. The rules are those of
``placing.py`` and ``statements.py``, and so are the errors; nothing here is decided otherwise. What
makes it fast: the texts of a term are ready, nobody keeps the place (see ``pointing.py``), and a node
is no more than the list of what is stated about it.

Spec: JSON-LD 1.1 API sections 5.1 (Expansion) and 8 (Deserialize JSON-LD to RDF), for documents
without nested properties, reverse properties, included blocks and named blank nodes.
"""

# The functions inside emit_in are made for each document; without this, so would their annotations be.
from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import Final

from contexts import ContextLoader
from credentials.jsonld.canonical.fragments import Fragments, NamedQuad
from credentials.jsonld.compiled.compiled_contexts import (
    GRAPH_ITEM,
    JSON,
    KEYWORD,
    LISTS,
    NAME,
    RDF,
    REFERENCE,
    TEXT,
    CompiledContext,
    CompiledTerm,
    DerivedContext,
    TypedContext,
    work_of,
)
from credentials.jsonld.compiled.compilers import OtherContexts, compilers_of, local_context
from credentials.jsonld.compiled.equal_items import EqualItems
from credentials.jsonld.compiled.graphs import named_quads
from credentials.jsonld.compiled.members import identifier_of, term_of, types_of
from credentials.jsonld.compiled.repeated_nodes import DEFAULT_GRAPH, DescribedNode, refuse_ambiguous_nodes
from credentials.jsonld.compiled.shared_parts import SHARED_MEMBERS, PartsOfDocument, SharedPart
from credentials.jsonld.compiled.value_objects import plain_value, string, value_object
from credentials.jsonld.pointing import AboutTheObject, WholeDocument, inside
from credentials.jsonld.strictness import (
    NotCanonicalizable,
    TooComplex,
    UnsignedData,
)
from credentials.jsonld.writing.literals import RDF_JSON, json_literal
from credentials.jsonld.writing.nquads import escaped
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue

# Deriving the context of a type takes some thirty microseconds, and applying a whole context up to a
# millisecond; an Open Badge needs some thirty of the first and two of the second.
MAX_CONTEXT_WORK: Final = 600

_FIRST: Final = f"<{RDF}first> "
_REST: Final = f"<{RDF}rest> "
_NIL: Final = f"{_REST}<{RDF}nil> .\n"


@dataclass(frozen=True, slots=True)
class Emitted:
    """What a document states.

    Attributes:
        fragments: The statements; one may stand there twice.
        described: The ids of the objects that the default graph is about, each once, however little
            is said of them. What a string refers to is not among them.
        nodes: How many objects and array items there are.
        contexts: The contexts that were derived from those around.
    """

    fragments: Fragments
    described: Set[str]
    nodes: int
    contexts: Collection[DerivedContext]


def emit(
    document: JsonObject, *, contexts: ContextLoader, limits: Limits, parts: PartsOfDocument | None = None
) -> Emitted:
    """Return what a document states.

    Args:
        document: It is not changed.
        contexts: The contexts that it may name.
        limits: How deep and large it may be.
        parts: Finds parts that are known. What these state is left out, the places of errors are not
            exact, and whoever asks puts everything together.

    Raises:
        NotCanonicalizable: A subclass says what is refused, with the place.
        NotCompiled: A context, or a value that was not parsed from JSON, needs the reference.
    """
    try:
        compilers = compilers_of(contexts)
        try:
            start = compilers.for_root(document, contexts).initial
            return emit_in(start, document, contexts=contexts, limits=limits, parts=parts)
        except OtherContexts:
            if parts is not None:
                parts.forget()
            start = compilers.for_all(document, contexts).initial
            return emit_in(start, document, contexts=contexts, limits=limits, parts=parts)
    except WholeDocument as whole:
        raise whole.error from whole.error.__cause__
    except RecursionError as error:
        raise TooComplex("nested too deeply", pointer="") from error


def emit_in(
    start: CompiledContext,
    document: JsonObject,
    *,
    contexts: ContextLoader,
    limits: Limits,
    parts: PartsOfDocument | None = None,
) -> Emitted:
    """Return what an object states that stands in a context.

    Args:
        start: The initial context, if the object is a whole document.
        document: The object.
        contexts: The contexts that it may name.
        limits: How deep and large it may be.
        parts: See :func:`emit`.

    Raises:
        NotCanonicalizable: A subclass says what is refused, with the place.
        NotCompiled: See :func:`emit`.
        WholeDocument: An error without a place.
        OtherContexts: The compiler of ``start`` was not made for all contexts inside.
    """
    vocabulary = start.compiler.vocabulary
    good_iris = start.compiler.good_iris
    max_depth, max_nodes = limits.max_depth, limits.max_nodes
    equal_items = EqualItems(vocabulary.json_terms)
    used: set[DerivedContext] = set()
    nodes = 0
    # There may be 0.0 and -0.0, which are one number and two texts.
    zeros = False
    # The graph that is being written. In a named one, blank nodes are numbered on from those outside.
    graph = DEFAULT_GRAPH
    first = 0
    ground: list[str] = []
    tails: list[list[str]] = []
    heads: list[list[str]] = []
    edges: list[tuple[int, str, int]] = []
    described: dict[str, tuple[JsonObject, CompiledContext] | None] = {}
    repeated: list[DescribedNode] = []
    named: list[NamedQuad] = []

    def node(members: JsonObject, context: CompiledContext, depth: int) -> int | str:
        """State everything about a node, and return its number or its term."""
        nonlocal nodes
        nodes += 1
        around = context
        if "@context" in members:
            local = local_context(members, context, contexts, at_the_top=depth == 1, spend=spend)
            used.add(local)
            spend(0)
            context = local.context
        types = members.get("type")
        own: list[str] = []
        if types is not None:
            if type(types) is list:
                try:
                    typed = context.typed.get(tuple(types))
                except TypeError:  # an item is no string
                    typed = None
            else:
                typed = context.typed.get(types) if type(types) is str else None
            if typed is None:
                typed = typed_context(types, context)
            used.add(typed)
            nodes += typed.items
            context = typed.context
            own += typed.tails
        if depth >= max_depth or nodes > max_nodes:
            check_limits(types, depth)
        identifier = members.get("id")
        if identifier is None:
            subject = first + len(tails)
            start = ""
            tails.append(own)
            heads.append([])
        else:
            if type(identifier) is not str or identifier not in good_iris or context.ids_need_care:
                identifier = checked_identifier(identifier, context)
            subject = -1
            start = f"<{identifier}> "
            own = [start + tail for tail in own]
            if identifier in described:
                repeat(identifier, members, around)
            else:
                described[identifier] = (members, around)
        terms = context.terms
        key = ""
        try:
            for key, value in members.items():
                term = terms.get(key)
                if term is None:
                    if key == "@context":
                        continue
                    term = term_of(context, key)
                kind = term.kind
                if type(value) is str and kind <= NAME:
                    if kind == TEXT and value.isprintable() and '"' not in value and "\\" not in value:
                        own.append(f"{start}{term.before_text}{value}{term.after_text}")
                    elif kind == REFERENCE and value in good_iris and not term.prefixes:
                        own.append(f"{start}{term.predicate}<{value}> .\n")
                    else:
                        own.append(f"{start}{term.predicate}{string(value, term)} .\n")
                    continue
                if kind == KEYWORD:
                    if value is None:
                        plain_value(value, term)
                    continue
                objects: Sequence[int | str]
                if kind > NAME:
                    objects = gathered(value, term, context, key, depth + 1)
                elif type(value) is list:
                    objects = array(value, term, context, key, depth + 1)
                    if len(objects) > 1:
                        refuse_repetition(value, objects, in_order=False)
                elif type(value) is dict and len(value) > 1 and "@value" not in value:
                    inner = term.inner or context.compiler.inner(context, key, term)
                    part = None
                    if parts is not None and key in SHARED_MEMBERS and graph == DEFAULT_GRAPH:
                        part = parts.find(value, inner, len(tails))
                    objects = (node(value, inner, depth + 1) if part is None else known(part, depth),)
                else:
                    objects = (any_object(value, term, context, key, depth + 1),)
                for object_ in objects:
                    if isinstance(object_, str):
                        own.append(f"{start}{term.predicate}{object_} .\n")
                    elif subject < 0:
                        heads[object_ - first].append(start + term.predicate)
                    else:
                        edges.append((subject, term.predicate, object_))
        except NotCanonicalizable as error:
            inside(error, key)
            raise
        except AboutTheObject as about:
            raise about.error from about.error.__cause__
        if subject >= 0:
            return subject
        ground.extend(own)
        return start[:-1]

    def known(part: SharedPart, depth: int) -> str:
        """Account for a part that was emitted before, and return its term."""
        used.update(part.contexts)
        descend(part.nodes, depth + part.levels)
        return part.term

    def gathered(
        value: JsonValue, term: CompiledTerm, context: CompiledContext, key: str, depth: int
    ) -> Sequence[int | str]:
        """Return the numbers and terms of values that are a JSON literal, a list or graphs."""
        if term.kind == JSON:
            return [f'"{escaped(json_literal(value, ""))}"^^<{RDF_JSON}>']
        if type(value) is list:
            found = array(value, term.of_items, context, key, depth)
            if len(found) > 1:
                refuse_repetition(value, found, in_order=True)
        else:
            found = [any_object(value, term.of_items, context, key, depth)]
        return [collection(found)] if term.kind == LISTS else found

    def array(
        values: list[JsonValue], term: CompiledTerm, context: CompiledContext, key: str, depth: int
    ) -> list[int | str]:
        """Return the numbers and terms of the items of an array."""
        descend(len(values), depth)
        if not values:
            raise UnsignedData("an empty array says nothing, and is not signed", pointer="")
        found: list[int | str] = []
        inner = None if term.kind == GRAPH_ITEM else term.inner
        index = 0
        try:
            for index, value in enumerate(values):  # noqa: B007 - an error needs the last one
                if inner is not None and type(value) is dict and len(value) > 1 and "@value" not in value:
                    found.append(node(value, inner, depth + 1))
                else:
                    found.append(any_object(value, term, context, key, depth + 1))
        except NotCanonicalizable as error:
            in_array(error, values, index)
            raise
        return found

    def in_array(error: NotCanonicalizable, values: list[JsonValue], index: int) -> NotCanonicalizable:
        if isinstance(error, TooComplex):
            equal_items.refuse(values[:index])  # a flood of the same is nothing else
        return inside(error, index)

    def any_object(
        value: JsonValue, term: CompiledTerm, context: CompiledContext, key: str, depth: int
    ) -> int | str:
        """Return the number or term of one value."""
        nonlocal zeros
        if term.kind == GRAPH_ITEM:
            return named_graph(value, term, context, key, depth)
        if type(value) is str:
            if term.kind == TEXT and value.isprintable() and '"' not in value and "\\" not in value:
                return f'"{value}{term.closing}'
            return string(value, term)
        if type(value) is list:
            raise UnsignedData("an array in an array would be signed as one array", pointer="")
        if type(value) is not dict:
            if value == 0 and type(value) is float:
                zeros = True
            return plain_value(value, term)
        if "@value" in value:
            descend(1, depth)
            return value_object(value, term)
        if len(value) == 1 and "id" in value:
            return node(value, term.scalar, depth)
        return node(value, term.inner or context.compiler.inner(context, key, term), depth)

    def refuse_repetition(values: list[JsonValue], found: Sequence[int | str], *, in_order: bool) -> None:
        """Refuse an array in which something stands twice: see ``EqualItems``."""
        stated = [
            object_ if isinstance(object_, str) else frozenset(tails[object_ - first]) for object_ in found
        ]
        # The same words state the same, so that most items need not be compared with each other.
        if zeros or len(set(stated)) < len(stated):
            equal_items.refuse_repetition(values, found, in_order=in_order)

    def collection(found: Sequence[int | str]) -> int:
        """State a list, and return its first cell."""
        cell = head = first + len(tails)
        for object_ in found:
            tails.append([])
            heads.append([])
            if isinstance(object_, str):
                tails[cell - first].append(f"{_FIRST}{object_} .\n")
            else:
                edges.append((cell, _FIRST, object_))
            edges.append((cell, _REST, cell + 1))
            cell += 1
        edges.pop()
        tails[cell - 1 - first].append(_NIL)
        return head

    def named_graph(
        value: JsonValue, term: CompiledTerm, context: CompiledContext, key: str, depth: int
    ) -> int:
        """State a node in a graph of its own, and return the blank node that names it."""
        nonlocal graph, first, ground, tails, heads, edges, described
        if type(value) is not dict or "@value" in value:
            any_object(value, term.of_items, context, key, depth)
            raise UnsignedData("a value where a node must stand is not signed", pointer="")
        label = first + len(tails)
        tails.append([])
        heads.append([])
        outside = (graph, first, ground, tails, heads, edges, described)
        graph, first = label, label + 1
        ground, tails, heads, edges, described = [], [], [], [], {}
        node(value, term.inner or context.compiler.inner(context, key, term), depth)
        if not (ground or tails):
            raise UnsignedData("an identifier alone is not signed here", pointer="")
        named.extend(named_quads(label, first, ground, tails, heads, edges))
        inside_it = len(tails)
        graph, first, ground, tails, heads, edges, described = outside
        tails.extend([[] for _ in range(inside_it)])
        heads.extend([[] for _ in range(inside_it)])
        return label

    def descend(items: int, depth: int) -> None:
        """Account for an object or array with so many items."""
        nonlocal nodes
        nodes += items
        if depth > max_depth:
            raise TooComplex(f"nested deeper than {max_depth}", pointer="")
        if nodes > max_nodes:
            raise TooComplex(f"more than {max_nodes} objects and array items", pointer="")

    def check_limits(types: JsonValue, depth: int) -> None:
        """Refuse an object that is too much, or whose array of types is."""
        items = len(types) if type(types) is list else 0
        descend(-items, depth)
        if items:
            try:
                descend(items, depth + 1)
            except TooComplex as error:
                inside(error, "type")
                raise

    def spend(work: int) -> None:
        """Refuse to derive more contexts than one document may need."""
        if (
            sum(context.work for context in used) + work > MAX_CONTEXT_WORK
            and work_of(used) + work > MAX_CONTEXT_WORK
        ):
            raise WholeDocument(TooComplex("too many different combinations of types", pointer=""))

    def typed_context(types: JsonValue, context: CompiledContext) -> TypedContext:
        try:
            return types_of(types, context, contexts, limits, spend)
        except NotCanonicalizable as error:
            inside(error, "type")
            raise

    def checked_identifier(value: JsonValue, context: CompiledContext) -> str:
        try:
            return identifier_of(value, context, contexts, limits)
        except NotCanonicalizable as error:
            inside(error, "id")
            raise

    def repeat(identifier: str, members: JsonObject, context: CompiledContext) -> None:
        """Note that a node is described for a second time, or once more."""
        before = described[identifier]
        if before is not None:
            repeated.append(DescribedNode(graph, identifier, *before))
            described[identifier] = None
        repeated.append(DescribedNode(graph, identifier, members, context))

    node(document, start, 1)
    for context in used:
        context.used = True
    spend(0)
    if not (ground or edges or named or any(tails)):
        raise UnsignedData("the document states nothing", pointer="")
    if repeated:
        refuse_ambiguous_nodes(document, repeated, vocabulary=vocabulary, contexts=contexts)
    return Emitted(Fragments(ground, tails, heads, edges, named), described.keys(), nodes, used)
