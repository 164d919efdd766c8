"""Takes values out of JSON that anybody may have written, without ever raising.

Foreign issuers write a string where another writes an object, one object where another writes an
array, and texts as JSON-LD value objects. What cannot be understood is left out.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from credentials.parsing import JsonObject, JsonValue

MAX_TEXT = 5_000
"""Characters of one text; what is longer is cut, and ends with an ellipsis."""
MAX_ADDRESS = 2_048
"""Characters of an address; a longer one is left out, since half an address is another address."""
MAX_IMAGE = 400_000
"""Characters of an image that is written out in the document itself (``data:``)."""
MAX_ITEMS = 200
"""Items of one array that are looked at."""

# Bidirectional overrides and isolates: they make a text show in another order than it is written.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Those, control characters other than tab and line feed, and halves of characters.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Behind the colon: ! to ~ and U+00A1 to U+FFEF. Said the other way round, which compiles ten times as fast.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\xa0\ufff0-\U0010ffff]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PREFERRED = ("nl", "en")


def member(value: JsonValue, *path: str) -> JsonValue:
    """Follow member names; an array on the way stands for its first object."""
    for name in path:
        value = obj(value).get(name)
    return value


def obj(value: JsonValue) -> JsonObject:
    """The object that ``value`` is, or the first one in the array that it is, or an empty one."""
    if type(value) is dict:  # as nearly always
        return value
    return next(objects(value), {})


def objects(value: JsonValue) -> Iterator[JsonObject]:
    """The objects in ``value``, which may be one, or an array with some."""
    for item in items(value):
        if isinstance(item, dict):
            yield item


def descriptions(document: JsonObject) -> Mapping[str, JsonObject]:
    """The fullest object for each ``id`` in a document."""
    found: dict[str, JsonObject] = {}
    waiting: list[JsonValue] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += [item for item in value if type(item) is dict or type(item) is list]
        elif isinstance(value, dict):
            identifier = value.get("id")
            if isinstance(identifier, str) and len(value) > len(found.get(identifier, ())):
                found[identifier] = value
            waiting += [
                inner
                for key, inner in value.items()
                if (type(inner) is dict or type(inner) is list) and key not in ("@context", "proof")
            ]
    return found


def described(value: JsonValue, known: Mapping[str, JsonObject]) -> JsonObject:
    """The object that ``value`` is or refers to, with what is said of it elsewhere in the document.

    In JSON-LD it makes no difference where in a document something is said, so that anybody can
    take a name out of one place if it also stands in another, and the signature still holds.
    """
    own = obj(value)
    identifier = own.get("id") if own else next(iter(items(value)), None)
    return {**known.get(identifier, {}), **own, "id": identifier} if isinstance(identifier, str) else own


def items(value: JsonValue) -> list[JsonValue]:
    """``value`` as a list: nothing for null, itself for an array, else one item."""
    if value is None:
        return []
    return value[:MAX_ITEMS] if isinstance(value, list) else [value]


def text(value: JsonValue, *, language: str | None = None) -> str | None:
    """The words in ``value``: a string, a number, a value object, a language map, or an array of them.

    Control characters and bidirectional overrides are taken out, since they are there to mislead a
    reader or a terminal. Returns None when no words are left.
    """
    if type(value) is str:  # as nearly always
        return _shown(value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, int | float):
        return _number(value)
    wanted = [language, *_PREFERRED] if language else list(_PREFERRED)
    editions = dict(_editions(value))
    for tag in wanted:
        if tag in editions:
            return editions[tag]
    return next(iter(editions.values()), None)


def _number(value: float) -> str | None:
    try:
        return str(value)[:MAX_TEXT]
    except ValueError:  # Python refuses to write an integer of more than 4,300 digits
        return None


def _editions(value: JsonValue) -> Iterator[tuple[str, str]]:
    """Primary language tag ("" when none is given) and words."""
    if isinstance(value, str):
        if shown := _shown(value):
            yield "", shown
    elif isinstance(value, list):
        for item in value[:MAX_ITEMS]:
            if not isinstance(item, list):
                yield from _editions(item)
    elif isinstance(value, dict):
        words, tag = value.get("@value"), value.get("@language")
        if isinstance(words, str):
            if shown := _shown(words):
                yield (_primary(tag) if isinstance(tag, str) else ""), shown
            return
        for key, member_ in list(value.items())[:MAX_ITEMS]:
            if isinstance(member_, str) and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", key):
                shown = _shown(member_)
                if shown:
                    yield _primary(key), shown


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _shown(raw: str) -> str | None:
    if len(raw) <= MAX_TEXT and raw.isprintable():  # nothing to take out, as in nearly every text
        return raw.strip() or None
    cut = raw[: MAX_TEXT + 1]
    # The question costs next to nothing, and nearly every text is printable.
    kept = (cut if cut.isprintable() else _HIDDEN.sub("", cut)).strip()
    return (kept[:MAX_TEXT] + "…" if len(kept) > MAX_TEXT else kept) or None


def address(value: JsonValue, *, maximum: int = MAX_ADDRESS) -> str | None:
    """An absolute URI, from a string or from the ``id`` of an object; else None."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id")
    if not isinstance(value, str) or len(value) > maximum:
        return None
    return value if _ADDRESS.fullmatch(value) and _BIDI_CONTROLS.isdisjoint(value) else None


def day(value: JsonValue) -> date | None:
    """The calendar day as it is written, in whatever time zone the issuer wrote it."""
    written = text(value)
    if written is None or not _DAY.match(written):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def moment(value: JsonValue) -> datetime | None:
    """The instant in UTC, or None when it is not one; a time without zone is not an instant."""
    written = text(value)
    if written is None or not _DAY.match(written):
        return None
    try:
        read = datetime.fromisoformat(written)
        return read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        return None
