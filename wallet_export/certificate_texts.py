"""Our own words on a certificate, per language, and how dates and numbers are written in it."""

import functools
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date

from wallet_export.errors import BrokenInstallation, LanguageNotSupported
from wallet_export.template_files import TEMPLATES

LANGUAGES = ("nl", "en")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_BABEL_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class CertificateTexts:
    """The words of one language.

    Attributes:
        language: "nl" or "en".
        texts: Sentences and headings.
        labels: Names of facts.
        words: Parts of facts.
    """

    language: str
    texts: dict[str, str]
    labels: dict[str, str]
    words: dict[str, str]

    def fill(self, key: str, **values: str) -> str:
        """Return the sentence ``key`` with its blanks filled; a value is never read as a blank."""
        return _fill(self.texts[key], values)

    def phrase(self, key: str, **values: str) -> str:
        """Return the part of a fact ``key`` with its blanks filled."""
        return _fill(self.words[key], values)

    def day(self, value: date | datetime) -> str:
        """Write a day in words: "21 november 2026". An instant is the day that it is in Amsterdam."""
        if isinstance(value, datetime):
            value = value.astimezone(_amsterdam()).date()
        return str(format_date(value, format="long", locale=_BABEL_LOCALES[self.language]))

    def number(self, value: str) -> str:
        """Write a decimal number as the language does; anything else is left as it is."""
        decimal_comma = self.language == "nl" and _DECIMAL.fullmatch(value)
        return value.replace(".", ",") if decimal_comma else value

    def country(self, code: str) -> str:
        """Return the name of a country, or its code when it has none."""
        name = Locale.parse(_BABEL_LOCALES[self.language]).territories.get(code.upper())
        return str(name) if name else code


@functools.cache
def certificate_texts(language: str) -> CertificateTexts:
    """Return the words of a language.

    Raises:
        LanguageNotSupported: It is neither "nl" nor "en".
        BrokenInstallation: The file with the words is missing.
    """
    if language not in LANGUAGES:
        raise LanguageNotSupported(f"certificates are made in {' and '.join(LANGUAGES)}, not in {language!r}")
    path = TEMPLATES / f"certificate.{language}.toml"
    if not path.is_file():
        raise BrokenInstallation(f"{path.name} is missing; install waarmerk again")
    texts = tomllib.loads(path.read_text("utf-8"))
    labels, words = texts.pop("labels"), texts.pop("words")
    return CertificateTexts(language, texts, labels, words)


def _fill(template: str, values: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda blank: values[blank[1]], template)


@functools.cache
def _amsterdam() -> ZoneInfo:
    try:
        return ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:  # a system without the time zone database
        return ZoneInfo("UTC")
