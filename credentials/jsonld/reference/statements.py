"""From expanded JSON-LD to RDF statements, with an account of everything that went in.

Spec: JSON-LD 1.1 API section 8 (Deserialize JSON-LD to RDF), on a single pass over the tree:
without author-given blank node labels nothing has to be flattened first.
"""

from dataclasses import dataclass, field
from typing import cast

from credentials.jsonld.reference.expansion import REFUSED_BASE
from credentials.jsonld.reference.placed_values import (
    Derived,
    JSONLiteral,
    Placed,
    PlacedBoolean,
    PlacedFloat,
    PlacedInteger,
)
from credentials.jsonld.reference.placing import PlacedDocument
from credentials.jsonld.reference.repetition import Description, Expanded
from credentials.jsonld.strictness import (
    CompactIRI,
    ForbiddenKeyword,
    NotCanonicalizable,
    RelativeIRI,
    UndefinedType,
    UnsignedData,
    check_iri,
    check_language,
    is_well_formed_iri,
)
from credentials.jsonld.writing.literals import boolean_literal, check_text, number_literal
from credentials.jsonld.writing.nquads import XSD_STRING, Quad, iri, literal

_REFUSED_SCHEME = REFUSED_BASE.partition("//")[0]
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = iri(f"{_RDF}type")
_FIRST = iri(f"{_RDF}first")
_REST = iri(f"{_RDF}rest")
_NIL = iri(f"{_RDF}nil")


@dataclass(slots=True)
class Statements:
    """What a document states.

    Attributes:
        quads: The statements; blank nodes are labelled in the order in which they stand.
        descriptions: Every node object with an id.
    """

    quads: list[Quad] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)


def statements_of(document: PlacedDocument, expanded: list[Expanded]) -> Statements:
    """Return what a document states, having accounted for every value in it.

    Raises:
        RelativeIRI, UndefinedType, CompactIRI, IllFormedIRI, BlankNodeRefused: An identifier,
            type, property or datatype is not what it should be.
        UnsignedData: A value would be dropped, or would be signed like a different one.
        ForbiddenKeyword: A context uses a feature of JSON-LD that we do not.
    """
    maker = _Maker(document)
    for node in expanded:
        maker.top_node(node, "", "")
    maker.refuse_unsigned()
    return maker.statements


def datatypes(expanded: object) -> dict[str, object]:
    """Return the datatype of every string value in an expanded document, by its place."""
    found: dict[str, object] = {}
    waiting = [expanded]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            text = value.get("@value")
            if isinstance(text, Placed) and "@language" not in value:
                found[text.pointer] = value.get("@type", XSD_STRING)
            waiting.extend(value.values())
    return found


