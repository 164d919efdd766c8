"""From an address to a card that nobody has checked the signature of."""

from dataclasses import dataclass

from credentials.card.address import read_address
from credentials.card.claims import read_claims
from credentials.card.envelope import UnverifiedEnvelope, read_envelope
from credentials.card.values import Card


@dataclass(frozen=True, slots=True)
class UnverifiedCard:
    """A card as it was read.

    Attributes:
        unverified: What it says, whoever signed it.
        envelope: The signature, and by which key.
        host: Where its address leads, or None when it came without one.
    """

    unverified: Card
    envelope: UnverifiedEnvelope
    host: str | None = None


def parse_card(data: bytes) -> UnverifiedCard:
    """Read the bytes of a card.

    Raises:
        CardUnreadable: They are not the bytes of a card; the class says why.
    """
    return _card(data, None)


def parse_card_address(address: str) -> UnverifiedCard:
    """Read a card from its address.

    Raises:
        CardUnreadable: It is not the address of a card; the class says why.
    """
    host, data = read_address(address)
    return _card(data, host)


def _card(data: bytes, host: str | None) -> UnverifiedCard:
    envelope = read_envelope(data)
    return UnverifiedCard(read_claims(envelope.unverified_payload), envelope, host)
