"""The words for people: by code, in Dutch and English."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from verifier.plain_text import plain
from verifier.result import Finding, Parameter

LANGUAGES: Final = ("nl", "en")
DEFAULT_LANGUAGE: Final = "nl"

_FOLDER: Final = Path(__file__).resolve().parent / "texts"

# A parameter with one of these names holds a key of the table with that name, not words.
_TABLES: Final = {
    **{name: name for name in ("check", "reason", "identity_type", "signer_role")},
    "other_role": "signer_role",
}
"""The parameters that are words of ours, and the table of each."""
_LAST_MINUTE: Final = (23, 59)
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+\.[0-9]+")


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding in words, as plain text.

    Attributes:
        title: What there is.
        detail: What it means for this credential.
        advice: What to do.
    """

    title: str
    detail: str
    advice: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The words in one language.

    Attributes:
        language: "nl" or "en".
        tables: By code the three parts of a finding's text; by table the words for our own names.
    """

    language: str
    tables: Mapping[str, Mapping[str, str]]

    def finding(self, finding: Finding) -> FindingText:
        """Return a finding in words. Values from the credential have been made plain text."""
        words = self.tables[finding.code.value]
        values = {name: self.parameter(name, value) for name, value in finding.params.items()}
        return FindingText(
            *(words[part].format_map(values).strip() for part in ("title", "detail", "advice"))
        )

    def word(self, table: str, name: str) -> str:
        """Return our word for ``name``, or ``name`` itself where we have none."""
        return self.tables[table].get(name, name)

    def parameter(self, name: str, value: Parameter) -> str:
        """Return one value as this language writes it."""
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        text = str(value)
        return self.word(_TABLES[name], text) if name in _TABLES else plain(text)

    def number(self, value: str) -> str:
        """Write a decimal number as this language does, and leave every other text as it is."""
        return value.replace(".", ",") if self.language == "nl" and _DECIMAL.fullmatch(value) else value

    def count(self, value: int) -> str:
        """Write how many there are of something."""
        return f"{value:,}".replace(",", ".") if self.language == "nl" else f"{value:,}"

    def moment(self, value: datetime) -> str:
        """Write a moment in Dutch local time. The last minute of a day is written as that day."""
        local = value.astimezone(_zone())
        if (local.hour, local.minute) == _LAST_MINUTE:
            return self.day(local.date())
        written = self.word("display", "moment").format_map(
            {"day": self.day(local.date()), "time": f"{local:%H:%M}"}
        )
        return written if _zone() is not UTC else f"{written} UTC"

    def day(self, value: date) -> str:
        """Write a day: 21 november 2026."""
        return f"{value.day} {self.word('month', str(value.month))} {value.year}"


@cache
def texts(language: str) -> Texts:
    """Return the words in a language.

    Raises:
        ValueError: We have no texts in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there are texts in {', '.join(LANGUAGES)}, not in {language!r}")
    return Texts(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))


@cache
def _zone() -> tzinfo:
    """Return the zone that times are shown in: that of the schools and employers who read them."""
    try:
        return ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:  # a machine without time zone data
        return UTC
