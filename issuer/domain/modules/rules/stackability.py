"""What a module adds up to.

Spec: requirement A12.
"""

from collections.abc import Iterator

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings


def check_stackability(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Part of something larger: then it says of what (A12)."""
    module = description.module
    if module.part_of or module.stackability not in ("onderdeel_van", "stapelbaar"):
        return
    is_part = module.stackability == "onderdeel_van"
    yield Finding(
        code="part_of_nothing" if is_part else "stackable_on_nothing",
        severity=Severity.ERROR if is_part else Severity.INFO,
        requirement="A12",
        pointer=description.at("stapelbaar", "onderdeel_van"),
    )
