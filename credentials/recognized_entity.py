"""Whom a verifier recognises: the schools of a trust list, and the keys by which they are known.

These are plain values; :mod:`credentials.trust_list` reads and writes the file.

Spec: Recognized Entities 1.0 (W3C Working Draft, 2026), for the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.identifiers.multikey import PublicKey


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
class RecognizedAction:
    """What a school is recognised to issue in a period: these kinds of credential, or everything.

    Attributes:
        valid_from: First moment of the period.
        valid_until: Last moment of it, inclusive, or None while it lasts.
        instruments: Keys of the instruments, such as ``microcredential``.
        achievement_types: Values of ``achievementType`` of Open Badges 3.0, such as ``Certificate``.
    """

    valid_from: datetime
    valid_until: datetime | None = None
    instruments: frozenset[str] = frozenset()
    achievement_types: frozenset[str] = frozenset()

    @property
    def is_for_everything(self) -> bool:
        """Whether it names no kind of credential, and so allows all of them."""
        return not self.instruments and not self.achievement_types

    def covers(self, moment: datetime) -> bool:
        """Tell whether a moment is in the period."""
        return self.valid_from <= moment and (self.valid_until is None or moment <= self.valid_until)


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
        keys: Its keys for credentials, current and past.
        card_keys: Its keys for the cards in QR codes, current and past. None of them signs credentials,
            and none of ``keys`` signs cards.
        status_lists: URLs of the status lists that it publishes.
        limited_to: What it is recognised to issue, each in its period; none means everything. With these
            the two moments above are the first and the last of them all.
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
    card_keys: tuple[RecognizedKey, ...] = ()
    status_lists: tuple[str, ...] = ()
    limited_to: tuple[RecognizedAction, ...] = ()

    @property
    def actions(self) -> tuple[RecognizedAction, ...]:
        """What it is recognised to issue, and when; what one of these allows is allowed."""
        everything = RecognizedAction(valid_from=self.recognized_from, valid_until=self.recognized_until)
        return self.limited_to or (everything,)

    def is_recognized(self, at: datetime) -> bool:
        """Tell whether it is recognised to issue anything at a moment."""
        return any(action.covers(at) for action in self.actions)

    def find_key(self, verification_method: str) -> RecognizedKey | None:
        """Return the key for credentials with this id, whatever has become of it, or None."""
        for key in self.keys:
            if key.verification_method.id == verification_method:
                return key
        return None

    def is_card_key(self, public_key: PublicKey) -> bool:
        """Tell whether this is one of its keys for cards, so that it signs no credential."""
        return any(key.verification_method.public_key == public_key for key in self.card_keys)


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
        signed_by: The key (did:key) of which a verifier found that it signed this edition, or None when
            nobody looked.

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
    signed_by: str | None = None
    _by_id: Mapping[str, RecognizedEntity] = field(init=False, repr=False, compare=False)
    _by_brin: Mapping[str, tuple[RecognizedEntity, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {entity.id: entity for entity in self.entities}
        if len(by_id) != len(self.entities):
            raise ValueError("an entity is on the trust list twice")
        by_brin: dict[str, tuple[RecognizedEntity, ...]] = {}
        for entity in self.entities:
            if entity.brin is not None:
                by_brin[entity.brin] = (*by_brin.get(entity.brin, ()), entity)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_by_brin", by_brin)

    def find(self, issuer_id: str) -> RecognizedEntity | None:
        """Return the entity with exactly this id, recognised now or once, or None."""
        return self._by_id.get(issuer_id)

    def of_brin(self, brin: str) -> tuple[RecognizedEntity, ...]:
        """Return who has or had this BRIN: one at a time, such as a school under its new domain name."""
        return self._by_brin.get(brin, ())
