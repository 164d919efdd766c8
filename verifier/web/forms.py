"""Read a form that was sent, in memory alone: a file of somebody's never touches the disk.

The parser of Starlette keeps larger files in temporary ones; so the parts are put together here.
"""

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from verifier.web.problems import ProblemKind, RequestRefused

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MULTIPART: Final = "multipart/form-data"
LARGE_FORM: Final = 64 * 1024
"""Bytes; taking a larger one apart is noticed by others who wait, so it is for a thread."""
_URL_ENCODED: Final = "application/x-www-form-urlencoded"
_MAX_URL_ENCODED: Final = (
    2 * 1024 * 1024
)  # three times the largest credential, in which every sign is escaped
_MAX_CONTENT_TYPE: Final = 1_000  # characters
_MAX_PARTS: Final = 2_100
_MAX_HEADER_BYTES: Final = 8_192  # of one part
_MAX_NAME: Final = 300  # characters of the name of a file


# The library logs bytes of what was sent, as often as somebody cares to send something malformed.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in a form.

    Attributes:
        name: As the sender calls it, without folders; "" when it has none.
        content: What is in it.
    """

    name: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class SentForm:
    """A form.

    Attributes:
        texts: By field, the first value.
        files: By field; those that are empty and have no name were not chosen, and are left out.
    """

    texts: dict[str, str] = field(default_factory=dict, repr=False)
    files: dict[str, list[SentFile]] = field(default_factory=dict, repr=False)

    def text(self, name: str) -> str:
        """Return a field without the spaces around it, "" if it is not there."""
        return self.texts.get(name, "").strip()


def parse_form(content_type: str, body: bytes) -> SentForm:
    """Read a form from the body of a request.

    Args:
        content_type: The header.
        body: All of it; its size has been bounded.

    Raises:
        RequestRefused: It is no form, is malformed, or has more parts than anybody needs; or it is not one
            for files, and too large for any other.
    """
    if len(content_type) > _MAX_CONTENT_TYPE:
        raise RequestRefused(ProblemKind.FORM_MALFORMED)
    kind, options = parse_options_header(content_type.encode("latin-1"))
    if kind == _URL_ENCODED.encode():
        return _url_encoded(body)
    boundary = options.get(b"boundary")
    if kind != MULTIPART.encode() or not boundary:
        raise RequestRefused(ProblemKind.FORM_MALFORMED)
    collector = _Collector()
    try:
        parser = MultipartParser(boundary, collector.callbacks())
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise RequestRefused(ProblemKind.FORM_MALFORMED) from None
    return collector.form


def _url_encoded(body: bytes) -> SentForm:
    if len(body) > _MAX_URL_ENCODED:  # each escaped sign takes as long as kilobytes of a file
        raise RequestRefused(ProblemKind.TOO_LARGE)
    form = SentForm()
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=100)
    except ValueError:  # not UTF-8, or too many fields
        raise RequestRefused(ProblemKind.FORM_MALFORMED) from None
    for name, value in pairs:
        form.texts.setdefault(name, value)
    return form


class _Collector:
    """Puts the parts of a form together as the parser comes across them."""

    def __init__(self) -> None:
        self.form = SentForm()
        self._parts = 0
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._disposition = b""
        self._content = bytearray()

    def callbacks(self) -> "MultipartCallbacks":
        """Return what the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header(self._header_name, data[start:end]),
            "on_header_value": lambda data, start, end: self._header(self._header_value, data[start:end]),
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > _MAX_PARTS:
            raise RequestRefused(ProblemKind.FORM_MALFORMED)
        self._disposition = b""
        self._content = bytearray()

    def _header(self, into: bytearray, piece: bytes) -> None:
        into += piece
        if len(into) > _MAX_HEADER_BYTES:
            raise RequestRefused(ProblemKind.FORM_MALFORMED)

    def _header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._content += memoryview(data)[start:end]

    def _end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        file_name = options.get(b"filename")
        if file_name is None:
            self.form.texts.setdefault(name, self._content.decode("utf-8", "replace"))
        elif file_name or self._content:
            shown = file_name.decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2][-_MAX_NAME:]
            self.form.files.setdefault(name, []).append(SentFile(shown, bytes(self._content)))
