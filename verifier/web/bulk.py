"""Many files at once: what became of each, in a line. It stops when the time is up, and says so."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement import naming
from credentials.parsing import JsonObject
from verifier.plain_text import plain
from verifier.report import VerificationReport
from verifier.run import holds_credential
from verifier.telling import findings_to_tell
from verifier.texts import Texts, texts
from verifier.web.csv_table import csv_table
from verifier.web.desk import Question, VerifyingDesk, digest_of
from verifier.web.forms import SentFile
from verifier.web.page_texts import page_texts
from verifier.web.verdict import Tone, verdict_of
from verifier.web.zip_files import UnpackedTooMuch, files_in_zip, is_zip

MAX_FILES: Final = 1_000
MAX_TIME: Final = timedelta(seconds=30)
_MAX_NAME: Final = 120  # characters, in the table


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """What became of one file; all plain text.

    Attributes:
        file: How it is called.
        tone: "genuine", "refused" or "open".
        headline: The answer.
        why: What is wrong or not certain, else "".
        title, recipient, issuer: What it says; "" unless its proof holds.
        conclusion: As a program reads it.
        sha256: Of the file.
        checked_at: When.
    """

    file: str
    tone: Tone
    headline: str
    why: str
    title: str
    recipient: str
    issuer: str
    conclusion: str
    sha256: str
    checked_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOutcome:
    """What became of many files.

    Attributes:
        rows: In the order of the files.
        skipped: How many hold no credential.
        total: How many files there were, as far as they were counted.
        done: How many were looked at.
        too_large: More was in the zip than is unpacked.
    """

    rows: tuple[BulkRow, ...]
    skipped: int
    total: int
    done: int
    too_large: bool

    def count(self, tone: Tone) -> int:
        """Return how many files had such an answer."""
        return sum(row.tone is tone for row in self.rows)


def verify_many(
    desk: VerifyingDesk,
    sent: Iterable[SentFile],
    *,
    language: str,
    give_way: Callable[[], None] = lambda: None,
    max_time: timedelta = MAX_TIME,
) -> BulkOutcome:
    """Verify files, and those in zips among them. Blocks: to be done in a thread.

    Args:
        desk: What verifies.
        sent: The files.
        language: Of the words.
        give_way: Called between two files; may wait.
        max_time: After which no further file is looked at.

    Raises:
        ZipUnusable: A zip cannot be read.
    """
    deadline = time.monotonic() + max_time.total_seconds()
    words = texts(language)
    files, too_large = _unpacked(sent)
    rows: list[BulkRow] = []
    done = skipped = 0
    for file in files[:MAX_FILES]:
        if time.monotonic() > deadline:
            break
        give_way()
        question = Question(data=file.content)
        answer = desk.at_once(question) or desk.thoroughly(question)
        done += 1
        if holds_credential(answer.report):
            rows.append(_row(file, answer.report, words))
        else:
            skipped += 1
    return BulkOutcome(rows=tuple(rows), skipped=skipped, total=len(files), done=done, too_large=too_large)


def bulk_csv(outcome: BulkOutcome, *, language: str) -> bytes:
    """Return the table as CSV."""
    page = page_texts(language)
    names = ("file", "outcome", "why", "title_column", "recipient", "issuer")
    more = ("csv_conclusion", "csv_checked", "csv_sha256")
    header = [page.word("bulk", name) for name in (*names, *more)]
    rows = [
        (
            row.file,
            row.headline,
            row.why,
            row.title,
            row.recipient,
            row.issuer,
            row.conclusion,
            row.checked_at,
            row.sha256,
        )
        for row in outcome.rows
    ]
    return csv_table([header, *rows], language=language)


def worst_first(rows: Iterable[BulkRow], most: int) -> tuple[BulkRow, ...]:
    """Return the first ``most`` rows to look at: what is not in order, what is not certain, the rest."""
    order = (Tone.REFUSED, Tone.OPEN, Tone.GENUINE)
    return tuple(sorted(rows, key=lambda row: order.index(row.tone)))[:most]  # sorting is stable


def _unpacked(sent: Iterable[SentFile]) -> tuple[list[SentFile], bool]:
    """Return the files, those in zips too, and whether a zip held more than is taken out of it."""
    files: list[SentFile] = []
    for file in sent:
        if not is_zip(file.content):
            files.append(file)
            continue
        try:
            for one in files_in_zip(file.content):
                files.append(one)  # noqa: PERF402 - one by one: what came before too much is kept
        except UnpackedTooMuch:
            return files, True
    return files, False


def _row(file: SentFile, report: VerificationReport, words: Texts) -> BulkRow:
    verdict = verdict_of(report)
    page = page_texts(words.language)
    matters, remarks = findings_to_tell(report)
    told = matters or (remarks if verdict.value == "genuine_note" else [])
    title, recipient, issuer = _said(report)
    return BulkRow(
        file=plain(file.name, max_characters=_MAX_NAME),
        tone=verdict.tone,
        headline=page.word("headline", verdict.value),
        why="; ".join(plain(words.finding(one).title) for one in told[:3]),
        title=plain(title or ""),
        recipient=plain(recipient or ""),
        issuer=plain(issuer or ""),
        conclusion=report.conclusion.value,
        sha256=digest_of(file.content),
        checked_at=words.moment(report.verified_at),
    )


def _said(report: VerificationReport) -> tuple[str | None, str | None, str | None]:
    """Return title, recipient and issuer; of a credential by a short way, since there may be a thousand."""
    document = report.signed_document
    if document is not None:
        issuer = foreign.described(document.get("issuer"), {})
        return naming.title(document), naming.recipient_name(document), _issuer_name(issuer)
    content = report.signed_content  # of a card
    if content is None:
        return None, None, None
    return content.title, content.recipient_name, content.issuer_name or content.issuer_id


def _issuer_name(issuer: JsonObject) -> str | None:
    return foreign.text(issuer.get("name")) or foreign.address(issuer)
