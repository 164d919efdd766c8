"""A module as its owner put a hallmark on it, carried along with whatever is made from it.

What is carried is the Achievement itself with the owner's EndorsementCredential in it, as text: the
signature is about these very words, so nothing of it may be written anew. It says that another school stands
for *its* version. On a module that was taken over it is provenance, and no hallmark of that module.

Spec: requirements D17, D08; OB 3.0 ``Achievement.endorsement``.
"""

import json
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.endorsement.reading import read_endorsement
from credentials.endorsement.roles import Role
from credentials.limits import Limits
from credentials.parsing import JsonObject, MalformedDocument, parse

CARRIED_LIMITS: Final = Limits(max_bytes=128_000, max_depth=24, max_nodes=4_000, max_proofs=4)
"""Ours: one module, and one signature about it."""


def carry(achievement: JsonObject, hallmark: JsonObject) -> str:
    """Return an achievement with one hallmark, as text that any file can hold."""
    return json.dumps({**achievement, "endorsement": [hallmark]}, separators=(",", ":"))


def read_carried(text: str) -> JsonObject | None:
    """Return the achievement that was carried, or None when the text is none with a hallmark in it."""
    try:
        achievement = parse(text.encode("utf-8", "surrogatepass"), limits=CARRIED_LIMITS).unverified
    except MalformedDocument:
        return None
    return achievement if hallmark_of(achievement) is not None else None


def hallmark_of(achievement: JsonObject, owner: str | None = None) -> JsonObject | None:
    """Return the endorsement by which a school stands for a module; None when there is none.

    Nothing is judged: anybody can write one. Of a school that describes itself elsewhere it states no role.

    Args:
        achievement: The module.
        owner: Whose hallmark it has to be, by its DID or URL; None for the first there is.
    """
    for endorsement in foreign.objects(achievement.get("endorsement")):
        read = read_endorsement(endorsement)
        by_school = read.role is None or read.role == Role.SCHOOL.value
        if read.endorser_id is not None and by_school and owner in (None, read.endorser_id):
            return endorsement
    return None


def is_of(achievement: JsonObject, module_id: str) -> bool:
    """Tell whether an achievement is that of a module, of whatever version and in whatever language."""
    address = foreign.address(achievement.get("id")) or ""
    return address == module_id or address.startswith(f"{module_id.rstrip('/')}/")
