"""Tells what happens in the demonstration, in Dutch or English."""

import shlex
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from issuer.cli.session import progress_bar
from issuer.domain.institution import Institution
from issuer.domain.result_rows import Weight
from issuer.language import Language
from issuer.services.import_results import ImportReport
from issuer.spreadsheets.annotating import remark_text
from verifier import Conclusion, VerificationReport
from verifier.texts import texts
from waarmerk.demo.outcome import DemoOutcome

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "school": ("{school} (verzonnen) opent", "{school} (fictional) opens"),
    "module": ("module gepubliceerd: {title}", "module published: {title}"),
    "refused": (
        "Spreadsheet geweigerd: {wrong} van {rows} rijen zijn fout (met opzet)",
        "Spreadsheet refused: {wrong} of {rows} rows are wrong (on purpose)",
    ),
    "row": ("rij {row}, {remark}", "row {row}, {remark}"),
    "annotated": (
        "zo teruggegeven aan de docent: results-annotated.xlsx",
        "given back to the teacher: results-annotated.xlsx",
    ),
    "decided": (
        "Zonder die rijen: {awards} voorstellen, besloten door twee leden van de examencommissie",
        "Without those rows: {awards} proposals, decided by two members of the exam board",
    ),
    "issuing": ("Ondertekenen", "Signing"),
    "issued": (
        "{count} bewijzen ondertekend, elk in twee vormen, en gecontroleerd voor opslag",
        "{count} credentials signed, each in two forms, and verified before they are stored",
    ),
    "catalogue": (
        "Openbare catalogus gemaakt: {modules} modules, in het Nederlands en het Engels",
        "Public catalogue made: {modules} modules, in Dutch and in English",
    ),
    "page": ("open in een browser: {page}", "open in a browser: {page}"),
    "exporting": ("Bestanden maken", "Making files"),
    "exported": ("{count} bestanden gemaakt voor de lerenden", "{count} files made for the learners"),
    "listed": (
        "De school staat op een lijst van erkende scholen, die een beheerder (verzonnen) ondertekent",
        "The school is on a list of recognised schools, which a publisher (fictional) signs",
    ),
    "verifying": ("Controleren", "Verifying"),
    "verified": (
        "Elk bestand van schijf gelezen en gecontroleerd, zonder netwerk",
        "Every file read from disk and verified, without a network",
    ),
    "file": ("bestand", "file"),
    "genuine": ("echt", "genuine"),
    "apart": ("Vijf die erop lijken, uit elkaar gehouden", "Five that look like them, told apart"),
    "conclusion": ("oordeel", "conclusion"),
    "why": ("waarom", "why"),
    "end": (
        "Klaar in {seconds} s. Alles staat in {directory}",
        "Done in {seconds} s. Everything is in {directory}",
    ),
    "try": ("Probeer:", "Try:"),
    "wrong": ("Dit ging niet zoals het moest: {files}", "This did not go as it should: {files}"),
    Conclusion.PASSED.value: ("echt", "genuine"),
    Conclusion.FAILED.value: ("niet geldig", "not valid"),
    Conclusion.INDETERMINATE.value: ("niet vast te stellen", "could not be established"),
}
# Colour is never the only signal, and an old terminal may know no other letters than ASCII.
_STYLES: Final = {
    Conclusion.PASSED: ("✔", "+", "bold green"),
    Conclusion.FAILED: ("✘", "x", "bold red"),
    Conclusion.INDETERMINATE: ("?", "?", "bold yellow"),
}


