"""The words of the catalogue, in Dutch and in English."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from credentials.achievement.language_map import LanguageMap, text_in
from issuer.language import Language
from issuer.word_table import WordTable

LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")
_FOLDER: Final = Path(__file__).resolve().parent / "texts"


class Words(WordTable):
    """The words of one language, and how it writes days and numbers."""

    __slots__ = ()

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
def words_of(language: Language) -> Words:
    """Return the words of a language: "nl" or "en"."""
    return Words(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))
