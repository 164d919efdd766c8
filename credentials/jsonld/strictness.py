"""What may stand in a document that is signed: nothing that JSON-LD or RDF would lose.

A signature over RDF covers what the RDF says. JSON-LD silently drops what it does not know,
and RDF silently merges what is equal, so without these rules a member could be added to a
signed credential, and shown, and the proof would still hold. This module looks at the JSON;
``reference.py`` and ``statements.py`` look at what becomes of it.

Spec: Data Integrity 1.0 section 2.4.2 and 4.2 (DATA_LOSS_DETECTION_ERROR).
"""

import math
import re
from dataclasses import dataclass, field
from typing import ClassVar

from contexts import ContextLoader, ContextNotBundled
from credentials.errors import CredentialError
from credentials.jsonld.jcs import canonicalize_json
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, pointer

MAX_SAFE_INTEGER = 2**53 - 1


class NotCanonicalizable(CredentialError):
    """The document has no canonical form that a signature could cover completely."""

    code: ClassVar[str] = "not_canonicalizable"


class UndefinedTerm(NotCanonicalizable):
    """A member's name is not a term of the contexts where it stands."""

    code: ClassVar[str] = "undefined_term"


class UndefinedType(NotCanonicalizable):
    """A value of ``type``, or of a term that takes names, is not defined where it stands."""

    code: ClassVar[str] = "undefined_type"


class RelativeIRI(NotCanonicalizable):
    """An identifier is not absolute; it would mean something else in every place."""

    code: ClassVar[str] = "relative_iri"


class CompactIRI(NotCanonicalizable):
    """A name is written in a roundabout way (``cred:issuer``, or the full IRI of a term)."""

    code: ClassVar[str] = "compact_iri"


class IllFormedIRI(NotCanonicalizable):
    """An identifier has a character that no IRI may have."""

    code: ClassVar[str] = "ill_formed_iri"


class IllFormedLanguageTag(NotCanonicalizable):
    """``@language`` is not a BCP 47 language tag."""

    code: ClassVar[str] = "ill_formed_language_tag"


class ForbiddenKeyword(NotCanonicalizable):
    """A JSON-LD keyword, or something that looks like one, where we take plain terms only."""

    code: ClassVar[str] = "forbidden_keyword"


class BlankNodeRefused(NotCanonicalizable):
    """The document gives a blank node a name, or uses one as a property or type."""

    code: ClassVar[str] = "blank_node_refused"


class UnsignedData(NotCanonicalizable):
    """RDF would drop or merge this, so that a signature would not cover it."""

    code: ClassVar[str] = "unsigned_data"


class ContextRefused(NotCanonicalizable):
    """``@context`` is missing, inline, not bundled, or where it may not stand."""

    code: ClassVar[str] = "context_refused"


class NumberRefused(NotCanonicalizable):
    """Implementations write this number in different ways."""

    code: ClassVar[str] = "number_refused"


class CharacterRefused(NotCanonicalizable):
    """A control character, a noncharacter, or half of a surrogate pair."""

    code: ClassVar[str] = "character_refused"


class TooComplex(NotCanonicalizable):
    """Canonicalization would take more work than we are willing to do."""

    code: ClassVar[str] = "too_complex"


class Placed(str):
    """A string of the document, with the place where it stands.

    JSON-LD expansion passes on the very object when it takes a string as it is, so that what
    comes out can be traced to where it went in, and a string that was *not* taken as it is
    can be told from one that was.
    """

    __slots__ = ("pointer",)

    pointer: str

    def __new__(cls, value: str, place: str) -> "Placed":
        self = super().__new__(cls, value)
        self.pointer = place
        return self

    def __deepcopy__(self, _memo: object) -> "Placed":
        return self

    def __reduce__(self) -> tuple[type["Placed"], tuple[str, str]]:
        return (Placed, (str(self), self.pointer))


class JSONLiteral(Placed):
    """Stands for a value that may be a JSON literal, until expansion has told."""

    __slots__ = ("value",)

    value: JsonValue


@dataclass(slots=True)
class PlacedDocument:
    """A document that passed the rules that need no context.

    Attributes:
        root: A private copy whose strings and keys are :class:`Placed`.
        context_urls: Every context that the document names, in order.
        leaves: How many strings, numbers and booleans there are outside ``@context``; the
            statements made of the document must account for every one.
        embedded: Pointers of the embedded credentials that have an ``@context`` of their own.
        typed_values: Pointers of the value objects that have an ``@type``.
    """

    root: JsonObject
    context_urls: list[str] = field(default_factory=list)
    leaves: int = 0
    embedded: list[str] = field(default_factory=list)
    typed_values: list[str] = field(default_factory=list)


