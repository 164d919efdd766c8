"""What an import changed: what was known before, beside what is known after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from issuer.domain.registers.entries import RegisterEntry
from issuer.domain.registers.registers import Registers


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChanges:
    """Numbers of entries.

    Attributes:
        added: They were not known.
        changed: They were known with other content.
        unchanged: They were known as they are.
        outdated: Something newer of them was known, which stays.
        ended: They were known, and a complete register has them no more.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    outdated: int = 0
    ended: int = 0


def changes(
    entries: Sequence[RegisterEntry], import_id: UUID, before: Registers | None, after: Registers
) -> RegisterChanges:
    """Return what the entries of an import changed.

    Args:
        entries: Of the import.
        import_id: Its id.
        before: The registers as they stood, or None when there were none.
        after: The registers as they stand now.
    """
    added = changed = unchanged = outdated = 0
    for entry in entries:
        earlier = before.entry(entry.kind, entry.key) if before is not None else None
        source = after.source_of(entry.kind, entry.key)
        if source is None or source.import_id != import_id:
            outdated += 1
        elif earlier is None:
            added += 1
        elif earlier == entry:
            unchanged += 1
        else:
            changed += 1
    known = () if before is None else before.all_entries()
    return RegisterChanges(
        added=added,
        changed=changed,
        unchanged=unchanged,
        outdated=outdated,
        ended=sum(after.entry(entry.kind, entry.key) is None for entry in known),
    )
