"""A strict reader of N-Quads, for tests that start from RDF instead of JSON."""

import re

from credentials.jsonld.writing.nquads import XSD_STRING, Quad, iri, literal

_IRI = r"<((?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)>"
_BLANK = r"(_:[A-Za-z0-9_](?:[\w.\-·]*[\w\-·])?)"
_TEXT = r"\"((?:[^\x22\x5C\x0A\x0D]|\\[tbnrf\"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)\""
_LITERAL = rf"{_TEXT}(?:\^\^{_IRI}|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?"
_LINE = re.compile(
    rf"[ \t]*(?:{_IRI}|{_BLANK})[ \t]*{_IRI}[ \t]*(?:{_IRI}|{_BLANK}|{_LITERAL})[ \t]*(?:{_IRI}|{_BLANK})?"
    r"[ \t]*\.[ \t]*(?:#.*)?"
)
_ESCAPE = re.compile(r"\\(?:([tbnrf\"'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def parse_nquads(text: str) -> list[Quad]:
    """Return the quads of an N-Quads document, in order, or raise ValueError naming the line."""
    quads = []
    for number, line in enumerate(re.split(r"[\r\n]+", text), 1):
        if not line.strip(" \t") or line.lstrip(" \t").startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"line {number} is not N-Quads: {line!r}")
        (
            subject,
            subject_blank,
            predicate,
            object_,
            object_blank,
            value,
            datatype,
            language,
            graph,
            graph_blank,
        ) = match.groups()
        if value is not None:
            term = literal(
                _unescape(value),
                datatype=XSD_STRING if datatype is None else _unescape(datatype),
                language=language,
            )
        else:
            term = _resource(object_, object_blank)
        named = "" if graph is None and graph_blank is None else _resource(graph, graph_blank)
        quads.append(Quad(_resource(subject, subject_blank), iri(_unescape(predicate)), term, named))
    return quads


def _resource(value: str | None, blank: str | None) -> str:
    return blank if blank is not None else iri(_unescape(value or ""))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    short, four, eight = match.groups()
    return _SHORT.get(short, short) if short else chr(int(four or eight, 16))