_REFUSED_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# RFC 3987 by way of the IRIREF production of N-Quads: a scheme, and then none of the characters
# that would end or escape the term.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f]*")
# RFC 5646 section 2.1, well-formed: language with extended languages, script, region, variants,
# extensions and private use; or private use alone. Grandfathered tags are not accepted.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)


def check_iri(value: str, place: str | None) -> None:
    """Refuse what is not an absolute, well-formed IRI.

    Raises:
        BlankNodeRefused: It is a blank node label.
        IllFormedIRI: It has no scheme, or a character that IRIREF forbids.
    """
    if value.startswith("_:"):
        raise BlankNodeRefused("a document may not name blank nodes", pointer=place)
    if not _IRI.fullmatch(value):
        raise IllFormedIRI("not a well-formed IRI", pointer=place)


def check_language(value: str, place: str | None) -> None:
    """Refuse what is not a well-formed language tag.

    Raises:
        IllFormedLanguageTag: See above.
    """
    if not _LANGUAGE.fullmatch(value):
        raise IllFormedLanguageTag("not a well-formed language tag", pointer=place)


def check_number(value: float, place: str) -> None:
    """Refuse numbers that two implementations would not write alike.

    Raises:
        NumberRefused: Not finite; an integer beyond 2^53 - 1; so small that ECMAScript writes it
            with an exponent; or with more digits than the canonical xsd:double keeps, so that
            two different numbers would be signed as one.
    """
    if isinstance(value, int) or (math.isfinite(value) and value.is_integer()):
        if abs(value) > MAX_SAFE_INTEGER:
            raise NumberRefused("an integer beyond 2^53 - 1", pointer=place)
    elif not math.isfinite(value) or abs(value) < 1e-6:
        raise NumberRefused("a number that is written with an exponent", pointer=place)
    elif float(f"{value:.15E}") != value:
        raise NumberRefused("a number with more than sixteen digits", pointer=place)


def place_document(
    document: JsonObject, *, contexts: ContextLoader, limits: Limits, json_terms: bool = True
) -> PlacedDocument:
    """Check everything that can be seen without expanding, and note where everything stands.

    Args:
        document: The JSON object, proof removed.
        contexts: Says which contexts may be named, and which terms may hold JSON literals.
        limits: For depth and size; a document may have been built, not parsed.
        json_terms: False to treat no term as one that may hold a JSON literal.

    Raises:
        NotCanonicalizable: A subclass says what is refused, with the place.
    """
    if "@context" not in document:
        raise ContextRefused("the document names no context", pointer="")
    placer = _Placer(contexts, limits, json_terms=json_terms)
    return placer.place(document)


