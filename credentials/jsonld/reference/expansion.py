"""JSON-LD expansion by PyLD, with everything that it lets pass or throws turned into our errors.

This is the only module that imports PyLD. PyLD stays here as the reference: a compiled engine
may take its place behind :mod:`credentials.jsonld.engine` without anyone noticing.
"""

import json
import threading
import weakref
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, cast

from pyld import ContextResolver, jsonld

from contexts import ContextLoader, ContextNotBundled
from credentials.jsonld.reference.placed_values import Derived, Placed
from credentials.jsonld.reference.placing import PlacedDocument
from credentials.jsonld.strictness import IllFormedIRI, NotCanonicalizable, TooComplex, UndefinedTerm

# PyLD drops what stays relative; with this base it comes out, and can be seen and refused.
REFUSED_BASE = "refused-relative://base.invalid/"

# Work that one document may cause by its contexts. Deriving the context of a type costs about a
# third of a millisecond, and applying a whole context about three; an Open Badge needs some
# thirty of the first and two of the second when nothing is remembered yet. A hostile document
# asks for another combination in every node.
_MAX_CONTEXT_WORK = 600
_WORK_OF_A_URL = 10
_MAX_REMEMBERED_CONTEXTS = 400


def expand(document: PlacedDocument, contexts: ContextLoader) -> list[dict[str, object]]:
    """Return the expanded form of a document.

    A string that expansion takes as it is comes out as the same :class:`Placed` object. An
    identifier or type that is not absolute comes out under :data:`REFUSED_BASE`.

    Raises:
        UndefinedTerm: A member would be dropped.
        TooComplex: The document needs too many contexts, or recursion ended in an error.
        NotCanonicalizable: PyLD refused the document, or failed on it in whatever way.
    """
    try:
        return processor_of_this_thread(contexts).expanded(document)
    except NotCanonicalizable:
        raise
    except RecursionError as error:
        raise TooComplex("nested too deeply", pointer="") from error
    except Exception as error:  # PyLD raises KeyError, TypeError and more on hostile input
        code = getattr(error, "code", None) or type(error).__name__
        raise NotCanonicalizable(f"the document cannot be expanded: {code}", pointer="") from error


class _Processor(jsonld.JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """One thread's PyLD, which remembers every context that it derived.

    PyLD's own caches are shared by all threads and not safe for that, and its cache of derived
    contexts never hits for the contexts of types, which is where its time goes.
    """

    def __init__(self, contexts: ContextLoader) -> None:
        super().__init__(on_property_dropped=_refuse_dropped)
        self._contexts = weakref.ref(contexts)  # the key under which this processor is kept
        self._options = {"base": REFUSED_BASE, "documentLoader": self._load}
        self._derived: dict[tuple[object, ...], tuple[object, object, object]] = {}
        self._derived_for_this: set[tuple[object, ...]] = set()
        self._context_work = 0

    def expanded(self, document: PlacedDocument) -> list[dict[str, object]]:
        self._context_work = 0
        self._derived_for_this.clear()
        if len(self._derived) > _MAX_REMEMBERED_CONTEXTS or "contextResolver" not in self._options:
            self._derived.clear()
            # It remembers every context that it is asked for, without a bound of its own.
            self._options["contextResolver"] = ContextResolver({}, self._load)
        return cast("list[dict[str, object]]", self.expand(document.root, self._options))

    def _load(self, url: str, _options: object) -> dict[str, object]:
        contexts = self._contexts()
        if contexts is None:
            raise ContextNotBundled(url)
        # A copy for each thread: PyLD writes into the documents that it is given.
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": json.loads(contexts.content(url)),
            "tag": "static",
        }

    def _expand_iri(
        self,
        active_ctx: Any,  # noqa: ANN401 - PyLD's own structure
        value: object,
        *args: object,
        **options: object,
    ) -> object:
        """Let what is made of a string of the document remember that string."""
        expanded = super()._expand_iri(active_ctx, value, *args, **options)
        if not isinstance(value, Placed) or isinstance(expanded, Placed):
            return expanded
        if expanded is None and value.startswith("@"):
            raise IllFormedIRI("not a well-formed IRI", pointer=value.pointer)
        return Derived.of(expanded, value) if isinstance(expanded, str) else expanded

    def _process_context(
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
        # Lists of URLs come from documents, so they are new objects each time.
        named: object = id(local_ctx)
        if isinstance(local_ctx, list) and all(isinstance(url, str) for url in local_ctx):
            named = tuple(local_ctx)
        key = (id(active_ctx), named, *flags)
        # What is known already counts as well: the outcome must not depend on what came before.
        if key not in self._derived_for_this:
            self._derived_for_this.add(key)
            self._context_work += _WORK_OF_A_URL * len(local_ctx) if isinstance(local_ctx, list) else 1
            if self._context_work > _MAX_CONTEXT_WORK:
                raise TooComplex("too many different combinations of types", pointer="")
        known = self._derived.get(key)
        if known is None:
            # Both are kept with the outcome, so that no other object can get their id.
            known = self._derived[key] = (active_ctx, local_ctx, derive())
        return known[2]


def _refuse_dropped(name: object) -> None:
    place = name.pointer if isinstance(name, Placed) else None
    raise UndefinedTerm("a name that the contexts do not define here", pointer=place)


def _refuse_to_load(url: str, _options: Mapping[str, object] | None = None) -> NoReturn:
    raise ContextNotBundled(url)


# A second lock: should anything ever call PyLD without our loader, it gets nothing.
jsonld.set_document_loader(_refuse_to_load)

_of_thread = threading.local()


def processor_of_this_thread(contexts: ContextLoader) -> _Processor:
    """Return the processor that this thread, and no other, uses with a loader."""
    processors: weakref.WeakKeyDictionary[ContextLoader, _Processor] | None
    processors = getattr(_of_thread, "processors", None)
    if processors is None:
        processors = _of_thread.processors = weakref.WeakKeyDictionary()
    processor = processors.get(contexts)
    if processor is None:
        processor = processors[contexts] = _Processor(contexts)
    return processor
