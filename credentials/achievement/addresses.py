"""Addresses in a credential: absolute, and each ``id`` the name of one thing."""

import re
from collections.abc import Iterator

from credentials.achievement.errors import AwardNotBuildable
from credentials.parsing import JsonObject, JsonValue

_MEMBERS = frozenset({"id", "url", "targetUrl", "statusListCredential", "resultDescription"})
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def check_addresses(credential: JsonObject) -> None:
    """Refuse an address that is relative, and an identifier that two objects share.

    Two objects with one ``id`` are one node in RDF: a member could move from the one to the other
    and the signature would still hold.

    Raises:
        AwardNotBuildable: An address is not absolute (``relative_id``), or two objects have the
            same ``id`` (``shared_id``).
    """
    described: dict[str, str] = {}
    for pointer, key, address in _addresses(credential, ""):
        if not _ABSOLUTE.fullmatch(address):
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
            else:
                yield from _addresses(member, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _addresses(member, f"{pointer}/{index}")
