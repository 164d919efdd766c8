"""The canonical form of a document, made without any of our own code but the bundle."""

import copy
import json

import pyoxigraph
from pyld import jsonld

from contexts import bundled_contexts
from credentials.parsing import JsonObject


def canonical_form_elsewhere(document: JsonObject) -> str:
    """Let PyLD make the dataset, and pyoxigraph, which is written in Rust, its canonical form."""
    options = {"documentLoader": _load, "format": "application/n-quads"}
    quads = jsonld.to_rdf(copy.deepcopy(document), options)
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(quads.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def _load(url: str, _options: object) -> dict[str, object]:
    document = json.loads(bundled_contexts().content(url))
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
    }
