"""The one door to canonicalization: a JSON document becomes the lines that are signed."""

from contexts import ContextLoader, bundled_contexts
from credentials.jsonld.placing import PlacedDocument, place_document
from credentials.jsonld.rdfc10 import canonical_nquads
from credentials.jsonld.recent_forms import remembered
from credentials.jsonld.reference import expand
from credentials.jsonld.repetition import refuse_ambiguous_repetition
from credentials.jsonld.statements import datatypes, statements_of
from credentials.jsonld.strictness import UnsignedData
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject


def canonicalize(
    document: JsonObject, *, contexts: ContextLoader | None = None, limits: Limits = DEFAULT_LIMITS
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

    Raises:
        NotCanonicalizable: A subclass with its own code says what is refused, and where.

    Spec: Data Integrity EdDSA Cryptosuites 1.0 section 3.2.3 (transformation); RDFC-1.0.
    """
    loader = bundled_contexts() if contexts is None else contexts
    return remembered(document, (loader, limits), lambda: _canonicalize(document, loader, limits))


def _canonicalize(document: JsonObject, loader: ContextLoader, limits: Limits) -> str:
    placed = place_document(document, contexts=loader, limits=limits)
    expanded = expand(placed, loader)
    if placed.typed_values:
        plain = place_document(document, contexts=loader, limits=limits, plain_values=True)
        _refuse_needless_types(placed, datatypes(expanded), datatypes(expand(plain, loader)))
    statements = statements_of(placed, expanded)
    refuse_ambiguous_repetition(statements.descriptions, placed.embedded, placed.vocabulary)
    return canonical_nquads(statements.quads, work_per_tied_node=limits.canonicalization_work)


def _refuse_needless_types(
    placed: PlacedDocument, written: dict[str, object], coerced: dict[str, object]
) -> None:
    """Refuse ``{"@value": …, "@type": …}`` where the text alone would be signed alike."""
    for place in placed.typed_values:
        if written.get(place) == coerced.get(place):
            raise UnsignedData("this type is understood, and must not be written", pointer=place)
