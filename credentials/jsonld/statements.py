"""From expanded JSON-LD to RDF statements, with an account of everything that went in.

Spec: JSON-LD 1.1 API section 8 (Deserialize JSON-LD to RDF), on a single pass over the tree:
without author-given blank node labels nothing has to be flattened first.
"""

import re
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from credentials.jsonld.nquads import XSD_STRING, Quad, iri, literal
from credentials.jsonld.placed_values import JSONLiteral, Placed, PlacedBoolean, PlacedFloat, PlacedInteger
from credentials.jsonld.placing import PlacedDocument
from credentials.jsonld.reference import REFUSED_BASE
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

_REFUSED_SCHEME = REFUSED_BASE.partition("//")[0]
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = iri(f"{_RDF}type")
_FIRST = iri(f"{_RDF}first")
_REST = iri(f"{_RDF}rest")
_NIL = iri(f"{_RDF}nil")

# The first Open Badges contexts name the XML Schema types by https, which is not their name.
_XSD = ("http://www.w3.org/2001/XMLSchema#", "https://www.w3.org/2001/XMLSchema#")
_BOOLEAN_TYPES = frozenset(f"{xsd}boolean" for xsd in _XSD)
_NUMBER_TYPES = frozenset(
    xsd + name
    for xsd in _XSD
    for name in (
        "byte",
        "decimal",
        "double",
        "float",
        "int",
        "integer",
        "long",
        "negativeInteger",
        "nonNegativeInteger",
        "nonPositiveInteger",
        "positiveInteger",
        "short",
        "unsignedByte",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
    )
)
# What a JSON number is written as, so that the same in quotes would be signed alike.
_LOOKS_LIKE_A_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)|-?[0-9]\.[0-9]+E-?[0-9]+")

Expanded: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Description:
    """One place where the document describes, or as an object refers to, a node with an id.

    Attributes:
        graph: The graph term that it is stated in.
        identifier: The node's id, with its place.
        node: The expanded node object.
    """

    graph: str
    identifier: Placed
    node: Expanded


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
        self.seen: set[str] = set()
        self.relative: list[tuple[type[NotCanonicalizable], str]] = []

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
            self.seen.add(identifier.pointer)
            check_iri(identifier, identifier.pointer)
            if identifier in self.document.vocabulary.iris:
                raise CompactIRI("this has a term, which must be used", pointer=identifier.pointer)
        else:
            # A term of @vocab, or something that refuse_unsigned finds to be relative or compact.
            self.transformed(RelativeIRI, str(identifier))
        return iri(str(identifier))

    def type_term(self, name: str) -> str:
        self.leaves += 1
        if isinstance(name, Placed):
            self.seen.add(name.pointer)
            check_iri(name, name.pointer)
            if name in self.document.vocabulary.iris:
                raise CompactIRI("this type has a term, which must be used", pointer=name.pointer)
        else:
            self.transformed(UndefinedType, name)
        return iri(name)

    def transformed(self, error: type[NotCanonicalizable], value: str) -> None:
        """Note an IRI that expansion made of something else."""
        if value.startswith(_REFUSED_SCHEME):
            self.relative.append((error, value))
        elif not is_well_formed_iri(value):
            check_iri(value, self.place_of(value))

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
        self.seen.add(lexical.pointer)
        if language is not None:
            check_language(str(language), lexical.pointer)  # it may be a key of a language map
            return literal(lexical, language=str(language))
        if datatype is None:
            return literal(lexical)
        if isinstance(datatype, Placed):
            self.seen.add(datatype.pointer)
            check_iri(datatype, datatype.pointer)
        else:
            self.transformed(UndefinedType, str(datatype))
        if (datatype in _NUMBER_TYPES and _LOOKS_LIKE_A_NUMBER.fullmatch(lexical)) or (
            datatype in _BOOLEAN_TYPES and lexical in ("true", "false")
        ):
            raise UnsignedData(
                "would be signed like the same without quotation marks", pointer=lexical.pointer
            )
        return literal(lexical, datatype=str(datatype))

    def refuse_unsigned(self) -> None:
        """Refuse what expansion changed or lost."""
        if not self.statements.quads:
            raise UnsignedData("the document states nothing", pointer="")
        for error, value in self.relative:
            raise error("not absolute, and not a name that is defined here", pointer=self.place_of(value))
        for string in self.document.strings:
            if ":" in string and string.pointer not in self.seen:
                raise CompactIRI("an IRI must be written in full", pointer=string.pointer)
        if self.leaves != self.document.leaves:
            raise UnsignedData("something in the document is not signed", pointer="")

    def place_of(self, value: str) -> str | None:
        """Find the string that expansion made ``value`` of: one that does not come out as it is."""
        relative = value.removeprefix(REFUSED_BASE)
        changed = [string for string in self.document.strings if string.pointer not in self.seen]
        exact = (string.pointer for string in changed if string == relative)
        similar = (string.pointer for string in changed if string and string in value)
        return next(exact, None) or next(similar, None)


def _native(value: object, datatype: object, place: str | None) -> str:
    """Return the literal of a number or boolean.

    Spec: JSON-LD 1.1 API section 8.6 (Object to RDF Conversion) steps 8 to 12.
    """
    if isinstance(value, PlacedBoolean):
        lexical, default, taken = ("true" if value else "false"), "boolean", _BOOLEAN_TYPES
    elif isinstance(value, PlacedInteger | PlacedFloat):
        integral = isinstance(value, PlacedInteger) or value.is_integer()
        as_integer = integral and datatype != f"{_XSD[0]}double"
        lexical = str(int(value)) if as_integer else _canonical_double(float(value))
        default, taken = ("integer" if integral else "double"), _NUMBER_TYPES
    else:
        raise UnsignedData("a value of no JSON type", pointer=place)
    if datatype is not None and datatype not in taken:
        raise UnsignedData("would be signed like the same in quotation marks", pointer=place)
    return literal(lexical, datatype=_XSD[0] + default if datatype is None else str(datatype))


def _canonical_double(value: float) -> str:
    """Write an xsd:double with one digit before the point and at least one behind it."""
    mantissa, _, exponent = f"{value:.15E}".partition("E")
    digits = mantissa.rstrip("0")
    return f"{digits}0E{int(exponent)}" if digits.endswith(".") else f"{digits}E{int(exponent)}"


def _place(value: object, default: str) -> str:
    """Return the place of an expanded object, as far as the strings in it show one."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        place = getattr(item, "pointer", None)
        if isinstance(place, str):
            return place.rpartition("/")[0] if place.endswith(("/id", "/@value")) else place
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item.values())
    return default
