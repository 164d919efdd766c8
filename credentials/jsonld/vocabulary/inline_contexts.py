"""Contexts that a document brings along: accepted when they only add words of the issuer's own.

A context decides what a signature is about. One that comes with the document could make
``validUntil`` mean something else, or let ``credentialStatus`` be written under a name that nobody
looks for. So it may define new terms for new things, and nothing else.
"""

import json
import re
from collections.abc import Mapping
from typing import Final

import orjson

from credentials.jsonld.pointing import inside
from credentials.jsonld.strictness import (
    ContextRefused,
    NotCanonicalizable,
    check_characters,
    is_well_formed_iri,
)
from credentials.jsonld.vocabulary.definitions import Vocabulary
from credentials.parsing import pointer

MAX_TERMS: Final = 500  # ours; in all such contexts of a document
_MAX_DEPTH: Final = 8
_DEFINITION_KEYS: Final = frozenset({"@id", "@type", "@container", "@context", "@protected"})
_CONTAINERS: Final = ("@set", "@list", ["@set"], ["@list"])
_RDF: Final = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://www.w3.org/1999/02/22-rdf-syntax-ns#")
_GENERIC_DELIMITERS: Final = (":", "/", "?", "#", "[", "]", "@")
# Identifiers begin with these, so that a prefix of such a name would change what they are.
_SCHEMES: Final = frozenset(
    {"https", "http", "did", "urn", "mailto", "tel", "data", "tag", "doi", "info", "ni", "ipfs", "oid", "xsd"}
)
_TERM: Final = re.compile(r"[^@:/][^:/]*")


class InlineContexts:
    """What the contexts in one document define themselves, checked one after the other.

    Args:
        vocabulary: What the bundled contexts define, those that the document does not name included.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._definitions: dict[str, object] = {}
        self._term_of: dict[str, str] = {}

    def add(self, context: Mapping[str, object]) -> None:
        """Accept a context, or refuse it.

        Raises:
            ContextRefused: It redefines something, defines it a second time under another name, or
                uses a feature that could; points at the entry, as seen from the context.
        """
        if all(str(term).startswith("@") for term in context):
            raise ContextRefused("a context that defines nothing", pointer="")
        self._add(context, {}, 1)

    def _add(self, context: Mapping[str, object], prefixes: Mapping[str, str], depth: int) -> None:
        prefixes = {**prefixes, **_prefixes(context)}
        for term, definition in context.items():
            if not isinstance(term, str):
                raise ContextRefused("a term that is no string", pointer="")
            check_characters(term, "")
            try:
                if term.startswith("@"):
                    _check_keyword(term, definition)
                else:
                    self._check(term, definition, prefixes, depth)
            except NotCanonicalizable as error:
                inside(error, term)
                raise

    def _check(self, term: str, definition: object, prefixes: Mapping[str, str], depth: int) -> None:
        if not _TERM.fullmatch(term):
            raise ContextRefused("a term that no member can be named by", pointer="")
        if term in self._vocabulary.terms:
            raise ContextRefused("a term of another context", pointer="")
        if self._definitions.setdefault(term, definition) != definition:
            raise ContextRefused("a term that is defined otherwise elsewhere", pointer="")
        if len(self._definitions) > MAX_TERMS:
            raise ContextRefused(f"more than {MAX_TERMS} terms", pointer="")
        members = definition if isinstance(definition, Mapping) else {"@id": definition}
        for key in members:
            if key not in _DEFINITION_KEYS:
                raise ContextRefused("not allowed in a definition", pointer=pointer("", key))
        place = "/@id" if members is definition and "@id" in members else ""
        self._check_iri(term, members.get("@id"), prefixes, place)
        if members is not definition and term in _SCHEMES and str(definition).endswith(_GENERIC_DELIMITERS):
            raise ContextRefused("a prefix that captures identifiers", pointer="")
        self._check_coercion(members, prefixes)
        if "@context" in members:
            self._check_scoped(members["@context"], prefixes, depth)

    def _check_iri(self, term: str, written: object, prefixes: Mapping[str, str], place: str) -> None:
        iri = _expanded(written, prefixes)
        if iri is None or self._has_prefix_of_others(written):
            raise ContextRefused("a term that does not stand for an absolute IRI", pointer=place)
        if iri in self._vocabulary.iris or iri.startswith(_RDF):
            raise ContextRefused("this has a term already", pointer=place)
        if self._term_of.setdefault(iri, term) != term:
            raise ContextRefused("two terms for the same", pointer=place)

    def _check_coercion(self, members: Mapping[str, object], prefixes: Mapping[str, str]) -> None:
        if "@protected" in members:
            _check_keyword("@protected", members["@protected"], "/@protected")
        container = members.get("@container", "@set")
        if container not in _CONTAINERS:
            raise ContextRefused("a container that is not accepted", pointer="/@container")
        type_ = members.get("@type", "@id")
        if type_ == "@json" and container in ("@list", ["@list"]):
            raise ContextRefused("a list of JSON literals", pointer="/@container")
        if type_ not in ("@id", "@vocab", "@json"):
            datatype = _expanded(type_, prefixes)
            if datatype is None or datatype.startswith(_RDF) or self._has_prefix_of_others(type_):
                raise ContextRefused("a datatype that is not accepted", pointer="/@type")

    def _check_scoped(self, scoped: object, prefixes: Mapping[str, str], depth: int) -> None:
        if not isinstance(scoped, Mapping) or depth >= _MAX_DEPTH:
            raise ContextRefused("a context inside a definition that is not accepted", pointer="/@context")
        try:
            self._add(scoped, prefixes, depth + 1)
        except NotCanonicalizable as error:
            inside(error, "@context")
            raise

    def _has_prefix_of_others(self, written: object) -> bool:
        return str(written).partition(":")[0] in self._vocabulary.terms


def _check_keyword(keyword: str, value: object, place: str = "") -> None:
    if keyword == "@protected" and isinstance(value, bool):
        return
    if keyword == "@version" and value == 1.1:
        return
    raise ContextRefused(f"{keyword} is not accepted in a document", pointer=place)


def content_key(context: Mapping[str, object]) -> bytes:
    """Return what two contexts have in common exactly if they are equal as JSON.

    Raises:
        ContextRefused: It cannot be written as JSON.
    """
    try:
        return orjson.dumps(context, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # an integer of more than 64 bits, half of a surrogate pair, no JSON at all
        pass
    try:
        return json.dumps(context, sort_keys=True).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ContextRefused("a context that is no JSON", pointer="") from error


def _prefixes(context: Mapping[str, object]) -> dict[str, str]:
    """Return the terms that compact IRIs in a context may begin with."""
    return {
        term: value
        for term, value in context.items()
        if isinstance(value, str) and value.endswith(_GENERIC_DELIMITERS) and not term.startswith("@")
    }


def _expanded(written: object, prefixes: Mapping[str, str]) -> str | None:
    """Return the absolute IRI that is written, in full or as a compact one, or None."""
    if not isinstance(written, str):
        return None
    prefix, _, suffix = written.partition(":")
    if prefix in prefixes and not suffix.startswith("//"):
        written = prefixes[prefix] + suffix
        if written.partition(":")[0] in prefixes and "://" not in written:
            return None
    check_characters(written, "")
    return written if is_well_formed_iri(written) else None
