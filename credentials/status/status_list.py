"""The credential that holds a status list: reading a status from it, and making one.

Spec: Bitstring Status List 1.0 §2.2, §3.1 "Generate", §3.2 "Validate"; Status List 2021 (CG
draft) for the older form, which has the same bits under other names.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.status.bitstring import MIN_LENGTH, Bitstring
from credentials.status.errors import (
    EncodedListMalformed,
    EncodedListTooLarge,
    StatusEntryMalformed,
    StatusIndexOutOfRange,
    StatusListError,
    StatusListExpired,
    StatusListMalformed,
    StatusListMismatch,
    StatusListNotYetValid,
    StatusListTooShort,
    StatusPurposeMismatch,
    TooManyStatusEntries,
)
from credentials.status.named_changes import name_changes
from credentials.status.status_entry import (
    BITSTRING_STATUS_LIST_ENTRY,
    STATUS_LIST_2021_ENTRY,
    StatusListEntry,
    StatusMessage,
    StatusPurpose,
    UnknownStatusEntry,
    parse_status_entries,
)

__all__ = [
    "BITSTRING_STATUS_LIST_ENTRY",
    "STATUS_LIST_2021_ENTRY",
    "EncodedListMalformed",
    "EncodedListTooLarge",
    "StatusEntryMalformed",
    "StatusIndexOutOfRange",
    "StatusList",
    "StatusListEntry",
    "StatusListError",
    "StatusListExpired",
    "StatusListMalformed",
    "StatusListMismatch",
    "StatusListNotYetValid",
    "StatusListTooShort",
    "StatusMessage",
    "StatusPurpose",
    "StatusPurposeMismatch",
    "TooManyStatusEntries",
    "UnknownStatusEntry",
    "build_status_list_credential",
    "open_status_list",
    "parse_status_entries",
    "read_status",
]

_CREDENTIALS_V2: Final = "https://www.w3.org/ns/credentials/v2"
_BITSTRING_LIST: Final = ("BitstringStatusListCredential", "BitstringStatusList")
_LIST_2021: Final = ("StatusList2021Credential", "StatusList2021")
_KIND_OF_ENTRY: Final = {
    BITSTRING_STATUS_LIST_ENTRY: _BITSTRING_LIST[0],
    STATUS_LIST_2021_ENTRY: _LIST_2021[0],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A status list, taken out of its credential. Its proof is the caller's to verify.

    Attributes:
        type: "BitstringStatusListCredential" or "StatusList2021Credential".
        id: URL of the list.
        issuer: Who publishes it. It may differ from the issuer of the credential: whether that
            is acceptable is the verifier's decision, so nothing here looks at it.
        status_purposes: What the list is for; at least one.
        bitstring: The statuses. Treat as read-only.
        valid_from: First moment that the list counts, or None.
        valid_until: Last moment that the list counts, or None.
        ttl: How long to keep it before asking for a fresher one, or None. It does not extend
            the validity period.
    """

    type: str
    id: str
    issuer: str
    status_purposes: frozenset[str]
    bitstring: Bitstring
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    ttl: timedelta | None = None

    def status(self, entry: StatusListEntry, *, at: datetime) -> int:
        """Return the status at the place that ``entry`` names; 0 is "not set".

        What a status means for the credential depends on the purpose: see
        :attr:`StatusListEntry.withdraws`.

        Args:
            entry: An entry that names this list.
            at: The moment of verification, timezone-aware. Both ends of the list's validity
                period are inclusive.

        Raises:
            StatusListMismatch: The entry names another list, or another type of list.
            StatusPurposeMismatch: The list is not for the entry's purpose.
            StatusListNotYetValid: ``at`` is before ``valid_from``.
            StatusListExpired: ``at`` is after ``valid_until``.
            StatusListTooShort: There are fewer than 131,072 entries of the entry's size.
            StatusIndexOutOfRange: The list ends before the entry's index.

        Spec: Bitstring Status List 1.0 §3.2.
        """
        if entry.status_list_credential != self.id:
            raise StatusListMismatch(f"this is {self.id}, not {entry.status_list_credential}", pointer="/id")
        if _KIND_OF_ENTRY.get(entry.type) != self.type:
            raise StatusListMismatch(f"a {self.type} does not serve a {entry.type}", pointer="/type")
        if entry.status_purpose not in self.status_purposes:
            raise StatusPurposeMismatch(
                f"the list is for {', '.join(sorted(self.status_purposes))}, not for {entry.status_purpose}",
                pointer="/credentialSubject/statusPurpose",
            )
        self._refuse_outside_validity_period(at)
        if len(self.bitstring) // entry.status_size < MIN_LENGTH:
            raise StatusListTooShort(
                f"a list of {len(self.bitstring) // entry.status_size} entries hides nobody; "
                f"it has {MIN_LENGTH} at least",
                pointer="/credentialSubject/encodedList",
            )
        try:
            return self.bitstring.read(entry.status_list_index, size=entry.status_size)
        except StatusIndexOutOfRange as error:
            error.pointer = f"{entry.pointer}/statusListIndex"
            raise

    def _refuse_outside_validity_period(self, at: datetime) -> None:
        if self.valid_from is not None and at < self.valid_from:
            raise StatusListNotYetValid(
                f"the list counts from {format_date_time_stamp(self.valid_from)}", pointer="/validFrom"
            )
        if self.valid_until is not None and at > self.valid_until:
            raise StatusListExpired(
                f"the list counted until {format_date_time_stamp(self.valid_until)}", pointer="/validUntil"
            )


