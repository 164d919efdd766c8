"""JSON-LD context processing: from ``@context`` to what each term means.

Of the algorithms this has what the bundled contexts and honest inline ones use. Everything else
ends in :exc:`NotCompiled`, and never in a guess.

Spec: JSON-LD 1.1 API sections 4.1 (Context Processing), 4.2 (Create Term Definition) and 5.2
(IRI Expansion).
"""

import re
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contexts import ContextLoader, ContextNotBundled
from credentials.jsonld.pointing import WholeDocument
from credentials.jsonld.strictness import NotCanonicalizable, is_well_formed_iri

_DEFINITION_KEYS = frozenset({"@id", "@type", "@container", "@context", "@protected", "@prefix"})
_CONTAINERS = frozenset({(), ("@set",), ("@list",), ("@graph",), ("@graph", "@set")})
_GENERIC_DELIMITERS = (":", "/", "?", "#", "[", "]", "@")
_LOOKS_LIKE_AN_IRI = re.compile(r".*(?::[^:]|/)")
_NOT_GIVEN: object = object()


class NotCompiled(Exception):
    """The compiled engine does not know this feature; the reference does.

    Attributes:
        feature: Its name, for the log; nothing of the document.
    """

    def __init__(self, feature: str) -> None:
        super().__init__(feature)
        self.feature = feature


@dataclass(frozen=True, slots=True)
class TermDefinition:
    """What a context says of one term.

    Attributes:
        iri: What it stands for: an IRI, or the keyword that it is an alias of.
        type: Type coercion: ``@id``, ``@vocab``, ``@json``, ``@none``, a datatype, or None.
        container: Sorted container keywords.
        scoped: The context of its values, or of the objects of the class, as written;
            None if it has none or, with ``clears``, if that context is null.
        clears: Its scoped context is null.
        prefix: It can be used as a prefix of compact IRIs.
        protected: A later context may not define it otherwise.
    """

    iri: str
    type: str | None
    container: tuple[str, ...]
    scoped: object
    clears: bool
    prefix: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class ActiveContext:
    """The meaning of terms in one place.

    Attributes:
        definitions: By term; treat it as read-only.
        vocab: The IRI in front of undefined terms, or None.
        previous: What is active again in the objects inside, if this is scoped to a type.
    """

    definitions: Mapping[str, TermDefinition] = field(default_factory=dict)
    vocab: str | None = None
    previous: "ActiveContext | None" = None


INITIAL = ActiveContext()


