"""A draft of a module file from the module file of another school, which says where it came from.

What the other school settled for itself is left out: whose it is, what it answered on its quality, what it
compared it with. What is left is for the new school to complete, and to answer for.

Spec: requirement D17.
"""

import re
from typing import Final

from credentials.parsing import JsonObject
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.document import to_document
from issuer.domain.modules.json_values import filled

_OF_THE_OTHER: Final = frozenset(
    {
        "bekostiging",
        "consortium",
        "dubbelingencheck",
        "eigenaar",
        "registratie",
        "schema_versie",
        "vervangen_door",
        "vervangt",
        "waarom_toch_nieuw",
    }
)
_FIRST_VERSION: Final = "1.0.0"


def taken_over(
    description: ModuleDescription, *, owner: str | None, hallmark: str | None, has_address: bool
) -> JsonObject:
    """Return the draft, in the keys of module files.

    Args:
        description: The module of the other school.
        owner: Whose it is, where that is known.
        hallmark: The owner's, with what it is about: see :mod:`issuer.domain.modules.carried_hallmark`.
        has_address: Whether the module has an address of its own; else nobody can say where it came from.
    """
    module = description.module
    draft = {name: value for name, value in to_document(description).items() if name not in _OF_THE_OTHER}
    quality = draft.get("kwaliteitsborging")
    if isinstance(quality, dict):
        draft["kwaliteitsborging"] = {one: said for one, said in quality.items() if one != "zelfcheck"}
    origin = filled({"id": module.id, "versie": module.version, "eigenaar": owner, "waarmerk": hallmark})
    return filled(
        {
            **draft,
            "id": re.split(r"[/:#]", module.id.rstrip("/"))[-1],
            "versie": _FIRST_VERSION,
            "afgeleid_van": origin if has_address else None,
        }
    )
