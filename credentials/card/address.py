"""The address that a QR code holds: a verifier's host, and behind the ``#`` a card in decimal.

Decimal, because a QR code has digits in a third of the space of other text, and no digit needs an
escape in an address.

Spec: docs/card.md, "From bytes to address"; ISO/IEC 18004 §7.4.3 (numeric mode).
"""

import re
from typing import Final

from credentials.card.envelope import MAX_CARD_BYTES
from credentials.card.errors import CardAddressMalformed, CardTooLarge

MAX_CARD_DIGITS: Final = 627
MAX_HOST_CHARACTERS: Final = 58
"""With a card of 627 digits it then just fits a QR code of version 13 with error correction M."""

MAX_ADDRESS_CHARACTERS: Final = len("https:///#") + MAX_HOST_CHARACTERS + MAX_CARD_DIGITS

_LABEL: Final = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*(?::[1-9][0-9]{{0,4}})?")
_ADDRESS: Final = re.compile(r"https://([^/?#@\s]+)/#([0-9]+)", re.ASCII | re.IGNORECASE)


def is_host(host: str) -> bool:
    """Tell whether a card may have an address at this host, which may have a port."""
    return len(host) <= MAX_HOST_CHARACTERS and _HOST.fullmatch(host) is not None


def to_decimal(data: bytes) -> str:
    """Return the bytes of a card as a decimal number."""
    return str(int.from_bytes(data))


def from_decimal(decimal: str) -> bytes:
    """Return the bytes that a decimal number stands for.

    Raises:
        CardTooLarge: It has more digits or bytes than any card.
        CardAddressMalformed: It has something else than digits, or begins with a zero.
    """
    if len(decimal) > MAX_CARD_DIGITS:
        raise CardTooLarge(f"a number of {len(decimal)} digits; {MAX_CARD_DIGITS} at most")
    # With a zero before it the same card would have several addresses.
    if not decimal.isascii() or not decimal.isdigit() or decimal.startswith("0"):
        raise CardAddressMalformed("not a decimal number without leading zero")
    number = int(decimal)
    size = (number.bit_length() + 7) // 8
    if size > MAX_CARD_BYTES:
        raise CardTooLarge(f"a card of {size} bytes; {MAX_CARD_BYTES} at most")
    return number.to_bytes(size)


def write_address(host: str, data: bytes) -> str:
    """Return the address of a card at a host.

    Raises:
        CardAddressMalformed: ``host`` is no host name in small letters, with or without a port.
    """
    if not is_host(host):
        raise CardAddressMalformed(f"not a host of at most {MAX_HOST_CHARACTERS} characters: {host[:80]!r}")
    return f"https://{host}/#{to_decimal(data)}"


def read_address(address: str) -> tuple[str, bytes]:
    """Return the host of an address, and the bytes of the card behind it.

    Raises:
        CardAddressMalformed: It is not ``https://<host>/#<decimal>``.
        CardTooLarge: It is longer than the address of any card.
    """
    # 255 characters more than a host of ours has, so that the digits of a short address are counted.
    if len(address) > MAX_ADDRESS_CHARACTERS + 255:
        raise CardTooLarge(f"an address of {len(address)} characters")
    parts = _ADDRESS.fullmatch(address)
    if parts is None or not is_host(parts[1].lower()):
        raise CardAddressMalformed("not https, a host, and behind /# a number")
    return parts[1].lower(), from_decimal(parts[2])