class Narrator:
    """Writes to a terminal, or to a file without colours.

    Args:
        console: Where to write.
        language: "nl" or "en".
    """

    def __init__(self, console: Console, language: Language) -> None:
        self.language = language
        self._console = console

    def school(self, institution: Institution, modules: tuple[str, ...]) -> None:
        """Introduce the school and its modules."""
        self._step(self._say("school", school=institution.name))
        for title in modules:
            self._detail(self._say("module", title=title))

    def refused_rows(self, report: ImportReport) -> None:
        """Tell which rows were wrong."""
        self._step(self._say("refused", wrong=report.wrong_rows, rows=report.rows))
        for remark in report.remarks:
            if remark.weight is Weight.ERROR:
                self._detail(self._say("row", row=remark.row, remark=remark_text(remark, self.language)))
        self._detail(self._say("annotated"))

    def decided(self, awards: int) -> None:
        """Tell that the board decided."""
        self._step(self._say("decided", awards=awards))

    def issued(self, count: int) -> None:
        """Tell how many were signed."""
        self._step(self._say("issued", count=count))

    def catalogue(self, modules: int, page: Path) -> None:
        """Tell where the catalogue of the school is."""
        self._step(self._say("catalogue", modules=modules))
        self._detail(self._say("page", page=page))

    def exported(self, count: int) -> None:
        """Tell how many files there are."""
        self._step(self._say("exported", count=count))

    def listed(self) -> None:
        """Tell by which list the school is recognised."""
        self._step(self._say("listed"))

    def verified(self, passed: Mapping[str, int]) -> None:
        """Tell what passed, by kind of file."""
        self._step(self._say("verified"))
        table = self._table("file", "genuine")
        for name, count in sorted(passed.items()):
            table.add_row(name, self._outcome(Conclusion.PASSED, str(count)))
        self._console.print(Padding(table, (0, 0, 0, 2), expand=False))

    def end(self, outcome: DemoOutcome) -> None:
        """Show the five look-alikes, and say where everything is."""
        self._step(self._say("apart"))
        self._console.print(Padding(self._look_alikes(outcome), (0, 0, 0, 2), expand=False))
        if outcome.not_as_expected:
            files = ", ".join(outcome.not_as_expected)
            self._print(Text(self._say("wrong", files=files), style="bold red"))
        seconds = f"{outcome.seconds:.1f}".replace(".", "," if self.language == "nl" else ".")
        self._step(self._say("end", seconds=seconds, directory=outcome.directory))
        self._detail(f"{self._say('try')} {_verify_command(outcome)}")

    def progress(self, word: str) -> AbstractContextManager[Callable[[int, int], None]]:
        """Show a bar for as long as something takes."""
        return progress_bar(self._say(word))

    def _look_alikes(self, outcome: DemoOutcome) -> Table:
        table = self._table("file", "conclusion", "why")
        for lookalike, report in sorted(outcome.told_apart, key=lambda pair: pair[0].name):
            table.add_row(
                f"{lookalike.name}.json",
                self._outcome(report.conclusion, self._say(report.conclusion.value)),
                Text(self._why(report, lookalike.decided_by)),
            )
        return table

    def _table(self, *words: str) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
        for word in words:
            table.add_column(self._say(word))
        return table

    def _outcome(self, conclusion: Conclusion, words: str) -> Text:
        icon, ascii_icon, style = _STYLES[conclusion]
        speaks_unicode = (self._console.encoding or "").lower().startswith("utf")
        return Text(f"{icon if speaks_unicode else ascii_icon} {words}", style=style)

    def _why(self, report: VerificationReport, check: str) -> str:
        words = texts(self.language)
        titles = [
            words.finding(finding).title
            for result in report.results
            if result.check == check
            for finding in result.findings
        ]
        return " ".join(titles)

    def _say(self, word: str, **values: object) -> str:
        return _WORDS[word][0 if self.language == "nl" else 1].format_map(values)

    def _step(self, text: str) -> None:
        self._print(Text(text, style="bold"))

    def _detail(self, text: str) -> None:
        self._print(Text(f"  {text}"))

    def _print(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)  # a command must be fit to be copied


def _verify_command(outcome: DemoOutcome) -> str:
    directory = outcome.directory
    words = ("waarmerk", "verify", "--offline", "--trust", str(directory / "trust-list.json"))
    root = ("--trust-root", str(directory / "trust-root.txt"))
    lists = ("--status-list", str(directory / "status"))
    return shlex.join((*words, *root, *lists, str(directory / "told-apart")))