def open_status_list(list_credential: JsonObject, *, limits: Limits = DEFAULT_LIMITS) -> StatusList:
    """Take the list out of a status list credential whose proof has been verified.

    One list serves many credentials: open it once and ask :meth:`StatusList.status` for each.

    Raises:
        StatusListMalformed: The document is no status list credential, lacks an id, issuer or
            purpose, or has a member of the wrong type. Every pointer is into the list credential.
        EncodedListMalformed: The bits cannot be read.
        EncodedListTooLarge: The bits expand beyond ``limits.max_list_bytes_decoded``.

    Spec: Bitstring Status List 1.0 §2.2, §3.4.
    """
    credential_type, subject_type = _list_types(list_credential)
    subject = _subject(list_credential, subject_type)
    encoded = subject.get("encodedList")
    if not isinstance(encoded, str):
        raise StatusListMalformed("encodedList is a string", pointer="/credentialSubject/encodedList")
    decode = Bitstring.decode if credential_type == _BITSTRING_LIST[0] else Bitstring.decode_2021
    try:
        bitstring = decode(encoded, limits=limits)
    except StatusListError as error:
        error.pointer = "/credentialSubject/encodedList"
        raise
    return StatusList(
        type=credential_type,
        id=_url(list_credential.get("id"), "/id"),
        issuer=_issuer(list_credential.get("issuer")),
        status_purposes=_purposes(subject.get("statusPurpose")),
        bitstring=bitstring,
        # VC 1.1, in which StatusList2021 lists were made, has other names for the period.
        valid_from=_moment(list_credential, "validFrom", "issuanceDate"),
        valid_until=_moment(list_credential, "validUntil", "expirationDate"),
        ttl=_ttl(subject.get("ttl")),
    )


