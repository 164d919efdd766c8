"""Identifiers, types and datatypes: from what is written to an IRI, or a refusal."""

import re

from credentials.jsonld.compiled.compiled_contexts import CompiledContext
from credentials.jsonld.pointing import WholeDocument
from credentials.jsonld.strictness import (
    CompactIRI,
    IllFormedIRI,
    NotCanonicalizable,
    RelativeIRI,
    UndefinedType,
    check_characters,
    check_iri,
    is_well_formed_iri,
)

_LIKE_A_KEYWORD = re.compile(r"@[A-Za-z]+")
_KEYWORD = re.compile(
    "@(?:base|container|context|default|direction|embed|explicit|first|graph|id|import|included|index|json"
    "|language|list|nest|none|omitDefault|preserve|propagate|protected|requireAll|reverse|set|type|value"
    "|version|vocab)"
)
_MOST_REMEMBERED = 500
_LONGEST_REMEMBERED = 200

_SPACE = re.compile(r"\s")
# What JSON-LD takes for an absolute IRI in a value object, well-formed or not.
_ABSOLUTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+,\-.]*):\S*")


def reference(value: str, context: CompiledContext) -> str:
    """Return the IRI that an identifier, or a value of an ``@id`` term, is.

    Raises:
        NotCanonicalizable: It is not an absolute IRI written in full, or a term must be used.
    """
    good_iris = context.compiler.good_iris
    if value not in good_iris:
        check_characters(value, "")
    _refuse_compact(value, context)
    if value not in good_iris:
        _check_absolute(value, context, RelativeIRI)
        if len(value) <= _LONGEST_REMEMBERED:
            if len(good_iris) >= _MOST_REMEMBERED:
                good_iris.clear()
            good_iris.add(value)
    return value


def name(value: str, context: CompiledContext, undefined: type[NotCanonicalizable]) -> str:
    """Return the IRI that a type, or a value of an ``@vocab`` term, is.

    Args:
        value: A term, or an absolute IRI that has none.
        context: Says what terms there are.
        undefined: The error for what is neither.

    Raises:
        NotCanonicalizable: It is neither, or a term must be used.
    """
    check_characters(value, "")
    defined = _defined(value, context)
    if defined is not None:
        check_iri(defined, "")
        return defined
    _check_absolute(value, context, undefined)
    return value


def datatype(value: str, context: CompiledContext) -> str:
    """Return the IRI that the ``@type`` of a value object is.

    Raises:
        NotCanonicalizable: It is neither a term nor an absolute IRI.
        WholeDocument: With such an error that does not tell where.
    """
    check_characters(value, "")
    if _LIKE_A_KEYWORD.fullmatch(value) and not _KEYWORD.fullmatch(value):
        raise IllFormedIRI("not a well-formed IRI", pointer="")
    defined = _defined(value, context)
    if defined is not None and is_well_formed_iri(defined):
        return defined
    relative = value[:1] in ("?", "#", "") or ":" not in value
    if defined is None and relative and not _KEYWORD.fullmatch(value) and not _SPACE.search(value):
        raise UndefinedType("not absolute, and not a name that is defined here", pointer="")
    if defined is None and _ABSOLUTE.fullmatch(value):
        check_iri(value, "")
        return value
    # The algorithm has an error of its own for this, which does not tell where.
    raise WholeDocument(NotCanonicalizable("a datatype that is no IRI", pointer=""))


def _defined(value: str, context: CompiledContext) -> str | None:
    """Return what a term or the vocabulary makes of ``value``, or None."""
    definition = context.active.definitions.get(value)
    if definition is not None:
        return definition.iri
    _refuse_compact(value, context)
    if context.active.vocab is not None and not value.startswith("@") and not _ABSOLUTE.fullmatch(value):
        return context.active.vocab + value
    return None


def _refuse_compact(value: str, context: CompiledContext) -> None:
    prefix, colon, suffix = value.partition(":")
    if colon and prefix in context.prefixes and not suffix.startswith("//"):
        raise CompactIRI("an IRI must be written in full", pointer="")


def _check_absolute(value: str, context: CompiledContext, relative: type[NotCanonicalizable]) -> None:
    if is_well_formed_iri(value):
        if value in context.compiler.vocabulary.iris:
            raise CompactIRI("this has a term, which must be used", pointer="")
    elif value[:1] in ("?", "#", "") or (":" not in value and not _LIKE_A_KEYWORD.fullmatch(value)):
        raise relative("not absolute, and not a name that is defined here", pointer="")
    elif value.startswith("_:"):
        check_iri(value, "")
    else:
        raise IllFormedIRI("not a well-formed IRI", pointer="")
