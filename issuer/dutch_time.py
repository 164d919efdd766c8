"""Moments as the exam board reads them: in Dutch time, whatever the machine says."""

from datetime import UTC, date, datetime, time, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def in_dutch_time(moment: datetime) -> str:
    """Write a moment: 01-07-2026 14:30."""
    written = f"{moment.astimezone(_zone()):%d-%m-%Y %H:%M}"
    return written if _zone() is not UTC else f"{written} UTC"


def day_in_dutch_time(moment: datetime) -> str:
    """Write the day on which a moment was: 01-07-2026."""
    return f"{moment.astimezone(_zone()):%d-%m-%Y}"


def dutch_day(moment: datetime) -> date:
    """Return the day that it is in the Netherlands at a moment."""
    return moment.astimezone(_zone()).date()


def start_of_day(day: date) -> datetime:
    """Return the first moment of a day in the Netherlands."""
    return datetime.combine(day, time.min, tzinfo=_zone()).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day in the Netherlands."""
    return datetime.combine(day, time.max, tzinfo=_zone()).astimezone(UTC)


@cache
def _zone() -> tzinfo:
    try:
        return ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:  # a machine without time zone data
        return UTC
