"""JSON-LD expansion by PyLD, with everything that it lets pass or throws turned into our errors.

This is the only module that imports PyLD. PyLD stays here as the reference: a compiled engine
may take its place behind :mod:`credentials.jsonld.engine` without anyone noticing.
"""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, cast
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from pyld import ContextResolver, jsonld

from contexts import ContextLoader, ContextNotBundled
from credentials.jsonld.strictness import NotCanonicalizable, Placed, PlacedDocument, TooComplex, UndefinedTerm

# PyLD drops what stays relative; with this base it comes out, and can be seen and refused.
REFUSED_BASE = "refused-relative://base.invalid/"

# Contexts that one document may make PyLD derive. An Open Badge needs about thirty; each costs
# a third of a millisecond, and a hostile document asks for a new one in every node.
_MAX_DERIVED_CONTEXTS = 400
_MAX_REMEMBERED_CONTEXTS = 1_000


def expand(document: PlacedDocument, contexts: ContextLoader) -> list[dict[str, object]]:
    """Return the expanded form of a document.

    A string that expansion takes as it is comes out as the same :class:`Placed` object. An
    identifier or type that is not absolute comes out under :data:`REFUSED_BASE`.

    Raises:
        UndefinedTerm: A member would be dropped.
        TooComplex: The document needs too many contexts, or recursion ended in an error.
        NotCanonicalizable: PyLD refused the document, or failed on it in whatever way.
    """
    processor = _processor(contexts)
    try:
        return processor.expanded(document)
    except NotCanonicalizable:
        raise
    except RecursionError as error:
        raise TooComplex("nested too deeply", pointer="") from error
    except Exception as error:  # PyLD raises KeyError, TypeError and more on hostile input
        raise NotCanonicalizable("the document cannot be expanded", pointer="") from error


class _Processor(jsonld.JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """One thread's PyLD, which remembers every context that it derived.

    PyLD's own caches are shared by all threads and not safe for that, and its cache of derived
    contexts never hits for the contexts of types, which is where its time goes.
    """

    def __init__(self, contexts: ContextLoader) -> None:
        super().__init__(on_property_dropped=_refuse_dropped)
        self._contexts = contexts
        self._options = {
            "base": REFUSED_BASE,
            "documentLoader": self._load,
            "contextResolver": ContextResolver(LRUCache(maxsize=100), self._load),
        }
        self._derived: dict[tuple[object, ...], tuple[object, object, object]] = {}
        self._new_contexts = 0

    def expanded(self, document: PlacedDocument) -> list[dict[str, object]]:
        self._new_contexts = 0
        if len(self._derived) > _MAX_REMEMBERED_CONTEXTS:
            self._derived.clear()
        return cast("list[dict[str, object]]", self.expand(document.root, self._options))

    def _load(self, url: str, _options: object) -> dict[str, object]:
        # A copy for each thread: PyLD writes into the documents that it is given.
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": json.loads(self._contexts.content(url)),
            "tag": "static",
        }

    def _process_context(  # noqa: PLR0913 - PyLD's signature
        self,
        active_ctx: Any,  # noqa: ANN401 - PyLD's own structure
        local_ctx: Any,  # noqa: ANN401
        options: Any,  # noqa: ANN401
        override_protected: bool = False,
        propagate: bool = True,
        validate_scoped: bool = True,
        cycles: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        def derive() -> Any:  # noqa: ANN401
            return super(_Processor, self)._process_context(
                active_ctx,
                local_ctx,
                options,
                override_protected=override_protected,
                propagate=propagate,
                validate_scoped=validate_scoped,
                cycles=cycles,
            )

        if cycles is not None:  # part of checking a context whose terms are not all there yet
            return derive()
        return self._remember(active_ctx, local_ctx, (override_protected, propagate), derive)

    def _remember(
        self, active_ctx: object, local_ctx: object, flags: tuple[bool, bool], derive: Callable[[], object]
    ) -> object:
        named = tuple(local_ctx) if _is_list_of_urls(local_ctx) else id(local_ctx)
        key = (id(active_ctx), named, *flags)
        known = self._derived.get(key)
        if known is None:
            self._new_contexts += 1
            if self._new_contexts > _MAX_DERIVED_CONTEXTS:
                raise TooComplex("too many different combinations of types", pointer="")
            # Both are kept with the outcome, so that no other object can get their id.
            known = self._derived[key] = (active_ctx, local_ctx, derive())
        return known[2]


def _is_list_of_urls(local_ctx: object) -> bool:
    return isinstance(local_ctx, list) and all(isinstance(url, str) for url in local_ctx)


def _refuse_dropped(name: object) -> None:
    place = name.pointer if isinstance(name, Placed) else None
    raise UndefinedTerm("a name that the contexts do not define here", pointer=place)


def _refuse_to_load(url: str, _options: Mapping[str, object] | None = None) -> NoReturn:
    raise ContextNotBundled(url)


# A second lock: should anything ever call PyLD without our loader, it gets nothing.
jsonld.set_document_loader(_refuse_to_load)

_of_thread = threading.local()


def _processor(contexts: ContextLoader) -> _Processor:
    processors: WeakKeyDictionary[ContextLoader, _Processor] | None
    processors = getattr(_of_thread, "processors", None)
    if processors is None:
        processors = _of_thread.processors = WeakKeyDictionary()
    processor = processors.get(contexts)
    if processor is None:
        processor = processors[contexts] = _Processor(contexts)
    return processor
