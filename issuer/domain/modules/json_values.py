"""Small steps from values to JSON."""

from collections.abc import Mapping
from datetime import date, datetime

from credentials.parsing import JsonObject, JsonValue


def filled(members: Mapping[str, JsonValue]) -> JsonObject:
    """Return the members that say something: not null, and no empty text, list or object."""
    return {key: value for key, value in members.items() if value is not None and value not in ("", [], {})}


def day_text(day: date | None) -> str | None:
    """Return a day as files write it."""
    return day.isoformat() if day else None


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC as files write it, to the second."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
