"""Reports on a terminal, for a person: the answer first, then on what it rests."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from verifier.element_table import element_table
from verifier.file_table import common_folder, file_table
from verifier.plain_text import plain
from verifier.report import Conclusion, VerificationReport
from verifier.run import FileOutcome, calls_for_note
from verifier.telling import findings_to_tell
from verifier.terminal_marks import Marks
from verifier.terminal_report import ReportParts
from verifier.texts import Texts

_MAX_FILES: Final = 200
_WORST_FIRST: Final = (None, Conclusion.FAILED, Conclusion.INDETERMINATE, Conclusion.PASSED)
_MAX_WIDTH: Final = 100  # of what is read from left to right, on a terminal that is wider


class Terminal:
    """Shows reports.

    Args:
        console: Where.
        texts: In which language.
        elements: Whether to show which elements of the EU recommendation there are, and where.
    """

    def __init__(self, console: Console, texts: Texts, *, elements: bool = False) -> None:
        self._console = console
        self._texts = texts
        self._elements = elements
        self._marks = Marks(texts, console.encoding or "")
        self._parts = ReportParts(texts, self._marks, elements=elements)

    def show(self, name: str, report: VerificationReport) -> None:
        """Show one report in full."""
        self._print(self._marks.headline(name, report))
        if calls_for_note(report):
            self._print(Text(self._display("passed_but_note_detail")))
        else:
            self._print(Text(self._texts.word("conclusion_detail", report.conclusion.value)))
        for section in self._parts.sections(report):
            self._print(Padding(section, (1, 0, 0, 0)))
        self._console.print()

    def show_many(self, outcomes: Sequence[FileOutcome]) -> None:
        """Show a line per file, and then what is the matter with those that are not in order.

        Of more files than anyone reads, only those are shown that are not in order.
        """
        shown = list(outcomes)
        if len(shown) > _MAX_FILES:
            shown = [outcome for outcome in shown if not outcome.in_order]
        self._table([outcome for outcome in shown[:_MAX_FILES] if outcome.conclusion is not None])
        left_out = len(outcomes) - min(len(shown), _MAX_FILES)
        if left_out:
            words = self._display("not_listed").format_map({"number": self._texts.count(left_out)})
            self._console.print(Text(words))
            self._console.print()
        troubled = [outcome for outcome in shown[:_MAX_FILES] if not outcome.in_order]
        troubled.sort(key=lambda outcome: _WORST_FIRST.index(outcome.conclusion))  # sorting is stable
        if troubled:
            self._console.print(Text(self._display("details"), style="bold"))
            for outcome in troubled:
                self._show_trouble(outcome)
            self._console.print()
        if self._elements:
            self._elements_of(shown[:_MAX_FILES])
        self._console.print(Text(self.summary(outcomes), style="bold"))

    def _elements_of(self, outcomes: Sequence[FileOutcome]) -> None:
        """Show the elements of each file whose content is proven."""
        for outcome in outcomes:
            if outcome.report is not None and (elements := outcome.report.eu_elements):
                self._print(self._marks.headline(outcome.name, outcome.report))
                self._print(Padding(element_table(elements, self._texts), (0, 0, 1, 2)))

    def _table(self, outcomes: Sequence[FileOutcome]) -> None:
        if not outcomes:
            return
        folder = common_folder([outcome.name for outcome in outcomes])
        if folder:
            self._console.print(Text(self._display("in_folder").format_map({"folder": plain(folder)})))
        self._console.print(
            file_table(
                outcomes, self._texts, folder=folder, width=self._console.width, mark=self._marks.of_file
            )
        )
        self._console.print()

    def _show_trouble(self, outcome: FileOutcome) -> None:
        if outcome.report is not None:
            self._print(Padding(self._marks.headline(outcome.name, outcome.report), (1, 0, 0, 0)))
            self._print(Padding(self._parts.matters(findings_to_tell(outcome.report)), (0, 0, 0, 2)))

    def _print(self, what: RenderableType) -> None:
        self._console.print(what, width=min(self._console.width, _MAX_WIDTH))

    def summary(self, outcomes: Sequence[FileOutcome]) -> str:
        """Return how many there are of each conclusion."""
        counts = {
            conclusion.value: self._texts.count(sum(outcome.conclusion is conclusion for outcome in outcomes))
            for conclusion in Conclusion
        }
        noted = sum(outcome.calls_for_note for outcome in outcomes)
        if noted:
            return self._display("summary_with_notes").format_map(
                counts | {"noted": self._texts.count(noted)}
            )
        return self._display("summary").format_map(counts)

    def _display(self, name: str) -> str:
        return self._texts.word("display", name)
