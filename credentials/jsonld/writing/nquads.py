"""RDF quads, as the strings that canonical N-Quads writes."""

import re
from typing import NamedTuple

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

# Everything that canonical N-Quads does not write as it is: the control characters, the
# quotation mark, the backslash, and what XML 1.1 does not count as a character.
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_SHORT = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


class Quad(NamedTuple):
    """One statement. Every term is in its canonical N-Quads form.

    Attributes:
        subject: ``<iri>`` or ``_:label``.
        predicate: ``<iri>``.
        object: ``<iri>``, ``_:label`` or a literal.
        graph: ``<iri>``, ``_:label``, or "" for the default graph.
    """

    subject: str
    predicate: str
    object: str
    graph: str = ""


def iri(value: str) -> str:
    """Return the term for an IRI; the caller has checked that it is well-formed."""
    return f"<{value}>"


def is_blank(term: str) -> bool:
    """Tell whether a term is a blank node."""
    return term.startswith("_:")


def literal(lexical: str, *, datatype: str = XSD_STRING, language: str | None = None) -> str:
    """Return the term for a literal.

    Spec: RDF Dataset Canonicalization 1.0 section 5 (canonical form of N-Quads).
    """
    quoted = f'"{escaped(lexical)}"'
    if language is not None:
        return f"{quoted}@{language}"
    return quoted if datatype == XSD_STRING else f"{quoted}^^<{datatype}>"


def escaped(lexical: str) -> str:
    """Return text as it stands between the quotation marks of a literal."""
    if lexical.isprintable() and '"' not in lexical and "\\" not in lexical:
        return lexical
    # What is commonly escaped, the backslash first. If that was all, nothing is left but printable text.
    common = lexical.replace("\\", "\\\\").replace('"', '\\"')
    common = common.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    if common.isprintable():
        return common
    return _ESCAPED.sub(_escape, lexical)


def line(quad: Quad) -> str:
    """Return the line of a quad, with its line feed."""
    if quad.graph:
        return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph} .\n"
    return f"{quad.subject} {quad.predicate} {quad.object} .\n"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
