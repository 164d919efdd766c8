"""What a person sees on a terminal: what stands first, what fits, and what is said once."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from credentials.parsing import JsonObject
from tests.findings_for_tests import with_result
from tests.keys_for_tests import STRANGER_ED25519
from tests.verification_for_tests import badge, badge_with, badge_with_own_terms, report_on, signed
from verifier.file_table import shortened
from verifier.report import Conclusion
from verifier.run import FileOutcome, calls_for_note
from verifier.terminal import Terminal
from verifier.texts import texts


def shown(outcomes: list[FileOutcome], width: int = 80, language: str = "en") -> list[str]:
    """Return the lines that many files give, without what is to the right of the last letter."""
    output = io.StringIO()
    console = Console(file=output, width=width, highlight=False, emoji=False, markup=False)
    Terminal(console, texts(language)).show_many(outcomes)
    return [line.rstrip() for line in output.getvalue().splitlines()]


def in_order(name: str, *said: str) -> FileOutcome:
    return FileOutcome(name=name, conclusion=Conclusion.PASSED, said=said)


class TestShortened:
    @pytest.mark.parametrize(
        ("name", "width", "expected"),
        [
            ("abcdefgh", 8, "abcdefgh"),
            ("abcdefgh", 7, "ab…efgh"),
            ("abcdefgh", 4, "a…gh"),
            ("abcdefgh", 1, "…"),
            ("一二三四五", 10, "一二三四五"),
            ("一二三四五", 7, "一…四五"),
        ],
    )
    def test_it_loses_its_middle(self, name: str, width: int, expected: str) -> None:
        assert shortened(name, width) == expected

    @pytest.mark.parametrize("width", range(1, 25))
    def test_it_fits_with_letters_of_any_width(self, width: int) -> None:
        assert cell_len(shortened("klas 三B/一二三四五.json", width)) <= width


class TestTable:
    LONG = "verlopen-" * 12 + ".json"

    def test_a_long_name_leaves_room_for_whose_it_is(self) -> None:
        lines = shown([in_order("a.json", "Sanne de Vries"), in_order(self.LONG, "Youssef El Amrani")])
        assert lines[0].split(maxsplit=2) == ["Outcome", "File", "In the name of, title"]
        assert lines[1].split(maxsplit=4)[-1] == "Sanne de Vries"
        assert lines[2].endswith("  Youssef El Amrani")
        assert "verlopen-" in lines[2]
        assert "…" in lines[2]
        assert ".json" in lines[2]

    def test_both_are_shortened_when_neither_fits(self) -> None:
        line = shown([in_order(self.LONG, "Anne-Fleur " * 12)])[1]
        names, said = line.removeprefix("✔ in order").strip().split("  ")
        assert cell_len(names) == (cell_len(names) + cell_len(said)) * 60 // 100
        assert cell_len(line) == 80

    def test_nothing_is_shortened_when_there_is_room(self) -> None:
        line = shown([in_order(self.LONG, "Youssef El Amrani")], width=160)[1]
        assert line.split() == ["✔", "in", "order", self.LONG, "Youssef", "El", "Amrani"]

    def test_a_very_narrow_terminal_has_a_line_per_file(self) -> None:
        lines = shown([in_order("a.json", "Sanne de Vries"), in_order(self.LONG)], width=20)
        assert sum(line.startswith("✔") for line in lines) == 2


class TestWhatIsTheMatter:
    def outcome(self, name: str, document: JsonObject) -> FileOutcome:
        report = report_on(document)
        return FileOutcome(
            name=name,
            conclusion=report.conclusion,
            calls_for_note=calls_for_note(report),
            report=report,
        )

    def test_the_worst_stands_first(self) -> None:
        unknown = badge_with("/issuer/id", STRANGER_ED25519.did_key)
        outcomes = [
            self.outcome("noted.json", signed(with_result("Geweldig", allowedValue=["Behaald"]))),
            self.outcome("open.json", signed(unknown, STRANGER_ED25519, controller="did:key")),
            self.outcome("expired.json", signed(badge(validUntil="2026-11-20T22:59:59Z"))),
            self.outcome("changed.json", signed(badge()) | {"name": "Bankdirecteur"}),
        ]
        lines = shown(outcomes)
        after = lines[lines.index("What is the matter") :]
        headlines = [line.split()[-1] for line in after if line.endswith(".json")]
        assert headlines == ["expired.json", "changed.json", "open.json", "noted.json"]

    def test_a_place_is_said_to_be_one(self) -> None:
        lines = shown(
            [self.outcome("a.json", signed(badge(validUntil="2026-11-20T22:59:59Z")))], language="nl"
        )
        assert "    Plaats in het bestand: /validUntil" in lines

    def test_the_second_line_of_an_advice_stands_under_the_first(self) -> None:
        lines = shown([self.outcome("a.json", signed(badge()) | {"name": "Bankdirecteur"})], width=50)
        arrow = next(number for number, line in enumerate(lines) if line.startswith("    → "))
        assert lines[arrow + 1].startswith(" " * 6)
        assert not lines[arrow + 1].startswith(" " * 7)


class TestOneReport:
    def lines(self, document: JsonObject, width: int = 160) -> list[str]:
        output = io.StringIO()
        console = Console(file=output, width=width, highlight=False, emoji=False, markup=False)
        Terminal(console, texts("en")).show("a.json", report_on(document))
        return [line.rstrip() for line in output.getvalue().splitlines()]

    def test_words_of_the_issuers_own_are_told_of_once(self) -> None:
        lines = self.lines(signed(badge_with_own_terms()))
        assert "The issuer's own words" in lines
        assert "The issuer uses words of its own as well" not in lines

    def test_without_their_section_the_remark_is_there(self) -> None:
        lines = self.lines(signed(badge_with_own_terms()) | {"name": "Bankdirecteur"})
        assert "The issuer's own words" not in lines
        assert "The issuer uses words of its own as well" in lines

    def test_lines_are_no_longer_than_one_can_read(self) -> None:
        document = badge_with("/credentialSubject/achievement/name", "Warmtepompen installeren " * 12)
        assert 80 < max(map(cell_len, self.lines(signed(document), width=300))) <= 100
