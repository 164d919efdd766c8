"""Which instruments of Dutch vocational education a credential passes for.

Whoever holds a credential can write it otherwise with the signature intact: one value as an array of
one, tags in another order or among many others. So everything counts by which it passes for an
instrument: its type, its tags, and the fixed words on its standing in law.
"""

from collections.abc import Iterator

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.legal_wording import split_legal_sentence
from credentials.parsing import JsonObject
from verifier.members import values

_OURS = "ext:"
"""How the types begin that no standard has."""


def claimed_instruments(achievement: JsonObject) -> Iterator[Instrument]:
    """Yield the instruments that an achievement passes for."""
    tags = {" ".join(tag.split()).casefold() for tag in texts_of(achievement, "tag")}
    kinds = set(texts_of(achievement, "achievementType"))
    worded = {split_legal_sentence(text)[2] for text in texts_of(achievement, "description")}
    for instrument in INSTRUMENTS.values():
        is_its_kind = instrument.achievement_type in kinds
        if (
            instrument in worded
            or (instrument.key in tags and (is_its_kind or "mbo" in tags))
            or (is_its_kind and instrument.achievement_type.startswith(_OURS))
        ):
            yield instrument


def texts_of(owner: JsonObject, name: str) -> Iterator[str]:
    """Yield the texts of a member, however they are written."""
    for _, value in values(owner, name):
        text = value.get("@value") if isinstance(value, dict) else value
        if isinstance(text, str):
            yield text
