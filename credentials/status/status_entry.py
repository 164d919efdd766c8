"""The entries of ``credentialStatus``: which list says whether a credential is in force, and where.

Spec: Bitstring Status List 1.0 §2.1; Status List 2021 (CG draft) §4.1 for the older form.
"""

import enum
import re
from dataclasses import dataclass
from typing import Final

from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.status.errors import StatusEntryMalformed, StatusIndexOutOfRange, TooManyStatusEntries

BITSTRING_STATUS_LIST_ENTRY: Final = "BitstringStatusListEntry"
STATUS_LIST_2021_ENTRY: Final = "StatusList2021Entry"

# No list has 10^18 entries; beyond that the digits are not worth converting.
_MAX_INDEX_DIGITS: Final = 18
# A status of n bits comes with 2^n messages, so a credential of a sane size has few bits.
_MAX_STATUS_SIZE: Final = 12

_INDEX: Final = re.compile(r"[0-9]+", re.ASCII)
_ABSOLUTE_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f]+", re.ASCII)
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]{1,8}", re.ASCII)


class StatusPurpose(enum.StrEnum):
    """The purposes that the specification gives a meaning. Others may occur."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"
    REFRESH = "refresh"
    MESSAGE = "message"


WITHDRAWING_PURPOSES: Final = frozenset({StatusPurpose.REVOCATION, StatusPurpose.SUSPENSION})
"""A status that is set takes the credential out of force only for these purposes: a refresh or
a message leaves it valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMessage:
    """What one value of a status stands for.

    Attributes:
        status: The value.
        message: For software developers, not for people who use the credential.
    """

    status: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusListEntry:
    """A place in a status list.

    Attributes:
        type: :data:`BITSTRING_STATUS_LIST_ENTRY` or :data:`STATUS_LIST_2021_ENTRY`.
        status_purpose: One of :class:`StatusPurpose`, or any other string.
        status_list_index: Position in the list, ≥ 0, in entries and not in bits.
        status_list_credential: URL of the list.
        id: Identifier of the entry; never the URL of the list.
        status_size: Bits per entry.
        status_messages: One per value that the bits can take, or empty.
        pointer: Where the entry stands in the credential.
    """

    type: str
    status_purpose: str
    status_list_index: int
    status_list_credential: str
    id: str | None = None
    status_size: int = 1
    status_messages: tuple[StatusMessage, ...] = ()
    pointer: str = "/credentialStatus"

    @property
    def withdraws(self) -> bool:
        """Whether a status that is set takes the credential out of force."""
        return self.status_purpose in WITHDRAWING_PURPOSES

    def message(self, status: int) -> str | None:
        """Return what the issuer says that ``status`` stands for, or None if it says nothing."""
        return next((entry.message for entry in self.status_messages if entry.status == status), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownStatusEntry:
    """A kind of status that we cannot read, so we cannot tell whether the credential is in force.

    Attributes:
        types: The values of ``type``.
        id: Identifier of the entry, or None.
        pointer: Where the entry stands in the credential.
    """

    types: tuple[str, ...]
    id: str | None = None
    pointer: str = "/credentialStatus"

    @property
    def type(self) -> str:
        """The types in one line, for a message."""
        return ", ".join(self.types)


def parse_status_entries(
    credential: JsonObject, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[StatusListEntry | UnknownStatusEntry, ...]:
    """Return every entry of ``credentialStatus``, in order; none when the member is absent.

    An entry of a type that we do not know is kept, because leaving it out would make a
    credential that may have been revoked look as if it had no status at all.

    Raises:
        StatusEntryMalformed: The member or an entry breaks a MUST of the data model.
        StatusIndexOutOfRange: An index is larger than any list.
        TooManyStatusEntries: There are more than ``limits.max_status_entries``.
    """
    if "credentialStatus" not in credential:
        return ()
    status = credential["credentialStatus"]
    if not isinstance(status, list):
        return (_parse_entry(status, "/credentialStatus"),)
    if not status:
        raise StatusEntryMalformed("credentialStatus is an empty array", pointer="/credentialStatus")
    if len(status) > limits.max_status_entries:
        raise TooManyStatusEntries(
            f"credentialStatus has {len(status)} entries; we read {limits.max_status_entries} at most",
            pointer="/credentialStatus",
        )
    return tuple(_parse_entry(entry, f"/credentialStatus/{number}") for number, entry in enumerate(status))


def _parse_entry(entry: JsonValue, pointer: str) -> StatusListEntry | UnknownStatusEntry:
    if not isinstance(entry, dict):
        raise StatusEntryMalformed("a status entry is an object", pointer=pointer)
    types = _types(entry, pointer)
    identifier = entry.get("id")
    if identifier is not None and not isinstance(identifier, str):
        raise StatusEntryMalformed("the id of a status entry is a URL", pointer=f"{pointer}/id")
    if BITSTRING_STATUS_LIST_ENTRY in types:
        size = _status_size(entry, pointer)
        return _list_entry(BITSTRING_STATUS_LIST_ENTRY, entry, identifier, pointer, size)
    if STATUS_LIST_2021_ENTRY in types:
        return _list_entry(STATUS_LIST_2021_ENTRY, entry, identifier, pointer, 1)
    return UnknownStatusEntry(types=types, id=identifier, pointer=pointer)


def _types(entry: JsonObject, pointer: str) -> tuple[str, ...]:
    value = entry.get("type")
    if isinstance(value, str) and value:
        return (value,)
    types = value if isinstance(value, list) else [value]
    names = tuple(name for name in types if isinstance(name, str) and name)
    if not names or len(names) != len(types):
        raise StatusEntryMalformed("a status entry has a type", pointer=f"{pointer}/type")
    return names


def _list_entry(
    kind: str, entry: JsonObject, identifier: str | None, pointer: str, size: int
) -> StatusListEntry:
    purpose = entry.get("statusPurpose")
    if not isinstance(purpose, str) or not purpose:
        raise StatusEntryMalformed("statusPurpose is a string", pointer=f"{pointer}/statusPurpose")
    url = entry.get("statusListCredential")
    if not isinstance(url, str) or _ABSOLUTE_URL.fullmatch(url) is None:
        raise StatusEntryMalformed("statusListCredential is a URL", pointer=f"{pointer}/statusListCredential")
    if identifier == url:
        raise StatusEntryMalformed("the id of an entry is not the URL of the list", pointer=f"{pointer}/id")
    return StatusListEntry(
        type=kind,
        status_purpose=purpose,
        status_list_index=_index(entry.get("statusListIndex"), pointer),
        status_list_credential=url,
        id=identifier,
        status_size=size,
        status_messages=_status_messages(entry.get("statusMessage"), size, pointer),
        pointer=pointer,
    )


def _index(value: JsonValue, entry_pointer: str) -> int:
    # A number, a sign, white space or other digits than 0–9 would be read by one verifier and
    # refused by the next.
    if not isinstance(value, str) or _INDEX.fullmatch(value) is None:
        pointer = f"{entry_pointer}/statusListIndex"
        raise StatusEntryMalformed("statusListIndex is a string of decimal digits", pointer=pointer)
    if len(value) > _MAX_INDEX_DIGITS:
        pointer = f"{entry_pointer}/statusListIndex"
        raise StatusIndexOutOfRange(f"no list is {len(value)} digits long", pointer=pointer)
    return int(value)


def _status_size(entry: JsonObject, pointer: str) -> int:
    if "statusSize" not in entry:
        return 1
    size = entry["statusSize"]
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= _MAX_STATUS_SIZE:
        raise StatusEntryMalformed(
            f"statusSize is a whole number from 1; we read up to {_MAX_STATUS_SIZE}",
            pointer=f"{pointer}/statusSize",
        )
    if size > 1 and "statusMessage" not in entry:
        raise StatusEntryMalformed(
            "a statusSize above 1 comes with statusMessage", pointer=f"{pointer}/statusMessage"
        )
    return size


def _status_messages(value: JsonValue, size: int, entry_pointer: str) -> tuple[StatusMessage, ...]:
    if value is None:
        return ()
    pointer = f"{entry_pointer}/statusMessage"
    if not isinstance(value, list) or len(value) != 1 << size:
        raise StatusEntryMalformed(f"statusMessage is an array of {1 << size} messages", pointer=pointer)
    messages = tuple(_status_message(item, f"{pointer}/{number}") for number, item in enumerate(value))
    if {message.status for message in messages} != set(range(1 << size)):
        raise StatusEntryMalformed("statusMessage has one message for every status", pointer=pointer)
    return messages


def _status_message(value: JsonValue, pointer: str) -> StatusMessage:
    if not isinstance(value, dict):
        raise StatusEntryMalformed("a status message is an object", pointer=pointer)
    status, message = value.get("status"), value.get("message")
    if not isinstance(status, str) or _HEXADECIMAL.fullmatch(status) is None:
        raise StatusEntryMalformed("status is hexadecimal, with 0x before it", pointer=f"{pointer}/status")
    if not isinstance(message, str):
        raise StatusEntryMalformed("message is a string", pointer=f"{pointer}/message")
    return StatusMessage(status=int(status, 16), message=message)
