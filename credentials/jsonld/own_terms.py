"""What a credential says in words that its issuer made up.

A credential may bring a context of its own, written out in the document, beside the contexts that
everybody knows. The engine accepts it only when none of its terms, and nothing that they stand for,
is of a context that we carry. So a name in the reach of such a context is either a word of a standard
or one of the issuer's; here the second kind is picked out, to be shown as what it is.

Spec: VCDM 2.0 §5.2 (extensibility); JSON-LD 1.1 §3.1 (the context), §4.1.6 (type-scoped contexts).
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import orjson

from credentials.parsing import JsonObject, JsonValue, pointer

MAX_OWN_TERMS: Final = 200  # ours: more than anybody reads
_TYPE: Final = "type"
_MEMBER: Final = b'"@context":'
_CONTAINERS: Final = (dict, list)


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A word of the issuer's own, where it is used.

    Attributes:
        pointer: Where. For the name of a type: the place of that name.
        term: The word.
        iri: What the issuer's context makes of it; "" if it does not say.
        value: What the credential says with it. For the name of a type: the name.
    """

    pointer: str
    term: str
    iri: str
    value: JsonValue


_Scope: TypeAlias = "ChainMap[str, str]"
"""From the issuer's words in reach to what they stand for, the nearest context first."""


def own_terms(document: JsonObject) -> tuple[OwnTerm, ...]:
    """Return where a credential uses words of its issuer's own, in the order of the document.

    What is inside the value of such a word is not listed again: it is a part of that value. At most
    :data:`MAX_OWN_TERMS` are returned.

    Args:
        document: A document that the engine accepts. Of any other the outcome means nothing, but
            there is one.
    """
    if not _brings_contexts(document):
        return ()
    found: list[OwnTerm] = []
    # Depth first without recursion: whatever the document is, the interpreter's stack is not used up.
    waiting: list[tuple[str, JsonValue, _Scope]] = [("", document, ChainMap())]
    while waiting and len(found) < MAX_OWN_TERMS:
        place, value, scope = waiting.pop()
        if isinstance(value, list):
            children = [(pointer(place, index), item, scope) for index, item in enumerate(value)]
            waiting.extend(reversed([child for child in children if isinstance(child[1], dict | list)]))
        elif isinstance(value, dict):
            waiting.extend(reversed(_look_into(value, place, scope, found)))
    return tuple(found[:MAX_OWN_TERMS])


def terms_not_signed(document: JsonObject) -> tuple[str, ...]:
    """Return the issuer's words that anybody could write otherwise without breaking a proof.

    A proof is over the IRI that a word stands for. So a word is only the issuer's if the IRI ends in it:
    else "zaal" could be made "cijfer", in the context and wherever it is used.

    Args:
        document: See :func:`own_terms`.
    """
    if not _brings_contexts(document):
        return ()
    found: dict[str, None] = {}
    waiting: list[JsonValue] = [document]
    for value in waiting:  # which grows meanwhile
        if isinstance(value, dict):
            for term, iri in _defined_by(value.get("@context", [])):
                if not iri.endswith(("#", "/", ":", f"#{term}", f"/{term}", f":{term}")):
                    found[term] = None
            waiting += [one for one in value.values() if type(one) is dict or type(one) is list]
        elif isinstance(value, list):
            waiting += [one for one in value if type(one) is dict or type(one) is list]
    return tuple(found)


def _brings_contexts(document: JsonObject) -> bool:
    """Tell whether there is a context written out anywhere; in nearly every document there is none."""
    if "@context" in document and _are_names(document["@context"]):
        try:
            # In JSON text a quotation mark inside of a string has a backslash before it, so this is a member.
            if orjson.dumps(document).count(_MEMBER) == 1:
                return False
        except TypeError:  # a number that orjson does not write, or half a character
            pass
    waiting: list[JsonValue] = [document]
    for value in waiting:  # which grows meanwhile
        if isinstance(value, dict):
            if "@context" in value and not _are_names(value["@context"]):
                return True
            waiting += [one for one in value.values() if type(one) is dict or type(one) is list]
        elif isinstance(value, list):
            waiting += [one for one in value if type(one) is dict or type(one) is list]
    return False


def _are_names(contexts: JsonValue) -> bool:
    return all(isinstance(one, str) for one in (contexts if isinstance(contexts, list) else [contexts]))


def _look_into(
    members: JsonObject, place: str, scope: _Scope, found: list[OwnTerm]
) -> list[tuple[str, JsonValue, _Scope]]:
    """Collect the issuer's words among these members, and return what else to look into."""
    if "@context" in members and (own := dict(_defined_by(members["@context"]))):
        scope = scope.new_child(own)
    deeper: list[tuple[str, JsonValue, _Scope]] = []
    for name, value in members.items():
        if name in scope:
            found.append(OwnTerm(pointer(place, name), name, scope[name], value))
        elif name == _TYPE and scope.maps[0]:
            found.extend(_own_types(value, pointer(place, name), scope))
        elif name != "@context" and isinstance(value, dict | list):
            deeper.append((pointer(place, name), value, scope))
    return deeper


def _own_types(value: JsonValue, place: str, scope: _Scope) -> Iterator[OwnTerm]:
    if isinstance(value, str):
        if value in scope:
            yield OwnTerm(place, value, scope[value], value)
    elif isinstance(value, list):
        for index, name in enumerate(value):
            if isinstance(name, str) and name in scope:
                yield OwnTerm(pointer(place, index), name, scope[name], name)


def _defined_by(contexts: JsonValue) -> Iterator[tuple[str, str]]:
    """Yield the terms of the contexts that are written out, those in scoped contexts included."""
    waiting: list[tuple[JsonValue, Mapping[str, str]]] = [(contexts, {})]
    while waiting:
        context, prefixes = waiting.pop()
        if isinstance(context, list):
            waiting.extend((one, prefixes) for one in context)
        if not isinstance(context, dict):
            continue
        prefixes = {**prefixes, **{term: iri for term, iri in context.items() if isinstance(iri, str)}}
        for term, definition in context.items():
            if term.startswith("@"):
                continue
            yield term, _iri(definition, prefixes)
            if isinstance(definition, dict) and "@context" in definition:
                waiting.append((definition["@context"], prefixes))


def _iri(definition: JsonValue, prefixes: Mapping[str, str]) -> str:
    """Return what a term stands for, a prefix written in full."""
    written = definition.get("@id") if isinstance(definition, dict) else definition
    if not isinstance(written, str):
        return ""
    prefix, colon, rest = written.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes and not rest.startswith("//") else written
