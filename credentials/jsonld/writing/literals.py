"""Numbers, booleans and text as literals, where two that differ must not be written alike."""

import re

from credentials.jsonld.strictness import NotCanonicalizable, UnsignedData, check_characters, check_number
from credentials.jsonld.writing.jcs import NotCanonicalJSON, canonicalize_json
from credentials.jsonld.writing.nquads import literal
from credentials.parsing import JsonValue

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
RDF_JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"
LEXICAL_TYPES = _NUMBER_TYPES | _BOOLEAN_TYPES | {RDF_JSON}
"""Datatypes that other JSON values than text can get, so that text of these must not look like them."""

# What a JSON number is written as, so that the same in quotes would be signed alike.
_LOOKS_LIKE_A_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)|-?[0-9]\.[0-9]+E-?[0-9]+")


def check_text(lexical: str, datatype: str | None, place: str | None) -> None:
    """Refuse text that would be signed like a number, a boolean or a JSON literal.

    Raises:
        UnsignedData: See above.
    """
    if (datatype in _NUMBER_TYPES and _LOOKS_LIKE_A_NUMBER.fullmatch(lexical)) or (
        datatype in _BOOLEAN_TYPES and lexical in ("true", "false")
    ):
        raise UnsignedData("would be signed like the same without quotation marks", pointer=place)
    if datatype == RDF_JSON:
        raise UnsignedData("would be signed like a JSON literal", pointer=place)


def number_literal(value: float, datatype: str | None, place: str | None) -> str:
    """Return the literal of a number.

    Raises:
        NumberRefused: See :func:`~credentials.jsonld.strictness.check_number`.
        UnsignedData: The datatype is for text.

    Spec: JSON-LD 1.1 API section 8.6 (Object to RDF Conversion) steps 8 to 12.
    """
    check_number(value, place)
    integral = isinstance(value, int) or value.is_integer()
    as_integer = integral and datatype != f"{_XSD[0]}double"
    if datatype is None:
        datatype = _XSD[0] + ("integer" if integral else "double")
    elif datatype not in _NUMBER_TYPES:
        raise UnsignedData("would be signed like the same in quotation marks", pointer=place)
    return literal(str(int(value)) if as_integer else _canonical_double(float(value)), datatype=datatype)


def boolean_literal(value: bool, datatype: str | None, place: str | None) -> str:
    """Return the literal of a boolean.

    Raises:
        UnsignedData: The datatype is for text or numbers.
    """
    if datatype is None:
        datatype = f"{_XSD[0]}boolean"
    elif datatype not in _BOOLEAN_TYPES:
        raise UnsignedData("would be signed like the same in quotation marks", pointer=place)
    return literal("true" if value else "false", datatype=datatype)


def json_literal(value: JsonValue, place: str) -> str:
    """Return the text of a JSON literal: its canonical form.

    Raises:
        NotCanonicalizable: It has none.
        CharacterRefused: It has a character that implementations escape differently.
    """
    try:
        canonical = canonicalize_json(value).decode("utf-8")
    except (NotCanonicalJSON, RecursionError) as error:
        raise NotCanonicalizable("not a JSON literal that can be signed", pointer=place) from error
    check_characters(canonical, place)
    return canonical


def _canonical_double(value: float) -> str:
    """Write an xsd:double with one digit before the point and at least one behind it."""
    mantissa, _, exponent = f"{value:.15E}".partition("E")
    digits = mantissa.rstrip("0")
    return f"{digits}0E{int(exponent)}" if digits.endswith(".") else f"{digits}E{int(exponent)}"
