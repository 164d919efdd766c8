"""The one door to canonicalization: a JSON document becomes the lines that are signed."""

import threading
from collections import Counter
from dataclasses import dataclass
from typing import Final

from contexts import ContextLoader, bundled_contexts
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.one_document import Way, canonicalize_one
from credentials.jsonld.recent_forms import remembered
from credentials.jsonld.templates.proven_templates import forget_last, form_by_template
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject

_FROM_CACHE: Final = "from_cache"
_BY_TEMPLATE: Final = "by_template"
_counted: Counter[Way | str] = Counter()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class EngineCounters:
    """How often this process has canonicalized in which way.

    Attributes:
        compiled: By the compiled engine, refusals included.
        parts_known: How many of these had parts that were known from credentials before.
        reference: By PyLD, because a context needed it.
        by_template: From a template that was learned from credentials before.
        from_cache: Not at all: the same document was asked for a moment before.
    """

    compiled: int
    parts_known: int
    reference: int
    by_template: int
    from_cache: int


def counters() -> EngineCounters:
    """Return how often this process has canonicalized so far, in which way."""
    with _lock:
        known = _counted[Way.PARTS_KNOWN]
        return EngineCounters(
            compiled=_counted[Way.COMPILED] + known,
            parts_known=known,
            reference=_counted[Way.REFERENCE],
            by_template=_counted[_BY_TEMPLATE],
            from_cache=_counted[_FROM_CACHE],
        )


def canonicalize(
    document: JsonObject,
    *,
    contexts: ContextLoader | None = None,
    limits: Limits = DEFAULT_LIMITS,
    hash_name: HashName = "sha256",
) -> str:
    """Return the RDF dataset of ``document`` as canonical N-Quads.

    What two documents with the same outcome can differ in: white space, the order of members
    and of array items, the spelling of ``@context``, one item or an array of one item, the case of
    a language tag, a reference as a string or as an object with only an id, and whether what
    is said of a node is repeated where the node is mentioned again. Nothing else.

    Args:
        document: Without the proof that is to be made or checked. It is not changed.
        contexts: The contexts that it may name; by default those we verify with.
        limits: How much work it may cause.
        hash_name: What RDFC-1.0 tells blank nodes apart with; it is SHA-256 unless a cryptosuite
            prescribes another one.

    Raises:
        NotCanonicalizable: A subclass with its own code says what is refused, and where.

    Spec: Data Integrity EdDSA Cryptosuites 1.0 section 3.2.3 (transformation); RDFC-1.0.
    """
    return canonical_bytes(document, contexts=contexts, limits=limits, hash_name=hash_name).decode()


def canonical_bytes(
    document: JsonObject,
    *,
    contexts: ContextLoader | None = None,
    limits: Limits = DEFAULT_LIMITS,
    hash_name: HashName = "sha256",
) -> bytes:
    """Return what :func:`canonicalize` does in UTF-8: what is hashed, and how it is kept.

    Args:
        document: As for that.
        contexts: As for that.
        limits: As for that.
        hash_name: As for that.

    Raises:
        NotCanonicalizable: As for that.
    """
    forget_last()
    loader = bundled_contexts() if contexts is None else contexts
    way: Way | str = _FROM_CACHE

    def put_together(text: bytes) -> bytes | None:
        nonlocal way
        form = None
        if hash_name == "sha256":
            form = form_by_template(document, text, contexts=loader, limits=limits)
        if form is not None:
            way = _BY_TEMPLATE
        return form

    def work() -> bytes:
        nonlocal way
        way = Way.COMPILED  # should it be refused
        form, way = canonicalize_one(document, contexts=loader, limits=limits, hash_name=hash_name)
        return form.encode()

    try:
        return remembered(document, (loader, limits, hash_name), put_together, work)
    finally:
        with _lock:
            _counted[way] += 1
