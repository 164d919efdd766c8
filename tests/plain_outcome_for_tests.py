"""What the engine makes of a document by itself: nothing remembered, and nothing known from others."""

from typing import TypeAlias

from contexts import ContextLoader
from credentials.jsonld.canonical.canonical_fragments import canonical_form
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.compiled.emission import emit
from credentials.jsonld.reference.reference_path import reference_fragments
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject

Outcome: TypeAlias = "str | tuple[str, str | None]"
"""The canonical form; or the code and the place of the error."""


def plain_outcome(document: JsonObject, contexts: ContextLoader, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """Canonicalize a document that nobody has seen before."""
    try:
        try:
            fragments = emit(document, contexts=contexts, limits=limits).fragments
        except NotCompiled:
            fragments = reference_fragments(document, contexts=contexts, limits=limits)
        return canonical_form(fragments, work_per_tied_node=limits.canonicalization_work)
    except NotCanonicalizable as error:
        return error.code, error.pointer
