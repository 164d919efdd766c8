"""The members of a proof, read as what they must be."""

from datetime import datetime

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.errors import ProofMalformed


def text(proof: JsonObject, member: str, pointer: str) -> str:
    """Return a member that must be there.

    Raises:
        ProofMalformed: It is absent, empty or no text.
    """
    value = proof.get(member)
    if not isinstance(value, str) or not value:
        raise ProofMalformed(f"the proof has no text {member!r}", pointer=f"{pointer}/{member}")
    return value


def optional_text(proof: JsonObject, member: str, pointer: str) -> str | None:
    """Return a member that may be absent.

    Raises:
        ProofMalformed: It is there, and empty or no text.
    """
    return text(proof, member, pointer) if member in proof else None


def texts(proof: JsonObject, member: str, pointer: str) -> tuple[str, ...] | None:
    """Return a member that is a text or a list of texts, or None if it is absent.

    Raises:
        ProofMalformed: It holds something else.
    """
    if member not in proof:
        return None
    items = as_list(proof[member])
    found = [item for item in items if isinstance(item, str) and item]
    if len(found) != len(items):
        raise ProofMalformed(f"{member!r} holds something else than texts", pointer=f"{pointer}/{member}")
    return tuple(found)


def moment(proof: JsonObject, member: str, pointer: str) -> datetime | None:
    """Return a member that is a date and time, or None if it is absent.

    Raises:
        ProofMalformed: It is there, and no date and time with a time zone.
    """
    value = optional_text(proof, member, pointer)
    if value is None:
        return None
    try:
        return parse_date_time_stamp(value)
    except ValueError as error:
        raise ProofMalformed(str(error), pointer=f"{pointer}/{member}") from error


def as_list(value: JsonValue) -> list[JsonValue]:
    """Return the items of a list, or the one value that stands in place of a list."""
    return value if isinstance(value, list) else [value]
