"""The words of the pages, in Dutch and English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from verifier.texts import LANGUAGES
from verifier.web.problems import ProblemKind

_FOLDER: Final = Path(__file__).resolve().parent / "texts"


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The words in one language.

    Attributes:
        language: "nl" or "en".
        tables: The tables of the file.
    """

    language: str
    tables: Mapping[str, Mapping[str, Any]]

    def word(self, table: str, key: str, /, **values: str | int) -> str:
        """Return a sentence with its blanks filled. A value is never read as a blank.

        Raises:
            KeyError: There is no such sentence, or a blank has no value; an error of ours.
        """
        words: str = self.tables[table][key]
        return words.format_map(values) if values else words

    def steps(self, verdict: str) -> tuple[str, ...]:
        """Return what somebody can do after a verdict."""
        return tuple(self.tables["next"][verdict])

    def problem(self, kind: ProblemKind) -> Mapping[str, str]:
        """Return ``title`` and ``detail`` of what can be wrong with a request."""
        words: Mapping[str, str] = self.tables["problem"][kind.key]
        return words


@cache
def page_texts(language: str) -> PageTexts:
    """Return the words in a language.

    Raises:
        ValueError: We have no words in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there are pages in {', '.join(LANGUAGES)}, not in {language!r}")
    return PageTexts(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))
