"""What goes to those who make credentials, and what comes back. All of it can travel between processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from credentials.achievement.model import Award, Recipient, Result, StatusEntry
from issuer.ports.audit import AuditEntry
from issuer.production.travelling import travels_light


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Credentials to make, all at the same moment.

    Attributes:
        number: Tells the orders of one run apart.
        at: The moment of signing, in whole seconds.
        awards: What to make, with the places in the status lists already chosen.
        status_lists: The signed lists that these places are in, by URL.
        key_documents: What others who signed publish about their keys, by URL.
    """

    number: int
    at: datetime
    awards: tuple[Award, ...]
    status_lists: Mapping[str, bytes]
    key_documents: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one award. It passed the self-check unless ``problem`` says why not.

    Attributes:
        data_integrity: The exact bytes of the JSON form, or None.
        data_integrity_sha256: Of those bytes, in hexadecimal.
        jwt: The exact bytes of the JWT form, or None.
        jwt_sha256: Of those bytes, in hexadecimal.
        card: The signed card, or None.
        problem: Codes, for an engineer; nothing about the learner.
    """

    data_integrity: bytes | None = None
    data_integrity_sha256: str | None = None
    jwt: bytes | None = None
    jwt_sha256: str | None = None
    card: bytes | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of an order.

    Attributes:
        number: Of the order.
        made: One per award, in the order of the awards.
        signatures: Every signature that was made, also on what was then thrown away.
    """

    number: int
    made: tuple[Made, ...]
    signatures: tuple[AuditEntry, ...]


for _kind in (Award, Recipient, Result, StatusEntry, AuditEntry, Made):
    travels_light(_kind)
