"""What a proven credential says, as a page shows it. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from credentials.achievement.alignments_read import Aligned
from credentials.achievement.content import OpenBadgeContent, ReadResult
from credentials.achievement.read_parts import ReadWorkProcess
from credentials.date_time_stamp import parse_date_time_stamp
from verifier.codes import CheckId
from verifier.plain_text import plain
from verifier.report import VerificationReport
from verifier.result import CheckStatus
from verifier.texts import Texts
from verifier.web.page_texts import PageTexts

Row = tuple[str, str]

_WEB_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[!-~]*)?")
_MAX_LISTED = 40


@dataclass(frozen=True, slots=True)
class WorkProcessView:
    """A werkproces: its code as written, and its title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class AbilityView:
    """Something that the person can do, and the work processes that it covers."""

    text: str
    work_processes: tuple[WorkProcessView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialView:
    """What a credential says. Absent is "" or an empty tuple.

    Attributes:
        content_language: Of the issuer's words, such as "nl"; "" when it does not say.
        instrument: What it is called: "Microcredential".
        title: What was achieved.
        description: In the issuer's words.
        recipient: Whose name it bears.
        issuer: Who gave it.
        issuer_facts: Where it is, and its numbers.
        issuer_website: An https address, only of an issuer that is recognised; else "".
        recognised: Whether the trust list has the issuer.
        recognition: A sentence about that.
        dates: When it was awarded, and until when it is valid.
        abilities: What the person can do.
        work_processes: Those that no ability names.
        size: Study load and level.
        size_is_indicative: Whether those are indications.
        assessed: How it was assessed.
        results: What the person got.
        criteria: What was needed, in the issuer's words.
        replaces: The credential that this one corrects.
    """

    content_language: str
    instrument: str
    title: str
    description: str
    recipient: str
    issuer: str
    issuer_facts: tuple[str, ...]
    issuer_website: str
    recognised: bool
    recognition: str
    dates: tuple[Row, ...]
    abilities: tuple[AbilityView, ...]
    work_processes: tuple[WorkProcessView, ...]
    size: tuple[Row, ...]
    size_is_indicative: bool
    assessed: tuple[Row, ...]
    results: tuple[Row, ...]
    criteria: str


def credential_view(
    content: OpenBadgeContent, report: VerificationReport, words: Texts, page: PageTexts
) -> CredentialView:
    """Return what is shown of a credential whose proof holds.

    Args:
        content: What it says.
        report: The report that the proof holds in.
        words: The verifier's words.
        page: The page's words.
    """
    trust = report.result(CheckId.ISSUER_TRUST)
    recognised = trust is not None and trust.status is CheckStatus.PASSED
    unknown = page.word("answer", "not_recognised")
    abilities, others = _abilities(content)
    return CredentialView(
        content_language=content.language or "",
        instrument=content.instrument.names[words.language] if content.instrument is not None else "",
        title=plain(content.title or ""),
        description=plain(content.description or "", max_characters=2_000),
        recipient=plain(content.recipient_name or ""),
        issuer=plain(content.issuer_name or content.issuer_id or ""),
        issuer_facts=tuple(_issuer_facts(content, page)),
        issuer_website=_web_address(content.issuer_url) if recognised else "",
        recognised=recognised,
        recognition=_recognition(report, words, page) if recognised else unknown,
        dates=tuple(_dates(content, words, page)),
        abilities=abilities,
        work_processes=others,
        size=tuple(_size(content, words, page)),
        # Study load is an estimate always, and a level unless the credential says that it was set.
        size_is_indicative=content.study_load is not None or content.level.indicative is True,
        assessed=tuple(_assessed(content, page)),
        results=tuple(_result(one, words, page) for one in content.results[:_MAX_LISTED]),
        criteria=plain(content.criteria or "", max_characters=2_000),
    )


def _issuer_facts(content: OpenBadgeContent, page: PageTexts) -> Iterator[str]:
    if content.issuer_locality:
        yield plain(content.issuer_locality)
    for kind, number in (("BRIN", content.issuer_brin), ("KvK", content.issuer_kvk)):
        if number:
            yield page.word("answer", "numbers", kind=kind, number=plain(number))
    if content.parent_organisation:
        yield page.word("answer", "parent", name=plain(content.parent_organisation))


def _recognition(report: VerificationReport, words: Texts, page: PageTexts) -> str:
    trust = report.result(CheckId.ISSUER_TRUST)
    evidence = trust.evidence if trust is not None else {}
    sentence = page.word(
        "answer",
        "recognised_by",
        name=plain(evidence.get("issuer_name", "")),
        list=plain(evidence.get("trust_list", "")),
        publisher=plain(evidence.get("trust_list_publisher", "")),
    )
    published = evidence.get("trust_list_published_at")
    if not published:
        return sentence
    date = words.day(parse_date_time_stamp(published).date())
    return f"{sentence} {page.word('answer', 'recognised_edition', date=date)}"


def _dates(content: OpenBadgeContent, words: Texts, page: PageTexts) -> Iterator[Row]:
    if content.awarded_on is not None:
        yield page.word("answer", "awarded"), words.day(content.awarded_on)
    if content.valid_from is not None:
        blanks = {"valid_from": words.moment(content.valid_from)}
        sentence = words.word("display", "from")
        if content.valid_until is not None:
            sentence = words.word("display", "from_until")
            blanks["valid_until"] = words.moment(content.valid_until)
        yield page.word("answer", "valid"), sentence.format_map(blanks)
    if content.decision_number:
        yield page.word("answer", "decision"), plain(content.decision_number)


def _abilities(content: OpenBadgeContent) -> tuple[tuple[AbilityView, ...], tuple[WorkProcessView, ...]]:
    """Return the outcomes with their work processes, and the work processes that belong to none."""
    processes = content.work_processes[:_MAX_LISTED]
    placed: set[int] = set()
    abilities = []
    for outcome in content.learning_outcomes[:_MAX_LISTED]:
        if not outcome.name:
            continue
        mine = [
            number
            for number, one in enumerate(processes)
            if outcome.code is not None and outcome.code in one.outcomes
        ]
        placed.update(mine)
        shown = tuple(_work_process(processes[number]) for number in mine)
        abilities.append(AbilityView(plain(outcome.name, max_characters=600), shown))
    others = tuple(_work_process(one) for number, one in enumerate(processes) if number not in placed)
    return tuple(abilities), others


def _work_process(one: ReadWorkProcess) -> WorkProcessView:
    return WorkProcessView(plain(one.code or ""), plain(one.title or ""))


def _size(content: OpenBadgeContent, words: Texts, page: PageTexts) -> Iterator[Row]:
    if content.study_load is not None and content.study_load.text:
        yield page.word("answer", "study_load"), plain(words.number(content.study_load.text))
    level = content.level
    levels = [f"{name} {plain(value)}" for name, value in (("EQF", level.eqf), ("NLQF", level.nlqf)) if value]
    if levels:
        shown = ", ".join(levels)
        if level.indicative:
            shown = words.word("display", "level_indicative").format_map({"level": shown})
        yield page.word("answer", "level"), shown
    if level.mbo:
        yield page.word("answer", "mbo_level"), page.word("answer", "mbo_level_value", level=plain(level.mbo))


def _assessed(content: OpenBadgeContent, page: PageTexts) -> Iterator[Row]:
    several: Iterable[tuple[str, Iterable[Aligned | None]]] = (
        ("assessment", content.assessment_types),
        ("participation", (content.participation,)),
        ("supervision", (content.supervision,)),
        ("quality", (content.quality_assurance,)),
    )
    for label, found in several:
        names = [plain(one.name) for one in found if one is not None and one.name]
        if names:
            yield page.word("answer", label), ", ".join(names)


def _result(result: ReadResult, words: Texts, page: PageTexts) -> Row:
    value = plain(words.number(result.value)) if result.value else "–"
    if result.required_value:
        needed = page.word("answer", "required", value=plain(words.number(result.required_value)))
        value = f"{value} ({needed})"
    return plain(result.name) if result.name else page.word("answer", "result"), value


def _web_address(url: str | None) -> str:
    return url if url is not None and _WEB_ADDRESS.fullmatch(url) else ""