class _Placer:
    def __init__(self, contexts: ContextLoader, limits: Limits, *, json_terms: bool) -> None:
        self.contexts = contexts
        self.limits = limits
        self.use_json_terms = json_terms
        self.json_terms: set[str] = set()
        self.nodes = 0
        self.placed = PlacedDocument(root={})

    def place(self, document: JsonObject) -> PlacedDocument:
        self.placed.root = self.object(document, "", 1)
        return self.placed

    def value(self, value: JsonValue, place: str, depth: int) -> JsonValue:
        self.nodes += 1
        if depth > self.limits.max_depth or self.nodes > self.limits.max_nodes * 4:
            raise TooComplex("too deep or too large", pointer=place)
        if isinstance(value, str):
            self.placed.leaves += 1
            return self.string(value, place)
        if isinstance(value, bool):
            self.placed.leaves += 1
            return value
        if isinstance(value, int | float):
            self.placed.leaves += 1
            check_number(value, place)
            return value
        if isinstance(value, dict):
            return self.object(value, place, depth)
        if isinstance(value, list):
            return self.array(value, place, depth)
        if value is None:
            raise UnsignedData("null says nothing, and is not signed", pointer=place)
        raise NotCanonicalizable(f"{type(value).__name__} is no JSON type", pointer=place)

    def string(self, value: str, place: str) -> Placed:
        if _REFUSED_CHARACTER.search(value):
            raise CharacterRefused("a control character or noncharacter", pointer=place)
        return Placed(value, place)

    def array(self, items: list[JsonValue], place: str, depth: int) -> JsonValue:
        if not items:
            raise UnsignedData("an empty array says nothing, and is not signed", pointer=place)
        placed: list[JsonValue] = []
        for index, item in enumerate(items):
            where = pointer(place, index)
            if isinstance(item, list):
                raise UnsignedData("an array in an array would be signed as one array", pointer=where)
            placed.append(self.value(item, where, depth + 1))
        self.refuse_equal_items(items, place)
        return placed

    def refuse_equal_items(self, items: list[JsonValue], place: str) -> None:
        seen: set[bytes] = set()
        if len(items) == 1:
            return
        for index, item in enumerate(items):
            form = canonicalize_json(item)
            if form in seen:
                raise UnsignedData("an item stands twice in the array", pointer=pointer(place, index))
            seen.add(form)

    def object(self, members: JsonObject, place: str, depth: int) -> JsonObject:
        if "@value" in members:
            return self.value_object(members, place)
        placed: JsonObject = {}
        if "@context" in members:
            placed["@context"] = self.context(members, place)
        for key, member in members.items():
            if key == "@context":
                continue
            where = self.key(key, place)
            if key in self.json_terms:
                placed[Placed(key, where)] = self.json_literal(member, where)
            else:
                placed[Placed(key, where)] = self.value(member, where, depth + 1)
        return placed

    def key(self, key: object, place: str) -> str:
        if not isinstance(key, str):
            raise NotCanonicalizable("a member's name is not a string", pointer=place)
        if _REFUSED_CHARACTER.search(key):
            raise CharacterRefused("a control character or noncharacter in a name", pointer=place)
        where = pointer(place, key)
        if key.startswith("@"):
            raise ForbiddenKeyword("keywords may not be used as names", pointer=where)
        if key.startswith("_:"):
            raise BlankNodeRefused("a property may not be a blank node", pointer=where)
        if ":" in key:
            raise UndefinedTerm("a name must be a term, not an IRI", pointer=where)
        return where

    def value_object(self, members: JsonObject, place: str) -> JsonObject:
        for key in members:
            if key not in ("@value", "@language", "@type"):
                raise ForbiddenKeyword("not allowed next to @value", pointer=pointer(place, key))
        where = pointer(place, "@value")
        value = members["@value"]
        if members.get("@type") == "@json":
            self.placed.leaves += 1
            return {"@type": "@json", "@value": self.json_literal(value, where)}
        if len(members) != 2:
            raise UnsignedData("@value needs either @language or @type to say anything more", pointer=place)
        if not isinstance(value, str):
            raise UnsignedData("only text may be written as a value object", pointer=where)
        self.placed.leaves += 2
        kind = "@language" if "@language" in members else "@type"
        second = members[kind]
        where_second = pointer(place, kind)
        if not isinstance(second, str):
            raise UnsignedData(f"{kind} must be text", pointer=where_second)
        if kind == "@language":
            check_language(second, where_second)
        else:
            self.placed.typed_values.append(place)
        return {"@value": self.string(value, where), kind: self.string(second, where_second)}

    def json_literal(self, value: JsonValue, place: str) -> JSONLiteral:
        self.placed.leaves += 1
        literal = JSONLiteral("", place)
        literal.value = value
        return literal

    def context(self, members: JsonObject, place: str) -> JsonValue:
        where = pointer(place, "@context")
        if place:
            if not _is_credential(members):
                raise ContextRefused("only a credential may have its own contexts", pointer=where)
            self.placed.embedded.append(place)
        named = members["@context"]
        single = not isinstance(named, list)
        urls = [named] if not isinstance(named, list) else named
        if not urls:
            raise ContextRefused("no context is named", pointer=where)
        for index, url in enumerate(urls):
            where_url = where if single else pointer(where, index)
            if not isinstance(url, str):
                raise ContextRefused("a context must be named by its URL", pointer=where_url)
            try:
                context = self.contexts.document(url)
            except ContextNotBundled as error:
                raise ContextRefused("a context that we do not carry", pointer=where_url) from error
            self.placed.context_urls.append(url)
            if self.use_json_terms:
                self.json_terms |= terms_of_json_literals(context)
        return [str(url) for url in urls]


def _is_credential(members: JsonObject) -> bool:
    types = members.get("type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith("Credential") for name in names)


def terms_of_json_literals(context: object) -> frozenset[str]:
    """Return the terms that a context document, at any depth, defines as JSON literals."""
    found: set[str] = set()
    waiting = [context]
    while waiting:
        definition = waiting.pop()
        if isinstance(definition, list):
            waiting.extend(definition)
        elif isinstance(definition, dict):
            found.update(
                term
                for term, inner in definition.items()
                if isinstance(inner, dict) and inner.get("@type") == "@json"
            )
            waiting.extend(definition.values())
    return frozenset(found)
