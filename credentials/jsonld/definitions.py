"""What the strict rules must know of contexts without processing them."""

import weakref
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from contexts import ContextLoader


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A summary of some context documents, with the contexts inside them.

    Attributes:
        iris: The IRIs that they have terms for.
        json_terms: Terms that somewhere take a JSON literal.
        not_properties: Names of classes whose IRI a property has too.
        not_types: Names of properties whose IRI a class has too.
    """

    iris: frozenset[str] = frozenset()
    json_terms: frozenset[str] = frozenset()
    not_properties: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()


_known: weakref.WeakKeyDictionary[ContextLoader, dict[frozenset[str], Vocabulary]]
_known = weakref.WeakKeyDictionary()


def vocabulary_of(contexts: ContextLoader, urls: frozenset[str]) -> Vocabulary:
    """Summarise contexts that are used together, once for each loader.

    Raises:
        ContextNotBundled: The loader does not carry one of ``urls``.
    """
    vocabularies = _known.setdefault(contexts, {})
    if urls not in vocabularies:
        vocabularies[urls] = _summarise([contexts.document(url) for url in sorted(urls)])
    return vocabularies[urls]


def _summarise(documents: list[object]) -> Vocabulary:
    json_terms = set()
    names_of: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        definitions = list(_definitions(document))
        prefixes = {
            term: definition
            for term, definition in definitions
            if isinstance(definition, str) and definition.endswith(("#", "/"))
        }
        for term, definition in definitions:
            identifier = definition.get("@id") if isinstance(definition, dict) else definition
            if isinstance(definition, dict) and definition.get("@type") == "@json":
                json_terms.add(term)
            if isinstance(identifier, str) and not identifier.startswith("@"):
                prefix, _, suffix = identifier.partition(":")
                names_of[prefixes[prefix] + suffix if prefix in prefixes else identifier].add(term)
    shared = [names for names in names_of.values() if len({_is_class(name) for name in names}) == 2]
    return Vocabulary(
        iris=frozenset(names_of),
        json_terms=frozenset(json_terms),
        not_properties=frozenset(name for names in shared for name in names if _is_class(name)),
        not_types=frozenset(name for names in shared for name in names if not _is_class(name)),
    )


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
                    if not term.startswith("@"):
                        yield term, definition
                        waiting.append(definition)
