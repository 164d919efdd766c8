"""The contexts of the door: those that we carry, and two that the suites of W3C need besides.

A context with ``@vocab`` gives every word a meaning, also one that was misspelt or made up. In a
badge that would take away what the signature is worth to a reader, so the product carries no such
context. A suite that sends examples needs them, and gets them here and nowhere else.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Final

from contexts import ContextLoader

# Published by W3C under the W3C Software and Document License; the second is, with these bytes, in
# @digitalbazaar/credentials-context 3.2.0 (npm). Each states one fact: the vocabulary of undefined words.
_OPEN_VOCABULARIES: Final[Mapping[str, str]] = {
    "https://www.w3.org/ns/credentials/examples/v2": "https://www.w3.org/ns/credentials/examples#",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "https://www.w3.org/ns/credentials/undefined-term#",
}


class DoorContexts(ContextLoader):
    """What :class:`contexts.ContextLoader` serves, and the open vocabularies of the examples."""

    def __init__(self) -> None:
        super().__init__()
        for url, vocabulary in _OPEN_VOCABULARIES.items():
            document = {"@context": {"@vocab": vocabulary}}
            self._documents[url] = document
            self._contents[url] = json.dumps(document, indent=2).encode("ascii") + b"\n"


@cache
def door_contexts() -> DoorContexts:
    """Return the one loader of the process."""
    return DoorContexts()
