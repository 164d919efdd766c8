"""The alignments of an achievement as they are shown.

All credentials of a module have the same ones, a dozen or two, and they are most of what there is to read in
a credential. So what was read lately is remembered, by its bytes; nothing in it is about a person.
"""

from dataclasses import dataclass
from functools import lru_cache

import orjson

from credentials.achievement import foreign_json as foreign
from credentials.parsing import JsonObject, JsonValue

_MAX_REMEMBERED = 64
_MAX_BYTES = 64 * 1024  # of the alignments of one achievement; those of an honest one take a twentieth


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """One alignment as it is shown.

    Attributes:
        type: ``targetType``, such as "ext:LearningOutcome"; None when the issuer gave none.
        name: The words.
        code: ``targetCode``: the value for a machine.
        url: The concept.
        framework: The list that it comes from.
        description: More words.
    """

    type: str | None
    name: str | None
    code: str | None
    url: str | None
    framework: str | None
    description: str | None


def read_alignments(alignments: JsonValue, language: str | None) -> tuple[Aligned, ...]:
    """Return what is shown of ``alignments``, in their order.

    Args:
        alignments: Any JSON value.
        language: The language to prefer where there are several.
    """
    try:
        written = orjson.dumps(alignments)
    except TypeError:  # a number that orjson does not write, or half a character
        return _read(alignments, language)
    return _remembered(written, language) if len(written) <= _MAX_BYTES else _read(alignments, language)


@lru_cache(maxsize=_MAX_REMEMBERED)
def _remembered(written: bytes, language: str | None) -> tuple[Aligned, ...]:
    return _read(orjson.loads(written), language)


def _read(alignments: JsonValue, language: str | None) -> tuple[Aligned, ...]:
    return tuple(_aligned(one, language) for one in foreign.objects(alignments))


def _aligned(alignment: JsonObject, language: str | None) -> Aligned:
    return Aligned(
        type=foreign.text(alignment.get("targetType")),
        name=foreign.text(alignment.get("targetName"), language=language),
        code=foreign.text(alignment.get("targetCode")),
        url=foreign.address(alignment.get("targetUrl")),
        framework=foreign.text(alignment.get("targetFramework"), language=language),
        description=foreign.text(alignment.get("targetDescription"), language=language),
    )
