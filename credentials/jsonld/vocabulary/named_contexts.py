"""What a document names in ``@context``: which may stand there, and where."""

from collections.abc import Hashable, Iterator
from typing import Final, TypeAlias

from contexts import ContextLoader, ContextNotBundled
from credentials.jsonld.pointing import inside
from credentials.jsonld.strictness import ContextRefused
from credentials.jsonld.vocabulary.definitions import (
    Vocabulary,
    json_terms_of,
    json_terms_of_url,
    vocabulary_of,
    vocabulary_of_all,
)
from credentials.jsonld.vocabulary.inline_contexts import content_key
from credentials.parsing import JsonObject, JsonValue, pointer

_MAX_INLINE_BYTES: Final = 64_000  # ours; of all such contexts in a document

NamedContext: TypeAlias = "str | JsonObject"


def named_contexts(value: JsonValue, contexts: ContextLoader) -> list[NamedContext]:
    """Return the URLs and objects that the value of an ``@context`` is made of.

    Raises:
        ContextRefused: There is none, one that we do not carry, or what is no context; the pointer
            is that of an item, or empty. What the objects define has not been looked at.
    """
    items = value if isinstance(value, list) else [value]
    if not items:
        raise ContextRefused("no context is named", pointer="")
    named: list[NamedContext] = []
    for index, item in enumerate(items):
        place = pointer("", index) if isinstance(value, list) else ""
        if isinstance(item, str):
            if item not in contexts.urls():
                refused = ContextRefused("a context that we do not carry", pointer=place)
                raise refused from ContextNotBundled(item)
            named.append(str(item))
        elif isinstance(item, dict) and isinstance(value, list):
            named.append(item)
        else:
            raise ContextRefused("a context must be named by its URL", pointer=place)
    return named


def key_of(value: JsonValue) -> Hashable:
    """Return what two values of ``@context`` have in common exactly if they name the same contexts.

    Returns:
        Something else than of any valid one if the value is not valid.

    Raises:
        ContextRefused: An item is no JSON.
    """
    if type(value) is str:
        return (value,)
    if type(value) is not list:
        return None
    key = tuple(value)
    try:
        hash(key)
    except TypeError:
        return tuple(content_key(item) if isinstance(item, dict) else _key_of_item(item) for item in value)
    return key


def _key_of_item(item: JsonValue) -> Hashable:
    return item if isinstance(item, str) else ()


def is_credential(members: JsonObject) -> bool:
    """Tell whether an object may have contexts of its own inside a document."""
    types = members.get("type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith("Credential") for name in names)


class ContextsOfDocument:
    """The contexts that were met in a document so far.

    Attributes:
        urls: Of the bundled ones.
        inline: Those that it brings along, by content, in the order of the document.
        json_terms: Their terms that somewhere take a JSON literal.
    """

    def __init__(self, contexts: ContextLoader) -> None:
        self._contexts = contexts
        self._inline_bytes = 0
        self.urls: frozenset[str] = frozenset()
        self.inline: dict[bytes, JsonObject] = {}
        self.json_terms: frozenset[str] = frozenset()

    def add(self, value: JsonValue) -> list[NamedContext]:
        """Take in the value of an ``@context``, and return what it is made of.

        Raises:
            ContextRefused: See :func:`named_contexts`; or the document brings along too much.
        """
        named = named_contexts(value, self._contexts)
        for index, context in enumerate(named):
            if isinstance(context, dict):
                try:
                    self._add_inline(context)
                except ContextRefused as error:
                    inside(error, index)
                    raise
            elif context not in self.urls:
                self.urls |= {context}
                self.json_terms |= json_terms_of_url(self._contexts, context)
        return named

    def _add_inline(self, context: JsonObject) -> None:
        content = content_key(context)
        if content not in self.inline:
            self._inline_bytes += len(content)
            if self._inline_bytes > _MAX_INLINE_BYTES:
                raise ContextRefused("more contexts than a document may bring along", pointer="")
            self.inline[content] = context
            self.json_terms |= json_terms_of(context)

    def vocabulary(self) -> Vocabulary:
        """Return what all of them define."""
        return vocabulary_of(self._contexts, self.urls, self.inline)

    def of_others(self) -> Vocabulary:
        """Return what all bundled contexts define, also those that the document does not name.

        Which ones it names can be changed without breaking a proof, if others say the same.
        """
        return vocabulary_of_all(self._contexts)


def contexts_in(document: JsonObject, contexts: ContextLoader) -> ContextsOfDocument:
    """Return all contexts that a document names, those left out that are refused anyway."""
    found = ContextsOfDocument(contexts)
    for members in _objects(document, found):
        if "@context" in members:
            try:
                found.add(members["@context"])
            except ContextRefused:
                continue
    return found


def _objects(document: JsonObject, found: ContextsOfDocument) -> Iterator[JsonObject]:
    """Yield the objects outside JSON literals, in the order of the document."""
    waiting: list[JsonValue] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict) and (value is document or "@value" not in value):
            yield value
            json_terms = found.json_terms
            waiting.extend(
                member
                for key, member in reversed(value.items())
                if key != "@context" and key not in json_terms
            )
