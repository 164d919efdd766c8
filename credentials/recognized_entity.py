"""Whom a verifier recognises: the schools of a trust list, and the keys by which they are known.

These are plain values; :mod:`credentials.trust_list` reads and writes the file.

Spec: Recognized Entities 1.0 (W3C Working Draft, 2026), for the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from credentials.identifiers.controlled_identifier import VerificationMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognizedKey:
    """A key of a school, and when it was that school's key.

    Attributes:
        verification_method: The key, with ``revoked`` repeated in it.
        valid_from: Since when the school signs with it.
        valid_until: When the school stopped; what was signed before stays good. Or None.
        revoked: Since when it is not to be believed at all, or None.
    """

    verification_method: VerificationMethod
    valid_from: datetime
    valid_until: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognizedEntity:
    """A school that the publisher of the list recognises, or once did.

    Attributes:
        id: DID or https URL: the issuer in its credentials.
        name: As the public knows it.
        legal_name: As the law knows it, or None.
        brin: BRIN of the institution (``25PV``), or None.
        kvk: Chamber of Commerce number (8 digits), or None.
        url: Home page, or None.
        recognized_from: First moment at which it was recognised to issue.
        recognized_until: Last such moment, inclusive, or None while it is recognised.
        keys: Its keys, current and past.
        status_lists: URLs of the status lists that it publishes.
    """

    id: str
    name: str
    recognized_from: datetime
    recognized_until: datetime | None = None
    legal_name: str | None = None
    brin: str | None = None
    kvk: str | None = None
    url: str | None = None
    keys: tuple[RecognizedKey, ...] = ()
    status_lists: tuple[str, ...] = ()

    def find_key(self, verification_method: str) -> RecognizedKey | None:
        """Return the key with this id, whatever has become of it, or None."""
        for key in self.keys:
            if key.verification_method.id == verification_method:
                return key
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """One edition of a trust list.

    Attributes:
        name: Name of the list.
        publisher: Name of who publishes it.
        published_at: When this edition was published.
        valid_until: Until when to rely on it, inclusive, or None.
        sequence: Number of the edition; it never goes down.
        entities: The schools.
        publisher_id: DID or URL of the publisher, or None.
        id: URL of the list, or None.

    Raises:
        ValueError: Two entities have the same id.
    """

    name: str
    publisher: str
    published_at: datetime
    sequence: int
    entities: tuple[RecognizedEntity, ...]
    valid_until: datetime | None = None
    publisher_id: str | None = None
    id: str | None = None
    _by_id: Mapping[str, RecognizedEntity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {entity.id: entity for entity in self.entities}
        if len(by_id) != len(self.entities):
            raise ValueError("an entity is on the trust list twice")
        object.__setattr__(self, "_by_id", by_id)

    def find(self, issuer_id: str) -> RecognizedEntity | None:
        """Return the entity with exactly this id, recognised now or once, or None."""
        return self._by_id.get(issuer_id)
