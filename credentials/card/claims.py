"""The payload of a card: a CWT claims set in deterministic CBOR.

Spec: RFC 8392 (CWT); RFC 8949 §4.2.1 (core deterministic encoding); docs/card.md, "The payload".
"""

import functools
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

import cbor2

from credentials.card.envelope import decode
from credentials.card.errors import (
    CardClaimsMalformed,
    CardDateRefused,
    CardNotCanonical,
    CardVersionUnknown,
)
from credentials.card.text_rules import MAX_SCHOOL_BYTES, MAX_TEXT_BYTES, check_identifier, check_text
from credentials.card.values import BRIN, Card, CardPlace

VERSION_1: Final = -70200
"""The private claim that holds everything of ours; another version has another number."""

# Claims of RFC 8392 §4.
_ISSUER, _EXPIRES, _ISSUED_AT = 1, 4, 6
_CLAIMS: Final = frozenset({_ISSUER, _EXPIRES, _ISSUED_AT, VERSION_1})
(
    _ID,
    _NAME,
    _TITLE,
    _LEVEL,
    _STUDY_LOAD,
    _DIGEST,
    _REVOCATION,
    _SUSPENSION,
    _INSTRUMENT,
    _AWARDED,
    _INDICATIVE,
) = range(11)
_MEMBERS: Final = frozenset(range(11))

