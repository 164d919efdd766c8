"""Moments in time as the credential standards write them: XML Schema's ``dateTimeStamp``.

Spec: XML Schema 1.1 Part 2 §3.4.28, as VCDM 2.0 §4.9, Controlled Identifiers 1.0 and Data
Integrity 1.0 refer to it.
"""

import functools
import re
from datetime import UTC, datetime
from typing import Final

# Checked first, because fromisoformat() also takes week dates, basic format, a space for T, and time zones
# that are nowhere: 60 minutes, or more than 14 hours.
_DATE_TIME_STAMP: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?"
    r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))",
    re.ASCII,
)


# Documents of one issuer name the same moments again and again.
_REMEMBERED: Final = 1_024
_CHARACTERS_REMEMBERED: Final = 40


def parse_date_time_stamp(text: str) -> datetime:
    """Return the moment that ``text`` names, in UTC.

    The time zone must be there. Digits of the second beyond microseconds are dropped.

    Raises:
        ValueError: ``text`` is no dateTimeStamp, or names no moment between the years 1 and 9999.
    """
    return _remembered(text) if len(text) <= _CHARACTERS_REMEMBERED else _parse(text)


def _parse(text: str) -> datetime:
    if _DATE_TIME_STAMP.fullmatch(text) is None:
        raise ValueError(f"not a date and time with a time zone: {text[:40]!r}")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"outside the calendar: {text[:40]!r}") from error


_remembered = functools.lru_cache(maxsize=_REMEMBERED)(_parse)


def format_date_time_stamp(moment: datetime) -> str:
    """Return ``moment`` in UTC, to the second: ``2026-11-21T09:30:00Z``.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be written as a dateTimeStamp")
    return _remembered_text(moment)


@functools.lru_cache(maxsize=_REMEMBERED)
def _remembered_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
