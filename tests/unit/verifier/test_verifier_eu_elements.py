"""Which elements of the EU recommendation a credential carries, as the verifier tells it."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from typer import Typer
from typer.testing import CliRunner

from credentials.achievement.building import build_open_badge
from credentials.achievement.eu_elements import EU_ELEMENTS
from credentials.parsing import JsonObject
from credentials.trust_list import write_trust_list
from tests.awards_for_tests import AWARD
from tests.paths import domain_examples
from tests.verification_for_tests import (
    SCHOOL,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    report_on,
    signed,
)
from verifier import CheckId, CheckStatus, Code, Conclusion, VerificationReport
from verifier.cli import verify
from verifier.report_json import report_json
from verifier.terminal import Terminal
from verifier.texts import texts

FULL = badge_with("/issuer/id", SCHOOL, build_open_badge(AWARD))
TITLE = {"nl": "Onderdelen die de EU van een microcredential vraagt", "en": "Elements that the EU asks"}

app = Typer()
app.command()(verify)


def lines(report: VerificationReport, language: str = "nl", *, elements: bool = True) -> list[str]:
    """Return what a person sees, one space between words."""
    console = Console(file=io.StringIO(), width=100, highlight=False, emoji=False, markup=False)
    Terminal(console, texts(language), elements=elements).show("badge.json", report)
    output = console.file
    assert isinstance(output, io.StringIO)
    return [" ".join(line.split()) for line in output.getvalue().splitlines()]


class TestJson:
    def test_has_all_sixteen_with_their_names_and_places(self) -> None:
        found = report_json(report_on(signed(FULL)), texts("en"))["euElements"]
        assert isinstance(found, list)
        assert [one["number"] for one in found if isinstance(one, dict)] == list(range(1, 17))
        assert found[0] == {
            "number": 1,
            "key": "learner",
            "name": {"nl": "Wie het behaalde", "en": "Learner"},
            "mandatory": True,
            "value": "Zoë van ’t Hof",
            "count": 1,
            "pointer": "/credentialSubject/identifier/1",
        }
        assert json.loads(json.dumps(found)) == found

    def test_says_what_is_not_there(self) -> None:
        found = report_json(report_on(signed(badge())), texts("nl"))["euElements"]
        assert isinstance(found, list)
        assert found[6] == {
            "number": 7,
            "key": "workload",
            "name": {"nl": "Studielast", "en": "Notional workload"},
            "mandatory": True,
            "value": None,
            "count": 0,
            "pointer": None,
        }

    @pytest.mark.parametrize("source", [badge(), signed(badge()) | {"name": "Bankdirecteur"}, {}, b"a note"])
    def test_is_empty_unless_the_proof_holds(self, source: JsonObject | bytes) -> None:
        report = report_on(source)
        assert report.eu_elements == ()
        assert report_json(report, texts("nl"))["euElements"] == []


class TestTerminal:
    def test_ordinary_output_has_one_line(self) -> None:
        shown = lines(report_on(signed(FULL)), elements=False)
        assert "EU-onderdelen 11 van 11 verplichte, 5 van 5 aanvullende" in shown
        assert not any(line.startswith(TITLE["nl"]) for line in shown)

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_table_has_every_name_value_and_place(self, language: str) -> None:
        report = report_on(signed(FULL))
        shown = lines(report, language)
        assert any(line.startswith(TITLE[language]) for line in shown)
        after = shown[next(n for n, line in enumerate(shown) if line.startswith(TITLE[language])) :]
        for definition, element in zip(EU_ELEMENTS, report.eu_elements, strict=True):
            first_words = " ".join(definition.names[language].split()[:2])
            assert any(line.startswith(f"{element.number} {first_words}") for line in after)
            assert any(line.endswith(element.pointer or "-") for line in after)

    def test_several_values_are_counted(self) -> None:
        assert "6 Leeruitkomsten Neemt een bestelling op. (en nog 1)" in lines(report_on(signed(FULL)))

    def test_a_number_is_written_as_in_dutch(self) -> None:
        assert "14 Resultaat 7,5 (en nog 1)" in lines(report_on(signed(FULL)))

    def test_absence_is_said_calmly(self) -> None:
        shown = lines(report_on(signed(badge())))
        assert "EU-onderdelen 4 van 11 verplichte, 1 van 5 aanvullende" in shown
        assert "7 Studielast staat er niet in" in shown

    def test_nothing_of_what_nobody_signed(self) -> None:
        forged = signed(FULL) | {"name": "Bankdirecteur"}
        shown = "\n".join(lines(report_on(forged)))
        assert "EU-onderdelen" not in shown
        assert TITLE["nl"] not in shown
        assert "Bankdirecteur" not in shown

    def test_a_strangers_words_stay_plain(self) -> None:
        document = badge_with("/credentialSubject/achievement/name", "[red]a\x1b[2Jb[/]")
        assert "2 Titel [red]a[2Jb[/]" in lines(report_on(as_jwt(document)))


class TestVerificationIsNotValue:
    def test_what_is_missing_changes_no_outcome(self) -> None:
        report = report_on(signed(badge()))
        assert any(one.mandatory and one.value is None for one in report.eu_elements)
        assert report.conclusion is Conclusion.PASSED
        assert not [finding for result in report.results for finding in result.findings]

    def test_of_an_expired_credential_is_told_what_it_says(self) -> None:
        report = report_on(signed(badge(validUntil="2026-11-20T22:59:59Z")))
        assert report.conclusion is Conclusion.FAILED
        assert len(report.eu_elements) == 16


def test_a_foreign_badge_with_a_context_that_we_do_not_have() -> None:
    """A signature over the text of a JWT holds whatever the words mean; we say that we do not know them."""
    path = domain_examples() / "01-microcredential-240sbu.ob3.json"
    document = badge_with("/issuer/id", SCHOOL, json.loads(path.read_text("utf-8")))
    report = report_on(as_jwt(document))
    proof, structure = report.result(CheckId.PROOF), report.result(CheckId.STRUCTURE)
    assert proof is not None
    assert structure is not None
    assert proof.status is CheckStatus.PASSED
    assert Code.CONTEXT_UNKNOWN in {finding.code for finding in structure.findings}
    assert report.conclusion is Conclusion.INDETERMINATE
    there = {one.key for one in report.eu_elements if one.value is not None}
    assert {one.key for one in EU_ELEMENTS if one.mandatory} - there == {"learning_outcomes"}


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
        monkeypatch.setenv("COLUMNS", "100")
        (tmp_path / "trust.json").write_bytes(write_trust_list(TRUST_LIST))
        (tmp_path / "full.json").write_bytes(as_bytes(signed(FULL)))
        (tmp_path / "bare.json").write_bytes(as_bytes(signed(badge())))
        (tmp_path / "forged.json").write_bytes(as_bytes(signed(badge()) | {"name": "Bankdirecteur"}))
        return tmp_path

    def run(self, *arguments: str) -> str:
        options = [
            "--offline",
            "--unsigned-trust",
            "trust.json",
            "--at",
            "2026-11-21T12:00:00Z",
            "--lang",
            "en",
            *arguments,
        ]
        return " ".join(CliRunner().invoke(app, options).stdout.split())

    @pytest.mark.usefixtures("folder")
    def test_shows_the_table_only_when_asked(self) -> None:
        assert TITLE["en"] not in self.run("full.json")
        assert TITLE["en"] in self.run("full.json", "--elements")

    @pytest.mark.usefixtures("folder")
    def test_shows_a_table_for_each_of_several_files(self) -> None:
        said = self.run("full.json", "bare.json", "forged.json", "--elements")
        assert said.count(TITLE["en"]) == 2
        assert "11 of 11 mandatory" in said
        assert "4 of 11 mandatory" in said
        assert "Bankdirecteur" not in said
