"""Put a credential into a PNG, and take it out unchanged.

The credential travels in an uncompressed ``iTXt`` chunk. Chunks are spliced, so the pixels are
never decoded: the image stays byte for byte what it was, and a hostile one costs no memory.

Spec: OB 3.0 "Baking", PNG; PNG (Third Edition) §5 and §11.3.3.4.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from credentials.containers.errors import (
    AlreadyBaked,
    ContainerMalformed,
    ContainerTooLarge,
    DuplicateCredential,
    NoCredentialFound,
    NotRepresentable,
    OpenBadges2Found,
)
from credentials.limits import DEFAULT_LIMITS, Limits

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
_KEYWORD_OPEN_BADGES_2 = b"openbadges"
_MAX_CHUNKS = 20_000  # a 16 MB image in the smallest IDATs that encoders write has some 4,000


class _Chunk(NamedTuple):
    type: bytes
    data: bytes
    end: int  # offset of the first byte after the chunk


class _Text(NamedTuple):
    keyword: bytes
    compressed: bool
    text: bytes


def bake(image: bytes, credential: str, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return ``image`` with ``credential`` in it, right after the header.

    Args:
        image: A PNG.
        credential: A signed JSON credential or a compact JWT, exactly as it was signed.
        limits: Bounds on the image and the credential.

    Raises:
        ContainerTooLarge: The image or the credential exceeds the limits.
        ContainerMalformed: The image is not a sound PNG.
        NotRepresentable: The credential is blank, or holds a NUL or a lone surrogate.
        AlreadyBaked: The image carries a credential.
    """
    text = _encode(credential, limits)
    chunks = list(_chunks(image, limits))
    if any(_is_credential(chunk) for chunk in chunks):
        raise AlreadyBaked("the PNG carries a credential already")
    header_end = chunks[0].end
    # keyword NUL, compression flag 0, method 0, empty language tag NUL, empty translation NUL
    baked = _chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + text)
    return image[:header_end] + baked + image[header_end:]


def unbake(image: bytes, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of the credential in ``image``, exactly as they were baked.

    A compressed chunk breaks the baking rules, but is read, within the limits: what counts is
    the signature.

    Raises:
        ContainerTooLarge: The image, or the unpacked credential, exceeds the limits.
        ContainerMalformed: The image is not a sound PNG.
        NoCredentialFound: No chunk has the keyword (:class:`OpenBadges2Found` when there is a
            badge of an older version).
        DuplicateCredential: More than one chunk has the keyword; ``first`` is the first.
    """
    texts = [_text(chunk) for chunk in _chunks(image, limits) if chunk.type == b"iTXt"]
    found = [text for text in texts if text.keyword == KEYWORD]
    if not found:
        if any(text.keyword == _KEYWORD_OPEN_BADGES_2 for text in texts):
            raise OpenBadges2Found("the PNG carries a badge of Open Badges 2.0 or older")
        raise NoCredentialFound("the PNG has no chunk with the keyword openbadgecredential")
    first = _inflate(found[0].text, limits) if found[0].compressed else found[0].text
    if len(first) > limits.max_bytes:
        raise ContainerTooLarge(f"the credential in the PNG exceeds {limits.max_bytes} bytes")
    if len(found) > 1:
        raise DuplicateCredential(f"the PNG carries {len(found)} credentials", first=first)
    return first


def _chunks(image: bytes, limits: Limits) -> Iterator[_Chunk]:
    """Walk the chunks from IHDR to IEND, checking lengths, order and checksums."""
    if len(image) > limits.max_container_bytes:
        raise ContainerTooLarge(f"the PNG exceeds {limits.max_container_bytes} bytes")
    if not image.startswith(SIGNATURE):
        raise ContainerMalformed("the file does not start with the PNG signature")
    position = len(SIGNATURE)
    for count in range(_MAX_CHUNKS):
        chunk = _read_chunk(image, position)
        if (count == 0) != (chunk.type == b"IHDR"):
            raise ContainerMalformed("a PNG starts with exactly one IHDR chunk")
        yield chunk
        if chunk.type == b"IEND":
            return
        position = chunk.end
    raise ContainerTooLarge(f"the PNG has more than {_MAX_CHUNKS} chunks")


def _read_chunk(image: bytes, position: int) -> _Chunk:
    length = int.from_bytes(image[position : position + 4])
    chunk_type = image[position + 4 : position + 8]
    end = position + 12 + length
    if end > len(image):
        raise ContainerMalformed(f"the PNG is cut off in the chunk at byte {position}")
    data = image[position + 8 : position + 8 + length]
    if zlib.crc32(data, zlib.crc32(chunk_type)) != int.from_bytes(image[end - 4 : end]):
        raise ContainerMalformed(f"the checksum of the PNG chunk at byte {position} is wrong")
    return _Chunk(chunk_type, data, end)


def _is_credential(chunk: _Chunk) -> bool:
    return chunk.type == b"iTXt" and chunk.data.startswith(KEYWORD + b"\0")


def _text(chunk: _Chunk) -> _Text:
    keyword, _, rest = chunk.data.partition(b"\0")
    flags, rest = rest[:2], rest[2:]
    _language, language_end, rest = rest.partition(b"\0")
    _translated, translated_end, text = rest.partition(b"\0")
    if len(flags) < 2 or not language_end or not translated_end or flags[0] > 1 or (flags[0] and flags[1]):
        raise ContainerMalformed("an iTXt chunk of the PNG is malformed")
    return _Text(keyword, bool(flags[0]), text)


def _inflate(data: bytes, limits: Limits) -> bytes:
    """Decompress without trusting the size: one byte above the limit is enough to know."""
    stream = zlib.decompressobj()
    try:
        inflated = stream.decompress(data, limits.max_bytes + 1)
    except zlib.error as error:
        raise ContainerMalformed("the compressed credential in the PNG does not unpack") from error
    if len(inflated) <= limits.max_bytes and not stream.eof:
        raise ContainerMalformed("the compressed credential in the PNG is cut off")
    return inflated


def _encode(credential: str, limits: Limits) -> bytes:
    try:
        text = credential.encode()
    except UnicodeEncodeError as error:
        raise NotRepresentable("the credential holds a lone surrogate") from error
    if not text.strip():
        raise NotRepresentable("there is no credential to bake")
    if len(text) > limits.max_bytes:
        raise ContainerTooLarge(f"the credential exceeds {limits.max_bytes} bytes")
    if b"\0" in text:
        raise NotRepresentable("the credential holds a NUL, which a PNG text cannot")
    return text


def _chunk(chunk_type: bytes, data: bytes) -> bytes:
    crc = zlib.crc32(data, zlib.crc32(chunk_type))
    return len(data).to_bytes(4) + chunk_type + data + crc.to_bytes(4)
