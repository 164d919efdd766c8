"""The members of an object, when they are not simply what was expected: names, ``id``, ``type``."""

from typing import TypeGuard

from contexts import ContextLoader
from credentials.jsonld.compiled.compiled_contexts import KEYWORD, CompiledContext, CompiledTerm, TypedContext
from credentials.jsonld.compiled.compiler import Spend
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.compiled.names import reference
from credentials.jsonld.pointing import AboutTheObject
from credentials.jsonld.reference.placing import check_name, check_value
from credentials.jsonld.strictness import (
    CharacterRefused,
    IllFormedIRI,
    NotCanonicalizable,
    UndefinedType,
    check_characters,
)
from credentials.limits import Limits
from credentials.parsing import JsonValue


def term_of(context: CompiledContext, key: object) -> CompiledTerm:
    """Return what a member's name means that was not met in this context before.

    Raises:
        AboutTheObject: It has a character that is refused, or is no string.
        NotCanonicalizable: It is not a term here.
        NotCompiled: It is one of a kind that is not known.
    """
    if not isinstance(key, str):
        raise AboutTheObject(NotCanonicalizable("a member's name is not a string", pointer=""))
    try:
        check_characters(key, "")
    except CharacterRefused as error:
        raise AboutTheObject(error) from None
    check_name(key)
    return context.compiler.term(context, key)


def identifier_of(value: JsonValue, context: CompiledContext, contexts: ContextLoader, limits: Limits) -> str:
    """Return the id of an object; it may be anything that is not null.

    Raises:
        NotCanonicalizable: It is not an absolute IRI written in full; points at it.
    """
    _require_keyword(context, "id")
    if not isinstance(value, str):
        check_value(value, contexts=contexts, limits=limits)
        raise IllFormedIRI("an id must be one string", pointer="")
    if type(value) is not str:
        raise NotCompiled("a string of a derived type")
    return reference(value, context)


def types_of(
    value: JsonValue, context: CompiledContext, contexts: ContextLoader, limits: Limits, spend: Spend
) -> TypedContext:
    """Return the context of an object with these types; they may be anything that is not null.

    Raises:
        NotCanonicalizable: They are not one or several types that are defined; points at them.
    """
    _require_keyword(context, "type")
    if not _are_strings(value):
        check_value(value, contexts=contexts, limits=limits)
        raise UndefinedType("a type must be a string", pointer=_first_other(value))
    if isinstance(value, list) and (not value or len(set(value)) < len(value)):
        check_value(value, contexts=contexts, limits=limits)
    return context.compiler.typed(context, value, spend)


def _require_keyword(context: CompiledContext, key: str) -> None:
    """Refuse ``id`` and ``type`` where the contexts do not define them as what they always are."""
    term = context.terms.get(key) or context.compiler.term(context, key)
    if term.kind != KEYWORD:
        raise NotCompiled("id or type with another meaning")


def _are_strings(value: JsonValue) -> TypeGuard[str | list[str]]:
    return type(value) is str or (type(value) is list and all(type(item) is str for item in value))


def _first_other(value: JsonValue) -> str:
    """Return where the first item is that is no string; an object has no place of its own here."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if not isinstance(item, str):
                return "" if isinstance(item, dict | list) else f"/{index}"
        raise NotCompiled("a string of a derived type")
    if isinstance(value, str):
        raise NotCompiled("a string of a derived type")
    return ""
