"""Changes to documents that keep them documents, so that a fuzzer gets past the parser."""

import contextlib
import copy
import json
import random
from collections.abc import Callable
from typing import Final

from credentials.parsing import JsonObject, JsonValue
from tests.corpus.documents import KINDS, specimen
from tests.corpus.faults import FAULTS
from tests.mutations_for_tests import FOREIGN_VALUES, Path, at, places, with_value, without

_DOES_NOT_FIT: Final = (
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    RecursionError,
)
_MOST_CHANGES = 4


def mutated(data: bytes, source: random.Random) -> bytes | None:
    """Return a document with a few changes, or None if there is none in ``data``."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    for _ in range(source.randint(1, _MOST_CHANGES)):
        change = _CHANGES[source.randrange(len(_CHANGES))]
        # A change was thought out for a credential, and after others this may be none any more.
        with contextlib.suppress(*_DOES_NOT_FIT):
            document = change(document, source)
    try:
        return json.dumps(document, ensure_ascii=source.random() < 0.5).encode("utf-8", "surrogatepass")
    except RecursionError:
        return None


def _place(document: JsonObject, source: random.Random) -> Path:
    paths = [path for path in places(document) if path]
    return source.choice(paths) if paths else ()


def _another(source: random.Random) -> JsonObject:
    return specimen(source.randrange(len(KINDS)), seed=str(source.randrange(50))).document


def _replaced(document: JsonObject, source: random.Random) -> JsonObject:
    path = _place(document, source)
    return with_value(document, path, source.choice(FOREIGN_VALUES)) if path else document


def _deleted(document: JsonObject, source: random.Random) -> JsonObject:
    path = _place(document, source)
    return without(document, path) if path else document


def _moved(document: JsonObject, source: random.Random) -> JsonObject:
    """Put a part of the document in the place of another part."""
    one, other = _place(document, source), _place(document, source)
    return with_value(document, other, copy.deepcopy(at(document, one))) if one and other else document


def _spliced(document: JsonObject, source: random.Random) -> JsonObject:
    """Put a part of another document in the place of a part."""
    giver = _another(source)
    one, other = _place(giver, source), _place(document, source)
    return with_value(document, other, at(giver, one)) if one and other else document


def _renamed(document: JsonObject, source: random.Random) -> JsonObject:
    """Give a member the name of a member of another document."""
    giver = _another(source)
    name = next((step for step in reversed(_place(giver, source)) if isinstance(step, str)), "id")
    path = _place(document, source)
    if not path or not isinstance(path[-1], str):
        return document
    return with_value(without(document, path), (*path[:-1], name), at(document, path))


def _multiplied(document: JsonObject, source: random.Random) -> JsonObject:
    """Put many copies of a part, each a little different, where it stood."""
    path = _place(document, source)
    if not path:
        return document
    part = at(document, path)
    copies: list[JsonValue] = [
        {**copy.deepcopy(part), "name": str(number)} if isinstance(part, dict) else f"{part} {number}"
        for number in range(source.randint(2, 30))
    ]
    return with_value(document, path, copies)


def _deepened(document: JsonObject, source: random.Random) -> JsonObject:
    """Put a part into many objects, each in the other."""
    path = _place(document, source)
    if not path:
        return document
    part = at(document, path)
    for _ in range(source.randint(1, 70)):
        part = {"alignment": part}
    return with_value(document, path, part)


def _faulty(document: JsonObject, source: random.Random) -> JsonObject:
    """Break one of our rules."""
    return source.choice([*FAULTS.values()]).in_document(document, source) or document


def _with_other_contexts(document: JsonObject, source: random.Random) -> JsonObject:
    contexts = _another(source)["@context"]
    own: JsonObject = {"eigen": "https://roc.example/eigen", "name": "https://schema.org/name"}
    named = [*contexts] if isinstance(contexts, list) else [contexts]
    return {**document, "@context": [*named, own] if source.random() < 0.3 else contexts}


_CHANGES: Final[tuple[Callable[[JsonObject, random.Random], JsonObject], ...]] = (
    _replaced,
    _deleted,
    _moved,
    _spliced,
    _renamed,
    _multiplied,
    _deepened,
    _faulty,
    _with_other_contexts,
)
