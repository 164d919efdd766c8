"""The feed from which a national register can take in what was awarded (uitgangspunt 7).

There is no national register of microcredentials yet, so this is the register of the issuer itself. One
entry per event, only ever added to; entries have a number without gaps, and a page that is full never
changes, so that whoever reads the feed asks for what is new and nothing else. No entry says anything
about the learner: the credential's own random id is all there is.

Spec: requirements C07, H04.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.modules.json_values import filled

FEED_FILE: Final = "index.json"
DEFAULT_PAGE_SIZE: Final = 500


class FeedEvent(enum.StrEnum):
    """What happened to a credential."""

    ISSUED = "issued"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"


_STATUS_AFTER: Final = {
    FeedEvent.ISSUED: "in_force",
    FeedEvent.REVOKED: "revoked",
    FeedEvent.SUSPENDED: "suspended",
    FeedEvent.REINSTATED: "in_force",
}


class RegisterStatus(enum.StrEnum):
    """How a credential stands with a register of somebody else (C07)."""

    NOT_REGISTERED = "niet_geregistreerd"
    OFFERED = "aangeboden"
    REGISTERED = "geregistreerd"
    REFUSED = "geweigerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry as it is stored.

    Attributes:
        number: 1, 2, 3, … within the institution.
        credential_id: ``urn:uuid:…``.
        event: What happened.
        at: When.
        module_version_id: Internal id of the module version, as text.
    """

    number: int
    credential_id: str
    event: FeedEvent
    at: datetime
    module_version_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterStanding:
    """How one credential stands with one register.

    Attributes:
        credential_id: ``urn:uuid:…``.
        register: Name of the register.
        status: How it stands.
        register_id: The number that the register gave it, or None.
        at: Since when.
        by: Who recorded it.
    """

    credential_id: str
    register: str
    status: RegisterStatus
    register_id: str | None
    at: datetime
    by: str


def feed_entry(entry: FeedEntry, module: Module, school: Issuer, day: date) -> JsonObject:
    """Return an entry as it is published.

    Args:
        entry: The entry.
        module: What was awarded.
        school: Who awarded it.
        day: The day of the event in the Netherlands; the time of day is nobody's business.
    """
    return filled(
        {
            "number": entry.number,
            "event": entry.event.value,
            "credential": entry.credential_id,
            "instrument": module.instrument,
            "issuer": filled({"id": school.id, "brin": school.brin, "rio": school.rio}),
            "date": day.isoformat(),
            "status": _STATUS_AFTER[entry.event],
            "module": module.id,
            "moduleVersion": module.version,
        }
    )


def page_name(number: int) -> str:
    """Return the name of a page of the feed, from 1."""
    return f"page-{number}.json"


def feed_page(entries: Sequence[JsonObject], *, number: int, size: int, base_url: str) -> JsonObject:
    """Return one page of the feed.

    Args:
        entries: Those of this page, ``size`` of them, or fewer on the last page.
        number: From 1.
        size: How many entries a full page has.
        base_url: Where the feed stands, without a slash at the end.
    """
    items: list[JsonValue] = list(entries)
    return filled(
        {
            "page": number,
            "isComplete": len(items) == size,
            "previous": f"{base_url}/{page_name(number - 1)}" if number > 1 else None,
            "next": f"{base_url}/{page_name(number + 1)}" if len(items) == size else None,
            "entries": items,
        }
    ) | {"entries": items}


def feed_index(school: Issuer, *, total: int, size: int, base_url: str) -> JsonObject:
    """Return where the feed starts and ends, and whose it is."""
    pages = total // size + 1  # the last one is never full, so a full one is never changed
    return {
        "title": "Register van de uitgever / Issuer's own register",
        "issuer": filled({"id": school.id, "name": school.name, "brin": school.brin, "rio": school.rio}),
        "note": (
            "Entries are only ever added. This is the issuer's own register; it is not a national one. "
            "The status in the signed status list is what counts."
        ),
        "totalEntries": total,
        "pageSize": size,
        "pages": pages,
        "first": f"{base_url}/{page_name(1)}",
        "last": f"{base_url}/{page_name(pages)}",
    }
