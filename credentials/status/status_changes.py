"""The document of changes: since when, and why, each status of a list is set.

A bit has no room for a date or a reason. So a list can name a document that has them: JSON, in which every
status that is set has a line ``[index, day, reason]``. Nothing in it is signed by itself; the list has its
digest, and the list is signed.

Spec: docs/status-changes.md.
"""

import enum
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.limits import Limits
from credentials.parsing import JsonValue, parse
from credentials.status.errors import StatusChangesMalformed
from credentials.status.status_entry import WITHDRAWING_PURPOSES

VERSION: Final = 1
MAX_CHANGES: Final = 10_000
"""Lines that a document has at most: more than a seventh of a list that is as full as issuers let it be."""

CHANGES_LIMITS: Final = Limits(max_bytes=512_000, max_depth=3, max_nodes=4 * MAX_CHANGES + 16)

_FIRST_DAY: Final = date(2000, 1, 1)  # before any credential of this kind
_MAX_INDEX: Final = 2**27  # the bits of the largest list that is read
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MEMBERS: Final = frozenset({"version", "statusListCredential", "statusPurpose", "changes"})


class ChangeReason(enum.StrEnum):
    """Why a status was set, in so far as everybody may read it. It accuses nobody."""

    ERROR = "error"
    """There was an error in the data."""
    DECISION_WITHDRAWN = "decision_withdrawn"
    """The issuer took back its decision; why is not public."""
    LEARNER_REQUEST = "learner_request"
    """Whom it is about asked for it."""
    DUPLICATE = "duplicate"
    """There is another credential for the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedChange:
    """Since when, and why, one status is set.

    Attributes:
        index: Its place in the list.
        since: The day, where the issuer is.
        reason: Why.
    """

    index: int
    since: date
    reason: ChangeReason


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanges:
    """What a document of changes says.

    Attributes:
        status_list_credential: The address of the list that it is about.
        status_purpose: "revocation" or "suspension".
        changes: By index, each higher than the one before; at least one.
    """

    status_list_credential: str
    status_purpose: str
    changes: tuple[ListedChange, ...]

    def of(self, index: int) -> ListedChange | None:
        """Return the line of a place in the list, or None when there is none."""
        at = bisect_left(self.changes, index, key=attrgetter("index"))
        found = self.changes[at] if at < len(self.changes) else None
        return found if found is not None and found.index == index else None


def build_status_changes(url: str, purpose: str, changes: Iterable[ListedChange]) -> bytes | None:
    """Return the document, or None when there is nothing to say. The same changes give the same bytes.

    Of more than :data:`MAX_CHANGES` the latest are in it.

    Args:
        url: The address of the list.
        purpose: "revocation" or "suspension".
        changes: In any order.
    """
    latest = sorted(changes, key=lambda one: (-one.since.toordinal(), one.index))[:MAX_CHANGES]
    if not latest:
        return None
    lines: list[JsonValue] = [
        [one.index, one.since.isoformat(), one.reason.value]
        for one in sorted(latest, key=attrgetter("index"))
    ]
    return canonicalize_json(
        {"version": VERSION, "statusListCredential": url, "statusPurpose": purpose, "changes": lines}
    )


def parse_status_changes(data: bytes) -> StatusChanges:
    """Read a document of changes. Whether a list names it is the caller's to find out.

    Raises:
        MalformedDocument: It is no JSON, or not within :data:`CHANGES_LIMITS`.
        NotCanonicalJSON: It has no canonical form.
        StatusChangesMalformed: It is not in canonical form, or of another version; a member is not as it
            should be; an index stands in it twice or out of order; a day is none, or before this century.
    """
    document = parse(data, limits=CHANGES_LIMITS).unverified
    if canonicalize_json(document) != data:
        raise StatusChangesMalformed("this is not in canonical form", pointer="")
    if set(document) != _MEMBERS or document["version"] is True or document["version"] != VERSION:
        raise StatusChangesMalformed("this is no document of changes that we know", pointer="")
    url, purpose, lines = (document[name] for name in ("statusListCredential", "statusPurpose", "changes"))
    if not isinstance(url, str) or not url:
        raise StatusChangesMalformed("the address of the list is missing", pointer="/statusListCredential")
    if not isinstance(purpose, str) or purpose not in WITHDRAWING_PURPOSES:
        raise StatusChangesMalformed("another purpose", pointer="/statusPurpose")
    if not isinstance(lines, list) or not 0 < len(lines) <= MAX_CHANGES:
        raise StatusChangesMalformed(f"there are 1 to {MAX_CHANGES} changes", pointer="/changes")
    changes = tuple([_change(line, f"/changes/{number}") for number, line in enumerate(lines)])
    for number in range(1, len(changes)):
        if changes[number - 1].index >= changes[number].index:
            raise StatusChangesMalformed("each index is higher than the last", pointer=f"/changes/{number}/0")
    return StatusChanges(status_list_credential=url, status_purpose=purpose, changes=changes)


def _change(line: JsonValue, pointer: str) -> ListedChange:
    if not isinstance(line, list) or len(line) != 3:
        raise StatusChangesMalformed("a change is an index, a day and a reason", pointer=pointer)
    index, day, reason = line
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < _MAX_INDEX:
        raise StatusChangesMalformed("an index is a whole number from 0", pointer=f"{pointer}/0")
    try:
        known = ChangeReason(reason) if isinstance(reason, str) else None
    except ValueError:
        known = None
    if known is None:
        raise StatusChangesMalformed("a reason that we do not know", pointer=f"{pointer}/2")
    return ListedChange(index=index, since=_day(day, f"{pointer}/1"), reason=known)


def _day(value: JsonValue, pointer: str) -> date:
    # Python reads other forms of ISO 8601 as well; a second reader need not.
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or day < _FIRST_DAY:
        raise StatusChangesMalformed("a day is written as 2026-11-03", pointer=pointer)
    return day
