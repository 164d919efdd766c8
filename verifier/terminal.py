"""A report on a terminal, for a person: the answer first, then on what it rests.

Everything from a credential is shown as plain text: it goes through :func:`plain`, and into
Rich's Text, which does not read markup. Colour is never the only signal.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from credentials.achievement.reading import OpenBadgeContent, ReadResult, read_open_badge
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.jsonld.own_terms import OwnTerm
from credentials.parsing import JsonValue
from verifier.codes import CheckId, Code
from verifier.element_table import element_count, element_table
from verifier.endorser_words import EndorserWords, endorsement_count, endorser_words
from verifier.endorsers import Endorsed
from verifier.file_table import common_folder, file_table
from verifier.plain_text import plain
from verifier.policy import Severity
from verifier.report import Conclusion, VerificationReport
from verifier.result import CheckResult, CheckStatus, Finding
from verifier.run import FileOutcome, calls_for_note
from verifier.standing import what_it_is_not
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
_ENDORSED: Final = (
    ("signatures", Endorsed.CREDENTIAL),
    ("module_endorsements", Endorsed.ACHIEVEMENT),
)
_MAX_LISTED: Final = 12
_MAX_OWN_VALUE: Final = 300  # characters of a value that nobody but the issuer understands
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

    def show(self, name: str, report: VerificationReport) -> None:
        """Show one report in full."""
        self._print(self._headline(name, report))
        if calls_for_note(report):
            self._print(Text(self._display("passed_but_note_detail")))
        else:
            self._print(Text(self._word("conclusion_detail", report.conclusion.value)))
        for section in self._sections(report):
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
                self._print(self._headline(outcome.name, outcome.report))
                self._print(Padding(element_table(elements, self._texts), (0, 0, 1, 2)))

    def _table(self, outcomes: Sequence[FileOutcome]) -> None:
        if not outcomes:
            return
        folder = common_folder([outcome.name for outcome in outcomes])
        if folder:
            self._console.print(Text(self._display("in_folder").format_map({"folder": plain(folder)})))
        self._console.print(
            file_table(
                outcomes, self._texts, folder=folder, width=self._console.width, mark=self._short_outcome
            )
        )
        self._console.print()

    def _show_trouble(self, outcome: FileOutcome) -> None:
        if outcome.report is not None:
            self._print(Padding(self._headline(outcome.name, outcome.report), (1, 0, 0, 0)))
            self._print(Padding(self._matters(_findings_to_tell(outcome.report)), (0, 0, 0, 2)))

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

    def _headline(self, name: str, report: VerificationReport) -> Text:
        if calls_for_note(report):
            line = self._outcome(_PASSED_BUT_NOTE, self._display("passed_but_note").upper())
        else:
            words = self._word("conclusion", report.conclusion.value).upper()
            line = self._outcome(report.conclusion.value, words)
        return line.append("  ").append(plain(name), style="not bold default")

    def _short_outcome(self, outcome: FileOutcome) -> Text:
        if outcome.calls_for_note or outcome.conclusion is None:
            return self._outcome(_PASSED_BUT_NOTE, self._display("passed_but_note_short"))
        return self._outcome(outcome.conclusion.value, self._word("status", outcome.conclusion.value))

    def _outcome(self, outcome: str, words: str) -> Text:
        unicode_icon, ascii_icon = _ICON[outcome]
        speaks_unicode = (self._console.encoding or "").lower().startswith("utf")
        icon = unicode_icon if speaks_unicode else ascii_icon
        return Text(f"{icon} {words}", style=_STYLE[outcome])

    def _sections(self, report: VerificationReport) -> Iterator[RenderableType]:
        content = _signed_content(report)
        own = report.own_terms
        matters, remarks = _findings_to_tell(report)
        if own:  # they have a section of their own, which says it as well
            remarks = [finding for finding in remarks if finding.code is not Code.OWN_TERMS]
        if matters or remarks:
            yield self._matters((matters, remarks))
        if content is None:
            yield Text(self._display("unproven"))
        else:
            yield self._section("who", self._who(content, report))
            yield self._section("what", self._what(content, report))
            if self._elements:
                yield element_table(report.eu_elements, self._texts)
            for title, endorsed in _ENDORSED:
                if lines := endorser_words(report, self._texts, endorsed):
                    yield self._endorsers(title, endorsement_count(report, self._texts, endorsed), lines)
            if own:
                yield self._own_words(own)
            yield self._section("status_as_of", self._status(report))
            yield self._section("is_not", [("", line) for line in what_it_is_not(content, self._texts)])
        yield self._checks(report)

    def _section(self, title: str, lines: Sequence[tuple[str, str]]) -> RenderableType:
        table = Table.grid(padding=(0, 2))
        labelled = any(label for label, _ in lines)
        for label, value in lines:
            shown = Text(plain(value, max_characters=2_000))
            if labelled:
                table.add_row(Text(label, style="dim"), shown)
            else:
                table.add_row(shown)
        return Group(Text(self._display(title), style="bold"), Padding(table, (0, 0, 0, 2)))

    def _who(self, content: OpenBadgeContent, report: VerificationReport) -> list[tuple[str, str]]:
        lines = [(self._display("issuer"), content.issuer_name or content.issuer_id or "–")]
        if content.issuer_name and content.issuer_id:
            lines.append(("", content.issuer_id))
        trust = report.result(CheckId.ISSUER_TRUST)
        if trust is not None and trust.status is CheckStatus.PASSED:
            listed = self._display("listed_by").format_map(
                {
                    "list": plain(trust.evidence["trust_list"]),
                    "publisher": plain(trust.evidence["trust_list_publisher"]),
                }
            )
            names = [trust.evidence.get("issuer_name", ""), trust.evidence.get("brin", "")]
            lines.append(("", f"{', '.join(plain(name) for name in names if name)}: {listed}"))
        return lines

    def _what(self, content: OpenBadgeContent, report: VerificationReport) -> list[tuple[str, str]]:
        level = content.level
        levels = [f"{name} {value}" for name, value in (("EQF", level.eqf), ("NLQF", level.nlqf)) if value]
        outcomes = [outcome.name for outcome in content.learning_outcomes if outcome.name]
        shown_level = ", ".join(levels)
        if shown_level and level.indicative:
            shown_level = self._display("level_indicative").format_map({"level": shown_level})
        results = [self._result(result) for result in content.results]
        rows: list[tuple[str, str | None]] = [
            ("title", content.title),
            ("recipient", content.recipient_name),
            ("awarded", self._day(content.awarded_on)),
            ("valid", self._period(content.valid_from, content.valid_until)),
            ("level", shown_level),
            ("study_load", content.study_load.text if content.study_load else None),
        ]
        rows.extend(("outcomes", outcome) for outcome in outcomes[:_MAX_LISTED])
        rows.extend(("results", result) for result in results[:_MAX_LISTED])
        rows.append(("eu_elements_short", element_count(report.eu_elements, self._texts)))
        lines: list[tuple[str, str]] = []
        previous = ""
        for label, value in rows:
            if value:
                lines.append((self._display(label) if label != previous else "", value))
                previous = label
        return lines

    def _endorsers(self, title: str, count: str, lines: Sequence[EndorserWords]) -> RenderableType:
        """Show who signed besides the issuer, as what, and who that is."""
        table = Table.grid(padding=(0, 2))
        for line in lines[:_MAX_LISTED]:
            shown = self._outcome(line.status.value, line.signer)
            if line.status is not CheckStatus.PASSED:
                shown.append(f" ({self._word('status', line.status.value)})")
            table.add_row(Text(line.role, style="dim"), shown)
            if line.standing:
                table.add_row("", Text(line.standing, style="dim"))
        heading = Text(self._display(title), style="bold").append(f": {count}", style="not bold default")
        return Group(heading, Padding(table, (0, 0, 0, 2)))

    def _own_words(self, own: Sequence[OwnTerm]) -> RenderableType:
        """Show what the issuer says in words that no standard defines, and that they are such words."""
        table = Table.grid(padding=(0, 2))
        for term in own[:_MAX_LISTED]:
            is_type = term.value == term.term
            said = self._display("own_words_type") if is_type else _as_it_is(term.value)
            table.add_row(Text(plain(term.term), style="dim"), Text(said))
        shown: list[RenderableType] = [
            Text(self._display("own_words"), style="bold"),
            Padding(Text(self._display("own_words_explained")), (0, 0, 0, 2)),
            Padding(table, (0, 0, 0, 2)),
        ]
        if len(own) > _MAX_LISTED:
            more = self._display("own_words_more").format_map({"count": len(own) - _MAX_LISTED})
            shown.append(Padding(Text(more), (0, 0, 0, 2)))
        return Group(*shown)

    def _result(self, result: ReadResult) -> str | None:
        if result.value is None:
            return result.name
        value = self._texts.number(result.value)
        return f"{result.name}: {value}" if result.name else value

    def _status(self, report: VerificationReport) -> list[tuple[str, str]]:
        status = report.result(CheckId.STATUS)
        if status is None or status.status is CheckStatus.NOT_APPLICABLE:
            return [("", self._display("no_status"))]
        lines = [("", self._texts.finding(finding).title) for finding in status.findings]
        if status.status is CheckStatus.PASSED:
            as_of = status.evidence.get("revocation_as_of") or status.evidence.get("suspension_as_of")
            if as_of:
                moment = self._texts.moment(parse_date_time_stamp(as_of))
                lines.append(("", self._display("not_revoked_as_of").format_map({"moment": moment})))
        return lines or [("", self._word("status", status.status.value))]

    def _checks(self, report: VerificationReport) -> RenderableType:
        table = Table.grid(padding=(0, 2))
        order = list(CheckId)
        for result in sorted(report.results, key=lambda result: order.index(result.check)):
            words = self._word("status", result.status.value)
            if result.check is CheckId.RECIPIENT and result.status is CheckStatus.NOT_APPLICABLE:
                words = self._display("not_asked")
            table.add_row(
                Text(self._word("question", result.check.value)), self._outcome(result.status.value, words)
            )
        return Group(Text(self._display("checks"), style="bold"), Padding(table, (0, 0, 0, 2)))

    def _matters(self, told: tuple[list[Finding], list[Finding]]) -> RenderableType:
        matters, remarks = told
        shown = [self._finding(finding) for finding in matters]
        if shown and remarks:
            shown.append(Text(self._display("remarks"), style="bold"))
        shown.extend(self._finding(finding) for finding in remarks)
        return Group(*shown)

    def _finding(self, finding: Finding) -> RenderableType:
        words = self._texts.finding(finding)
        body = Text(plain(words.detail, max_characters=1_000))
        advice = Table.grid(padding=(0, 1))
        advice.add_row("→", Text(words.advice, style="italic"))
        parts: list[RenderableType] = [body, advice]
        if finding.pointer:
            place = self._display("place").format_map({"pointer": plain(finding.pointer)})
            parts.append(Text(place, style="dim"))
        return Group(Text(plain(words.title), style="bold"), Padding(Group(*parts), (0, 0, 0, 2)))

    def _day(self, value: date | None) -> str | None:
        return self._texts.day(value) if value is not None else None

    def _period(self, valid_from: datetime | None, valid_until: datetime | None) -> str | None:
        if valid_from is None:
            return None
        start = self._texts.moment(valid_from)
        if valid_until is None:
            return self._display("from").format_map({"valid_from": start})
        end = self._texts.moment(valid_until)
        return self._display("from_until").format_map({"valid_from": start, "valid_until": end})

    def _word(self, table: str, name: str) -> str:
        return self._texts.word(table, name)

    def _display(self, name: str) -> str:
        return self._texts.word("display", name)


def _as_it_is(value: JsonValue) -> str:
    """Write a value that nobody but the issuer understands: a text as it is, anything else as JSON."""
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return plain(written, max_characters=_MAX_OWN_VALUE)


def _signed_content(report: VerificationReport) -> OpenBadgeContent | None:
    document = report.signed_document
    return read_open_badge(document) if document is not None else None


def _findings_to_tell(report: VerificationReport) -> tuple[list[Finding], list[Finding]]:
    """Return what a reader must know: first what is wrong and what is not certain, then the rest."""
    blocking = [result for result in report.results if report.severity(result) is Severity.BLOCKING]
    blocking.sort(key=lambda result: result.status is not CheckStatus.FAILED)  # sorting is stable
    warnings = [result for result in report.results if report.severity(result) is Severity.WARNING]
    return _telling(blocking) or _every(blocking), _telling(warnings)


def _every(results: Sequence[CheckResult]) -> list[Finding]:
    return [finding for result in results for finding in result.findings]


def _telling(results: Sequence[CheckResult]) -> list[Finding]:
    """Leave out what a reader has been told: the same thing twice, or "look at another check"."""
    telling: list[Finding] = []
    for finding in _every(results):
        if finding.code is not Code.NOT_CHECKED and finding not in telling:
            telling.append(finding)
    return telling
