"""How keys and signatures are written as text: base58btc, base64url and multibase.

Every decoder is strict: one sequence of bytes has exactly one text, so that a signed value
cannot be rewritten into another text that still verifies.

Spec: Controlled Identifiers 1.0 §2.4 (Multibase); RFC 4648 §5 and §3.5 (base64url).
"""

import base64
import binascii

from credentials.errors import CredentialError

_BASE58_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE58_VALUE = {character: value for value, character in enumerate(_BASE58_ALPHABET)}

# Base58 takes time that grows with the square of the length. The longest value that anything of
# ours reads this way is a P-384 signature: 96 bytes, 132 characters.
MAX_BASE58_CHARACTERS = 200


class EncodingMalformed(CredentialError):
    """A text is not the encoding of bytes that it should be."""

    code = "encoding_malformed"


def base58btc_encode(data: bytes) -> str:
    """Write bytes in base58btc, without multibase header."""
    number = int.from_bytes(data)
    characters: list[str] = []
    while number:
        number, remainder = divmod(number, 58)
        characters.append(_BASE58_ALPHABET[remainder])
    # A leading zero byte has no weight in the number, so each is written as a digit of its own.
    leading_zeros = len(data) - len(data.lstrip(b"\x00"))
    return _BASE58_ALPHABET[0] * leading_zeros + "".join(reversed(characters))


def base58btc_decode(text: str, *, max_characters: int = MAX_BASE58_CHARACTERS) -> bytes:
    """Read bytes from base58btc, without multibase header.

    Raises:
        EncodingMalformed: A character is not of the alphabet, or the text is longer than
            ``max_characters``.
    """
    if len(text) > max_characters:
        raise EncodingMalformed(f"base58 text of {len(text)} characters; at most {max_characters} are read")
    number = 0
    for character in text:
        value = _BASE58_VALUE.get(character)
        if value is None:
            raise EncodingMalformed(f"{character!r} is not a base58btc character")
        number = number * 58 + value
    leading_zeros = len(text) - len(text.lstrip(_BASE58_ALPHABET[0]))
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
