"""A credential as we keep it: the exact bytes, and when it counts."""

import calendar
import enum
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


class CredentialForm(enum.StrEnum):
    """The forms in which a credential is signed."""

    DATA_INTEGRITY = "data_integrity"
    JWT = "jwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCredential:
    """What left the signing, byte for byte.

    Attributes:
        id: ``urn:uuid:…``; ``id`` in the credential.
        award_id: The award it came from.
        module_version_id: Part of what makes it unique.
        learner_id: Likewise.
        decision_id: Likewise.
        data_integrity: JSON with an embedded proof; None when not signed in this form, or erased.
        data_integrity_sha256: Of those bytes, in hexadecimal; stays after erasure.
        jwt: Compact JWT; None when not signed in this form, or erased.
        jwt_sha256: Of those bytes; stays after erasure.
        valid_from: ``validFrom``: the moment of signing.
        valid_until: ``validUntil``, inclusive, or None.
        card: The newest card, as docs/card.md has it; None when there is none, or erased.
    """

    id: str
    award_id: UUID
    module_version_id: UUID
    learner_id: UUID
    decision_id: UUID
    data_integrity: bytes | None
    data_integrity_sha256: str | None
    jwt: bytes | None
    jwt_sha256: str | None
    valid_from: datetime
    valid_until: datetime | None
    card: bytes | None = None


def months_later(moment: datetime, months: int) -> datetime:
    """Return the same day and time, ``months`` later.

    Where that month is too short it is its last day: a month after 31 January is 28 or 29 February.
    """
    years, month_index = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month_index + 1
    last_day = calendar.monthrange(year, month)[1]
    return moment.replace(year=year, month=month, day=min(moment.day, last_day))
