"""Read the files attached to a PDF, such as the credential behind a printed certificate.

Only reading lives here; a certificate is made by ``wallet_export``. The work is pypdf's, under
bounds of our own, because a PDF is a program-sized input: reference cycles, name trees without
end, streams that inflate a thousandfold.

Spec: ISO 32000-2 §7.7.4, §7.9.6, §7.11.4, §14.13.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from credentials.containers.errors import (
    ContainerError,
    ContainerForbidden,
    ContainerMalformed,
    ContainerTooLarge,
)
from credentials.limits import DEFAULT_LIMITS, Limits

_MAX_ATTACHMENTS = 32
_MAX_TREE_NODES = 1_000

# It quotes the file in what it logs, and that is somebody's credential.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file in a PDF.

    Attributes:
        name: File name as the PDF gives it; not safe as a path.
        media_type: Such as "application/ld+json", or None.
        relationship: ``AFRelationship``: "Source", "Alternative", … or "Unspecified".
        content: The bytes.
    """

    name: str
    media_type: str | None
    relationship: str
    content: bytes


def attached_credentials(pdf: bytes, *, limits: Limits = DEFAULT_LIMITS) -> tuple[AttachedFile, ...]:
    """Return the attached files that are small enough to be a credential, in document order.

    Which of them is a credential is for the caller to find out, by content. A larger attachment
    is somebody's scan or video, and is left out.

    Args:
        pdf: The file.
        limits: ``max_container_bytes`` bounds the file, ``max_bytes`` each attachment.

    Raises:
        ContainerTooLarge: The file has too many bytes, attachments or tree nodes, or a stream
            that inflates too far.
        ContainerMalformed: The file is not a PDF that can be read.
        ContainerForbidden: The file is encrypted.
    """
    if len(pdf) > limits.max_container_bytes:
        raise ContainerTooLarge(f"the PDF exceeds {limits.max_container_bytes} bytes")
    bound = limits.max_container_bytes
    try:
        with apply_configuration(
            maximum_declared_stream_length=bound,
            zlib_maximum_output_length=bound,
            lzw_maximum_output_length=bound,
            run_length_maximum_output_length=bound,
            brotli_maximum_output_length=bound,
            stream_decoding_work_maximum_length=4 * bound,
            stream_filters_maximum_length=4,
            zlib_maximum_recovery_input_length=100_000,  # recovery goes byte by byte
            jbig2dec_binary=None,  # pypdf would start a program for an image filter
        ):
            return tuple(_attachments(pdf, limits))
    except ContainerError:
        raise
    except LimitReachedError as error:
        raise ContainerTooLarge("a part of the PDF unpacks to more than the limits allow") from error
    except Exception as error:  # pypdf raises all sorts on hostile input, RecursionError among them
        raise ContainerMalformed("the PDF cannot be read") from error


def _attachments(pdf: bytes, limits: Limits) -> Iterator[AttachedFile]:
    reader = PdfReader(io.BytesIO(pdf), strict=False)
    if reader.is_encrypted:
        raise ContainerForbidden("the PDF is encrypted")
    seen: set[int] = set()
    for specification in _file_specifications(reader.root_object):
        stream = _embedded_stream(specification)
        if stream is None or id(stream) in seen:
            continue
        seen.add(id(stream))
        if len(seen) > _MAX_ATTACHMENTS:
            raise ContainerTooLarge(f"the PDF has more than {_MAX_ATTACHMENTS} attachments")
        try:
            content = _content(stream, limits)
        except LimitReachedError:
            continue  # far beyond any credential
        if len(content) <= limits.max_bytes:
            yield AttachedFile(
                name=_text(specification.get("/UF") or specification.get("/F")) or "",
                media_type=_name(stream.get("/Subtype")),
                relationship=_name(specification.get("/AFRelationship")) or "Unspecified",
                content=content,
            )


def _content(stream: StreamObject, limits: Limits) -> bytes:
    # One byte of compressed data can stand for a thousand, so the bound on an attachment is set
    # on the decompressor and not on what comes out of it.
    bound = limits.max_bytes + 1
    with apply_configuration(
        zlib_maximum_output_length=bound,
        lzw_maximum_output_length=bound,
        run_length_maximum_output_length=bound,
    ):
        return stream.get_data()


def _file_specifications(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the associated files of the document, then those in the name tree."""
    for item in _array(root.get("/AF")):
        if isinstance(value := _resolved(item), DictionaryObject):
            yield value
    names = _resolved(root.get("/Names"))
    tree = names.get("/EmbeddedFiles") if isinstance(names, DictionaryObject) else None
    pending: list[PdfObject | None] = [tree]
    visited: set[int] = set()
    while pending:
        node = _resolved(pending.pop())
        if not isinstance(node, DictionaryObject) or id(node) in visited:
            continue
        visited.add(id(node))
        if len(visited) > _MAX_TREE_NODES:
            raise ContainerTooLarge(f"the name tree of the PDF has more than {_MAX_TREE_NODES} nodes")
        for value in map(_resolved, _array(node.get("/Names"))[1::2]):
            if isinstance(value, DictionaryObject):
                yield value
        pending.extend(reversed(_array(node.get("/Kids"))))


def _embedded_stream(specification: DictionaryObject) -> StreamObject | None:
    files = _resolved(specification.get("/EF"))
    if not isinstance(files, DictionaryObject):
        return None
    stream = _resolved(files.get("/UF") or files.get("/F"))
    return stream if isinstance(stream, StreamObject) else None


def _resolved(value: PdfObject | None) -> PdfObject | None:
    """Follow a reference; pypdf answers a reference to a reference with a reference."""
    for _ in range(8):
        if not isinstance(value, IndirectObject):
            return value
        value = value.get_object()
    raise ContainerMalformed("a reference in the PDF leads nowhere")


def _array(value: PdfObject | None) -> list[PdfObject]:
    resolved = _resolved(value)
    return list(resolved) if isinstance(resolved, ArrayObject) else []


def _text(value: PdfObject | None) -> str | None:
    resolved = _resolved(value)
    if isinstance(resolved, TextStringObject):
        return str(resolved)
    if isinstance(resolved, ByteStringObject):
        return resolved.decode("utf-8", "replace")
    return None


def _name(value: PdfObject | None) -> str | None:
    resolved = _resolved(value)
    return resolved.removeprefix("/") if isinstance(resolved, NameObject) else None
