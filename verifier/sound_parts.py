"""Parts of credentials in which nothing was found, so that they are not looked at for every learner.

The credentials of a module share their issuer and their achievement, which are most of what there
is to look at. What the rules find in such a part depends on nothing but the part.

A part is kept when it stood in a credential that was well formed and over which a proof held, so that
a stranger cannot fill the memory with what was never signed.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

import orjson

from credentials.jsonld.bounded_memory import BoundedMemory, Remembered
from credentials.parsing import JsonObject, JsonValue
from verifier.members import every_object

_BYTES_PER_CHARACTER: Final = 1.2  # of JSON: the text is all that is kept

_memory: Final = BoundedMemory(max_entries=2_000, max_bytes=8 * 1024 * 1024)
_sound: Final[dict[Hashable, Remembered]] = {}


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part of one credential.

    Attributes:
        value: The object.
        key: What it is in the credential, and its text: two parts with the same key are the same.
    """

    value: JsonObject
    key: tuple[str, bytes]


def shared_parts(credential: JsonObject) -> tuple[SharedPart, ...]:
    """Return the parts that other credentials may have as well: the issuer and the achievement."""
    subject = credential.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    found = (_part("issuer", credential.get("issuer")), _part("achievement", achievement))
    return tuple([part for part in found if part is not None])


def sound_among(parts: Iterable[SharedPart]) -> frozenset[int]:
    """Return the :func:`id` of each part in which nothing was found before."""
    found = []
    for part in parts:
        known = _sound.get(part.key)
        if known is not None:
            known.used = True
            found.append(id(part.value))
    return frozenset(found)


def keep_sound(parts: Iterable[SharedPart]) -> None:
    """Remember parts of a credential that was well formed and over which a proof held."""
    for part in parts:
        # What a context inside defines depends on the contexts around it.
        if part.key not in _sound and not any("@context" in each for each in every_object(part.value)):
            size = int(_BYTES_PER_CHARACTER * len(part.key[1]))
            _memory.keep(_sound, part.key, Remembered(size))


def _part(role: str, value: JsonValue) -> SharedPart | None:
    if not isinstance(value, dict):
        return None
    try:
        return SharedPart(value, (role, orjson.dumps(value)))
    except orjson.JSONEncodeError:  # half of a surrogate pair, or an integer beyond 64 bits
        return None
