"""Addresses in a credential: absolute, and each ``id`` the name of one thing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from credentials.achievement.errors import AwardNotBuildable
from credentials.parsing import JsonObject, JsonValue

_MEMBERS = frozenset({"id", "url", "targetUrl", "statusListCredential", "resultDescription"})
# Endorsements are signed documents of their own. In RDF each has a scope of its own, which is looked at
# when the whole is canonicalized. Names of types are no addresses.
_NOT_ENTERED = frozenset({"@context", "endorsement", "type"})
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """What stands as an address in a part of a credential.

    Attributes:
        ids: Of the objects in it.
        are_good: Each is absolute, and no two objects share an ``id``.
    """

    ids: frozenset[str]
    are_good: bool


def addresses_in(part: JsonValue, *, known: Mapping[int, Addresses] | None = None) -> Addresses:
    """Look at the addresses of a part, without saying where they are.

    Args:
        part: Of a credential.
        known: Parts of the part that were looked at before, by their identity as a Python object.
    """
    known = known or {}
    ids: set[str] = set()
    count = 0
    are_good = True
    waiting = [part]
    while waiting:
        value = waiting.pop()
        if (before := known.get(id(value))) is not None:
            count += len(before.ids)
            ids |= before.ids
            are_good = are_good and before.are_good
        elif isinstance(value, dict):
            for key, member in value.items():
                if isinstance(member, str):  # as nearly everything is
                    if key in _MEMBERS:
                        are_good = are_good and _is_absolute(member)
                        if key == "id":
                            count += 1
                            ids.add(member)
                elif isinstance(member, (dict, list)) and key not in _NOT_ENTERED:
                    waiting.append(member)
        elif isinstance(value, list):
            waiting += [member for member in value if isinstance(member, (dict, list))]
    return Addresses(frozenset(ids), are_good and count == len(ids))


@lru_cache(maxsize=1_024)
def _is_absolute(address: str) -> bool:
    """Tell it; most addresses are of European lists and of the school, and stand in all that it awards."""
    return _ABSOLUTE.fullmatch(address) is not None


def check_addresses(credential: JsonObject, *, known: Mapping[int, Addresses] | None = None) -> None:
    """Refuse an address that is relative, and an identifier that two objects share.

    Two objects with one ``id`` are one node in RDF: a member could move from the one to the other
    and the signature would still hold.

    Args:
        credential: The credential.
        known: See :func:`addresses_in`.

    Raises:
        AwardNotBuildable: An address is not absolute (``relative_id``), or two objects have the
            same ``id`` (``shared_id``).
    """
    if addresses_in(credential, known=known).are_good:
        return
    described: dict[str, str] = {}
    for pointer, key, address in _addresses(credential, ""):
        if not _is_absolute(address):
            raise AwardNotBuildable(f"not absolute: {address!r}", reason="relative_id", pointer=pointer)
        if key != "id":
            continue
        if address in described:
            message = f"{address!r} stands for {described[address]!r} and for {pointer!r}"
            raise AwardNotBuildable(message, reason="shared_id", pointer=pointer)
        described[address] = pointer


def _addresses(value: JsonValue, pointer: str) -> Iterator[tuple[str, str, str]]:
    """Pointer, member name and text of everything that must be an absolute address."""
    if isinstance(value, dict):
        for key, member in value.items():
            if isinstance(member, str) and key in _MEMBERS:
                yield f"{pointer}/{key}", key, member
            elif key not in _NOT_ENTERED:
                yield from _addresses(member, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _addresses(member, f"{pointer}/{index}")
