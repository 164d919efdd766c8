"""What every document that comes through the door must be, whether it is to be signed or was signed."""

from collections.abc import Iterable
from typing import Final

from contexts import CREDENTIALS_V1, ContextLoader
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, JsonValue
from verifier.codes import Code
from verifier.members import strings
from verifier.result import Finding
from waarmerk.vc_api.for_rdf import for_rdf
from waarmerk.vc_api.problems import Problem, Refused, problem_of_error, problems_of_findings

DATA_INTEGRITY_V2: Final = "https://w3id.org/security/data-integrity/v2"
STATUS_V1: Final = "https://www.w3.org/ns/credentials/status/v1"
_REMARKS: Final = frozenset({Code.PART_NOT_CHECKED, Code.CONTEXT_OLDER})


def refuse_broken_rules(findings: Iterable[Finding]) -> list[Problem]:
    """Refuse a document that breaks a rule of the data model, and return the remarks on one that does not.

    Raises:
        Refused: At least one finding is more than a remark.
    """
    found = list(findings)
    broken = [finding for finding in found if finding.code not in _REMARKS]
    if broken:
        raise Refused(problems_of_findings(broken))
    return problems_of_findings(found)


def refuse_lost_data(document: JsonObject, contexts: ContextLoader) -> None:
    """Refuse a document in which JSON-LD would lose something, whatever it is signed with.

    Two things are left out of this that the data model allows and that a signature over JSON covers:
    a base direction, and objects without id that are equal and stand beside each other. A signature
    over RDF refuses them by itself.

    Raises:
        Refused: Something would be lost.

    Spec: VC Data Integrity 1.0 §2.4.2.
    """
    plain = without_proof(as_signed(document))
    try:
        canonicalize(for_rdf(plain), contexts=contexts, limits=DEFAULT_LIMITS)
    except NotCanonicalizable as error:
        raise Refused([problem_of_error(error)]) from error


def as_signed(document: JsonObject) -> JsonObject:
    """Return a document as a suite for RDF sees it, where the suites of others write more than they say.

    A context may be written out with a second ``@context`` around it, and a presentation may have an
    empty list of credentials. JSON-LD processors drop both without a trace.
    """
    seen = {name: _unwrapped(value) if name == "@context" else value for name, value in document.items()}
    credentials = seen.get("verifiableCredential")
    if credentials == []:
        del seen["verifiableCredential"]
    elif isinstance(credentials, list):
        seen["verifiableCredential"] = [
            as_signed(item) if isinstance(item, dict) else item for item in credentials
        ]
    elif isinstance(credentials, dict):
        seen["verifiableCredential"] = as_signed(credentials)
    return seen


def with_contexts(document: JsonObject, *urls: str) -> JsonObject:
    """Return a document of VCDM 1.1 with these contexts at the end; one of 2.0 has no need of them."""
    contexts = document.get("@context")
    if not isinstance(contexts, list) or contexts[:1] != [CREDENTIALS_V1]:
        return document
    added: list[JsonValue] = [url for url in urls if url not in strings(document, "@context")]
    return {**document, "@context": [*contexts, *added]}


def without_proof(document: JsonObject) -> JsonObject:
    """Return a document without its proofs."""
    return {name: value for name, value in document.items() if name != "proof"}


def _unwrapped(context: JsonValue) -> JsonValue:
    if isinstance(context, list):
        return [_unwrapped(item) for item in context]
    if isinstance(context, dict) and context.keys() == {"@context"}:
        return context["@context"]
    return context
