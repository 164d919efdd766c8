"""Values that are no nodes: strings, numbers, booleans, value objects."""

from credentials.jsonld.compiled.compiled_contexts import (
    LEXICAL,
    NAME,
    REFERENCE,
    TEXT,
    CompiledTerm,
    closing,
)
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.compiled.names import datatype, name, reference
from credentials.jsonld.pointing import inside
from credentials.jsonld.strictness import (
    ForbiddenKeyword,
    NotCanonicalizable,
    RelativeIRI,
    UnsignedData,
    check_characters,
    check_language,
)
from credentials.jsonld.writing.literals import (
    RDF_JSON,
    boolean_literal,
    check_text,
    json_literal,
    number_literal,
)
from credentials.jsonld.writing.nquads import XSD_STRING, escaped
from credentials.parsing import JsonObject, JsonValue, pointer


def string(value: str, term: CompiledTerm) -> str:
    """Return the literal or IRI that a string is.

    Raises:
        NotCanonicalizable: It has a character that is refused, is no IRI where one must stand, or would
            be signed like something else.
    """
    kind = term.kind
    if kind == REFERENCE:
        return f"<{reference(value, term.scalar)}>"
    if kind == NAME:
        return f"<{name(value, term.scalar, RelativeIRI)}>"
    check_characters(value, "")
    if kind != TEXT:
        check_text(value, term.datatype, "")
    return f'"{escaped(value)}{term.closing}'


def value_object(members: JsonObject, term: CompiledTerm) -> str:
    """Return the literal of an object with ``@value``.

    Raises:
        NotCanonicalizable: It has other members than it may, or says what a plain value says.
    """
    for key in members:
        if key not in ("@value", "@language", "@type"):
            raise ForbiddenKeyword("not allowed next to @value", pointer=pointer("", key))
    if len(members) != 2:
        raise UnsignedData("@value needs either @language or @type to say anything more", pointer="")
    kind = "@language" if "@language" in members else "@type"
    second = members[kind]
    if not isinstance(second, str):
        raise UnsignedData(f"{kind} must be text", pointer=f"/{kind}")
    value = members["@value"]
    if second == "@json" and kind == "@type":
        return f'"{escaped(json_literal(value, "/@value"))}"^^<{RDF_JSON}>'
    if not isinstance(value, str):
        raise UnsignedData("only text may be written as a value object", pointer="/@value")
    if kind == "@language":
        check_language(second, "/@language")
        check_characters(value, "/@value")
        return f'"{escaped(value)}"@{second.lower()}'
    check_characters(value, "/@value")
    return _typed(value, second, term)


def _typed(value: str, written: str, term: CompiledTerm) -> str:
    try:
        type_ = datatype(written, term.scalar)
    except NotCanonicalizable as error:
        raise inside(error, "@type") from None
    if term.kind in (TEXT, LEXICAL) and type_ == (term.datatype or XSD_STRING):
        raise UnsignedData("this type is understood, and must not be written", pointer="/@value")
    check_text(value, type_, "/@value")
    return f'"{escaped(value)}{closing(type_)}'


def plain_value(value: JsonValue, term: CompiledTerm) -> str:
    """Return the literal of a number or boolean; of anything else say what is wrong with it.

    Raises:
        NumberRefused, UnsignedData: It would be signed like something else, or not at all.
        NotCompiled: It is of a type that was derived from one of JSON's.
    """
    kind = type(value)
    if kind is bool:
        return boolean_literal(bool(value), term.datatype, "")
    if kind is int or kind is float:
        return number_literal(value, term.datatype, "")  # type: ignore[arg-type]  # the type was just looked at
    if value is None:
        raise UnsignedData("null says nothing, and is not signed", pointer="")
    if isinstance(value, str | int | float | dict | list):
        raise NotCompiled("a value of a derived type")
    raise NotCanonicalizable(f"{kind.__name__} is no JSON type", pointer="")
