"""Canonical forms by other people's JSON-LD and RDF, from the document to the last byte."""

import copy
import json

import pyoxigraph
from pyld import jsonld

from contexts import ContextLoader, bundled_contexts
from credentials.parsing import JsonObject, JsonValue


def by_oxigraph(document: JsonObject, contexts: ContextLoader | None = None) -> str:
    """Return the form that pyoxigraph makes of a document; it is written in Rust.

    It cannot be given a loader, so it gets the contexts inside the document.
    """
    data = json.dumps(with_contexts_inside(document, contexts or bundled_contexts()))
    return _canonical(data, pyoxigraph.RdfFormat.JSON_LD)


def by_oxigraph_from_nquads(nquads: str) -> str:
    """Return the form that pyoxigraph makes of statements. Equal forms: the same statements."""
    return _canonical(nquads, pyoxigraph.RdfFormat.N_QUADS)


def _canonical(data: str, form: pyoxigraph.RdfFormat) -> str:
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(data.encode(), format=form))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def by_pyld(document: JsonObject, contexts: ContextLoader | None = None) -> str:
    """Return the form that PyLD makes of a document, by its own means to the end."""
    loader = contexts or bundled_contexts()

    def load(url: str, _options: object) -> dict[str, object]:
        content = json.loads(loader.content(url))
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": content,
        }

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return str(jsonld.normalize(copy.deepcopy(document), options))


def with_contexts_inside(value: JsonValue, contexts: ContextLoader) -> JsonValue:
    """Return a document in which every context that is named stands in full."""
    if isinstance(value, dict):
        return {
            name: _context(member, contexts) if name == "@context" else with_contexts_inside(member, contexts)
            for name, member in value.items()
        }
    return [with_contexts_inside(item, contexts) for item in value] if isinstance(value, list) else value


def _context(context: JsonValue, contexts: ContextLoader) -> JsonValue:
    if isinstance(context, list):
        return [_context(item, contexts) for item in context]
    if not isinstance(context, str):
        return context
    document: JsonObject = json.loads(contexts.content(context))
    return document["@context"]
