"""What is shown of an answer: pure values, the same in both languages, with words for everything."""

import re
from dataclasses import asdict, fields
from typing import Any

import pytest

from credentials.parsing import JsonValue
from credentials.status.status_changes import ChangeReason
from tests.findings_for_tests import CASES
from tests.paths import ROOT
from tests.status_changes_for_tests import changes_document, list_naming, listed
from tests.verification_for_tests import (
    AT,
    INDEX,
    TRUST_LIST,
    badge,
    report_on,
    signed,
    status_entry,
    status_list,
)
from tests.web_for_tests import EXPIRED, GOOD, TAMPERED, rich
from verifier import CheckId, CheckStatus, Code, Conclusion, Finding, VerificationReport
from verifier.policy import DEFAULT
from verifier.result import CheckResult
from verifier.unpack import FileKind
from verifier.web.answer_view import AnswerView, answer_view
from verifier.web.page_texts import page_texts
from verifier.web.problems import ProblemKind
from verifier.web.technical_view import FileFacts
from verifier.web.verdict import Tone, Verdict, verdict_of

WEB = ROOT / "verifier" / "web"
FACTS = FileFacts(name="bewijs.json", size=1_234, sha256="ab" * 32, kind=FileKind.JSON)
NL, EN = page_texts("nl"), page_texts("en")


def view_of(source: Any, language: str = "nl", **options: Any) -> AnswerView:  # noqa: ANN401
    report = report_on(source, **options)
    return answer_view(report, FACTS, options.get("trusted", TRUST_LIST), language=language)


class TestVerdict:
    @pytest.mark.parametrize("code", list(CASES), ids=lambda code: code.name)
    def test_never_says_more_than_the_conclusion(self, code: Code) -> None:
        """Whatever is found, what is open is not called false, and what is false not genuine."""
        report = CASES[code].report()
        verdict = verdict_of(report)
        allowed = {
            Conclusion.PASSED: {Tone.GENUINE},
            Conclusion.FAILED: {Tone.REFUSED, Tone.OPEN},
            Conclusion.INDETERMINATE: {Tone.OPEN},
        }
        assert verdict.tone in allowed[report.conclusion]
        if report.conclusion is Conclusion.FAILED and verdict.tone is Tone.OPEN:
            assert verdict in (Verdict.NOTHING_FOUND, Verdict.UNREADABLE)

    @pytest.mark.parametrize("check", list(CheckId))
    @pytest.mark.parametrize("status", [CheckStatus.FAILED, CheckStatus.INDETERMINATE])
    def test_is_there_for_every_check(self, check: CheckId, status: CheckStatus) -> None:
        results = [
            CheckResult(
                check=one,
                status=status if one is check else CheckStatus.PASSED,
                findings=(Finding(code=Code.KEY_MALFORMED),) if one is check else (),
            )
            for one in CheckId
        ]
        report = VerificationReport(policy=DEFAULT, verified_at=AT, results=tuple(results))
        verdict = verdict_of(report)
        if check not in DEFAULT.required:
            assert verdict.tone is Tone.GENUINE
        else:
            assert verdict.tone is (Tone.REFUSED if status is CheckStatus.FAILED else Tone.OPEN)

    def test_an_empty_report_is_open(self) -> None:
        report = VerificationReport(policy=DEFAULT, verified_at=AT, results=())
        assert verdict_of(report) is Verdict.OPEN

    def test_who_it_is_about_comes_after_whether_it_counts(self) -> None:
        from verifier import KnownRecipient

        report = report_on(EXPIRED, recipient=KnownRecipient(name="Iemand Anders"))
        assert verdict_of(report) is Verdict.EXPIRED


class TestTexts:
    def test_every_verdict_has_words_and_something_to_do(self) -> None:
        for words in (NL, EN):
            for verdict in Verdict:
                assert words.word("headline", verdict.value)
                assert words.word("summary", verdict.value)
                assert len(words.steps(verdict.value)) >= 1
            for tone in Tone:
                assert words.word("answer", f"tone_{tone.value}")

    def test_every_problem_has_words(self) -> None:
        for words in (NL, EN):
            for kind in ProblemKind:
                assert set(words.problem(kind)) == {"title", "detail"}
                assert kind.status >= 400

    def test_every_kind_of_file_has_a_name(self) -> None:
        for words in (NL, EN):
            assert all(kind.value in words.tables["kind"] for kind in FileKind)

    def test_both_languages_have_the_same(self) -> None:
        def shape(value: Any) -> Any:  # noqa: ANN401
            if isinstance(value, dict):
                return {name: shape(inner) for name, inner in value.items()}
            if isinstance(value, list):
                return len(value)
            return sorted(re.findall(r"\{[a-z]+\}", value))

        assert shape(dict(NL.tables)) == shape(dict(EN.tables))

    def test_every_sentence_is_used(self) -> None:
        files = [*WEB.glob("*.py"), *(WEB / "templates").glob("*")]
        source = "".join(path.read_text("utf-8") for path in files).replace("'", '"')
        source += "".join(path.read_text("utf-8") for path in (WEB / "card_app").glob("*.js"))
        # Of values that others test.
        by_name = {"headline", "summary", "next", "problem", "kind", "card_next"}
        composed = ("tone_", "matches_", "no_list_", "no_ed25519_")
        unused = [
            f"{table}.{key}"
            for table, words in NL.tables.items()
            if table not in by_name
            for key in words
            if not key.startswith(composed)
            and f'"{key}"' not in source
            and not (table == "card" and f"words.card.{key}" in source)
        ]
        assert unused == []

    def test_another_language_is_an_error_of_ours(self) -> None:
        with pytest.raises(ValueError, match="not in 'de'"):
            page_texts("de")


