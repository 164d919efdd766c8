"""PNG: splice a credential in, take the same bytes out, refuse what is not sound."""

import io
import tracemalloc
import zlib

import pytest
from PIL import Image

from credentials.containers import png
from credentials.containers.errors import (
    AlreadyBaked,
    ContainerMalformed,
    ContainerTooLarge,
    DuplicateCredential,
    NoCredentialFound,
    NotRepresentable,
    OpenBadges2Found,
)
from credentials.limits import Limits

CREDENTIAL = '{"name": "Baliegesprekken en cliëntcommunicatie", "tab": "\t", "emoji": "🏅"}\r\n'


def _image() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 16, 46)).save(buffer, "PNG")
    return buffer.getvalue()


def _chunk(chunk_type: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + chunk_type + data + zlib.crc32(chunk_type + data).to_bytes(4)


def _with(*chunks: bytes) -> bytes:
    image = _image()
    return image[:33] + b"".join(chunks) + image[33:]


def _itxt(text: bytes, *, keyword: bytes = png.KEYWORD, flag: int = 0, method: int = 0) -> bytes:
    return _chunk(b"iTXt", keyword + b"\0" + bytes((flag, method)) + b"nl\0translated\0" + text)


class TestBake:
    def test_gives_the_same_bytes_back(self) -> None:
        assert png.unbake(png.bake(_image(), CREDENTIAL)) == CREDENTIAL.encode()

    def test_changes_nothing_but_the_one_chunk(self) -> None:
        image = _image()
        baked = png.bake(image, CREDENTIAL)
        added = len(baked) - len(image)
        assert baked[:33] + baked[33 + added :] == image
        with Image.open(io.BytesIO(baked)) as opened:
            opened.load()
            assert opened.getpixel((3, 3)) == (200, 16, 46)

    def test_writes_the_chunk_uncompressed_with_the_keyword_of_the_standard(self) -> None:
        baked = png.bake(_image(), "a.b.c")
        assert baked[33:].startswith(b"\x00\x00\x00\x1diTXtopenbadgecredential\0\0\0\0\0a.b.c")

    def test_another_reader_finds_it(self) -> None:
        with Image.open(io.BytesIO(png.bake(_image(), CREDENTIAL))) as opened:
            opened.load()
            assert opened.info["openbadgecredential"] == CREDENTIAL

    def test_a_second_credential_is_refused(self) -> None:
        with pytest.raises(AlreadyBaked):
            png.bake(png.bake(_image(), "a.b.c"), "d.e.f")

    @pytest.mark.parametrize("credential", ["", " \n", '"\0"', '"\ud800"'])
    def test_a_text_that_cannot_travel_is_refused(self, credential: str) -> None:
        with pytest.raises(NotRepresentable):
            png.bake(_image(), credential)

    def test_a_credential_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            png.bake(_image(), "é" * 6, limits=Limits(max_bytes=11))


class TestUnbake:
    def test_an_image_without_a_credential(self) -> None:
        with pytest.raises(NoCredentialFound):
            png.unbake(_image())

    def test_other_text_chunks_are_not_credentials(self) -> None:
        image = _with(
            _chunk(b"tEXt", png.KEYWORD + b"\0a.b.c"),
            _chunk(b"zTXt", png.KEYWORD + b"\0\0" + zlib.compress(b"a.b.c")),
            _itxt(b"a.b.c", keyword=b"Openbadgecredential"),
        )
        with pytest.raises(NoCredentialFound) as caught:
            png.unbake(image)
        assert caught.value.code == "no_credential_found"

    def test_a_badge_of_the_older_standard_is_named(self) -> None:
        with pytest.raises(OpenBadges2Found):
            png.unbake(_with(_itxt(b"{}", keyword=b"openbadges")))

    def test_two_credentials_give_the_first_and_an_error(self) -> None:
        with pytest.raises(DuplicateCredential) as caught:
            png.unbake(_with(_itxt(b"a.b.c"), _itxt(b"d.e.f")))
        assert caught.value.first == b"a.b.c"

    def test_a_compressed_chunk_is_read(self) -> None:
        assert png.unbake(_with(_itxt(zlib.compress(b"a.b.c"), flag=1))) == b"a.b.c"

    def test_a_compressed_bomb_is_refused_without_unpacking_it(self) -> None:
        bomb = _with(_itxt(zlib.compress(b"\0" * 200_000_000, 9), flag=1))
        tracemalloc.start()
        try:
            with pytest.raises(ContainerTooLarge):
                png.unbake(bomb)
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()

    @pytest.mark.parametrize("data", [b"", b"no zlib", zlib.compress(b"a.b.c")[:-3]])
    def test_a_compressed_chunk_that_does_not_unpack_is_malformed(self, data: bytes) -> None:
        with pytest.raises(ContainerMalformed):
            png.unbake(_with(_itxt(data, flag=1)))

    @pytest.mark.parametrize(
        "rest", [b"", b"\0", b"\0\0", b"\0\0nl", b"\0\0nl\0no end", b"\2\0\0\0x", b"\1\1\0\0x"]
    )
    def test_an_itxt_chunk_without_its_fields_is_malformed(self, rest: bytes) -> None:
        with pytest.raises(ContainerMalformed):
            png.unbake(_with(_chunk(b"iTXt", png.KEYWORD + b"\0" + rest)))

    def test_a_wrong_checksum_is_malformed(self) -> None:
        baked = bytearray(png.bake(_image(), CREDENTIAL))
        baked[80] ^= 1
        with pytest.raises(ContainerMalformed):
            png.unbake(bytes(baked))

    def test_every_cut_is_malformed(self) -> None:
        baked = png.bake(_image(), CREDENTIAL)
        for length in range(len(baked)):
            with pytest.raises(ContainerMalformed):
                png.unbake(baked[:length])

    def test_bytes_after_the_end_are_not_read(self) -> None:
        with pytest.raises(NoCredentialFound):
            png.unbake(_image() + _itxt(b"a.b.c"))

    def test_a_second_header_is_malformed(self) -> None:
        with pytest.raises(ContainerMalformed):
            png.unbake(_with(_image()[8:33]))

    def test_too_many_chunks_are_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            png.unbake(_with(*[_chunk(b"teSt", b"")] * 20_001))

    def test_a_file_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            png.unbake(_image(), limits=Limits(max_container_bytes=50))

    def test_a_credential_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            png.unbake(png.bake(_image(), "a.bbbb.c"), limits=Limits(max_bytes=7))
