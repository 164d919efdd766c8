"""What a card says, as plain values."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

ELLIPSIS: Final = "…"
"""Stands where a name or title was cut."""

BRIN: Final = re.compile(r"[0-9]{2}[A-Z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class CardPlace:
    """A place in a status list of the school.

    Attributes:
        number: Number of the list among those of its purpose, from 1.
        index: Of the entry, from 0.
    """

    number: int
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says. Absent is None.

    Attributes:
        school: BRIN of who issued the credential, or its DID or https URL when it has none.
        credential_id: ``id`` of the credential.
        title: Title, perhaps cut.
        digest: The first 16 bytes of the SHA-256 of the credential; see
            :func:`credentials.card.digest.credential_digest`.
        issued_at: ``validFrom`` of the credential: when it was signed; whole seconds, in UTC.
        awarded_on: Day of the board's decision.
        name: Name of the learner, perhaps cut.
        valid_until: ``validUntil`` of the credential, inclusive; whole seconds, in UTC.
        nlqf: "1" … "8", or "4+".
        level_is_indicative: Whether that level is an indication; None when nothing is said about it.
        study_load: In studiebelastingsuren (SBU).
        revocation: Where a revocation would show.
        suspension: Where a suspension would show.
        instrument: Number of the instrument, as
            :attr:`~credentials.achievement.instruments.instrument.Instrument.card_number` has it.
    """

    school: str
    credential_id: str
    title: str
    digest: bytes
    issued_at: datetime
    awarded_on: date
    name: str | None = None
    valid_until: datetime | None = None
    nlqf: str | None = None
    level_is_indicative: bool | None = None
    study_load: int | None = None
    revocation: CardPlace | None = None
    suspension: CardPlace | None = None
    instrument: int | None = None

    @property
    def brin(self) -> str | None:
        """The BRIN of the school, when it is known by one here."""
        return self.school if BRIN.fullmatch(self.school) else None
