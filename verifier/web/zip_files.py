"""Take the files out of a zip, no more of them and no larger than anybody needs."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from verifier.web.desk import MAX_FILE
from verifier.web.forms import SentFile

MAX_UNPACKED: Final = 96 * 1024 * 1024
_MAX_DIRECTORY: Final = 1024 * 1024  # bytes of the list of files; a thousand take a tenth of this
_END: Final = struct.Struct("<4s4H2LH")  # APPNOTE.TXT §4.3.16
_END_SIGNATURE: Final = b"PK\x05\x06"
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1


class ZipUnusable(Exception):
    """It is damaged, protected, or too large to look at."""


class UnpackedTooMuch(Exception):
    """More came out of it than we take."""


def is_zip(data: bytes) -> bool:
    """Tell whether this begins like a zip file."""
    return data.startswith((b"PK\x03\x04", _END_SIGNATURE))


def files_in_zip(data: bytes) -> Iterator[SentFile]:
    """Yield the files in a zip, without what is hidden in it and what is no file.

    Raises:
        ZipUnusable: It cannot be read.
        UnpackedTooMuch: There is more in it than :data:`MAX_UNPACKED`; what came before was yielded.
    """
    _refuse_large_directory(data)
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.is_dir() or _is_hidden(info.filename):
                    continue
                if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
                    raise ZipUnusable
                with archive.open(info) as member:
                    content = member.read(min(MAX_FILE, left) + 1)  # the size that it states may be a lie
                left -= len(content)
                if left < 0:
                    raise UnpackedTooMuch
                yield SentFile(info.filename[-300:], content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise ZipUnusable from None


def _refuse_large_directory(data: bytes) -> None:
    """Refuse a list of files that takes more memory than the files: it is read as a whole."""
    at = data.rfind(_END_SIGNATURE, max(0, len(data) - 65_557))
    if at < 0 or len(data) - at < _END.size:
        raise ZipUnusable
    size = _END.unpack_from(data, at)[5]
    if size > _MAX_DIRECTORY:  # also 0xFFFFFFFF: the larger form, which nobody needs here
        raise ZipUnusable


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