class TestWithdrawn:
    def test_the_reason_is_told_when_the_credential_explains_its_status(self) -> None:
        messages: list[JsonValue] = [
            {"status": "0x0", "message": "geldig"},
            {"status": "0x1", "message": "dubbel <uitgegeven>"},
        ]
        document = badge(credentialStatus=status_entry(statusMessage=messages))
        view = view_of(signed(document), lists=[status_list(INDEX)])
        assert view.verdict is Verdict.REVOKED
        assert view.status_line.startswith("De school geeft als reden: dubbel <uitgegeven>")

    def test_else_it_is_said_that_it_is_not_known(self) -> None:
        view = view_of(GOOD, lists=[status_list(INDEX)])
        assert "zegt niet sinds wanneer" in view.status_line

    @pytest.mark.parametrize("reason", list(ChangeReason))
    def test_the_document_of_the_list_says_since_when_and_why(self, reason: ChangeReason) -> None:
        document = changes_document(listed(reason=reason))
        for language, since in (("nl", "Sinds 18 november 2026: "), ("en", "Since 18 November 2026: ")):
            view = view_of(GOOD, language, lists=[list_naming(document), document])
            assert view.verdict is Verdict.REVOKED
            assert view.status_line.startswith(since)
            why = view.matters[1]
            assert f"{why.title}. " in view.status_line
            assert why.advice in view.next_steps
            assert view.next_steps[0] == page_texts(language).steps("revoked")[0]
            assert reason.value in view.evidence

    def test_a_suspended_one_can_still_count_again(self) -> None:
        document = changes_document(purpose="suspension")
        source = signed(badge(credentialStatus=status_entry(purpose="suspension")))
        view = view_of(source, lists=[list_naming(document, purpose="suspension"), document])
        assert view.verdict is Verdict.SUSPENDED
        assert view.status_line.startswith("Sinds 18 november 2026: ")
        steps = NL.steps("suspended")
        assert (view.next_steps[0], *view.next_steps[2:]) == steps
        assert view.next_steps[1] == view.matters[1].advice

    def test_a_document_that_is_away_leaves_the_verdict(self) -> None:
        view = view_of(GOOD, lists=[list_naming(changes_document())])
        assert view.verdict is Verdict.REVOKED
        assert view.status_line.startswith("Wij konden niet nagaan sinds wanneer, en waarom.")
        assert view.next_steps == NL.steps("revoked")


class TestView:
    def test_work_processes_stand_with_what_covers_them(self) -> None:
        credential = view_of(rich()).credential
        assert credential is not None
        first, second = credential.abilities
        assert first.text == "Neemt een bestelling op."
        assert [one.code for one in first.work_processes] == ["23425/P1-K1-W1"]
        assert len(second.work_processes) == 2
        assert credential.work_processes == ()

    def test_nothing_unproven_is_in_it_at_all(self) -> None:
        view = view_of(TAMPERED)
        assert view.credential is None
        assert view.evidence == ""
        assert "Boer" not in repr(asdict(view))
        assert "did:web" not in repr(view.technical)

    def test_level_and_size_are_indications(self) -> None:
        credential = view_of(rich()).credential
        assert credential is not None
        assert credential.size_is_indicative

    def test_bare_badges_have_less_to_show(self) -> None:
        credential = view_of(signed(badge())).credential
        assert credential is not None
        assert (credential.abilities, credential.size, credential.results) == ((), (), ())
        assert credential.instrument == ""

    def test_technical_rows_say_which_file_rules_and_list(self) -> None:
        rows = dict(view_of(GOOD, "en").technical)
        assert rows["SHA-256 of the file"] == FACTS.sha256
        assert rows["Rules"] == "default"
        assert rows["Size"] == "1,234 bytes"
        assert rows["Trust list"].startswith("Testlijst, number 1")

    def test_without_a_list_it_says_so(self) -> None:
        view = answer_view(report_on(GOOD, trusted=None), FACTS, None, language="en")
        assert dict(view.technical)["Trust list"] == "none"

    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize("source", [GOOD, TAMPERED, EXPIRED, b"", b"{}"])
    def test_every_part_is_there(self, source: bytes, language: str) -> None:
        view = view_of(source, language)
        assert view.language == language
        assert view.next_steps
        assert len(view.checks) == len(CheckId)
        assert {one.name for one in fields(AnswerView)} == set(asdict(view))
