"""Answer with a whole document that many ask for: its digest and its compressed form are made once.

A trust list of ten thousand schools is twelve megabytes, which take seconds to compress. Nobody should wait
for that, and nobody should be able to ask for it again and again.
"""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from verifier.web.static_files import packed, takes_gzip

_ASK_FIRST: Final = "public, no-cache"
_LARGE: Final = 64 * 1024  # bytes; what is smaller is compressed in a millisecond or two
_MOST: Final = 32


@dataclass(frozen=True, slots=True)
class _Form:
    version: str
    packed: bytes | None


class WholeDocuments:
    """Documents of one kind, each in the two forms in which it is sent.

    Args:
        most: How many are remembered. What a stranger can vary is kept apart from what takes long to make.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._forms: OrderedDict[bytes, _Form] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def answer(self, request: Request, content: bytes, media_type: str) -> Response:
        """Return a document, or that it has not changed."""
        form = await self._form(content)
        # Lists are much the same words again and again, and phones are often slow.
        smaller = form.packed if takes_gzip(request) else None
        etag = f'"{form.version}"' if smaller is None else f'"{form.version}-gz"'
        headers = {"ETag": etag, "Cache-Control": _ASK_FIRST, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        if smaller is not None:
            headers["Content-Encoding"] = "gzip"
        return Response(smaller or content, media_type=media_type, headers=headers)

    async def _form(self, content: bytes) -> _Form:
        if len(content) <= _LARGE:
            return self._known(content) or self._keep(content, _form_of(content))
        async with self._one_at_a_time:  # whoever wants the same waits for it
            known = self._known(content)
            return known or self._keep(content, await asyncio.to_thread(_form_of, content))

    def _known(self, content: bytes) -> _Form | None:
        form = self._forms.get(content)
        if form is not None:
            self._forms.move_to_end(content)
        return form

    def _keep(self, content: bytes, form: _Form) -> _Form:
        self._forms[content] = form
        if len(self._forms) > self._most:
            self._forms.popitem(last=False)
        return form


def _form_of(content: bytes) -> _Form:
    return _Form(hashlib.sha256(content).hexdigest()[:32], packed(content))
