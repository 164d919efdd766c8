"""How keys and signatures are written as text: base58btc, base64url and multibase.

Every decoder is strict: one sequence of bytes has exactly one text, so that a signed value
cannot be rewritten into another text that still verifies.

Spec: Controlled Identifiers 1.0 §2.4 (Multibase); RFC 4648 §5 and §3.5 (base64url).
"""

import base64
import binascii
from typing import Final, NamedTuple

from credentials.errors import CredentialError

_BASE58_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# To write a digit at a time would take a division of the whole number each. So the number is cut into
# pieces of eight digits, which are small, and those into pairs, which are looked up.
_PAIRS: Final = [first + second for first in _BASE58_ALPHABET for second in _BASE58_ALPHABET]
_TWO: Final = 58**2
_FOUR: Final = 58**4
_EIGHT: Final = 58**8
_DIGITS: Final = _BASE58_ALPHABET.encode("ascii")
_ZERO: Final = _DIGITS[:1]
_VALUES: Final = bytes([max(0, _DIGITS.find(byte)) for byte in range(256)])

# Base58 takes time that grows with the square of the length. The longest value that anything of
# ours reads this way is a P-384 signature: 96 bytes, 132 characters.
MAX_BASE58_CHARACTERS = 200


class _Joining(NamedTuple):
    """How neighbours become one number, all of them at once: they are lanes of one large number.

    Attributes:
        bits: How wide a lane is.
        lower: What the lower of each two neighbours is masked with.
        weight: How much more the upper one counts.
    """

    bits: int
    lower: int
    weight: int


def _joinings(most_digits: int) -> list[_Joining]:
    """Return how one digit per byte becomes one number: in pairs, then those in pairs, and so on.

    A pair fits where its two lanes were, since 58 squared is less than 256 squared.
    """
    joinings = []
    digits = 1
    while digits < most_digits:
        bits = 8 * digits
        ones = (1 << bits) - 1
        lower = sum(ones << start for start in range(0, 8 * most_digits, 2 * bits))
        joinings.append(_Joining(bits, lower, 58**digits))
        digits *= 2
    return joinings


_JOININGS: Final = _joinings(MAX_BASE58_CHARACTERS)


class EncodingMalformed(CredentialError):
    """A text is not the encoding of bytes that it should be."""

    code = "encoding_malformed"


def base58btc_encode(data: bytes) -> str:
    """Write bytes in base58btc, without multibase header."""
    number = int.from_bytes(data)
    pairs: list[str] = []
    while number:
        number, eight = divmod(number, _EIGHT)
        high, low = eight // _FOUR, eight % _FOUR
        pairs += (
            _PAIRS[low % _TWO],
            _PAIRS[low // _TWO],
            _PAIRS[high % _TWO],
            _PAIRS[high // _TWO],
        )
    pairs.reverse()
    zero = _BASE58_ALPHABET[0]
    # A leading zero byte has no weight in the number, so each is written as a digit of its own.
    leading_zeros = len(data) - len(data.lstrip(b"\x00"))
    return zero * leading_zeros + "".join(pairs).lstrip(zero)


def base58btc_decode(text: str) -> bytes:
    """Read bytes from base58btc, without multibase header.

    Raises:
        EncodingMalformed: A character is not of the alphabet, or the text is longer than
            ``MAX_BASE58_CHARACTERS``.
    """
    if len(text) > MAX_BASE58_CHARACTERS:
        raise EncodingMalformed(
            f"base58 text of {len(text)} characters; at most {MAX_BASE58_CHARACTERS} are read"
        )
    digits = text.encode("utf-8", "surrogatepass")
    if strangers := digits.translate(None, _DIGITS):
        raise EncodingMalformed(f"{strangers[:4]!r} is not in the base58btc alphabet")
    number = int.from_bytes(digits.translate(_VALUES))
    for bits, lower, weight in _JOININGS[: (len(digits) - 1).bit_length()]:
        number = (number >> bits & lower) * weight + (number & lower)
    leading_zeros = len(digits) - len(digits.lstrip(_ZERO))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def base64url_encode(data: bytes) -> str:
    """Write bytes in base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def base64url_decode(text: str) -> bytes:
    """Read bytes from base64url without padding.

    Raises:
        EncodingMalformed: There is padding, white space or any other character outside the
            alphabet; or the length, or the unused bits of the last character, are not what
            an encoder writes.
    """
    try:
        encoded = text.encode("ascii")
        decoded = base64.b64decode(encoded + b"=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise EncodingMalformed("not base64url without padding") from error
    # The standard library ignores the unused bits, takes "+" and "/" for "-" and "_", and takes
    # padding that the text brings itself. All three would give one value a second text.
    if base64url_encode(decoded) != text:
        raise EncodingMalformed("not the base64url text that an encoder writes")
    return decoded


def multibase_encode(data: bytes) -> str:
    """Write bytes as multibase base58btc, the form of keys and of ``proofValue``."""
    return "z" + base58btc_encode(data)


def multibase_decode(text: str, expected: str = "z") -> bytes:
    """Read bytes from a multibase text.

    Args:
        text: The text with its header.
        expected: The one header that the place allows: "z" is base58btc, "u" is base64url
            without padding. A specification always prescribes one; taking any would give a
            value several texts.

    Raises:
        EncodingMalformed: The header is another one, or what follows is not in its alphabet.
        ValueError: ``expected`` is a base that we do not read.
    """
    if expected not in ("z", "u"):
        raise ValueError(f"multibase {expected!r} is not read here")
    if not text.startswith(expected):
        raise EncodingMalformed(f"a multibase text with header {expected!r} is needed")
    return base58btc_decode(text[1:]) if expected == "z" else base64url_decode(text[1:])
