"""Contexts in the form that emission reads: each term with its texts ready to be put together."""

from collections.abc import Collection, Hashable, Sequence
from typing import TYPE_CHECKING, Final

from credentials.jsonld.bounded_memory import Remembered
from credentials.jsonld.compiled.context_processing import ActiveContext
from credentials.jsonld.writing.nquads import XSD_STRING

if TYPE_CHECKING:
    from credentials.jsonld.compiled.compiler import Compiler
    from credentials.jsonld.compiled.shared_parts import SharedPart

# What a term makes of a value. Up to NAME, a string becomes ...
TEXT: Final = 0  # a literal
LEXICAL: Final = 1  # a literal that must not look like a number, a boolean or JSON
REFERENCE: Final = 2  # an IRI
NAME: Final = 3  # what a term stands for, or an IRI
# ... and from here on it is looked at together with every other value.
KEYWORD: Final = 4  # nothing: id and type were looked at before
JSON: Final = 5  # any value becomes a JSON literal
LISTS: Final = 6  # the array of values becomes a list
GRAPHS: Final = 7  # each object becomes a named graph
GRAPH_ITEM: Final = 8  # for each of them


class CompiledTerm:
    r"""What a term means where it stands, ready for writing.

    Attributes:
        kind: What becomes of a value.
        predicate: ``"<p> "``.
        before_text: ``'<p> "'``.
        closing: What stands behind text, with the datatype that the term gives to it.
        after_text: The same up to the end of the line: ``'" .\n'``.
        datatype: That the term gives, or None.
        scalar: The context of its values that are no objects.
        prefixes: What compact IRIs can begin with there.
        inner: The context of objects inside it; None until one was seen.
        of_items: What each of the values is, when they are gathered in a list or in graphs.
        iri: Of the property.
    """

    __slots__ = (
        "after_text",
        "before_text",
        "closing",
        "datatype",
        "inner",
        "iri",
        "kind",
        "of_items",
        "predicate",
        "prefixes",
        "scalar",
    )

    def __init__(self, iri: str, kind: int, datatype: str | None, scalar: "CompiledContext") -> None:
        self.kind = kind
        self.predicate = f"<{iri}> "
        self.before_text = f'<{iri}> "'
        self.closing = closing(datatype)
        self.after_text = f"{self.closing} .\n"
        self.datatype = datatype
        self.scalar = scalar
        self.prefixes = scalar.prefixes
        self.inner: CompiledContext | None = None
        self.of_items = self
        self.iri = iri

    def gathered(self, kind: int) -> "CompiledTerm":
        """Return the term with its values gathered in a list or in graphs."""
        term = CompiledTerm(self.iri, kind, self.datatype, self.scalar)
        term.of_items = self
        return term


class CompiledContext:
    """An active context with everything that was derived from it so far.

    Whoever misses something makes it and puts it here, complete, in one step. So no lock is
    needed: at worst two threads make the same.

    Attributes:
        active: The definitions.
        previous: What is active again in objects inside, if this is scoped to a type.
        compiler: Made it, and makes what is missing.
        terms: Compiled terms. Other names than those of the definitions never come in.
        prefixes: Terms that compact IRIs can begin with.
        ids_need_care: ``id`` is not simply an identifier here, or can be a compact IRI.
        typed: The contexts of objects of some types, by the value of ``type``.
        scoped: This with the context of one class applied, by the name of the class.
        local: The contexts of objects with an ``@context``, by its key.
        shared: What came of whole objects, by their JSON text: see ``fragment_cache.py``.
    """

    __slots__ = (
        "active",
        "compiler",
        "ids_need_care",
        "local",
        "prefixes",
        "previous",
        "scoped",
        "shared",
        "terms",
        "typed",
    )

    def __init__(
        self, active: ActiveContext, previous: "CompiledContext | None", compiler: "Compiler"
    ) -> None:
        self.active = active
        self.previous = previous
        self.compiler = compiler
        self.terms: dict[str, CompiledTerm] = {}
        self.prefixes = frozenset(term for term, known in active.definitions.items() if known.prefix)
        identifier = active.definitions.get("id")
        self.ids_need_care = bool(self.prefixes) or identifier is None or identifier.iri != "@id"
        self.typed: dict[Hashable, TypedContext] = {}
        self.scoped: dict[Hashable, DerivedContext] = {}
        self.local: dict[Hashable, DerivedContext] = {}
        self.shared: dict[Hashable, SharedPart] = {}


class DerivedContext(Remembered):
    """A context that was derived from another one.

    Attributes:
        context: The outcome.
        work: What deriving it costs, in the unit of the limit on it.
    """

    __slots__ = ("context", "work")

    def __init__(self, context: CompiledContext, *, work: int, size: int) -> None:
        super().__init__(size)
        self.context = context
        self.work = work


class TypedContext(DerivedContext):
    r"""The context of objects of some types.

    Attributes:
        steps: What was derived for it: a context for each class that has one.
        tails: What the types state: ``"<rdf:type> <class> .\n"``.
        classes: The IRIs of the classes.
        items: How many items the array of types has; 0 if it is none.
    """

    __slots__ = ("classes", "items", "steps", "tails")

    def __init__(
        self,
        context: CompiledContext,
        classes: Sequence[str],
        steps: Sequence[DerivedContext],
        *,
        items: int,
        size: int,
    ) -> None:
        super().__init__(context, work=sum(step.work for step in steps), size=size)
        self.classes = classes
        self.steps = steps
        self.tails = [f"{RDF_TYPE}<{name}> .\n" for name in dict.fromkeys(classes)]
        self.items = items


def work_of(contexts: Collection[DerivedContext]) -> int:
    """Return what deriving these contexts costs, what several have in common counted once."""
    steps = {
        step
        for context in contexts
        for step in (context.steps if isinstance(context, TypedContext) else (context,))
    }
    return sum(step.work for step in steps)


RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE: Final = f"<{RDF}type> "


def closing(datatype: str | None) -> str:
    """Return what stands behind the text of a literal: the quotation mark and the datatype."""
    return '"' if datatype is None or datatype == XSD_STRING else f'"^^<{datatype}>'