class ContextProcessor:
    """Applies contexts to each other.

    Args:
        contexts: Has the documents of the URLs.
    """

    def __init__(self, contexts: ContextLoader) -> None:
        self._contexts = weakref.ref(contexts)  # the key under which this processor is kept
        self._sound: set[str] = set()
        self._ready: dict[int, tuple[Mapping[str, object], dict[str, TermDefinition]]] = {}

    def apply(
        self,
        active: ActiveContext,
        local: object,
        *,
        override_protected: bool = False,
        propagate: bool = True,
    ) -> ActiveContext:
        """Return the active context with a local context applied.

        Args:
            active: What holds so far.
            local: The value of ``@context``: a URL, an object, or an array of these.
            override_protected: True for the context of a property.
            propagate: False for the context of a type.

        Raises:
            NotCompiled: A feature that is not known here.
            WholeDocument: A protected term would be redefined, or a definition is wrong.

        Spec: JSON-LD 1.1 API section 4.1.2.
        """
        result = active
        if not propagate and result.previous is None:
            result = ActiveContext(active.definitions, active.vocab, active)
        for context in local if isinstance(local, list) else [local]:
            if isinstance(context, str):
                definitions = self._remote(context)
                applied = self._defined(result, definitions, override_protected=override_protected)
                # What is sound on its own is sound on top of others, and need not be looked into again.
                if context not in self._sound and not self._is_sound(context, definitions):
                    self._check_scoped(applied, definitions)
            elif isinstance(context, Mapping):
                applied = self._defined(result, context, override_protected=override_protected)
                if id(context) not in self._ready:
                    self._check_scoped(applied, context)
            else:
                raise NotCompiled("a context that is no object")
            result = applied
        return result

    def _remote(self, url: str) -> Mapping[str, object]:
        contexts = self._contexts()
        try:
            document = {} if contexts is None else contexts.document(url)
        except ContextNotBundled as error:
            raise NotCompiled("a context that is not bundled, inside another one") from error
        context = document.get("@context")
        if not isinstance(context, Mapping):
            raise NotCompiled("a context document of several contexts")
        if id(context) not in self._ready:
            self._prepare(context)
        return context

    def _prepare(self, local: Mapping[str, object]) -> None:
        """Note what does not depend on where a bundled context, or one inside it, is applied."""
        definer = _Definer(INITIAL, local, {}, override_protected=True)
        ready = {}
        for term, given in local.items():
            if _is_independent(term, given):
                ready[term] = definer.definition(term, given)
            if isinstance(given, Mapping) and isinstance(scoped := given.get("@context"), Mapping):
                self._prepare(scoped)
        self._ready[id(local)] = (local, ready)  # which keeps it alive, and its id with it

    def _defined(
        self, active: ActiveContext, local: Mapping[str, object], *, override_protected: bool
    ) -> ActiveContext:
        _, ready = self._ready.get(id(local), (local, {}))
        return _Definer(active, local, ready, override_protected=override_protected).run()

    def _is_sound(self, url: str, local: Mapping[str, object]) -> bool:
        try:
            self._check_scoped(self._defined(INITIAL, local, override_protected=False), local)
        except (NotCompiled, WholeDocument):
            return False
        self._sound.add(url)
        return True

    def _check_scoped(self, active: ActiveContext, local: Mapping[str, object]) -> None:
        """See that the contexts inside are sound, whether they are needed or not."""
        for definition in local.values():
            scoped = definition.get("@context") if isinstance(definition, Mapping) else None
            if scoped is not None:
                self.apply(active, scoped, override_protected=True)


