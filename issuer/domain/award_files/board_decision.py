"""The decision of the exam board, as an award file has it.

Spec: requirements D09, G01.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys
from issuer.domain.people import person
from issuer.errors import DecisionRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDecision:
    """Who decided what, when.

    Attributes:
        number: As the board numbers its decisions, or None.
        on: The day, or None.
        prepared_by: Who brought it before the board, or None.
        decided_by: Everyone who decided, each once.
        board: Name of the deciding body when it is not the exam board, or None.
        pointer: Where it stands.
    """

    number: str | None = None
    on: date | None = None
    prepared_by: str | None = None
    decided_by: tuple[str, ...] = ()
    board: str | None = None
    pointer: str = field(default="", compare=False)


def read_board_decision(award: Keys) -> BoardDecision | None:
    """Read ``examencommissie_besluit``."""
    if "examencommissie_besluit" not in award:
        award.ignore(("examencommissie_besluit",))
        return None
    keys = award.table("examencommissie_besluit")
    raw = keys.text("voorgedragen_door")
    decision = BoardDecision(
        number=keys.text("id"),
        on=read_day(keys, "datum"),
        prepared_by=_person(keys, raw, "voorgedragen_door") if raw else None,
        decided_by=tuple(dict.fromkeys(_deciders(keys))),
        board=keys.text("commissie"),
        pointer=keys.pointer,
    )
    keys.finish()
    return decision


def _deciders(keys: Keys) -> Iterator[str]:
    for index, item in keys.items("besloten_door"):
        raw = item.text or "" if isinstance(item, Scalar) else ""
        if known := _person(keys, raw, "besloten_door", index):
            yield known


def _person(keys: Keys, raw: str, *steps: str | int) -> str | None:
    try:
        return person(raw)
    except DecisionRefused:
        keys.add("person_unusable", *steps, requirement="G01")
        return None
