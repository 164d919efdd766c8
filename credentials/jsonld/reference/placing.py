"""The walk over a document, before expansion, that refuses what can be seen in the JSON alone."""

from dataclasses import dataclass, field
from typing import TypeAlias

from contexts import ContextLoader
from credentials.jsonld.reference.placed_values import (
    JSONLiteral,
    Placed,
    PlacedBoolean,
    PlacedFloat,
    PlacedInteger,
)
from credentials.jsonld.strictness import (
    BlankNodeRefused,
    CompactIRI,
    ContextRefused,
    ForbiddenKeyword,
    IllFormedIRI,
    NotCanonicalizable,
    TooComplex,
    UndefinedTerm,
    UndefinedType,
    UnsignedData,
    check_characters,
    check_language,
    check_number,
)
from credentials.jsonld.vocabulary.definitions import Vocabulary
from credentials.jsonld.vocabulary.inline_contexts import InlineContexts
from credentials.jsonld.vocabulary.named_contexts import (
    ContextsOfDocument,
    NamedContext,
    is_credential,
    key_of,
)
from credentials.jsonld.writing.literals import json_literal
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, pointer


@dataclass(slots=True)
class PlacedDocument:
    """A document that passed the rules that need no expansion.

    Attributes:
        root: A private copy whose names and values are placed: see ``placed_values.py``.
        strings: Every string outside ``@context``, in reading order.
        leaves: How many strings, numbers and booleans there are outside ``@context``; the
            statements made of the document must account for every one.
        embedded: Pointers of the embedded credentials that have an ``@context`` of their own.
        typed_values: Pointers of the value objects that have an ``@type``.
        vocabulary: What the document's contexts define, wherever in it they are named.
    """

    root: JsonObject
    strings: list[Placed] = field(default_factory=list)
    leaves: int = 0
    embedded: set[str] = field(default_factory=set)
    typed_values: list[str] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


def place_document(
    document: JsonObject, *, contexts: ContextLoader, limits: Limits, plain_values: bool = False
) -> PlacedDocument:
    """Check everything that can be seen without expanding, and note where everything stands.

    Args:
        document: The JSON object, proof removed.
        contexts: Says which contexts may be named, and which terms may hold JSON literals.
        limits: For depth and size; a document may have been built, not parsed.
        plain_values: True to write each value object with ``@type`` as its text alone, to see
            whether that makes a difference.

    Raises:
        NotCanonicalizable: A subclass says what is refused, with the place.
    """
    if "@context" not in document:
        raise ContextRefused("the document names no context", pointer="")
    placer = _Placer(contexts, limits, plain_values=plain_values)
    placer.placed.root, _ = placer.members(document, "", 1)
    placer.placed.vocabulary = placer.found.vocabulary()
    placer.refuse_inline_contexts()
    placer.refuse_other_names()
    return placer.placed


def check_value(value: JsonValue, *, contexts: ContextLoader, limits: Limits) -> None:
    """Apply the same rules to a value alone, which is no document.

    Raises:
        NotCanonicalizable: A subclass says what is refused, with the place as seen from the value.
    """
    _Placer(contexts, limits, plain_values=False).value(value, "", 1)


def check_name(key: object) -> None:
    """Refuse a member's name that no context could make a term.

    Raises:
        NotCanonicalizable: It is not even a string.
        ForbiddenKeyword, BlankNodeRefused, UndefinedTerm: It is a keyword, a blank node or an IRI.
    """
    if not isinstance(key, str):
        raise NotCanonicalizable("a member's name is not a string", pointer="")
    if key.startswith("@"):
        raise ForbiddenKeyword("keywords may not be used as names", pointer="")
    if key.startswith("_:"):
        raise BlankNodeRefused("a property may not be a blank node", pointer="")
    if ":" in key:
        raise UndefinedTerm("a name must be a term, not an IRI", pointer="")


# Stands for a value: two values have the same form exactly if they are deeply equal.
_Form: TypeAlias = int