class _Definer:
    """One object of definitions on its way into a context."""

    def __init__(
        self,
        active: ActiveContext,
        local: Mapping[str, object],
        ready: Mapping[str, TermDefinition],
        *,
        override_protected: bool,
    ) -> None:
        self.active = active
        self.local = local
        self.ready = ready
        self.override_protected = override_protected
        self.vocab = active.vocab
        self.all_protected = local.get("@protected", False)
        self.definitions = dict(active.definitions)
        self.finished: dict[str, bool] = {}

    def run(self) -> ActiveContext:
        if self.local.get("@version", 1.1) != 1.1 or not isinstance(self.all_protected, bool):
            raise NotCompiled("@version or @protected with an unknown value")
        if "@vocab" in self.local:
            vocab = self.local["@vocab"]
            if not isinstance(vocab, str) or not is_well_formed_iri(vocab):
                raise NotCompiled("@vocab that is no IRI")
            self.vocab = vocab
        for term in self.local:
            if not isinstance(term, str):
                raise NotCompiled("a term that is no string")
            if term not in ("@version", "@protected", "@vocab"):
                self.define(term)
        return ActiveContext(self.definitions, self.vocab, self.active.previous)

    def define(self, term: str) -> None:
        """Define a term, after those that it is made of (section 4.2.2)."""
        if self.finished.get(term) is not None:
            if not self.finished[term]:
                raise _invalid("terms that are defined by each other")
            return
        if term.startswith("@") or not term:
            raise NotCompiled("a keyword or empty term in a context")
        self.finished[term] = False
        given = self.local[term]
        previous = self.definitions.pop(term, None)
        definition = self.ready.get(term) or self.definition(term, given)
        if previous is not None and previous.protected and not self.override_protected:
            if not _same(previous, definition):
                raise _invalid("a protected term is defined otherwise")
            definition = previous
        self.definitions[term] = definition
        self.finished[term] = True

    def definition(self, term: str, given: object) -> TermDefinition:
        members = given if isinstance(given, Mapping) else {"@id": given}
        if not members.keys() <= _DEFINITION_KEYS:
            raise NotCompiled("a term definition with an entry that is not known")
        written = members.get("@id", term)
        if not isinstance(written, str):
            raise NotCompiled("a term without a meaning")
        identifier = self.expand(written) if written != term else self.own_iri(term)
        if identifier.startswith("@"):
            if (term, identifier) not in (("id", "@id"), ("type", "@type")) or members is given:
                raise NotCompiled("an alias of a keyword")
        elif not is_well_formed_iri(identifier):
            raise NotCompiled("a term whose IRI is not one")
        elif written != term and _LOOKS_LIKE_AN_IRI.match(term):
            raise NotCompiled("a term that looks like an IRI")
        prefix = members.get(
            "@prefix", members is not given and ":" not in term and identifier.endswith(_GENERIC_DELIMITERS)
        )
        protected = members.get("@protected", self.all_protected)
        if not isinstance(prefix, bool) or not isinstance(protected, bool):
            raise NotCompiled("@prefix or @protected with an unknown value")
        scoped = members.get("@context", _NOT_GIVEN)
        return TermDefinition(
            iri=identifier,
            type=self.coercion(members),
            container=_container(members),
            scoped=None if scoped is _NOT_GIVEN else scoped,
            clears=scoped is None,
            prefix=prefix,
            protected=protected,
        )

    def own_iri(self, term: str) -> str:
        """Return what a term stands for whose definition does not say it."""
        if ":" in term:
            raise NotCompiled("a compact IRI as a term")
        if self.vocab is None:
            raise _invalid("a term without a meaning")
        return self.vocab + term

    def coercion(self, members: Mapping[str, object]) -> str | None:
        if "@type" not in members:
            return None
        written = members["@type"]
        if not isinstance(written, str):
            raise NotCompiled("a type coercion that is no string")
        if written in ("@id", "@vocab", "@json", "@none"):
            return written
        datatype = self.expand(written)
        if not is_well_formed_iri(datatype):
            raise NotCompiled("a type coercion that is no IRI")
        return datatype

    def expand(self, value: str) -> str:
        """Expand an IRI in a context (section 5.2.2)."""
        if value.startswith("@"):
            return value
        prefix, colon, suffix = value.partition(":")
        for name in (value, prefix) if colon else (value,):
            if name in self.local and not self.finished.get(name):
                self.define(name)
        if value in self.definitions:
            return self.definitions[value].iri
        if colon:
            prefix_of = self.definitions.get(prefix)
            if prefix_of is not None and prefix_of.prefix and not suffix.startswith("//"):
                return prefix_of.iri + suffix
            return value
        return value if self.vocab is None else self.vocab + value


def _is_independent(term: str, given: object) -> bool:
    """Tell whether a definition means the same in every context: all that it names is in full."""
    members = given if isinstance(given, Mapping) else {"@id": given}
    names = [members.get("@id"), members.get("@type", "@id")]
    return not term.startswith("@") and all(
        isinstance(name, str) and (name.startswith("@") or name.partition(":")[2].startswith("//"))
        for name in names
    )


def _container(members: Mapping[str, object]) -> tuple[str, ...]:
    given = members.get("@container", [])
    names: Iterable[object] = given if isinstance(given, list) else [given]
    container = tuple(sorted(str(name) for name in names))
    if container not in _CONTAINERS:
        raise NotCompiled("a container that is not known")
    return container


def _same(one: TermDefinition, other: TermDefinition) -> bool:
    """Tell whether two definitions differ in nothing but their protection."""
    return (one.iri, one.type, one.container, one.clears, one.prefix, one.scoped) == (
        (other.iri, other.type, other.container, other.clears, other.prefix, other.scoped)
    )


def _invalid(message: str) -> WholeDocument:
    # What is wrong with contexts together is wrong in no place of its own.
    return WholeDocument(NotCanonicalizable(message, pointer=""))
