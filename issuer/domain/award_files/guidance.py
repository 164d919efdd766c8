"""What was done in practice: work processes that were ticked off, and the talks about it.

Spec: requirements A18, F13, F19, F20.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys

MIDTERM: Final = "evaluatie"
FINAL: Final = "eind"
PARTIES: Final = ("lerende", "praktijkopleider", "praktijkbegeleider")
"""Who sits at every talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedOff:
    """A work process that somebody saw the learner carry out.

    Attributes:
        code: ``B1-K1-W3``; "" when it is missing.
        title: As in the register; "" when it is missing.
        crebo: Of the dossier or kwalificatie, or None for that of the award.
        on: When it was ticked off, or None.
        by: The role of who did, or None.
        judgement: In words, or None.
        pointer: Where it stands.
    """

    code: str
    title: str
    crebo: str | None = None
    on: date | None = None
    by: str | None = None
    judgement: str | None = None
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A talk between learner, company and school.

    Attributes:
        kind: :data:`MIDTERM` or :data:`FINAL`.
        on: When, or None.
        present: Roles of who was there.
        pointer: Where it stands.
    """

    kind: str
    on: date | None = None
    present: tuple[str, ...] = ()
    pointer: str = field(default="", compare=False)


def read_ticked_off(parent: Keys) -> tuple[TickedOff, ...]:
    """Read ``werkprocessen`` of somebody's document of guidance."""
    found = []
    for keys in parent.tables("werkprocessen"):
        keys.require("code", "de code, zoals B1-K1-W3", "the code, such as B1-K1-W3", requirement="D04")
        keys.require("titel", "de titel uit het register", "the title in the register", requirement="D04")
        found.append(
            TickedOff(
                code=keys.text("code") or "",
                title=keys.text("titel") or "",
                crebo=keys.text("crebo_dossier") or keys.text("crebo"),
                on=read_day(keys, "afgetekend_op"),
                by=keys.text("door"),
                judgement=keys.text("oordeel"),
                pointer=keys.pointer,
            )
        )
        keys.ignore(("crebo", "crebo_dossier", "kerntaak"))
        keys.finish()
    return tuple(found)


def read_guidance(award: Keys) -> tuple[TickedOff, ...]:
    """Read ``begeleidingsdocument``."""
    keys = award.table("begeleidingsdocument")
    found = read_ticked_off(keys)
    keys.finish()
    return found


def read_conversations(award: Keys) -> tuple[Conversation, ...]:
    """Read ``gesprekken``. What was said stays with the school."""
    found = []
    for keys in award.tables("gesprekken"):
        keys.require("soort", f"{MIDTERM} of {FINAL}", f"{MIDTERM} or {FINAL}")
        kind = keys.one_of("soort", (MIDTERM, FINAL))
        on, present = read_day(keys, "datum"), tuple(_words(keys, "aanwezig"))
        keys.ignore(("verloop", "ervaring", "vervolg", "besproken"))
        keys.finish()
        if kind is not None:
            found.append(Conversation(kind=kind, on=on, present=present, pointer=keys.pointer))
    return tuple(found)


def _words(keys: Keys, key: str) -> Iterator[str]:
    for _, item in keys.items(key):
        if isinstance(item, Scalar) and item.text:
            yield item.text.strip()