class _Placer:
    def __init__(self, contexts: ContextLoader, limits: Limits, *, plain_values: bool) -> None:
        self.limits = limits
        self.plain_values = plain_values
        self.found = ContextsOfDocument(contexts)
        self.inline: list[tuple[JsonObject, str]] = []
        self.names: list[Placed] = []
        self.types: list[Placed] = []
        self.nodes = 0
        self.forms: dict[object, _Form] = {}
        self.placed = PlacedDocument(root={})

    def form(self, *parts: object) -> _Form:
        return self.forms.setdefault(parts, len(self.forms))

    def value(self, value: JsonValue, place: str, depth: int) -> tuple[JsonValue, _Form]:
        if isinstance(value, dict):
            if "@value" in value:
                self.descend(place, depth, 1)
                return self.value_object(value, place)
            return self.members(value, place, depth)
        if isinstance(value, list):
            return self.items(value, place, depth)
        if value is None:
            raise UnsignedData("null says nothing, and is not signed", pointer=place)
        self.placed.leaves += 1
        if isinstance(value, str):
            return self.string(value, place), self.form("string", value)
        if isinstance(value, bool):
            return PlacedBoolean.at(value, place), self.form("boolean", value)
        if isinstance(value, int | float):
            check_number(value, place)
            number = PlacedInteger.at if isinstance(value, int) else PlacedFloat.at
            return number(value, place), self.form("number", value)
        raise NotCanonicalizable(f"{type(value).__name__} is no JSON type", pointer=place)

    def string(self, value: str, place: str) -> Placed:
        check_characters(value, place)
        placed = Placed.at(value, place)
        self.placed.strings.append(placed)
        return placed

    def descend(self, place: str, depth: int, nodes: int) -> None:
        self.nodes += nodes
        if depth > self.limits.max_depth:
            raise TooComplex(f"nested deeper than {self.limits.max_depth}", pointer=place)
        if self.nodes > self.limits.max_nodes:
            raise TooComplex(f"more than {self.limits.max_nodes} objects and array items", pointer=place)

    def items(self, items: list[JsonValue], place: str, depth: int) -> tuple[JsonValue, _Form]:
        self.descend(place, depth, len(items))
        if not items:
            raise UnsignedData("an empty array says nothing, and is not signed", pointer=place)
        placed: list[JsonValue] = []
        forms: dict[_Form, None] = {}
        for index, item in enumerate(items):
            where = pointer(place, index)
            if isinstance(item, list):
                raise UnsignedData("an array in an array would be signed as one array", pointer=where)
            value, form = self.value(item, where, depth + 1)
            if form in forms:
                raise UnsignedData("an item stands twice in the array", pointer=where)
            forms[form] = None
            placed.append(value)
        return placed, self.form("array", *forms)

    def members(self, members: JsonObject, place: str, depth: int) -> tuple[JsonObject, _Form]:
        self.descend(place, depth, 1)
        placed: JsonObject = {}
        forms: set[tuple[str, _Form]] = set()
        if "@context" in members:
            placed["@context"] = named = list[JsonValue](self.context(members, place))
            forms.add(("@context", self.form("context", key_of(named))))
        for key, member in members.items():
            if key == "@context":
                continue
            where = self.check_key(key, place)
            name = Placed.at(key, where)
            self.names.append(name)
            if key in self.found.json_terms:
                placed[name], form = self.json_literal(member, where)
            else:
                placed[name], form = self.value(member, where, depth + 1)
                self.check_keyword(key, placed[name], where)
            forms.add((key, form))
        return placed, self.form("object", frozenset(forms))

    def check_key(self, key: object, place: str) -> str:
        if isinstance(key, str):
            check_characters(key, place)
        try:
            check_name(key)
        except NotCanonicalizable as error:
            error.pointer = pointer(place, key) if isinstance(key, str) else place
            raise
        return pointer(place, str(key))

    def check_keyword(self, key: str, value: JsonValue, place: str) -> None:
        """Check what ``id`` and ``type`` are given; every context that we carry has these two."""
        if key == "id" and not isinstance(value, str):
            raise IllFormedIRI("an id must be one string", pointer=place)
        if key == "type":
            for name in value if isinstance(value, list) else [value]:
                if not isinstance(name, Placed):
                    raise UndefinedType("a type must be a string", pointer=getattr(name, "pointer", place))
                self.types.append(name)

    def refuse_other_names(self) -> None:
        """Refuse a class used as a property, or a property as a class, where both have one IRI.

        Open Badges 3.0 gives ``Criteria`` and ``criteria`` the same IRI, so that the one could be
        written for the other without a trace.
        """
        for name in self.names:
            if name in self.placed.vocabulary.not_properties:
                raise CompactIRI("the name of a class where a property must stand", pointer=name.pointer)
        for name in self.types:
            if name in self.placed.vocabulary.not_types:
                raise CompactIRI("the name of a property where a class must stand", pointer=name.pointer)

    def value_object(self, members: JsonObject, place: str) -> tuple[JsonValue, _Form]:
        for key in members:
            if key not in ("@value", "@language", "@type"):
                raise ForbiddenKeyword("not allowed next to @value", pointer=pointer(place, key))
        where = pointer(place, "@value")
        value = members["@value"]
        if len(members) != 2:
            raise UnsignedData("@value needs either @language or @type to say anything more", pointer=place)
        kind = "@language" if "@language" in members else "@type"
        second = members[kind]
        where_second = pointer(place, kind)
        if not isinstance(second, str):
            raise UnsignedData(f"{kind} must be text", pointer=where_second)
        self.placed.leaves += 1
        if second == "@json" and kind == "@type":
            literal, form = self.json_literal(value, where)
            return {"@type": "@json", "@value": literal}, self.form("json", form)
        if not isinstance(value, str):
            raise UnsignedData("only text may be written as a value object", pointer=where)
        self.placed.leaves += 1
        if kind == "@language":
            check_language(second, where_second)
        else:
            self.placed.typed_values.append(where)
        form = self.form("value", value, kind, second)
        text = self.string(value, where)
        if kind == "@type" and self.plain_values:
            return text, form
        return {"@value": text, kind: self.string(second, where_second)}, form

    def json_literal(self, value: JsonValue, place: str) -> tuple[JSONLiteral, _Form]:
        self.placed.leaves += 1
        canonical = json_literal(value, place)
        return JSONLiteral.at(canonical, place), self.form("json", canonical)

    def context(self, members: JsonObject, place: str) -> list[NamedContext]:
        where = pointer(place, "@context")
        if place:
            if not is_credential(members):
                raise ContextRefused("only a credential may have its own contexts", pointer=where)
            self.placed.embedded.add(place)
        value = members["@context"]
        try:
            named = self.found.add(value)
        except NotCanonicalizable as error:
            error.pointer = where + (error.pointer or "")
            raise
        for index, context in enumerate(named):
            if isinstance(context, dict):
                self.inline.append((context, pointer(where, index)))
        return named

    def refuse_inline_contexts(self) -> None:
        """Refuse contexts that the document brings along, unless they only add words of their own."""
        accepted = InlineContexts(self.found.of_others())
        for context, place in self.inline:
            try:
                accepted.add(context)
            except NotCanonicalizable as error:
                error.pointer = place + (error.pointer or "")
                raise
