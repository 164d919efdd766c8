"""Versions of one module: what was published stays as it is.

Spec: requirements A14, J06.
"""

from collections.abc import Iterator

from credentials.achievement.model import Module
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.changes import changed_keys
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.modules.versions import version_key


def check_version(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """A changed module has a new version number, and a higher one than there was (J06)."""
    module = description.module
    versions = [one for one in surroundings.known_modules if _module(one).id == module.id]
    pointer = description.at("versie")
    for known in versions:
        if _module(known).version != module.version:
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
    newest = max((_module(one).version for one in versions), key=version_key, default=None)
    if newest is not None and version_key(module.version) < version_key(newest):
        yield Finding(
            code="version_not_newest",
            severity=Severity.WARNING,
            requirement="J06",
            pointer=pointer,
            params={"version": module.version, "newest": newest},
        )


def _module(one: ModuleDescription | Module) -> Module:
    return one.module if isinstance(one, ModuleDescription) else one
