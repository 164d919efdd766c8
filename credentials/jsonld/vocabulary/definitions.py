"""What the strict rules must know of contexts without processing them."""

import threading
import weakref
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from contexts import ContextLoader


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A summary of some context documents, with the contexts inside them.

    Attributes:
        terms: Every term, however deep in scoped contexts.
        iris: The IRIs that they have terms for.
        json_terms: Terms that somewhere take a JSON literal.
        not_properties: Names of classes whose IRI has another name too.
        not_types: Names of properties whose IRI a class has too.
        anywhere: IRIs of the properties that an object of any type can have.
        of_class: IRIs of the properties that an object of a class can have besides, by the
            class's IRI.
    """

    terms: frozenset[str] = frozenset()
    iris: frozenset[str] = frozenset()
    json_terms: frozenset[str] = frozenset()
    not_properties: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()
    of_class: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sayable_of(self, classes: Iterable[str]) -> frozenset[str]:
        """Return the IRIs of the properties that an object of these classes can have."""
        return self.anywhere.union(*(self.of_class.get(name, frozenset()) for name in classes))


_REMEMBERED = 64
_GENERIC_DELIMITERS = (":", "/", "?", "#", "[", "]", "@")

_Key: TypeAlias = tuple[frozenset[str], frozenset[bytes]]
_known: weakref.WeakKeyDictionary[ContextLoader, OrderedDict[_Key, Vocabulary]]
_known = weakref.WeakKeyDictionary()
_json_terms: weakref.WeakKeyDictionary[ContextLoader, dict[str, frozenset[str]]]
_json_terms = weakref.WeakKeyDictionary()
_of_all: weakref.WeakKeyDictionary[ContextLoader, Vocabulary] = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def vocabulary_of(
    contexts: ContextLoader, urls: frozenset[str], inline: Mapping[bytes, Mapping[str, object]] | None = None
) -> Vocabulary:
    """Summarise contexts that are used together.

    Args:
        contexts: Has the documents of the URLs.
        urls: Of the bundled contexts.
        inline: The contexts that the document brings along, by their content.

    Raises:
        ContextNotBundled: The loader does not carry one of ``urls``.
    """
    inline = inline or {}
    key = (urls, frozenset(inline))
    with _lock:
        vocabularies = _known.setdefault(contexts, OrderedDict())
        known = vocabularies.get(key)
        if known is not None:
            vocabularies.move_to_end(key)
            return known
    documents = [contexts.document(url) for url in sorted(urls)]
    known = _summarise([*documents, *({"@context": inline[content]} for content in sorted(inline))])
    with _lock:
        vocabularies[key] = known
        while len(vocabularies) > _REMEMBERED:
            vocabularies.popitem(last=False)
    return known


def vocabulary_of_all(contexts: ContextLoader) -> Vocabulary:
    """Summarise everything that a loader carries, whatever of it a document names."""
    with _lock:
        known = _of_all.get(contexts)
    if known is None:
        known = _summarise([contexts.document(url) for url in sorted(contexts.urls())])
        with _lock:
            _of_all[contexts] = known
    return known


def json_terms_of_url(contexts: ContextLoader, url: str) -> frozenset[str]:
    """Return the terms of a bundled context that somewhere take a JSON literal."""
    known = _json_terms.setdefault(contexts, {})
    if url not in known:
        known[url] = json_terms_of(contexts.document(url))
    return known[url]


def json_terms_of(context: Mapping[str, object]) -> frozenset[str]:
    """Return the terms of one context that somewhere take a JSON literal."""
    return frozenset(term for term, definition in _definitions(context) if _takes_json(definition))


def _takes_json(definition: object) -> bool:
    return isinstance(definition, dict) and definition.get("@type") == "@json"


def _summarise(documents: Iterable[object]) -> Vocabulary:
    terms = set()
    json_terms = set()
    names_of: dict[str, set[str]] = defaultdict(set)
    anywhere: set[str] = set()
    of_class: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        definitions = list(_definitions(document))
        prefixes = {
            term: definition
            for term, definition in definitions
            if isinstance(definition, str) and definition.endswith(_GENERIC_DELIMITERS)
        }
        meanings = {term: iri for term, definition in definitions if (iri := _iri(definition, prefixes))}
        for term, definition in definitions:
            terms.add(term)
            if _takes_json(definition):
                json_terms.add(term)
            if (iri := _iri(definition, prefixes)) is not None:
                iri = meanings.get(iri, iri)  # another name for the same
                names_of[iri].add(term)
                of_class[iri].update(_iris_in(definition, prefixes))
        anywhere.update(_iris_in(document, prefixes))
    shared = [names for names in names_of.values() if len(names) > 1 and any(map(_is_class, names))]
    return Vocabulary(
        terms=frozenset(terms),
        iris=frozenset(names_of),
        json_terms=frozenset(json_terms),
        not_properties=frozenset(name for names in shared for name in names if _is_class(name)),
        not_types=frozenset(name for names in shared for name in names if not _is_class(name)),
        anywhere=frozenset(anywhere),
        of_class={name: frozenset(iris) for name, iris in of_class.items() if iris},
    )


def _iri(definition: object, prefixes: Mapping[str, str]) -> str | None:
    """Return what a term stands for, or None if it is nothing or a keyword."""
    identifier = definition.get("@id") if isinstance(definition, dict) else definition
    if not isinstance(identifier, str) or identifier.startswith("@"):
        return None
    prefix, _, suffix = identifier.partition(":")
    return prefixes[prefix] + suffix if prefix in prefixes else identifier


def _iris_in(owner: object, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the IRIs of the terms of one context, those deeper in scoped contexts left out."""
    contexts = owner.get("@context") if isinstance(owner, dict) else None
    for context in contexts if isinstance(contexts, list) else [contexts]:
        if isinstance(context, dict):
            for term, definition in context.items():
                iri = None if term.startswith("@") else _iri(definition, prefixes)
                if iri is not None:
                    yield iri


def _is_class(term: str) -> bool:
    return term[:1].isupper()


def _definitions(document: object) -> Iterator[tuple[str, object]]:
    """Yield every term definition, however deep in scoped contexts."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            if "@context" in value:
                waiting.append(value["@context"])
            else:
                for term, definition in value.items():
                    if isinstance(term, str) and not term.startswith("@"):
                        yield term, definition
                        waiting.append(definition)
