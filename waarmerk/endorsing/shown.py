"""What is about to be signed, for the person who signs it: all of it that matters, and nothing else."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from credentials.achievement.reading import OpenBadgeContent, read_open_badge
from credentials.endorsement.reading import EndorsementContent
from credentials.endorsement.request import EndorsementRequest
from credentials.endorsement.roles import role_name
from credentials.parsing import JsonObject
from verifier.plain_text import plain
from waarmerk.endorsing.texts import said


def shown(request: EndorsementRequest, endorsement: EndorsementContent, language: str) -> RenderableType:
    """Return what a person reads before signing.

    Args:
        request: What the school asks.
        endorsement: What will be signed.
        language: "nl" or "en".
    """
    content = request.content if request.is_of_credential else _as_subject(request)
    table = Table.grid(padding=(0, 2))
    previous = ""
    for word, value in (*_about(read_open_badge(content)), *_who(endorsement, language)):
        label = said(word, language)
        table.add_row(Text("" if label == previous else label, style="dim"), Text(plain(value)))
        previous = label
    words = Text((endorsement.comment or "").replace("\r", ""))
    return Group(
        Text(said("title", language), style="bold"),
        Padding(table, (0, 0, 1, 2)),
        Text(said("words", language), style="bold"),
        Padding(words, (0, 0, 1, 2)),
    )


def _as_subject(request: EndorsementRequest) -> JsonObject:
    return {"credentialSubject": {"achievement": request.content}}


def _about(content: OpenBadgeContent) -> Iterator[tuple[str, str]]:
    period = " – ".join(
        day.isoformat() for day in (content.activity_start, content.activity_end) if day is not None
    )
    for word, value in (
        ("learner", content.recipient_name),
        ("module", content.title),
        ("version", content.version),
        ("school", content.issuer_name or content.issuer_id),
        ("period", period),
    ):
        if value:
            yield word, value
    for process in content.work_processes:
        yield "work_process", " ".join(part for part in (process.code, process.title) if part)
    if not content.work_processes:
        for outcome in content.learning_outcomes:
            yield "outcome", outcome.name or "–"
    for result in content.results:
        yield "result", ": ".join(part for part in (result.name, result.value) if part)


def _who(endorsement: EndorsementContent, language: str) -> Iterator[tuple[str, str]]:
    role = role_name(endorsement.role, language) if endorsement.role else None
    for word, value in (
        ("organisation", endorsement.organisation),
        ("kvk", endorsement.kvk),
        ("role", role),
        ("official", endorsement.official),
        ("key", endorsement.endorser_id),
        ("digest", endorsement.digest),
    ):
        if value:
            yield word, value
