"""What a person is shown of the issuer of a credential.

A school issues thousands of credentials and is the same in all of them. So what was read lately is
remembered, by its bytes.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import orjson

from credentials.achievement import foreign_json as foreign
from credentials.achievement.identifier_entries import identifier_entries
from credentials.parsing import JsonObject

_MAX_REMEMBERED: Final = 64
_MAX_BYTES: Final = 8 * 1024  # an honest one has a tenth of this


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIssuer:
    """What is shown of an issuer; see :class:`~credentials.achievement.content.OpenBadgeContent`."""

    id: str | None
    name: str | None
    url: str | None
    country: str | None
    region: str | None
    locality: str | None
    brin: str | None
    kvk: str | None
    rio: str | None


def read_issuer(issuer: JsonObject, language: str | None) -> ReadIssuer:
    """Return what is shown of ``issuer``, which may be any JSON object.

    Args:
        issuer: The issuer, with what is said of it elsewhere in the document.
        language: The language to prefer where there are several.
    """
    try:
        written = orjson.dumps(issuer)
    except TypeError:  # a number that orjson does not write, or half a character
        return _read(issuer, language)
    return _remembered(written, language) if len(written) <= _MAX_BYTES else _read(issuer, language)


@lru_cache(maxsize=_MAX_REMEMBERED)
def _remembered(written: bytes, language: str | None) -> ReadIssuer:
    return _read(orjson.loads(written), language)


def _read(issuer: JsonObject, language: str | None) -> ReadIssuer:
    # Of each kind the first counts, so that a second BRIN cannot hide the first.
    identifiers = dict(reversed(identifier_entries(issuer)))

    def text(*path: str) -> str | None:
        return foreign.text(foreign.member(issuer, *path), language=language)

    return ReadIssuer(
        id=foreign.address(issuer),
        name=text("name"),
        url=foreign.address(foreign.member(issuer, "url")),
        country=text("address", "addressCountryCode"),
        region=text("address", "addressRegion"),
        locality=text("address", "addressLocality"),
        brin=identifiers.get("BRIN"),
        kvk=identifiers.get("KVK"),
        rio=identifiers.get("RIO"),
    )
