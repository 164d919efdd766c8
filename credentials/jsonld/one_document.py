"""Canonicalize one document for itself: compiled, or else by way of the reference."""

import enum

from contexts import ContextLoader
from credentials.jsonld.canonical.canonical_fragments import canonical_form
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.fragment_cache import canonical_form_of
from credentials.limits import Limits
from credentials.parsing import JsonObject


class Way(enum.Enum):
    """How a canonical form was come by."""

    COMPILED = enum.auto()
    PARTS_KNOWN = enum.auto()
    REFERENCE = enum.auto()


def canonicalize_one(
    document: JsonObject, *, contexts: ContextLoader, limits: Limits, hash_name: HashName = "sha256"
) -> tuple[str, Way]:
    """Return the canonical form of a document, and how it was come by.

    Args:
        document: It is not changed.
        contexts: The contexts that it may name.
        limits: How much work it may cause.
        hash_name: What RDFC-1.0 tells blank nodes apart with.

    Raises:
        NotCanonicalizable: A subclass with its own code says what is refused, and where.
    """
    try:
        form, known = canonical_form_of(document, contexts=contexts, limits=limits, hash_name=hash_name)
    except NotCompiled as reason:
        _tell(reason)
        fragments = _by_reference(document, contexts, limits)
        form = canonical_form(fragments, hash_name=hash_name, work_per_tied_node=limits.canonicalization_work)
        return form, Way.REFERENCE
    return form, Way.PARTS_KNOWN if known else Way.COMPILED


def _tell(reason: NotCompiled) -> None:
    import logging  # takes time to load, and there is almost never something to tell

    logging.getLogger("waarmerk.jsonld").debug("by way of the reference: %s", reason.feature)


def _by_reference(document: JsonObject, contexts: ContextLoader, limits: Limits) -> Fragments:
    # PyLD takes longer to load than a verification takes, and is almost never needed.
    from credentials.jsonld.reference.reference_path import reference_fragments

    return reference_fragments(document, contexts=contexts, limits=limits)
