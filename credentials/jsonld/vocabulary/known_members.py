"""Which members of a document are of a vocabulary that we carry.

For who signs and does not process JSON-LD, as with JOSE: a name that no known context defines for an
object of these types may be a slip of the pen, and means nothing to whoever reads the credential.

Spec: VCDM 2.0 §5.2 (extensibility); JSON-LD 1.1 §4.1.6 (type-scoped contexts).
"""

from collections.abc import Iterator

from contexts import ContextLoader, ContextNotBundled
from credentials.parsing import JsonObject, JsonValue


def unknown_members(document: JsonObject, contexts: ContextLoader) -> tuple[str, ...]:
    """Return the names at the top of a document that no context we carry defines there.

    Contexts that are written out in the document count. A context that is not carried defines nothing
    here, and neither does ``@vocab``: what gives a meaning to any word gives none to this one.

    Args:
        document: The document.
        contexts: The contexts that are carried.
    """
    types = document.get("type")
    names = frozenset(
        name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)
    )
    known = {"@context"}
    for context in _contexts_of(document.get("@context"), contexts):
        known.update(context)
        for name in names & context.keys():
            definition = context[name]
            scoped = definition.get("@context") if isinstance(definition, dict) else None
            for inner in scoped if isinstance(scoped, list) else [scoped]:
                if isinstance(inner, dict):
                    known.update(inner)
    return tuple(name for name in document if name not in known)


def _contexts_of(named: JsonValue, contexts: ContextLoader) -> Iterator[JsonObject]:
    """Yield the term definitions behind ``@context``."""
    for context in named if isinstance(named, list) else [named]:
        if isinstance(context, dict):
            yield context
        elif isinstance(context, str):
            try:
                document = contexts.document(context)
            except ContextNotBundled:
                continue
            inner = document.get("@context")
            for one in inner if isinstance(inner, list) else [inner]:
                if isinstance(one, dict):
                    yield one