class _Maker:
    def __init__(self, document: PlacedDocument) -> None:
        self.document = document
        self.statements = Statements()
        self.blank_nodes = 0
        self.leaves = 0

    def blank_node(self) -> str:
        self.blank_nodes += 1
        return f"_:b{self.blank_nodes - 1}"

    def state(self, subject: str, predicate: str, object_: str, graph: str) -> None:
        self.statements.quads.append(Quad(subject, predicate, object_, graph))

    def top_node(self, node: Expanded, graph: str, place: str) -> None:
        """State a node to which nothing refers, so that its own statements are all there is."""
        before = len(self.statements.quads)
        if "@value" in node or "@list" in node:
            raise UnsignedData("a value where a node must stand is not signed", pointer=_place(node, place))
        self.node(node, graph, place)
        if len(self.statements.quads) == before and node:
            raise UnsignedData("an identifier alone is not signed here", pointer=_place(node, place))

    def node(self, node: Expanded, graph: str, place: str) -> str:
        """State everything about a node, and return its term."""
        identifier = node.get("@id")
        if identifier is None:
            subject = self.blank_node()
        else:
            subject = self.reference(identifier)
            if isinstance(identifier, Placed):
                self.statements.descriptions.append(Description(graph, identifier, node))
        for key, values in node.items():
            if key == "@id":
                continue
            if key == "@type":
                for name in cast("list[str]", values):
                    self.state(subject, _TYPE, self.type_term(name), graph)
            elif key.startswith("@"):
                raise ForbiddenKeyword(f"{key} is not supported", pointer=_place(node, place))
            else:
                self.check_property(key, node, place)
                self.property(subject, iri(key), cast("list[Expanded]", values), graph, place)
        return subject

    def check_property(self, key: str, node: Expanded, place: str) -> None:
        if not is_well_formed_iri(key):
            check_iri(key, _place(node, place))

    def property(self, subject: str, predicate: str, values: list[Expanded], graph: str, place: str) -> None:
        stated: set[str] = set()
        for value in values:
            object_ = self.value(value, graph, place)
            if object_ in stated:
                raise UnsignedData("the same is stated twice", pointer=_place(value, place))
            stated.add(object_)
            self.state(subject, predicate, object_, graph)

    def value(self, value: Expanded, graph: str, place: str) -> str:
        """State everything about a value, and return its term."""
        if "@value" in value:
            return self.literal(value)
        if "@list" in value:
            return self.collection(cast("list[Expanded]", value["@list"]), graph, place)
        if "@graph" in value:
            if len(value) != 1:
                raise ForbiddenKeyword(
                    "a named graph may not have an id or index", pointer=_place(value, place)
                )
            name = self.blank_node()
            for node in cast("list[Expanded]", value["@graph"]):
                self.top_node(node, name, _place(node, place) or place)
            return name
        return self.node(value, graph, place)

    def collection(self, items: list[Expanded], graph: str, place: str) -> str:
        head = _NIL
        for item in reversed(items):
            cell = self.blank_node()
            self.state(cell, _FIRST, self.value(item, graph, place), graph)
            self.state(cell, _REST, head, graph)
            head = cell
        return head

    def reference(self, identifier: object) -> str:
        self.leaves += 1
        if isinstance(identifier, Placed):
            check_iri(identifier, identifier.pointer)
            if identifier in self.document.vocabulary.iris:
                raise CompactIRI("this has a term, which must be used", pointer=identifier.pointer)
        else:
            self.derived(RelativeIRI, identifier)
        return iri(str(identifier))

    def type_term(self, name: str) -> str:
        self.leaves += 1
        if isinstance(name, Placed):
            check_iri(name, name.pointer)
            if name in self.document.vocabulary.iris:
                raise CompactIRI("this type has a term, which must be used", pointer=name.pointer)
        else:
            self.derived(UndefinedType, name)
        return iri(name)

    def derived(self, relative: type[NotCanonicalizable], value: object) -> None:
        """Check an IRI that expansion made of something else: of a term, or of what it must not be."""
        place = getattr(value, "pointer", None)
        text = str(value)
        if text.startswith(_REFUSED_SCHEME):
            raise relative("not absolute, and not a name that is defined here", pointer=place)
        if not is_well_formed_iri(text):
            check_iri(text, place)
        if isinstance(value, Derived) and ":" in value.written:
            raise CompactIRI("an IRI must be written in full", pointer=place)

    def literal(self, value: Expanded) -> str:
        lexical = value["@value"]
        datatype = value.get("@type")
        self.leaves += 1
        place = getattr(lexical, "pointer", None)
        if place is not None and place.endswith("/@value"):
            self.leaves += 1
        if "@direction" in value or "@index" in value:
            raise ForbiddenKeyword("@direction and @index are not signed", pointer=place)
        if isinstance(lexical, JSONLiteral):
            if datatype != "@json":
                raise UnsignedData("a JSON literal where none is taken", pointer=place)
            return literal(lexical, datatype=f"{_RDF}JSON")
        if isinstance(lexical, Placed):
            return self.text(lexical, datatype, value.get("@language"))
        return _native(lexical, datatype, place)

    def text(self, lexical: Placed, datatype: object, language: object) -> str:
        if language is not None:
            check_language(str(language), lexical.pointer)  # it may be a key of a language map
            return literal(lexical, language=str(language))
        if datatype is None:
            return literal(lexical)
        if isinstance(datatype, Placed):
            check_iri(datatype, datatype.pointer)
        else:
            self.derived(UndefinedType, datatype)
        check_text(lexical, str(datatype), lexical.pointer)
        return literal(lexical, datatype=str(datatype))

    def refuse_unsigned(self) -> None:
        """Refuse what expansion changed or lost."""
        if not self.statements.quads:
            raise UnsignedData("the document states nothing", pointer="")
        if self.leaves != self.document.leaves:
            raise UnsignedData("something in the document is not signed", pointer="")


def _native(value: object, datatype: object, place: str | None) -> str:
    """Return the literal of a number or boolean."""
    type_ = None if datatype is None else str(datatype)
    if isinstance(value, PlacedBoolean):
        return boolean_literal(bool(value), type_, place)
    if isinstance(value, PlacedInteger | PlacedFloat):
        return number_literal(value, type_, place)
    raise UnsignedData("a value of no JSON type", pointer=place)


def _place(value: object, default: str) -> str:
    """Return the place of an expanded object, as far as the strings in it show one."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        place = getattr(item, "pointer", None)
        if isinstance(place, str):
            return place.rpartition("/")[0] if place.endswith(("/id", "/@value", "/@type")) else place
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item.values())
    return default
