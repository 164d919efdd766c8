"""An answer as a page and a statement show it: plain texts, ready to be set. Pure.

What the credential says is in it only if its proof holds. Every text of a stranger has been made plain;
markup is for the template to escape.
"""

import json
from dataclasses import dataclass

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.recognized_entity import TrustList
from verifier.checks.withdrawal import EXPLAINED
from verifier.codes import CheckId, Code
from verifier.endorser_words import EndorserWords, endorser_words
from verifier.endorsers import Endorsed
from verifier.plain_text import plain
from verifier.report import VerificationReport
from verifier.result import CheckResult, CheckStatus, Finding
from verifier.standing import what_it_is_not
from verifier.telling import findings_to_tell
from verifier.texts import Texts, texts
from verifier.web.credential_view import CredentialView, credential_view
from verifier.web.page_texts import PageTexts, page_texts
from verifier.web.technical_view import FileFacts, Row, evidence_json, technical_rows
from verifier.web.verdict import Tone, Verdict, verdict_of

_MAX_LISTED = 12


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, and where in the file it is ("" when that says nothing)."""

    title: str
    detail: str
    advice: str
    place: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """One question that was answered.

    Attributes:
        question: The question.
        status: "passed", "failed", "indeterminate" or "not_applicable".
        words: The same, in words.
    """

    question: str
    status: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """All that is shown of an answer.

    Attributes:
        language: Of our words.
        verdict: The headline's name.
        tone: "genuine", "refused" or "open".
        tone_word: The same, in words.
        headline, summary: The answer in a few words, and in a sentence.
        checked_at: When, as a sentence.
        status_line: Since when it is out of force and why, or as of when it was not; "" without status.
        matters: What is wrong or not certain.
        remarks: What a reader should know besides.
        next_steps: What somebody can do now; never empty.
        credential: What it says, or None if that was not proven.
        signatures, module_signatures: Who else signed.
        own_words: What the issuer says in words of its own: word and value.
        is_not: What it is not.
        checks: Every question.
        technical: For an engineer or a file.
        evidence: What the answers rest on, as JSON.
    """

    language: str
    verdict: Verdict
    tone: Tone
    tone_word: str
    headline: str
    summary: str
    checked_at: str
    status_line: str
    matters: tuple[FindingView, ...]
    remarks: tuple[FindingView, ...]
    next_steps: tuple[str, ...]
    credential: CredentialView | None
    signatures: tuple[EndorserWords, ...]
    module_signatures: tuple[EndorserWords, ...]
    own_words: tuple[Row, ...]
    is_not: tuple[str, ...]
    checks: tuple[CheckView, ...]
    technical: tuple[Row, ...]
    evidence: str


def answer_view(
    report: VerificationReport, file: FileFacts, trust_list: TrustList | None, *, language: str
) -> AnswerView:
    """Return what is shown of a report.

    Args:
        report: The report.
        file: The file that it is about.
        trust_list: The list that it was judged by, or None.
        language: "nl" or "en", of our own words.
    """
    words, page = texts(language), page_texts(language)
    verdict = verdict_of(report)
    content = report.signed_content
    matters, remarks = findings_to_tell(report)
    shown_remarks = [one for one in remarks if one.code is not Code.OWN_TERMS]  # shown by themselves
    return AnswerView(
        language=language,
        verdict=verdict,
        tone=verdict.tone,
        tone_word=page.word("answer", f"tone_{verdict.tone.value}"),
        headline=page.word("headline", verdict.value),
        summary=page.word("summary", verdict.value),
        checked_at=page.word("answer", "checked_at", moment=words.moment(report.verified_at)),
        status_line=_status_line(report, words, page),
        matters=tuple(_finding(one, words) for one in matters),
        remarks=tuple(_finding(one, words) for one in shown_remarks),
        next_steps=_next_steps(report, verdict, words, page),
        credential=credential_view(content, report, words, page) if content is not None else None,
        signatures=endorser_words(report, words, Endorsed.CREDENTIAL),
        module_signatures=endorser_words(report, words, Endorsed.ACHIEVEMENT),
        own_words=_own_words(report, words),
        is_not=what_it_is_not(content, words) if content is not None else (),
        checks=_checks(report, words),
        technical=technical_rows(report, file, trust_list, content, words, page),
        evidence=evidence_json(report),
    )


def _status_line(report: VerificationReport, words: Texts, page: PageTexts) -> str:
    status = report.result(CheckId.STATUS)
    if status is None or report.signed_content is None:
        return ""
    if status.status is CheckStatus.NOT_APPLICABLE:
        return f"{words.word('display', 'no_status')}."
    as_of = status.evidence.get("revocation_as_of") or status.evidence.get("suspension_as_of")
    moment = words.moment(parse_date_time_stamp(as_of)) if as_of else None
    if status.status is CheckStatus.PASSED and moment is not None:
        question, answer = words.word("display", "status_as_of"), words.word("display", "not_revoked_as_of")
        return f"{question} {answer.format_map({'moment': moment})}."
    if status.status is CheckStatus.FAILED and moment is not None:
        as_of_then = page.word("answer", "status_list_of", moment=moment)
        return f"{_reason(status, words, page)} {as_of_then}"
    return ""


def _reason(status: CheckResult, words: Texts, page: PageTexts) -> str:
    """Return since when and why: as the list's own document has it, or why as the credential has it.

    Spec: Bitstring Status List 1.0 §2.1, ``statusMessage``; docs/status-changes.md.
    """
    for finding in status.findings:
        if finding.code in EXPLAINED or finding.code is Code.WITHDRAWAL_UNEXPLAINED:
            return f"{words.finding(finding).title}."
    for finding in status.findings:
        message = finding.params.get("message")
        if isinstance(message, str) and message:
            return page.word("answer", "withdrawn_reason", reason=plain(message))
    return page.word("answer", "withdrawn_unknown")


def _next_steps(
    report: VerificationReport, verdict: Verdict, words: Texts, page: PageTexts
) -> tuple[str, ...]:
    """Return what somebody can do now; of what is out of force, that depends on why."""
    steps = page.steps(verdict.value)
    status = report.result(CheckId.STATUS)
    if verdict not in (Verdict.REVOKED, Verdict.SUSPENDED) or status is None:
        return steps
    found = [words.finding(one).advice for one in status.findings if one.code in EXPLAINED]
    if not found:
        return steps
    later = steps[1:] if verdict is Verdict.SUSPENDED else ()
    return (steps[0], *found, *later)


def _finding(finding: Finding, words: Texts) -> FindingView:
    said = words.finding(finding)
    place = ""
    if finding.pointer:
        place = words.word("display", "place").format_map({"pointer": plain(finding.pointer)})
    return FindingView(plain(said.title), plain(said.detail, max_characters=1_000), said.advice, place)


def _own_words(report: VerificationReport, words: Texts) -> tuple[Row, ...]:
    rows = []
    for term in report.own_terms[:_MAX_LISTED]:
        if term.value == term.term:
            value = words.word("display", "own_words_type")
        else:
            value = term.value if isinstance(term.value, str) else json.dumps(term.value, ensure_ascii=False)
        rows.append((plain(term.term), plain(value, max_characters=300)))
    return tuple(rows)


def _checks(report: VerificationReport, words: Texts) -> tuple[CheckView, ...]:
    order = list(CheckId)
    shown = []
    for result in sorted(report.results, key=lambda result: order.index(result.check)):
        said = words.word("status", result.status.value)
        if result.check is CheckId.RECIPIENT and result.status is CheckStatus.NOT_APPLICABLE:
            said = words.word("display", "not_asked")
        shown.append(CheckView(words.word("question", result.check.value), result.status.value, said))
    return tuple(shown)
