"""What the learner got, and how it was examined.

Spec: requirements A10, E06, E10, E19.
"""

from dataclasses import dataclass, field
from datetime import date

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys
from issuer.domain.results import MAX_RESULT_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedResult:
    """One result.

    Attributes:
        part: Of what: a code of the register, or a name; "" when it is missing.
        value: The score or the word; "" when it is missing.
        on: When it was settled, or None.
        pointer: Where it stands.
    """

    part: str
    value: str
    on: date | None = None
    pointer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """How it was examined. Kept for the board and the inspectorate; in no credential.

    Attributes:
        instrument: Name or number of the exam instrument, or None.
        origin: Bought or made, or None.
        adopted_on: When the board adopted it, or None.
        examiners: Names or roles.
        pointer: Where it stands.
    """

    instrument: str | None = None
    origin: str | None = None
    adopted_on: date | None = None
    examiners: tuple[str, ...] = ()
    pointer: str = field(default="", compare=False)


def read_results(award: Keys) -> tuple[RecordedResult, ...]:
    """Read ``resultaten`` of the award."""
    found = []
    for keys in award.tables("resultaten"):
        keys.require("onderdeel", "waarvoor het resultaat is", "what the result is for", requirement="A10")
        keys.require("waarde", "het cijfer of het oordeel", "the grade or verdict", requirement="A10")
        value = keys.text("waarde") or ""
        if len(value) > MAX_RESULT_CHARACTERS:
            keys.add("result_words_too_many", "waarde", maximum=str(MAX_RESULT_CHARACTERS))
            value = ""
        found.append(
            RecordedResult(
                part=keys.text("onderdeel") or "",
                value=value,
                on=read_day(keys, "datum"),
                pointer=keys.pointer,
            )
        )
        keys.finish()
    return tuple(found)


def read_examination(award: Keys) -> Examination | None:
    """Read ``exameninstrument`` and ``examinatoren``."""
    if "exameninstrument" not in award and "examinatoren" not in award:
        award.ignore(("exameninstrument", "examinatoren"))
        return None
    keys = award.table("exameninstrument")
    found = Examination(
        instrument=keys.text("id"),
        origin=keys.text("herkomst"),
        adopted_on=read_day(keys, "vastgesteld_op"),
        examiners=tuple(
            dict.fromkeys(
                item.text.strip()
                for _, item in award.items("examinatoren")
                if isinstance(item, Scalar) and item.text
            )
        ),
        pointer=award.at("exameninstrument" if "exameninstrument" in award else "examinatoren"),
    )
    keys.finish()
    return found
