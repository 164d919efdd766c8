"""The bit string of a status list."""

import base64
import gzip
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from openbadgeslib.ob3.status_list import encode_bitstring

from credentials.limits import DEFAULT_LIMITS
from credentials.status.bitstring import MIN_LENGTH, Bitstring
from credentials.status.errors import EncodedListMalformed, EncodedListTooLarge, StatusIndexOutOfRange
from tests.cpu_time_for_tests import least_cpu_time

SPECIFICATION_EXAMPLE = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
"""``encodedList`` of example 3 in Bitstring Status List 1.0."""

GIBIBYTE = 1024**3


def encoded(compressed: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(compressed).rstrip(b"=").decode("ascii")


def expanded(encoded_list: str) -> bytes:
    """Decode with nothing but the standard library, as another program would."""
    text = encoded_list.removeprefix("u")
    return gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def gibibyte_bomb() -> bytes:
    """Return about 1 MB of GZIP that expands to 1 GiB, without compressing a gibibyte."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    chunk = bytes(16 * 1024 * 1024)
    head = compressor.compress(chunk) + compressor.flush(zlib.Z_FULL_FLUSH)
    # After a full flush each chunk is compressed on its own, so the second can be repeated.
    repeated = compressor.compress(chunk) + compressor.flush(zlib.Z_FULL_FLUSH)
    return head + repeated * (GIBIBYTE // len(chunk) - 1)


class TestBitOrder:
    """Bit 0 is the left-most bit of the first byte (A9)."""

    @pytest.mark.parametrize(
        ("index", "byte", "value"),
        [(0, 0, 0x80), (1, 0, 0x40), (7, 0, 0x01), (8, 1, 0x80), (131_071, 16_383, 0x01)],
    )
    def test_an_index_is_counted_from_the_left(self, index: int, byte: int, value: int) -> None:
        bitstring = Bitstring()
        bitstring.set(index, True)
        content = expanded(bitstring.encode())
        assert content[byte] == value
        assert sum(content) == value

    def test_another_library_reads_what_we_set(self) -> None:
        bitstring = Bitstring()
        for index in (0, 9, 94_567, 131_071):
            bitstring.set(index, True)
        assert set_indices(decode_encoded_list(bitstring.encode())) == {0, 9, 94_567, 131_071}

    def test_we_read_what_another_library_set(self) -> None:
        bitstring = Bitstring.decode(encode_bitstring([3, 70_000], MIN_LENGTH))
        assert [index for index in range(MIN_LENGTH) if bitstring.get(index)] == [3, 70_000]


class TestSettingAndReading:
    def test_only_the_bits_that_were_set_are_set(self) -> None:
        chosen = set(range(5, MIN_LENGTH, 263))
        bitstring = Bitstring()
        for index in chosen:
            bitstring.set(index, True)
        decoded = Bitstring.decode(bitstring.encode())
        assert {index for index in range(MIN_LENGTH) if decoded.get(index)} == chosen
        assert decoded.count() == len(chosen) == 499

    def test_a_bit_can_be_cleared_again(self) -> None:
        bitstring = Bitstring()
        bitstring.set(12, True)
        bitstring.set(13, True)
        bitstring.set(12, False)
        assert (bitstring.get(12), bitstring.get(13), bitstring.count()) == (False, True, 1)

    @pytest.mark.parametrize("index", [-1, MIN_LENGTH, 10**18])
    def test_an_index_outside_is_refused(self, index: int) -> None:
        bitstring = Bitstring()
        with pytest.raises(StatusIndexOutOfRange):
            bitstring.get(index)
        with pytest.raises(StatusIndexOutOfRange):
            bitstring.set(index, True)

    def test_an_entry_of_several_bits_reads_left_to_right(self) -> None:
        bitstring = Bitstring()
        bitstring.set(6, True)  # entry 3 of two bits is bits 6 and 7
        assert bitstring.read(3, size=2) == 0b10
        bitstring.set(7, True)
        assert bitstring.read(3, size=2) == 0b11
        assert bitstring.read(2, size=2) == 0

    def test_an_entry_that_sticks_out_is_refused(self) -> None:
        bitstring = Bitstring()
        assert bitstring.read(MIN_LENGTH // 2 - 1, size=2) == 0
        with pytest.raises(StatusIndexOutOfRange):
            bitstring.read(MIN_LENGTH // 2, size=2)
        with pytest.raises(StatusIndexOutOfRange):
            bitstring.read(MIN_LENGTH // 3, size=3)  # begins inside, ends outside

    @pytest.mark.parametrize("length", [0, 8, MIN_LENGTH - 8, MIN_LENGTH + 4])
    def test_a_new_list_hides_each_entry_among_enough(self, length: int) -> None:
        with pytest.raises(ValueError, match="131072"):
            Bitstring(length)

    def test_a_longer_list_may_be_made(self) -> None:
        assert len(Bitstring(1_048_576)) == 1_048_576


class TestEncoding:
    def test_the_example_of_the_specification_is_an_empty_list(self) -> None:
        assert Bitstring.decode(SPECIFICATION_EXAMPLE) == Bitstring()

    def test_the_same_bits_give_the_same_text(self) -> None:
        one, other = Bitstring(), Bitstring()
        one.set(5, True)
        other.set(99, True)
        other.set(5, True)
        other.set(99, False)
        assert one.encode() == other.encode()

    def test_the_header_names_no_time_and_no_file(self) -> None:
        header = base64.urlsafe_b64decode(Bitstring().encode()[1:17])
        assert header[:8] == bytes.fromhex("1f8b080000000000")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "u",
            SPECIFICATION_EXAMPLE.removeprefix("u"),
            "z" + SPECIFICATION_EXAMPLE.removeprefix("u"),
            "U" + SPECIFICATION_EXAMPLE.removeprefix("u"),
            SPECIFICATION_EXAMPLE + "=",
            SPECIFICATION_EXAMPLE.replace("-", "+"),
            SPECIFICATION_EXAMPLE[:20] + "\n" + SPECIFICATION_EXAMPLE[20:],
            "ué",
        ],
        ids=["nothing", "only u", "no u", "z", "U", "padding", "base64", "newline", "not ASCII"],
    )
    def test_anything_but_u_and_base64url_is_refused(self, text: str) -> None:
        with pytest.raises(EncodedListMalformed):
            Bitstring.decode(text)

    @pytest.mark.parametrize(
        "compressed",
        [
            gzip.compress(bytes(16_384))[:-4],
            gzip.compress(bytes(16_384))[:12],
            gzip.compress(bytes(16_384)) + b"\x00",
            gzip.compress(bytes(16_384)) + gzip.compress(b"\x80"),
            gzip.compress(bytes(16_384))[:-8] + bytes(4) + (16_384).to_bytes(4, "little"),
            zlib.compress(bytes(16_384)),
            bytes(16_384),
            gzip.compress(b""),
        ],
        ids=["no length", "cut short", "tail", "two members", "checksum", "zlib", "plain", "empty"],
    )
    def test_anything_but_one_whole_gzip_member_is_refused(self, compressed: bytes) -> None:
        with pytest.raises(EncodedListMalformed):
            Bitstring.decode(encoded(compressed))


class TestBombs:
    """A10: a list that expands without end costs next to nothing."""

    def test_a_gibibyte_in_a_megabyte_is_refused_at_the_limit(self) -> None:
        bomb = encoded(gibibyte_bomb())

        def once(_number: int) -> None:
            with pytest.raises(EncodedListTooLarge):
                Bitstring.decode(bomb)

        assert least_cpu_time(0.25, once) < 0.25

    def test_the_smallest_bomb_is_refused_in_a_blink(self) -> None:
        bomb = encoded(gzip.compress(bytes(1024 * 1024)))  # 1 KB → 1 MiB, the most that DEFLATE can
        assert len(bomb) < 1500

        def once(_number: int) -> None:
            with pytest.raises(EncodedListTooLarge):
                Bitstring.decode(bomb, limits=replace(DEFAULT_LIMITS, max_list_bytes_decoded=16_384))

        assert least_cpu_time(0.02, once) < 0.02

    def test_a_list_of_exactly_the_limit_is_read(self) -> None:
        limits = replace(DEFAULT_LIMITS, max_list_bytes_decoded=16_384)
        assert len(Bitstring.decode(Bitstring().encode(), limits=limits)) == MIN_LENGTH
        with pytest.raises(EncodedListTooLarge):
            Bitstring.decode(Bitstring(MIN_LENGTH + 8).encode(), limits=limits)


class TestStatusList2021:
    """The older form has no multibase header, and its writers disagreed on the alphabet."""

    @pytest.mark.parametrize(
        "write",
        [
            lambda data: base64.b64encode(data).decode(),
            lambda data: base64.urlsafe_b64encode(data).decode(),
            lambda data: base64.urlsafe_b64encode(data).decode().rstrip("="),
        ],
        ids=["base64", "base64url", "no padding"],
    )
    def test_both_alphabets_are_read(self, write: Callable[[bytes], str]) -> None:
        content = bytearray(16_384)
        content[1] = 0x80
        assert Bitstring.decode_2021(write(gzip.compress(bytes(content)))).get(8) is True

    @pytest.mark.parametrize("text", ["", "A", "****", SPECIFICATION_EXAMPLE, "H4sI\n"])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(EncodedListMalformed):
            Bitstring.decode_2021(text)

    def test_a_bomb_is_refused_too(self) -> None:
        bomb = base64.b64encode(gibibyte_bomb()).decode()
        with pytest.raises(EncodedListTooLarge):
            Bitstring.decode_2021(bomb)
