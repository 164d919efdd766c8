"""What an institution publishes: served as files, and at hand for whatever is verified here."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from credentials.limits import DEFAULT_LIMITS
from verifier.gathering import given_status_lists
from verifier.resources import Needed

_MAX_AGE: Final = "public, max-age=300"
_LOOK_AGAIN_AFTER: Final = 2.0  # seconds
_MAX_LISTS: Final = 1_000
_WELL_KNOWN: Final = ".well-known"
# Its pages allow their own styles and scripts, by digest, in themselves.
_HEADERS: Final = {
    "Cache-Control": _MAX_AGE,
    # Anybody may verify in a browser, from any page: all of this is public.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
}
_MEDIA_TYPES: Final = {
    "did.json": "application/did",
    "jwks.json": "application/jwk-set+json",
    "did-configuration.json": "application/json",
}
STATUS: Final = "status"
"""The folder with status lists in what an institution publishes: a server fetches nothing from itself."""
_CHANGES: Final = "changes"


class PublishedFiles(StaticFiles):
    """The files of a folder, without what is hidden in it; validators let a cache keep them.

    Args:
        folder: What ``waarmerk publish`` and the commands of the exam board write to.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, follow_symlink=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file.

        Raises:
            HTTPException: There is none.
        """
        parts = [part for part in Path(path).parts if part not in (".", _WELL_KNOWN)]
        if any(part.startswith(".") for part in parts):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers.update(_HEADERS)
        name = Path(path).name
        if name in _MEDIA_TYPES:
            response.headers["Content-Type"] = _MEDIA_TYPES[name]
        elif Path(path).parent.as_posix() == STATUS and name.endswith(".json"):
            response.headers["Content-Type"] = "application/vc"
        return response

    def is_not_modified(self, response_headers: Headers, request_headers: Headers) -> bool:
        """Tell whether a cache has it already; by its tag alone, since a second holds several editions."""
        tag = request_headers.get("if-none-match")
        if tag is None:
            return False
        return response_headers["etag"] in [one.strip().removeprefix("W/") for one in tag.split(",")]


class ListsAtHand:
    """The status lists in a folder, and what they name: what is at hand is not fetched.

    Args:
        folder: Where they are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, tuple[int, int]] = {}
        self._lists: Mapping[Needed, bytes] = {}
        self._look_again = 0.0

    def current(self) -> Mapping[Needed, bytes]:
        """Return them as they are now; files are looked at again when they may have changed."""
        now = time.monotonic()
        if now >= self._look_again:
            self._look_again = now + _LOOK_AGAIN_AFTER
            self._refresh()
        return self._lists

    def _refresh(self) -> None:
        try:
            paths = [
                *sorted(self._folder.glob("*.json"))[:_MAX_LISTS],
                *sorted((self._folder / _CHANGES).glob("*.json"))[:_MAX_LISTS],
            ]
            found = {path: path.stat() for path in paths}
            seen = {path: (status.st_mtime_ns, status.st_size) for path, status in found.items()}
            if seen == self._seen:
                return
            contents = [path.read_bytes() for path in paths if seen[path][1] <= DEFAULT_LIMITS.max_bytes]
        except OSError:  # a list that is just being replaced: next time
            return
        self._lists, self._seen = given_status_lists(contents), seen
