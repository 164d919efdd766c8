"""The JSON Canonicalization Scheme: one sequence of bytes for one JSON value."""

import json
import math
import re
from collections.abc import Iterable
from typing import Final

import orjson

from credentials.errors import CredentialError
from credentials.parsing import JsonValue

_MAX_SAFE_INTEGER: Final = 2**53 - 1
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FLOAT: Final = re.compile(r"(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?")


class NotCanonicalJSON(CredentialError):
    """The value is not I-JSON, so that the scheme does not define its bytes."""

    code = "not_canonical_json"


def canonicalize_json(value: JsonValue) -> bytes:
    """Return the canonical bytes of ``value``.

    Members are sorted by the UTF-16 code units of their keys, numbers are written as
    ECMAScript writes them, and strings carry no escape that is not needed.

    Raises:
        NotCanonicalJSON: A number is not finite or is an integer beyond 2^53 - 1, a string has
            half of a surrogate pair, or a value is of no JSON type.

    Spec: RFC 8785 section 3.2; RFC 7493 sections 2.1 and 2.2 for what is refused.
    """
    if is_plain_json(value):
        try:
            # It refuses surrogates and larger integers itself; then we say what is wrong.
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)
        except orjson.JSONEncodeError:
            pass
    return _serialize(value).encode("utf-8")


# orjson is some hundred times as fast. What it writes in another way, or writes where we refuse, are
# numbers with a fraction or exponent, NaN among them; keys of which one has a character beyond
# U+FFFF, since it sorts by code points; and values of Python types that JSON does not have.
_PLAIN_SCALARS: Final = frozenset({str, int, bool, type(None)})
# More objects and arrays than any document that is read; a structure that contains itself ends here.
_MAX_CONTAINERS: Final = 100_000


def is_plain_json(value: object) -> bool:
    """Tell whether orjson, with keys sorted, writes what we would write, or nothing."""
    containers: list[object] = [value]
    for container in containers:
        items: Iterable[object]
        if type(container) is dict:
            try:
                keys = "".join(container)
            except TypeError:
                return False
            if not keys.isascii() and max(keys) > "\uffff":
                return False
            items = container.values()
        elif type(container) is list:
            items = container
        else:
            return type(container) in _PLAIN_SCALARS  # the value itself; no others get here
        for item in items:
            kind = type(item)
            if kind is str:
                continue
            if kind is dict or kind is list:
                containers.append(item)
            elif kind not in _PLAIN_SCALARS:
                return False
        if len(containers) > _MAX_CONTAINERS:
            return False
    return True


def _serialize(value: object) -> str:
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        return ecmascript_number(value)
    if isinstance(value, list):
        return f"[{','.join(_serialize(item) for item in value)}]"
    if isinstance(value, dict):
        members = sorted(((_utf16(key), _string(key), member) for key, member in value.items()), key=_first)
        return f"{{{','.join(f'{key}:{_serialize(member)}' for _, key, member in members)}}}"
    raise NotCanonicalJSON(f"{type(value).__name__} is no JSON type")


def _first(member: tuple[bytes, str, object]) -> bytes:
    return member[0]


def _utf16(key: object) -> bytes:
    # Section 3.2.3 sorts by code units, which differs from code points above U+FFFF.
    if not isinstance(key, str):
        raise NotCanonicalJSON("a key is not a string")
    return key.encode("utf-16-be", "surrogatepass")


def _string(value: str) -> str:
    if _SURROGATE.search(value):
        raise NotCanonicalJSON("a string has half of a surrogate pair")
    # Python's encoder uses the same short escapes, and lower-case hexadecimal for the other
    # control characters; DEL is written as it is in both.
    return json.dumps(str(value), ensure_ascii=False)


def _integer(value: int) -> str:
    if abs(value) > _MAX_SAFE_INTEGER:
        raise NotCanonicalJSON("an integer beyond 2^53 - 1 has no exact double")
    return str(int(value))


def ecmascript_number(value: float) -> str:
    """Write a double as ECMAScript does.

    Raises:
        NotCanonicalJSON: The number is not finite.

    Spec: ECMA-262 section 6.1.6.1.20 (Number::toString), by way of RFC 8785 section 3.2.2.3.
    """
    if not math.isfinite(value):
        raise NotCanonicalJSON("a number is not finite")
    if value == 0:
        return "0"
    # Python's repr has the same shortest digits; only where the point and the exponent go differs.
    match = _FLOAT.fullmatch(repr(float(value)))
    if match is None:  # pragma: no cover - repr of a finite float always matches
        raise NotCanonicalJSON("a number that cannot be written")
    sign, whole, fraction, exponent = match[1], match[2], match[3] or "", int(match[4] or 0)
    point = len(whole) + exponent
    digits = whole + fraction
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    return sign + _place_point(stripped.rstrip("0"), point)


def _place_point(digits: str, point: int) -> str:
    """Write ``0.digits`` times ten to the power ``point``."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    exponent = f"e{point - 1:+d}"
    return digits + exponent if count == 1 else f"{digits[0]}.{digits[1:]}{exponent}"
