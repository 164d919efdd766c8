"""The bit string of a status list: one bit, or a few, for every credential.

Spec: Bitstring Status List 1.0 §3.3 "Bitstring Generation", §3.4 "Bitstring Expansion",
§7.1 "Bitstring Encoding".
"""

import binascii
import zlib
from typing import Final, Self

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import base64url_decode, base64url_encode
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.status.errors import EncodedListMalformed, EncodedListTooLarge, StatusIndexOutOfRange

MIN_LENGTH: Final = 131_072
"""Entries that a list has at least, so that one entry hides among many (§6.1)."""

MULTIBASE_BASE64URL: Final = "u"

_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS  # 16 stands for: with a GZIP header and trailer


class Bitstring:
    """A mutable row of bits; the left-most bit of the first byte has index 0.

    A new one is all zeros and has at least :data:`MIN_LENGTH` bits. A decoded one can be
    shorter: whether that is long enough depends on the size of an entry, which
    :mod:`credentials.status.status_list` knows.
    """

    __slots__ = ("_bytes",)

    def __init__(self, length: int = MIN_LENGTH) -> None:
        """Make a row of zeros.

        Raises:
            ValueError: ``length`` is less than :data:`MIN_LENGTH` or no multiple of 8.
        """
        if length < MIN_LENGTH or length % 8:
            raise ValueError(f"a status list has at least {MIN_LENGTH} bits, in whole bytes; got {length}")
        self._bytes = bytearray(length // 8)

    @classmethod
    def decode(cls, encoded: str, *, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Read an ``encodedList``.

        Args:
            encoded: ``u``, then base64url without padding of one GZIP member.
            limits: ``max_list_bytes_decoded`` bounds the expansion; not a byte more is made.

        Raises:
            EncodedListMalformed: Another multibase, bad base64url, bad or truncated GZIP, a
                wrong checksum, or anything after the first GZIP member.
            EncodedListTooLarge: The list expands beyond the limit.

        Spec: Bitstring Status List 1.0 §3.4.
        """
        if not encoded.startswith(MULTIBASE_BASE64URL):
            raise EncodedListMalformed("an encodedList starts with u, for base64url")
        try:
            compressed = base64url_decode(encoded.removeprefix(MULTIBASE_BASE64URL))
        except (CredentialError, ValueError) as error:
            raise EncodedListMalformed("the encodedList is not base64url without padding") from error
        return cls._from_gzip(compressed, limits=limits)

    @classmethod
    def decode_2021(cls, encoded: str, *, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Read the ``encodedList`` of a StatusList2021, which has no multibase header.

        The draft said base64 and its implementations wrote base64url, so both alphabets are
        read, with or without padding.

        Raises:
            EncodedListMalformed: Neither base64 nor base64url, or a fault in the GZIP data.
            EncodedListTooLarge: The list expands beyond the limit.

        Spec: Status List 2021 (CG draft) §4.2.
        """
        text = encoded.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            compressed = binascii.a2b_base64(text + "=" * (-len(text) % 4), strict_mode=True)
        except ValueError as error:
            raise EncodedListMalformed("the encodedList is neither base64 nor base64url") from error
        return cls._from_gzip(compressed, limits=limits)

    @classmethod
    def _from_gzip(cls, compressed: bytes, *, limits: Limits) -> Self:
        """Expand exactly one GZIP member, making no more bytes than the limit."""
        expander = zlib.decompressobj(_GZIP_WINDOW)
        try:
            # One byte more than allowed: then "too large" shows without expanding the rest.
            expanded = expander.decompress(compressed, limits.max_list_bytes_decoded + 1)
        except zlib.error as error:
            raise EncodedListMalformed("the encodedList is not GZIP data") from error
        if len(expanded) > limits.max_list_bytes_decoded:
            raise EncodedListTooLarge(f"the list expands beyond {limits.max_list_bytes_decoded} bytes")
        if not expander.eof:
            raise EncodedListMalformed("the GZIP data of the encodedList stops early")
        if expander.unused_data:
            # A second member or a tail would be read by some software and not by other.
            raise EncodedListMalformed("the encodedList has data after its GZIP member")
        if not expanded:
            raise EncodedListMalformed("the encodedList is empty")
        bitstring = cls.__new__(cls)
        bitstring._bytes = bytearray(expanded)
        return bitstring

    def encode(self) -> str:
        """Return the ``encodedList``.

        The same bits give the same text: zlib writes a GZIP header without time and name, so
        an unchanged list keeps its ETag.

        Spec: Bitstring Status List 1.0 §3.3.
        """
        return MULTIBASE_BASE64URL + base64url_encode(zlib.compress(self._bytes, 9, wbits=_GZIP_WINDOW))

    def __len__(self) -> int:
        """Number of bits."""
        return len(self._bytes) * 8

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bitstring) and self._bytes == other._bytes

    __hash__ = None  # type: ignore[assignment]  # mutable

    def __repr__(self) -> str:
        return f"<Bitstring of {len(self)} bits, {self.count()} set>"

    def count(self) -> int:
        """Return how many bits are set."""
        return int.from_bytes(self._bytes).bit_count()

    def get(self, index: int) -> bool:
        """Return the bit at ``index``.

        Raises:
            StatusIndexOutOfRange: There is no such bit. A negative index is out of range too.
        """
        self._refuse_outside(index)
        return bool(self._bytes[index >> 3] & (0x80 >> (index & 7)))

    def set(self, index: int, value: bool) -> None:
        """Set the bit at ``index``.

        Raises:
            StatusIndexOutOfRange: There is no such bit.
        """
        self._refuse_outside(index)
        if value:
            self._bytes[index >> 3] |= 0x80 >> (index & 7)
        else:
            self._bytes[index >> 3] &= ~(0x80 >> (index & 7))

    def read(self, entry: int, *, size: int) -> int:
        """Return the number that entry ``entry`` holds when every entry has ``size`` bits.

        The left-most bit of an entry counts most.

        Raises:
            StatusIndexOutOfRange: The entry is not wholly within the list.
        """
        value = 0
        for index in range(entry * size, (entry + 1) * size):
            value = value << 1 | self.get(index)
        return value

    def _refuse_outside(self, index: int) -> None:
        if not 0 <= index < len(self):
            raise StatusIndexOutOfRange(f"index {index} is outside the list of {len(self)} bits")
