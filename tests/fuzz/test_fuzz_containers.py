"""Files that are nearly right: only our own errors come out, in time and within the limits."""

import contextlib
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.containers import pdf, png, svg
from credentials.containers.errors import ContainerError
from credentials.limits import DEFAULT_LIMITS
from tests.findings_for_tests import SVG_IMAGE, pdf_file, png_image

LIMITS = replace(DEFAULT_LIMITS, max_bytes=2_000, max_container_bytes=200_000)
CREDENTIAL = '{"a": "]]>"}'
PDF = pdf_file(("credential.json", CREDENTIAL.encode()))
SVG = svg.bake(SVG_IMAGE, CREDENTIAL)

CHUNK_TYPES = st.sampled_from([b"IHDR", b"IDAT", b"IEND", b"iTXt", b"zTXt", b"tEXt", b"iCCP", b"\0\0\0\0"])
KEYWORDS = st.sampled_from([png.KEYWORD, b"openbadges", b"", b"x" * 100, png.KEYWORD + b"2"])
TEXT_DATA = st.builds(
    lambda keyword, flags, middle, text: keyword + flags + middle + text,
    KEYWORDS,
    st.sampled_from([b"\0\0\0", b"\0\1\0", b"\0\1\1", b"\0\2\0", b"\0", b""]),
    st.sampled_from([b"\0\0", b"nl\0credential\0", b"\0", b""]),
    st.binary(max_size=20)
    | st.sampled_from(
        [b"{}", zlib.compress(b"{}"), zlib.compress(b" " * 100_000), zlib.compress(b"{}")[:-4]]
    ),
)
SVG_PIECES = st.sampled_from(
    [
        *("<svg>", "</svg>", '<svg xmlns="http://www.w3.org/2000/svg">', "<g/>", "<!--", "-->", "<?x", "?>"),
        *(
            '<openbadges:credential verify="e30.e30.e30"/>',
            "<openbadges:credential>",
            "</openbadges:credential>",
        ),
        *(
            'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"',
            "<![CDATA[",
            "]]>",
            "&lol;",
            "&#0;",
            "&#13;",
        ),
        *('<!DOCTYPE svg [<!ENTITY a "b">]>', "<!ENTITY", '<?xml version="1.0" encoding="utf-7"?>', "\ufeff"),
        *('<c xmlns="https://purl.imsglobal.org/ob/v3p0">', "\x00", "\ud7ff", " ", '"', "'", "=", "{}"),
    ]
)


def ends_well(read: Callable[[bytes], object], data: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(ContainerError):
        read(data)
    assert time.process_time() - started < 1.0


def read_png(data: bytes) -> None:
    assert len(png.unbake(data, limits=LIMITS)) <= LIMITS.max_bytes


def read_svg(data: bytes) -> None:
    assert len(svg.unbake(data, limits=LIMITS)) <= LIMITS.max_bytes


def read_pdf(data: bytes) -> None:
    assert all(
        len(file.content) <= LIMITS.max_bytes for file in pdf.attached_credentials(data, limits=LIMITS)
    )


def chunk(kind: bytes, data: bytes, *, length_error: int = 0, checksum_error: int = 0) -> bytes:
    checksum = zlib.crc32(data, zlib.crc32(kind)) ^ checksum_error
    length = max(0, len(data) + length_error) % 2**32
    return length.to_bytes(4) + kind + data + checksum.to_bytes(4)


CHUNKS = st.builds(
    chunk,
    CHUNK_TYPES,
    TEXT_DATA | st.binary(max_size=20),
    length_error=st.sampled_from([0, 0, 0, 0, 1, -1, 2**31]),
    checksum_error=st.sampled_from([0, 0, 0, 0, 1]),
)


@given(st.lists(CHUNKS, max_size=5), st.booleans())
def test_png_chunks(chunks: list[bytes], with_end: bool) -> None:
    image = png_image()
    ends_well(read_png, image[:33] + b"".join(chunks) + (image[33:] if with_end else b""))


@given(st.lists(SVG_PIECES, max_size=12).map("".join))
def test_svg_pieces(text: str) -> None:
    ends_well(read_svg, text.encode())


@given(st.lists(SVG_PIECES, max_size=4).map("".join), st.integers(0, len(SVG)))
def test_pieces_in_a_baked_svg(text: str, place: int) -> None:
    ends_well(read_svg, SVG[:place] + text.encode() + SVG[place:])


def tokens_of(file: bytes) -> Iterator[bytes]:
    """Yield the words of a PDF, each with the space behind it."""
    yield from file.replace(b"\n", b"\n\0").replace(b" ", b" \0").split(b"\0")


PDF_TOKENS = list(tokens_of(PDF))
PDF_WORDS = st.sampled_from(
    [
        *(b"/Kids ", b"/Names ", b"/EmbeddedFiles ", b"/EF ", b"<< ", b">> ", b"[ ", b"] ", b"1 0 R "),
        *(b"5 0 R ", b"obj ", b"endobj ", b"stream\n", b"endstream ", b"/Length 999999999 ", b"-1 "),
        *(b"/Filter /FlateDecode ", b"/Filter [/ASCIIHexDecode /LZWDecode /RunLengthDecode] "),
        *(b"/Encrypt 1 0 R ", b"/Prev 0 ", b"(\\", b"<"),
    ]
)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(PDF_TOKENS) - 1), PDF_WORDS), min_size=1, max_size=4))
def test_words_in_a_pdf(changes: list[tuple[int, bytes]]) -> None:
    tokens = list(PDF_TOKENS)
    for place, word in changes:
        tokens[place] = word
    ends_well(read_pdf, b"".join(tokens))
