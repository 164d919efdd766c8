"""Finds the compiler for the contexts that a document names, and makes it when there is none yet."""

import threading
import weakref
from collections.abc import Hashable
from typing import Final

from contexts import ContextLoader
from credentials.jsonld.compiled.compiled_contexts import CompiledContext, DerivedContext
from credentials.jsonld.compiled.compiler import MEMORY, Compiler, Spend
from credentials.jsonld.compiled.context_processing import ContextProcessor
from credentials.jsonld.pointing import inside
from credentials.jsonld.strictness import ContextRefused, NotCanonicalizable
from credentials.jsonld.vocabulary.definitions import vocabulary_of
from credentials.jsonld.vocabulary.inline_contexts import InlineContexts, content_key
from credentials.jsonld.vocabulary.named_contexts import (
    ContextsOfDocument,
    contexts_in,
    is_credential,
    key_of,
    named_contexts,
)
from credentials.parsing import JsonObject, JsonValue

_CONTEXT: Final = "@context"


class OtherContexts(Exception):
    """Inside the document there are contexts that the compiler was not made for."""


class Compilers:
    """The compilers for the contexts of one loader."""

    def __init__(self, contexts: ContextLoader) -> None:
        self._processor = ContextProcessor(contexts)
        self._of_root: dict[Hashable, Compiler] = {}
        self._of_names: dict[Hashable, Compiler] = {}

    def for_root(self, document: JsonObject, contexts: ContextLoader) -> Compiler:
        """Return the compiler for a document in which no other contexts are named than at the top.

        Raises:
            ContextRefused: No context is named there, or one that is not accepted.
        """
        try:
            value = document[_CONTEXT]
        except KeyError:
            raise ContextRefused("the document names no context", pointer="") from None
        try:
            key = key_of(value)
            compiler = self._of_root.get(key)
            if compiler is None:
                found = ContextsOfDocument(contexts)
                found.add(value)
                compiler = self._compiler(found, contexts)
                MEMORY.keep(self._of_root, key, compiler)
        except NotCanonicalizable as error:
            inside(error, _CONTEXT)
            raise
        compiler.used = True
        return compiler

    def for_all(self, document: JsonObject, contexts: ContextLoader) -> Compiler:
        """Return the compiler for all contexts that are named anywhere in a document."""
        return self._compiler(contexts_in(document, contexts), contexts)

    def _compiler(self, found: ContextsOfDocument, contexts: ContextLoader) -> Compiler:
        key = (found.urls, tuple(found.inline))
        known = self._of_names.get(key)
        if known is not None:
            return known
        accepted: dict[bytes, JsonObject] = {}
        refusals: dict[bytes, NotCanonicalizable] = {}
        inline = InlineContexts(found.of_others())
        for content, context in found.inline.items():
            try:
                inline.add(context)
                accepted[content] = context
            except NotCanonicalizable as error:
                refusals[content] = error
        compiler = Compiler(
            self._processor,
            vocabulary_of(contexts, found.urls, accepted),
            found.urls.union(found.inline),
            refusals,
        )
        MEMORY.keep(self._of_names, key, compiler)
        return compiler


def local_context(
    members: JsonObject,
    context: CompiledContext,
    contexts: ContextLoader,
    *,
    at_the_top: bool,
    spend: Spend,
) -> DerivedContext:
    """Return the context of an object with an ``@context``.

    Args:
        members: The object.
        context: Where it stands.
        at_the_top: It is the document.
        spend: Is asked before work is done.
        contexts: Says which contexts may be named.

    Raises:
        NotCanonicalizable: It may not have contexts, or these are not accepted, or not together.
        OtherContexts: The compiler was not made for them.
        NotCompiled: They use something that is not known.
    """
    value = members[_CONTEXT]
    try:
        if not at_the_top and not is_credential(members):
            raise ContextRefused("only a credential may have its own contexts", pointer="")
        key = key_of(value)
        derived = context.local.get(key)
        if derived is None:
            derived = _derive(context, key, value, contexts, spend)
    except NotCanonicalizable as error:
        inside(error, _CONTEXT)
        raise
    return derived


def _derive(
    context: CompiledContext, key: Hashable, value: JsonValue, contexts: ContextLoader, spend: Spend
) -> DerivedContext:
    compiler = context.compiler
    named = named_contexts(value, contexts)
    for index, item in enumerate(named):
        content = content_key(item) if isinstance(item, dict) else item
        if content not in compiler.names:
            raise OtherContexts
        refusal = compiler.refusals.get(content) if isinstance(content, bytes) else None
        if refusal is not None:
            raise inside(type(refusal)(*refusal.args, pointer=refusal.pointer), index)
    return compiler.local(context, key, named, spend)


_known: weakref.WeakKeyDictionary[ContextLoader, Compilers] = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def compilers_of(contexts: ContextLoader) -> Compilers:
    """Return the compilers for the contexts of a loader."""
    known = _known.get(contexts)
    if known is None:
        with _lock:
            known = _known.setdefault(contexts, Compilers(contexts))
    return known
