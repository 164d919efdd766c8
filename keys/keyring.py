"""The keyring: which public keys a controller has had, since when, until when, and why no longer.

It is the file ``keyring.json`` in the keys directory and holds nothing secret. A key that has
signed a credential stays in it for good, because the credential goes on needing it.
"""

import enum
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, parse_json
from keys.errors import ActiveKeyExists, KeyNotActive, KeyNotFound, KeyringMalformed, NoActiveKey

KEYRING_FILE: Final = "keyring.json"
SIGNING_KEY_TYPES: Final = (KeyType.ED25519, KeyType.P256)
"""The types of key that an issuer signs with, unless it asks for another one: P-384."""

_VERSION: Final = 1
# A school that rotates two keys every month for a century stays below this.
KEYRING_LIMITS: Final = Limits(max_bytes=4 * 1024 * 1024, max_nodes=100_000)


class KeyPurpose(enum.StrEnum):
    """What a key is for: one thing, so that nobody can pass off what it signed as something else.

    ``ASSERTION_METHOD`` is the verification relationship of keys that sign credentials and status lists.
    ``CARD`` is our own word, for keys that sign the cards in QR codes (docs/card.md) and nothing else; such
    a key stands in no verification relationship.
    """

    ASSERTION_METHOD = "assertionMethod"
    CARD = "card"


