"""Where a page is written, so that a web server gives it at the address that credentials carry."""

import re
from typing import Final

_SEGMENT: Final = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
CATALOGUE: Final = "catalogus"
EXPLANATION: Final = "uitleg"
PAGE: Final = "pagina"
"""Names of folders within the catalogue, the same in every language."""
_TAKEN: Final = frozenset({"status", "register", CATALOGUE, ".well-known"})
"""What else is published beside the modules."""


def page_file(address: str, base_url: str) -> str | None:
    """Return the name of the file for a page at ``address``, or None when that is not ours to fill.

    A web server gives ``modules/balie/1.0.0/index.html`` for ``…/modules/balie/1.0.0``.
    """
    if not address.startswith(f"{base_url}/"):
        return None
    segments = address.removeprefix(f"{base_url}/").split("/")
    if len(segments) < 2 or segments[0] in _TAKEN or not all(map(_SEGMENT.fullmatch, segments)):
        return None
    return "/".join([*segments, "index.html"])
