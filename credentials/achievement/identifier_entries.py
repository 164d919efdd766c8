"""Identifiers of other systems, as a badge writes them."""

from credentials.achievement import foreign_json as foreign
from credentials.parsing import JsonValue


def identifier_entries(holder: JsonValue) -> tuple[tuple[str, str], ...]:
    """Return ``otherIdentifier`` as (kind, value), the kind without its prefix ``ext:``."""
    entries = []
    for entry in foreign.objects(foreign.member(holder, "otherIdentifier")):
        kind, value = foreign.text(entry.get("identifierType")), foreign.text(entry.get("identifier"))
        if kind and value:
            entries.append((kind.removeprefix("ext:"), value))
    return tuple(entries)
