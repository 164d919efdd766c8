"""What is wrong with something that a school wrote: a code, a place, and words that say what to do."""

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

# No list is that long; a longer key is a number that somebody wrote.
_DIGITS_OF_INDEX: Final = 6
_TEXTS: Final = Path(__file__).resolve().parent / "texts"


class Severity(enum.StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """It keeps a module from being published, and an award from being decided."""
    WARNING = "warning"
    """The school should know, and decides."""
    INFO = "info"
    """Something to know; nothing is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or that the school should know.

    Attributes:
        code: Stable name; its words are in ``texts/``.
        severity: How much it weighs.
        requirement: Id of the requirement behind it, such as "B01", or None for the form of the file.
        pointer: Where, as an RFC 6901 JSON pointer into the file.
        params: Values for the text. A value whose name ends in ``_nl`` or ``_en`` is in that language.
        file: Name of the file, or None when it is about nothing that came from one.
        line: From 1, or None when it is about something that is not there.
    """

    code: str
    severity: Severity = Severity.ERROR
    requirement: str | None = None
    pointer: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None

    def text(self, language: str) -> str:
        """What is wrong and what to do, in "nl" or "en"; one or two sentences."""
        return finding_texts(language)[self.code].format_map(self.params)

    def as_json(self, language: str) -> dict[str, str | None]:
        """Return what machines read: the code, the requirement, the place, the weight and the words."""
        return {
            "code": self.code,
            "requirement": self.requirement,
            "pointer": self.pointer,
            "severity": self.severity.value,
            "text": self.text(language),
        }

    @property
    def key_path(self) -> str:
        """The place as people write it: ``template.studielast.waarde``, ``leeruitkomsten[2].nl``."""
        path = ""
        for step in self.pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            is_index = key.isascii() and key.isdigit() and len(key) <= _DIGITS_OF_INDEX
            path += f"[{int(key) + 1}]" if is_index else f".{key}"
        return path.removeprefix(".")

    @property
    def place(self) -> str:
        """File, line and key, as far as known: ``balie.yaml:31 template.studielast.waarde``."""
        file_and_line = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return " ".join(part for part in (file_and_line, self.key_path) if part)


@cache
def finding_texts(language: str) -> Mapping[str, str]:
    """Return the words of every finding in "nl" or "en", by code: all files of ``texts/<language>/``.

    Raises:
        ValueError: Two files have words for the same code.
    """
    texts: dict[str, str] = {}
    for file in sorted((_TEXTS / language).glob("*.toml")):
        own = tomllib.loads(file.read_text("utf-8"))
        if twice := texts.keys() & own.keys():
            raise ValueError(f"{file.name}: {', '.join(sorted(twice))} is there twice")
        texts |= own
    return texts
