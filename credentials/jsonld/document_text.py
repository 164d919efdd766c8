"""The JSON text by which a document is known again."""

import json
import re
from typing import Final

import orjson

from credentials.parsing import JsonObject

_NULL: Final = re.compile(rb"[:,\[]null[,\]}]")


def brief_text(document: JsonObject) -> bytes | None:
    """Return what orjson writes for a document, or None if it does not write that.

    Another document may have the same text only if this is not :func:`is_exact`.
    """
    try:
        return orjson.dumps(document)
    except TypeError:  # an integer of more than 64 bits, half of a surrogate pair, deep nesting
        return None


def is_exact(brief: bytes) -> bool:
    """Tell whether no two documents can have this text: orjson writes null for infinities, too."""
    return b"null" not in brief or _NULL.search(brief) is None


def exact_text(document: JsonObject) -> bytes | None:
    """Return a text that no other document has, nor any :func:`brief_text`; or None if it is no JSON."""
    try:
        return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError):  # built, not parsed, and no JSON
        return None
