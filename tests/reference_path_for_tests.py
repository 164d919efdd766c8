"""The path through PyLD, put together here step by step, so that nothing faster can take its place."""

from dataclasses import dataclass

from contexts import ContextLoader, bundled_contexts
from credentials.errors import CredentialError
from credentials.jsonld.canonical.rdfc10 import canonical_nquads
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.reference.expansion import expand
from credentials.jsonld.reference.placing import place_document
from credentials.jsonld.reference.repetition import refuse_ambiguous_repetition
from credentials.jsonld.reference.statements import datatypes, statements_of
from credentials.jsonld.strictness import UnsignedData
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject


@dataclass(frozen=True, slots=True)
class Outcome:
    """What canonicalization answers.

    Attributes:
        nquads: The form, or "" when the document is refused.
        code: Why it is refused, or "".
        pointer: Where, if that is known.
    """

    nquads: str = ""
    code: str = ""
    pointer: str | None = None


def outcome_of_engine(document: JsonObject) -> Outcome:
    """Return what comes out of the door."""
    try:
        return Outcome(nquads=canonicalize(document))
    except CredentialError as error:
        return Outcome(code=error.code, pointer=error.pointer)


def outcome_by_reference(document: JsonObject) -> Outcome:
    """Return what comes of the document by PyLD and our rules around it."""
    try:
        return Outcome(nquads=_form(document, bundled_contexts(), DEFAULT_LIMITS))
    except CredentialError as error:
        return Outcome(code=error.code, pointer=error.pointer)


def _form(document: JsonObject, contexts: ContextLoader, limits: Limits) -> str:
    placed = place_document(document, contexts=contexts, limits=limits)
    expanded = expand(placed, contexts)
    if placed.typed_values:
        plain = place_document(document, contexts=contexts, limits=limits, plain_values=True)
        written, coerced = datatypes(expanded), datatypes(expand(plain, contexts))
        for place in placed.typed_values:
            if written.get(place) == coerced.get(place):
                raise UnsignedData("a needless type", pointer=place)
    statements = statements_of(placed, expanded)
    refuse_ambiguous_repetition(statements.descriptions, placed.embedded, placed.vocabulary)
    return canonical_nquads(statements.quads, work_per_tied_node=limits.canonicalization_work)
