"""The words of the catalogue, in Dutch and in English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from credentials.achievement.language_map import LanguageMap, text_in

LANGUAGES: Final = ("nl", "en")
_FOLDER: Final = Path(__file__).resolve().parent / "texts"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes:
        language: "nl" or "en".
        texts: By key; ``{blanks}`` are filled by :meth:`say`.
    """

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its blanks filled."""
        return self.texts[key].format_map(values) if values else self.texts[key]

    def day(self, day: date) -> str:
        """Write a day: 21 november 2026."""
        return f"{day.day} {self.texts[f'month_{day.month}']} {day.year}"

    def number(self, number: float) -> str:
        """Write a number: 1.200 and 7,5 in Dutch, 1,200 and 7.5 in English."""
        written = f"{number:,}"
        return written.translate({ord(","): ".", ord("."): ","}) if self.language == "nl" else written

    def of(self, texts: LanguageMap | None) -> "SchoolText | None":
        """Return a text of the school, with its language where there is none in the language of the page."""
        if not texts or not (text := text_in(texts, self.language)):
            return None
        return SchoolText(text=text, language=None if texts.get(self.language) else "nl")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolText:
    """A text of the school.

    Attributes:
        text: In one language; its line breaks are kept by the style.
        language: Which, if it is not that of the page.
    """

    text: str
    language: str | None


@cache
def words_of(language: str) -> Words:
    """Return the words of a language: "nl" or "en"."""
    return Words(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))
