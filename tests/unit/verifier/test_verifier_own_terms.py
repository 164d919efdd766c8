"""What an issuer says in its own words is shown as such: signed, and understood by nobody else."""

import io
import json
from typing import Any

import pytest
from rich.console import Console

from credentials.parsing import JsonObject
from tests.verification_for_tests import (
    OWN_CONTEXT,
    badge,
    badge_1_1,
    badge_with,
    badge_with_own_terms,
    found,
    report_on,
    result_of,
    signed,
)
from verifier import CheckId, CheckStatus, Code, Conclusion
from verifier.report_json import report_json
from verifier.terminal import Terminal
from verifier.texts import texts

ZAAL = "/credentialSubject/achievement/zaal"
IRI = "https://roc-voorbeeld.example/woorden#zaal"


def shown(document: JsonObject, language: str = "nl") -> str:
    """Return what a person sees of a report."""
    console = Console(file=io.StringIO(), width=120, highlight=False, emoji=False, markup=False)
    Terminal(console, texts(language)).show("badge.json", report_on(document))
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


def section(text: str, title: str) -> list[str]:
    """Return the lines of one section."""
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index(title)
    return lines[start + 1 : lines.index("", start)]


class TestABadgeWithWordsOfItsOwn:
    def test_passes_with_a_remark(self) -> None:
        report = report_on(signed(badge_with_own_terms()))
        assert report.conclusion is Conclusion.PASSED
        assert found(report, CheckId.STRUCTURE) == [(Code.OWN_TERMS, "/@context")]
        assert result_of(report, CheckId.STRUCTURE).findings[0].params == {"words": "zaal"}

    def test_names_each_word_once_in_the_remark(self) -> None:
        document = badge_with("/credentialSubject/zaal", "A", badge_with_own_terms())
        document = badge_with("/credentialSubject/type/1", "Keuzedeel", document)
        (finding,) = result_of(report_on(signed(document)), CheckId.STRUCTURE).findings
        assert finding.params == {"words": "Keuzedeel, zaal"}

    def test_has_them_in_the_json_report_with_their_values(self) -> None:
        document = report_json(report_on(signed(badge_with_own_terms())), texts("en"))
        assert document["issuersOwnTerms"] == [
            {"pointer": ZAAL, "term": "zaal", "iri": IRI, "value": "B 1.07"}
        ]

    @pytest.mark.parametrize(
        ("language", "title", "explained"),
        [
            ("nl", "Eigen woorden van de uitgever", "Deze woorden komen niet uit de standaard"),
            ("en", "The issuer's own words", "These words are not defined by the standard"),
        ],
    )
    def test_has_them_on_the_terminal_in_plain_words(self, language: str, title: str, explained: str) -> None:
        lines = section(shown(signed(badge_with_own_terms()), language), title)
        assert lines[0].startswith(explained)
        assert lines[-1].split(maxsplit=1) == ["zaal", "B 1.07"]

    def test_is_no_pass_when_a_word_was_changed(self) -> None:
        document = badge_with(ZAAL, "C 3.01", signed(badge_with_own_terms()))
        assert found(report_on(document), CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, "/proof/0/proofValue")]

    def test_is_no_pass_when_the_meaning_of_a_word_was_changed(self) -> None:
        other = {**OWN_CONTEXT, "zaal": "https://elders.example/zaal"}
        document = badge_with("/@context/2", other, signed(badge_with_own_terms()))
        assert found(report_on(document), CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, "/proof/0/proofValue")]

    def test_may_be_of_the_previous_data_model(self) -> None:
        base = badge_1_1()
        contexts = base["@context"]
        assert isinstance(contexts, list)
        document = badge_with(ZAAL, "B 1.07", {**base, "@context": [*contexts, OWN_CONTEXT]})
        report = report_on(signed(document))
        assert found(report, CheckId.STRUCTURE) == [
            (Code.DATA_MODEL_OLDER, "/@context/0"),
            (Code.OWN_TERMS, "/@context"),
        ]


