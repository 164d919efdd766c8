"""Digital Bazaar's jsonld and rdf-canonize, asked for canonical forms."""

import json
from collections.abc import Sequence

from contexts import bundled_contexts
from credentials.parsing import JsonObject
from tests.interop.node_peer import NodePeer

_DOCUMENTS_PER_REQUEST = 100
_WORK_FACTOR = 2
"""What the corpus takes. The default, 1, is too little for some documents with ties."""


def by_jsonld_js(
    peer: NodePeer, documents: Sequence[JsonObject], *, safe: bool = True, work_factor: int = _WORK_FACTOR
) -> list[str]:
    """Return the form of each document, or what the peer says of one that it refuses.

    Args:
        peer: The Node process. It is given our contexts, not those of its own packages.
        documents: As many as you like.
        safe: Whether it refuses what JSON-LD would drop, as it does for a proof.
        work_factor: How much work it may do on blank nodes that are tied.
    """
    urls = sorted(bundled_contexts().urls())
    contexts: JsonObject = {url: json.loads(bundled_contexts().content(url)) for url in urls}
    answers: list[str] = []
    for start in range(0, len(documents), _DOCUMENTS_PER_REQUEST):
        some = documents[start : start + _DOCUMENTS_PER_REQUEST]
        result = peer.ask(
            "db.canonicalize", documents=[*some], contexts=contexts, safe=safe, maxWorkFactor=work_factor
        )
        forms = result["forms"]
        assert isinstance(forms, list)
        for form in forms:
            assert isinstance(form, dict)
            answers.append(str(form.get("nquads", f"{form.get('event')}: {form.get('error')}")))
    return answers
