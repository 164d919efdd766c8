"""Shapes of credentials in which nothing was found, so that they are not looked at for every learner.

The credentials of one class differ in a few strings: see
:mod:`credentials.jsonld.templates.proven_templates`. The rules of the data models look at which
members there are and of what type, at the names of types and contexts, at the dates of the
credential, and whether an id is a URL. So when nothing was found in one of a class, nothing can be
found in another, provided that no date, type or context varies and that every id is a URL.
"""

from collections.abc import Sequence
from typing import Final
from weakref import WeakKeyDictionary

from credentials.data_model_version import DataModel
from credentials.jsonld.templates.proven_templates import KnownShape
from verifier.members import is_absolute_url

# What rules read as more than some text. Whatever is inside counts as well.
_READ: Final = frozenset(
    {"type", "@context", "relatedResource", "credentialSchema", "awardedDate", "issuer"}
    | {name for model in DataModel for name in model.dates}
)

# For each shape and kind of credential, which of the strings are ids.
_sound: Final[WeakKeyDictionary[KnownShape, dict[str, tuple[int, ...]]]] = WeakKeyDictionary()


def is_sound(shape: KnownShape, strings: Sequence[str], kind: str) -> bool:
    """Tell whether it is known that there is nothing to find in a credential.

    Args:
        shape: Its shape.
        strings: Its own strings, in the order of the shape.
        kind: What kind of credential it should be.
    """
    ids = _sound.get(shape, {}).get(kind)
    return ids is not None and all(is_absolute_url(strings[number]) for number in ids)


def keep_sound(shape: KnownShape, kind: str) -> None:
    """Remember that nothing was found in a credential of this shape, over which a proof held.

    Args:
        shape: Its shape.
        kind: What kind of credential it was looked at as.
    """
    steps = [pointer.split("/") for pointer in shape.varying]
    if all(_READ.isdisjoint(path) for path in steps):
        ids = tuple([number for number, path in enumerate(steps) if path[-1] == "id"])
        _sound.setdefault(shape, {})[kind] = ids