class TestWhatIsShown:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("regel 1\nregel 2", "zaal regel 1 regel 2"),
            (["A", "B"], 'zaal ["A", "B"]'),
            ("[bold red]echt[/]", "zaal [bold red]echt[/]"),
        ],
    )
    def test_is_the_value_as_it_is_and_harmless(self, value: Any, expected: str) -> None:  # noqa: ANN401
        document = badge_with(ZAAL, value, badge_with_own_terms())
        lines = section(shown(signed(document)), "Eigen woorden van de uitgever")
        assert " ".join(lines[-1].split()) == expected

    def test_is_that_a_type_is_one_of_its_own(self) -> None:
        document = badge_with("/credentialSubject/type/1", "Keuzedeel", badge_with_own_terms())
        lines = section(shown(signed(document), "en"), "The issuer's own words")
        assert "Keuzedeel  (a kind of its own)" in lines

    def test_is_a_dozen_and_how_many_more(self) -> None:
        words = {f"woord{number}": f"{IRI}/woord{number}" for number in range(20)}
        document = badge_with("/@context/2", {**words}) | dict.fromkeys(words, "x")
        lines = section(shown(signed(document), "en"), "The issuer's own words")
        assert sum(line.startswith("woord") for line in lines) == 12
        assert lines[-1] == "And 8 more. With --json you see them all."

    def test_is_nothing_of_a_forgery(self) -> None:
        document = badge_with(ZAAL, "C 3.01", signed(badge_with_own_terms()))
        assert "C 3.01" not in shown(document)
        assert report_json(report_on(document), texts("nl"))["issuersOwnTerms"] == []


class TestNamesThatNobodySigned:
    """A proof is over IRIs: a word that its IRI does not end in could be any word."""

    @pytest.mark.parametrize(
        "context",
        [
            {"cijfer": IRI},
            {"zaal": {"@id": IRI, "@context": {"lof": f"{IRI}/herkansing"}}},
            {"zaal": IRI, "Geslaagd": f"{IRI}/Gezakt"},
        ],
    )
    def test_leave_it_open_what_they_say(self, context: JsonObject) -> None:
        word = "cijfer" if "cijfer" in context else "zaal"
        document = badge_with("/@context/2", context) | {word: "B 1.07"}
        report = report_on(signed(document))
        assert (Code.CONTEXT_REFUSED, "/@context") in found(report, CheckId.STRUCTURE)
        assert report.conclusion is Conclusion.INDETERMINATE


class TestWordsOfOtherEditions:
    """Which of our contexts a badge names can be changed, if other words stand for the same IRIs."""

    def test_do_not_hide_when_it_ends(self) -> None:
        old = "https://www.w3.org/2018/credentials#"
        for context in (
            {"expirationDate": {"@id": f"{old}expirationDate"}},
            {"gedrukt": {"@id": f"{old}expirationDate"}},
            {"statusMaat": "https://www.w3.org/ns/credentials/status#statusSize"},
        ):
            document = badge_with("/@context/2", context)
            report = report_on(document)
            assert [code for code, _ in found(report, CheckId.STRUCTURE)] == [Code.CONTEXT_REFUSED]


class TestOtherBadges:
    def test_have_no_such_section(self) -> None:
        assert "Eigen woorden" not in shown(signed(badge()))
        assert report_json(report_on(signed(badge())), texts("nl"))["issuersOwnTerms"] == []

    @pytest.mark.parametrize(
        "context",
        [
            {"validUntil": f"{IRI}x"},
            {"zaal": "https://www.w3.org/2018/credentials#validUntil"},
            {"@vocab": "https://roc-voorbeeld.example/woorden#"},
        ],
        ids=["a word of the standard", "something of the standard", "any word"],
    )
    def test_that_redefine_the_standard_are_not_read(self, context: JsonObject) -> None:
        document = json.loads(json.dumps(signed(badge())))
        document["@context"].append(context)
        report = report_on(document)
        assert Code.OWN_TERMS not in {code for code, _ in found(report, CheckId.STRUCTURE)}
        assert result_of(report, CheckId.STRUCTURE).status is CheckStatus.INDETERMINATE
        assert report.conclusion is not Conclusion.PASSED
