"""Versions of one module: what was published stays as it is.

Spec: requirements A14, J06.
"""

from collections.abc import Iterator

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.changes import changed_keys
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings, module_of
from issuer.domain.modules.versions import version_key


def check_version(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """A changed module has a new version number, and a higher one than there was (J06)."""
    module = description.module
    versions = surroundings.versions_of.get(module.id)
    if not versions:
        return
    pointer = description.at("versie")
    for known in versions:
        if module_of(known).version != module.version:
            continue
        keys = changed_keys(known, description)
        if keys:
            yield Finding(
                code="published_version_differs",
                requirement="J06",
                pointer=pointer,
                params={"version": module.version, "keys": ", ".join(keys)},
            )
        return
    newest = max((module_of(one).version for one in versions), key=version_key)
    if version_key(module.version) < version_key(newest):
        yield Finding(
            code="version_not_newest",
            severity=Severity.WARNING,
            requirement="J06",
            pointer=pointer,
            params={"version": module.version, "newest": newest},
        )
