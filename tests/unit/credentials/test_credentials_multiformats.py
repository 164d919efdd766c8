"""base58btc, base64url and multibase: one sequence of bytes, one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.identifiers.multiformats import (
    MAX_BASE58_CHARACTERS,
    EncodingMalformed,
    base58btc_decode,
    base58btc_encode,
    base64url_decode,
    base64url_encode,
    multibase_decode,
    multibase_encode,
)

# IETF draft-msporny-base58-03 §5, and leading zero bytes.
BASE58 = {
    b"Hello World!": "2NEpo7TZRRrLZSi2U",
    b"The quick brown fox jumps over the lazy dog.": (
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"
    ),
    b"\x00\x00\x28\x7f\xb4\xcd": "11233QC4",
    b"": "",
    b"\x00": "1",
}


@pytest.mark.parametrize(("data", "text"), BASE58.items())
def test_base58btc_gives_the_published_values(data: bytes, text: str) -> None:
    assert base58btc_encode(data) == text
    assert base58btc_decode(text) == data


@given(st.binary(max_size=140))
def test_base58btc_round_trip(data: bytes) -> None:
    assert base58btc_decode(base58btc_encode(data)) == data


@given(st.binary(max_size=140))
def test_base58btc_is_the_number_in_base_58(data: bytes) -> None:
    """The code takes several digits at a time; this takes one."""
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        digits = alphabet[digit] + digits
    assert base58btc_encode(data) == "1" * (len(data) - len(data.lstrip(b"\x00"))) + digits


@given(st.text(max_size=200))
def test_base58btc_reads_what_it_would_write_and_nothing_else(text: str) -> None:
    try:
        data = base58btc_decode(text)
    except EncodingMalformed:
        assert set(text) - set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    else:
        assert base58btc_encode(data) == text


@given(st.binary(max_size=200))
def test_base64url_round_trip(data: bytes) -> None:
    assert base64url_decode(base64url_encode(data)) == data


@pytest.mark.parametrize(
    "text", ["0", "O", "I", "l", "2NEpo 7", "é", "2NEpo\n", "\x00", "2\ud800", "𝟚", "１"]
)
def test_base58btc_refuses_what_is_not_in_the_alphabet(text: str) -> None:
    with pytest.raises(EncodingMalformed) as caught:
        base58btc_decode(text)
    assert caught.value.code == "encoding_malformed"


def test_base58btc_refuses_long_text_before_the_work() -> None:
    assert len(base58btc_decode("2" * MAX_BASE58_CHARACTERS)) == 146
    with pytest.raises(EncodingMalformed):
        base58btc_decode("2" * (MAX_BASE58_CHARACTERS + 1))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Zm9v=", "padding that is not needed"),
        ("Zg==", "padding"),
        ("Z", "no encoder writes one character"),
        ("Zh", "unused bits are set: another text of the byte f"),
        ("Zm9", "unused bits are set"),
        ("+/+/", "the alphabet of plain base64"),
        ("Zm 9v", "white space"),
        ("Zm9v\n", "a line end"),
        ("Zm9?", "a character of no alphabet"),
        ("Zmév", "not ASCII"),
    ],
)
def test_base64url_refuses_a_second_text_for_bytes(text: str, why: str) -> None:
    with pytest.raises(EncodingMalformed):
        base64url_decode(text)
    assert why


def test_multibase_takes_the_expected_header_only() -> None:
    assert multibase_encode(b"Hello World!") == "z2NEpo7TZRRrLZSi2U"
    assert multibase_decode("z2NEpo7TZRRrLZSi2U") == b"Hello World!"
    assert multibase_decode("uSGVsbG8", "u") == b"Hello"
    for text in ("", "uSGVsbG8", "2NEpo7TZRRrLZSi2U", "f48656c6c6f", "Z2NEpo"):
        with pytest.raises(EncodingMalformed):
            multibase_decode(text, "z")


def test_multibase_of_a_base_that_we_do_not_read_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="'f' is not read"):
        multibase_decode("f48", "f")
