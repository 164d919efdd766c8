"""What is about to be signed, for the person who signs it: all of it, and nothing that hides.

What people have words for comes first, with what kind of document it is and what it is not; whatever else
is in it follows as it is written.

Spec: requirement F22.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from credentials.endorsement.reading import EndorsementContent
from credentials.endorsement.request import EndorsementRequest
from credentials.endorsement.roles import role_name
from credentials.parsing import JsonObject
from waarmerk.endorsing.claims import Claims, Left
from waarmerk.endorsing.texts import said
from waarmerk.endorsing.visible import is_cut, visible
from waarmerk.endorsing.what_is_said import Row, what_is_said

_MAX_ROWS: Final = 400
_MAX_LEFT: Final = 400
_PLACE_WIDTH: Final = 44
_LINES: Final = frozenset({"description", "criteria", "evidence"})
"""Where people write more than one line."""


def shown(request: EndorsementRequest, endorsement: EndorsementContent, language: str) -> RenderableType:
    """Return what a person reads before signing.

    Args:
        request: What the school asks.
        endorsement: What will be signed.
        language: "nl" or "en".
    """
    content = request.content if request.is_of_credential else _as_subject(request)
    claims = Claims.of(content)
    rows = list(what_is_said(content, claims, role=request.role.value, language=language))
    left = claims.left()
    parts: list[RenderableType] = [
        Text(said("title", language), style="bold"),
        Padding(_table(rows[:_MAX_ROWS], language), (0, 0, 1, 2)),
    ]
    if left:
        parts.append(Text(said("further", language), style="bold"))
        parts.append(Padding(_further(left[:_MAX_LEFT]), (0, 0, 1, 2)))
    if _is_incomplete(rows, left):
        parts.append(Padding(Text(said("not_all_shown", language), style="bold red"), (0, 0, 1, 0)))
    parts += [
        Text(said("words", language), style="bold"),
        Padding(Text(visible(endorsement.comment or "", lines=True)), (0, 0, 1, 2)),
        Text(said("by_whom", language), style="bold"),
        Padding(_table(list(_who(endorsement, language)), language), (0, 0, 1, 2)),
    ]
    return Group(*parts)


def _as_subject(request: EndorsementRequest) -> JsonObject:
    return {"credentialSubject": {"achievement": request.content}}


def _table(rows: Sequence[Row], language: str) -> Table:
    table = Table.grid(padding=(0, 2))
    previous = ""
    for word, value in rows:
        label = said(word, language)
        shown_value = Text(visible(value, lines=word in _LINES), style="bold" if word == "attention" else "")
        table.add_row(Text("" if label == previous else label, style="dim"), shown_value)
        previous = label
    return table


def _further(left: Sequence[Left]) -> Table:
    """A line for each part, in the names of the document itself: nobody has other words for them."""
    table = Table.grid(Column(max_width=_PLACE_WIDTH, overflow="fold"), Column(), padding=(0, 2))
    for part in left:
        place = " › ".join(_step(step) for step in part.place)
        members = Text("; ").join(
            Text.assemble((f"{visible(name)}: ", "dim"), visible(value)) for name, value in part.members
        )
        table.add_row(Text(place, style="dim"), members)
    return table


def _step(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else visible(step)


def _is_incomplete(rows: Sequence[Row], left: Sequence[Left]) -> bool:
    texts = [value for _, value in rows]
    texts += [text for part in left for member in part.members for text in member]
    texts += [step for part in left for step in part.place if isinstance(step, str)]
    return len(rows) > _MAX_ROWS or len(left) > _MAX_LEFT or any(map(is_cut, texts))


def _who(endorsement: EndorsementContent, language: str) -> Iterator[Row]:
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