_NLQF: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "4+")
_URN_UUID: Final = re.compile(r"urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MOMENT: Final = 1_577_836_800  # 2020-01-01: no card is older than this format
_LAST_MOMENT: Final = 2**32 - 1
_FIRST_DAY: Final = 10_957  # 2000-01-01
_LAST_DAY: Final = 49_709
_REMEMBERED: Final = 64  # the cards of a class have most in common


def write_claims(card: Card) -> bytes:
    """Return the payload of a card.

    Raises:
        CardClaimsMalformed: A value has no place on a card: out of its range, in a text what does not
            belong there, or dates that contradict each other. The payload may still be too long.
    """
    about: dict[int, object] = {_ID: _compact_id(card.credential_id)}
    if card.name is not None:
        about[_NAME] = check_text(card.name, pointer="/name")
    about[_TITLE] = check_text(card.title, pointer="/title")
    if card.nlqf is not None:
        if card.nlqf not in _NLQF:
            raise CardClaimsMalformed("no level of the NLQF", pointer="/nlqf")
        about[_LEVEL] = _NLQF.index(card.nlqf) + 1
    elif card.level_is_indicative is not None:
        raise CardClaimsMalformed("only a level can be indicative", pointer="/level_is_indicative")
    if card.study_load is not None:
        about[_STUDY_LOAD] = _number(card.study_load, 1, 65_535, "/study_load")
    if len(card.digest) != 16:
        raise CardClaimsMalformed("a digest has 16 bytes", pointer="/digest")
    about[_DIGEST] = card.digest
    if card.revocation is not None:
        about[_REVOCATION] = _written_place(card.revocation, "/revocation")
    if card.suspension is not None:
        about[_SUSPENSION] = _written_place(card.suspension, "/suspension")
    if card.instrument is not None:
        about[_INSTRUMENT] = _number(card.instrument, 1, 255, "/instrument")
    about[_AWARDED] = _number((card.awarded_on - _EPOCH.date()).days, _FIRST_DAY, _LAST_DAY, "/awarded_on")
    if card.level_is_indicative is not None:
        about[_INDICATIVE] = card.level_is_indicative
    claims: dict[int, object] = {_ISSUER: _checked_school(card.school)}
    if card.valid_until is not None:
        claims[_EXPIRES] = _seconds(card.valid_until, "/valid_until")
    claims[_ISSUED_AT] = _seconds(card.issued_at, "/issued_at")
    claims[VERSION_1] = about
    _check_dates(card)
    return cbor2.dumps(claims)  # the keys are in order


def read_claims(payload: bytes) -> Card:
    """Return what a payload says; nobody has checked the signature.

    Raises:
        CardMalformed: It is no CBOR, is nested deeply, or has a key twice.
        CardVersionUnknown: It has not the claim of version 1.
        CardClaimsMalformed: A claim is missing, is not one that we know, or is not what it should be.
        CardTextRefused: A text has what does not belong on a card.
        CardDateRefused: The dates contradict each other.
        CardNotCanonical: Its encoding is not the deterministic one.
    """
    claims = decode(payload)
    if not isinstance(claims, dict):
        raise CardClaimsMalformed("the claims are no map", pointer="")
    if VERSION_1 not in claims:
        raise CardVersionUnknown("not the claims of version 1 of a card", pointer="")
    about = claims[VERSION_1]
    if not isinstance(about, dict):
        raise CardClaimsMalformed("what the card is about is no map", pointer="")
    _refuse_others(claims, _CLAIMS)
    _refuse_others(about, _MEMBERS)
    card = Card(
        school=_checked_school(_text(claims, _ISSUER, "/school")),
        issued_at=_moment(claims.get(_ISSUED_AT), "/issued_at"),
        valid_until=_moment(claims[_EXPIRES], "/valid_until") if _EXPIRES in claims else None,
        credential_id=_full_id(about.get(_ID)),
        name=check_text(_text(about, _NAME, "/name"), pointer="/name") if _NAME in about else None,
        title=check_text(_text(about, _TITLE, "/title"), pointer="/title"),
        nlqf=_NLQF[_number(about[_LEVEL], 1, len(_NLQF), "/nlqf") - 1] if _LEVEL in about else None,
        level_is_indicative=_indicative(about),
        study_load=_optional_number(about, _STUDY_LOAD, 65_535, "/study_load"),
        digest=_digest(about.get(_DIGEST)),
        revocation=_read_place(about, _REVOCATION, "/revocation"),
        suspension=_read_place(about, _SUSPENSION, "/suspension"),
        instrument=_optional_number(about, _INSTRUMENT, 255, "/instrument"),
        awarded_on=_day(about.get(_AWARDED)),
    )
    if write_claims(card) != payload:
        raise CardNotCanonical("the claims could be written in a shorter or another way", pointer="")
    return card


def _refuse_others(found: Mapping[object, object], known: frozenset[int]) -> None:
    # True and 1.0 are equal to 1 in Python, and are other keys in CBOR.
    if any(type(key) is not int or key not in known for key in found):
        raise CardClaimsMalformed("a claim that version 1 does not have", pointer="")


def _check_dates(card: Card) -> None:
    if card.valid_until is not None and card.valid_until < card.issued_at:
        raise CardDateRefused("it ends before it begins", pointer="/valid_until")
    # The one is a day in the Netherlands, the other a moment in UTC.
    if card.awarded_on > (card.issued_at + timedelta(days=1)).date():
        raise CardDateRefused("it was issued before it was awarded", pointer="/awarded_on")


@functools.lru_cache(maxsize=_REMEMBERED)
def _checked_school(school: str) -> str:
    check_identifier(school, max_bytes=MAX_SCHOOL_BYTES, pointer="/school")
    if BRIN.fullmatch(school) or school.startswith(("did:", "https://")):
        return school
    raise CardClaimsMalformed("neither a BRIN nor a DID or https URL", pointer="/school")


def _compact_id(credential_id: str) -> bytes | str:
    if matched := _URN_UUID.fullmatch(credential_id):
        return bytes.fromhex(matched[1].replace("-", ""))
    return check_identifier(credential_id, max_bytes=MAX_TEXT_BYTES, pointer="/credential_id")


def _full_id(value: object) -> str:
    if type(value) is bytes and len(value) == 16:
        return UUID(bytes=value).urn
    if type(value) is not str:
        raise CardClaimsMalformed("neither 16 bytes nor a text", pointer="/credential_id")
    return check_identifier(value, max_bytes=MAX_TEXT_BYTES, pointer="/credential_id")


def _text(found: Mapping[object, object], key: int, pointer: str) -> str:
    value = found.get(key)
    if type(value) is not str:
        raise CardClaimsMalformed("not a text", pointer=pointer)
    return value


def _digest(value: object) -> bytes:
    if type(value) is not bytes or len(value) != 16:
        raise CardClaimsMalformed("not 16 bytes", pointer="/digest")
    return value


def _number(value: object, least: int, most: int, pointer: str) -> int:
    if type(value) is not int or not least <= value <= most:
        raise CardClaimsMalformed(f"not a whole number from {least} to {most}", pointer=pointer)
    return value


def _optional_number(found: Mapping[object, object], key: int, most: int, pointer: str) -> int | None:
    return _number(found[key], 1, most, pointer) if key in found else None


def _indicative(about: Mapping[object, object]) -> bool | None:
    if _INDICATIVE not in about:
        return None
    value = about[_INDICATIVE]
    if type(value) is not bool or _LEVEL not in about:
        raise CardClaimsMalformed("not true or false about a level", pointer="/level_is_indicative")
    return value


def _written_place(place: CardPlace, pointer: str) -> list[int]:
    return [
        _number(place.number, 1, 65_535, f"{pointer}/number"),
        _number(place.index, 0, 2**32 - 1, f"{pointer}/index"),
    ]


def _read_place(about: Mapping[object, object], key: int, pointer: str) -> CardPlace | None:
    if key not in about:
        return None
    value = about[key]
    if type(value) is not list or len(value) != 2:
        raise CardClaimsMalformed("not a list and an index", pointer=pointer)
    return CardPlace(
        number=_number(value[0], 1, 65_535, f"{pointer}/number"),
        index=_number(value[1], 0, 2**32 - 1, f"{pointer}/index"),
    )


def _moment(value: object, pointer: str) -> datetime:
    return _EPOCH + timedelta(seconds=_number(value, _FIRST_MOMENT, _LAST_MOMENT, pointer))


@functools.lru_cache(maxsize=_REMEMBERED)
def _seconds(moment: datetime, pointer: str) -> int:
    if moment.tzinfo is None or moment.microsecond:
        raise CardClaimsMalformed("a moment has a time zone and whole seconds", pointer=pointer)
    seconds = (moment - _EPOCH) // timedelta(seconds=1)
    return _number(seconds, _FIRST_MOMENT, _LAST_MOMENT, pointer)


def _day(value: object) -> date:
    return _EPOCH.date() + timedelta(days=_number(value, _FIRST_DAY, _LAST_DAY, "/awarded_on"))
