"""What Dutch people write in a cell: dates and languages."""

import re
from datetime import date, datetime, timedelta

from issuer.spreadsheets.table import Cell, as_text

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[ \-]([A-Za-z]+)\.?[ \-]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?")

# Excel counts days from here, one too many because it believes that 1900 was a leap year. Serials
# outside these bounds (1954–2119) are more likely to be something else than a date of a course.
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_001)

_LANGUAGES = {
    "nl": ("nl", "nl-nl", "nederlands", "dutch", "ned"),
    "en": ("en", "en-gb", "en-us", "engels", "english", "eng"),
}


class NotUnderstood(ValueError):
    """A cell holds no such thing."""


def read_date(cell: Cell) -> date | None:
    """Return the date in a cell, or None when it is empty. The day comes first, as in the Netherlands.

    ``1-7-2026``, ``01/07/2026``, ``1.7.2026``, ``1 juli 2026``, ``2026-07-01``, and Excel's dates and
    serial numbers. Years have four digits.

    Raises:
        NotUnderstood: It is no date, or no existing one.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        raise NotUnderstood
    if isinstance(cell, int | float):
        return _from_serial(cell)
    text = as_text(cell).lower()
    if not text:
        return None
    try:
        if match := _DAY_FIRST.fullmatch(text):
            return date(int(match[4]), int(match[3]), int(match[1]))
        if match := _ISO.fullmatch(text.upper()):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if (match := _IN_WORDS.fullmatch(text)) and (month := _MONTHS.get(match[2])):
            return date(int(match[3]), month, int(match[1]))
    except ValueError as error:
        raise NotUnderstood from error
    if re.fullmatch(r"[0-9]{5}", text):
        return _from_serial(int(text))
    raise NotUnderstood


def read_language(cell: Cell) -> str:
    """Return "nl" or "en"; an empty cell is Dutch.

    Raises:
        NotUnderstood: It is another language.
    """
    text = as_text(cell).lower()
    if not text:
        return "nl"
    for language, names in _LANGUAGES.items():
        if text in names:
            return language
    raise NotUnderstood


def _from_serial(serial: float) -> date:
    # A fraction is the time of day.
    if not _SERIALS.start <= serial < _SERIALS.stop:
        raise NotUnderstood
    return _SERIAL_EPOCH + timedelta(days=int(serial))
