"""What whoever keeps a list of schools reads, in Dutch and English."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from verifier.plain_text import plain
from verifier.texts import texts

_FOLDER: Final = Path(__file__).resolve().parent / "texts"
_ZONE: Final = "Europe/Amsterdam"


def said(word: str, language: str, **values: object) -> str:
    """Return a text in "nl" or "en" with its values; what others wrote is made safe to show."""
    written = {name: _written(value, language) for name, value in values.items()}
    return _texts(language)[word].format_map(written)


def day_of(moment: datetime, language: str) -> str:
    """Return the day of a moment, in Dutch time, as the language writes it."""
    return texts(language).day(moment.astimezone(ZoneInfo(_ZONE)).date())


@cache
def _texts(language: str) -> Mapping[str, str]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))


def _written(value: object, language: str) -> str:
    return day_of(value, language) if isinstance(value, datetime) else plain(str(value))
