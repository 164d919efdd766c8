"""What was agreed before somebody started in a company. The documents themselves stay with the school.

Spec: requirements F14, F15, F16.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.keys import Keys

PRACTICE: Final = "praktijkovereenkomst"
EDUCATION: Final = "onderwijsovereenkomst"
PLACEMENT: Final = "plaatsingsovereenkomst"
KINDS: Final = (PRACTICE, EDUCATION, PLACEMENT)
_ALIASES: Final = {"pok": PRACTICE, "ook": EDUCATION, "opleidingsovereenkomst": EDUCATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement.

    Attributes:
        kind: One of :data:`KINDS`.
        on: When it was signed, or None.
        begin: First day that it is about, or None.
        end: Last day, or None.
        reference: Where the school keeps it, or None.
        pointer: Where it stands.
    """

    kind: str
    on: date | None = None
    begin: date | None = None
    end: date | None = None
    reference: str | None = None
    pointer: str = field(default="", compare=False)


def read_agreements(award: Keys) -> tuple[Agreement, ...]:
    """Read ``overeenkomsten``; ``pok`` and ``ook`` by themselves are the first two."""
    found = []
    for keys in award.tables("overeenkomsten"):
        keys.require("type", ", ".join(KINDS), ", ".join(KINDS))
        kind = keys.one_of("type", KINDS, aliases=_ALIASES)
        agreement = _agreement(keys, kind or "")
        if kind is not None:
            found.append(agreement)
    found += [_agreement(award.table(key), _ALIASES[key]) for key in ("pok", "ook") if key in award]
    award.ignore(("pok", "ook"))
    return tuple(found)


def _agreement(keys: Keys, kind: str) -> Agreement:
    agreement = Agreement(
        kind=kind,
        on=read_day(keys, "datum"),
        begin=read_day(keys, "begin"),
        end=read_day(keys, "eind"),
        reference=keys.text("verwijzing"),
        pointer=keys.pointer,
    )
    keys.finish()
    return agreement
