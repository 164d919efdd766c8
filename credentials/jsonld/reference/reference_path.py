"""Statements by way of PyLD: slow, and what the compiled engine must agree with.

A document comes here when it needs a feature of JSON-LD that the compiled engine does not have,
and in tests, to compare. Rules, errors and places are the same as there.
"""

from contexts import ContextLoader
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.canonical.rdfc10 import fragments_of
from credentials.jsonld.reference.expansion import expand
from credentials.jsonld.reference.placing import PlacedDocument, place_document
from credentials.jsonld.reference.repetition import refuse_ambiguous_repetition
from credentials.jsonld.reference.statements import datatypes, statements_of
from credentials.jsonld.strictness import UnsignedData
from credentials.limits import Limits
from credentials.parsing import JsonObject


def reference_fragments(document: JsonObject, *, contexts: ContextLoader, limits: Limits) -> Fragments:
    """Return what a document states.

    Raises:
        NotCanonicalizable: A subclass says what is refused, with the place.
    """
    placed = place_document(document, contexts=contexts, limits=limits)
    expanded = expand(placed, contexts)
    if placed.typed_values:
        plain = place_document(document, contexts=contexts, limits=limits, plain_values=True)
        _refuse_needless_types(placed, datatypes(expanded), datatypes(expand(plain, contexts)))
    statements = statements_of(placed, expanded)
    refuse_ambiguous_repetition(statements.descriptions, placed.embedded, placed.vocabulary)
    fragments, _ = fragments_of(statements.quads)
    return fragments


def _refuse_needless_types(
    placed: PlacedDocument, written: dict[str, object], coerced: dict[str, object]
) -> None:
    """Refuse ``{"@value": …, "@type": …}`` where the text alone would be signed alike."""
    for place in placed.typed_values:
        if written.get(place) == coerced.get(place):
            raise UnsignedData("this type is understood, and must not be written", pointer=place)
