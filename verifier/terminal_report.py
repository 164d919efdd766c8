"""The parts of one report on a terminal: what is the matter, who, what, and what was looked at.

Everything from a credential is shown as plain text: it goes through :func:`plain`, and into
Rich's Text, which does not read markup.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from credentials.achievement.content import OpenBadgeContent, ReadResult
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.jsonld.own_terms import OwnTerm
from credentials.parsing import JsonValue
from verifier.codes import CheckId, Code
from verifier.element_table import element_count, element_table
from verifier.endorser_words import EndorserWords, endorsement_count, endorser_words
from verifier.endorsers import Endorsed
from verifier.plain_text import plain
from verifier.report import VerificationReport
from verifier.result import CheckStatus, Finding
from verifier.standing import what_it_is_not
from verifier.telling import findings_to_tell
from verifier.terminal_marks import Marks
from verifier.texts import Texts

_ENDORSED: Final = (
    ("signatures", Endorsed.CREDENTIAL),
    ("module_endorsements", Endorsed.ACHIEVEMENT),
)
_MAX_LISTED: Final = 12
_MAX_OWN_VALUE: Final = 300  # characters of a value that nobody but the issuer understands


class ReportParts:
    """Puts reports together from their parts.

    Args:
        texts: In which language.
        marks: For outcomes.
        elements: Whether to show which elements of the EU recommendation there are, and where.
    """

    def __init__(self, texts: Texts, marks: Marks, *, elements: bool) -> None:
        self._texts = texts
        self._marks = marks
        self._elements = elements

    def sections(self, report: VerificationReport) -> Iterator[RenderableType]:
        """Yield what there is to tell of one report, part by part."""
        content = report.signed_content
        own = report.own_terms
        matters, remarks = findings_to_tell(report)
        if own:  # they have a section of their own, which says it as well
            remarks = [finding for finding in remarks if finding.code is not Code.OWN_TERMS]
        if matters or remarks:
            yield self.matters((matters, remarks))
        if content is None:
            yield Text(self._display("unproven"))
        else:
            yield self._section("who", self._who(content, report))
            yield self._section("what", self._what(content, report))
            if self._elements and report.eu_elements:  # a card has none to show
                yield element_table(report.eu_elements, self._texts)
            for title, endorsed in _ENDORSED:
                if lines := endorser_words(report, self._texts, endorsed):
                    yield self._endorsers(title, endorsement_count(report, self._texts, endorsed), lines)
            if own:
                yield self._own_words(own)
            yield self._section("status_as_of", self._status(report))
            yield self._section("is_not", [("", line) for line in what_it_is_not(content, self._texts)])
        yield self._checks(report)

    def matters(self, told: tuple[list[Finding], list[Finding]]) -> RenderableType:
        """Return what is the matter, and then what there is to remark."""
        matters, remarks = told
        shown = [self._finding(finding) for finding in matters]
        if shown and remarks:
            shown.append(Text(self._display("remarks"), style="bold"))
        shown.extend(self._finding(finding) for finding in remarks)
        return Group(*shown)

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
        if report.eu_elements:
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
            shown = self._marks.mark(line.status.value, line.signer)
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
                Text(self._word("question", result.check.value)), self._marks.mark(result.status.value, words)
            )
        return Group(Text(self._display("checks"), style="bold"), Padding(table, (0, 0, 0, 2)))

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
