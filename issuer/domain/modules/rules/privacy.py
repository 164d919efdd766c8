"""Nothing of a person in what is published about a module.

Spec: requirement F08.
"""

from collections.abc import Iterator

from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings


def check_bsn(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """No text holds what looks like a BSN (F08)."""
    for pointer, text in description.texts:
        if contains_bsn(text):
            yield Finding(code="bsn_in_text", requirement="F08", pointer=pointer)
