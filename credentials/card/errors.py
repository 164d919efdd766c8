"""What can be wrong with a card. Each error has a code of its own; docs/card.md lists them."""

from typing import ClassVar

from credentials.errors import CredentialError


class CardError(CredentialError):
    """The base of everything that is wrong with a card, or with what one should be made of."""

    code: ClassVar[str] = "card_error"


class CardUnreadable(CardError):
    """This is no card that we read."""

    code = "card_unreadable"


class CardAddressMalformed(CardUnreadable):
    """The address is not ``https://<host>/#`` with a decimal number that has no leading zero."""

    code = "card_address_malformed"


class CardTooLarge(CardUnreadable):
    """It has more digits or bytes than any card."""

    code = "card_too_large"


class CardMalformed(CardUnreadable):
    """It is not CBOR, or not the tagged array of four that a COSE_Sign1 message is."""

    code = "card_malformed"


class CardNotCanonical(CardUnreadable):
    """The same could be, and so must be, written in another way."""

    code = "card_not_canonical"


class CardHeaderRefused(CardUnreadable):
    """A header holds more or less than the algorithm and the name of the key."""

    code = "card_header_refused"


class CardAlgorithmRefused(CardHeaderRefused):
    """It says that it was signed with another algorithm than EdDSA."""

    code = "card_algorithm_refused"


class CardVersionUnknown(CardUnreadable):
    """The claims are not those of version 1: it may be a card that is younger than we are."""

    code = "card_version_unknown"


class CardClaimsMalformed(CardUnreadable):
    """A claim is missing, unknown, of another type or out of its range; the pointer names it."""

    code = "card_claims_malformed"


class CardTextRefused(CardClaimsMalformed):
    """A text is not in form C, or has a character that does not belong on a card."""

    code = "card_text_refused"


class CardDateRefused(CardClaimsMalformed):
    """The dates contradict each other."""

    code = "card_date_refused"


class CardNotMakeable(CardError):
    """There is no card of this award: something that cannot be cut does not fit, or has no form."""

    code = "card_not_makeable"
