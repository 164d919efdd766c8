"""The style sheet, the scripts and the app for cards: files of ours, read once and served from memory.

A page asks for them by their digest, so a browser keeps them for as long as it likes.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from verifier.web.problems import ProblemKind, RequestRefused

_HERE: Final = Path(__file__).resolve().parent
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_FIRST: Final = "public, no-cache"
_MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    media_type: str
    version: str
    packed: bytes | None


class StaticFiles:
    """A folder of files, served below an address.

    Args:
        folder: Where they are; what is in folders inside it counts too. Kinds that no browser needs, do not.
        address: Where they are served, such as ``/static``.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._address = address
        self._files = {
            path.relative_to(folder).as_posix(): _read(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in _MEDIA_TYPES
        }

    def url(self, name: str) -> str:
        """Return the address of a file, which changes when the file does.

        Raises:
            KeyError: There is no such file; an error of ours.
        """
        return f"{self._address}/{name}?v={self._files[name].version}"

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def names(self) -> tuple[str, ...]:
        """Return the names of the files, in order."""
        return tuple(self._files)

    def content(self, name: str) -> bytes:
        """Return what is in a file.

        Raises:
            KeyError: There is no such file; an error of ours.
        """
        return self._files[name].content

    async def serve(self, request: Request) -> Response:
        """Answer a request for a file.

        Raises:
            RequestRefused: There is no such file.
        """
        name = request.path_params["name"]
        file = self._files.get(name)
        if file is None:
            raise RequestRefused(ProblemKind.NOT_FOUND)
        packed = file.packed if takes_gzip(request) else None
        etag = f'"{file.version}"' if packed is None else f'"{file.version}-gz"'
        is_lasting = request.query_params.get("v") == file.version
        headers = {"ETag": etag, "Cache-Control": _FOREVER if is_lasting else _ASK_FIRST}
        if file.packed is not None:
            headers["Vary"] = "Accept-Encoding"
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        if packed is not None:
            headers["Content-Encoding"] = "gzip"
        return Response(packed or file.content, media_type=file.media_type, headers=headers)


def takes_gzip(request: Request) -> bool:
    """Tell whether a browser takes what is compressed; one that says how much it likes that, does not."""
    names = request.headers.get("accept-encoding", "").split(",")
    return "gzip" in [name.strip().lower() for name in names]


def packed(content: bytes) -> bytes | None:
    """Return the compressed form of a text, or None when that is hardly smaller.

    Without a time, so that the same content gives the same bytes.
    """
    smaller = gzip.compress(content, 9, mtime=0)
    return smaller if len(smaller) < 0.9 * len(content) else None


def _read(path: Path) -> _File:
    content = path.read_bytes()
    version = hashlib.sha256(content).hexdigest()[:16]
    return _File(content, _MEDIA_TYPES[path.suffix], version, packed(content))


STATIC_FILES: Final = StaticFiles(_HERE / "static", "/static")
CARD_APP: Final = StaticFiles(_HERE / "card_app", "/card")
