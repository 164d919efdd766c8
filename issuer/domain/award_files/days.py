"""Days as award files write them: 2026-07-01."""

import re
from datetime import date
from typing import Final

from issuer.domain.modules.keys import Keys

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
_SHOWN_CHARACTERS: Final = 40


def read_day(keys: Keys, key: str) -> date | None:
    """Return the day under ``key``; one that does not exist or cannot be meant is added to the findings."""
    raw = keys.text(key)
    if raw is None:
        return None
    try:
        day = date.fromisoformat(raw) if _DAY.fullmatch(raw) else None
    except ValueError:  # 30 February
        day = None
    if day is None or not _EARLIEST <= day <= _LATEST:
        keys.add("day_malformed", key, value=raw[:_SHOWN_CHARACTERS])
        return None
    return day


def day_in_words(day: date) -> str:
    """Write a day as people do who read findings: 1-7-2026."""
    return f"{day.day}-{day.month}-{day.year}"