def read_status(
    list_credential: JsonObject, entry: StatusListEntry, *, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> int:
    """Return the status of one entry; 0 is "not set".

    Raises:
        StatusListError: As :func:`open_status_list` and :meth:`StatusList.status` say.
    """
    return open_status_list(list_credential, limits=limits).status(entry, at=at)


def build_status_list_credential(
    *,
    url: str,
    issuer_id: str,
    purpose: str,
    bitstring: Bitstring,
    valid_from: datetime,
    valid_until: datetime | None = None,
    ttl: timedelta | None = None,
    changes: bytes | None = None,
) -> JsonObject:
    """Return the unsigned credential of a status list.

    It has no member about whose credentials are on it, and the one context of VCDM 2.0, which
    defines all its terms.

    Args:
        url: Where it is published; ``statusListCredential`` of the entries that use it.
        issuer_id: DID or URL of the issuer.
        purpose: "revocation" or "suspension".
        bitstring: The statuses.
        valid_from: Timezone-aware.
        valid_until: Timezone-aware, or None.
        ttl: After how long a verifier had better ask again, or None.
        changes: The document that says since when and why, to be named with its digest; or None.

    Raises:
        ValueError: No such document can stand beside a list at this address.

    Spec: Bitstring Status List 1.0 §3.1; VCDM 2.0 §5.3.
    """
    subject: JsonObject = {
        "id": f"{url}#list",
        "type": _BITSTRING_LIST[1],
        "statusPurpose": purpose,
        "encodedList": bitstring.encode(),
    }
    if ttl is not None:
        subject["ttl"] = ttl // timedelta(milliseconds=1)
    credential: JsonObject = {
        "@context": [_CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", _BITSTRING_LIST[0]],
        "issuer": issuer_id,
        "validFrom": format_date_time_stamp(valid_from),
    }
    if valid_until is not None:
        credential["validUntil"] = format_date_time_stamp(valid_until)
    if changes is not None:
        credential["relatedResource"] = [name_changes(url, changes)]
    credential["credentialSubject"] = subject
    return credential


def _list_types(list_credential: JsonObject) -> tuple[str, str]:
    value = list_credential.get("type")
    types = value if isinstance(value, list) else [value]
    found = [kind for kind in (_BITSTRING_LIST, _LIST_2021) if kind[0] in types]
    if len(found) != 1:
        raise StatusListMalformed("the document is no status list credential", pointer="/type")
    return found[0]


def _subject(list_credential: JsonObject, expected_type: str) -> JsonObject:
    subject = list_credential.get("credentialSubject")
    if isinstance(subject, list) and len(subject) == 1:
        subject = subject[0]
    if not isinstance(subject, dict):
        raise StatusListMalformed("a status list credential has one subject", pointer="/credentialSubject")
    value = subject.get("type")
    if expected_type not in (value if isinstance(value, list) else [value]):
        raise StatusListMalformed(f"the subject is no {expected_type}", pointer="/credentialSubject/type")
    return subject


def _issuer(value: JsonValue) -> str:
    return _url(value.get("id"), "/issuer/id") if isinstance(value, dict) else _url(value, "/issuer")


def _url(value: JsonValue, pointer: str) -> str:
    if not isinstance(value, str) or not value:
        raise StatusListMalformed("a URL is expected here", pointer=pointer)
    return value


def _purposes(value: JsonValue) -> frozenset[str]:
    purposes = value if isinstance(value, list) else [value]
    names = frozenset(name for name in purposes if isinstance(name, str) and name)
    if not names or not all(isinstance(name, str) for name in purposes):
        raise StatusListMalformed(
            "statusPurpose is one or more strings", pointer="/credentialSubject/statusPurpose"
        )
    return names


def _moment(list_credential: JsonObject, *names: str) -> datetime | None:
    name = next((name for name in names if name in list_credential), None)
    if name is None:
        return None
    value = list_credential[name]
    try:
        return parse_date_time_stamp(value if isinstance(value, str) else "")
    except ValueError as error:
        raise StatusListMalformed(f"{name} is no date and time with a zone", pointer=f"/{name}") from error


def _ttl(value: JsonValue) -> timedelta | None:
    if value is None:
        return None
    # 10^12 ms is thirty years: any more is no time to live.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10**12:
        raise StatusListMalformed("ttl is a number of milliseconds", pointer="/credentialSubject/ttl")
    return timedelta(milliseconds=value)
