"""JSON with nothing unusual in it, read by orjson; everything else is left to the careful reader.

orjson is some thirty times as fast as the standard decoder with its hooks. It lets three things
pass that we refuse or read otherwise: a key that stands twice, integers beyond 64 bits (which it
turns into doubles), and nesting of up to a thousand levels. So its answer is taken only when the
text can be shown to have none of these.
"""

from collections.abc import Iterable
from typing import Final

import orjson

from credentials.limits import Limits

_WHITE_SPACE: Final = b" \t\r\n"
# Every digit becomes a 0, all white space a space.
_KINDS: Final = bytes.maketrans(b"0123456789 \t\r\n", b"0" * 10 + b" " * 4)
# 19 digits can exceed 64 bits.
_MANY_DIGITS: Final = b"0" * 19


class NotPlain(Exception):
    """The text may have something unusual in it, or is no JSON at all."""


def parse_plain_json(data: bytes, limits: Limits) -> object:
    """Return what the careful reader would return, or nothing.

    Raises:
        NotPlain: It takes the careful reader to tell what this is.
    """
    # A text has no more objects and items than bytes.
    if len(data) > limits.max_nodes:
        most_nodes = 1 + data.count(b"{") + data.count(b"[") + data.count(b",")
        if most_nodes > limits.max_nodes:
            raise NotPlain
    try:
        value = orjson.loads(data)
        brief = orjson.dumps(value)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError) as error:  # the latter for deep nesting
        raise NotPlain from error
    if brief == data.strip(_WHITE_SPACE):
        # Written as briefly as orjson writes it: every member and every digit of the text is there.
        if _may_be_deep(value, limits.max_depth):
            raise NotPlain
        return value
    kinds = data.translate(_KINDS)
    if _MANY_DIGITS in kinds:
        raise NotPlain
    # Before the colon of a member stands a quotation mark or white space. So this is no less than
    # the number of members in the text; in the value there are fewer if a key stood twice.
    if data.count(b'":') + kinds.count(b" :") != _count_members(value, limits.max_depth):
        raise NotPlain
    return value


def _may_be_deep(value: object, max_depth: int) -> bool:
    """Tell whether objects and arrays can be nested more deeply."""
    # On lines of its own, everything is indented by two spaces for each level around it. An empty
    # array is a level that no line is indented for.
    return b"\n" + b"  " * max_depth in orjson.dumps(value, option=orjson.OPT_INDENT_2)


def _count_members(value: object, max_depth: int) -> int:
    """Count the members of all objects, and refuse deep nesting."""
    members = depth = 0
    level: list[dict[object, object] | list[object]] = [value] if isinstance(value, dict | list) else []
    while level:
        depth += 1
        if depth > max_depth:
            raise NotPlain
        below: list[dict[object, object] | list[object]] = []
        for container in level:
            inside: Iterable[object]
            if isinstance(container, dict):
                members += len(container)
                inside = container.values()
            else:
                inside = container
            below += [item for item in inside if type(item) is dict or type(item) is list]
        level = below
    return members
