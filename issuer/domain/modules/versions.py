"""Finding a published module by what people write in a spreadsheet."""

import re
from collections.abc import Iterable, Sequence

from issuer.domain.awards import ModuleVersion

_VERSION = re.compile(r"v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?")


def version_key(version: str) -> tuple[int, int, int]:
    """Return a semantic version as numbers that sort; what is not one sorts first."""
    match = _VERSION.fullmatch(version.strip().lower())
    if match is None:
        return (-1, -1, -1)
    return (int(match[1]), int(match[2] or 0), int(match[3] or 0))


def newest(versions: Iterable[ModuleVersion]) -> ModuleVersion | None:
    """Return the version with the highest number."""
    return max(versions, key=lambda version: version_key(version.module.version), default=None)


def find_modules(versions: Iterable[ModuleVersion], reference: str) -> dict[str, list[ModuleVersion]]:
    """Return the versions per module that ``reference`` may mean: its id, the last part of it, or a title."""
    wanted = _fold(reference)
    found: dict[str, list[ModuleVersion]] = {}
    for version in versions:
        module = version.module
        names = {module.id, re.split(r"[/:#]", module.id.rstrip("/"))[-1], *module.title.values()}
        if wanted in {_fold(name) for name in names}:
            found.setdefault(module.id, []).append(version)
    return found


def find_version(versions: Sequence[ModuleVersion], version: str) -> ModuleVersion | None:
    """Return the version that a person means with ``version``: ``1`` and ``1.0`` are ``1.0.0`` as well."""
    for one in versions:
        if one.module.version == version:
            return one
    key = version_key(version)
    if key[0] < 0:
        return None
    return next((one for one in versions if version_key(one.module.version) == key), None)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
