"""What a credential says, as JSON: members that are absent are left out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Final

import orjson

from credentials.achievement.achievement_reading import ReadAchievement
from credentials.achievement.alignments_read import Aligned
from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.instruments.instrument import Instrument
from credentials.date_time_stamp import format_date_time_stamp
from credentials.parsing import JsonObject, JsonValue

_SNAKE: Final = re.compile(r"_([a-z0-9])")
# What a person was asked for or shown only; a large image does not belong in a line of a log.
_LEFT_OUT: Final = frozenset({"image", "of_achievement"})


@lru_cache(maxsize=512)  # names in evidence are ours, and few
def camel_case(name: str) -> str:
    """Write a name as the standards write theirs."""
    return _SNAKE.sub(lambda match: match[1].upper(), name)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Members that are shown.

    Attributes:
        names: What the standards call them.
        of: Gets their values.
    """

    names: tuple[str, ...]
    of: Callable[[object], tuple[object, ...]]

    @classmethod
    def some(cls, names: Sequence[str]) -> "_Shown":
        """Return those with such names of ours."""
        get = attrgetter(*names)
        return cls(tuple(map(camel_case, names)), get if len(names) > 1 else lambda value: (get(value),))


_OF_CLASS: Final = frozenset(one.name for one in fields(ReadAchievement))
_CONTENT: Final = [one.name for one in fields(OpenBadgeContent) if one.name not in _LEFT_OUT]
_CLASS_MEMBERS: Final = _Shown.some([name for name in _CONTENT if name in _OF_CLASS])
_OWN_MEMBERS: Final = _Shown.some([name for name in _CONTENT if name not in _OF_CLASS])


@cache
def _shown_members(kind: type) -> _Shown:
    return _Shown.some([one.name for one in fields(kind) if one.name not in _LEFT_OUT])


def content_json(content: OpenBadgeContent) -> JsonObject:
    """Return what a credential says."""
    members = _json(content)
    return members if isinstance(members, dict) else {}


def content_bytes(content: OpenBadgeContent) -> bytes:
    """Return what :func:`content_json` does, written out; the members are in another order."""
    achievement = content.of_achievement
    if achievement is None:
        return orjson.dumps(content_json(content))
    of_class = _class_bytes(achievement)
    own = orjson.dumps(_named(content, _OWN_MEMBERS))
    return b"".join((of_class[:-1], b"," if len(of_class) > 2 and len(own) > 2 else b"", own[1:]))


@lru_cache(maxsize=64)  # an achievement that is read once is the same object for all who have it
def _class_bytes(achievement: ReadAchievement) -> bytes:
    return orjson.dumps(_named(achievement, _CLASS_MEMBERS))


def _json(value: object) -> JsonValue:
    """Return a value of the content as JSON; what is absent is left out."""
    kind = type(value)
    if value is None or kind is str or kind is bool:  # as nearly all are
        return value  # type: ignore[return-value]  # mypy: it does not follow what a kind is
    if kind is tuple:
        return [_json(item) for item in value]  # type: ignore[attr-defined]  # the same
    if kind is Aligned:
        return {**_aligned_json(value)}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Instrument):
        return value.key
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return format_date_time_stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return _members_json(value)
    raise TypeError(f"no JSON form for {kind.__name__}")


@lru_cache(maxsize=128)  # all credentials of a module have the same ones; strangers can make them long
def _aligned_json(aligned: Aligned) -> JsonObject:
    return _members_json(aligned)


def _members_json(value: object) -> JsonObject:
    return _named(value, _shown_members(type(value)))  # type: ignore[arg-type]  # mypy: a class has no hash


def _named(value: object, shown: _Shown) -> JsonObject:
    members: JsonObject = {}
    for name, member in zip(shown.names, shown.of(value), strict=True):
        if type(member) is str:  # as most are
            members[name] = member
        elif member is not None and member != ():
            members[name] = _json(member)
    return members