class KeyState(enum.StrEnum):
    """What a key may still be used for.

    ``ACTIVE`` signs. ``RETIRED`` signs no more, and what it signed stays good. ``REVOKED`` is
    not to be believed any more, whatever it signed.
    """

    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """The public half of a key, and its history.

    Attributes:
        id: The verification method: ``<controller>#<publicKeyMultibase>``.
        controller: DID or https URL that the key speaks for.
        public_key: The key.
        created: When it was made.
        valid_from: Since when it signs.
        valid_until: When it stopped, or None while it signs.
        state: See :class:`KeyState`.
        reason: Why it was retired or revoked, in words for a colleague, or None.
        revoked: Since when it is not to be believed, or None.
        purposes: The verification relationships that it stands in, or ``card`` alone.

    Raises:
        ValueError: The parts contradict each other.
    """

    id: str
    controller: str
    public_key: PublicKey
    created: datetime
    valid_from: datetime
    valid_until: datetime | None = None
    state: KeyState = KeyState.ACTIVE
    reason: str | None = None
    revoked: datetime | None = None
    purposes: tuple[str, ...] = (KeyPurpose.ASSERTION_METHOD.value,)

    def __post_init__(self) -> None:
        if self.id != f"{self.controller}#{self.public_key.to_multikey()}":
            raise ValueError("the id is not the controller with the key as its fragment")
        if (self.valid_until is None) != (self.state is KeyState.ACTIVE):
            raise ValueError("a key has an end if and only if it is not active")
        if (self.revoked is not None) != (self.state is KeyState.REVOKED):
            raise ValueError("a key has a moment of revocation if and only if it is revoked")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError("a key does not end before it begins")
        if KeyPurpose.CARD in self.purposes and (
            len(self.purposes) > 1 or self.key_type is not KeyType.ED25519
        ):
            raise ValueError("a key for cards is an Ed25519 key and for nothing else")

    @property
    def is_for_cards(self) -> bool:
        """Whether it signs cards, and so no credentials."""
        return KeyPurpose.CARD in self.purposes

    @property
    def key_type(self) -> KeyType:
        """The type of the key."""
        return self.public_key.key_type


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of all controllers in one keys directory, oldest first.

    Every change gives a new keyring. At most one key per controller and type is active, beside one for
    cards.

    Raises:
        ValueError: Two entries have the same id, or are active for the same controller, type and purpose.
    """

    entries: tuple[KeyEntry, ...] = ()

    def __post_init__(self) -> None:
        if len({entry.id for entry in self.entries}) != len(self.entries):
            raise ValueError("a key is in the keyring twice")
        active = [
            (entry.controller, entry.key_type, entry.is_for_cards)
            for entry in self.entries
            if _is_active(entry)
        ]
        if len(set(active)) != len(active):
            raise ValueError("a controller has two active keys of one type for one purpose")

    def of(self, controller: str) -> tuple[KeyEntry, ...]:
        """Return the keys of ``controller``, oldest first."""
        return tuple(entry for entry in self.entries if entry.controller == controller)

    def find(self, key_id: str) -> KeyEntry:
        """Return the key with verification method ``key_id``.

        Raises:
            KeyNotFound: There is none.
        """
        for entry in self.entries:
            if entry.id == key_id:
                return entry
        raise KeyNotFound(
            f"the keyring has no key {key_id}. Run `waarmerk keys list` to see them", key=key_id
        )

    def active(
        self, controller: str, key_type: KeyType, purpose: KeyPurpose = KeyPurpose.ASSERTION_METHOD
    ) -> KeyEntry:
        """Return the key that signs for ``controller``.

        Raises:
            NoActiveKey: There is none of this type for this purpose.
        """
        present = self._active(controller, key_type, purpose)
        if present is not None:
            return present
        kind, option = ("card", " --type card") if purpose is KeyPurpose.CARD else (f"active {key_type}", "")
        raise NoActiveKey(
            f"{controller} has no {kind} key. Run `waarmerk keys generate --controller {controller}{option}`",
            controller=controller,
        )

    def refuse_second_active(
        self, controller: str, key_type: KeyType, purpose: KeyPurpose = KeyPurpose.ASSERTION_METHOD
    ) -> None:
        """Refuse when ``controller`` has an active key of ``key_type`` for this purpose.

        Raises:
            ActiveKeyExists: It has.
        """
        present = self._active(controller, key_type, purpose)
        if present is not None:
            kind = "card" if purpose is KeyPurpose.CARD else key_type
            raise ActiveKeyExists(
                f"{controller} has an active {kind} key already: {present.id}. "
                "Run `waarmerk keys rotate` to replace it",
                controller=controller,
                key=present.id,
            )

    def _active(self, controller: str, key_type: KeyType, purpose: KeyPurpose) -> KeyEntry | None:
        for entry in self.of(controller):
            is_for_cards = purpose is KeyPurpose.CARD
            if entry.key_type is key_type and entry.is_for_cards is is_for_cards and _is_active(entry):
                return entry
        return None

    def with_new(self, entry: KeyEntry) -> "Keyring":
        """Add a key.

        Raises:
            ActiveKeyExists: Its controller has an active key of this type for the same purpose.
        """
        purpose = KeyPurpose.CARD if entry.is_for_cards else KeyPurpose.ASSERTION_METHOD
        self.refuse_second_active(entry.controller, entry.key_type, purpose)
        return Keyring((*self.entries, entry))

    def with_retired(self, key_id: str, *, at: datetime, reason: str | None = None) -> "Keyring":
        """End a key; what it signed stays good.

        Raises:
            KeyNotFound: There is no such key.
            KeyNotActive: It was retired or revoked before.
        """
        entry = self.find(key_id)
        if not _is_active(entry):
            raise KeyNotActive(f"{key_id} is {entry.state} already", key=key_id)
        return self._with(
            replace(entry, state=KeyState.RETIRED, valid_until=max(at, entry.valid_from), reason=reason)
        )

    def with_revoked(self, key_id: str, *, since: datetime, at: datetime, reason: str) -> "Keyring":
        """Declare that a key, active or retired, is not to be believed any more.

        Args:
            key_id: The verification method.
            since: From when others may have had it.
            at: Now.
            reason: What happened.

        Raises:
            KeyNotFound: There is no such key.
            KeyNotActive: It was revoked before.
        """
        entry = self.find(key_id)
        if entry.state is KeyState.REVOKED:
            raise KeyNotActive(f"{key_id} is revoked already", key=key_id)
        ended = entry.valid_until or max(at, entry.valid_from)
        revoked = replace(entry, state=KeyState.REVOKED, valid_until=ended, revoked=since, reason=reason)
        return self._with(revoked)

    def _with(self, changed: KeyEntry) -> "Keyring":
        return Keyring(tuple(changed if entry.id == changed.id else entry for entry in self.entries))


def parse_keyring(data: bytes) -> Keyring:
    """Read ``keyring.json``.

    Raises:
        KeyringMalformed: It is not what :func:`write_keyring` writes. Nothing is guessed or
            repaired: a keyring that lost a key would make credentials unverifiable.
    """
    try:
        document = parse_json(data, limits=KEYRING_LIMITS)
        if not isinstance(document, dict) or document.get("version") != _VERSION:
            raise ValueError(f"not a keyring of version {_VERSION}")
        keys = document.get("keys")
        if not isinstance(keys, list):
            raise ValueError("keys is no array")
        return Keyring(tuple(_parse_entry(item) for item in keys))
    except (CredentialError, ValueError) as error:
        raise KeyringMalformed(
            f"{KEYRING_FILE} is damaged: {error}. Restore it from a backup; the private keys are not "
            "affected",
            path=KEYRING_FILE,
        ) from error


def write_keyring(keyring: Keyring) -> bytes:
    """Return ``keyring.json``: stable, indented, for people to read and compare."""
    document = {"version": _VERSION, "keys": [_entry_members(entry) for entry in keyring.entries]}
    return json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8") + b"\n"


def entry_summary(entry: KeyEntry) -> JsonObject:
    """Return a key as the JSON object that the keyring has for it."""
    return _entry_members(entry)


def _is_active(entry: KeyEntry) -> bool:
    return entry.state is KeyState.ACTIVE


def _entry_members(entry: KeyEntry) -> JsonObject:
    def moment(value: datetime | None) -> str | None:
        return None if value is None else format_date_time_stamp(value)

    return {
        "id": entry.id,
        "controller": entry.controller,
        "keyType": str(entry.key_type),
        "publicKeyMultibase": entry.public_key.to_multikey(),
        "purposes": list(entry.purposes),
        "created": moment(entry.created),
        "validFrom": moment(entry.valid_from),
        "validUntil": moment(entry.valid_until),
        "state": str(entry.state),
        "reason": entry.reason,
        "revoked": moment(entry.revoked),
    }


def _parse_entry(value: JsonValue) -> KeyEntry:
    if not isinstance(value, dict):
        raise ValueError("a key is no object")
    purposes = value.get("purposes")
    if not isinstance(purposes, list) or not all(isinstance(purpose, str) for purpose in purposes):
        raise ValueError("purposes is no array of strings")
    return KeyEntry(
        id=_text(value, "id"),
        controller=_text(value, "controller"),
        public_key=PublicKey.from_multikey(_text(value, "publicKeyMultibase")),
        created=parse_date_time_stamp(_text(value, "created")),
        valid_from=parse_date_time_stamp(_text(value, "validFrom")),
        valid_until=_optional_moment(value, "validUntil"),
        state=KeyState(_text(value, "state")),
        reason=_optional_text(value, "reason"),
        revoked=_optional_moment(value, "revoked"),
        purposes=tuple(str(purpose) for purpose in purposes),
    )


def _text(value: JsonObject, member: str) -> str:
    text = value.get(member)
    if not isinstance(text, str):
        raise ValueError(f"{member} is no text")
    return text


def _optional_text(value: JsonObject, member: str) -> str | None:
    return None if value.get(member) is None else _text(value, member)


def _optional_moment(value: JsonObject, member: str) -> datetime | None:
    text = _optional_text(value, member)
    return None if text is None else parse_date_time_stamp(text)
