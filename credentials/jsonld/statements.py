"""From expanded JSON-LD to RDF statements, with an account of everything that went in."""

import re
from collections.abc import Iterator
from typing import cast

from credentials.jsonld.jcs import canonicalize_json
from credentials.jsonld.nquads import XSD_STRING, Quad, iri, literal
from credentials.jsonld.reference import REFUSED_BASE
from credentials.jsonld.strictness import (
    CompactIRI,
    ForbiddenKeyword,
    JSONLiteral,
    Placed,
    PlacedDocument,
    RelativeIRI,
    UndefinedType,
    UnsignedData,
    check_iri,
)

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
