"""Marks of outcomes on a terminal: an icon, a word and a colour. Colour is never the only signal."""

from typing import Final

from rich.text import Text

from verifier.plain_text import plain
from verifier.report import Conclusion, VerificationReport
from verifier.result import CheckStatus
from verifier.run import FileOutcome, calls_for_note
from verifier.texts import Texts

_PASSED_BUT_NOTE: Final = "passed_but_note"
_STYLE: Final = {
    Conclusion.PASSED.value: "bold green",
    _PASSED_BUT_NOTE: "bold yellow",
    Conclusion.FAILED.value: "bold red",
    Conclusion.INDETERMINATE.value: "bold yellow",
    CheckStatus.NOT_APPLICABLE.value: "dim",
}
_ICON: Final = {
    Conclusion.PASSED.value: ("✔", "+"),
    _PASSED_BUT_NOTE: ("✔", "+"),
    Conclusion.FAILED.value: ("✘", "x"),
    Conclusion.INDETERMINATE.value: ("?", "?"),
    CheckStatus.NOT_APPLICABLE.value: ("–", "-"),
}


class Marks:
    """Shows outcomes.

    Args:
        texts: In which language.
        encoding: What the terminal speaks; one that does not speak Unicode gets plain signs.
    """

    def __init__(self, texts: Texts, encoding: str) -> None:
        self._texts = texts
        self._speaks_unicode = encoding.lower().startswith("utf")

    def headline(self, name: str, report: VerificationReport) -> Text:
        """Return the conclusion on a file, with its name."""
        if calls_for_note(report):
            line = self.mark(_PASSED_BUT_NOTE, self._texts.word("display", "passed_but_note").upper())
        else:
            words = self._texts.word("conclusion", report.conclusion.value).upper()
            line = self.mark(report.conclusion.value, words)
        return line.append("  ").append(plain(name), style="not bold default")

    def of_file(self, outcome: FileOutcome) -> Text:
        """Return the conclusion on a file in a word."""
        if outcome.calls_for_note or outcome.conclusion is None:
            return self.mark(_PASSED_BUT_NOTE, self._texts.word("display", "passed_but_note_short"))
        return self.mark(outcome.conclusion.value, self._texts.word("status", outcome.conclusion.value))

    def mark(self, outcome: str, words: str) -> Text:
        """Return words with the mark of an outcome."""
        unicode_icon, ascii_icon = _ICON[outcome]
        icon = unicode_icon if self._speaks_unicode else ascii_icon
        return Text(f"{icon} {words}", style=_STYLE[outcome])
