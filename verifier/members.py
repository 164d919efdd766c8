"""Read members of a document that nobody has checked yet, whatever their shape.

The standards let most properties hold one value or several, so the checks ask here for "the
values of this property, each with its place" and never trip over a shape.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.parsing import JsonObject, JsonValue

# A scheme and something after it, without the characters that no URL holds. Whether it is a
# well-formed IRI is for the JSON-LD engine to say; here it must not be a name or a path.
_ABSOLUTE_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def pointer_to(parent: str, name: str | int) -> str:
    """Return the RFC 6901 pointer of a member of the value at ``parent``."""
    token = str(name)
    if "~" in token or "/" in token:
        token = token.replace("~", "~0").replace("/", "~1")
    return f"{parent}/{token}"


def values(owner: JsonObject, name: str, pointer: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Yield the values of a property with their pointers; none when it is absent."""
    if name not in owner:
        return
    value = owner[name]
    place = pointer_to(pointer, name)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield f"{place}/{index}", item
    else:
        yield place, value


def objects(owner: JsonObject, name: str, pointer: str = "") -> Iterator[tuple[str, JsonObject]]:
    """Yield those values of a property that are objects, with their pointers."""
    for place, value in values(owner, name, pointer):
        if isinstance(value, dict):
            yield place, value


def inner(owner: JsonObject, name: str) -> list[JsonObject]:
    """Return those values of a property that are objects, when it does not matter where they stand."""
    value = owner.get(name)
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(owner: JsonObject, name: str) -> tuple[str, ...]:
    """Return those values of a property that are strings."""
    value = owner.get(name)
    if isinstance(value, str):
        return (value,)
    return tuple([item for item in value if isinstance(item, str)]) if isinstance(value, list) else ()


def text(owner: JsonObject, name: str) -> str | None:
    """Return a property that is a single string, else None."""
    value = owner.get(name)
    return value if isinstance(value, str) else None


def types(owner: JsonObject) -> tuple[str, ...]:
    """Return the names in ``type``."""
    return strings(owner, "type")


def moment(owner: JsonObject, name: str) -> datetime | None:
    """Return a dateTimeStamp, or None when it is absent or cannot be read."""
    value = text(owner, name)
    if value is None:
        return None
    try:
        return parse_date_time_stamp(value)
    except ValueError:
        return None


def is_absolute_url(value: JsonValue) -> bool:
    """Tell whether ``value`` is a single string that begins with a scheme."""
    return isinstance(value, str) and _ABSOLUTE_URL.fullmatch(value) is not None


def issuer_id(credential: JsonObject) -> str | None:
    """Return the id of the issuer, in either of its two forms, or None."""
    issuer = credential.get("issuer")
    if isinstance(issuer, dict):
        issuer = issuer.get("id")
    return issuer if isinstance(issuer, str) else None


def every_object(value: JsonValue) -> list[JsonObject]:
    """Return every object in ``value``, in no meaningful order.

    The quick way to learn that there is nothing to say; :func:`walk` tells where things stand.

    Args:
        value: Where to begin.
    """
    found: list[JsonObject] = []
    pending = [value]
    for current in pending:  # which grows meanwhile
        if isinstance(current, dict):
            found.append(current)
            pending += [child for child in current.values() if type(child) is dict or type(child) is list]
        elif isinstance(current, list):
            pending += [child for child in current if type(child) is dict or type(child) is list]
    return found


def walk(value: JsonValue, *, skip: frozenset[str], pointer: str = "") -> Iterator[tuple[str, JsonObject]]:
    """Yield every object in ``value`` with its pointer, outermost first.

    Args:
        value: Where to begin.
        skip: Members that are not entered, at any level.
        pointer: The place of ``value``.
    """
    pending: list[tuple[str, JsonValue]] = [(pointer, value)]
    while pending:
        place, current = pending.pop()
        if isinstance(current, dict):
            yield place, current
            children = [
                (pointer_to(place, name), child) for name, child in current.items() if name not in skip
            ]
        elif isinstance(current, list):
            children = [(pointer_to(place, index), child) for index, child in enumerate(current)]
        else:
            continue
        pending.extend(reversed(children))
