"""Every single thing that a credential of ours says is covered by its canonical form."""

import copy
from collections.abc import Iterator

import pytest

from contexts import bundled_contexts, issuing_contexts
from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject, JsonValue
from tests.awards_for_tests import AWARD, BARE_AWARD, REVOCATION, SUSPENSION, award_with

AWARDS = {
    "full": AWARD,
    "bare": BARE_AWARD,
    "english": award_with(language="en"),
    "suspendable": award_with(status=(REVOCATION, SUSPENSION)),
}


@pytest.mark.parametrize("award", AWARDS.values(), ids=AWARDS.keys())
def test_both_circulating_contexts_give_the_same_canonical_form(award: Award) -> None:
    credential = build_open_badge(award)
    older = canonicalize(credential, contexts=issuing_contexts())
    assert older == canonicalize(credential, contexts=bundled_contexts())
    assert older.count("\n") > 20


def _places(value: JsonValue, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths to every member and item, outside ``@context``."""
    members: list[tuple[str | int, JsonValue]] = []
    if isinstance(value, dict):
        members = [(key, member) for key, member in value.items() if key != "@context"]
    elif isinstance(value, list):
        members = list(enumerate(value))
    for key, member in members:
        yield (*path, key)
        yield from _places(member, (*path, key))


def _parent(document: JsonValue, path: tuple[str | int, ...]) -> dict[str | int, JsonValue]:
    for step in path[:-1]:
        document = document[step]  # type: ignore[index]  # a path of this document
    return document  # type: ignore[return-value]  # an object or array; indexed by what the path says


def _differs(credential: JsonObject, canonical: str) -> bool:
    try:
        return canonicalize(credential, contexts=issuing_contexts()) != canonical
    except NotCanonicalizable:
        return True


def test_taking_anything_away_shows() -> None:
    credential = build_open_badge(AWARD)
    canonical = canonicalize(credential, contexts=issuing_contexts())
    for path in _places(credential):
        changed = copy.deepcopy(credential)
        del _parent(changed, path)[path[-1]]
        assert _differs(changed, canonical), path


def test_changing_any_value_shows() -> None:
    credential = build_open_badge(AWARD)
    canonical = canonicalize(credential, contexts=issuing_contexts())
    for path in _places(credential):
        changed = copy.deepcopy(credential)
        holder = _parent(changed, path)
        value = holder[path[-1]]
        if isinstance(value, str):
            holder[path[-1]] = value + "x"
        elif isinstance(value, bool):
            holder[path[-1]] = not value
        else:
            continue
        assert _differs(changed, canonical), path


def test_moving_any_member_to_another_object_shows() -> None:
    """No two objects are one node in RDF, so a fact cannot wander from the one to the other."""
    credential = build_open_badge(AWARD)
    canonical = canonicalize(credential, contexts=issuing_contexts())
    objects = [path for path in _places(credential) if isinstance(_parent(credential, (*path, 0)), dict)]
    for source in objects:
        for target in objects[::7]:
            changed = copy.deepcopy(credential)
            giver, taker = _parent(changed, (*source, 0)), _parent(changed, (*target, 0))
            key = next(reversed(giver))
            if key in taker or source == target[: len(source)]:
                continue
            taker[key] = giver.pop(key)
            assert _differs(changed, canonical), (source, target, key)
