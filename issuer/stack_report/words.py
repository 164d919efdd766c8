"""The words of the report, in Dutch and in English."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from issuer.domain.findings import Finding
from issuer.language import Language
from issuer.word_table import WordTable
from verifier import texts as verifier_texts
from verifier.result import Finding as VerifierFinding

_FOLDER: Final = Path(__file__).resolve().parent / "texts"


class Words(WordTable):
    """The words of one language, and how it writes findings, days and numbers."""

    __slots__ = ()

    def finding(self, finding: Finding) -> str:
        """Return a finding of ours in words."""
        return finding.text(self.language)

    def verifier_finding(self, finding: VerifierFinding) -> str:
        """Return a finding of the verifier in words: what there is, and what it means."""
        words = verifier_texts.texts(self.language).finding(finding)
        return f"{words.title}. {words.detail}".replace("..", ".").strip()

    def day(self, day: date | None) -> str:
        """Write a day: 21 november 2026."""
        return self.texts["no_date"] if day is None else verifier_texts.texts(self.language).day(day)

    def moment(self, moment: datetime) -> str:
        """Write a moment in Dutch time."""
        return verifier_texts.texts(self.language).moment(moment)

    def number(self, number: str) -> str:
        """Write a decimal number as the language does."""
        return verifier_texts.texts(self.language).number(number)

    def count(self, count: float) -> str:
        """Write a quantity as the language does."""
        words = verifier_texts.texts(self.language)
        return words.count(int(count)) if count == int(count) else words.number(f"{count:g}")


@cache
def words_in(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language, tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")))
