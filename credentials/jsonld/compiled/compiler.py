"""Makes what emission reads from the contexts that one document names, and remembers it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from credentials.jsonld.bounded_memory import BoundedMemory, Remembered
from credentials.jsonld.compiled.compiled_contexts import (
    GRAPH_ITEM,
    GRAPHS,
    JSON,
    KEYWORD,
    LEXICAL,
    LISTS,
    NAME,
    REFERENCE,
    TEXT,
    CompiledContext,
    CompiledTerm,
    DerivedContext,
    TypedContext,
)
from credentials.jsonld.compiled.context_processing import (
    INITIAL,
    ActiveContext,
    ContextProcessor,
    NotCompiled,
    TermDefinition,
)
from credentials.jsonld.compiled.names import name
from credentials.jsonld.pointing import inside
from credentials.jsonld.strictness import (
    CompactIRI,
    NotCanonicalizable,
    UndefinedTerm,
    UndefinedType,
    is_well_formed_iri,
)
from credentials.jsonld.vocabulary.definitions import Vocabulary
from credentials.jsonld.vocabulary.named_contexts import NamedContext
from credentials.jsonld.writing.literals import LEXICAL_TYPES

# Everything derived of any context, for all documents. A badge needs some thirty entries.
MEMORY: Final = BoundedMemory(max_entries=2_000, max_bytes=24 * 1024 * 1024)

Spend: TypeAlias = Callable[[int], None]
"""Raises an error when so much more work is too much for one document."""

_BYTES_OF_A_DEFINITION: Final = 250  # with the term compiled
_WORK_OF_A_URL: Final = 10
_KINDS: Final = {None: TEXT, "@none": TEXT, "@id": REFERENCE, "@vocab": NAME, "@json": JSON}


class Compiler(Remembered):
    """Compiles the contexts that are used together in a document.

    Attributes:
        names: The URLs, and the contents of contexts that the document brings along.
        refusals: Why one of the latter is not accepted.
        vocabulary: What they define.
        good_iris: Identifiers that were found to be absolute, well-formed, and without a term.
        initial: The context without any term.

    Args:
        processor: Applies contexts, on behalf of all compilers with these documents.
        vocabulary: Says what may be written how in a document with these contexts.
    """

    __slots__ = ("_processor", "good_iris", "initial", "names", "refusals", "vocabulary")

    def __init__(
        self,
        processor: ContextProcessor,
        vocabulary: Vocabulary,
        names: frozenset[str | bytes],
        refusals: Mapping[bytes, NotCanonicalizable],
    ) -> None:
        super().__init__(_BYTES_OF_A_DEFINITION * len(vocabulary.iris))
        self._processor = processor
        self.vocabulary = vocabulary
        self.names = names
        self.refusals = refusals
        self.good_iris: set[str] = set()
        self.initial = CompiledContext(INITIAL, None, self)

    def local(
        self, context: CompiledContext, key: Hashable, contexts: Sequence[NamedContext], spend: Spend
    ) -> DerivedContext:
        """Return ``context`` with the contexts applied that an object names itself.

        Args:
            context: Where the object stands.
            key: Says what the contexts are.
            contexts: URLs and objects, already checked.
            spend: Is asked before work is done.

        Raises:
            WholeDocument: They contradict each other, or ``context``; or ``spend`` says no.
            NotCompiled: They use something that is not known here.
        """
        work = _WORK_OF_A_URL * len(contexts)
        spend(work)
        active = self._processor.apply(context.active, list(contexts))
        derived = DerivedContext(
            CompiledContext(active, context.previous, self), work=work, size=_size(active) + _size_of_key(key)
        )
        MEMORY.keep(context.local, key, derived)
        return derived

    def typed(self, context: CompiledContext, types: str | list[str], spend: Spend) -> TypedContext:
        """Return the context of an object of some types.

        Args:
            context: Where the object stands.
            types: At least one string; no string twice.
            spend: Is asked before work is done.

        Raises:
            NotCanonicalizable: A type is not defined there, or must not be written so; the pointer
                is empty, or that of an item.
            WholeDocument: The contexts of the types contradict ``context``; or ``spend`` says no.
            NotCompiled: A context uses something that is not known here.

        Spec: JSON-LD 1.1 API section 5.1.2 steps 10 and 11.
        """
        names = [types] if isinstance(types, str) else types
        classes = [self._class(context, types, index) for index in range(len(names))]
        inside, steps = context, []
        for class_ in sorted(names):
            definition = context.active.definitions.get(class_)
            if definition is not None and definition.clears:
                raise NotCompiled("a class whose context is null")
            if definition is not None and definition.scoped is not None:
                step = inside.scoped.get(class_)
                if step is None:
                    step = self._scoped(inside, class_, definition, context, spend)
                step.used = True
                steps.append(step)
                inside = step.context
        derived = TypedContext(
            inside,
            classes,
            steps,
            items=0 if isinstance(types, str) else len(types),
            size=400 + 3 * sum(map(len, chain(names, classes))),
        )
        MEMORY.keep(context.typed, types if isinstance(types, str) else tuple(types), derived)
        return derived

    def _scoped(
        self,
        inside: CompiledContext,
        class_: str,
        definition: TermDefinition,
        around: CompiledContext,
        spend: Spend,
    ) -> DerivedContext:
        spend(1)
        active = self._processor.apply(inside.active, definition.scoped, propagate=False)
        # An object that is only a reference keeps the context of the types around it.
        context = CompiledContext(active, around.previous or around, self)
        step = DerivedContext(context, work=1, size=_size(active))
        MEMORY.keep(inside.scoped, class_, step)
        return step

    def _class(self, context: CompiledContext, types: str | list[str], index: int) -> str:
        type_ = types if isinstance(types, str) else types[index]
        try:
            if type_ in self.vocabulary.not_types:
                raise CompactIRI("the name of a property where a class must stand", pointer="")
            return name(type_, context, UndefinedType)
        except NotCanonicalizable as error:
            raise (inside(error, index) if isinstance(types, list) else error) from None

    def term(self, context: CompiledContext, key: str) -> CompiledTerm:
        """Return what a member's name means in a context.

        Args:
            context: Where the object stands, its types applied.
            key: A string without strange characters.

        Raises:
            UndefinedTerm: Nothing.
            CompactIRI: It is the name of a class, and a property has the same IRI.
            NotCompiled: Something that is not known here.
        """
        if key in self.vocabulary.not_properties:
            raise CompactIRI("the name of a class where a property must stand", pointer="")
        definition = context.active.definitions.get(key)
        if definition is None:
            if context.active.vocab is None:
                raise UndefinedTerm("a name that the contexts do not define here", pointer="")
            # Any name is defined then, so these are not remembered.
            return self._compiled(context, key, _of_vocabulary(context.active.vocab + key))
        compiled = self._compiled(context, key, definition)
        context.terms[key] = compiled
        return compiled

    def _compiled(self, context: CompiledContext, key: str, definition: TermDefinition) -> CompiledTerm:
        if definition.iri.startswith("@"):
            return CompiledTerm("", KEYWORD, None, context)
        kind = _KINDS.get(definition.type, TEXT)
        if definition.type in LEXICAL_TYPES:
            kind = LEXICAL
        is_list, is_graph = "@list" in definition.container, "@graph" in definition.container
        if (key in self.vocabulary.json_terms) != (kind == JSON) or (kind == JSON and (is_list or is_graph)):
            raise NotCompiled("a term for JSON literals that takes others as well")
        same_iri = [term for term, other in context.active.definitions.items() if other.iri == definition.iri]
        if len(self.vocabulary.not_properties.union(same_iri)) > len(self.vocabulary.not_properties) + 1:
            raise NotCompiled("two terms for one property")
        term = CompiledTerm(
            definition.iri,
            kind,
            definition.type if kind in (TEXT, LEXICAL) and definition.type != "@none" else None,
            self._scalar(context, key, definition, is_graph=is_graph),
        )
        if is_graph:
            return term.gathered(GRAPH_ITEM).gathered(GRAPHS)
        return term.gathered(LISTS) if is_list else term

    def _scalar(
        self, context: CompiledContext, key: str, definition: TermDefinition, *, is_graph: bool
    ) -> CompiledContext:
        """Return the context of values that are no objects (section 5.1.2 step 4)."""
        if definition.clears:
            if not is_graph:
                raise NotCompiled("a property whose context is null")
            return self.initial
        if definition.scoped is None:
            return context
        active = self._processor.apply(context.active, definition.scoped, override_protected=True)
        if active.definitions.get(key) != definition:
            raise NotCompiled("a property whose context defines it anew")
        return CompiledContext(active, context.previous, self)

    def inner(self, context: CompiledContext, key: str, term: CompiledTerm) -> CompiledContext:
        """Return the context of objects that are values of a term (section 5.1.2 steps 7 and 8)."""
        scalar = term.scalar
        if scalar.previous is None:
            inner = scalar
        else:
            definition = context.active.definitions.get(key)
            inner = scalar.previous
            if definition is not None and definition.scoped is not None:
                active = self._processor.apply(inner.active, definition.scoped, override_protected=True)
                inner = CompiledContext(active, None, self)
        term.inner = inner
        return inner


def _of_vocabulary(iri: str) -> TermDefinition:
    if not is_well_formed_iri(iri):
        raise NotCompiled("a name that makes no IRI")
    return TermDefinition(iri, None, (), None, clears=False, prefix=False, protected=False)


def _size(active: ActiveContext) -> int:
    return _BYTES_OF_A_DEFINITION * (len(active.definitions) + 4)


def _size_of_key(key: Hashable) -> int:
    return sum(len(part) for part in key) if isinstance(key, tuple) else 0
