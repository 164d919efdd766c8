"""What people read: for every code of this package the words in Dutch and in English, one concept a module.

Each text says what is wrong and what to do. ``{placeholders}`` are the params of the error or remark;
both languages use the same ones (a test compares them).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from issuer.language import Language
from issuer.texts import (
    award_files,
    decisions,
    endorsements,
    exports,
    issuing,
    modules,
    publishing,
    recognition,
    registers,
    result_files,
    rows,
    setting_up,
    status,
)

_TABLES = (
    award_files.WORDS,
    decisions.WORDS,
    endorsements.WORDS,
    exports.WORDS,
    issuing.WORDS,
    modules.WORDS,
    publishing.WORDS,
    recognition.WORDS,
    registers.WORDS,
    result_files.WORDS,
    rows.WORDS,
    setting_up.WORDS,
    status.WORDS,
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def say(self, language: Language, params: Mapping[str, object]) -> str:
        """Return the text with the params filled in."""
        return (self.nl if language == "nl" else self.en).format_map(params)


def text_for(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Return the text for a code of a remark or an error.

    An error with a ``reason`` has a text per reason, under ``code.reason``.
    """
    reason = params.get("reason")
    return TEXTS[code if reason is None else f"{code}.{reason}"].say(language, params)


TEXTS: Mapping[str, Text] = {code: Text(*words) for table in _TABLES for code, words in table.items()}
